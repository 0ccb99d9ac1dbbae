"""Commands that give the ledger to others: `publish` a release, `report` as one page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.cli_query import Warehouse

Crosswalk = Annotated[
    bool,
    typer.Option(
        "--crosswalk",
        help="Add plover_event, plover_mode, cameo_root, ucdp_type_of_violence to the events.",
    ),
]


def publish(
    warehouse: Warehouse = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="DATE|VERSION",
            help="Write an update: only what changed since that day (UTC) or release.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="LIST",
            help="parquet,csv,geojson; Parquet is always written.",
        ),
    ] = "parquet",
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Folder of the releases; default: releases/ of the warehouse.",
            show_default=False,
        ),
    ] = None,
    version: Annotated[
        str | None,
        typer.Option(
            "--version",
            metavar="NAME",
            help="Name of the release; default: newest day and a hash of the content.",
            show_default=False,
        ),
    ] = None,
    crosswalk: Crosswalk = False,
) -> None:
    """Publish the ledger as a data set: a folder that never changes once it is there.

    Unchanged data give the same version again, and nothing is written. `latest` in the folder
    points to the last complete release.

    [bold]Examples[/]

    newsledger publish --format parquet,csv,geojson

    newsledger publish --since 2026-01-31 --out updates/
    """
    from flows.publishing import parse_formats, publish_ledger
    from flows.settings import load_settings
    from warehouse.release_words import changes_line

    release = publish_ledger(
        load_settings(warehouse),
        version=version,
        formats=parse_formats(form),
        since=since,
        out=out,
        has_crosswalk=crosswalk,
    )
    state = "" if release.is_new else " (published before; nothing written)"
    typer.echo(f"{release.version}{state}: {release.n_events} events", err=True)
    typer.echo(f"since the release before: {changes_line(release.changes)}", err=True)
    typer.echo(str(release.path))


def report(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The page to write.")],
    warehouse: Warehouse = None,
) -> None:
    """Write the report: one page with map, figures, events and data quality, for any browser.

    It needs no network and stays under 5 MB. Each release has it too, as report.html.

    [bold]Example[/]

    newsledger report --out report.html
    """
    from flows.report_page import write_report
    from flows.settings import load_settings
    from transforms.errors import InputError
    from warehouse.report_rows import read_report

    if out.is_dir() or not out.absolute().parent.is_dir():
        raise InputError(f"--out {out}: give a file in a folder that exists")
    rows = read_report(load_settings(warehouse).data_dir)
    write_report(out, rows)
    typer.echo(f"{rows.events.height} events written to {out}", err=True)
