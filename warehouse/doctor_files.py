"""What the doctor looks for beside the database: locks, leftovers, releases."""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Iterator
from pathlib import Path

LOCKS = ("batch.lock", "releases/.lock")
LEFTOVERS = (".tmp-*", "releases/.tmp-*", "shards/*/*.tmp-*", "batches/*/staged")
CHECKSUMS = "checksums.sha256"
LATEST = "latest"


def find_held_locks(data_dir: Path) -> list[str]:
    """Return the lock files that a process holds now, with its number.

    The kernel drops a lock when its holder dies, so a lock that is held without its
    process is held by one that the process started.
    """
    held = []
    for name in LOCKS:
        path = data_dir / name
        if path.exists() and _is_held(path):
            pid = path.read_text(encoding="utf-8").strip() or "unknown"
            gone = "" if _is_alive(pid) else ", which has ended"
            held.append(f"{name} by PID {pid}{gone}")
    return held


def _is_held(path: Path) -> bool:
    with path.open("rb") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _is_alive(pid: str) -> bool:
    return not pid.isdigit() or Path("/proc", pid).exists() or not Path("/proc").exists()


def find_leftovers(data_dir: Path, *, is_busy: bool) -> list[str]:
    """Return half-made files of runs that have ended; none while a run is at work."""
    if is_busy:
        return []
    found = {path for pattern in LEFTOVERS for path in data_dir.glob(pattern)}
    return sorted(path.relative_to(data_dir).as_posix() for path in found)


def find_release_faults(releases: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield (check, values): files that differ from their checksums, a lost `latest`."""
    folders = [path for path in sorted(releases.glob("[!.]*")) if not path.is_symlink()]
    changed = [fault for folder in folders if folder.is_dir() for fault in _changed_files(folder)]
    if changed:
        yield "release_has_changed", changed
    latest = releases / LATEST
    if (latest.is_symlink() and not latest.exists()) or (folders and not latest.exists()):
        yield "latest_points_nowhere", [f"releases/{LATEST}"]


def _changed_files(folder: Path) -> Iterator[str]:
    """Names of files that are missing, not listed, or not what the checksums say."""
    listed = folder / CHECKSUMS
    if not listed.is_file():
        yield f"{folder.name}/{CHECKSUMS} is missing"
        return
    known = set()
    for line in listed.read_text(encoding="utf-8").splitlines():
        expected, _, name = line.partition("  ")
        known.add(name)
        path = folder / name
        if not path.is_file():
            yield f"{folder.name}/{name} is missing"
        elif _sha256(path) != expected:
            yield f"{folder.name}/{name} differs"
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in known and name != CHECKSUMS:
            yield f"{folder.name}/{name} is not listed"


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
