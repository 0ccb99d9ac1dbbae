"""Which event a group of mentions is: the oldest that its mentions told before, or a new one."""

from __future__ import annotations

import polars as pl

from transforms.event_keys import hash_key

PRIOR = pl.Schema({"mention_id": pl.String(), "event_key": pl.String(), "rank": pl.Int64()})
"""What a mention told in earlier runs: rank orders the events by age, 0 the oldest."""


def assign_keys(grouped: pl.DataFrame, prior: pl.DataFrame, taken: set[str]) -> dict[int, str]:
    """Return the event key of each group.

    Args:
        grouped: mention_id, group (Int64) and content_key, the key by the mention's content,
            the best claim of each group first.
        prior: frame PRIOR.
        taken: keys of events that no mention here tells; they are not given out again.

    A key that mentions of two groups told goes to the group with most of them. A group takes
    the oldest of its keys; a group without any takes the content key of its best mention.
    """
    kept = _kept(grouped, prior)
    used = taken | set(prior["event_key"]) | set(kept.values())
    fresh = grouped.filter(~pl.col("group").is_in(list(kept)))
    firsts = fresh.group_by("group", maintain_order=True).first().sort("content_key", "mention_id")
    for mention_id, group, key in firsts.select("mention_id", "group", "content_key").iter_rows():
        kept[group] = hash_key(key, mention_id) if key in used else key
        used.add(kept[group])
    return kept


def _kept(grouped: pl.DataFrame, prior: pl.DataFrame) -> dict[int, str]:
    votes = (
        grouped.join(prior, on="mention_id")
        .group_by("event_key", "group", "rank")
        .agg(pl.len().alias("votes"), pl.col("mention_id").min())
        .sort("event_key", "votes", "mention_id", descending=[False, True, False])
        .unique("event_key", keep="first", maintain_order=True)
        .sort("group", "rank", "event_key")
        .unique("group", keep="first", maintain_order=True)
    )
    return dict(votes.select("group", "event_key").rows())


def carry_over(prior: pl.DataFrame, replaced: pl.DataFrame, batch: pl.DataFrame) -> pl.DataFrame:
    """Let the new mentions of a changed article go on with the events of those they replace.

    A mention's id holds the article's text, so a corrected article has new mentions. One takes
    the event of the mention of its article that it is most like: at least two of type, day,
    place and first actor are the same. Each former mention is followed once.

    Args:
        prior: frame PRIOR, also of the replaced mentions.
        replaced: stored mentions of the batch's articles.
        batch: their mentions now.
    """
    gone = replaced.join(batch, on="mention_id", how="anti").join(prior, on="mention_id")
    new = batch.join(replaced, on="mention_id", how="anti")
    alike = ("sub_event_type", "event_date", "location", "actor1")
    pairs = (
        gone.select("article_id", "rank", pl.col("event_key_right").alias("event_key"), *alike)
        .join(new.select("article_id", "mention_id", *alike), on="article_id")
        .with_columns(
            pl.sum_horizontal(pl.col(c) == pl.col(f"{c}_right") for c in alike).alias("same")
        )
        .filter(pl.col("same") >= 2)
        .sort("same", "event_key", "mention_id", descending=[True, False, False])
        .unique("mention_id", keep="first", maintain_order=True)
        .unique(["article_id", "event_key"], keep="first", maintain_order=True)
    )
    kept = prior.join(gone, on="mention_id", how="anti")
    return pl.concat([kept, pairs.select(PRIOR.names())]).unique().sort("mention_id")
