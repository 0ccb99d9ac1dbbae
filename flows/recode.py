"""Code the stored articles anew, without their sources: for changed codebooks or models."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from flows.copies import to_article
from flows.intake import check_before_start, read_loaded
from flows.settings import Settings
from flows.shards import Batch, sweep_shards, write_shards
from flows.versions import read_versions
from transforms.codebook import load_codebook
from transforms.errors import InputError
from transforms.records import Article
from warehouse.mentions import read_stored_articles

STORED = "stored:"
"""The input that stands for the articles in the warehouse."""


def is_stored(inputs: Sequence[Path]) -> bool:
    """Whether the stored articles are asked for, not files."""
    return [str(path) for path in inputs] == [STORED]


def read_stored(settings: Settings) -> Batch:
    """Cut the stored articles that other versions coded into shards; the rest is left alone.

    What the readers were told of an article is kept; what was found out from its text (the
    language where nobody stated it aside) is found out again. Copies stay copies.

    Raises:
        InputError: the warehouse holds no articles.
    """
    check_before_start([], settings)
    versions = read_versions(settings.catalogue, load_codebook().version, settings.gazetteer)
    sweep_shards(settings.shards_dir, versions, time.time())
    known = read_loaded(settings.data_dir, settings.shards_dir, versions, by_any_models=False)
    articles = _articles(settings.data_dir)
    batch = write_shards(articles, known, versions, [], settings.shards_dir, settings.shard_size)
    if not batch.hashes:
        raise InputError(f"{settings.data_dir}: no stored articles. Run `newsledger run` first")
    listed = "\n".join(f"{name} {mark}" for name, mark in sorted(batch.hashes.items()))
    return replace(batch, inputs={STORED: hashlib.sha256(listed.encode()).hexdigest()})


def _articles(data_dir: Path) -> Iterator[Article]:
    for page in read_stored_articles(data_dir):
        yield from map(to_article, page.iter_rows(named=True))
