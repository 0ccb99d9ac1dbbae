"""Villages that the packages lack and that reports of violence name often (villages.csv).

Written by hand from public knowledge. A point is right to about ten kilometres, and rows that
use it say so (`place:approximate_point`). A GeoNames dump (`newsledger places load`) replaces
them by its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from transforms.errors import GazetteerError
from transforms.gazetteer.normal import normal_form
from transforms.gazetteers.labels import read_rows

FEW_PEOPLE = 500
"""Their numbers are not known; so small a place loses to any other of its name."""

_Row = dict[str, Any]


def build_villages(here: Path, admins: list[_Row]) -> list[_Row]:
    """The rows of villages.csv as places (ids of `APPROXIMATE_IDS`).

    Raises:
        GazetteerError: the country has no admin1 of that name.
    """
    areas = {
        (area["cc"], normal_form(area["name"])): area["id"]
        for area in admins
        if area["kind"] == "admin1"
    }
    return [_village(row, areas) for row in read_rows(here / "villages.csv")]


def _village(row: dict[str, str], areas: dict[tuple[str, str], int]) -> _Row:
    area = areas.get((row["cc"], normal_form(row["admin1"])))
    if area is None:
        raise GazetteerError(
            f"villages.csv: {row['name']}: no admin1 {row['admin1']!r} in {row['cc']}; "
            "write it as gaz_place has it"
        )
    return {
        "id": int(row["id"]),
        "name": row["name"],
        "kind": "city",
        "fcode": "PPL",
        "cc": row["cc"],
        "a1_id": area,
        "a2_id": None,
        "lat": float(row["lat"]),
        "lon": float(row["lon"]),
        "population": FEW_PEOPLE,
        "seat_id": None,
    }
