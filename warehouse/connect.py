"""Open the warehouse: one writer file for the load, one published copy for readers.

DuckDB locks out every other process while a writer has the file open. So the writer file is
opened only while something is written, and readers use a copy that is swapped in by rename
after each load (see publish.py).
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from transforms.errors import InputError, WarehouseError
from warehouse.copies import restore_writer
from warehouse.locks import POLL_S, hold_lock

log = logging.getLogger(__name__)

WRITER_FILE = "newsledger.duckdb"
READER_FILE = "newsledger_read.duckdb"
LOCK_FILE = "newsledger.lock"

CONFIG: dict[str, str | bool | int | float | list[str]] = {"autoinstall_known_extensions": False}
"""Nothing is fetched from the network, whatever a query asks for."""

DDL = files("warehouse") / "sql" / "ddl"
LOCK_MESSAGE = re.compile(r"Could not set lock on file.*?(?:\(PID (?P<pid>\d+)\)|$)", re.DOTALL)
DAMAGED = "Corrupt database file"
OPEN_ADVICE = {
    "not a valid DuckDB database file": "Move it away, or give another folder with --warehouse",
    "newer version of DuckDB": "It was written by a newer version: update newsledger",
    DAMAGED: "It is damaged: restore it from a backup or a release",
    "Could not read enough bytes": "It is cut short: restore it from a backup or a release",
    "Permission denied": "Give a folder that you may write to with --warehouse",
}


@contextmanager
def open_warehouse(data_dir: Path, wait_s: float = 30.0) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the writer file for the block, made or migrated to this version first.

    Args:
        data_dir: folder of the warehouse; made if missing.
        wait_s: seconds to wait while another process holds the warehouse.

    Raises:
        WarehouseError: still locked after `wait_s` (names the PID), written by a newer
            version, damaged without a published copy to go back to, not a DuckDB file, or
            DuckDB failed within the block.
    """
    path = data_dir / WRITER_FILE
    with hold_lock(data_dir / LOCK_FILE, wait_s):
        if not path.exists():
            _create(path)
        connection = _connect_or_restore(path, wait_s)
        try:
            migrate(connection, path)
            yield connection
        except duckdb.Error as error:
            raise WarehouseError(
                f"{path}: {error}. Nothing is half-written: mend the cause, then run again"
            ) from error
        finally:
            connection.close()


def open_reader(data_dir: Path) -> duckdb.DuckDBPyConnection:
    """Return a read-only connection on the published copy; close it, or use it in `with`.

    Raises:
        InputError: there is no published copy yet, or an older version published it.
        WarehouseError: the copy cannot be read, or a newer version published it.
    """
    path = data_dir / READER_FILE
    if not path.exists():
        raise InputError(f"{data_dir}: no warehouse here. Run `newsledger run` first")
    try:
        connection = duckdb.connect(str(path), read_only=True, config=CONFIG)
    except duckdb.Error as error:
        raise WarehouseError(explain_failure(path, error)) from error
    if find_pending(connection, path):
        connection.close()
        raise InputError(
            f"{path}: published by an older newsledger. Run `newsledger run` once: it brings "
            "the warehouse up to date"
        )
    return connection


