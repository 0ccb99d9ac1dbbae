"""Commands on a whole warehouse: `export`, `import`, `recode`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.cli_models import ModelChoice
from flows.cli_query import Warehouse
from flows.cli_run import QUIET, Cluster, RunnerName, Workers, _print_report

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="Folder of the export.")]


def export(folder: Folder, warehouse: Warehouse = None) -> None:
    """Write the whole warehouse to a folder: one Parquet file a table, and a manifest.

    [bold]Example[/]

    newsledger export ~/backup/2024-03 --warehouse ~/ledger
    """
    from flows.settings import load_settings
    from warehouse.exchange import export_warehouse

    done = export_warehouse(load_settings(warehouse).data_dir, folder)
    typer.echo(f"exported {sum(done.rows.values())} rows of {len(done.rows)} tables to {done.path}")


def import_(folder: Folder, warehouse: Warehouse = None) -> None:
    """Build a warehouse from an export, in a folder that holds none.

    [bold]Example[/]

    newsledger import ~/backup/2024-03 --warehouse ~/ledger2
    """
    from flows.settings import load_settings
    from warehouse.exchange import import_warehouse

    done = import_warehouse(load_settings(warehouse).data_dir, folder)
    typer.echo(f"imported {sum(done.rows.values())} rows of {len(done.rows)} tables to {done.path}")


def recode(
    warehouse: Warehouse = None,
    runner: RunnerName = None,
    workers: Workers = None,
    cluster: Cluster = None,
    models: ModelChoice = None,
) -> None:
    """Code the stored articles anew, without their sources, after codebooks or models changed.

    Events keep their ids; corrected ones get a new version; those that no article reports any
    more go to deleted_events. Articles that these very versions have coded are left alone.

    [bold]Example[/]

    newsledger recode --warehouse ~/ledger
    """
    from flows.cli_progress import shown_progress
    from flows.cli_render import make_console
    from flows.intake import check_before_start
    from flows.local_server import prefect_server
    from flows.recode import STORED
    from flows.settings import configure_prefect, load_settings
    from flows.warm_up import warm_up

    settings = load_settings(
        warehouse, runner=runner, workers=workers, cluster=cluster, models=models
    )
    console = make_console()
    check_before_start([], settings)
    configure_prefect(settings, PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL=QUIET)
    with shown_progress(console), prefect_server(meanwhile=warm_up(settings)):
        from flows.code_batch import code_batch

        report = code_batch([STORED], str(settings.data_dir), runner, workers, cluster, models)
    _print_report(console, report)
