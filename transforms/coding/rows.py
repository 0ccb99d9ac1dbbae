"""Coded mentions -> frames. Left of `to_frame` are records, right of it frames."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date

import polars as pl

from transforms.records import AnnotatedArticle, CodedMention, Rejection
from transforms.schemas import MENTIONS, PROVENANCE, REJECTIONS, check_schema

STRATEGIC = "Strategic developments"


def to_frame(
    coded: Sequence[CodedMention], annotated: AnnotatedArticle, codebook_version: str
) -> pl.DataFrame:
    """Return one row a mention (schema MENTIONS); incomplete ones have no event_key."""
    rows = [
        {
            "mention_id": mention.mention_id,
            "event_key": None if mention.missing else event_key(mention.row),
            "article_id": mention.article_id,
            "published_at": annotated.creation_time.day,
            "sentence": mention.sentence,
            "trigger_start": mention.trigger.start,
            "trigger_end": mention.trigger.end,
            "status": "incomplete" if mention.missing else "coded",
            "missing": list(mention.missing),
            "flags": list(mention.flags),
            "geonameid": mention.geonameid,
            "iso3": mention.iso3,
            **mention.row,
            "codebook_version": codebook_version,
            "model_version": annotated.model_version,
        }
        for mention in coded
    ]
    return check_schema(pl.DataFrame(rows, schema=MENTIONS), MENTIONS, "mentions")


def provenance_frame(
    coded: Sequence[CodedMention], annotated: AnnotatedArticle, codebook_version: str
) -> pl.DataFrame:
    """Return one row a field of a mention (schema PROVENANCE)."""
    text = annotated.article.text
    rows = [
        {
            "event_key": None if mention.missing else event_key(mention.row),
            "mention_id": mention.mention_id,
            "article_id": mention.article_id,
            "field": evidence.field,
            "start": evidence.start,
            "end": evidence.end,
            "text": None if evidence.start is None else text[evidence.start : evidence.end],
            "rule": evidence.rule,
            "codebook_version": codebook_version,
        }
        for mention in coded
        for evidence in mention.evidence
        if mention.row.get(evidence.field) is not None
    ]
    return check_schema(pl.DataFrame(rows, schema=PROVENANCE), PROVENANCE, "provenance")


def rejections_frame(rejections: Iterable[Rejection], text: str) -> pl.DataFrame:
    """Return one row a rejection (schema REJECTIONS)."""
    rows = [
        {
            "article_id": r.article_id,
            "rule": r.rule,
            "reason": r.reason,
            "start": r.start,
            "end": r.end,
            "text": text[r.start : r.end],
        }
        for r in rejections
    ]
    return check_schema(pl.DataFrame(rows, schema=REJECTIONS), REJECTIONS, "rejections")


def event_key(row: dict[str, object]) -> str:
    """Return the stable key of an event: its day, place, sides and whether it is strategic.

    One event = one dyad, one place, one day (codebook, coding_rules: unit), so the sub-type
    is not in the key: the same dyad's tactics of a day are one event. Demonstrations carry
    their crowd, strategic developments their sub-type.
    """
    day = row["event_date"]
    strategic = row["sub_event_type"] if row["event_type"] == STRATEGIC else ""
    sides = sorted(str(row[side]) for side in ("actor1", "actor2") if row[side])
    if row["inter1"] in {"Protesters", "Rioters"}:
        sides = ["demonstration"]
    parts = [
        day.isoformat() if isinstance(day, date) else "",
        str(row["country"]),
        str(row["admin1"]),
        str(row["location"]),
        str(strategic),
        *sides,
    ]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]
