"""Polars tells of a full or read-only disk as an error of its own; here it becomes an OSError."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

from polars.exceptions import ComputeError

OS_ERROR = re.compile(r"os error (?P<number>\d+)")


@contextmanager
def disk_errors() -> Iterator[None]:
    """Raise OSError for a Polars error that is one of the disk; for `with` or as a decorator."""
    try:
        yield
    except ComputeError as error:
        found = OS_ERROR.search(str(error))
        if found is None:
            raise
        number = int(found["number"])
        raise OSError(number, os.strerror(number)) from error
