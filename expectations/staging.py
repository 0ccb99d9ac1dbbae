"""A scratch database for one run: views on the staged Parquet files and on the codebook.

It lives in its own folder, so two runs never meet. The staged files are linked into that
folder under plain names: a path with quotes or brackets then needs no escaping in SQL.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl
import sqlalchemy

from expectations.codebook_tables import codebook_tables
from expectations.rules import Failure, Rule, sql, sql_with
from transforms.codebook import Codebook
from transforms.errors import ValidationError
from transforms.schemas import STAGED

FRAMES = ("articles", "mentions", "provenance")
VIEWS = ("sides", "text_cells", "event_articles", "event_dates", "evidence")


def open_staging(staged: Path, scratch: Path, codebook: Codebook) -> sqlalchemy.Engine:
    """Return an engine on a new scratch database with all views that the rules read.

    Raises:
        ValidationError: a staged file is missing, is no Parquet, or lacks columns (rule V01).
    """
    for name in ("events", *FRAMES):
        _link(staged / f"{name}.parquet", scratch / f"{name}.parquet", name)
    tables = codebook_tables(codebook)
    for name, table in tables.items():
        table.write_parquet(scratch / f"{name}.parquet")
    engine = sqlalchemy.create_engine(staging_url(scratch))
    with engine.begin() as connection:
        events = str(scratch / "events.parquet")
        connection.exec_driver_sql(sql_with("views/events_batch", path=events))
        for name in (*FRAMES, *tables):
            path = str(scratch / f"{name}.parquet")
            connection.exec_driver_sql(sql_with("views/table", name=name, path=path))
        for name in VIEWS:
            connection.exec_driver_sql(sql(f"views/{name}"))
    return engine


def staging_url(scratch: Path) -> str:
    """Return the connection string of a run's scratch database."""
    url = sqlalchemy.URL.create("duckdb", database=str(scratch / "staging.duckdb"))
    return url.render_as_string(hide_password=False)


def find_failures(engine: sqlalchemy.Engine, rules: tuple[Rule, ...]) -> list[Failure]:
    """Return every failing cell of every rule, sorted by rule, row and detail.

    Raises:
        ValidationError: a rule's SQL does not run on this batch.
    """
    found: list[Failure] = []
    with engine.connect() as connection:
        for rule in rules:
            try:
                rows = connection.exec_driver_sql(rule.sql).fetchall()
            except sqlalchemy.exc.DBAPIError as error:
                raise ValidationError(f"{rule.id}: its SQL does not run: {error.orig}") from error
            found += sorted(
                (Failure(rule.id, row, key, str(detail)) for row, key, detail in rows),
                key=lambda failure: (failure.row, failure.detail),
            )
    return found


def _link(source: Path, link: Path, name: str) -> None:
    if not source.is_file():
        raise ValidationError(f"{source}: no such staged file; stage the batch again")
    link.symlink_to(source.resolve())
    try:
        schema = pl.read_parquet_schema(link)
    except (pl.exceptions.ComputeError, OSError) as error:
        raise ValidationError(f"{source}: not readable as Parquet: {error}") from error
    wrong = [
        f"{column} is {schema.get(column, 'missing')} instead of {dtype}"
        for column, dtype in STAGED[name].items()
        if schema.get(column) != dtype
    ]
    if wrong:
        raise ValidationError(f"V01: {source.name}: {'; '.join(wrong)}; stage the batch again")
