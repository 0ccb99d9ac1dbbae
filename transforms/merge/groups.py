"""Mentions frame -> the group, an event to be, of each mention."""

from __future__ import annotations

import polars as pl

from transforms.merge.blocks import candidate_pairs
from transforms.merge.clusters import cluster_reports, find_edges
from transforms.merge.reports import add_report, report_frame, to_reports
from transforms.merge.rules import Rules

TWINS = ("event_date", "sub_event_type", "country", "admin1", "location", "low", "high")
"""Two rows that agree in these are one event (validation rule V72)."""
MEETING = ["iso3", "family", "event_date", "admin1", "location"]


def group_mentions(mentions: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    """Adds group (Int64): mentions of one event have one group. Row count unchanged.

    Args:
        mentions: coded mentions, each once.
        rules: those of merging.yaml.
    """
    marked = add_report(mentions, rules)
    frame = report_frame(marked)
    pairs = candidate_pairs(frame)
    reports = to_reports(frame, pairs)
    edges = find_edges(reports, pairs.iter_rows(), rules)
    found = cluster_reports(reports, edges, rules)
    named = pl.DataFrame(
        {"report": list(found), "group": list(found.values())},
        schema={"report": pl.Int64(), "group": pl.Int64()},
    )
    return (
        marked.join(named, on="report", how="left", maintain_order="left")
        .with_columns(pl.coalesce("group", "report").alias("group"))
        .drop("report", "family")
    )


def join_twins(grouped: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame | None:
    """Return mention_id and group anew, with groups joined whose rows agree; None if none do.

    Args:
        grouped: mention_id and group.
        rows: the merged rows with their group.
    """
    sides = rows.with_columns(
        pl.min_horizontal("actor1", "actor2").alias("low"),
        pl.when(pl.col("actor2").is_not_null())
        .then(pl.max_horizontal("actor1", "actor2"))
        .alias("high"),
    )
    first = sides.select("group", pl.col("group").min().over(TWINS).alias("first"))
    if first.filter(pl.col("group") != pl.col("first")).is_empty():
        return None
    return grouped.join(first, on="group").select("mention_id", pl.col("first").alias("group"))


def connected(mentions: pl.DataFrame, seeds: set[str], rules: Rules) -> set[str]:
    """Return the mentions that a chain of possible pairs connects with the seeds, seeds included.

    What they are merged into depends on these mentions only. Pairs that miss the limit
    narrowly count, for they decide what is ambiguous; so do all reports of one day and place.
    """
    marked = add_report(mentions, rules)
    frame = report_frame(marked)
    pairs = candidate_pairs(frame)
    edges = find_edges(to_reports(frame, pairs), pairs.iter_rows(), rules)
    meeting = frame.select("report", pl.col("report").first().over(MEETING).alias("first"))
    links = [(one, other) for _, one, other in edges] + list(meeting.iter_rows())
    reports = set(marked.filter(pl.col("mention_id").is_in(list(seeds)))["report"])
    reached = _reach(reports, links)
    return set(marked.filter(pl.col("report").is_in(list(reached)))["mention_id"]) | seeds


def _reach(start: set[int], links: list[tuple[int, int]]) -> set[int]:
    neighbours: dict[int, list[int]] = {}
    for one, other in links:
        neighbours.setdefault(one, []).append(other)
        neighbours.setdefault(other, []).append(one)
    reached, frontier = set(start), list(start)
    while frontier:
        found = [near for near in neighbours.get(frontier.pop(), ()) if near not in reached]
        reached.update(found)
        frontier += found
    return reached
