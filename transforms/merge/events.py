"""Mentions frame -> events frame: one row for one event.

Mentions with the same event_key are one event. Each field is taken from the mention with
the best claim: highest type of the codebook's hierarchy, then best time and geo precision,
then the latest article. Deaths are the lowest figure above none (codebook: conflicting
figures); every source is kept.
"""

from __future__ import annotations

import polars as pl

from transforms.codebook import Codebook
from transforms.notes import write_notes
from transforms.schemas import CODED_COLUMNS, EVENTS, check_schema

RANKS = {"Riots": 15, "Protests": 20}
"""A protest that turns violent is one Riots event, though Protests stand above Riots."""
WIDEST = ("International", "Regional", "National")
CROWD_TAG = "crowd size="


def merge_mentions(mentions: pl.DataFrame, codebook: Codebook) -> pl.DataFrame:
    """Return one row an event (schema EVENTS, event_id_cnty and timestamp still null).

    Incomplete mentions (null event_key) are left out. Rows are sorted by event_key.
    """
    coded = mentions.filter(pl.col("event_key").is_not_null())
    return (
        coded.pipe(_add_claim, codebook)
        .pipe(_merge)
        .pipe(_add_scale, codebook)
        .pipe(_retell)
        .with_columns(
            pl.lit(None, pl.String).alias("event_id_cnty"),
            pl.lit(None, pl.Int64).alias("timestamp"),
        )
        .sort("event_key")
        .select(EVENTS.names())
        .pipe(check_schema, EVENTS, "events")
    )


def merge_provenance(provenance: pl.DataFrame, events: pl.DataFrame) -> pl.DataFrame:
    """Keep the provenance of mentions that make events; row count may fall."""
    return provenance.join(events.select("event_key"), on="event_key", how="semi")


def _add_claim(mentions: pl.DataFrame, codebook: Codebook) -> pl.DataFrame:
    """Adds claim (list of sort keys as columns); lower is better. Row count unchanged."""
    rank = {
        name: RANKS.get(sub.event_type, sub.type_rank * 10) + (sub.rank or 0)
        for name, sub in codebook.event_types.items()
    }
    return mentions.with_columns(
        pl.col("sub_event_type").replace_strict(rank, return_dtype=pl.Int32).alias("type_claim"),
        pl.col("published_at").fill_null(pl.date(1, 1, 1)).alias("newest"),
    ).sort(
        ["event_key", "type_claim", "time_precision", "geo_precision", "newest", "mention_id"],
        descending=[False, False, False, False, True, False],
    )


def _merge(claimed: pl.DataFrame) -> pl.DataFrame:
    taken = [c for c in CODED_COLUMNS if c not in {"source", "source_scale", "fatalities"}]
    deaths = pl.col("fatalities").filter(pl.col("fatalities") > 0).min()
    return claimed.group_by("event_key", maintain_order=True).agg(
        pl.col("iso3").first(),
        pl.col("article_id").n_unique().cast(pl.Int32).alias("n_articles"),
        pl.col("published_at").max(),
        pl.col("flags").explode().drop_nulls().unique().sort(),
        *(pl.col(column).first() for column in taken),
        pl.col("source").unique().sort().str.join("; "),
        pl.col("source_scale").unique().sort().alias("scales"),
        deaths.fill_null(0).cast(pl.Int32).alias("fatalities"),
    )


def _retell(events: pl.DataFrame) -> pl.DataFrame:
    """Notes of events that several mentions tell are written anew from the merged fields."""
    rows = events.select("event_key", "n_articles", *CODED_COLUMNS).iter_rows(named=True)
    notes = [
        write_notes(row, _crowd(row["tags"])) if row["n_articles"] > 1 else row["notes"]
        for row in rows
    ]
    return events.with_columns(pl.Series("notes", notes, dtype=pl.String))


def _crowd(tags: str | None) -> str | None:
    return tags.removeprefix(CROWD_TAG) if tags and tags.startswith(CROWD_TAG) else None


def _add_scale(events: pl.DataFrame, codebook: Codebook) -> pl.DataFrame:
    """Adds source_scale, of all the sources; row count unchanged."""
    pairs = [_pair(scales, codebook) for scales in events["scales"].to_list()]
    return events.with_columns(pl.Series("source_scale", pairs, dtype=pl.String))


def _pair(scales: list[str], codebook: Codebook) -> str:
    """One scale, or the codebook's pair of two; of more, or of no pair, the widest."""
    order = [s for s in codebook.source_scales if "-" not in s]
    known = sorted(set(scales), key=order.index)
    if len(known) == 2:
        for one, other in (known, reversed(known)):
            if f"{one}-{other}" in codebook.source_scales:
                return f"{one}-{other}"
    return next((s for s in WIDEST if s in known), known[0])
