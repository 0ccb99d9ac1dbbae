"""Reads the two gazetteer files into one frozen Gazetteer; looks names up for whole batches.

Rows of the place table are addressed by `row` (position, sorted by id). Coordinates of a
`Place` are those of its seat for countries and admin areas: an event in "Idlib province" is
put at Idlib. `own_point` gives the area's own middle.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.errors import GazetteerError
from transforms.gazetteer.normal import normal_form
from transforms.records import Place

SCHEMA_VERSION = "1"
"""Changes with the columns or the meaning of the two files; checked when they are loaded."""

GAZETTEER_DIR = Path(__file__).parent.parent / "gazetteers"
KINDS = ("city", "admin1", "admin2", "country", "natural", "airport")
CITY, ADMIN1, ADMIN2, COUNTRY, NATURAL, AIRPORT = range(6)
DEMONYM_TIER = 4

_JOIN_FROM = 2_000
_PLACE_COLUMNS = {
    "id", "name", "kind", "fcode", "cc", "a1_id", "a2_id", "lat", "lon", "population", "seat_id",
    "n_names",
}  # fmt: skip
_NAME_COLUMNS = {"norm", "id", "tier", "lang"}

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


class Country(NamedTuple):
    """A country of the codebook: ACLED-style name and region, ISO 3166 codes (Kosovo 0)."""

    cc: str
    iso3: str
    iso: int
    name: str
    region: str


NO_COUNTRY = Country("ZZ", "", 0, "", "")
"""The country of regions that lie in several countries, or in none: empty fields."""


class Hits(NamedTuple):
    """Candidates of a batch: `query` is the index of the name, `row` of the place."""

    query: Ints
    row: Ints
    tier: Ints


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """The place and name tables with the columns that scoring needs as arrays.

    `a1`, `a2` and `seat` are rows (-1 for none); `country` indexes `countries`.
    """

    version: str
    places: pl.DataFrame
    names: pl.DataFrame
    countries: tuple[Country, ...]
    name_forms: dict[tuple[str, str], str]
    demonym_forms: dict[tuple[str, str], str]
    ids: Ints
    kind: Ints
    country: Ints
    a1: Ints
    a2: Ints
    seat: Ints
    lat: Floats
    lon: Floats
    log_population: Floats
    log_names: Floats

    def lookup(self, norms: Sequence[str]) -> Hits:
        """All places that have one of the names (in normal form), for the whole batch."""
        if len(norms) >= _JOIN_FROM:
            return self._join(norms)
        queries = pl.Series(norms, dtype=pl.String)
        low = self.names["norm"].search_sorted(queries, side="left").to_numpy()
        high = self.names["norm"].search_sorted(queries, side="right").to_numpy()
        counts = (high - low).astype(np.int64)
        query = np.repeat(np.arange(len(norms), dtype=np.int32), counts)
        first = np.repeat(low.astype(np.int64) - np.cumsum(counts) + counts, counts)
        at = first + np.arange(len(query))
        found = self.names[at]
        return Hits(query, found["row"].to_numpy(), found["tier"].to_numpy().astype(np.int32))

    def _join(self, norms: Sequence[str]) -> Hits:
        queries = pl.DataFrame(
            {"norm": pl.Series(norms, dtype=pl.String)},
        ).with_row_index("query")
        found = queries.join(self.names, on="norm", how="inner").sort("query", "row")
        return Hits(
            found["query"].to_numpy().astype(np.int32),
            found["row"].to_numpy(),
            found["tier"].to_numpy().astype(np.int32),
        )

    def place(self, row: int, confidence: float = 1.0) -> Place:
        """The `Place` of a row; areas get the coordinates of their seat."""
        country = self.countries[self.country[row]]
        name, a1, a2 = self.places["name"], int(self.a1[row]), int(self.a2[row])
        at = int(self.seat[row]) if self.seat[row] >= 0 else row
        identifier = int(self.ids[row])
        return Place(
            geonameid=identifier if identifier > 0 else None,
            name=name[int(row)],
            admin1=name[a1] if a1 >= 0 else None,
            admin2=name[a2] if a2 >= 0 else None,
            admin3=None,
            country=country.name,
            iso=country.iso,
            iso3=country.iso3,
            region=country.region,
            latitude=round(float(self.lat[at]), 4),
            longitude=round(float(self.lon[at]), 4),
            kind=KINDS[self.kind[row]],
            confidence=confidence,
        )

    def own_point(self, geonameid: int) -> tuple[float, float]:
        """Latitude and longitude of the place itself, not of its seat."""
        row = self.row_of(geonameid)
        return float(self.lat[row]), float(self.lon[row])

    def row_of(self, identifier: int) -> int:
        """The row of a place by id; raises GazetteerError for an id that is not there."""
        row = int(np.searchsorted(self.ids, identifier))
        if row >= len(self.ids) or self.ids[row] != identifier:
            raise GazetteerError(f"place id {identifier} is not in gazetteer {self.version}")
        return row

    def country_of(self, text: str, language: str) -> str | None:
        """ISO 3166 alpha-3 code of a country name ("Сирии", ru -> "SYR"), else None."""
        norm = normal_form(text)
        return self.name_forms.get((language, norm)) or self.name_forms.get(("", norm))

    def demonym_country(self, text: str, language: str) -> str | None:
        """ISO 3166 alpha-3 code of a demonym ("israelíes", es -> "ISR"), else None."""
        return self.demonym_forms.get((language, normal_form(text)))


@lru_cache(maxsize=4)
def load_gazetteer(directory: Path | None = None) -> Gazetteer:
    """Reads gaz_place.parquet, gaz_alias.parquet and countries.csv (cached by directory).

    Raises:
        GazetteerError: a file is missing, truncated or of another version.
    """
    folder = directory or GAZETTEER_DIR
    places = _read(folder / "gaz_place.parquet", _PLACE_COLUMNS)
    names = _read(folder / "gaz_alias.parquet", _NAME_COLUMNS)
    countries = (*_read_countries(GAZETTEER_DIR / "countries.csv"), NO_COUNTRY)
    return _assemble(places, names, countries)


def _read(path: Path, columns: set[str]) -> pl.DataFrame:
    remedy = "reinstall newsledger, or load the GeoNames files again"
    if not path.is_file():
        raise GazetteerError(f"gazetteer file {path} is missing: {remedy}")
    try:
        metadata = pl.read_parquet_metadata(path)
        frame = pl.read_parquet(path)
    except (OSError, ValueError, pl.exceptions.PolarsError) as error:
        raise GazetteerError(f"gazetteer file {path} is damaged ({error}): {remedy}") from error
    version = metadata.get("newsledger_gazetteer", "none")
    if version != SCHEMA_VERSION or not columns <= set(frame.columns):
        raise GazetteerError(
            f"gazetteer file {path} has version {version}, this newsledger reads "
            f"{SCHEMA_VERSION}: {remedy}"
        )
    return frame


def _read_countries(path: Path) -> tuple[Country, ...]:
    with path.open(encoding="utf-8", newline="") as handle:
        return tuple(
            Country(row["cc"], row["iso3"], int(row["iso"]), row["country"], row["region"])
            for row in csv.DictReader(handle)
        )


def _assemble(
    places: pl.DataFrame, names: pl.DataFrame, countries: tuple[Country, ...]
) -> Gazetteer:
    ids = places["id"].to_numpy()
    codes = {country.cc: index for index, country in enumerate(countries)}
    by_id = {int(ids[row]): row for row in _country_rows(places)}
    tagged = names.filter(pl.col("lang").is_not_null())
    iso3 = {place: countries[codes[places["cc"][row]]].iso3 for place, row in by_id.items()}
    rows = np.searchsorted(ids, names["id"].to_numpy()).astype(np.int32)
    lookup = names.select("norm", "tier", pl.Series("row", rows))
    return Gazetteer(
        version=SCHEMA_VERSION,
        places=places.select("name", "fcode"),
        names=lookup,
        countries=countries,
        name_forms=_forms(tagged.filter(pl.col("tier") != DEMONYM_TIER), iso3),
        demonym_forms=_forms(tagged.filter(pl.col("tier") == DEMONYM_TIER), iso3),
        ids=ids,
        kind=_codes(places["kind"], {kind: code for code, kind in enumerate(KINDS)}),
        country=_codes(places["cc"], codes),
        a1=_rows(ids, places["a1_id"]),
        a2=_rows(ids, places["a2_id"]),
        seat=_rows(ids, places["seat_id"]),
        lat=places["lat"].to_numpy(),
        lon=places["lon"].to_numpy(),
        log_population=np.log10(places["population"].to_numpy() + 1.0),
        log_names=np.log1p(places["n_names"].to_numpy().astype(np.float64)),
    )


def _country_rows(places: pl.DataFrame) -> list[int]:
    found: list[int] = (places["kind"] == "country").arg_true().to_list()
    return found


def _forms(tagged: pl.DataFrame, iso3: dict[int, str]) -> dict[tuple[str, str], str]:
    columns = tagged.select("lang", "norm", "id").iter_rows()
    return {
        (lang, norm): iso3[place] for langs, norm, place in columns for lang in langs.split(",")
    }


def _codes(column: pl.Series, codes: dict[str, int]) -> Ints:
    return column.replace_strict(codes, return_dtype=pl.Int32).to_numpy()


def _rows(ids: Ints, column: pl.Series) -> Ints:
    """Rows of the ids in `column`, -1 where it is null or the place is not in the table."""
    wanted = column.fill_null(np.iinfo(np.int32).min).to_numpy()
    rows = np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)
    return np.where(ids[rows] == wanted, rows, -1).astype(np.int32)
