"""Read back what earlier runs stored and a new batch must be merged or compared with.

Both functions read the writer file, not the readers' copy, which may be a load behind.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from transforms.schemas import ARTICLES, MENTIONS, check_schema
from warehouse.connect import WRITER_FILE, fetch, open_warehouse

KNOWN_ARTICLES = pl.Schema(
    {
        name: ARTICLES[name]
        for name in ("article_id", "content_hash", "model_version", "codebook_version", "outcome")
    }
)


def read_related_mentions(
    data_dir: Path, event_keys: list[str], article_ids: list[str]
) -> pl.DataFrame:
    """Return the stored coded mentions that a batch must be merged with (MENTIONS schema).

    Args:
        data_dir: folder of the warehouse.
        event_keys: keys of the batch's own mentions.
        article_ids: articles of the batch; their stored mentions are left out, for the batch
            replaces them.

    Returns:
        Mentions by other articles of those events, and of the events that the articles'
        stored mentions report: these lose a mention and must be merged anew. Sorted by
        mention_id; empty if there is no warehouse yet.

    Raises:
        WarehouseError: the warehouse is locked or cannot be read.
    """
    if not (data_dir / WRITER_FILE).exists():
        return MENTIONS.to_frame()
    with open_warehouse(data_dir) as connection:
        related = fetch(
            connection, "mentions/related", event_keys=event_keys, article_ids=article_ids
        )
    return check_schema(related, MENTIONS, "stored mentions")


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
