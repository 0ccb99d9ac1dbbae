"""What an event row is called elsewhere: PLOVER event and mode, CAMEO root, UCDP type of violence.

All joins stand in codebooks/crosswalk.yaml; where it names no nearest class, or the row does
not tell (who fought, whether anybody died), the column is null.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import polars as pl

from transforms.codebook import load_codebook
from transforms.codebook_entries import Entry
from transforms.errors import CodebookError

CROSSWALK_COLUMNS: dict[str, pl.DataType] = {
    "plover_event": pl.String(),
    "plover_mode": pl.String(),
    "cameo_root": pl.String(),
    "ucdp_type_of_violence": pl.Int8(),
}
"""The columns on request, which stand behind the 31."""

CROSSWALK_INPUTS = ("sub_event_type", "actor1", "inter1", "actor2", "inter2", "fatalities")
"""The columns of a row that decide them."""

Sides = frozenset[str]


@dataclass(frozen=True, slots=True)
class Side:
    """A kind of party as UCDP sees it: the actor types and the form of name that it has."""

    side: str
    inter: tuple[str, ...]
    actor: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Classes:
    """What a sub-event type is called elsewhere; `ucdp` are the types of violence it may be."""

    plover_event: str | None
    plover_mode: str | None
    cameo_root: str | None
    ucdp: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """The joins: sub-event type -> classes, kinds of party, and the pair of them -> UCDP type."""

    classes: Mapping[str, Classes]
    sides: tuple[Side, ...]
    ucdp: Mapping[Sides, int]


def crosswalk_row(row: Mapping[str, Any]) -> dict[str, str | int | None]:
    """Return the crosswalk columns of a row.

    Args:
        row: the columns `CROSSWALK_INPUTS`; all but sub_event_type may be None.

    Raises:
        CodebookError: the row's sub-event type is not in crosswalk.yaml.

    Example:
        >>> row = {"sub_event_type": "Attack", "actor1": "Group X", "inter1": "Rebel group"}
        >>> row |= {"actor2": "Civilians (Kenya)", "inter2": "Civilians", "fatalities": 2}
        >>> crosswalk_row(row)["ucdp_type_of_violence"]
        3
    """
    crosswalk = load_crosswalk()
    name = row["sub_event_type"]
    if name is None:
        return dict.fromkeys(CROSSWALK_COLUMNS)
    if name not in crosswalk.classes:
        raise CodebookError(f"crosswalk.yaml has no sub-event type {name!r}")
    classes = crosswalk.classes[name]
    return {
        "plover_event": classes.plover_event,
        "plover_mode": classes.plover_mode,
        "cameo_root": classes.cameo_root,
        "ucdp_type_of_violence": _ucdp_type(row, classes, crosswalk),
    }


def crosswalk_frame(rows: pl.DataFrame) -> pl.DataFrame:
    """Return `CROSSWALK_INPUTS` and the crosswalk columns; row count and order unchanged."""
    found = [crosswalk_row(row) for row in rows.iter_rows(named=True)]
    return rows.select(CROSSWALK_INPUTS).hstack(pl.DataFrame(found, schema=CROSSWALK_COLUMNS))


@lru_cache(maxsize=1)
def load_crosswalk() -> Crosswalk:
    """Return the joins of the codebook, checked, read once a process.

    Raises:
        CodebookError: a value is missing, or a pair of sides or a class is unknown.
    """
    tables = load_codebook().crosswalk
    sides = tuple(_side(entry) for entry in _entries(tables, "ucdp_sides", "side"))
    known = {side.side for side in sides}
    ucdp: dict[Sides, int] = {}
    for entry in _entries(tables, "ucdp_types", "type"):
        for pair in entry.values.get("sides", []):
            if set(pair) - known or frozenset(pair) in ucdp:
                raise CodebookError(f"{entry.where}: sides {pair}: unknown, or given twice")
            ucdp[frozenset(pair)] = int(entry.text("type"))
    classes = {
        entry.text("name"): _classes(entry) for entry in _entries(tables, "sub_event_types", "name")
    }
    return Crosswalk(classes, sides, ucdp)


def _ucdp_type(row: Mapping[str, Any], classes: Classes, crosswalk: Crosswalk) -> int | None:
    """By UCDP's definitions: none without a death, or where a side is not known well enough."""
    if not row["fatalities"]:
        return None
    parties = [_find_side(row, number, crosswalk.sides) for number in (1, 2)]
    known = frozenset(side for side in parties if side)
    found = crosswalk.ucdp.get(known) if all(parties) else None
    return found if found in classes.ucdp else None


def _find_side(row: Mapping[str, Any], number: int, sides: tuple[Side, ...]) -> str | None:
    inter, actor = row[f"inter{number}"], row[f"actor{number}"]
    for side in sides:
        if inter in side.inter and (side.actor is None or side.actor.fullmatch(actor or "")):
            return side.side
    return None


def _entries(
    tables: Mapping[str, tuple[Mapping[str, object], ...]], table: str, name: str
) -> list[Entry]:
    where = f"crosswalk.yaml: {table}"
    return [Entry(f"{where}: {values.get(name)}", dict(values)) for values in tables[table]]


def _side(entry: Entry) -> Side:
    form = entry.optional_text("actor")
    return Side(entry.text("side"), entry.texts("inter"), re.compile(form) if form else None)


def _classes(entry: Entry) -> Classes:
    named = ("plover_event", "plover_mode", "cameo_root")
    values = {key: None if entry.values.get(key, "") is None else entry.text(key) for key in named}
    return Classes(**values, ucdp=tuple(map(int, entry.texts("ucdp"))))
