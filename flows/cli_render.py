"""How rows, sentences and counts look on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

WIDTH_WITHOUT_TERMINAL = 160
EVIDENCE_STYLE = "bold black on yellow"
EVENT_FIELDS = {
    "event": "event_id_cnty",
    "date": "event_date",
    "type": "sub_event_type",
    "actor1": "actor1",
    "actor2": "actor2",
    "place": "location",
    "country": "country",
    "deaths": "fatalities",
    "articles": "n_articles",
}


def make_console(*, is_error: bool = False) -> Console:
    """Return a console; where there is no terminal (a pipe, a log) lines are wide."""
    console = Console(stderr=is_error, highlight=False)
    if not console.is_terminal:
        console = Console(stderr=is_error, highlight=False, width=WIDTH_WITHOUT_TERMINAL)
    return console


def events_table(events: pl.DataFrame) -> Table:
    """Return the events as a table of the columns that fit a terminal."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in EVENT_FIELDS:
        table.add_column(heading, justify="right" if heading in ("deaths", "articles") else "left")
    for row in events.iter_rows(named=True):
        table.add_row(*(_cell(row[column]) for column in EVENT_FIELDS.values()))
    return table


def rows_table(frame: pl.DataFrame) -> Table:
    """Return any frame as a table; null is shown as a dim dash, which no value is."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name, dtype in frame.schema.items():
        table.add_column(name, justify="right" if dtype.is_numeric() else "left", overflow="fold")
    for row in frame.iter_rows():
        table.add_row(*map(_cell, row))
    return table


def counts_line(counts: Mapping[str, int]) -> str:
    """Return counts as words, largest first as given: `8 en, 1 ar`."""
    return ", ".join(f"{n} {name}" for name, n in counts.items()) or "none"


def fields_grid(fields: Iterable[tuple[str, object]]) -> Table:
    """Return names and values in two columns; fields without a value are left out."""
    grid = Table.grid(padding=(0, 2))
    for name, value in fields:
        if value is not None and value != []:
            grid.add_row(f"[dim]{name}[/]", _cell(value))
    return grid


def highlight_evidence(
    sentence: str, evidence: Sequence[tuple[int, int, str]], *, in_brackets: bool = False
) -> Text:
    """Return the sentence with its evidence characters highlighted.

    Args:
        sentence: the sentence around the evidence.
        evidence: (start, end, text) in characters of the article. A piece of text that is in
            the sentence once tells where the sentence begins; without one, nothing is marked.
        in_brackets: mark by brackets, where colours do not show.
    """
    origin = next(
        (start - sentence.index(text) for start, _, text in evidence if sentence.count(text) == 1),
        None,
    )
    if origin is None:
        return Text(sentence)
    shown = Text()
    position = 0
    for start, end in _joined(sorted((s - origin, e - origin) for s, e, _ in evidence)):
        words = sentence[start:end]
        shown.append(sentence[position:start])
        shown.append(
            f"[{words}]" if in_brackets else words, None if in_brackets else EVIDENCE_STYLE
        )
        position = end
    return shown.append(sentence[position:])


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted spans, those that overlap as one; what lies before the sentence is left out."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif start >= 0:
            joined.append((start, end))
    return joined


def _cell(value: object) -> str:
    if value is None:
        return "[dim]-[/]"
    if isinstance(value, list):
        return escape(", ".join(map(str, value)))
    return escape(str(value))
