"""Reads the files inside .zip, .tar, .tar.gz and .tgz archives, each by its own format's reader.

One file at a time is unpacked into a temporary folder, under a plain name, so no name in an
archive can reach another place. What an archive would unpack to is looked at before anything
of it is read, and a bomb is refused as a whole. An article's path is `<archive>!<file>`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import IO

from transforms.records import Article, Quarantined
from transforms.text.readers_common import Origin, UnreadableInputError, set_aside
from transforms.text.readers_limits import MAX_NESTING, Budget
from transforms.text.readers_members import (
    ARCHIVES,
    DAMAGED,
    Member,
    list_members,
    open_members,
)
from transforms.text.readers_text import SIDECAR_SUFFIXES

ReadFile = Callable[[Path], Iterator[Article | Quarantined]]
IsWanted = Callable[[PurePosixPath], bool]

MAX_SIDECAR_BYTES = 1_000_000
_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class _Opened:
    """An archive being read: what it may unpack to, how deep it lies, its sidecars."""

    path: Path
    read_file: ReadFile
    is_wanted: IsWanted
    budget: Budget
    depth: int
    sidecars: dict[str, bytes] = field(default_factory=dict)


def read_archive(
    path: Path, read_file: ReadFile, is_wanted: IsWanted
) -> Iterator[Article | Quarantined]:
    """Yields what the files in the archive hold, or the reasons why they hold nothing.

    Links, devices and locked files are set aside.

    Args:
        path: the archive; archives inside it are read too, down to MAX_NESTING.
        read_file: reads one unpacked file by its suffix.
        is_wanted: whether a file of this name is read; others are passed over in silence.
    """
    opened = _Opened(path, read_file, is_wanted, Budget(path.stat().st_size), 1)
    yield from _read(opened)


def _read(archive: _Opened) -> Iterator[Article | Quarantined]:
    origin = Origin(archive.path, archive.path.name)
    try:
        members = list_members(archive.path)
        # Sizes as declared: reading ends there.
        archive.budget.take(sum(member.size for member in members), len(members))
        _collect_sidecars(archive, members)
        with tempfile.TemporaryDirectory(prefix="newsledger-") as folder:
            for member, stream in open_members(archive.path):
                if _is_read(archive, member):
                    yield from _read_member(archive, member, stream, Path(folder))
    except UnreadableInputError as error:
        yield set_aside(origin, error)
    except DAMAGED as error:
        message = f"the archive cannot be read: {error}"
        yield set_aside(origin, UnreadableInputError("input.unreadable", message))


def _is_read(archive: _Opened, member: Member) -> bool:
    return member.name not in archive.sidecars and archive.is_wanted(
        PurePosixPath(member.shown_name)
    )


def _collect_sidecars(archive: _Opened, members: list[Member]) -> None:
    """Keep the bytes of metadata files that stand beside an article of the same name."""
    stems = {m.name.rpartition(".")[0] for m in members if not m.name.endswith(SIDECAR_SUFFIXES)}
    wanted = {
        member.name
        for member in members
        for suffix in SIDECAR_SUFFIXES
        if member.name.endswith(suffix)
        and member.name.removesuffix(suffix) in stems
        and member.size <= MAX_SIDECAR_BYTES
    }
    if wanted:
        for member, stream in open_members(archive.path):
            if member.name in wanted and stream is not None:
                archive.sidecars[member.name] = stream.read()


def _read_member(
    archive: _Opened, member: Member, stream: IO[bytes] | None, folder: Path
) -> Iterator[Article | Quarantined]:
    shown = f"{archive.path.as_posix()}!{member.shown_name}"
    target = folder / PurePosixPath(member.shown_name).name
    try:
        if stream is None:
            raise UnreadableInputError("input.no_file", f"not read: {member.refusal}")
        _unpack(archive, member, stream, target)
        for item in _read_unpacked(archive, target):
            yield replace(item, path=shown + item.path.removeprefix(target.as_posix()))
    except UnreadableInputError as error:
        yield set_aside(Origin(Path(shown), target.name), error)
    finally:
        for path in folder.iterdir():
            path.unlink()


def _unpack(archive: _Opened, member: Member, stream: IO[bytes], target: Path) -> None:
    """Write the file, and its sidecar beside it; raises UnreadableInputError if damaged."""
    try:
        with target.open("wb") as file:
            while chunk := stream.read(_CHUNK_BYTES):
                file.write(chunk)
    except DAMAGED as error:
        message = f"the file cannot be unpacked: {error}"
        raise UnreadableInputError("input.unreadable", message) from error
    for suffix in SIDECAR_SUFFIXES:
        metadata = archive.sidecars.get(member.name.rpartition(".")[0] + suffix)
        if metadata is not None:
            target.with_name(target.stem + suffix).write_bytes(metadata)


def _read_unpacked(archive: _Opened, target: Path) -> Iterator[Article | Quarantined]:
    if not target.name.lower().endswith(ARCHIVES):
        yield from archive.read_file(target)
    elif archive.depth < MAX_NESTING:
        yield from _read(replace(archive, path=target, depth=archive.depth + 1, sidecars={}))
    else:
        message = f"archives in archives are read {MAX_NESTING} deep; unpack this one first"
        raise UnreadableInputError("input.nested", message)
