"""Publish: the warehouse's tables and the pages for people, as one release."""

from __future__ import annotations

from pathlib import Path

from flows.report_page import write_report
from flows.settings import Settings
from transforms.errors import InputError
from warehouse.records import Release
from warehouse.release import FORMATS, write_release
from warehouse.report_rows import ReportRows

REPORT = "report.html"


def parse_formats(text: str) -> tuple[str, ...]:
    """Return the formats of a comma-separated list, in our order.

    Raises:
        InputError: the list is empty, or names a format that there is not.
    """
    names = {name.strip().lower() for name in text.split(",") if name.strip()}
    if not names or names - set(FORMATS):
        raise InputError(f"--format {text!r}: give one or more of {','.join(FORMATS)}")
    return tuple(name for name in FORMATS if name in names)


def publish_ledger(
    settings: Settings,
    *,
    version: str | None = None,
    formats: tuple[str, ...] = ("parquet",),
    since: str | None = None,
    out: Path | None = None,
    has_crosswalk: bool = False,
) -> Release:
    """Write a release with its report page, as `warehouse.release.write_release` says."""
    return write_release(
        settings.data_dir,
        version,
        formats=formats,
        since=since,
        out=out.absolute() if out else None,
        has_crosswalk=has_crosswalk,
        write_pages=_write_pages,
    )


def _write_pages(folder: Path, version: str, rows: ReportRows) -> None:
    write_report(folder / REPORT, rows, version)
