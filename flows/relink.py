"""Links copies once more just before the load: another run may have loaded their first since."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from flows.copies import OUTCOME, copy_row, to_article
from transforms.schemas import ARTICLES
from transforms.text.duplicates import SCHEME, Sketch, link_copies, sketch
from warehouse.sketches import read_near_articles

TABLES = ("mentions", "provenance", "rejections", "entities")
"""What a copy has no rows in."""

Row = dict[str, object]


def relink_staged(staged: Path, sketches: Mapping[str, Sketch], data_dir: Path) -> int:
    """Make staged articles copies of articles loaded since they were read, or the other way round.

    To be called in the turn of this run, when no other can load. Returns how many rows of
    the articles table change.

    Args:
        staged: directory of the staged tables, with sketches.parquet.
        sketches: of the staged articles, by id.
        data_dir: of the warehouse.
    """
    near = read_near_articles(data_dir, staged / "sketches.parquet", SCHEME)
    if not near.height:
        return 0
    stored = {str(row["article_id"]): row for row in near.iter_rows(named=True)}
    mine = _read_meeting(staged, sketches, [sketch(to_article(row)) for row in stored.values()])
    rows = stored | mine
    articles = {name: to_article(row) for name, row in rows.items()}
    copies = link_copies(map(sketch, articles.values()), articles.__getitem__)
    changed = [
        copy_row(rows[copy], articles[copy], articles[first])
        for copy, first in copies.items()
        if rows[copy]["outcome"] != OUTCOME + first
    ]
    if changed:
        _replace(staged, changed)
    return len(changed)


def _read_meeting(
    staged: Path, sketches: Mapping[str, Sketch], stored: list[Sketch]
) -> dict[str, Row]:
    """Return the staged rows whose sketches share a band with a stored article, or each other."""
    theirs = {band for made in stored for band in made.bands}
    meeting = {name for name, made in sketches.items() if theirs & set(made.bands)}
    bands = {band for name in meeting for band in sketches[name].bands}
    wanted = [name for name, made in sketches.items() if bands & set(made.bands)]
    rows = (
        pl.scan_parquet(staged / "articles.parquet")
        .filter(pl.col("article_id").is_in(wanted) & pl.col("text").is_not_null())
        .collect()
    )
    return {str(row["article_id"]): row for row in rows.iter_rows(named=True)}


def _replace(staged: Path, changed: list[Row]) -> None:
    """Put the rows of copies in the place of what was coded from them."""
    ids = [row["article_id"] for row in changed]
    path = staged / "articles.parquet"
    others = pl.read_parquet(path).filter(~pl.col("article_id").is_in(ids))
    pl.concat([others, pl.DataFrame(changed, schema=ARTICLES)]).write_parquet(path)
    for name in TABLES:
        table = staged / f"{name}.parquet"
        pl.read_parquet(table).filter(~pl.col("article_id").is_in(ids)).write_parquet(table)
