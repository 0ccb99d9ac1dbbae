"""Whether a candidate really is a time expression: names and plain numbers are refused."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.timexes.build_clocks import OPEN_RANGE
from transforms.timexes.combine import Item
from transforms.timexes.pack import Pack
from transforms.timexes.scan import Unit
from transforms.timexes.shadow import Shadow

LOOK_BACK = 24
LONGEST_ALONE = 60  # characters of a text that may be an expression and nothing else
CLOSED_AFTER = re.compile(r"\s*(?:$|[.,;:!?)\]\"'–\n-]|[。，；])")
NEXT_WORD = re.compile(r"\s?([^\W\d_]+)")
NEWS_YEARS = range(1800, 2051)
ROUND = 100  # 2000 may be a count; 1999 hardly is


def is_accepted(item: Item, run: Sequence[Unit], dark: Shadow, text: str, pack: Pack) -> bool:
    """Whether the surroundings let `item` be a time expression."""
    first = run[item.first]
    before = _word_before(dark.text, first.start, pack)
    after = run[item.last - 1].end
    if len(dark.text) < LONGEST_ALONE and _is_alone(item, run, dark.text):
        return not (item.expression.kind == "nth" and item.expression.bare)
    if item.last - item.first == 1 and not _single_word_fits(first, before, dark, text, pack):
        return False
    if not item.expression.bare:
        return True
    if item.expression.kind == "date" and item.expression.year is not None:
        is_alone = item.last - item.first == 1
        return not is_alone or _is_year(item, before, dark.text, after, pack)
    if item.rule == OPEN_RANGE:
        return item.expression.kind != "clock"  # "from 3 to 5" counts only beside a day
    if item.expression.kind in ("date", "clock"):
        is_linked = item.last < len(run) and run[item.last].is_mark("at", "to", "until")
        return CLOSED_AFTER.match(dark.text, after) is not None or is_linked
    return item.expression.kind != "nth"


def _is_alone(item: Item, run: Sequence[Unit], text: str) -> bool:
    """Whether the text is nothing but this expression and little words."""
    start, end = run[0].start, run[-1].end
    is_whole = not text[:start].strip(" \n.") and not text[end:].strip(" \n.?!")
    rest = [*run[: item.first], *run[item.last :]]
    return is_whole and all(kind.startswith("mark-") for u in rest for kind in u.readings)


def _word_before(text: str, start: int, pack: Pack) -> str:
    """The word just before `start`, articles skipped; "" after punctuation."""
    gap = text[max(0, start - LOOK_BACK) : start].rstrip(" ")
    if gap and not gap[-1].isalnum() and gap[-1] != "'":
        return ""
    words = re.findall(r"[^\W_]+'?", gap)
    while words and "mark-the" in pack.words.get(words[-1], {}):
        words.pop()
    return words[-1] if words else ""


def _single_word_fits(unit: Unit, before: str, dark: Shadow, text: str, pack: Pack) -> bool:
    word = dark.text[unit.start : unit.end].rstrip(".")
    if word in pack.capital and not text[dark.original(unit.start)].isupper():
        return False
    if word not in pack.weak:
        return True
    following = NEXT_WORD.match(dark.text, unit.end)
    is_of = following is not None and "mark-of" in pack.words.get(following[1], {})
    return before in pack.prepositions and not is_of


def _is_year(item: Item, before: str, text: str, after: int, pack: Pack) -> bool:
    if before in pack.prepositions or before in pack.switches.get("year_words", ()):
        return True
    year = item.expression.year or 0
    if year in NEWS_YEARS and year % ROUND:
        return True
    if year not in range(1900, 2101):
        return False
    if CLOSED_AFTER.match(text, after):
        return True
    following = NEXT_WORD.match(text, after)
    return following is not None and following[1] in pack.words
