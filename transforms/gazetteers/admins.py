"""Admin areas of the gazetteer, and the territories that lie elsewhere than GeoNames says.

The packages have no point for an area: its own point is the mean of its settlements, its seat
the settlement with the matching PPLA feature code, else the most populous one.
"""

from __future__ import annotations

from typing import Any

from transforms.gazetteers.labels import ascii_name, short_admin_name

Row = dict[str, Any]

_SEAT_RANK = {"PPLC": 4, "PPLA": 3, "PPLA2": 2, "PPLA3": 1}


def override(row: Row, overrides: dict[int, dict[str, str]]) -> Row:
    """The row with the values that overrides.csv gives for its id."""
    change = overrides.get(row["id"])
    if change is None:
        return row
    numbers = ("a1_id", "a2_id", "population", "seat_id")
    texts = ("name", "cc", "kind", "fcode")
    return {
        **row,
        **{key: change[key] for key in texts if change[key]},
        **{key: int(change[key]) for key in numbers if change[key]},
    }


def build_admins(
    subdivisions: list[Row], codes: dict[str, int], english: dict[str, str], cities: list[Row]
) -> list[Row]:
    """Admin1 and admin2 rows; areas without any settlement around them have no point: dropped."""
    members: dict[int, list[Row]] = {}
    for city in cities:
        for key in ("a1_id", "a2_id"):
            if city[key] is not None:
                members.setdefault(city[key], []).append(city)
    rows = []
    for area in subdivisions:
        parts = area["code"].split(".")
        if len(parts) in (2, 3) and area["id"] is not None:
            rows.append(_admin(area, parts, codes, english, members))
    return [row for row in rows if row["lat"] is not None]


def _admin(
    area: Row,
    parts: list[str],
    codes: dict[str, int],
    english: dict[str, str],
    members: dict[int, list[Row]],
) -> Row:
    level = len(parts) - 1
    a1_id = codes.get(".".join(parts[:2]))
    own = members.get(area["id"], [])
    around = own or members.get(a1_id or 0, [])
    seat = max(own, key=lambda city: _seat_key(city, level), default=None)
    name: str = english.get(area["code"]) or area["name"]
    return {
        "id": area["id"],
        "name": short_admin_name(ascii_name(name)),
        "kind": f"admin{level}",
        "fcode": f"ADM{level}",
        "cc": parts[0],
        "a1_code": ".".join(parts[:2]),
        "a1_id": area["id"] if level == 1 else a1_id,
        "a2_id": area["id"] if level == 2 else None,
        "lat": _mean(around, "lat"),
        "lon": _mean(around, "lon"),
        "population": sum(city["population"] for city in own if city["fcode"] != "PPLX"),
        "seat_id": seat["id"] if seat else None,
    }


def _seat_key(city: Row, level: int) -> tuple[int, int]:
    rank = _SEAT_RANK.get(city["fcode"], 0)
    return (rank if rank >= 4 - level else 0, city["population"])


def _mean(cities: list[Row], key: str) -> float | None:
    if not cities:
        return None
    return round(float(sum(city[key] for city in cities)) / len(cities), 4)


def in_territory(row: Row, territories: dict[str, dict[str, str]]) -> Row:
    """The row moved where territories.csv puts its country or admin1 (Hong Kong -> China)."""
    move = territories.get(row["a1_code"]) or territories.get(row["cc"])
    if move is None:
        return row
    moved = {**row, "cc": move["cc"], "code": row["cc"]}
    if not move["a1_id"]:
        return moved
    if row["kind"] == "admin1":
        moved |= {"kind": "admin2", "fcode": "ADM2", "a2_id": row["id"]}
    elif row["kind"] == "city":
        moved["a2_id"] = row["a1_id"] if move["a1_name"] else None
    return {**moved, "a1_id": int(move["a1_id"])}


def territory_admins(territories: dict[str, dict[str, str]], cities: dict[int, Row]) -> list[Row]:
    """The territories that become an admin1 of another country (Hong Kong, Macau, Aland)."""
    return [
        {
            **cities[int(row["seat_id"])],
            "id": int(row["a1_id"]),
            "name": row["a1_name"],
            "kind": "admin1",
            "fcode": "ADM1",
            "a1_id": int(row["a1_id"]),
            "a2_id": None,
            "seat_id": int(row["seat_id"]),
        }
        for row in territories.values()
        if row["a1_name"]
    ]
