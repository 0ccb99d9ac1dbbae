"""Commands that read the warehouse: `sql`, `show`, `explain`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import polars as pl
    from rich.console import Console

MAX_TABLE_ROWS = 200
Warehouse = Annotated[
    Path | None,
    typer.Option("--warehouse", metavar="DIR", help="Warehouse directory.", show_default=False),
]


class Format(StrEnum):
    """How rows are written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def sql(
    query: Annotated[str, typer.Argument(metavar='"SELECT ..."', help="One DuckDB statement.")],
    warehouse: Warehouse = None,
    form: Annotated[Format, typer.Option("--format", help="How to write the rows.")] = Format.TABLE,
) -> None:
    """Query the warehouse by SQL (it is read-only here).

    Tables: events, mentions, articles, provenance, rejections, quarantine, warnings, runs.

    [bold]Examples[/]

    newsledger sql "select event_date, sub_event_type, location from events"

    newsledger sql "select outcome, count(*) as n from articles group by all" --format csv
    """
    from flows.cli_render import make_console, rows_table
    from flows.settings import load_settings
    from transforms.errors import InputError
    from warehouse.queries import run_query

    if not query.strip():
        raise InputError('no statement; an example is: newsledger sql "from events"')
    frame = run_query(load_settings(warehouse).data_dir, query)
    if form is Format.CSV:
        typer.echo(_flat(frame).write_csv(), nl=False)
    elif form is Format.JSON:
        typer.echo(frame.write_json())
    else:
        make_console().print(rows_table(frame.head(MAX_TABLE_ROWS)))
        if frame.height > MAX_TABLE_ROWS:
            rest = frame.height - MAX_TABLE_ROWS
            typer.echo(f"... {rest} more rows; add a limit, or --format csv", err=True)


def show(
    event_id: Annotated[str, typer.Argument(metavar="EVENT_ID", help="Such as ISR1.")],
    warehouse: Warehouse = None,
) -> None:
    """Show one event with the sentences that it rests on.

    [bold]Example[/]

    newsledger show ISR1
    """
    from flows.cli_render import fields_grid, make_console
    from flows.settings import load_settings
    from transforms.schemas import EVENT_COLUMNS
    from warehouse.queries import read_event

    event = read_event(load_settings(warehouse).data_dir, event_id)
    console = make_console()
    console.print(fields_grid((name, event.row[name]) for name in EVENT_COLUMNS))
    _print_evidence(console, event.evidence)
    for warning in event.warnings.iter_rows(named=True):
        console.print(f"[yellow]{warning['rule_id']}[/] {warning['message']}")


def explain(
    article_id: Annotated[str, typer.Argument(metavar="ARTICLE_ID", help="Id of an article.")],
    warehouse: Warehouse = None,
    html: Annotated[
        bool, typer.Option("--html", help="Write a page with the marked text instead.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The page of --html; default: ARTICLE_ID.html in this folder.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Explain why an article gave its rows, or none.

    With --html as a page for any browser, without network: triggers, actors, places, days and
    tolls marked in the text and linked to the rows, refused spans greyed with their reason.

    [bold]Examples[/]

    newsledger explain harbour_march

    newsledger explain harbour_march --html --out harbour.html
    """
    from flows.cli_render import fields_grid, make_console
    from flows.settings import load_settings
    from warehouse.queries import read_article
    from warehouse.sketches import read_copies

    data_dir = load_settings(warehouse).data_dir
    view = read_article(data_dir, article_id)
    copies = read_copies(data_dir, article_id)
    if html or out:
        from flows.explain_page import write_explanation

        typer.echo(str(write_explanation(out, view, article_id, copies)))
        return
    console = make_console()
    console.print(fields_grid((k, v) for k, v in view.article.items() if k != "text"))
    for row in copies.iter_rows(named=True):
        told = ", ".join(str(row[name]) for name in ("source", "published_at") if row[name])
        console.print(f"[dim]copy, not coded:[/] {row['article_id']} ({told})")
    for mention in view.mentions.iter_rows(named=True):
        _print_mention(console, mention)
    for row in view.rejections.iter_rows(named=True):
        console.print(f"\n[red]no event[/] by {row['rule']}: {row['reason']}")
        _print_sentence(console, row["sentence"], [(row["start"], row["end"], row["text"])])
    for row in view.quarantine.iter_rows(named=True):
        rules = ", ".join(row["rule_ids"] or [])
        console.print(f"\n[red]quarantined {row['kind']}[/] {rules}: {row['reason']}")


def _print_mention(console: Console, mention: dict[str, object]) -> None:
    what = f"{mention['sub_event_type'] or 'event'}, {mention['event_date']}, {mention['location']}"
    if mention["status"] == "coded":
        console.print(f"\n[green]{mention['event_id_cnty'] or 'not loaded'}[/] {what}")
    else:
        missing = ", ".join(map(str, mention["missing"] or []))  # type: ignore[call-overload]
        console.print(f"\n[yellow]incomplete[/] {what}; missing: {missing}")
    console.print(f"  {mention['sentence_text']}", markup=False)


def _print_evidence(console: Console, evidence: pl.DataFrame) -> None:
    """Print each sentence once, its evidence highlighted, then the fields it gave."""
    for (article_id, source, sentence), group in evidence.group_by(
        "article_id", "source", "sentence", maintain_order=True
    ):
        console.print(f"\n[bold]{article_id}[/] {source or ''}")
        spans = [
            (row["start"], row["end"], row["text"])
            for row in group.iter_rows(named=True)
            if row["text"]
        ]
        _print_sentence(console, str(sentence), spans)
        for row in group.iter_rows(named=True):
            words = f'"{row["text"]}" ' if row["text"] else ""
            console.print(f"  {row['field']:<20} {words}({row['rule']})", markup=False)


def _print_sentence(console: Console, sentence: str, spans: list[tuple[int, int, str]]) -> None:
    from rich.padding import Padding

    from flows.cli_render import highlight_evidence

    shown = highlight_evidence(sentence, spans, in_brackets=console.color_system is None)
    console.print(Padding(shown, (0, 0, 0, 2)))


def _flat(frame: pl.DataFrame) -> pl.DataFrame:
    """Lists as text separated by "; ", for CSV."""
    import polars as pl

    nested = [name for name, dtype in frame.schema.items() if dtype == pl.List]
    joined = [pl.col(n).list.eval(pl.element().cast(pl.String)).list.join("; ") for n in nested]
    return frame.with_columns(joined)
