"""What a run did: for the terminal, for the returned value and for Prefect's page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl


@dataclass(frozen=True, slots=True)
class BatchReport:
    """One run's result.

    Attributes:
        batch_id: hash of input and versions.
        n_articles: articles read; n_known of them needed no coding.
        n_known: articles that an earlier run loaded, coded the same way.
        n_aside: inputs that could not be read.
        languages: articles by language.
        outcomes: articles by outcome, the known ones included.
        events: the warehouse's events that these articles report, newest first.
        changes: rows inserted, updated and deleted, by table; empty if nothing was loaded.
        database: the DuckDB file for readers.
        release: the directory of the Parquet release.
        data_docs: the page of the newest validation, if there was one.
    """

    batch_id: str
    n_articles: int
    n_known: int
    n_aside: int
    languages: dict[str, int]
    outcomes: dict[str, int]
    events: pl.DataFrame
    changes: dict[str, dict[str, int]]
    database: Path
    release: Path
    data_docs: Path | None


def to_markdown(report: BatchReport) -> str:
    """Return the report as the markdown of a Prefect artifact."""
    lines = [
        f"# Batch {report.batch_id}",
        "",
        f"{report.n_articles} articles ({report.n_known} known already), "
        f"{report.n_aside} inputs set aside, {report.events.height} events.",
        "",
        "| outcome | articles |",
        "| --- | ---: |",
        *(f"| {outcome} | {n} |" for outcome, n in report.outcomes.items()),
        "",
        "| language | articles |",
        "| --- | ---: |",
        *(f"| {language} | {n} |" for language, n in report.languages.items()),
        "",
        "| table | inserted | updated | deleted |",
        "| --- | ---: | ---: | ---: |",
        *(
            f"| {table} | {n['inserted']} | {n['updated']} | {n['deleted']} |"
            for table, n in report.changes.items()
        ),
        "",
        f"- warehouse: `{report.database}`",
        f"- release: `{report.release}`",
        f"- data docs: `{report.data_docs or 'none'}`",
    ]
    return "\n".join(lines)
