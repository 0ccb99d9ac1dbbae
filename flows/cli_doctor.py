"""The command that examines a warehouse: `doctor`."""

from __future__ import annotations

import typer

from flows.cli_query import Warehouse

FOUND = 1
"""Exit code where something is wrong; 2, as ever, where it cannot be read."""


def doctor(warehouse: Warehouse = None) -> None:
    """Examine the warehouse: is everything whole, and if not, what to do.

    Reads every value and changes nothing. Exit code 0: sound; 1: something is wrong; 2: it
    cannot be read.

    [bold]Example[/]

    newsledger doctor --warehouse ~/ledger
    """
    from flows.cli_render import make_console
    from flows.doctor import examine
    from flows.settings import load_settings

    settings = load_settings(warehouse)
    found = examine(settings)
    console = make_console()
    for finding in found:
        console.print(f"[red]{finding.check}[/] ({finding.n}): {finding.what}")
        for example in finding.examples:
            console.print(f"  {example}", markup=False, soft_wrap=True)
        if finding.n > len(finding.examples):
            console.print(f"  ... and {finding.n - len(finding.examples)} more")
        console.print(f"  -> {finding.mend}", markup=False, soft_wrap=True)
    if found:
        raise typer.Exit(FOUND)
    console.print(f"[green]sound[/]: {settings.data_dir}", soft_wrap=True)
