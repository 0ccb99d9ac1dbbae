"""Export a whole warehouse as Parquet files with a manifest, and import such an export.

An export is written aside and renamed; an import is built aside, compared with the manifest
and renamed. So neither is ever found half-made.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import duckdb

from transforms.errors import InputError, WarehouseError
from warehouse.connect import (
    LOCK_FILE,
    WRITER_FILE,
    execute,
    explain_failure,
    find_pending,
    open_warehouse,
    sql,
)
from warehouse.locks import hold_lock
from warehouse.publish import publish_reader

log = logging.getLogger(__name__)

FORMAT = 1
MANIFEST = "manifest.json"
MIGRATIONS = "migrations"


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What an export or import moved: where, and the rows of each table."""

    path: Path
    rows: dict[str, int]


def export_warehouse(data_dir: Path, folder: Path) -> Exchanged:
    """Write every table of the warehouse to `folder`, with a manifest of rows and checksums.

    Releases, shards and reports are not part of it. A table without rows is written too.

    Raises:
        InputError: there is no warehouse, or the folder exists and is not empty.
        WarehouseError: the warehouse cannot be read, or the files cannot be written.
    """
    if not (data_dir / WRITER_FILE).exists():
        raise InputError(f"{data_dir}: no warehouse here. Run `newsledger run` first")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder}: exists and is not an empty folder; give another one")
    with _aside(folder) as aside, open_warehouse(data_dir) as connection:
        tables = {name: _export(connection, name, aside) for name in _tables(connection)}
        manifest = {
            "format": FORMAT,
            "newsledger": _version(),
            "migrations": [name for _, name in execute(connection, "connect/applied_migrations")],
            "tables": tables,
        }
        text = json.dumps(manifest, indent=2, sort_keys=True)
        (aside / MANIFEST).write_text(text + "\n", encoding="utf-8")
    log.info("exported", extra={"warehouse": str(data_dir), "folder": str(folder)})
    return Exchanged(folder, {name: table["rows"] for name, table in tables.items()})


def import_warehouse(data_dir: Path, folder: Path) -> Exchanged:
    """Build a warehouse from an export and publish the readers' copy.

    An export of an older version is brought up to date on the way.

    Raises:
        InputError: there is a warehouse already, or the folder is no whole export: a file is
            missing or differs from its checksum.
        WarehouseError: the export is of a newer version, or rows were not taken over.
    """
    target = data_dir / WRITER_FILE
    if target.exists():
        raise InputError(f"{data_dir}: holds a warehouse already. Give an empty folder")
    manifest = _read_manifest(folder)
    data_dir.mkdir(parents=True, exist_ok=True)
    aside = data_dir / ".tmp-import"
    shutil.rmtree(aside, ignore_errors=True)
    try:
        with open_warehouse(aside) as connection:
            _check_version(connection, manifest, folder)
            execute(connection, "connect/begin")
            for name, table in manifest["tables"].items():
                _import(connection, name, folder, table)
            execute(connection, "connect/commit")
            execute(connection, "connect/checkpoint")
        with hold_lock(data_dir / LOCK_FILE, 0.0):
            (aside / WRITER_FILE).rename(target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    publish_reader(data_dir)
    log.info("imported", extra={"warehouse": str(data_dir), "folder": str(folder)})
    return Exchanged(data_dir, {name: t["rows"] for name, t in manifest["tables"].items()})


def _tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    return [name for (name,) in execute(connection, "connect/base_tables") if name != MIGRATIONS]


def _export(connection: duckdb.DuckDBPyConnection, name: str, folder: Path) -> dict[str, Any]:
    path = folder / f"{name}.parquet"
    whole = connection.sql(sql("connect/whole_table"), params={"name": name})
    whole.write_parquet(str(path), compression="zstd")
    return {
        "rows": int(whole.count("*").fetchall()[0][0]),
        "sha256": _sha256(path),
        "content": _content(connection, name),
    }


def _import(
    connection: duckdb.DuckDBPyConnection, name: str, folder: Path, table: dict[str, Any]
) -> None:
    """Insert by name; columns that a later version added stay null."""
    rows = connection.read_parquet(str(folder / f"{name}.parquet"))
    columns = [
        duckdb.ColumnExpression(column)
        if column in rows.columns
        else duckdb.ConstantExpression(None).alias(column)
        for column in connection.table(name).columns
    ]
    rows.select(*columns).insert_into(name)
    is_same_form = len(rows.columns) == len(columns)
    found = int(connection.table(name).count("*").fetchall()[0][0])
    if found != table["rows"] or (is_same_form and _content(connection, name) != table["content"]):
        raise WarehouseError(
            f"{folder / name}.parquet: {found} of {table['rows']} rows came over unchanged. "
            "Nothing is imported: export again"
        )


def _content(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """A hash of a table's rows, whatever their order; as text, for JSON keeps 53 bits."""
    return str(execute(connection, "connect/scan_table", name=name)[0][0])


def _read_manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        tables = dict(manifest["tables"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: no manifest of an export ({error})") from error
    if manifest.get("format") != FORMAT:
        raise InputError(f"{path}: format {manifest.get('format')!r}, this version reads {FORMAT}")
    for name, table in tables.items():
        file = folder / f"{name}.parquet"
        if not file.is_file() or _sha256(file) != table["sha256"]:
            raise InputError(f"{file}: missing, or not what the manifest says. Export again")
    return manifest


def _check_version(
    connection: duckdb.DuckDBPyConnection, manifest: dict[str, Any], folder: Path
) -> None:
    ours = {name for _, name in execute(connection, "connect/applied_migrations")}
    unknown = [name for name in manifest["migrations"] if name not in ours]
    missing = set(manifest["tables"]) - set(_tables(connection))
    if unknown or missing or find_pending(connection, folder):
        raise WarehouseError(
            f"{folder}: exported by a newer newsledger "
            f"({', '.join([*unknown, *sorted(missing)])}): update newsledger"
        )


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """A folder beside the one wanted, renamed to it once the block has filled it."""
    aside = folder.with_name(f".tmp-{folder.name}")
    try:
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        yield aside
        if folder.exists():
            folder.rmdir()
        aside.rename(folder)
    except duckdb.Error as error:
        raise WarehouseError(explain_failure(folder, error)) from error
    except OSError as error:
        raise WarehouseError(f"{folder}: cannot be written: {error}") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _version() -> str:
    try:
        return version("newsledger")
    except PackageNotFoundError:
        return "0"
