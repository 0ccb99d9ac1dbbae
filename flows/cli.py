"""The command line `newsledger`: one small module for each group of commands."""

from __future__ import annotations

import errno
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from flows import (
    cli_code,
    cli_doctor,
    cli_exchange,
    cli_ingest,
    cli_models,
    cli_places,
    cli_publish,
    cli_query,
    cli_run,
)
from transforms.errors import PipelineError

EXIT_CODE = 2
DISK_ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM)


class Commands(TyperGroup):
    """Turns our own errors into one message and exit code 2; others are bugs and stay loud."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except PipelineError as error:
            typer.echo(f"newsledger: {error}", err=True)
            raise typer.Exit(EXIT_CODE) from error
        except BrokenPipeError:
            sys.stderr.close()
            raise typer.Exit(0) from None
        except OSError as error:
            if error.errno not in DISK_ERRORS:
                raise
            place = error.filename or "the warehouse's directory"
            typer.echo(f"newsledger: {place}: {error.strerror}; what is loaded is safe", err=True)
            raise typer.Exit(EXIT_CODE) from error


app = typer.Typer(
    cls=Commands,
    name="newsledger",
    help="News articles in, a ledger of conflict and protest events out.\n\n"
    "Offline, multilingual, every value with its evidence. The rows are ACLED-[italic]style[/]: "
    "this is not ACLED data.\n\nStart with:  newsledger run samples/",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
app.command("run")(cli_run.run)
app.command("serve")(cli_run.serve)
app.command("ingest")(cli_ingest.ingest)
app.command("publish")(cli_publish.publish)
app.command("report")(cli_publish.report)
app.command("sql")(cli_query.sql)
app.command("show")(cli_query.show)
app.command("explain")(cli_query.explain)
app.command("doctor")(cli_doctor.doctor)
app.command("export")(cli_exchange.export)
app.command("import")(cli_exchange.import_)
app.command("recode")(cli_exchange.recode)
app.command("code")(cli_code.code)
app.command("timexes")(cli_code.timexes)
app.add_typer(cli_places.places)
app.add_typer(cli_models.models)


def _show_version(is_asked: bool) -> None:
    if is_asked:
        from importlib.metadata import version

        typer.echo(f"newsledger {version('newsledger')}")
        raise typer.Exit


@app.callback()
def options(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Options before the command."""


def main() -> None:
    """Entry point of `newsledger` and of `python -m flows`."""
    app()
