"""Lists and opens the files inside .zip and .tar archives; what is in them is not looked at."""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from transforms.text.readers_limits import open_packed

ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz")
DAMAGED = (
    OSError, EOFError, RuntimeError, NotImplementedError, ValueError, zlib.error,
    zipfile.BadZipFile, tarfile.TarError,
)  # fmt: skip
"""What the two libraries raise on archives that are damaged, locked or of an unknown kind."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive.

    Attributes:
        name: as the archive has it; never used as a path.
        size: unpacked, in bytes, as declared; reading ends there.
        refusal: why it is not read, empty if it is.
    """

    name: str
    size: int
    refusal: str = ""

    @property
    def shown_name(self) -> str:
        """The name without control characters, drives, roots and steps upwards."""
        plain = "".join(c for c in self.name.replace("\\", "/") if c.isprintable())
        parts = [p for p in PurePosixPath(plain).parts if p not in ("/", "..", ".")]
        return "/".join(part.replace(":", "_") for part in parts)[-200:].lstrip("/") or "unnamed"


def list_members(path: Path) -> list[Member]:
    """Return the files of an archive, folders left out; raises one of DAMAGED."""
    if _is_zip(path):
        with zipfile.ZipFile(path) as archive:
            return [_zip_member(info) for info in archive.infolist() if not info.is_dir()]
    with open_packed(path) as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
        return [_tar_member(info) for info in tar if not info.isdir()]


def open_members(path: Path) -> Iterator[tuple[Member, IO[bytes] | None]]:
    """Yield each file with a stream of its bytes, None if it is not to be read.

    ZIP: in the order of the names; TAR: as stored, read in one go. Raises one of DAMAGED.
    """
    if _is_zip(path):
        with zipfile.ZipFile(path) as archive:
            for info in sorted(archive.infolist(), key=lambda info: info.filename):
                if not info.is_dir():
                    yield _open_zip_member(archive, info)
        return
    with open_packed(path) as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
        for entry in tar:
            if not entry.isdir():
                member = _tar_member(entry)
                yield member, None if member.refusal else tar.extractfile(entry)


def _is_zip(path: Path) -> bool:
    return path.name.lower().endswith(".zip")


def _zip_member(info: zipfile.ZipInfo) -> Member:
    is_locked = info.flag_bits & 0x1
    return Member(info.filename, info.file_size, "it is locked by a password" if is_locked else "")


def _open_zip_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo
) -> tuple[Member, IO[bytes] | None]:
    member = _zip_member(info)
    if member.refusal:
        return member, None
    try:
        return member, archive.open(info)
    except DAMAGED as error:
        return Member(member.name, 0, f"it cannot be unpacked: {error}"), None


def _tar_member(info: tarfile.TarInfo) -> Member:
    if info.isreg() and not info.issparse():
        return Member(info.name, info.size)
    return Member(info.name, 0, "it is a link, a device or a sparse file")
