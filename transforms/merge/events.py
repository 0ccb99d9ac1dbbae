"""Mentions frame -> events frame: one row for one event.

Mentions of equal content make a report; reports that may tell one event are compared within
blocks and joined, the surest pairs first (see clusters.py and merging.yaml); each group becomes
a row (fuse.py) and keeps the key of the oldest event that its mentions told before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import polars as pl

from transforms.codebook import Codebook
from transforms.event_keys import event_key
from transforms.merge.fuse import fuse_mentions
from transforms.merge.groups import group_mentions, join_twins
from transforms.merge.keys import PRIOR, assign_keys
from transforms.merge.rules import Rules, load_rules
from transforms.schemas import CODED_COLUMNS, EVENT_FIELDS, EVENTS, check_schema

RANKS = {"Riots": 15, "Protests": 20}
"""A protest that turns violent is one Riots event, though Protests stand above Riots."""
CHUNK_ROWS = 20_000
KEPT = ("mention_id", "article_id", "iso3", "published_at", "flags", *CODED_COLUMNS)
CLAIM = ["group", "type_claim", "time_precision", "geo_precision", "newest", "mention_id"]
GROUPED = pl.Schema({"group": pl.Int64(), **EVENTS})


@dataclass(frozen=True, slots=True)
class Merged:
    """The result of a merge.

    Attributes:
        events: schema EVENTS, event_id_cnty and timestamp still null, sorted by event_key.
        assigned: mention_id and event_key of every coded mention, sorted by mention_id.
        fields: schema EVENT_FIELDS: which mention gave each field of the rows that several
            mentions tell.
    """

    events: pl.DataFrame
    assigned: pl.DataFrame
    fields: pl.DataFrame


def merge_mentions(mentions: pl.DataFrame, codebook: Codebook) -> pl.DataFrame:
    """Return one row an event, as `merge_reports` does for mentions without a past."""
    return merge_reports(mentions, codebook).events


def merge_reports(
    mentions: pl.DataFrame,
    codebook: Codebook,
    prior: pl.DataFrame | None = None,
    taken: frozenset[str] = frozenset(),
) -> Merged:
    """Merge mentions into events; incomplete ones (status) are left out.

    Args:
        mentions: schema MENTIONS; the same mention twice counts once.
        codebook: its hierarchy of types, interactions and source scales.
        prior: frame `keys.PRIOR`: the events that mentions told in earlier runs.
        taken: keys of stored events that none of these mentions tells.
    """
    rules = load_rules(codebook)
    coded = mentions.filter(pl.col("status") == "coded").unique("mention_id", keep="any")
    claimed = group_mentions(coded, rules).pipe(_by_claim, codebook)
    rows, fields = _fuse(claimed, codebook, rules)
    while (joined := join_twins(claimed.select("mention_id", "group"), rows)) is not None:
        claimed = claimed.drop("group").join(joined, on="mention_id").sort(CLAIM, descending=_DOWN)
        rows, fields = _fuse(claimed, codebook, rules)
    keys = assign_keys(
        claimed.pipe(_add_content_key).select("mention_id", "group", "content_key"),
        PRIOR.to_frame() if prior is None else prior,
        set(taken),
    )
    named = pl.DataFrame(
        {"group": list(keys), "event_key": list(keys.values())},
        schema={"group": pl.Int64(), "event_key": pl.String()},
    )
    return Merged(
        rows.drop("event_key").join(named, on="group").sort("event_key").pipe(_as_events),
        claimed.select("mention_id", "group")
        .join(named, on="group")
        .select("mention_id", "event_key")
        .sort("mention_id"),
        fields.drop("event_key")
        .join(named, on="group")
        .select(EVENT_FIELDS.names())
        .unique()
        .sort("event_key", "field", "mention_id"),
    )


_DOWN = [False, False, False, False, True, False]


def _as_events(rows: pl.DataFrame) -> pl.DataFrame:
    return check_schema(rows.select(EVENTS.names()), EVENTS, "events")


def _by_claim(mentions: pl.DataFrame, codebook: Codebook) -> pl.DataFrame:
    """Adds type_claim and newest; rows sorted, within a group the best claim first."""
    rank = {
        name: RANKS.get(sub.event_type, sub.type_rank * 10) + (sub.rank or 0)
        for name, sub in codebook.event_types.items()
    }
    return mentions.with_columns(
        pl.col("sub_event_type").replace_strict(rank, return_dtype=pl.Int32).alias("type_claim"),
        pl.col("published_at").fill_null(pl.date(1, 1, 1)).alias("newest"),
    ).sort(CLAIM, descending=_DOWN)


def _add_content_key(mentions: pl.DataFrame) -> pl.DataFrame:
    """Adds content_key: what the mention's key would be were it alone."""
    names = (
        "event_date", "event_type", "sub_event_type", "country", "admin1", "location", "actor1",
        "inter1", "actor2",
    )  # fmt: skip
    keys = [event_key(row) for row in mentions.select(names).iter_rows(named=True)]
    return mentions.with_columns(pl.Series("content_key", keys, dtype=pl.String))


def _fuse(
    claimed: pl.DataFrame, codebook: Codebook, rules: Rules
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows of the groups and the origins of their fields, both with `group`."""
    is_alone = pl.len().over("group") == 1
    alone = claimed.filter(is_alone)
    single = alone.with_columns(
        pl.lit(None, pl.String).alias("event_id_cnty"),
        pl.lit(None, pl.Int64).alias("timestamp"),
        pl.lit(1, pl.Int32).alias("n_articles"),
        pl.col("flags").list.unique().list.sort(),
    ).select(GROUPED.names())
    rows, origins = [single], [_ORIGINS.to_frame()]
    chunk: list[dict[str, Any]] = []
    found: list[tuple[int, str, str, str, str]] = []
    together = claimed.filter(~is_alone).select("group", *KEPT)
    for group, members in _groups(together):
        row, traces = fuse_mentions(members, codebook, rules)
        chunk.append({**row, "group": group})
        found += [(group, f, m["mention_id"], m["article_id"], rule) for f, m, rule in traces]
        if len(chunk) == CHUNK_ROWS:
            rows.append(_frame(chunk))
            origins.append(pl.DataFrame(found, schema=_ORIGINS, orient="row"))
            chunk, found = [], []
    rows.append(_frame(chunk))
    origins.append(pl.DataFrame(found, schema=_ORIGINS, orient="row"))
    return pl.concat(rows), pl.concat(origins).with_columns(pl.lit(None).alias("event_key"))


_ORIGINS = pl.Schema(
    {
        "group": pl.Int64(),
        **{name: EVENT_FIELDS[name] for name in ("field", "mention_id", "article_id", "rule")},
    }
)


def _frame(rows: list[dict[str, Any]]) -> pl.DataFrame:
    filled = [{name: row.get(name) for name in GROUPED} for row in rows]
    return pl.DataFrame(filled, schema=GROUPED)


def _groups(together: pl.DataFrame) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    for group, members in groupby(together.iter_rows(named=True), key=lambda m: m["group"]):
        yield group, list(members)
