"""Copies of the warehouse's file: written through to the disk, or put back for a damaged one."""

from __future__ import annotations

import os
import shutil
from itertools import count
from pathlib import Path


def copy_synced(source: Path, target: Path) -> None:
    """Copy the file's content and wait until it is on the disk."""
    shutil.copyfile(source, target)
    with target.open("rb") as handle:
        os.fsync(handle.fileno())


def restore_writer(path: Path, copy: Path) -> Path:
    """Keep the damaged writer file aside and put the published copy in its place.

    DuckDB 1.5.5 killed (-9) while it writes may leave a file whose first block fails its
    checksum (once in 524 kills). The caller holds the lock of the warehouse. Killed at any
    moment, the file is the damaged one or the copy, never missing.

    Returns:
        Where the damaged file is kept, with its .wal beside it.

    Raises:
        OSError: a copy cannot be written; the damaged file is as it was.
    """
    fresh = path.with_name(f".tmp-{path.name}")
    copy_synced(copy, fresh)
    shutil.copymode(path, fresh)
    names = (path.with_name(f"{path.name}.damaged-{number}") for number in count(1))
    kept = next(name for name in names if not name.exists())
    copy_synced(path, kept)
    wal = path.with_name(f"{path.name}.wal")
    if wal.exists():
        wal.replace(kept.with_name(f"{kept.name}.wal"))
    fresh.replace(path)
    return kept
