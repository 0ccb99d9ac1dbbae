"""Put the readers' copy in the place of a writer file that a kill has damaged.

DuckDB 1.5 killed (-9) while it writes leaves, in about one of 500 kills, a file whose first block
fails its checksum. The copy that the load before published is whole, and the next run does again
what came after it.
"""

from __future__ import annotations

import logging
import os
import shutil
from itertools import count
from pathlib import Path

log = logging.getLogger(__name__)

WRITABLE_MODE = 0o644


def restore_writer(path: Path, copy: Path) -> Path:
    """Move the damaged writer file aside and put the published copy in its place.

    The caller holds the lock of the warehouse and has seen that the file is damaged.

    Returns:
        Where the damaged file is kept, with its .wal beside it.
    """
    fresh = path.with_name(f".tmp-{path.name}")
    shutil.copyfile(copy, fresh)
    fresh.chmod(WRITABLE_MODE)
    with fresh.open("rb") as handle:
        os.fsync(handle.fileno())
    names = (path.with_name(f"{path.name}.damaged-{number}") for number in count(1))
    kept = next(name for name in names if not name.exists())
    wal = path.with_name(f"{path.name}.wal")
    if wal.exists():
        wal.replace(kept.with_name(f"{kept.name}.wal"))
    shutil.copyfile(path, kept)
    fresh.replace(path)
    log.warning(
        "damaged by a kill: the last published copy was put in its place; run again",
        extra={"warehouse": str(path), "kept": str(kept)},
    )
    return kept
