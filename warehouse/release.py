"""Write the warehouse out as a versioned data set that never changes once it is there.

A release is written aside and renamed, so a half-written one is never seen; `latest` moves
only after that. Its default version is the day of its newest row and a hash of its content:
publishing unchanged data again gives the same version and writes nothing. Releases of a folder
are numbered; each says what is new, corrected and deleted since the one before.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from transforms.errors import InputError, WarehouseError
from warehouse.connect import execute, open_reader
from warehouse.datapackage import Table, describe_tables, frictionless_resource
from warehouse.locks import hold_lock
from warehouse.records import Release
from warehouse.release_base import LATEST, Package, find_base, find_since, read_package
from warehouse.release_files import FORMATS, Scope, read_crosswalk, write_tables
from warehouse.release_metadata import write_metadata
from warehouse.release_words import (
    TEMPLATED,
    count_changes,
    template,
    write_changelog,
    write_dictionary,
    write_templates,
)
from warehouse.report_rows import ReportRows, fetch_report

__all__ = ["FORMATS", "Release", "write_release"]

log = logging.getLogger(__name__)

LOCK_FILE = ".lock"
VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")

WritePages = Callable[[Path, str, ReportRows], None]
"""Writes further files of a complete release, given its folder, version and the report's rows."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """A release to write: where, and all that decides its bytes."""

    path: Path
    package: Package
    day: str | None
    tables: tuple[Table, ...]
    scope: Scope
    base: Package | None


def write_release(
    data_dir: Path,
    version: str | None = None,
    wait_s: float = 30.0,
    *,
    formats: tuple[str, ...] = ("parquet",),
    since: str | None = None,
    out: Path | None = None,
    has_crosswalk: bool = False,
    write_pages: WritePages | None = None,
) -> Release:
    """Write the published copy of the warehouse to `<out>/<version>/`, point `latest` at it.

    Args:
        data_dir: folder of the warehouse.
        version: name of the release; default `v<day of the newest row>-<hash of the content>`.
        wait_s: seconds to wait while another process writes a release.
        formats: of `FORMATS`; Parquet is always written.
        since: a day (UTC) or a release of the folder. The release is then an update: it holds
            only what was new or corrected since, and what was deleted; `latest` stays.
        out: folder of the releases; default `<data_dir>/releases`.
        has_crosswalk: add PLOVER, CAMEO and UCDP classes behind the 31 columns of events.
        write_pages: writes further files into the folder of a complete release.

    Returns:
        The release. `is_new` is False when this content was released under that version
        before; nothing is written then.

    Raises:
        InputError: no warehouse yet, the version is no plain name, it exists with other
            content, a format is unknown, or `since` is neither a day nor a release.
        WarehouseError: the files cannot be written; `latest` then stays where it was.
    """
    _check_arguments(version, formats)
    releases = out or data_dir / "releases"
    ordered = tuple(name for name in FORMATS if name == "parquet" or name in formats)
    with open_reader(data_dir) as connection, hold_lock(releases / LOCK_FILE, wait_s):
        try:
            plan = _plan(connection, releases, version, ordered, since, has_crosswalk)
            return _write_once(connection, plan, write_pages)
        except (duckdb.Error, OSError) as error:
            raise WarehouseError(f"{releases}: release not written: {error}") from error


def _check_arguments(version: str | None, formats: tuple[str, ...]) -> None:
    if version is not None and (not VERSION.fullmatch(version) or version == LATEST):
        raise InputError(f"release version {version!r}: give a plain name such as v2026-01-31")
    if unknown := set(formats) - set(FORMATS):
        raise InputError(f"format {min(unknown)!r}: give one or more of {', '.join(FORMATS)}")


def _write_once(
    connection: duckdb.DuckDBPyConnection, plan: _Plan, write_pages: WritePages | None
) -> Release:
    is_new = not _is_released(plan)
    if is_new:
        _write_aside(connection, plan, write_pages)
    if plan.package.since is None:
        _point_latest(plan.path)
    written = read_package(plan.path)
    if written is None:
        raise WarehouseError(f"{plan.path}: no release of this version of newsledger: move it away")
    log.info("released", extra={"version": plan.path.name, "new": is_new, **written.changes})
    return Release(plan.path.name, plan.path, is_new, written.n_events, written.changes)


