"""What joins two time expressions of a text: a range, or a list of days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from transforms.records import Timex
from transforms.timexes.pack import Pack, load_pack, supported_languages
from transforms.timexes.shadow import shadow

RANGE, LIST = "range_middle", "listed_days"
LITTLE = {f"mark-{m}" for m in ("to", "until", "dash", "and", "from", "of", "the", "on", "at")}
RANGED = {"mark-to", "mark-until", "mark-dash"}
BETWEEN = {"mark-between", "mark-between-after"}
MAX_YEAR_LINK = 5
MAX_LINK = 16  # characters of "until the" between the ends of a range


def tell_link(text: str, first: Timex, last: Timex, language: str) -> str | None:
    """RANGE for "from X to Y" and "between X and Y", LIST for "X and Y", else None."""
    if language not in supported_languages() or not 0 < last.start - first.end <= MAX_LINK:
        return None
    if shadow(text[last.end : last.end + 2]).text == "'s":
        return None  # "clashes on Monday and Tuesday's attack"
    pack = load_pack(language)
    between = _marks(text[first.end : last.start], pack)
    if not between or not all(found & LITTLE for found in between):
        return None
    around = _marks(text[max(0, first.start - MAX_LINK) : first.start], pack)[-2:]
    around += _marks(text[last.end : last.end + MAX_LINK], pack)[:1]
    is_and = any("mark-and" in found for found in between)
    if is_and:
        return RANGE if any(found & BETWEEN for found in around) else LIST
    return RANGE if any(found & RANGED for found in between) else None


def drop_borrowed_days(timexes: Sequence[Timex]) -> tuple[Timex, ...]:
    """Without days that what stands right behind takes elsewhere: "on this day in 1976"."""
    kept = []
    for timex, after in zip_longest(timexes, timexes[1:]):
        if after is None or not _is_year_of(timex, after):
            kept.append(timex)
    return tuple(kept)


def _is_year_of(timex: Timex, after: Timex) -> bool:
    """True for another year than the day's own, or a month of one, right behind it."""
    day, year = timex.start_day, after.start_day
    if after.grain not in {"year", "month"} or day is None or year is None:
        return False
    return 0 < after.start - timex.end <= MAX_YEAR_LINK and day.year != year.year


def _marks(piece: str, pack: Pack) -> list[set[str]]:
    """The readings of the words and dashes of a piece of text."""
    found = re.findall(r"[^\W\d_]+|[-/,]", shadow(piece).text)
    return [set(pack.words.get(word, ())) for word in found]
