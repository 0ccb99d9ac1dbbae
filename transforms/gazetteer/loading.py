"""Reads the two gazetteer files into one frozen Gazetteer, and says clearly when it cannot."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import numpy as np
import polars as pl

from transforms.errors import GazetteerError
from transforms.gazetteer.store import (
    APPROXIMATE_IDS,
    DEMONYM_MARK,
    KINDS,
    NO_COUNTRY,
    Country,
    Gazetteer,
    Ints,
)

SCHEMA_VERSION = "2"
"""Changes with the columns or the meaning of the two files; checked when they are loaded."""

SCHEMA_MARK = "newsledger_gazetteer"
BUILD_MARK = "newsledger_build"

GAZETTEER_DIR = Path(__file__).parent.parent / "gazetteers"

_REMEDY = "reinstall newsledger, or load the GeoNames files again (newsledger places load)"
_PLACE_COLUMNS = {
    "id", "name", "kind", "fcode", "cc", "a1_id", "a2_id", "lat", "lon", "population", "seat_id",
    "n_names",
}  # fmt: skip
_NAME_COLUMNS = {"norm", "id", "tier", "lang"}


@lru_cache(maxsize=4)
def load_gazetteer(directory: Path | None = None) -> Gazetteer:
    """Reads gaz_place.parquet, gaz_alias.parquet and countries.csv (cached by directory).

    Raises:
        GazetteerError: a file is missing, truncated or of another version.
    """
    folder = directory or GAZETTEER_DIR
    places, place_build = _read(folder / "gaz_place.parquet", _PLACE_COLUMNS)
    names, name_build = _read(folder / "gaz_alias.parquet", _NAME_COLUMNS)
    if place_build != name_build:
        raise GazetteerError(
            f"gazetteer in {folder} mixes two builds, {place_build} and {name_build}: {_REMEDY}"
        )
    countries = (*_read_countries(GAZETTEER_DIR / "countries.csv"), NO_COUNTRY)
    return _assemble(places, names, countries)


def file_marks(build: str) -> dict[str, str]:
    """What both files of one build carry in their metadata."""
    return {SCHEMA_MARK: SCHEMA_VERSION, BUILD_MARK: build}


def read_shipped(table: str) -> pl.DataFrame:
    """One of the two shipped tables, without the villages whose points are approximate."""
    rough = pl.col("id").is_between(APPROXIMATE_IDS.start, APPROXIMATE_IDS.stop - 1)
    return pl.read_parquet(GAZETTEER_DIR / f"{table}.parquet").filter(~rough)


def _read(path: Path, columns: set[str]) -> tuple[pl.DataFrame, str]:
    """The frame and the mark of its build; files without a mark are of one build."""
    if not path.is_file():
        raise GazetteerError(f"gazetteer file {path} is missing: {_REMEDY}")
    try:
        metadata = pl.read_parquet_metadata(path)
        frame = pl.read_parquet(path)
    except (OSError, ValueError, pl.exceptions.PolarsError) as error:
        raise GazetteerError(f"gazetteer file {path} is damaged ({error}): {_REMEDY}") from error
    version = metadata.get(SCHEMA_MARK, "none")
    if version != SCHEMA_VERSION or not columns <= set(frame.columns):
        raise GazetteerError(
            f"gazetteer file {path} has version {version}, this newsledger reads "
            f"{SCHEMA_VERSION}: {_REMEDY}"
        )
    return frame, metadata.get(BUILD_MARK, "none")


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
        name_forms=_forms(tagged, iso3, is_demonym=False),
        demonym_forms=_forms(tagged, iso3, is_demonym=True),
        ids=ids,
        kind=_codes(places["kind"], {kind: code for code, kind in enumerate(KINDS)}),
        country=_codes(places["cc"], codes),
        a1=_rows(ids, places["a1_id"]),
        a2=_rows(ids, places["a2_id"]),
        seat=_rows(ids, places["seat_id"]),
        lat=places["lat"].to_numpy(),
        lon=places["lon"].to_numpy(),
        log_population=np.log10(places["population"].to_numpy() + 1.0),
        is_capital=(places["fcode"] == "PPLC").cast(pl.Float64).to_numpy(),
        name_rows=rows,
        name_tiers=lookup["tier"].to_numpy().astype(np.int32),
        log_names=np.log1p(places["n_names"].to_numpy().astype(np.float64)),
    )


def _country_rows(places: pl.DataFrame) -> list[int]:
    found: list[int] = (places["kind"] == "country").arg_true().to_list()
    return found


def _forms(
    tagged: pl.DataFrame, iso3: dict[int, str], *, is_demonym: bool
) -> dict[tuple[str, str], str]:
    columns = tagged.select("lang", "norm", "id").iter_rows()
    return {
        (lang.removesuffix(DEMONYM_MARK), norm): iso3[place]
        for langs, norm, place in columns
        for lang in langs.split(",")
        if lang.endswith(DEMONYM_MARK) == is_demonym
    }


def _codes(column: pl.Series, codes: dict[str, int]) -> Ints:
    return column.replace_strict(codes, return_dtype=pl.Int32).to_numpy()


def _rows(ids: Ints, column: pl.Series) -> Ints:
    """Rows of the ids in `column`, -1 where it is null or the place is not in the table."""
    wanted = column.fill_null(np.iinfo(np.int32).min).to_numpy()
    rows = np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)
    return np.where(ids[rows] == wanted, rows, -1).astype(np.int32)
