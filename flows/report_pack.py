"""Pack the report's rows for its page: columns of numbers and dictionaries, deflated.

The page must stay small (under 5 MB for 50,000 events). All events and the addresses of their
articles always go in; notes and quoted sentences go in newest first, as far as the room goes.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import polars as pl

from warehouse.report_rows import ReportRows

CHUNK_EVENTS = 1000
MAX_SENTENCE = 300
EPOCH = date(1970, 1, 1)


class _Index:
    """Numbers values in the order in which they come; -1 stands for none."""

    def __init__(self) -> None:
        self.values: dict[Any, int] = {}

    def __call__(self, value: Any) -> int:
        return -1 if value is None else self.values.setdefault(value, len(self.values))


def pack(words: object) -> str:
    """Return JSON as zlib data in base64: what `DecompressionStream("deflate")` reads."""
    text = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def pack_events(events: pl.DataFrame) -> dict[str, object]:
    """Columns of the table, each value once: ids, days, indexes into the lists of names."""
    types, subs, actors, countries, places = (_Index() for _ in range(5))
    packed: dict[str, list[Any]] = {
        name: [] for name in ("id", "day", "precision", "sub", "a1", "a2", "place", "deaths")
    }
    for row in events.iter_rows(named=True):
        packed["id"].append(row["event_id_cnty"])
        packed["day"].append(_day(row["event_date"]))
        packed["precision"].append(row["time_precision"])
        packed["sub"].append(subs((row["sub_event_type"], types(row["event_type"]))))
        packed["a1"].append(actors(row["actor1"]))
        packed["a2"].append(actors(row["actor2"]))
        place = (row["location"], row["admin1"], countries(row["country"]))
        packed["place"].append(places(place))
        packed["deaths"].append(row["fatalities"])
    named = {"types": types, "subs": subs, "actors": actors, "countries": countries}
    lists = {name: list(index.values) for name, index in (named | {"places": places}).items()}
    return {**packed, **lists}


def pack_articles(rows: ReportRows) -> tuple[dict[str, object], list[list[Any]]]:
    """Return the articles behind the events, and for each event its quotations.

    The first goes into the page whole: id, address, outlet and day of each article, and of each
    event the numbers of its articles. A quotation is the number of the article, its title and
    language, and the sentence as what is before, in and after the trigger word.
    """
    articles, sources = _Index(), _Index()
    columns: dict[str, list[Any]] = {"id": [], "url": [], "source": [], "day": []}
    quotes: dict[str, list[list[Any]]] = {}
    for row in rows.evidence.iter_rows(named=True):
        number = articles(row["article_id"])
        if number == len(columns["id"]):
            columns["id"].append(row["article_id"])
            columns["url"].append(row["url"])
            columns["source"].append(sources(row["source"]))
            columns["day"].append(_day(row["published_at"]))
        quote = [number, row["title"], row["language"], *_marked(row)]
        quotes.setdefault(row["event_key"], []).append(quote)
    by_event = [quotes.get(key, []) for key in rows.events["event_key"]]
    of = [[quote[0] for quote in found] for found in by_event]
    return {**columns, "sources": list(sources.values), "of": of}, by_event


def pack_chunks(notes: Iterable[str | None], quotes: list[list[Any]], room: int) -> list[str]:
    """Notes and quotations of the newest events, packed by the thousand, while there is room.

    Args:
        notes: note of each event, newest first.
        quotes: quotations of each event, in the same order.
        room: bytes that the packed text may take.
    """
    both = list(zip(notes, quotes, strict=True))
    chunks: list[str] = []
    for start in range(0, len(both), CHUNK_EVENTS):
        chunk = pack(both[start : start + CHUNK_EVENTS])
        room -= len(chunk)
        if room < 0:
            break
        chunks.append(chunk)
    return chunks


def _marked(row: Mapping[str, Any]) -> tuple[str, str, str]:
    """The sentence cut in three around the trigger word, long ones shortened at both ends."""
    sentence = row["sentence"] or ""
    if row["marked"] is None or row["marked"] < 0:
        return _shortened(sentence), "", ""
    start, end = row["marked"], row["marked"] + row["marked_length"]
    low = 0 if start < MAX_SENTENCE // 2 else start - MAX_SENTENCE // 2
    before = ("…" if low else "") + sentence[low:start]
    return before, sentence[start:end], _shortened(sentence[end:])


def _shortened(text: str) -> str:
    return text if len(text) <= MAX_SENTENCE else text[:MAX_SENTENCE] + "…"


def _day(day: date | None) -> int | None:
    return (day - EPOCH).days if day else None
