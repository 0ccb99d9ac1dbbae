"""Write the warehouse out as a versioned data set that never changes once it is there.

A release is written aside and renamed, so a half-written one is never seen; `latest` moves
only after that. Its default version is the day of its newest row and a hash of its content:
publishing unchanged data again gives the same version and writes nothing.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import duckdb

from transforms.errors import InputError, WarehouseError
from warehouse.connect import execute, open_reader
from warehouse.datapackage import RESOURCES, describe_resources
from warehouse.locks import hold_lock
from warehouse.records import Release

__all__ = ["Release", "write_release"]

log = logging.getLogger(__name__)

TITLE = "Events from news articles (ACLED-style, not ACLED data)"
MEDIA_TYPE = "application/vnd.apache.parquet"
FINGERPRINT = "newsledger:content"
LOCK_FILE = ".lock"
LATEST = "latest"
VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
TEMPLATES = files("warehouse") / "templates"
CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class _Content:
    """What decides a release: its rows, as a hash, and its descriptions."""

    fingerprint: str
    day: str | None
    n_events: int
    resources: dict[str, dict[str, object]]


def write_release(data_dir: Path, version: str | None = None, wait_s: float = 30.0) -> Release:
    """Write the published copy of the warehouse to `releases/<version>/`, point `latest` at it.

    Args:
        data_dir: folder of the warehouse.
        version: name of the release; default `v<day of the newest row>-<hash of the content>`.
        wait_s: seconds to wait while another process writes a release.

    Returns:
        The release. `is_new` is False when this content was released under that version
        before; nothing is written then.

    Raises:
        InputError: no warehouse yet, the version is no plain name, or it exists with other
            content.
        WarehouseError: the files cannot be written; `latest` then stays where it was.
    """
    if version is not None and (not VERSION.fullmatch(version) or version == LATEST):
        raise InputError(f"release version {version!r}: give a plain name such as v2026-01-31")
    releases = data_dir / "releases"
    with open_reader(data_dir) as connection, hold_lock(releases / LOCK_FILE, wait_s):
        try:
            content = _read_content(connection)
            path = releases / (version or _default_version(content))
            is_new = not _is_released(path, content)
            if is_new:
                _write_aside(connection, path, content)
            _point_latest(path)
        except (duckdb.Error, OSError) as error:
            raise WarehouseError(f"{releases}: release not written: {error}") from error
    log.info("released", extra={"version": path.name, "events": content.n_events, "new": is_new})
    return Release(path.name, path, is_new, content.n_events)


def _read_content(connection: duckdb.DuckDBPyConnection) -> _Content:
    rows, newest, n_events = execute(connection, "release/content")[0]
    resources = describe_resources(connection)
    words = json.dumps(resources, sort_keys=True) + _template("README") + _template("LICENSE")
    return _Content(
        fingerprint=hashlib.sha256(f"{rows}\n{words}".encode()).hexdigest(),
        day=datetime.fromtimestamp(newest, UTC).date().isoformat() if newest else None,
        n_events=n_events,
        resources=resources,
    )


def _default_version(content: _Content) -> str:
    return f"v{content.day or 'empty'}-{content.fingerprint[:8]}"


def _is_released(path: Path, content: _Content) -> bool:
    """Whether the release is there with this content."""
    if not path.exists():
        return False
    package = json.loads((path / "datapackage.json").read_text(encoding="utf-8"))
    if package[FINGERPRINT] != content.fingerprint:
        raise InputError(
            f"{path}: this version exists with other content. Releases do not change: "
            "give another --version, or none"
        )
    return True


def _write_aside(connection: duckdb.DuckDBPyConnection, path: Path, content: _Content) -> None:
    for leftover in path.parent.glob(".tmp-*"):
        shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
    aside = path.parent / f".tmp-{path.name}"
    (aside / "events").mkdir(parents=True)
    execute(connection, "release/single_thread")
    for name in RESOURCES:
        target = aside / ("events" if name == "events" else f"{name}.parquet")
        execute(connection, f"release/{name}", path=str(target))
    _write_words(aside, path.name, content)
    _write_checksums(aside)
    aside.rename(path)


def _write_words(folder: Path, version: str, content: _Content) -> None:
    values = {"version": version, "date": content.day or "no day", "n_events": content.n_events}
    package: dict[str, object] = {
        "name": "newsledger-events",
        "title": TITLE,
        "version": version,
        FINGERPRINT: content.fingerprint,
        "resources": [
            {"name": name, "path": paths, "format": "parquet", "mediatype": MEDIA_TYPE} | resource
            for name, resource in content.resources.items()
            if (paths := _files(folder, name))
        ],
    }
    if content.day:
        package["created"] = f"{content.day}T00:00:00Z"
    text = json.dumps(package, indent=2, ensure_ascii=False)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")
    for name in ("README", "LICENSE"):
        (folder / f"{name}.md").write_text(_template(name).format(**values), encoding="utf-8")


def _files(folder: Path, resource: str) -> str | list[str]:
    """Paths of the resource's files in the release: one, or a list of partitions, maybe empty."""
    single = f"{resource}.parquet"
    if (folder / single).exists():
        return single
    found = sorted((folder / resource).rglob("*.parquet"))
    return [file.relative_to(folder).as_posix() for file in found]


def _write_checksums(folder: Path) -> None:
    """Write `<sha256>  <path>` for every file, sorted by path, as `sha256sum --check` reads."""
    lines = [
        f"{_sha256(file)}  {file.relative_to(folder).as_posix()}\n"
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    ]
    (folder / "checksums.sha256").write_text("".join(lines), encoding="utf-8")


def _sha256(path: Path) -> str:
    """Hash a file, and see to it that it is on the disk before the release is renamed."""
    digest = hashlib.sha256()
    with path.open("rb") as handle:
        while chunk := handle.read(CHUNK_BYTES):
            digest.update(chunk)
        os.fsync(handle.fileno())
    return digest.hexdigest()


def _template(name: str) -> str:
    return (TEMPLATES / f"{name}.md").read_text(encoding="utf-8")


def _point_latest(path: Path) -> None:
    """Move the relative link `latest` to the release, in one step."""
    aside = path.with_name(".tmp-latest")
    aside.unlink(missing_ok=True)
    aside.symlink_to(path.name)
    aside.replace(path.with_name(LATEST))
