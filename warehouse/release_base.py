"""What a release is compared with: the one before it in its folder, or what the user names."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from transforms.errors import InputError

LATEST = "latest"
PACKAGE_FILE = "datapackage.json"
KEY = "newsledger"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Package:
    """What the data package of a release says of it.

    Attributes:
        path: its folder.
        content: hash of its rows and descriptions.
        formats: formats of its files.
        number: 1 for the first release of the folder, then counted up.
        n_events: events that it holds.
        changes: how many events are new, corrected and deleted.
        since: for an update, what it was compared with; None for a full release.
    """

    path: Path
    content: str
    formats: tuple[str, ...]
    number: int
    n_events: int
    changes: Mapping[str, int]
    since: str | None

    @property
    def words(self) -> dict[str, Any]:
        """The entry of the data package that `read_package` reads."""
        return {
            "content": self.content,
            "formats": list(self.formats),
            "number": self.number,
            "events": self.n_events,
            "changes": dict(self.changes),
            "since": self.since,
        }


def read_package(path: Path) -> Package | None:
    """Read the release of that folder; None where there is none."""
    file = path / PACKAGE_FILE
    if not file.is_file():
        return None
    try:
        described = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        return None
    words = described.get(KEY) if isinstance(described, dict) else None
    if not isinstance(words, dict):
        return None
    return Package(
        path=path,
        content=words["content"],
        formats=tuple(words["formats"]),
        number=words["number"],
        n_events=words["events"],
        changes=words["changes"],
        since=words["since"],
    )


def find_base(releases: Path, content: str) -> Package | None:
    """Return the last full release of the folder with other content, if there is one."""
    others = [
        package
        for package in _full_releases(releases)
        if package.content != content and not package.path.is_symlink()
    ]
    return max(others, key=lambda package: (package.number, package.path.name), default=None)


def find_since(releases: Path, since: str) -> Package | date:
    """Return what `--since` names: a day, or a full release of the folder.

    Raises:
        InputError: neither; names the releases that there are.
    """
    if DAY.fullmatch(since):
        try:
            return date.fromisoformat(since)
        except ValueError as error:
            raise InputError(f"--since {since}: no such day ({error})") from error
    found = {package.path.name: package for package in _full_releases(releases)}
    if since == LATEST and since in found:
        return found[found[since].path.resolve().name]
    if since not in found:
        known = ", ".join(sorted(found)) or "none yet"
        raise InputError(
            f"--since {since!r}: no day such as 2026-01-31, and no release of {releases} "
            f"(there are: {known})"
        )
    return found[since]


def _full_releases(releases: Path) -> list[Package]:
    if not releases.is_dir():
        return []
    found = (read_package(path) for path in releases.iterdir() if not path.name.startswith("."))
    return [package for package in found if package is not None and package.since is None]
