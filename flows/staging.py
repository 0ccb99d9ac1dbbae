"""Puts a batch's tables together: what the shards gave, and what could not be read."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from transforms.merge.events import Merged
from transforms.records import Quarantined
from transforms.schemas import ARTICLES, MENTIONS, PROVENANCE, QUARANTINE, REJECTIONS
from warehouse.load import ENTITIES

SHARD_TABLES = {
    "articles": ARTICLES,
    "mentions": MENTIONS,
    "provenance": PROVENANCE,
    "rejections": REJECTIONS,
    "entities": ENTITIES,
    "quarantine": QUARANTINE,
}
"""What a coded shard's directory holds, one Parquet file each."""
MERGE_TABLES = ("event_fields", "reassigned", "sketches")
"""What linking copies and the merge add to them, besides events."""


def join_shards(coded: Sequence[Path], staged: Path) -> None:
    """Write each table of all shards as one Parquet file; empty where there is no shard.

    Args:
        coded: directories of coded shards.
        staged: where to write; made anew, so that nothing of a killed run is left in it.
    """
    staged.mkdir(parents=True)
    for name, schema in SHARD_TABLES.items():
        files = [directory / f"{name}.parquet" for directory in coded]
        joined = pl.scan_parquet(files) if files else pl.LazyFrame(schema=schema)
        joined.sink_parquet(staged / f"{name}.parquet")


def add_set_aside(aside: Sequence[Quarantined], stored: set[str], staged: Path) -> None:
    """Add inputs that could not be read to the staged quarantine, and as articles.

    Args:
        aside: the inputs with their reasons.
        stored: article_ids that have a text, in this batch or in the warehouse: a broken
            file does not replace an article that was read well before.
        staged: directory of the staged tables.
    """
    _append(staged / "quarantine.parquet", to_quarantine(aside), "quarantine_id")
    rows = [
        {
            "article_id": item.article_id,
            "path": item.path,
            "line": item.line,
            "outcome": "quarantined",
            "reason": item.reason,
        }
        for item in aside
        if item.article_id is not None and item.article_id not in stored
    ]
    _append(staged / "articles.parquet", pl.DataFrame(rows, schema=ARTICLES), "article_id")


def stage_merged(staged: Path, merged: Merged, moved: pl.DataFrame) -> None:
    """Write which mention gave which field, and give staged rows the keys of their events.

    Args:
        staged: directory of the staged tables.
        merged: the batch and related mentions, merged.
        moved: stored mentions that tell another event now (REASSIGNED).
    """
    merged.fields.write_parquet(staged / "event_fields.parquet")
    moved.write_parquet(staged / "reassigned.parquet")
    for name in ("mentions", "provenance"):
        path = staged / f"{name}.parquet"
        rows = pl.read_parquet(path)
        told = rows.drop("event_key").join(
            merged.assigned, on="mention_id", how="left", maintain_order="left"
        )
        told.select(rows.columns).write_parquet(path)


def to_quarantine(aside: Sequence[Quarantined]) -> pl.DataFrame:
    """Return one QUARANTINE row for each input; the same fault has the same id in every run."""
    rows = [
        {
            "quarantine_id": _hash(item.kind, item.path, str(item.line), item.reason),
            "kind": item.kind,
            "article_id": item.article_id,
            "event_key": None,
            "path": item.path,
            "line": item.line,
            "rule_ids": list(item.rule_ids),
            "reason": item.reason,
            "payload": item.payload,
        }
        for item in aside
    ]
    return pl.DataFrame(rows, schema=QUARANTINE)


def complete_accepted(staged: Path, accepted: Path) -> None:
    """Move the tables that validation does not split beside the accepted events."""
    for name in (*SHARD_TABLES, *MERGE_TABLES):
        target = accepted / f"{name}.parquet"
        if not target.exists():
            (staged / f"{name}.parquet").replace(target)


def _append(path: Path, rows: pl.DataFrame, key: str) -> None:
    if rows.height:
        joined = pl.concat([pl.read_parquet(path), rows]).unique(
            key, keep="first", maintain_order=True
        )
        joined.write_parquet(path)


def _hash(*parts: str) -> str:
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]
