"""What the warehouse knows of copies: sketches of stored articles, and which are linked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from transforms.schemas import ARTICLES, check_schema
from warehouse.connect import WRITER_FILE, fetch, open_reader, open_warehouse

SKETCHES = pl.Schema(
    {"article_id": pl.String(), "scheme": pl.String(), "bands": pl.List(pl.Int64())}
)
"""One row an article, staged as sketches.parquet."""

PAGE_ROWS = 20_000


def read_near_articles(data_dir: Path, sketches: Path, scheme: str) -> pl.DataFrame:
    """Return stored articles (ARTICLES schema) that a batch's copies may be among.

    Args:
        data_dir: folder of the warehouse.
        sketches: Parquet file of the batch's sketches (schema SKETCHES).
        scheme: that of the sketches; stored ones of another are not compared.

    Raises:
        WarehouseError: the warehouse is locked or cannot be read.
    """
    if not (data_dir / WRITER_FILE).exists():
        return ARTICLES.to_frame()
    with open_warehouse(data_dir) as connection:
        near = fetch(connection, "copies/near", path=str(sketches), scheme=scheme)
    return check_schema(near, ARTICLES, "stored articles")


def read_unsketched(data_dir: Path, scheme: str) -> Iterator[pl.DataFrame]:
    """Yield pages of stored articles (ARTICLES schema) that have no sketch of this scheme.

    Raises:
        WarehouseError: the warehouse is locked or cannot be read.
    """
    after = ""
    while (data_dir / WRITER_FILE).exists():
        with open_warehouse(data_dir) as connection:
            page = fetch(
                connection, "copies/unsketched", scheme=scheme, after=after, max_rows=PAGE_ROWS
            )
        if not page.height:
            return
        yield check_schema(page, ARTICLES, "stored articles")
        after = page["article_id"][-1]


def read_copies(data_dir: Path, article_id: str) -> pl.DataFrame:
    """Return the articles that are copies of this one: article_id, source, published_at, reason.

    Raises:
        InputError: there is no warehouse yet.
    """
    with open_reader(data_dir) as connection:
        return fetch(connection, "copies/of_article", article_id=article_id)