def _plan(
    connection: duckdb.DuckDBPyConnection,
    releases: Path,
    version: str | None,
    formats: tuple[str, ...],
    since: str | None,
    has_crosswalk: bool,
) -> _Plan:
    rows, newest, n_events = execute(connection, "release/content")[0]
    day = datetime.fromtimestamp(newest, UTC).date().isoformat() if newest else None
    tables = describe_tables(connection, has_crosswalk=has_crosswalk)
    words = [json.dumps([frictionless_resource(table) for table in tables], sort_keys=True)]
    words += map(template, TEMPLATED)
    content = hashlib.sha256("\n".join([rows, *words]).encode()).hexdigest()
    base = find_base(releases, content)
    compared = find_since(releases, since) if since else None
    if isinstance(compared, Package):
        since = compared.path.name
    package = Package(
        path=releases,
        content=content,
        formats=formats,
        number=base.number + 1 if base else 1,
        n_events=n_events,
        changes={},
        since=since,
    )
    path = releases / (version or _default_version(package, day))
    crosswalk = read_crosswalk(connection) if has_crosswalk else None
    scope = replace(_scope(compared, base), crosswalk=crosswalk)
    return _Plan(path, package, day, tables, scope, base)


def _scope(compared: Package | date | None, base: Package | None) -> Scope:
    if compared is None:
        return Scope(before=base.path if base else None)
    if isinstance(compared, Package):
        return Scope(before=compared.path, is_update=True)
    return Scope(since_day=compared, is_update=True)


def _default_version(package: Package, day: str | None) -> str:
    """Name the release by its content; `latest` may hold it already, in more formats."""
    latest = read_package((package.path / LATEST).resolve())
    is_same = latest and package.since is None and latest.content == package.content
    if latest and is_same and set(package.formats) <= set(latest.formats):
        return latest.path.name
    extra = "+".join(package.formats[1:])
    decides = package.content + extra
    name = f"v{day or 'empty'}-{hashlib.sha256(decides.encode()).hexdigest()[:8]}"
    return f"{name}-since-{package.since}" if package.since else name


def _is_released(plan: _Plan) -> bool:
    """Whether the release is there with this content."""
    if not plan.path.exists():
        return False
    there, wanted = read_package(plan.path), plan.package
    if there is None or (there.content, there.since) != (wanted.content, wanted.since):
        raise InputError(
            f"{plan.path}: this version exists with other content. Releases do not change: "
            "give another --version, or none"
        )
    if missing := set(wanted.formats) - set(there.formats):
        raise InputError(
            f"{plan.path}: this version exists without {', '.join(sorted(missing))}. Releases do "
            "not change: give another --version, or none"
        )
    return True


def _write_aside(
    connection: duckdb.DuckDBPyConnection, plan: _Plan, write_pages: WritePages | None
) -> None:
    for leftover in plan.path.parent.glob(".tmp-*"):
        shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
    aside = plan.path.parent / f".tmp-{plan.path.name}"
    aside.mkdir(parents=True)
    if write_pages and not plan.scope.is_update:
        write_pages(aside, plan.path.name, fetch_report(connection))
    write_tables(connection, aside, plan.tables, plan.package.formats, plan.scope)
    _write_words(connection, aside, plan)
    package = _counted(connection, plan)
    write_metadata(aside, package, plan.tables, plan.path.name, plan.day)
    aside.rename(plan.path)


def _write_words(connection: duckdb.DuckDBPyConnection, aside: Path, plan: _Plan) -> None:
    since = plan.package.since or (plan.base.path.name if plan.base else None)
    extent = f"an update: what changed since {since}" if plan.scope.is_update else "complete"
    version = plan.path.name
    columns = len(next(table.columns for table in plan.tables if table.name == "events"))
    write_templates(connection, aside, plan.package.formats, version, plan.day, extent, columns)
    older = None if plan.scope.is_update else plan.scope.before
    write_changelog(connection, aside, version, since, older)
    write_dictionary(aside, plan.tables)


def _counted(connection: duckdb.DuckDBPyConnection, plan: _Plan) -> Package:
    """Return the package with the counts that are known once the tables are written."""
    changes = count_changes(connection)
    held = changes["new"] + changes["corrected"]
    n_events = held if plan.scope.is_update else plan.package.n_events
    return replace(plan.package, changes=changes, n_events=n_events)


def _point_latest(path: Path) -> None:
    """Move the relative link `latest` to the release, in one step."""
    aside = path.with_name(".tmp-latest")
    aside.unlink(missing_ok=True)
    aside.symlink_to(path.name)
    aside.replace(path.with_name(LATEST))
