"""Mentions that say the same make one report; what the merge compares are reports.

Equal are mentions with one day, place, sub-event type and pair of actors: by the codebook's
unit they cannot be two rows (validation rule V72), so nothing is asked about them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from transforms.merge.rules import Rules, Side

SAME = ("iso3", "family", "event_date", "admin1", "location", "sub_event_type", "low", "high")
"""Columns that make mentions one report; low and high are the two actors, sorted."""
SPAN_DAYS = 3
DISTRICT = " - "


@dataclass(frozen=True, slots=True)
class Report:
    """What one or more equal mentions say. Days are counted from 1970-01-01.

    `first_day` to `last_day` is where the day may lie; `toll_low` and `toll_high` are the
    lowest and highest figure above none, 0 where no deaths are told; `seen_day` is the
    earliest publication, None where unknown.
    """

    number: int
    iso3: str | None
    family: str
    subs: frozenset[str]
    day: int
    first_day: int
    last_day: int
    time_precision: int
    is_weekend: bool
    seen_day: int | None
    admin1: str
    admin2: str | None
    location: str
    latitude: float
    longitude: float
    geo_precision: int
    sides: tuple[Side, Side]
    associates: frozenset[str]
    toll_low: int
    toll_high: int
    articles: frozenset[str]


def add_report(mentions: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    """Adds family and report (Int64, from 0 in the order of SAME); row count unchanged."""
    return (
        mentions.with_columns(
            pl.col("sub_event_type").replace_strict(rules.families).alias("family"),
            pl.min_horizontal("actor1", "actor2").alias("low"),
            pl.when(pl.col("actor2").is_not_null())
            .then(pl.max_horizontal("actor1", "actor2"))
            .alias("high"),
        )
        .with_columns((pl.struct(SAME).rank("dense") - 1).cast(pl.Int64).alias("report"))
        .drop("low", "high")
    )


def report_frame(mentions: pl.DataFrame) -> pl.DataFrame:
    """Return one row a report, sorted by report: the columns that blocking and judging read.

    Args:
        mentions: frame with the columns of `add_report`.
    """
    day = pl.col("event_date")
    told = pl.col("fatalities").filter(pl.col("fatalities") > 0)
    is_weekend = pl.col("flags").list.contains("date:weekend").fill_null(value=False).any()
    is_week = pl.col("flags").list.contains("date:week").fill_null(value=False).any()
    first = ("iso3", "family", "event_date", "location", "actor1", "inter1", "actor2", "inter2")
    return (
        mentions.sort("report", "mention_id")
        .group_by("report", maintain_order=True)
        .agg(
            *(pl.col(name).first() for name in first),
            pl.col("admin1").first().fill_null(""),
            pl.col("admin2").drop_nulls().first(),
            pl.col("latitude").first(),
            pl.col("longitude").first(),
            pl.col("time_precision").min(),
            pl.col("geo_precision").min(),
            is_weekend.alias("is_weekend"),
            is_week.alias("is_week"),
            pl.col("published_at").min().alias("seen_day"),
            pl.col("sub_event_type").first(),
            told.min().fill_null(0).alias("toll_low"),
            told.max().fill_null(0).alias("toll_high"),
            pl.col("article_id").unique().alias("articles"),
            *(pl.col(f"assoc_actor_{n}").drop_nulls().unique().alias(f"assoc{n}") for n in (1, 2)),
        )
        .with_columns(_first_day(day).alias("first_day"), _last_day(day).alias("last_day"))
    )


def _first_day(day: pl.Expr) -> pl.Expr:
    """The earliest day within the precision: weekend, week, a few days, or the month."""
    vague = (
        pl.when("is_weekend")
        .then(day.dt.offset_by("-1d"))
        .when("is_week")
        .then(day.dt.truncate("1w"))
        .otherwise(day.dt.offset_by(f"-{SPAN_DAYS}d"))
    )
    return _by_precision(day, vague, day.dt.month_start())


def _last_day(day: pl.Expr) -> pl.Expr:
    vague = (
        pl.when("is_weekend")
        .then(day.dt.offset_by("1d"))
        .when("is_week")
        .then(day.dt.truncate("1w").dt.offset_by("6d"))
        .otherwise(day.dt.offset_by(f"{SPAN_DAYS}d"))
    )
    return _by_precision(day, vague, day.dt.month_end())


def _by_precision(day: pl.Expr, vague: pl.Expr, month: pl.Expr) -> pl.Expr:
    precision = pl.col("time_precision")
    return pl.when(precision == 1).then(day).when(precision == 2).then(vague).otherwise(month)


def to_reports(frame: pl.DataFrame, pairs: pl.DataFrame) -> dict[int, Report]:
    """Return the reports that occur in the pairs (one, other), by number."""
    days = ("event_date", "first_day", "last_day", "seen_day")
    paired = pl.concat([pairs["one"], pairs["other"]]).unique()
    rows = frame.filter(pl.col("report").is_in(paired.implode())).with_columns(
        pl.col(days).cast(pl.Int32)
    )
    return {row["report"]: _report(row) for row in rows.iter_rows(named=True)}


def _report(row: dict[str, Any]) -> Report:
    names = [*row["assoc1"], *row["assoc2"]]
    values = {name: row[name] for name in Report.__slots__ if name in row and name != "articles"}
    return Report(
        **values,
        number=row["report"],
        day=row["event_date"],
        sides=(Side(row["actor1"], row["inter1"]), Side(row["actor2"], row["inter2"])),
        subs=frozenset([row["sub_event_type"]]),
        associates=frozenset(name for text in names for name in text.split("; ")),
        articles=frozenset(row["articles"]),
    )
