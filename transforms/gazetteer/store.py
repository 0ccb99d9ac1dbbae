"""The frozen Gazetteer: looks names up for whole batches and makes places of rows.

Rows of the place table are addressed by `row` (position, sorted by id). Coordinates of a
`Place` are those of its seat for countries and admin areas: an event in "Idlib province" is
put at Idlib. `own_point` gives the area's own middle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.errors import GazetteerError
from transforms.gazetteer.normal import normal_form
from transforms.records import Place

KINDS = ("city", "admin1", "admin2", "country", "natural", "airport")
CITY, ADMIN1, ADMIN2, COUNTRY, NATURAL, AIRPORT = range(6)
DEMONYM_TIER = 4
DEMONYM_MARK = "*"
"""Behind a language: the name is a demonym there (Arabic: country and adjective can be one)."""
FOREIGN_COUNTRY_TIER = 5

APPROXIMATE_IDS = range(-20_000, -10_000)
"""Ids of the villages written by hand, whose points are right to about ten kilometres."""

_JOIN_FROM = 2_000
_REMEMBERED = 200_000

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

    `a1`, `a2` and `seat` are rows (-1 for none); `country` indexes `countries`; `known` keeps the
    ranges of names looked up before.
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
    is_capital: Floats
    name_rows: Ints
    name_tiers: Ints
    known: dict[str, tuple[int, int]] = field(default_factory=dict)

    def lookup(self, norms: Sequence[str]) -> Hits:
        """All places that have one of the names (in normal form), for the whole batch."""
        if len(norms) >= _JOIN_FROM:
            return self._join(norms)
        low, counts = self._ranges(norms)
        query = np.repeat(np.arange(len(norms), dtype=np.int32), counts)
        first = np.repeat(low - np.cumsum(counts) + counts, counts)
        at = first + np.arange(len(query))
        return Hits(query, self.name_rows[at], self.name_tiers[at])

    def _ranges(self, norms: Sequence[str]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """First name row and number of rows of each name; names looked up before are kept."""
        new = [norm for norm in dict.fromkeys(norms) if norm not in self.known]
        if new:
            if len(self.known) > _REMEMBERED:
                self.known.clear()
                new = list(dict.fromkeys(norms))
            queries = pl.Series(new, dtype=pl.String)
            low = self.names["norm"].search_sorted(queries, side="left").to_list()
            high = self.names["norm"].search_sorted(queries, side="right").to_list()
            self.known.update(zip(new, zip(low, high, strict=True), strict=True))
        found = np.array([self.known[norm] for norm in norms], dtype=np.int64).reshape(-1, 2)
        return found[:, 0], found[:, 1] - found[:, 0]

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
        return self.places_at([row], [confidence])[0]

    def places_at(self, rows: Sequence[int], confidences: Sequence[float]) -> list[Place]:
        """The `Place` of each row, for a whole batch."""
        at = np.asarray(rows, dtype=np.int32)
        point = np.where(self.seat[at] >= 0, self.seat[at], at)
        columns = (
            self.ids[at].tolist(),
            self._names_of(at),
            self._names_of(self.a1[at]),
            self._names_of(self.a2[at]),
            self.country[at].tolist(),
            np.round(self.lat[point], 4).tolist(),
            np.round(self.lon[point], 4).tolist(),
            self.kind[at].tolist(),
            confidences,
        )
        return [
            _place(self.countries[country], identifier, name, admin1, admin2, lat, lon, kind, sure)
            for identifier, name, admin1, admin2, country, lat, lon, kind, sure in zip(
                *columns, strict=True
            )
        ]

    def _names_of(self, rows: Ints) -> list[str | None]:
        """Names of rows; None where the row is -1."""
        wanted = pl.Series(rows)
        names: list[str | None] = self.places["name"].gather(wanted.set(wanted < 0, None)).to_list()
        return names

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


def _place(
    country: Country,
    identifier: int,
    name: str | None,
    admin1: str | None,
    admin2: str | None,
    lat: float,
    lon: float,
    kind: int,
    confidence: float,
) -> Place:
    return Place(
        geonameid=identifier if identifier > 0 else None,
        name=name or "",
        admin1=admin1,
        admin2=admin2,
        admin3=None,
        country=country.name,
        iso=country.iso,
        iso3=country.iso3,
        region=country.region,
        latitude=lat,
        longitude=lon,
        kind=KINDS[kind],
        confidence=confidence,
        is_approximate=identifier in APPROXIMATE_IDS,
    )
