"""Examine a warehouse: what is wrong with it, where, and what to do. It changes nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import yaml

from transforms.errors import InputError, WarehouseError
from warehouse.connect import (
    CONFIG,
    LOCK_FILE,
    READER_FILE,
    WRITER_FILE,
    execute,
    explain_failure,
    find_pending,
    sql,
)
from warehouse.doctor_files import find_held_locks, find_leftovers, find_release_faults
from warehouse.locks import hold_lock

__all__ = ["Finding", "examine_warehouse", "export_for_rules", "make_finding"]

log = logging.getLogger(__name__)

MAX_EXAMPLES = 5
RULE_TABLES = ("events", "mentions", "articles", "provenance")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        check: id of the check, as in doctor.yaml.
        what: what is wrong, in words.
        n: how many values or files show it.
        examples: up to five of them.
        mend: what to do.
    """

    check: str
    what: str
    n: int
    examples: tuple[str, ...]
    mend: str


def examine_warehouse(data_dir: Path, wait_s: float = 5.0) -> list[Finding]:
    """Return everything that is wrong with a warehouse; empty where it is sound.

    Every value of every table is read. The codebook's rules are not checked here, see
    `export_for_rules`.

    Args:
        data_dir: folder of the warehouse.
        wait_s: seconds to wait while a run writes.

    Raises:
        InputError: there is no warehouse in the folder.
        WarehouseError: it cannot be read: damaged, no DuckDB file, of a newer version, or
            open in another process.
    """
    path = data_dir / WRITER_FILE
    if not path.exists():
        raise InputError(f"{data_dir}: no warehouse here. Run `newsledger run` first")
    busy = find_held_locks(data_dir)
    found = [make_finding("a_lock_is_held", busy)] if busy else []
    with hold_lock(data_dir / LOCK_FILE, wait_s):
        if path.with_name(f"{path.name}.wal").exists():
            found.append(make_finding("changes_are_not_in_the_file", [f"{path.name}.wal"]))
        with _open(path) as connection:
            found += _examine_tables(connection, path)
            state = execute(connection, "connect/state")
        found += _examine_reader(data_dir, state)
    if leftovers := find_leftovers(data_dir, is_busy=bool(busy)):
        found.append(make_finding("files_are_left_over", leftovers))
    found += [make_finding(*fault) for fault in find_release_faults(data_dir / "releases")]
    log.info("examined", extra={"warehouse": str(path), "findings": len(found)})
    return found


def export_for_rules(data_dir: Path, folder: Path, wait_s: float = 5.0) -> None:
    """Write the stored tables as a staged batch, for the rules of the codebook.

    Raises:
        WarehouseError: the warehouse cannot be read.
    """
    with hold_lock(data_dir / LOCK_FILE, wait_s), _open(data_dir / WRITER_FILE) as connection:
        for name in RULE_TABLES:
            whole = connection.sql(sql("connect/whole_table"), params={"name": name})
            whole.write_parquet(str(folder / f"{name}.parquet"))


def make_finding(check: str, values: list[str]) -> Finding:
    """Return the finding of a check of doctor.yaml that the values show."""
    entry = _checks()[check]
    return Finding(check, entry["what"], len(values), tuple(values[:MAX_EXAMPLES]), entry["mend"])


@cache
def _checks() -> dict[str, dict[str, str]]:
    text = (files("warehouse") / "doctor.yaml").read_text(encoding="utf-8")
    values: dict[str, Any] = yaml.safe_load(text)
    return {
        entry["id"]: {**entry, "mend": values.get(entry["mend"], entry["mend"])}
        for entry in values["checks"]
    }


def _open(path: Path) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(path), read_only=True, config=CONFIG)
    except duckdb.Error as error:
        raise WarehouseError(explain_failure(path, error)) from error


def _examine_tables(connection: duckdb.DuckDBPyConnection, path: Path) -> Iterator[Finding]:
    """The checks that are SQL, after every block has been read once."""
    try:
        pending = find_pending(connection, path)
        for (name,) in execute(connection, "connect/base_tables"):
            execute(connection, "connect/scan_table", name=name)
        if pending:
            yield make_finding("migrations_are_missing", pending)
            return
        for check in _checks():
            if (files("warehouse") / "sql" / "doctor" / f"{check}.sql").is_file():
                yield from _examine(connection, check)
    except duckdb.Error as error:
        raise WarehouseError(explain_failure(path, error)) from error


def _examine(connection: duckdb.DuckDBPyConnection, check: str) -> Iterator[Finding]:
    wrong = connection.sql(sql(f"doctor/{check}"))
    values = [str(value) for (value,) in wrong.limit(MAX_EXAMPLES).fetchall()]
    if values:
        entry = _checks()[check]
        n = int(wrong.count("*").fetchall()[0][0])
        yield Finding(check, entry["what"], n, tuple(values), entry["mend"])


def _examine_reader(data_dir: Path, state: list[tuple[Any, ...]]) -> Iterator[Finding]:
    """Compare the readers' copy with the writer's file."""
    path = data_dir / READER_FILE
    if not path.exists():
        yield make_finding("readers_copy_is_missing", [path.name])
        return
    try:
        with duckdb.connect(str(path), read_only=True, config=CONFIG) as connection:
            if execute(connection, "connect/state") != state:
                yield make_finding("readers_copy_is_behind", [path.name])
    except duckdb.Error as error:
        yield make_finding("readers_copy_cannot_be_read", [str(error).splitlines()[0]])
