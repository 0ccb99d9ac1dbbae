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

from warehouse.connect import execute, sql
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
    """

    before: Path | None = None
    since_day: date | None = None
    is_update: bool = False


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
    _compare(connection, scope)
    execute(connection, "release/single_thread")
    for name in ("changes", "deleted"):
        _copy(connection, folder, by_name[name], "parquet")
    _open_scope(connection, folder, scope)
    execute(connection, "release/released_provenance")
    suffix = "_changed" if scope.is_update else ""
    execute(connection, f"release/released_articles{suffix}")
    _write_partitions(connection, folder, by_name["events"], scope)
    for name in ("articles", "provenance", "quarantine"):
        _copy(connection, folder, by_name[name], "parquet")
    if "csv" in formats:
        execute(connection, "release/events_csv", path=str(folder / "events.csv"))
        for name in by_name.keys() - {"events"}:
            _copy(connection, folder, by_name[name], "csv")
    if "geojson" in formats:
        _write_geojson(connection, folder / "events.geojson")


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


def _write_partitions(
    connection: duckdb.DuckDBPyConnection, folder: Path, events: Table, scope: Scope
) -> None:
    (folder / "events").mkdir()
    words = parquet_words(events)

    with ThreadPoolExecutor(min(MAX_WRITERS, os.cpu_count() or 1)) as pool:
        tasks = [
            pool.submit(_write_slice, connection.cursor(), folder, scope, number, words)
            for number in range(SLICES)
        ]
        for task in tasks:
            task.result()


def _write_slice(
    cursor: duckdb.DuckDBPyConnection,
    folder: Path,
    scope: Scope,
    number: int,
    words: dict[str, str],
) -> None:
    with cursor:
        _open_scope(cursor, folder, scope)
        target = str(folder / "events")
        execute(cursor, "release/events_of_slice", slice=number, path=target, words=words)


def _copy(connection: duckdb.DuckDBPyConnection, folder: Path, table: Table, suffix: str) -> None:
    execute(
        connection,
        f"release/copy_{suffix}",
        source=table.source,
        path=str(folder / f"{table.name}.{suffix}"),
        words=parquet_words(table),
    )


def _write_geojson(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write the features of one year after the other, so that they need not fit the memory."""
    with path.open("w", encoding="utf-8", newline="\n") as handle:
        handle.write(GEOJSON_HEAD)
        separator = ""
        for (year,) in execute(connection, "release/years"):
            found = connection.execute(sql("release/events_geojson"), {"year": year})
            while rows := found.fetchmany(FETCHED_ROWS):
                handle.write(separator + ",\n".join(row[0] for row in rows))
                separator = ",\n"
        handle.write(GEOJSON_FOOT)
