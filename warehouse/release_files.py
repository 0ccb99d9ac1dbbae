"""Write the tables of a release as files: the same rows give the same bytes.

Every file is written by one thread in a declared order; slices of the events are
written side by side, each by a connection of its own.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from transforms.crosswalk import crosswalk_frame
from warehouse.connect import execute, fetch, sql
from warehouse.datapackage import Table, parquet_words

FORMATS = ("parquet", "csv", "geojson")
MAX_WRITERS = 4
SLICES = 4
FETCHED_ROWS = 10_000
GEOJSON_HEAD = '{"type":"FeatureCollection","features":[\n'
GEOJSON_FOOT = "\n]}\n"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a release holds and what it is compared with.

    Attributes:
        before: folder of the release to compare with, if any.
        since_day: or the day (UTC) as of whose beginning it is compared.
        is_update: whether it holds only what changed since then, not everything.
        crosswalk: what decides the crosswalk columns, and they; None for no such columns.
    """

    before: Path | None = None
    since_day: date | None = None
    is_update: bool = False
    crosswalk: pl.DataFrame | None = None


def write_tables(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    tables: tuple[Table, ...],
    formats: tuple[str, ...],
    scope: Scope,
) -> None:
    """Write every table into the folder: Parquet always, CSV and GeoJSON where asked for.

    Leaves the temporary tables and views `changes`, `deleted`, `released`,
    `released_articles` and `released_provenance` in the connection, for the words.
    """
    by_name = {table.name: table for table in tables}
    events = by_name["events"]
    _compare(connection, scope)
    execute(connection, "release/single_thread")
    for name in ("changes", "deleted"):
        _copy(connection, folder, by_name[name], "parquet")
    _open_scope(connection, folder, scope)
    execute(connection, "release/released_provenance")
    suffix = "_changed" if scope.is_update else ""
    execute(connection, f"release/released_articles{suffix}")
    _write_partitions(connection, folder, events, scope)
    for name in ("articles", "provenance", "quarantine"):
        _copy(connection, folder, by_name[name], "parquet")
    if "csv" in formats:
        path = str(folder / "events.csv")
        execute(connection, "release/events_csv", source=events.source, path=path)
        for name in by_name.keys() - {"events"}:
            _copy(connection, folder, by_name[name], "csv")
    if "geojson" in formats:
        _write_geojson(connection, events, folder / "events.geojson")


def read_crosswalk(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Return the crosswalk columns for all that decides them in the ledger, each once."""
    return crosswalk_frame(fetch(connection, "release/crosswalk_inputs"))


def _compare(connection: duckdb.DuckDBPyConnection, scope: Scope) -> None:
    """Make the tables of changes and deletions."""
    if scope.since_day is not None:
        execute(connection, "release/set_since_day", day=scope.since_day.isoformat())
        execute(connection, "release/before_day")
    elif scope.before is not None and (files := sorted(_partitions(scope.before))):
        execute(connection, "release/set_before_files", paths=files)
        execute(connection, "release/before_release")
    else:
        execute(connection, "release/before_nothing")
    execute(connection, "release/changes")
    execute(connection, "release/deleted")


def _partitions(release: Path) -> list[str]:
    return [str(file) for file in (release / "events").rglob("*.parquet")]


def _open_scope(connection: duckdb.DuckDBPyConnection, folder: Path, scope: Scope) -> None:
    """Make the view `released` of this connection; temporary views are not shared."""
    if scope.is_update:
        execute(connection, "release/set_changes_path", path=str(folder / "changes.parquet"))
    execute(connection, "release/released_changed" if scope.is_update else "release/released")
    if scope.crosswalk is not None:
        connection.register("crosswalk", scope.crosswalk.to_arrow())
        execute(connection, "release/released_crosswalk")


def _write_partitions(
    connection: duckdb.DuckDBPyConnection, folder: Path, events: Table, scope: Scope
) -> None:
    (folder / "events").mkdir()
    with ThreadPoolExecutor(min(MAX_WRITERS, os.cpu_count() or 1)) as pool:
        tasks = [
            pool.submit(_write_slice, connection.cursor(), folder, events, scope, number)
            for number in range(SLICES)
        ]
        for task in tasks:
            task.result()


def _write_slice(
    cursor: duckdb.DuckDBPyConnection,
    folder: Path,
    events: Table,
    scope: Scope,
    number: int,
) -> None:
    with cursor:
        _open_scope(cursor, folder, scope)
        execute(
            cursor,
            "release/events_of_slice",
            source=events.source,
            slice=number,
            path=str(folder / "events"),
            words=parquet_words(events),
        )


def _copy(connection: duckdb.DuckDBPyConnection, folder: Path, table: Table, suffix: str) -> None:
    execute(
        connection,
        f"release/copy_{suffix}",
        source=table.source,
        path=str(folder / f"{table.name}.{suffix}"),
        words=parquet_words(table),
    )


def _write_geojson(connection: duckdb.DuckDBPyConnection, events: Table, path: Path) -> None:
    """Write the features of one year after the other, so that they need not fit the memory."""
    with path.open("w", encoding="utf-8", newline="\n") as handle:
        handle.write(GEOJSON_HEAD)
        separator = ""
        for (year,) in execute(connection, "release/years"):
            chosen = {"source": events.source, "year": year}
            found = connection.execute(sql("release/events_geojson"), chosen)
            while rows := found.fetchmany(FETCHED_ROWS):
                handle.write(separator + ",\n".join(row[0] for row in rows))
                separator = ",\n"
        handle.write(GEOJSON_FOOT)
