"""Adds a full GeoNames dump to the shipped gazetteer: `newsledger places load`.

The user brings allCountries.zip and alternateNamesV2.zip. The result has the schema of the two
shipped files and keeps their rows (our names, seats, territories and regions stand), save those
of villages whose points are rough. The dump adds the settlements, admin areas, camps and larger
natural features that they lack, and names in our languages. Both files are streamed in blocks;
names go through buckets by first byte, so memory stays far below the dump's size.
"""

from __future__ import annotations

import csv
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl
import pyarrow.parquet as pq

from transforms.gazetteer.geonames_dump import (
    NAME_COLUMNS,
    NAMES_MEMBER,
    PLACE_COLUMNS,
    PLACES_MEMBER,
    DumpReader,
)
from transforms.gazetteer.loading import GAZETTEER_DIR, file_marks, read_shipped
from transforms.gazetteer.name_buckets import NameBuckets
from transforms.gazetteer.store import Ints

LANGUAGES = ("", "en", "ar", "es", "fr", "pt", "ru", "uk", "tr", "fa", "de", "zh", "hi")
NATURAL_CODES = (
    "RGN", "AREA", "PRK", "RESN", "MTS", "MT", "PASS", "VAL", "PEN", "CAPE", "DSRT", "ISL", "ISLS",
    "FRST", "SEA", "GULF", "OCN", "STRT", "CHN", "BAY", "LK", "LGN",
)  # fmt: skip
CAMP_CODES = ("CMP", "CMPRF", "CMPQ")
AIRPORT_CODES = ("AIRP", "AIRB", "AIRF")

_MAX_INT32 = 2**31 - 1
_SLICE_PLACES = 1_000_000
_WORK_PREFIX = ".loading-"
_STALE_SECONDS = 86_400


class Loaded(NamedTuple):
    """How many places and names the new files hold, and how many lines were left out as broken."""

    n_places: int
    n_names: int
    n_broken: int


def load_geonames(
    all_countries_zip: Path,
    alternate_names_zip: Path,
    out_dir: Path,
    report: Callable[[str], None] = lambda _: None,
) -> Loaded:
    """Writes gaz_place.parquet and gaz_alias.parquet into `out_dir`, replacing what is there.

    Both are written aside first and carry one build mark, so that a reader notices halves of
    two builds. `report` gets a line for each step.

    Raises:
        InputError: a file is missing, no zip, truncated, or has not the columns of the dump.
    """
    countries = DumpReader(all_countries_zip, PLACES_MEMBER, PLACE_COLUMNS)
    alternates = DumpReader(alternate_names_zip, NAMES_MEMBER, NAME_COLUMNS)
    build = f"geonames-{countries.checksum()}-{alternates.checksum()}"
    out_dir.mkdir(parents=True, exist_ok=True)
    _sweep(out_dir)
    work = Path(tempfile.mkdtemp(prefix=_WORK_PREFIX, dir=out_dir))
    try:
        shipped = read_shipped("gaz_place")
        report(f"reading {countries.archive}")
        parts, areas = _write_places(countries, shipped, work)
        report(f"{countries.n_lines:,} places read, joining their areas")
        added = _join_areas(parts, areas, shipped, work / "added.parquet")
        ids = np.union1d(shipped["id"].to_numpy(), pl.read_parquet(added, columns=["id"])["id"])
        buckets = NameBuckets(work / "names")
        _fill_buckets(buckets, parts, alternates, ids, report)
        counts = buckets.write_sorted(work / "gaz_alias.parquet", ids, build)
        _write_counted(shipped, added, ids, counts, build, work / "gaz_place.parquet")
        for name in ("gaz_place.parquet", "gaz_alias.parquet"):
            (work / name).replace(out_dir / name)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return Loaded(len(ids), buckets.written, countries.n_broken + alternates.n_broken)


def _sweep(out_dir: Path) -> None:
    """Removes what a load that was killed more than a day ago has left."""
    for left in out_dir.glob(f"{_WORK_PREFIX}*"):
        if time.time() - left.stat().st_mtime > _STALE_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


def _fill_buckets(
    buckets: NameBuckets,
    parts: list[Path],
    alternates: DumpReader,
    ids: Ints,
    report: Callable[[str], None],
) -> None:
    """Names of the shipped files, of the new places, and of the file of other names."""
    buckets.add(read_shipped("gaz_alias"))
    for part in parts:
        buckets.add(_dump_names(pl.read_parquet(part)))
    report(f"reading {alternates.archive}")
    for block in alternates.blocks():
        buckets.add(_alternate_names(block, ids))
    report(f"{alternates.n_lines:,} names read, sorting them")


def _write_places(
    countries: DumpReader, shipped: pl.DataFrame, work: Path
) -> tuple[list[Path], pl.DataFrame]:
    """New places of the dump as Parquet parts, and (code, id) of all its admin areas."""
    known, moves = shipped["id"].implode(), _territory_moves()
    codes = shipped["cc"].unique().implode()
    parts, areas = [], [pl.DataFrame(schema={"code": pl.String, "id": pl.Int32})]
    for number, block in enumerate(countries.blocks()):
        kept = (
            block.with_columns(_kind().alias("kind"), pl.col("id").cast(pl.Int32, strict=False))
            .filter(pl.col("kind").is_not_null() & pl.col("id").is_not_null())
            .with_columns(
                pl.concat_str("cc", "a1", separator=".").alias("a1_code"),
                pl.concat_str("cc", "a1", "a2", separator=".").alias("a2_code"),
                pl.col("cc").replace(moves),
                pl.col("lat", "lon").cast(pl.Float64, strict=False).round(5),
                pl.col("population").cast(pl.Int64, strict=False).fill_null(0),
            )
        )
        for kind, code in (("admin1", "a1_code"), ("admin2", "a2_code")):
            of_kind = kept.filter(pl.col("kind") == kind)
            areas.append(of_kind.select(pl.col(code).alias("code"), "id"))
        new = kept.filter(
            ~pl.col("id").is_in(known) & pl.col("lat").is_not_null() & pl.col("cc").is_in(codes)
        )
        parts.append(work / f"place-{number:05}.parquet")
        new.write_parquet(parts[-1])
    return parts, pl.concat(areas).unique("code", keep="first")


