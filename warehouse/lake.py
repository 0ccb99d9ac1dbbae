"""Mirror the warehouse into a DuckLake: Parquet files and a SQL catalog that many can share.

The warehouse's own file stays what is merged and loaded into, by one writer. After a load the
lake gets in one transaction what is new and loses what is gone, so its readers, on any
machine that reaches catalog and files, see whole loads only, and DuckLake keeps the former
snapshots. The extension is taken from the package duckdb-extension-ducklake, or as installed
by the user; nothing is fetched.
"""

from __future__ import annotations

import importlib.util
import logging
import re
from pathlib import Path

import duckdb

from transforms.errors import InputError, WarehouseError
from warehouse.connect import CONFIG, READER_FILE, execute, sql

log = logging.getLogger(__name__)

POSTGRES = ("postgres://", "postgresql://")
PASSWORD = re.compile(r"(://[^:@/\s]+:)[^@/\s]*@")
DATA_FOLDER = "lake"
TABLES = "lake/tables"
INSTALL = "pip install 'newsledger[lake]', or run without --catalog"


def check_catalog(catalog: str) -> None:
    """Raise InputError unless DuckDB can use such a catalog here; opens nothing.

    Args:
        catalog: `postgres://user@host/database`, or the path of a file.
    """
    with duckdb.connect(config=CONFIG) as connection:
        _load_extensions(connection, catalog)


def mirror_warehouse(data_dir: Path, catalog: str, lake_files: Path | None = None) -> int:
    """Bring the lake to what the readers' copy of the warehouse holds.

    Args:
        data_dir: folder of the warehouse.
        catalog: `postgres://user@host/database`, or the path of a file, made if missing.
        lake_files: folder of the lake's Parquet files; by default lake/ of the warehouse.

    Returns:
        How many rows the lake gained or lost.

    Raises:
        InputError: the DuckLake extension is not there, or the lake mirrors another warehouse.
        WarehouseError: the catalog cannot be reached or written; the lake stays as it was.
    """
    files = lake_files or data_dir / DATA_FOLDER
    with duckdb.connect(config=CONFIG) as connection:
        _load_extensions(connection, catalog)
        try:
            files.mkdir(parents=True, exist_ok=True)
            _run(connection, "attach_ledger", path=str(data_dir / READER_FILE))
            _run(connection, "attach_lake", catalog=_address(catalog), data=str(files))
            execute(connection, "connect/begin")
            _claim(connection, catalog)
            changed = sum(_mirror_table(connection, *row) for row in execute(connection, TABLES))
            execute(connection, "connect/commit")
        except (duckdb.Error, OSError) as error:
            raise WarehouseError(
                f"catalog {hide_password(catalog)}: {hide_password(str(error))}. "
                "The lake stays as it was"
            ) from error
    log.info("mirrored", extra={"catalog": hide_password(catalog), "rows": changed})
    return changed


def hide_password(text: str) -> str:
    """Return the text without the passwords of addresses in it."""
    return PASSWORD.sub(r"\1***@", text)


def _load_extensions(connection: duckdb.DuckDBPyConnection, catalog: str) -> None:
    names = ["ducklake"] + (["postgres_scanner"] if catalog.startswith(POSTGRES) else [])
    for name in names:
        try:
            connection.load_extension(_packaged(name) or name)
        except duckdb.Error as error:
            raise InputError(
                f"--catalog {hide_password(catalog)}: DuckDB's extension {name} is not installed; "
                f"{INSTALL}"
            ) from error


def _packaged(name: str) -> str | None:
    """The extension's file in its Python package, if that is installed for this DuckDB."""
    package = importlib.util.find_spec(f"duckdb_extension_{name}")
    if package is None or package.origin is None:
        return None
    folder = Path(package.origin).parent / "extensions" / f"v{duckdb.__version__}"
    path = folder / f"{name}.duckdb_extension"
    return str(path) if path.is_file() else None


def _address(catalog: str) -> str:
    return f"postgres:{catalog}" if catalog.startswith(POSTGRES) else catalog


def _claim(connection: duckdb.DuckDBPyConnection, catalog: str) -> None:
    execute(connection, "lake/make_owner")
    ours, theirs = execute(connection, "lake/owner")[0]
    if theirs is None:
        execute(connection, "lake/own", warehouse=ours)
    elif theirs != ours:
        raise InputError(
            f"--catalog {hide_password(catalog)}: mirrors another warehouse (made {theirs}, this "
            f"one {ours}); give each warehouse a catalog of its own"
        )


def _mirror_table(connection: duckdb.DuckDBPyConnection, table: str, is_there: bool) -> int:
    if not is_there:
        _run(connection, "replace_table", table=table)
    gone = _run(connection, "drop_gone", table=table)
    return gone + _run(connection, "insert_new", table=table)


def _run(connection: duckdb.DuckDBPyConnection, name: str, **words: str) -> int:
    """Run a statement whose names and paths DuckDB does not take as parameters."""
    quoted = {key: word.replace("'", "''") for key, word in words.items()}
    rows = connection.execute(sql(f"lake/{name}").format(**quoted)).fetchall()
    return int(rows[0][0]) if rows else 0