@cache
def sql(name: str) -> str:
    """Return the text of `warehouse/sql/<name>.sql`."""
    return (files("warehouse") / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def execute(
    connection: duckdb.DuckDBPyConnection, name: str, /, **params: object
) -> list[tuple[Any, ...]]:
    """Run the statement of that name with those of the parameters that it uses; all its rows."""
    text = sql(name)
    used = {key: value for key, value in params.items() if re.search(rf"\${key}\b", text)}
    return connection.execute(text, used).fetchall()


def fetch(connection: duckdb.DuckDBPyConnection, name: str, /, **params: object) -> pl.DataFrame:
    """Run the select of that name and return its rows as a frame."""
    return connection.sql(sql(name), params=params).pl()


def migrate(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Apply the numbered files of sql/ddl that this warehouse lacks, all or none.

    Raises:
        WarehouseError: it has a migration that this version does not know, or it holds
            tables that are not ours.
    """
    pending = find_pending(connection, path)
    if pending:
        _apply(connection, pending)
        log.info("migrated", extra={"warehouse": str(path), "migrations": len(pending)})


def find_pending(connection: duckdb.DuckDBPyConnection, path: Path) -> list[str]:
    """Return the names of the migrations that the warehouse lacks, in order."""
    known = {int(name[:3]): name.removesuffix(".sql") for name in _ddl_names()}
    tables = {row[0] for row in execute(connection, "connect/tables")}
    if tables and "migrations" not in tables:
        raise WarehouseError(
            f"{path}: a DuckDB file, but no newsledger warehouse (tables {sorted(tables)[:5]}). "
            "Give another folder with --warehouse"
        )
    applied = dict(execute(connection, "connect/applied_migrations")) if tables else {}
    if unknown := [name for number, name in applied.items() if number not in known]:
        raise WarehouseError(
            f"{path}: written by a newer newsledger (migration {unknown[-1]}, this version "
            f"knows up to {known[max(known)]}): update newsledger"
        )
    return [known[number] for number in sorted(known) if number not in applied]


def _ddl_names() -> list[str]:
    return sorted(entry.name for entry in DDL.iterdir() if entry.name.endswith(".sql"))


def _apply(connection: duckdb.DuckDBPyConnection, names: list[str]) -> None:
    execute(connection, "connect/begin")
    for name in names:
        connection.execute(sql(f"ddl/{name}"))
        execute(connection, "connect/record_migration", number=int(name[:3]), name=name)
    execute(connection, "connect/commit")


def _create(path: Path) -> None:
    """Make the warehouse aside and rename it, so that no half-made file is ever found."""
    if path.with_name(f"{path.name}.wal").exists():
        raise WarehouseError(
            f"{path}: missing, but its .wal file is there, with the last changes. Put the file "
            "back, or move the .wal file away to start anew"
        )
    aside = path.with_name(f".tmp-{path.name}")
    try:
        for leftover in path.parent.glob(f"{aside.name}*"):
            leftover.unlink()
        with duckdb.connect(str(aside), config=CONFIG) as connection:
            migrate(connection, path)
        aside.rename(path)
    except (duckdb.Error, OSError) as error:
        raise WarehouseError(f"{path}: cannot be created: {error}") from error


def _connect_or_restore(path: Path, wait_s: float) -> duckdb.DuckDBPyConnection:
    """Connect; a damaged file gives way to the published copy, if that is whole."""
    copy = path.with_name(READER_FILE)
    try:
        return _connect(path, wait_s)
    except WarehouseError as error:
        if DAMAGED not in str(error) or not _can_read(copy):
            raise
    try:
        kept = restore_writer(path, copy)
    except OSError as error:
        raise WarehouseError(
            f"{path}: damaged, and {copy.name} cannot be put in its place: {error}. "
            "Free some space, then run again"
        ) from error
    log.warning(
        "damaged; the last published copy is in its place. Run again what was loaded after it",
        extra={"warehouse": str(path), "kept": str(kept)},
    )
    return _connect(path, wait_s)


def _connect(path: Path, wait_s: float) -> duckdb.DuckDBPyConnection:
    """Connect, waiting for a foreign process (a shell, a notebook) that has the file open."""
    deadline = time.monotonic() + wait_s
    announced = False
    while True:
        try:
            return duckdb.connect(str(path), config=CONFIG)
        except duckdb.Error as error:
            locked = LOCK_MESSAGE.search(str(error))
            if not locked or time.monotonic() >= deadline:
                raise WarehouseError(explain_failure(path, error, wait_s)) from error
            if not announced:
                log.warning(
                    "waiting for another process",
                    extra={"warehouse": str(path), "pid": locked["pid"]},
                )
                announced = True
        time.sleep(POLL_S)


def _can_read(copy: Path) -> bool:
    """True for a published copy that is there and whole."""
    if not copy.exists():
        return False
    try:
        with duckdb.connect(str(copy), read_only=True, config=CONFIG) as connection:
            execute(connection, "connect/applied_migrations")
    except duckdb.Error:
        return False
    return True


def explain_failure(path: Path, error: duckdb.Error, wait_s: float = 0.0) -> str:
    """Return what a failure to open or read the file means, and what to do."""
    message = str(error)
    if locked := LOCK_MESSAGE.search(message):
        return (
            f"{path}: open in another process (PID {locked['pid'] or 'unknown'}); waited "
            f"{wait_s:g} s. Close that process; readers should open {READER_FILE}"
        )
    advice = [advice for part, advice in OPEN_ADVICE.items() if part in message]
    return f"{path}: {message.splitlines()[0]} {advice[0] if advice else ''}".strip()
