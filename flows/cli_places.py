"""Commands for places: `places resolve`, `places find`, `places load`, `places map`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.cli_query import Warehouse
from flows.settings import load_settings
from transforms.errors import InputError

places = typer.Typer(
    name="places",
    help="The embedded gazetteer: resolve place names, look one up, draw events on a map.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
Limit = Annotated[int, typer.Option("--limit", min=1, help="At most so many places.")]


@places.command("resolve")
def resolve(
    source: Annotated[
        Path, typer.Argument(metavar="IN.jsonl", help="Toponyms of one article a line.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="OUT.jsonl", help="One answer a line.")],
) -> None:
    """Resolve the toponyms of articles to places of the gazetteer, all in one batch.

    A line is {"article_id", "toponyms": [{"start", "end", "text"}], "text"?}; the answer
    has "resolved", in the same order, null where no place has the name.

    [bold]Example[/]

    newsledger places resolve toponyms.jsonl --out places.jsonl
    """
    from flows.jsonl import write_lines
    from transforms.gazetteer import load_gazetteer
    from transforms.resolve.toponym_lines import parse_queries, resolve_lines

    if not source.is_file():
        raise InputError(f"no such file: {source}; check the spelling")
    try:
        with source.open(encoding="utf-8") as lines:
            id_key, queries = parse_queries(lines, str(source))
    except UnicodeDecodeError as error:
        raise InputError(f"{source}: no UTF-8 ({error.reason}); convert the file") from error
    gazetteer = load_gazetteer(load_settings().gazetteer)
    count = write_lines(out, resolve_lines(id_key, queries, gazetteer))
    typer.echo(f"{count} lines written to {out}", err=True)


@places.command("find")
def find(
    name: Annotated[str, typer.Argument(help="A place name, in any script.")], limit: Limit = 10
) -> None:
    """Look a name up: the places that have it, best known first.

    [bold]Example[/]

    newsledger places find Tripoli
    """
    import polars as pl

    from flows.cli_render import make_console, rows_table
    from transforms.gazetteer import load_gazetteer
    from transforms.resolve.toponym_lines import find_places

    found = find_places(name, load_gazetteer(load_settings().gazetteer), limit)
    if not found:
        raise InputError(f"no place of the gazetteer is called {name!r}; try another spelling")
    columns = ("name", "admin1", "country", "kind", "latitude", "longitude", "geonameid")
    rows = [{column: getattr(place, column) for column in columns} for place in found]
    make_console().print(rows_table(pl.DataFrame(rows, infer_schema_length=None)))


@places.command("load")
def load(
    countries: Annotated[Path, typer.Argument(metavar="allCountries.zip")],
    names: Annotated[Path, typer.Argument(metavar="alternateNamesV2.zip")],
) -> None:
    """Add all of GeoNames to the gazetteer, from two files that you have downloaded.

    Millions of villages, camps and their names; every later command uses them. The files
    are written to NEWSLEDGER_GAZETTEER_DIR; delete that directory to go back.

    [bold]Example[/]

    newsledger places load allCountries.zip alternateNamesV2.zip
    """
    from transforms.gazetteer.geonames import load_geonames

    out_dir = load_settings().gazetteer_dir
    loaded = load_geonames(countries, names, out_dir, lambda line: typer.echo(line, err=True))
    typer.echo(
        f"{loaded.n_places:,} places and {loaded.n_names:,} names in {out_dir}; "
        f"{loaded.n_broken:,} broken lines left out",
        err=True,
    )


@places.command("map")
def draw(
    out: Annotated[Path, typer.Option("--out", metavar="MAP.html", help="The page to write.")],
    warehouse: Warehouse = None,
) -> None:
    """Draw the warehouse's events on a map: one HTML page that needs no network.

    [bold]Example[/]

    newsledger places map --out map.html
    """
    from flows.map_page import render_map
    from warehouse.queries import read_map_events

    events = read_map_events(load_settings(warehouse).data_dir)
    out.write_text(render_map(events), encoding="utf-8")
    typer.echo(f"{events.height} events drawn in {out}", err=True)
