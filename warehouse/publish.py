"""Publish the readers' copy of the warehouse: copied aside, proved readable, renamed."""

from __future__ import annotations

import logging
from pathlib import Path

import duckdb

from transforms.errors import WarehouseError
from warehouse.connect import LOCK_FILE, READER_FILE, WRITER_FILE, execute
from warehouse.copies import copy_synced
from warehouse.locks import hold_lock

log = logging.getLogger(__name__)

READ_ONLY_MODE = 0o444
"""So that a shell does not open the copy for writing, which would lock out all readers."""


def publish_reader(data_dir: Path, wait_s: float = 30.0) -> Path:
    """Copy the checkpointed writer file to the readers' copy; return the copy's path.

    The writer file must be closed in this process. Readers that have the old copy open keep
    it; whoever opens after the rename sees the new one.

    Raises:
        WarehouseError: the copy cannot be written (disk full, no permission) or read back;
            the old copy then stays.
    """
    target = data_dir / READER_FILE
    aside = data_dir / f".tmp-{READER_FILE}"
    with hold_lock(data_dir / LOCK_FILE, wait_s):
        try:
            aside.unlink(missing_ok=True)
            copy_synced(data_dir / WRITER_FILE, aside)
            with duckdb.connect(str(aside), read_only=True) as connection:
                execute(connection, "connect/applied_migrations")
            aside.chmod(READ_ONLY_MODE)
            aside.replace(target)
        except (duckdb.Error, OSError) as error:
            raise WarehouseError(
                f"{target}: cannot be published: {error}. The load itself is kept; "
                "free some space, then run again"
            ) from error
    log.info("published readers' copy", extra={"path": str(target)})
    return target
