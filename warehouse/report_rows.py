"""What the report page tells, read from the warehouse in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from warehouse.connect import fetch, open_reader, sql

MAX_EVENTS = 50_000
MAX_LISTED = 15
PARTS = (
    "weeks", "actors", "countries", "spots", "events", "evidence", "outcomes", "missing",
    "quarantine", "rules",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReportRows:
    """Figures and rows of the report; each frame has its labels first, in the order shown.

    Attributes:
        totals: counts and days of the whole warehouse.
        weeks: week_start (Monday), event_type, n.
        actors: actor, actor_type, events, fatalities; those with most events.
        countries: country, events, fatalities; those with most events.
        spots: latitude, longitude (degrees), event_type, n_events, location, is_exact.
        events: the newest events, newest first, with the columns of the table.
        evidence: event_key, the article and the sentence behind it; marked = where the trigger
            word begins in the sentence, in characters, -1 where it is not found.
        outcomes: outcome of articles, n.
        missing: field that incomplete reports lack, n.
        quarantine: kind, why, n.
        rules: rule_id of validation rules that rows break, n.
    """

    totals: Mapping[str, object]
    weeks: pl.DataFrame
    actors: pl.DataFrame
    countries: pl.DataFrame
    spots: pl.DataFrame
    events: pl.DataFrame
    evidence: pl.DataFrame
    outcomes: pl.DataFrame
    missing: pl.DataFrame
    quarantine: pl.DataFrame
    rules: pl.DataFrame


def read_report(data_dir: Path, max_events: int = MAX_EVENTS) -> ReportRows:
    """Read the report's rows from the published copy of the warehouse.

    Raises:
        InputError: there is no warehouse yet.
    """
    with open_reader(data_dir) as connection:
        return fetch_report(connection, max_events)


def fetch_report(connection: duckdb.DuckDBPyConnection, max_events: int = MAX_EVENTS) -> ReportRows:
    """Read the report's rows over an open connection."""
    limits = {name: max_events if name in ("events", "evidence") else MAX_LISTED for name in PARTS}
    frames = {name: _fetch(connection, f"report/{name}", limits[name]) for name in PARTS}
    totals = fetch(connection, "report/totals").row(0, named=True)
    return ReportRows(totals=totals, **frames)


def _fetch(connection: duckdb.DuckDBPyConnection, name: str, max_rows: int) -> pl.DataFrame:
    if "$max_rows" in sql(name):
        return fetch(connection, name, max_rows=max_rows)
    return fetch(connection, name)
