"""Describe a release as a Frictionless data package (specs.frictionlessdata.io/data-package)."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from transforms.codebook import load_codebook
from warehouse.connect import execute

FIELD_TYPES = {
    "VARCHAR": "string",
    "DATE": "date",
    "TINYINT": "integer",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "DOUBLE": "number",
}
RESOURCES = {
    "events": ("acled_style", "event_id_cnty", "One row an event: 31 ACLED-style columns."),
    "articles": ("release_articles", "article_id", "One row an article read, without its text."),
    "provenance": ("release_provenance", None, "One row a value of an event: where it is from."),
    "quarantine": ("release_quarantine", "quarantine_id", "Inputs and rows kept aside, and why."),
}
"""Resource -> view it is written from, primary key, description."""


def describe_resources(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, object]]:
    """Return name -> description and schema of the resources of a release.

    The meaning and units of event columns come from the codebook's columns.yaml, those of the
    other tables from the SQL comments of the warehouse.

    Raises:
        KeyError: a released column has a type or a name that nothing describes.
    """
    comments = {row[:2]: row[2] for row in execute(connection, "release/comments")}
    columns = execute(connection, "release/columns")
    resources: dict[str, dict[str, object]] = {}
    for name, (view, key, description) in RESOURCES.items():
        meanings = _event_meanings() if name == "events" else _meanings(name, comments)
        fields = [
            {"name": column, "type": FIELD_TYPES[data_type], **meanings[column]}
            for table, column, data_type in columns
            if table == view
        ]
        schema: dict[str, object] = {"fields": fields}
        if key:
            schema["primaryKey"] = [key]
        resources[name] = {"description": description, "schema": schema}
    return resources


def _event_meanings() -> dict[str, dict[str, object]]:
    meanings: dict[str, dict[str, object]] = {}
    for column in load_codebook().columns:
        meanings[column.name] = {
            "description": column.description,
            "constraints": {"required": column.required},
        }
        if column.unit:
            meanings[column.name]["unit"] = column.unit
    return meanings


def _meanings(table: str, comments: Mapping[tuple[str, str], str]) -> dict[str, dict[str, object]]:
    """Comments of the table's columns, and of the id that a release adds from events."""
    described = {("events", "event_id_cnty"): comments["events", "event_id_cnty"], **comments}
    return {
        column: {"description": text}
        for (owner, column), text in described.items()
        if owner == table or (owner, column) == ("events", "event_id_cnty")
    }