def _kind() -> pl.Expr:
    code = pl.col("fcode")
    return (
        pl.when(pl.col("class") == "P")
        .then(pl.lit("city"))
        .when(code.is_in(CAMP_CODES))
        .then(pl.lit("city"))
        .when(code == "ADM1")
        .then(pl.lit("admin1"))
        .when(code == "ADM2")
        .then(pl.lit("admin2"))
        .when(code.is_in(AIRPORT_CODES))
        .then(pl.lit("airport"))
        .when(code.is_in(NATURAL_CODES))
        .then(pl.lit("natural"))
    )


def _territory_moves() -> dict[str, str]:
    with (GAZETTEER_DIR / "territories.csv").open(encoding="utf-8", newline="") as handle:
        return {r["code"]: r["cc"] for r in csv.DictReader(handle) if len(r["code"]) == 2}


def _join_areas(parts: list[Path], areas: pl.DataFrame, shipped: pl.DataFrame, path: Path) -> Path:
    """Writes the new places with the shipped columns; admin codes become ids of admin rows.

    An admin1 of the dump that the shipped files hold as admin2 (a district of Hong Kong) stays one.
    """
    columns = [name for name in shipped.columns if name != "n_names"]
    known = areas.join(shipped.select("id", "kind", "a1_id"), on="id", how="left")
    upper = known.select(
        pl.col("code").alias("a1_code"),
        pl.coalesce("a1_id", "id").alias("upper_id"),
        pl.when(pl.col("kind") == "admin2").then("id").alias("inner_id"),
    )
    lower = areas.select(pl.col("code").alias("a2_code"), pl.col("id").alias("lower_id"))
    (
        pl.scan_parquet(parts)
        .join(upper.lazy(), on="a1_code", how="left")
        .join(lower.lazy(), on="a2_code", how="left")
        .with_columns(
            pl.col("upper_id").alias("a1_id"),
            pl.coalesce("inner_id", "lower_id").alias("a2_id"),
            pl.lit(None, dtype=pl.Int32).alias("seat_id"),
            pl.col("population").clip(0, _MAX_INT32).cast(pl.Int32),
            pl.when(pl.col("ascii_name") == "").then("name").otherwise("ascii_name").alias("name"),
        )
        .select(columns)
        .sink_parquet(path)
    )
    return path


def _dump_names(places: pl.DataFrame) -> pl.DataFrame:
    """Own and other names of new places: name, id, tier, lang (null)."""
    own = places.select("name", "id", tier=pl.lit(0, pl.Int8))
    plain = places.select(pl.col("ascii_name").alias("name"), "id", tier=pl.lit(0, pl.Int8))
    others = places.select(
        pl.col("alternates").str.split(",").alias("name"), "id", tier=pl.lit(1, pl.Int8)
    ).explode("name")
    is_code = pl.col("name").str.contains(r"^[A-Z]{1,3}$")
    named = pl.concat([own, plain, others.filter(~is_code)])
    return named.filter(pl.col("name") != "").with_columns(lang=pl.lit(None, pl.String))


def _alternate_names(block: pl.DataFrame, ids: Ints) -> pl.DataFrame:
    """Names in our languages that are not historic, of places that are kept."""
    named = block.with_columns(pl.col("id").cast(pl.Int32, strict=False)).filter(
        pl.col("id").is_not_null()
        & pl.col("language").fill_null("").is_in(LANGUAGES)
        & (pl.col("historic").fill_null("") != "1")
        & ~pl.col("name").str.contains(r"^[A-Z]{1,3}$|^https?:")
    )
    wanted = named["id"].to_numpy()
    at = np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)
    return named.filter(pl.Series(ids[at] == wanted)).select(
        "name", "id", tier=pl.lit(1, pl.Int8), lang=pl.lit(None, pl.String)
    )


def _write_counted(
    shipped: pl.DataFrame, added: Path, ids: Ints, counts: Ints, build: str, path: Path
) -> None:
    """Writes shipped and new places, one row an id, sorted, with their numbers of names.

    In slices of ids: all places at once would take several gigabytes.
    """
    order = shipped.columns
    schema = shipped.head(0).to_arrow(compat_level=pl.CompatLevel.oldest()).schema
    schema = schema.with_metadata(file_marks(build))
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for start in range(0, len(ids), _SLICE_PLACES):
            part = ids[start : start + _SLICE_PLACES]
            inside = pl.col("id").is_between(int(part[0]), int(part[-1]))
            new = pl.scan_parquet(added).filter(inside).collect()
            old = shipped.filter(inside).select(new.columns)
            number = pl.Series("n_names", counts[start : start + len(part)], dtype=pl.Int16)
            places = pl.concat([old, new]).unique("id", keep="first").sort("id")
            rows = places.with_columns(number).select(order)
            writer.write_table(rows.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(schema))
