"""Runs take turns: coding runs side by side, but merging and loading is done by one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flows.settings import Settings
from warehouse.locks import hold_lock

LOCK_FILE = "batch.lock"


@contextmanager
def one_writer(settings: Settings) -> Iterator[None]:
    """Be the only run of this warehouse that merges, loads and releases.

    A merge reads what is stored; were another run to load in between, its events would be
    overwritten by a merge that did not see them.

    Raises:
        WarehouseError: another run has not finished within `turn_wait_seconds`.
    """
    with hold_lock(settings.data_dir / LOCK_FILE, settings.turn_wait_seconds):
        yield
