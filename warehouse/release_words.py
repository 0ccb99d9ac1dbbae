"""The texts of a release, written from its figures, the history and the codebook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from transforms.codebook import Codebook, load_codebook
from warehouse.connect import execute, fetch
from warehouse.datapackage import Column, Table

TEMPLATES = files("warehouse") / "templates"
TEMPLATED = ("README", "LICENSE", "DATASHEET")
MAX_LISTED = 50
MAX_COUNTRIES = 10
MAX_SECTIONS = 50
TITLE = "# Changelog\n\nWhat each release changed. Newest first; `changes.parquet` has all ids.\n"
SECTION = re.compile(r"^## ", re.MULTILINE)
EXTRA_FILES = {
    "csv": "| `*.csv` | the same tables as text: UTF-8, commas, a null is an empty field |\n",
    "geojson": "| `events.geojson` | the events as points (RFC 7946, WGS 84) |\n",
}


def count_changes(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Return how many events are new, corrected and deleted since the release before."""
    found = dict(execute(connection, "release/count_changes"))
    return {change: found.get(change, 0) for change in ("new", "corrected", "deleted")}


def template(name: str) -> str:
    """Return the text of `warehouse/templates/<name>.md`."""
    return (TEMPLATES / f"{name}.md").read_text(encoding="utf-8")


def write_templates(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    formats: tuple[str, ...],
    version: str,
    day: str | None,
    extent: str,
    n_columns: int,
) -> None:
    """Write README, LICENSE and DATASHEET with the figures of the release."""
    figures = fetch(connection, "release/figures").row(0, named=True)
    values: dict[str, Any] = {name: "none" if v is None else v for name, v in figures.items()}
    values |= {
        "version": version,
        "date": day or "no day",
        "extent": extent,
        "n_columns": n_columns,
        "changes": changes_line(count_changes(connection)),
        "more_files": "".join(text for name, text in EXTRA_FILES.items() if name in formats),
        "types": _rows(execute(connection, "release/types")),
        "outcomes": _rows(execute(connection, "release/outcomes")),
    }
    for name in TEMPLATED:
        text = template(name).format(**values)
        (folder / f"{name}.md").write_text(text, encoding="utf-8")


def changes_line(changes: Mapping[str, int]) -> str:
    """Return the counts as words: `2 new, 1 corrected, 0 deleted`."""
    return ", ".join(f"{n} {change}" for change, n in changes.items())


def write_changelog(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    version: str,
    since: str | None,
    before: Path | None,
) -> None:
    """Write what this release changes, then the sections of the release before."""
    head = f"## {version}, after {since}" if since else f"## {version}, the first"
    lines = [head, "", f"{changes_line(count_changes(connection))} events.", ""]
    for change in ("new", "corrected", "deleted"):
        lines += _change_lines(connection, change)
    older = _older_sections(before / "CHANGELOG.md") if before else []
    sections = ["\n".join(lines).rstrip() + "\n", *older][:MAX_SECTIONS]
    (folder / "CHANGELOG.md").write_text(TITLE + "\n" + "\n".join(sections), encoding="utf-8")


def _change_lines(connection: duckdb.DuckDBPyConnection, change: str) -> list[str]:
    countries = execute(connection, "release/countries_changed", change=change)
    if not countries:
        return []
    named = ", ".join(f"{country} {n}" for country, n in countries[:MAX_COUNTRIES])
    rest = f" and {len(countries) - MAX_COUNTRIES} more" if len(countries) > MAX_COUNTRIES else ""
    lines = [f"### {change.capitalize()}", "", f"By country: {named}{rest}.", ""]
    if change == "new":
        return lines
    listed = execute(connection, "release/list_changes", change=change, max_rows=MAX_LISTED)
    for event_id, event_date, country, fields, reason in listed:
        lines.append(f"- {event_id} ({event_date}, {country}): {fields or reason or 'no reason'}")
    left = sum(n for _, n in countries) - len(listed)
    return [*lines, *([f"- and {left} more, see `changes.parquet`"] if left else []), ""]


def _older_sections(path: Path) -> list[str]:
    if not path.exists():
        return []
    parts = SECTION.split(path.read_text(encoding="utf-8"))[1:]
    return [f"## {part.rstrip()}\n" for part in parts]


def write_dictionary(folder: Path, tables: tuple[Table, ...]) -> None:
    """Write every table's columns and, from the codebook, the values of the coded ones."""
    codebook = load_codebook()
    text = [
        "# Data dictionary\n",
        f"Codebook {codebook.version}. Names, types, units and meanings of all columns, then the "
        "values of the coded ones. Files of one table have the same columns in every format.\n",
    ]
    for table in tables:
        text += [f"## {table.name}\n", f"{table.description}\n", _columns_table(table.columns)]
    text += ["## Values\n", *_values(codebook)]
    (folder / "DATA_DICTIONARY.md").write_text("\n".join(text), encoding="utf-8")


def _columns_table(columns: Iterable[Column]) -> str:
    head = "| column | type | unit | null? | meaning | example |\n" + "| --- " * 6 + "|"
    rows = [
        (
            f"`{column.name}`",
            column.type.lower(),
            column.unit or "",
            "never" if column.is_required else "may be",
            column.description + (f" Values: {', '.join(column.allowed)}." * bool(column.allowed)),
            column.example or "",
        )
        for column in columns
    ]
    return f"{head}\n{_rows(rows)}\n"


def _values(codebook: Codebook) -> list[str]:
    head = "| event type | sub-type | disorder type | meaning | example |"
    types = [
        (kind.event_type, name, kind.disorder_type, kind.definition, kind.example)
        for name, kind in codebook.event_types.items()
    ]
    return [
        f"### event_type, sub_event_type, disorder_type\n\n{head}\n| --- | --- | --- | --- | --- |",
        f"{_rows(types)}\n",
        _list("inter1, inter2", codebook.actor_types),
        _list("interaction", dict.fromkeys(codebook.interactions.values())),
        _list("source_scale", codebook.source_scales),
        _list("region", codebook.regions),
    ]


def _list(name: str, values: Iterable[str]) -> str:
    return f"### {name}\n\n{'; '.join(values)}.\n"


def _rows(rows: Iterable[Iterable[object]]) -> str:
    """Rows of a Markdown table; a bar in a value is escaped."""
    return "\n".join("| " + " | ".join(map(_cell, row)) + " |" for row in rows)


def _cell(value: object) -> str:
    return "none" if value is None else str(value).replace("|", "\\|").replace("\n", " ")
