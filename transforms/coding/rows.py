"""Coded mentions -> frames. Left of `to_frame` are records, right of it frames."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl

from transforms.event_keys import event_key
from transforms.records import AnnotatedArticle, CodedMention, Rejection
from transforms.schemas import MENTIONS, PROVENANCE, REJECTIONS, check_schema


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
