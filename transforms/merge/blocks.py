"""Which reports are compared at all: those that share a block of country, family, day and place.

A report of a known day and place meets those within a grid cell's reach, those of other
districts of its city, and the vague ones of its first-level unit; so the work grows with
the number of reports, not with its square.
"""

from __future__ import annotations

import polars as pl

from transforms.merge.reports import DISTRICT

ROW_DEGREES, COLUMN_DEGREES = 0.15, 0.3
"""A cell is at least 16 km high and, up to 60 degrees of latitude, wide: more than
near_km.same_name in merging.yaml, so a cell and its neighbours hold every spelling of a place."""


def candidate_pairs(reports: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs of reports to compare (one < other), each once, sorted.

    Args:
        reports: frame of `report_frame`.
    """
    days = _by_day(reports)
    known = days.filter(pl.col("geo_precision") == 1)
    vague = days.filter(pl.col("geo_precision") > 1)
    near = _pairs(_with_neighbours(known), known, ["row", "column"])
    city = _pairs(known.filter("is_district"), known, ["admin1", "city"])
    region = _pairs(vague, days, ["admin1"])
    return pl.concat([near, city, region]).unique().sort("one", "other")


def _by_day(reports: pl.DataFrame) -> pl.DataFrame:
    """One row a report and day on which it may have happened, with the keys of its place."""
    return reports.select(
        "report",
        "iso3",
        "family",
        "admin1",
        "geo_precision",
        pl.col("location").str.split(DISTRICT).list.first().alias("city"),
        pl.col("location").str.contains(DISTRICT, literal=True).alias("is_district"),
        (pl.col("latitude") / ROW_DEGREES).floor().cast(pl.Int32).alias("row"),
        (pl.col("longitude") / COLUMN_DEGREES).floor().cast(pl.Int32).alias("column"),
        pl.date_ranges("first_day", "last_day").alias("day"),
    ).explode("day")


def _with_neighbours(days: pl.DataFrame) -> pl.DataFrame:
    steps = pl.DataFrame({"step": [-1, 0, 1]}, schema={"step": pl.Int32})
    both = steps.join(steps.rename({"step": "step2"}), how="cross")
    return (
        days.join(both, how="cross")
        .with_columns(pl.col("row") + pl.col("step"), pl.col("column") + pl.col("step2"))
        .drop("step", "step2")
    )


def _pairs(left: pl.DataFrame, right: pl.DataFrame, place: list[str]) -> pl.DataFrame:
    keys = ["iso3", "family", "day", *place]
    met = left.select("report", *keys).join(right.select("report", *keys), on=keys, suffix="_right")
    return (
        met.filter(pl.col("report") != pl.col("report_right"))
        .select(
            pl.min_horizontal("report", "report_right").alias("one"),
            pl.max_horizontal("report", "report_right").alias("other"),
        )
        .unique()
    )
