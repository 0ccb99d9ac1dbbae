"""What packed input may unpack to: streams that stop before a small file fills the machine.

A stream of text shrinks 3 to 20 times, of repeated rows 50 times; a bomb 1,000 times and more.
"""

from __future__ import annotations

import gzip
import io
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transforms.text.readers_common import MAX_ARTICLE_BYTES, UnreadableInputError

MAX_RATIO = 200
FREE_BYTES = 20_000_000
MAX_UNPACKED_BYTES = 100_000_000_000
MAX_MEMBERS = 200_000
MAX_NESTING = 2
_BUFFER_BYTES = 1 << 20
_GZIP_OR_ZLIB = 47


@dataclass(slots=True)
class Budget:
    """What one input file may still unpack to, the archives inside it included.

    Attributes:
        packed_bytes: size of the outermost file.
        unpacked_bytes: what came out of it so far.
        members: files found in it so far.
    """

    packed_bytes: int
    unpacked_bytes: int = 0
    members: int = 0

    def take(self, size: int, members: int = 0) -> None:
        """Count `size` more bytes; raises UnreadableInputError where it is too much."""
        self.unpacked_bytes += size
        self.members += members
        if self.members > MAX_MEMBERS:
            message = f"more than {MAX_MEMBERS:,} files in one archive; split it"
            raise UnreadableInputError("input.bomb", message)
        allowed = max(FREE_BYTES, MAX_RATIO * self.packed_bytes)
        if self.unpacked_bytes > min(allowed, MAX_UNPACKED_BYTES):
            raise UnreadableInputError(
                "input.bomb",
                f"{self.packed_bytes:,} bytes unpack to {self.unpacked_bytes:,} or more "
                f"(limit {MAX_RATIO} times, {MAX_UNPACKED_BYTES:,} bytes): refused",
            )


class _Counted(io.RawIOBase):
    """A gzip stream that charges all it gives to a budget; gives all that precedes damage."""

    def __init__(self, source: gzip.GzipFile, budget: Budget) -> None:
        self._source = source
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer).cast("B")
        data = self._source.read1(len(view))
        self._budget.take(len(data))
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._source.close()
        super().close()


def open_packed(path: Path, budget: Budget | None = None) -> io.BufferedReader:
    """Opens a file for reading, unpacked if its name ends in .gz or .tgz.

    Args:
        path: the file.
        budget: what unpacking is charged to; by default one of the file's own.

    Reading raises UnreadableInputError where more comes out than the budget allows, and
    OSError, EOFError or zlib.error where the file is damaged.
    """
    if not path.name.lower().endswith((".gz", ".tgz")):
        return path.open("rb")
    budget = budget or Budget(path.stat().st_size)
    counted = _Counted(gzip.GzipFile(path), budget)
    return io.BufferedReader(counted, _BUFFER_BYTES)


def unpack_body(data: bytes, encoding: str | None, max_bytes: int = MAX_ARTICLE_BYTES) -> bytes:
    """Returns an HTTP body without its Content-Encoding; raises UnreadableInputError.

    Known are gzip, deflate and none. Never more than `max_bytes` come out.
    """
    name = (encoding or "identity").strip().lower()
    if name in ("identity", ""):
        return data
    if name not in ("gzip", "x-gzip", "deflate"):
        message = f"the body is packed by {name!r}, which cannot be read"
        raise UnreadableInputError("input.encoding", message)
    unpacker = zlib.decompressobj(_GZIP_OR_ZLIB)
    try:
        body = unpacker.decompress(data, max_bytes)
    except zlib.error as error:
        message = f"the body is not {name}: {error}"
        raise UnreadableInputError("input.unreadable", message) from error
    if unpacker.unconsumed_tail:
        message = f"{len(data):,} bytes unpack to more than {max_bytes:,}: refused"
        raise UnreadableInputError("input.bomb", message)
    return body
