"""Read back what earlier runs stored, and merge a new batch with it.

All functions read the writer file, not the readers' copy, which may be a load behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from transforms.codebook import Codebook
from transforms.event_keys import event_key
from transforms.merge.events import Merged, merge_reports
from transforms.merge.groups import connected
from transforms.merge.keys import PRIOR, carry_over
from transforms.merge.reports import add_report, report_frame
from transforms.merge.rules import Rules, load_rules
from transforms.schemas import ARTICLES, MENTIONS, check_schema
from warehouse.connect import WRITER_FILE, execute, fetch, open_warehouse

KNOWN_ARTICLES = pl.Schema(
    {
        name: ARTICLES[name]
        for name in ("article_id", "content_hash", "model_version", "codebook_version", "outcome")
    }
)


@dataclass(frozen=True, slots=True)
class Related:
    """What a batch must be merged with.

    Attributes:
        mentions: stored coded mentions (MENTIONS) whose event may change by the batch.
        prior: which event each mention told so far (`transforms.merge.keys.PRIOR`).
        taken: keys of stored events that none of these mentions tells.
    """

    mentions: pl.DataFrame
    prior: pl.DataFrame
    taken: frozenset[str]


def merge_with_stored(
    data_dir: Path, mentions: pl.DataFrame, article_ids: list[str], codebook: Codebook
) -> tuple[Merged, pl.DataFrame]:
    """Merge a batch with what is stored; also return the stored mentions that move (REASSIGNED).

    The result for an event does not depend on how its articles were spread over runs.

    Raises:
        WarehouseError: the warehouse is locked or cannot be read.
    """
    related = read_related(data_dir, mentions, article_ids, codebook)
    both = pl.concat([mentions, related.mentions])
    merged = merge_reports(both, codebook, related.prior, related.taken)
    moved = merged.assigned.join(
        related.mentions.select("mention_id", pl.col("event_key").alias("former")), on="mention_id"
    ).filter(pl.col("event_key") != pl.col("former"))
    return merged, moved.drop("former")


def read_related(
    data_dir: Path, mentions: pl.DataFrame, article_ids: list[str], codebook: Codebook
) -> Related:
    """Return the stored mentions that the batch's mentions may share an event with.

    Args:
        data_dir: folder of the warehouse.
        mentions: the batch's own mentions (MENTIONS).
        article_ids: articles of the batch; their stored mentions are left out, for the batch
            replaces them, but what those were merged with must be merged anew.
        codebook: for the rules of the merge.

    Returns:
        Mentions reached over chains of possible pairs, so that merging these and the batch
        gives what merging everything would give. Empty if there is no warehouse yet.

    Raises:
        WarehouseError: the warehouse is locked or cannot be read.
    """
    if not (data_dir / WRITER_FILE).exists():
        return Related(MENTIONS.to_frame(), PRIOR.to_frame(), frozenset())
    rules = load_rules(codebook)
    batch = mentions.filter(pl.col("status") == "coded")
    with open_warehouse(data_dir) as connection:
        replaced = _fetch_mentions(connection, "mentions/of_articles", article_ids=article_ids)
        around = _gather(connection, replaced, [], rules)
        start = pl.concat([batch, around.join(replaced, on="mention_id", how="anti")])
        related = _gather(connection, start, article_ids, rules)
        related = related.join(batch, on="mention_id", how="anti").sort("mention_id")
        ids = [*batch["mention_id"], *related["mention_id"], *replaced["mention_id"]]
        told = check_schema(fetch(connection, "mentions/prior", mention_ids=ids), PRIOR, "prior")
        keys = {event_key(row) for row in pl.concat([batch, related]).iter_rows(named=True)}
        taken = execute(connection, "mentions/taken", event_keys=sorted(keys), mention_ids=ids)
    prior = carry_over(told, replaced, batch)
    return Related(related, prior, frozenset(key for (key,) in taken))


def read_known_articles(data_dir: Path) -> pl.DataFrame:
    """Return id, content hash, versions and outcome of every stored article, sorted by id.

    Columns as in KNOWN_ARTICLES; empty if there is no warehouse yet.

    Raises:
        WarehouseError: the warehouse is locked or cannot be read.
    """
    if not (data_dir / WRITER_FILE).exists():
        return KNOWN_ARTICLES.to_frame()
    with open_warehouse(data_dir) as connection:
        known = fetch(connection, "mentions/known_articles")
    return check_schema(known, KNOWN_ARTICLES, "stored articles")


def read_stored_articles(data_dir: Path, page_rows: int = 1000) -> Iterator[pl.DataFrame]:
    """Yield the stored articles that are no copies (schema ARTICLES), by id, page by page.

    Raises:
        WarehouseError: the warehouse is locked or cannot be read.
    """
    after = ""
    while (data_dir / WRITER_FILE).exists():
        with open_warehouse(data_dir) as connection:
            page = fetch(connection, "mentions/stored_articles", after=after, page_rows=page_rows)
        if not page.height:
            return
        yield check_schema(page, ARTICLES, "stored articles")
        after = page["article_id"][-1]


def _gather(
    connection: duckdb.DuckDBPyConnection, start: pl.DataFrame, without: list[str], rules: Rules
) -> pl.DataFrame:
    """Add to the mentions of `start` all stored ones, by other articles, connected with them."""
    pool, frontier = start, start
    ids = set(start["mention_id"])
    while frontier.height:
        connection.register("seeds", _seeds(frontier, rules))
        found = _fetch_mentions(connection, "mentions/in_blocks", article_ids=without)
        connection.unregister("seeds")
        pool = pl.concat([pool, found.join(pool, on="mention_id", how="anti")])
        reached = connected(pool, ids, rules)
        frontier = pool.filter(pl.col("mention_id").is_in(list(reached - ids)))
        ids = reached
    return pool.filter(pl.col("mention_id").is_in(list(ids)))


def _seeds(mentions: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    return report_frame(add_report(mentions, rules)).select(
        "iso3", "admin1", "latitude", "longitude", "first_day", "last_day"
    )


def _fetch_mentions(
    connection: duckdb.DuckDBPyConnection, name: str, **params: object
) -> pl.DataFrame:
    return check_schema(fetch(connection, name, **params), MENTIONS, "stored mentions")
