"""A Parquet shard of articles in, Parquet tables of what they gave out; and mentions to events."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from transforms.article_coding import ArticleCoding
from transforms.codebook import Codebook
from transforms.coding.rows import provenance_frame, rejections_frame, to_frame
from transforms.merge.events import merge_mentions
from transforms.pipeline import Kit, code_articles, load_kit
from transforms.records import Article
from transforms.resolve.entities import entities_frame
from transforms.schemas import ARTICLES, QUARANTINE, STAGED, check_schema
from transforms.text.models import Models

ANNOTATION_RULE = "annotate.failed"


def code_shard(
    shard: Path, out: Path, models: Models | Path, gazetteer: Path | None = None
) -> None:
    """Code a Parquet shard of articles into Parquet tables: a pure function of its inputs.

    Args:
        shard: Parquet file whose columns are the fields of `Article`.
        out: directory to make; gets articles, mentions, provenance, rejections, entities
            and quarantine (schemas in transforms/schemas.py).
        models: the Stanza models and which to take, or the directory of embedded ones.
        gazetteer: directory of a loaded gazetteer; None for the shipped one.
    """
    kit = load_kit(models, gazetteer)
    articles = [Article(**row) for row in pl.read_parquet(shard).iter_rows(named=True)]
    out.mkdir(parents=True)
    for name, frame in to_frames(code_articles(articles, kit), kit).items():
        frame.write_parquet(out / f"{name}.parquet")


def to_frames(codings: Sequence[ArticleCoding], kit: Kit) -> dict[str, pl.DataFrame]:
    """Return the tables of some coded articles, by name."""
    version = kit.codebook.version
    done = [(c, c.annotated) for c in codings if c.annotated]
    telling = [(c, a) for c, a in done if c.mentions]
    return {
        "articles": _articles_frame(codings, kit),
        "mentions": _stack("mentions", [to_frame(c.mentions, a, version) for c, a in telling]),
        "provenance": _stack(
            "provenance", [provenance_frame(c.mentions, a, version) for c, a in telling]
        ),
        "rejections": _stack(
            "rejections",
            [rejections_frame(c.rejections, c.article.text) for c, _ in done if c.rejections],
        ),
        "entities": entities_frame([a for _, a in done]),
        "quarantine": _quarantine_frame(codings),
    }


def merge_batch(mentions: pl.DataFrame, codebook: Codebook) -> pl.DataFrame:
    """Merge the mentions of a batch, and stored ones of the same events, into events."""
    return merge_mentions(mentions, codebook)


def _stack(name: str, frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat([pl.DataFrame(schema=STAGED[name]), *frames])


def _articles_frame(codings: Sequence[ArticleCoding], kit: Kit) -> pl.DataFrame:
    rows = []
    for coding in codings:
        article, when = coding.article, coding.creation_time
        rows.append(
            {name: getattr(article, name, None) for name in ARTICLES.names()}
            | {
                "published_at": when.day,
                "published_low": when.low,
                "published_high": when.high,
                "published_method": when.method,
                "published_confidence": when.confidence,
                "outcome": coding.outcome,
                "reason": coding.reason,
                "model_version": coding.annotated.model_version if coding.annotated else None,
                "codebook_version": kit.codebook.version,
            }
        )
    return check_schema(pl.DataFrame(rows, schema=ARTICLES), ARTICLES, "articles")


def _quarantine_frame(codings: Sequence[ArticleCoding]) -> pl.DataFrame:
    """Articles that could not be annotated; their text stays in the articles table."""
    rows = [
        {
            "quarantine_id": hashlib.sha256(
                f"article|{c.article.article_id}|{c.article.content_hash}".encode()
            ).hexdigest()[:16],
            "kind": "article",
            "article_id": c.article.article_id,
            "event_key": None,
            "path": c.article.path,
            "line": c.article.line,
            "rule_ids": [ANNOTATION_RULE],
            "reason": c.reason,
            "payload": "",
        }
        for c in codings
        if c.outcome == "quarantined"
    ]
    return check_schema(pl.DataFrame(rows, schema=QUARANTINE), QUARANTINE, "quarantine")
