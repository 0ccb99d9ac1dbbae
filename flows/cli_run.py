"""Commands that write the warehouse: `run` once, `serve` on a schedule."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from flows.cli_models import ModelChoice
from flows.cli_query import Warehouse

if TYPE_CHECKING:
    from rich.console import Console

    from flows.report import BatchReport
    from flows.settings import Settings

Inputs = Annotated[
    list[Path],
    typer.Argument(
        metavar="INPUT...",
        help="Files or folders: .txt .html .jsonl .csv .parquet .rss .atom .warc, .gz of these, "
        ".zip .tar; - is the standard input.",
    ),
]
RunnerName = Annotated[
    Literal["local", "dask", "ray"] | None,
    typer.Option("--runner", help="Who codes the shards: this machine, or workers of Dask or Ray."),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", min=1, help="Shards coded at a time, each in its own process."),
]
Cluster = Annotated[
    str | None,
    typer.Option("--cluster", metavar="ADDRESS", help="A running Dask scheduler or Ray head."),
]
Catalog = Annotated[
    str | None,
    typer.Option(
        "--catalog", metavar="ADDRESS", help="Mirror to a DuckLake: postgres://... or a file."
    ),
]
SHOWN_EVENTS = 50
QUIET = "CRITICAL"


def run(
    inputs: Inputs,
    warehouse: Warehouse = None,
    runner: RunnerName = None,
    workers: Workers = None,
    cluster: Cluster = None,
    models: ModelChoice = None,
    catalog: Catalog = None,
) -> None:
    """Code articles into events: read, annotate, code, merge, validate, load, release.

    A run can be ended at any moment and started again; the same input changes nothing.

    [bold]Examples[/]

    newsledger run samples/

    newsledger run news/2024-03.jsonl.gz --warehouse ~/ledger

    zcat news.jsonl.gz | newsledger run -

    newsledger run news/ --workers 4
    """
    import sys

    from flows.cli_progress import shown_progress
    from flows.cli_render import make_console
    from flows.intake import check_before_start, inputs_with_stdin
    from flows.local_server import prefect_server
    from flows.settings import configure_prefect, load_settings
    from flows.warm_up import warm_up

    given: dict[str, Any] = {"runner": runner, "workers": workers, "cluster": cluster}
    given |= {"models": models, "catalog": catalog}
    settings = load_settings(warehouse, **given)
    console = make_console()
    with inputs_with_stdin(inputs, sys.stdin.buffer, settings) as paths:
        check_before_start(paths, settings)
        configure_prefect(settings, PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL=QUIET)
        with shown_progress(console), prefect_server(meanwhile=warm_up(settings)):
            report = _run_flow(paths, settings, given)
    _print_report(console, report)


def serve(
    inputs: Inputs,
    cron: Annotated[
        str | None, typer.Option(help='When to run, such as "0 * * * *" (each full hour, UTC).')
    ] = None,
    interval: Annotated[
        int | None, typer.Option(min=5, metavar="SECONDS", help="Or: how often to run.")
    ] = None,
    warehouse: Warehouse = None,
    runner: RunnerName = None,
    workers: Workers = None,
    cluster: Cluster = None,
    catalog: Catalog = None,
    publish_cron: Annotated[
        str, typer.Option(help='When to publish a release; "" for never.')
    ] = "30 3 * * *",
    sources: Annotated[
        Path | None,
        typer.Option(help="Fetch what these outlets have new into the first INPUT before."),
    ] = None,
    doctor_cron: Annotated[
        str, typer.Option(help='When to examine the warehouse; "" for never.')
    ] = "0 4 * * *",
    port: Annotated[
        int | None,
        typer.Option(
            help="Port of the Prefect server started here; not used where PREFECT_API_URL is set.",
            show_default="4200 if free",
        ),
    ] = None,
) -> None:
    """Run on a schedule, as Prefect deployments, until ended with Ctrl-C.

    Two runs never write at once, and runs missed in a pause are not made up for: the next one
    reads all that is there. Uses your Prefect server (PREFECT_API_URL), else starts one here,
    with its pages.

    [bold]Example[/]

    newsledger serve --cron "0 * * * *" incoming/ --warehouse ~/ledger

    newsledger serve --cron "0 * * * *" incoming/ --sources sources.yaml
    """
    from flows.intake import check_before_start
    from flows.local_server import prefect_server
    from flows.settings import configure_prefect, load_settings
    from transforms.errors import InputError

    if (cron is None) == (interval is None):
        raise InputError('give either --cron "0 * * * *" or --interval SECONDS')
    settings = load_settings(
        warehouse, runner=runner, workers=workers, cluster=cluster, catalog=catalog
    )
    if sources is not None:
        inputs[0].mkdir(parents=True, exist_ok=True)
    check_before_start(inputs, settings)
    configure_prefect(settings, PREFECT_LOGGING_LEVEL="INFO")
    _check_crons({"--cron": cron, "--publish-cron": publish_cron, "--doctor-cron": doctor_cron})
    with prefect_server(is_scheduler=True, port=port) as url:
        from flows.deployments import serve_flows

        typer.echo(f"Prefect: {url.removesuffix('/api')}")
        serve_flows(
            inputs,
            settings,
            cron=cron,
            interval_seconds=interval,
            publish_cron=publish_cron,
            doctor_cron=doctor_cron,
            sources=sources,
        )


def _run_flow(paths: Sequence[Path], settings: Settings, given: dict[str, Any]) -> BatchReport:
    """Run the flow in this process; Prefect is imported only now, once it is configured."""
    from flows.code_batch import code_batch

    report: BatchReport = code_batch([str(path) for path in paths], str(settings.data_dir), **given)
    return report


def _check_crons(crons: dict[str, str | None]) -> None:
    from flows.deployments import check_cron

    for option, cron in crons.items():
        if cron:
            check_cron(cron, option)


def _print_report(console: Console, report: BatchReport) -> None:
    from flows.cli_render import counts_line, events_table

    console.print()
    console.print(f"[bold]articles[/]  {report.n_articles} ({report.n_known} known already)")
    console.print(f"  language  {counts_line(report.languages)}")
    console.print(f"  outcome   {counts_line(report.outcomes)}")
    if report.n_aside:
        console.print(f'  set aside {report.n_aside}, see: newsledger sql "from quarantine"')
    events = report.events
    console.print(f"\n[bold]events[/]    {events.height} from these articles")
    if events.height:
        console.print(events_table(events.head(SHOWN_EVENTS)))
    if events.height > SHOWN_EVENTS:
        console.print(f"... and {events.height - SHOWN_EVENTS} more: newsledger sql")
    console.print("\n[bold]files[/]")
    console.print(f"  warehouse {report.database}", soft_wrap=True)
    console.print(f"  release   {report.release}", soft_wrap=True)
    console.print(f"  data docs {report.data_docs or 'none yet'}", soft_wrap=True)
