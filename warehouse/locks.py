"""One writer at a time: an advisory lock on a file beside what is written.

`flock` belongs to the open file, so it holds between processes and between threads of one
process, and the kernel drops it when its holder dies, however that happens.
"""

from __future__ import annotations

import fcntl
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from transforms.errors import WarehouseError

log = logging.getLogger(__name__)

POLL_S = 0.1


@contextmanager
def hold_lock(path: Path, wait_s: float) -> Iterator[None]:
    """Hold the lock file `path` for the block; its folder is made if missing.

    Args:
        path: the lock file; it stays behind, empty or with the number of a past holder.
        wait_s: seconds to wait for another holder.

    Raises:
        WarehouseError: another process still holds it (named by PID), or the folder cannot
            be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise WarehouseError(
            f"{path.parent}: cannot be written to ({error.strerror}). "
            "Give a folder that you may write to with --warehouse"
        ) from error
    with handle:
        _acquire(handle, path, wait_s)
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        yield


def _acquire(handle: TextIO, path: Path, wait_s: float) -> None:
    deadline = time.monotonic() + wait_s
    announced = False
    while not _try_lock(handle):
        holder = path.read_text(encoding="utf-8") or "unknown"
        if time.monotonic() >= deadline:
            raise WarehouseError(
                f"{path.parent}: locked by another newsledger process (PID {holder}); "
                f"waited {wait_s:g} s. Try again when that process has ended"
            )
        if not announced:
            log.warning("waiting for another writer", extra={"lock": str(path), "pid": holder})
            announced = True
        time.sleep(POLL_S)


def _try_lock(handle: TextIO) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
