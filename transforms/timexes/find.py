"""Finds every time expression of a text and normalises it to TIMEX3. The public verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from transforms.records import Timex, Token
from transforms.timexes.accept import is_accepted, settle_count
from transforms.timexes.build import fill
from transforms.timexes.builders import BUILDERS
from transforms.timexes.combine import Item, join_items, widen
from transforms.timexes.emit import emit
from transforms.timexes.expression import EVENT, Expression
from transforms.timexes.pack import NEWS, Pack, load_pack
from transforms.timexes.ranges import link_ranges
from transforms.timexes.scan import Unit, find_runs, matches_at
from transforms.timexes.shadow import Shadow, shadow

EDGES = (
    "of the comma from at on in-before in-maybe and or to lpar slash dash since per between until "
    "after-of before-of between-after for"
)
SENTENCE_START = re.compile(r"(?:^|[.!?:\n(\"]) {0,2}$")
COUNTED = ("count-unit-after", "count-unit-before")  # the word after is no part of them
LOOK_AHEAD = 12
REMEMBERED = 128
"""Articles: each is asked for before its sentences are tagged and, with their tags, after."""
LITTLE = {f"mark-{mark}" for mark in EDGES.split()}


def find_timexes(
    text: str,
    language: str,
    dct: date | None,
    tokens: Sequence[Token] = (),
    narrative: bool | None = None,
    style: str = NEWS,
) -> list[Timex]:
    """Every time expression of `text`, in order, with TIMEX3 values and days.

    Args:
        text: The article; offsets of the result refer to it exactly.
        language: A code of `supported_languages()`; another raises CodebookError.
        dct: The document creation time. None leaves what needs an anchor unresolved
            (XXXX-WXX-4), with no days. A datetime also gives the clock that "two hours ago"
            counts from. Today's date is never used.
        tokens: Universal Dependencies tokens in text order; with them the tense of the
            governing verb is read from its features instead of from word cues.
        narrative: Whether undated mentions hang on the last mention instead of on the
            DCT; None lets the text decide (many full dates, nearly all years before the DCT).
        style: "news", or "dialogue" for chats and e-mails, which reads what would be wrong
            too often in news ("Monday 12-4", "7p", "the week", "at lunch"), "in two days" as
            a date, and "next Friday" as the one of next week.

    >>> [t.value for t in find_timexes("said on Thursday", "en", date(2024, 3, 7))]
    ['2024-03-07']
    """
    dark, expressions = _find_expressions(text, language, dct, style)
    return emit(expressions, dark, text, load_pack(language, style), dct, tokens, narrative)


@lru_cache(maxsize=REMEMBERED)
def _find_expressions(
    text: str, language: str, dct: date | None, style: str
) -> tuple[Shadow, tuple[Expression, ...]]:
    pack = load_pack(language, style)
    dark = shadow(text, bool(pack.switches.get("dotless")))
    expressions: list[Expression] = []
    for run in find_runs(dark.text, pack):
        parsed = [settle_count(item, run, dark.text, pack, dct) for item in parse(run, pack)]
        after = bool(pack.switches.get("edge_after"))
        joined = join_items(parsed, run, after)
        floors = [0, *(item.last for item in joined)]
        items = [widen(item, run, after, floors[i]) for i, item in enumerate(joined)]
        kept = [item for item in items if is_accepted(item, run, dark, text, pack)]
        placed = [replace(item, expression=_place(item, run, pack, dark.text)) for item in kept]
        expressions.extend(link_ranges(placed, run))
    return dark, tuple(expressions)


def parse(run: Sequence[Unit], pack: Pack) -> list[Item]:
    """The base expressions of a run, left to right, the longest shape first."""
    codes = "".join(unit.code for unit in run)
    items: list[Item] = []
    position = 0
    while position < len(run):
        found = _first_built(run, codes, position, pack)
        items.extend(found)
        position = found[-1].last if found else position + 1
    return items


def _first_built(run: Sequence[Unit], codes: str, position: int, pack: Pack) -> list[Item]:
    if "BLOCK" in run[position].readings:
        return []
    for match in matches_at(pack, codes, position):
        built = BUILDERS[match.shape.build](fill(match, run, pack.switches))
        if built:
            return [
                Item(match.first, match.last, expression, match.shape.id) for expression in built
            ]
    return []


def _place(item: Item, run: Sequence[Unit], pack: Pack, text: str) -> Expression:
    """The expression with its shadow offsets: little words at the edges stay outside."""
    if item.expression.end:
        end = item.expression.end - _has_full_stop(run[item.last - 1], text)
        is_last = item.expression.end == run[item.last - 1].end
        return item.expression._replace(rule=item.rule, end=end if is_last else item.expression.end)
    first, last = item.first, item.last
    while last > first + 1 and _is_little(run[last - 1]):
        last -= 1
    while first < last - 1 and _is_little(run[first]):
        first += 1
    if item.rule in COUNTED and last > first + 1 and run[last - 1].is_mark("after-of", "before-of"):
        last -= 1
    if pack.switches.get("article") and first > 0 and _is_article(run[first - 1]):
        first -= 1
    end = run[last - 1].end - _has_full_stop(run[last - 1], text)
    placed = item.expression._replace(start=run[first].start, end=end, rule=item.rule)
    if placed.link == EVENT and not _is_of_event(end, text, pack):
        placed = placed._replace(link=None)
    opens = SENTENCE_START.search(text, max(0, run[item.first].start - 3), run[item.first].start)
    return (
        placed._replace(link="opens")
        if placed.kind == "shift" and placed.bare and opens
        else placed
    )


def _is_of_event(end: int, text: str, pack: Pack) -> bool:
    """Whether "the day before" is followed by what it is the day before of."""
    pattern = pack.switches.get("event_after")
    return pattern is not None and re.match(pattern, text[end : end + LOOK_AHEAD]) is not None


def _has_full_stop(unit: Unit, text: str) -> bool:
    """Whether the last unit is a month or weekday that took in a dot."""
    is_name = bool({"MONTH", "WEEKDAY"} & set(unit.readings))
    return is_name and text[unit.end - 1] == "."


def _is_article(unit: Unit) -> bool:
    return unit.is_mark("the") and not unit.is_mark("to")


def _is_little(unit: Unit) -> bool:
    return set(unit.readings) <= LITTLE
