"""Cuts a batch of articles into shards: Parquet files named by what they hold.

The name covers every field of every article and the versions of code, codebooks,
gazetteer and models. So a shard that was coded once is found again by a later run,
also after a kill, and is never taken for one that was made otherwise.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import polars as pl

from flows.items import Copy, Item, Revived
from flows.versions import Versions
from transforms.records import Article, Quarantined
from transforms.schemas import ARTICLES

KEEP_HALF_MADE_SECONDS = 24 * 3600
KEEP_UNUSED_SECONDS = 30 * 24 * 3600
ARTICLE_COLUMNS = pl.Schema(
    {
        "article_id": pl.String(),
        "text": pl.String(),
        "path": pl.String(),
        "line": pl.Int64(),
        "title": pl.String(),
        "url": pl.String(),
        "source": pl.String(),
        "language": pl.String(),
        "language_confidence": pl.Float64(),
        "published_at": pl.Date(),
        "published_method": pl.String(),
        "content_hash": pl.String(),
        "source_country": pl.String(),
        "source_scale": pl.String(),
        "dateline": pl.String(),
    }
)
"""A shard's columns: the fields of `Article`."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One run's input.

    Attributes:
        batch_id: hash of the articles' contents and of the versions, 16 hex digits.
        versions: what decides the result besides the articles.
        shards: Parquet files of the articles still to be coded.
        aside: inputs that could not be read, with their reasons.
        languages: articles by language, known ones included.
        n_known: articles that the warehouse holds with this content and these versions.
        fresh: articles to be coded: (article_id, content_hash, fingerprint).
        hashes: content hash of every article read, also of the known ones, by article_id.
        inputs: what was handed over -> hash of the articles found there.
        copies: Parquet file (schema ARTICLES) of the articles that are copies; None if none.
    """

    batch_id: str
    versions: Versions
    shards: tuple[Path, ...]
    aside: tuple[Quarantined, ...]
    languages: dict[str, int]
    n_known: int
    fresh: tuple[tuple[str, str, str], ...]
    hashes: dict[str, str]
    inputs: dict[str, str]
    copies: Path | None = None


def write_shards(
    items: Iterable[Item],
    known: set[str],
    versions: Versions,
    inputs: Sequence[Path],
    directory: Path,
    shard_size: int,
) -> Batch:
    """Write the articles into shards of `shard_size`, in the order read.

    Args:
        items: articles, copies of articles, and inputs set aside.
        known: fingerprints of the articles that need not be coded again.
        versions: what decides the result besides the articles.
        inputs: what was handed over, for the record.
        directory: where shards are kept, each under its versions; made if missing.
        shard_size: articles in a shard.
    """
    directory = directory / versions.key
    directory.mkdir(parents=True, exist_ok=True)
    intake = _Intake(known)
    fresh = intake.take(items)
    shards = tuple(
        _write_shard(articles, versions, directory) for articles in _chunks(fresh, shard_size)
    )
    batch_id = _batch_id(intake, versions)
    return Batch(
        batch_id=batch_id,
        versions=versions,
        shards=shards,
        aside=tuple(intake.aside),
        languages=dict(intake.languages.most_common()),
        n_known=len(intake.hashes) - len(intake.fresh),
        fresh=tuple(intake.fresh),
        hashes=intake.hashes,
        inputs={path.as_posix(): _hash_under(path, intake.marks) for path in inputs},
        copies=_write_copies(intake.copies, directory / f"copies-{batch_id}.parquet"),
    )


def fingerprint(article: Article) -> str:
    """Hash all that coding reads of an article: every field but where it was found."""
    row = asdict(article)
    del row["path"], row["line"]
    return hashlib.sha256(_to_json(row)).hexdigest()[:24]


def coded_dir(shard: Path) -> Path:
    """The directory that holds what was coded from the shard, once it is there."""
    return shard.with_suffix("")


@dataclass(slots=True)
class _Intake:
    """Counts what goes by, and lets through the articles that are to be coded."""

    known: set[str]
    marks: list[tuple[str, str]] = field(default_factory=list)
    fresh: list[tuple[str, str, str]] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)
    languages: Counter[str] = field(default_factory=Counter)
    aside: list[Quarantined] = field(default_factory=list)
    copies: list[dict[str, object]] = field(default_factory=list)
    revived: list[str] = field(default_factory=list)

    def take(self, items: Iterable[Item]) -> Iterator[Article]:
        """Yield the articles that are to be coded."""
        for item in items:
            if isinstance(item, Quarantined):
                self.aside.append(item)
            elif isinstance(item, Revived):
                self.revived.append(fingerprint(item.article))
                yield item.article
            elif isinstance(item, Copy):
                self.copies.append(item.row)
                if not item.is_stored:
                    self._is_fresh(item.article)
            elif self._is_fresh(item):
                yield item

    def _is_fresh(self, article: Article) -> bool:
        """Count an article that was read; tell whether it is not known yet."""
        self.hashes[article.article_id] = article.content_hash
        self.languages[article.language or "unknown"] += 1
        mark = fingerprint(article)
        self.marks.append((article.path, mark))
        if mark in self.known:
            return False
        self.fresh.append((article.article_id, article.content_hash, mark))
        return True


def sweep_shards(directory: Path, versions: Versions, now: float) -> None:
    """Remove what killed runs left half made, and shards of versions long out of use.

    Args:
        directory: where shards are kept, each under its versions.
        versions: those in use; their shards stay.
        now: Unix seconds.
    """
    old = [
        path
        for path in directory.glob("*")
        if path.name not in (versions.key, versions.key_of_any_models)
        and path.stat().st_mtime < now - KEEP_UNUSED_SECONDS
    ]
    left = [
        path
        for path in directory.glob("*/*.tmp-*")
        if path.stat().st_mtime < now - KEEP_HALF_MADE_SECONDS
    ]
    for path in (*old, *left):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _chunks(articles: Iterator[Article], size: int) -> Iterator[list[Article]]:
    chunk: list[Article] = []
    for article in articles:
        chunk.append(article)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _write_shard(articles: list[Article], versions: Versions, directory: Path) -> Path:
    rows = [asdict(article) for article in articles]
    key = hashlib.sha256(versions.key.encode())
    for row in rows:
        key.update(_to_json(row))
    path = directory / f"{key.hexdigest()[:24]}.parquet"
    if not path.exists():
        aside = path.with_name(f"{path.name}.tmp-{os.getpid()}")
        pl.DataFrame(rows, schema=ARTICLE_COLUMNS).write_parquet(aside)
        aside.replace(path)
    return path


def _write_copies(rows: list[dict[str, object]], path: Path) -> Path | None:
    if not rows:
        return None
    aside = path.with_name(f"{path.name}.tmp-{os.getpid()}")
    pl.DataFrame(rows, schema=ARTICLES).write_parquet(aside)
    return aside.replace(path)


def _batch_id(intake: _Intake, versions: Versions) -> str:
    aside = sorted(f"{q.path}:{q.line}:{q.reason}" for q in intake.aside)
    links = sorted(f"{row['article_id']}={row['outcome']}" for row in intake.copies)
    marks = sorted(mark for _, mark in intake.marks)
    parts = [versions.key, *marks, *aside, *links, *sorted(intake.revived)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _hash_under(path: Path, marks: Sequence[tuple[str, str]]) -> str:
    """Hash the fingerprints of the articles in this file or folder, in the order read."""
    name = path.as_posix()
    found = [mark for where, mark in marks if where == name or where.startswith(f"{name}/")]
    return hashlib.sha256("\n".join(found).encode()).hexdigest()


def _to_json(row: dict[str, object]) -> bytes:
    return json.dumps(row, sort_keys=True, default=str).encode()
