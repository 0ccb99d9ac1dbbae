"""Which articles need no coding, because an earlier run loaded them, coded the same way."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from flows.settings import Settings
from flows.shards import Batch
from flows.versions import Versions
from transforms.errors import InputError
from warehouse.connect import open_warehouse
from warehouse.mentions import read_known_articles

LOADED = pl.Schema(
    {"article_id": pl.String(), "content_hash": pl.String(), "fingerprint": pl.String()}
)
"""A loaded batch's index: one Parquet file a batch, under the versions that coded it."""


def check_before_start(inputs: Sequence[Path], settings: Settings) -> None:
    """Fail at once for what would otherwise fail after hours of coding.

    Raises:
        InputError: an input does not exist.
        WarehouseError: the warehouse is held by another process, damaged, written by a
            newer version, or its directory cannot be written.
    """
    missing = [str(path) for path in inputs if not path.exists()]
    if missing:
        raise InputError(f"no such file or folder: {', '.join(missing)}; check the spelling")
    with open_warehouse(settings.data_dir, settings.lock_wait_seconds):
        pass


def read_loaded(data_dir: Path, shards_dir: Path, versions: Versions) -> set[str]:
    """Return the fingerprints of the articles that need no coding.

    An article counts only if the warehouse still holds it with this content, and a run
    with these very versions loaded it: a changed codebook codes everything again.
    """
    files = sorted(_index_dir(shards_dir, versions).glob("*.parquet"))
    if not files:
        return set()
    keys = ["article_id", "content_hash"]
    stored = read_known_articles(data_dir).select(keys)
    loaded = pl.read_parquet(files, schema=LOADED).unique()
    return set(loaded.join(stored, on=keys, how="semi")["fingerprint"])


def was_loaded(shards_dir: Path, batch: Batch) -> bool:
    """Whether a run has loaded this very batch: the same articles by the same versions."""
    return _index_file(shards_dir, batch).exists()


def record_loaded(shards_dir: Path, batch: Batch) -> None:
    """Remember the articles of a batch that has just been loaded."""
    path = _index_file(shards_dir, batch)
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.tmp-{os.getpid()}")
    pl.DataFrame(batch.fresh, schema=LOADED, orient="row").write_parquet(aside)
    aside.replace(path)


def _index_file(shards_dir: Path, batch: Batch) -> Path:
    return _index_dir(shards_dir, batch.versions) / f"{batch.batch_id}.parquet"


def _index_dir(shards_dir: Path, versions: Versions) -> Path:
    return shards_dir / versions.key / "loaded"
