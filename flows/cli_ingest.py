"""Command that uses the network: `ingest`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from flows.ingest import SourceReport


def ingest(
    sources: Annotated[Path, typer.Argument(metavar="SOURCES", help="Such as sources.yaml.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the articles.")] = Path(
        "incoming"
    ),
    name: Annotated[
        list[str] | None, typer.Option(help="Only this source; may be repeated.")
    ] = None,
    due: Annotated[bool, typer.Option("--due", help="Only those whose schedule is due.")] = False,
) -> None:
    """Fetch new articles of the outlets in a sources file, as JSON lines.

    Polite: robots.txt, one request a second to a site, nothing asked for twice.

    [bold]Examples[/]

    newsledger ingest sources.yaml --out incoming/

    newsledger ingest sources.yaml --name "Lakeside Herald" && newsledger run incoming/
    """
    from flows.ingest import ingest as ingest_sources
    from transforms.errors import InputError

    reports = ingest_sources(sources, out, name or (), is_due_only=due)
    for report in reports:
        typer.echo(_line(report))
    asked = [report for report in reports if report.is_due]
    if asked and all(report.error for report in asked):
        raise InputError("no source could be read; the reasons are above")


def _line(report: SourceReport) -> str:
    if not report.is_due:
        return f"{report.name}: not due"
    if report.error:
        return f"{report.name}: failed: {report.error}"
    told = [f"{report.n_new} new", f"{report.n_known} known"]
    told += [f"{report.n_left} left for the next run"] if report.n_left else []
    told += [f"{n} {reason}" for reason, n in report.failures.most_common()]
    return f"{report.name}: {', '.join(told)}" + (f" -> {report.file}" if report.file else "")
