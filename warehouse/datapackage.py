"""Describe a release: its tables with names, types, units and meanings, in four notations.

`describe_tables` is the one source; from it come the Frictionless data package
(specs.frictionlessdata.io/data-package), the metadata inside each Parquet file, the data
dictionary (release_words.py) and Croissant (croissant.py).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

import duckdb
import pyarrow as pa

from transforms.codebook import load_codebook
from warehouse.connect import execute

ARROW_TYPES = {
    "VARCHAR": pa.string(),
    "DATE": pa.date32(),
    "TINYINT": pa.int8(),
    "INTEGER": pa.int32(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
}
FIELD_TYPES = {
    "VARCHAR": "string",
    "DATE": "date",
    "TINYINT": "integer",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "DOUBLE": "number",
}
CROSSWALK_TYPES = {"string": "VARCHAR", "int": "TINYINT"}
MEDIA_TYPES = {
    "parquet": "application/vnd.apache.parquet",
    "csv": "text/csv",
    "geojson": "application/geo+json",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A released column; `type` is DuckDB's name of it, `unit` None where there is none."""

    name: str
    type: str
    description: str
    unit: str | None = None
    is_required: bool | None = None
    allowed: tuple[str, ...] = ()
    example: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A released table: where its rows come from, what a row is, its key and columns."""

    name: str
    source: str
    description: str
    key: str | None
    columns: tuple[Column, ...]


VIEWS = {
    "events": ("acled_style", "event_id_cnty", "One row an event: 31 ACLED-style columns."),
    "articles": ("release_articles", "article_id", "One row an article read, without its text."),
    "provenance": ("release_provenance", None, "One row a value of an event: where it is from."),
    "quarantine": ("release_quarantine", "quarantine_id", "Inputs and rows kept aside, and why."),
}
"""Table -> view of the warehouse that describes it, primary key, description."""

SOURCES = {
    "events": "released",
    "articles": "released_articles",
    "provenance": "released_provenance",
    "quarantine": "release_quarantine",
}

CHANGED_EVENT = (
    Column("event_id_cnty", "VARCHAR", "Id of the event.", None, True, (), "KEN17"),
    Column("event_date", "DATE", "Day of the event; of a deleted one, as it last was."),
    Column("country", "VARCHAR", "Country of the event; of a deleted one, as it last was."),
)
CHANGES = Table(
    "changes",
    "changes",
    "One row an event that differs from the release before.",
    "event_id_cnty",
    (
        CHANGED_EVENT[0],
        Column("change", "VARCHAR", "new, corrected or deleted.", None, True),
        Column(
            "fields",
            "VARCHAR",
            "Corrected columns, separated by '; '; timestamp alone where only the sources changed.",
        ),
        *CHANGED_EVENT[1:],
    ),
)
DELETED = Table(
    "deleted",
    "deleted",
    "One row an event of the release before that is no longer one. Delete it by its id.",
    "event_id_cnty",
    (
        *CHANGED_EVENT,
        Column(
            "deleted_timestamp", "BIGINT", "When it was withdrawn.", "seconds since 1970-01-01 UTC"
        ),
        Column("reason", "VARCHAR", "Why it was withdrawn."),
    ),
)


def describe_tables(
    connection: duckdb.DuckDBPyConnection, *, has_crosswalk: bool = False
) -> tuple[Table, ...]:
    """Return the tables of a release with their columns, in the order of the files.

    The meaning and units of event columns come from the codebook's columns.yaml, those of the
    other tables from the SQL comments of the warehouse. With `has_crosswalk` the events have
    the crosswalk columns behind the 31.

    Raises:
        KeyError: a released column has a name that nothing describes.
    """
    comments = {row[:2]: row[2] for row in execute(connection, "release/comments")}
    types: dict[str, dict[str, str]] = {}
    for view, column, data_type in execute(connection, "release/columns"):
        types.setdefault(view, {})[column] = data_type
    tables = []
    for name, (view, key, description) in VIEWS.items():
        meanings = _event_columns() if name == "events" else _commented(name, comments)
        columns = tuple(
            replace(meanings[column], type=data_type) for column, data_type in types[view].items()
        )
        tables.append(Table(name, SOURCES[name], description, key, columns))
    if has_crosswalk:
        tables[0] = _with_crosswalk(tables[0])
    return (*tables, CHANGES, DELETED)


def frictionless_resource(table: Table) -> dict[str, object]:
    """Description and schema of a resource of the data package."""
    schema: dict[str, object] = {"fields": [_field(column) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = [table.key]
    return {"description": table.description, "schema": schema}


def parquet_words(table: Table) -> dict[str, str]:
    """Key-value metadata of the table's Parquet files.

    `newsledger` is JSON that every reader can show; `ARROW:schema` is where Arrow keeps the
    metadata of single columns (arrow.apache.org/docs/cpp/parquet.html, "Serialization details").
    """
    described = {
        "table": table.name,
        "description": table.description,
        "codebook_version": load_codebook().version,
        "notice": "ACLED-style, not ACLED data, not endorsed by ACLED",
        "columns": [_field(column) for column in table.columns],
    }
    fields = [
        pa.field(column.name, ARROW_TYPES[column.type], metadata=_column_words(column))
        for column in table.columns
    ]
    schema = pa.schema(fields, metadata={"newsledger": table.description})
    return {
        "newsledger": json.dumps(described, ensure_ascii=False),
        "ARROW:schema": base64.b64encode(schema.serialize().to_pybytes()).decode(),
    }


def _column_words(column: Column) -> dict[str, str]:
    words = {"description": column.description}
    return words | {"unit": column.unit} if column.unit else words


def _field(column: Column) -> dict[str, object]:
    """Frictionless reads Parquet by pandas, where whole numbers with nulls become decimals."""
    is_read_as_decimal = FIELD_TYPES[column.type] == "integer" and column.is_required is False
    field: dict[str, object] = {
        "name": column.name,
        "type": "number" if is_read_as_decimal else FIELD_TYPES[column.type],
        "description": column.description,
    }
    if column.is_required is not None:
        field["constraints"] = {"required": column.is_required}
    if column.unit:
        field["unit"] = column.unit
    return field


@cache
def _event_columns() -> Mapping[str, Column]:
    return {
        rule.name: Column(
            name=rule.name,
            type="",
            description=rule.description,
            unit=rule.unit,
            is_required=rule.required,
            allowed=rule.allowed,
            example=rule.example,
        )
        for rule in load_codebook().columns
    }


def _with_crosswalk(events: Table) -> Table:
    added = tuple(
        Column(
            name=str(entry["name"]),
            type=CROSSWALK_TYPES[str(entry["type"])],
            description=str(entry["description"]),
            is_required=False,
            example=str(entry["example"]),
        )
        for entry in load_codebook().crosswalk["columns"]
    )
    description = f"{events.description[:-1]}, then {len(added)} crosswalk columns."
    columns = (*events.columns, *added)
    return replace(events, source="released_crosswalk", description=description, columns=columns)


def _commented(table: str, comments: Mapping[tuple[str, str], str]) -> dict[str, Column]:
    """Columns of the table, and the id that a release adds from events."""
    owners = (("events", "event_id_cnty"), *(key for key in comments if key[0] == table))
    return {key[1]: Column(key[1], "", comments[key]) for key in owners}
