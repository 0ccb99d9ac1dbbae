"""Commands for evaluation, JSON lines in and out, without a warehouse: `code`, `timexes`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from flows.cli_models import ModelChoice
from flows.cli_publish import Crosswalk

if TYPE_CHECKING:
    from flows.jsonl import ArticleLine
    from flows.settings import Settings

CHUNK_SIZE = 32
In = Annotated[Path, typer.Argument(metavar="IN.jsonl", help="One article a line; .gz too.")]
Style = Annotated[
    Literal["news", "dialogue"],
    typer.Option(help="dialogue reads chats and e-mails: Monday 12-4, 7p, the week."),
]
Out = Annotated[Path, typer.Option("--out", metavar="OUT.jsonl", help="One result a line.")]


def code(source: In, out: Out, models: ModelChoice = None, crosswalk: Crosswalk = False) -> None:
    """Code articles into events without a warehouse, for evaluation.

    Each output line has article_id, outcome, published_at, events and incomplete (31
    columns each, with --crosswalk 35), and rejections. Offsets are characters of the text
    as given, or of "text" in the output line where white space had to be cleaned.

    [bold]Example[/]

    newsledger code articles.jsonl --out events.jsonl
    """
    from flows.jsonl import read_article_lines, write_lines
    from flows.settings import load_settings

    lines = read_article_lines(source)
    rows = _code_lines(lines, load_settings(models=models), has_crosswalk=crosswalk)
    count = write_lines(out, rows)
    typer.echo(f"{count} lines written to {out}", err=True)


def timexes(source: In, out: Out, style: Style = "news") -> None:
    """Find and normalise time expressions (TIMEX3), without models.

    Each line needs text; language, article_id (or doc_id) and published_at (or pub_date,
    dct) are used where given. Offsets are characters of the text as given.

    [bold]Example[/]

    newsledger timexes articles.jsonl --out timexes.jsonl
    """
    from flows.jsonl import read_article_lines, write_lines

    found = (_find_timexes(line, style) for line in read_article_lines(source))
    count = write_lines(out, found)
    typer.echo(f"{count} lines written to {out}", err=True)


def _code_lines(
    lines: Iterator[ArticleLine], settings: Settings, *, has_crosswalk: bool
) -> Iterator[dict[str, object]]:
    """Code in chunks, which Stanza does faster than one by one; order stays."""
    from flows.jsonl import to_coded_line, to_set_aside_line
    from transforms.pipeline import code_articles, load_kit
    from transforms.text.languages import identify_language

    kit = load_kit(settings.catalogue, settings.gazetteer)
    for chunk in _chunks(lines):
        articles = [identify_language(line.article) for line in chunk if line.article]
        coded = iter(code_articles(articles, kit))
        for line in chunk:
            if line.article:
                yield to_coded_line(line, next(coded), has_crosswalk=has_crosswalk)
            else:
                yield to_set_aside_line(line)


def _chunks(lines: Iterator[ArticleLine]) -> Iterator[list[ArticleLine]]:
    """Cut into chunks in which no article_id is twice."""
    chunk: list[ArticleLine] = []
    seen: set[str] = set()
    for line in lines:
        if len(chunk) == CHUNK_SIZE or line.names["article_id"] in seen:
            yield chunk
            chunk, seen = [], set()
        chunk.append(line)
        seen.add(line.names["article_id"])
    if chunk:
        yield chunk


def _find_timexes(line: ArticleLine, style: str) -> dict[str, object]:
    from dataclasses import asdict

    from transforms.text.languages import identify_language
    from transforms.timexes import find_timexes, supported_languages

    if line.article is None:
        return {**line.names, "timexes": [], "error": line.reason}
    article = line.article
    language = article.language or identify_language(article).language
    if language not in supported_languages():
        reason = f"no time expressions for language {language!r} yet"
        reason = reason if language else 'language not clear; add "language" to the line'
        return {**line.names, "timexes": [], "error": reason}
    found = find_timexes(line.text, language, article.published_at, style=style)
    return {**line.names, "timexes": [asdict(timex) for timex in found]}
