"""What the warehouse takes and gives back, as frozen records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

import polars as pl


@dataclass(frozen=True, slots=True)
class RunRecord:
    """Everything that decides a run's result. Times are aware, or naive UTC.

    `inputs` maps each input to its SHA-256, `counts` each stage to its numbers;
    `finished_at` is the time of the load when not given.
    """

    run_id: str
    started_at: datetime
    code_version: str
    codebook_version: str
    model_version: str
    gazetteer_version: str
    inputs: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, object] = field(default_factory=dict)
    parameters: Mapping[str, object] = field(default_factory=dict)
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TableCounts:
    """Rows of one table that a load inserted, updated, left alone and deleted."""

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0

    @property
    def has_changed(self) -> bool:
        """Whether the table differs from before the load."""
        return bool(self.inserted or self.updated or self.deleted)


@dataclass(frozen=True, slots=True)
class LoadReceipt:
    """What a load changed, by table (articles, mentions, events, ...)."""

    run_id: str
    tables: Mapping[str, TableCounts]

    @property
    def has_changed(self) -> bool:
        """Whether any row of the warehouse (but the run's own) differs from before."""
        return any(counts.has_changed for counts in self.tables.values())

    def as_dict(self) -> dict[str, dict[str, int]]:
        """Return the counts as plain dicts, for JSON."""
        return {name: asdict(counts) for name, counts in self.tables.items()}


@dataclass(frozen=True, slots=True)
class EventView:
    """One event with what it rests on.

    `row`: all columns of events. `evidence`: a row a field of a mention (article_id, source,
    field, start, end, text, rule, sentence). `mentions`, `articles`, `warnings`: their tables.
    """

    row: Mapping[str, object]
    evidence: pl.DataFrame
    mentions: pl.DataFrame
    articles: pl.DataFrame
    warnings: pl.DataFrame


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article and why it gave these rows, or none.

    `article`: its columns with outcome and reason; empty if it is only in quarantine.
    `mentions`: coded and incomplete ones, with `missing`, event_id_cnty and sentence_text.
    `evidence`: of each field of a mention: mention_id, field, start, end, text and rule.
    `rejections`: rule, reason, start, end, text and sentence.
    """

    article: Mapping[str, object]
    mentions: pl.DataFrame
    evidence: pl.DataFrame
    rejections: pl.DataFrame
    entities: pl.DataFrame
    quarantine: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of the whole warehouse; each frame has its labels first and `n` last."""

    articles_by_outcome: pl.DataFrame
    articles_by_language: pl.DataFrame
    events_by_type: pl.DataFrame
    quarantine_by_reason: pl.DataFrame
    totals: Mapping[str, int]
    last_run: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Release:
    """A published data set. `is_new` is False when the same content was there already.

    `changes` counts the events that are new, corrected and deleted since the release before.
    """

    version: str
    path: Path
    is_new: bool
    n_events: int
    changes: Mapping[str, int] = field(default_factory=dict)
