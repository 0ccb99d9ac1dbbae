"""What readers ask of the warehouse. All of it reads the published copy."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl

from transforms.errors import InputError
from warehouse.connect import fetch, open_reader
from warehouse.records import ArticleView, EventView, Summary

__all__ = [
    "ArticleView",
    "EventView",
    "Summary",
    "list_events",
    "list_events_of",
    "read_article",
    "read_event",
    "read_map_events",
    "run_query",
    "summarise",
]


def run_query(data_dir: Path, query: str) -> pl.DataFrame:
    """Run a user's SQL on the published copy, which it cannot change; return its rows.

    Raises:
        InputError: there is no warehouse yet, or DuckDB refuses the statement (its message
            is kept).
    """
    with open_reader(data_dir) as connection:
        try:
            relation = connection.sql(query)
            return pl.DataFrame() if relation is None else relation.pl()
        except duckdb.Error as error:
            raise InputError(f"the query failed: {error}") from error
        except pl.exceptions.PolarsError as error:
            raise InputError(
                f"the query gives a type that cannot be shown (an interval?): {error}. "
                "Cast that column, as in `(b - a)::varchar`"
            ) from error


def read_event(data_dir: Path, event_id_cnty: str) -> EventView:
    """Return the event of that id with its evidence, mentions, articles and warnings.

    Raises:
        InputError: there is no such event, or no warehouse yet.
    """
    with open_reader(data_dir) as connection:
        found = fetch(connection, "queries/event", event_id_cnty=event_id_cnty)
        if not found.height:
            raise InputError(_no_event(connection, event_id_cnty))
        row = found.row(0, named=True)
        parts = {
            name: fetch(connection, f"queries/event_{name}", event_key=row["event_key"])
            for name in ("evidence", "mentions", "articles", "warnings")
        }
    return EventView(row=row, **parts)


def read_article(data_dir: Path, article_id: str) -> ArticleView:
    """Return the article of that id with its outcome and all that was coded or rejected.

    Raises:
        InputError: there is no such article, or no warehouse yet.
    """
    with open_reader(data_dir) as connection:
        found = fetch(connection, "queries/article", article_id=article_id)
        parts = {
            name: fetch(connection, f"queries/article_{name}", article_id=article_id)
            for name in ("mentions", "evidence", "rejections", "entities", "quarantine")
        }
    if not found.height and not parts["quarantine"].height:
        raise InputError(
            f"no article {article_id!r}. List them: "
            'newsledger sql "from articles select article_id, title, outcome"'
        )
    return ArticleView(article=found.row(0, named=True) if found.height else {}, **parts)


def summarise(data_dir: Path) -> Summary:
    """Count what the warehouse holds.

    Raises:
        InputError: there is no warehouse yet.
    """
    with open_reader(data_dir) as connection:
        last_run = fetch(connection, "queries/last_run")
        return Summary(
            articles_by_outcome=fetch(connection, "queries/articles_by_outcome"),
            articles_by_language=fetch(connection, "queries/articles_by_language"),
            events_by_type=fetch(connection, "queries/events_by_type"),
            quarantine_by_reason=fetch(connection, "queries/quarantine_by_reason"),
            totals=fetch(connection, "queries/totals").row(0, named=True),
            last_run=last_run.row(0, named=True) if last_run.height else {},
        )


def list_events(data_dir: Path, limit: int = 20) -> pl.DataFrame:
    """Return the newest events, latest day first, with the columns that fit a terminal.

    Raises:
        InputError: there is no warehouse yet.
    """
    with open_reader(data_dir) as connection:
        return fetch(connection, "queries/list_events", max_rows=limit)


def list_events_of(data_dir: Path, article_ids: list[str]) -> pl.DataFrame:
    """Return the events that these articles report, as `list_events` does, without a limit.

    Raises:
        InputError: there is no warehouse yet.
    """
    with open_reader(data_dir) as connection:
        return fetch(connection, "queries/list_events_of", article_ids=article_ids)


def read_map_events(data_dir: Path) -> pl.DataFrame:
    """Return type, day, point, precision and deaths of every event.

    Raises:
        InputError: there is no warehouse yet.
    """
    with open_reader(data_dir) as connection:
        return fetch(connection, "queries/map_events")


def _no_event(connection: duckdb.DuckDBPyConnection, event_id_cnty: str) -> str:
    deleted = fetch(connection, "queries/deleted_event", event_id_cnty=event_id_cnty)
    if deleted.height:
        return f"event {event_id_cnty} was withdrawn: {deleted['reason'][0]}"
    return (
        f"no event {event_id_cnty!r}. List them: "
        'newsledger sql "from events select event_id_cnty, event_date, location"'
    )
