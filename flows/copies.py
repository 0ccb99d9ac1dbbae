"""Which of the articles read are copies: of each other, or of articles loaded before.

Copies are not coded. They are linked to the first, the earliest published one, also where
that one comes in a later run: then a stored article becomes a copy of a new one. A stored
copy whose first now says something else is coded after all.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from uuid import uuid4

import polars as pl
import pyarrow.parquet

from flows.items import Copy, Item, Revived
from flows.settings import Settings
from flows.shards import ARTICLE_COLUMNS, fingerprint
from transforms.records import Article, Quarantined
from transforms.schemas import ARTICLES
from transforms.text.duplicates import SCHEME, STATED, Sketch, link_copies, sketch
from warehouse.sketches import SKETCHES, read_near_articles, read_unsketched

OUTCOME = "duplicate_of:"
SPOOL_ROWS = 1000


def link_articles(
    items: Iterable[Article | Quarantined], known: set[str], settings: Settings
) -> Iterator[Item]:
    """Pass the items on, copies marked as such; new articles come last, in the order read.

    Args:
        items: what was read; articles with their languages.
        known: fingerprints of the articles that need not be looked at again.
        settings: where the warehouse is, and where texts are put meanwhile.
    """
    spool = settings.shards_dir / f"reading.tmp-{uuid4().hex[:8]}"
    spool.mkdir(parents=True)
    try:
        sketches: list[Sketch] = []
        for part in _parts(items, known):
            if isinstance(part, list):
                sketches += map(sketch, part)
                _write(part, spool / f"{len(sketches):09}.parquet")
            else:
                yield part
        yield from _link(spool, sketches, settings.data_dir)
    finally:
        shutil.rmtree(spool, ignore_errors=True)


def stage_copies(staged: Path, copies: Path | None, data_dir: Path) -> dict[str, Sketch]:
    """Add the rows of the copies to the staged articles; sketch all that is staged.

    Stored articles without a sketch, of an older newsledger, get theirs too. Returns the
    sketches by article_id.

    Args:
        staged: directory of the staged tables.
        copies: Parquet file of the copies' rows (schema ARTICLES), if there are any.
        data_dir: of the warehouse.
    """
    articles = staged / "articles.parquet"
    if copies is not None:
        pl.concat([pl.read_parquet(articles), pl.read_parquet(copies)]).write_parquet(articles)
    made: dict[str, Sketch] = {}
    with pyarrow.parquet.ParquetFile(articles) as file:
        for page in file.iter_batches(SPOOL_ROWS):
            made |= _sketch_rows(row for row in page.to_pylist() if _has_text(row))
    for stored in read_unsketched(data_dir, SCHEME):
        made = _sketch_rows(stored.iter_rows(named=True)) | made
    _write_sketches(made.values(), staged / "sketches.parquet")
    return made


def outcome_kind(outcome: str) -> str:
    """Return the outcome, that of copies without the id of the first."""
    return OUTCOME.rstrip(":") if outcome.startswith(OUTCOME) else outcome


def to_article(row: dict[str, object]) -> Article:
    """Return the article as it was read, from its row in the articles table."""
    fields = {name: row[name] for name in ARTICLE_COLUMNS}
    if fields["published_method"] not in STATED:
        fields |= {"published_at": None, "published_method": None}
    return Article(**fields)  # type: ignore[arg-type]


def _parts(
    items: Iterable[Article | Quarantined], known: set[str]
) -> Iterator[Article | Quarantined | list[Article]]:
    """Yield what passes as it is, and the new articles in lists."""
    part: list[Article] = []
    for item in items:
        if isinstance(item, Quarantined) or fingerprint(item) in known:
            yield item
            continue
        part.append(item)
        if len(part) == SPOOL_ROWS:
            yield part
            part = []
    if part:
        yield part


def _write(articles: Sequence[Article], path: Path) -> None:
    pl.DataFrame([asdict(article) for article in articles], ARTICLE_COLUMNS).write_parquet(path)


def _link(spool: Path, sketches: list[Sketch], data_dir: Path) -> Iterator[Item]:
    if not sketches:
        return
    stored = {str(row["article_id"]): row for row in _read_stored(spool, sketches, data_dir)}
    old = {name: to_article(row) for name, row in stored.items()}
    all_sketches = [*sketches, *map(sketch, old.values())]
    texts = _read_meeting(spool, all_sketches) | old
    copies = link_copies(all_sketches, texts.__getitem__)
    for path in sorted(spool.glob("*.parquet")):
        for row in pl.read_parquet(path).iter_rows(named=True):
            article = Article(**row)
            first_id = copies.get(article.article_id)
            if first_id is None:
                yield article
            else:
                yield Copy(article, copy_row(row, article, texts[first_id]))
    for name, row in stored.items():
        first_id = copies.get(name)
        was_linked = str(row["outcome"]).startswith(OUTCOME)
        if first_id and row["outcome"] != OUTCOME + first_id:
            yield Copy(old[name], copy_row(row, old[name], texts[first_id]), is_stored=True)
        elif first_id is None and was_linked:
            yield Revived(old[name])


def copy_row(row: dict[str, object], article: Article, first: Article) -> dict[str, object]:
    """Return a copy's row of the articles table (schema ARTICLES), of what is known of it."""
    told = ", ".join(str(part) for part in (first.source, first.published_at) if part)
    reason = f"says nothing that {first.article_id} does not say" + (f" ({told})" if told else "")
    given: date | None = article.published_at
    stated = {
        "published_at": given,
        "published_low": given,
        "published_high": given,
        "published_method": article.published_method,
        "published_confidence": None,
        "outcome": OUTCOME + first.article_id,
        "reason": reason,
        "model_version": None,
        "codebook_version": None,
    }
    whole = row | stated
    return {name: whole[name] for name in ARTICLES}


def _read_stored(
    spool: Path, sketches: Sequence[Sketch], data_dir: Path
) -> Iterator[dict[str, object]]:
    """Yield the stored articles that the batch's may be copies of, or the other way round."""
    wanted = spool / "wanted.sketches"
    _write_sketches(sketches, wanted)
    near = read_near_articles(data_dir, wanted, SCHEME)
    yield from near.iter_rows(named=True)
    seen = {*near["article_id"], *(made.article_id for made in sketches)}
    bands = {band for made in sketches for band in made.bands}
    for page in read_unsketched(data_dir, SCHEME):
        for row in page.iter_rows(named=True):
            if row["article_id"] not in seen and bands & set(sketch(to_article(row)).bands):
                yield row


def _read_meeting(spool: Path, sketches: Sequence[Sketch]) -> dict[str, Article]:
    """Return the batch's articles that share a band with another."""
    shared = Counter(band for made in sketches for band in set(made.bands))
    meeting = [m.article_id for m in sketches if any(shared[band] > 1 for band in m.bands)]
    found = (
        pl.scan_parquet(spool / "*.parquet").filter(pl.col("article_id").is_in(meeting)).collect()
    )
    return {row["article_id"]: Article(**row) for row in found.iter_rows(named=True)}


def _sketch_rows(rows: Iterable[dict[str, object]]) -> dict[str, Sketch]:
    return {str(row["article_id"]): sketch(to_article(row)) for row in rows}


def _write_sketches(sketches: Iterable[Sketch], path: Path) -> None:
    rows = [(made.article_id, SCHEME, made.bands) for made in sketches]
    pl.DataFrame(rows, schema=SKETCHES, orient="row").write_parquet(path)


def _has_text(row: dict[str, object]) -> bool:
    return row["text"] is not None and row["outcome"] != "quarantined"
