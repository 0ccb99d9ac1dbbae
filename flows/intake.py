"""Which articles need no coding, because an earlier run loaded them, coded the same way."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

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

STDIN = Path("-")
_CHUNK_BYTES = 1 << 20


@contextmanager
def inputs_with_stdin(
    inputs: Sequence[Path], stream: IO[bytes], settings: Settings
) -> Iterator[list[Path]]:
    """Give the inputs with `-` replaced by a file of what stands on the standard input.

    JSON lines if the first line begins with a brace, else the text of one article. The
    file is named by its content, so that the same input again is known, and removed at
    the end of the block.

    Raises:
        InputError: there is nothing on the standard input.
    """
    if STDIN not in inputs:
        yield list(inputs)
        return
    folder = settings.data_dir / "stdin"
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f"{os.getpid()}.tmp"
    try:
        spooled = aside.replace(_spool(stream, aside))
    finally:
        aside.unlink(missing_ok=True)
    try:
        yield [spooled if path == STDIN else path for path in inputs]
    finally:
        spooled.unlink(missing_ok=True)


def check_any_article(batch: Batch, inputs: Sequence[Path]) -> None:
    """Refuse files in which there is no article at all; a folder may be empty.

    Raises:
        InputError: nothing in the files that were named can be read; gives the reasons.
    """
    if batch.hashes or not batch.aside or any(path.is_dir() for path in inputs):
        return
    reasons = "; ".join(f"{item.path}: {item.reason}" for item in batch.aside[:3])
    more = f" (and {len(batch.aside) - 3} more)" if len(batch.aside) > 3 else ""
    raise InputError(f"no article could be read. {reasons}{more}")


def check_before_start(inputs: Sequence[Path], settings: Settings) -> None:
    """Fail at once for what would otherwise fail after hours of coding.

    Raises:
        InputError: an input does not exist.
        WarehouseError: the warehouse is held by another process, damaged, written by a
            newer version, or its directory cannot be written.
    """
    missing = [str(path) for path in inputs if not path.exists()]
    if missing:
        is_address = any(name.startswith(("http:/", "https:/")) for name in missing)
        advice = (
            "addresses are fetched by `newsledger ingest`" if is_address else "check the spelling"
        )
        raise InputError(f"no such file or folder: {', '.join(missing)}; {advice}")
    with open_warehouse(settings.data_dir, settings.lock_wait_seconds):
        pass


def read_loaded(
    data_dir: Path, shards_dir: Path, versions: Versions, *, by_any_models: bool = True
) -> set[str]:
    """Return the fingerprints of the articles that need no coding.

    An article counts only if the warehouse still holds it with this content, and a run
    with these versions loaded it: a changed codebook codes everything again. Changed models
    do not, unless `by_any_models` is false (`newsledger recode`).
    """
    key = versions.key_of_any_models if by_any_models else versions.key
    files = sorted(_index_dir(shards_dir, key).glob("*.parquet"))
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
    for key in (batch.versions.key_of_any_models, batch.versions.key):
        path = _index_dir(shards_dir, key) / f"{batch.batch_id}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f"{path.name}.tmp-{os.getpid()}")
        pl.DataFrame(batch.fresh, schema=LOADED, orient="row").write_parquet(aside)
        aside.replace(path)


def _index_file(shards_dir: Path, batch: Batch) -> Path:
    return _index_dir(shards_dir, batch.versions.key) / f"{batch.batch_id}.parquet"


def _index_dir(shards_dir: Path, key: str) -> Path:
    return shards_dir / key / "loaded"


def _spool(stream: IO[bytes], aside: Path) -> Path:
    """Write the stream aside, a part at a time; return the name that its content gives it."""
    digest = hashlib.sha256()
    start = b""
    with aside.open("wb") as file:
        while chunk := stream.read(_CHUNK_BYTES):
            start = start or chunk.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
            digest.update(chunk)
            file.write(chunk)
    if not start:
        raise InputError("nothing came by the standard input; pipe JSON lines or a text into it")
    suffix = "jsonl" if start == b"{" else "txt"
    return aside.with_name(f"stdin-{digest.hexdigest()[:12]}.{suffix}")
