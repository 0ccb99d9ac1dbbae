"""A night told by its two days, or by a word of its own beside a day, is one time.

"Overnight into Wednesday", "overnight from Tuesday to Wednesday", "between Monday night and Tuesday
morning": an event of that night is one event, on the day that the night begins with, or
the only one named. Which words mean a night by themselves is data (`nights` of a pack).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from transforms.records import Timex
from transforms.timexes.find import find_timexes
from transforms.timexes.pack import load_pack

NIGHT, MORNING = ("TNI", "TEV"), "TMO"
GAP = 10
"""Characters between the two at most: "into", "from", "and the"."""


def one_night(found: Sequence[Timex], text: str, language: str, dct: date | None) -> list[Timex]:
    """The expressions, with those of one night as one.

    Args:
        found: Expressions of `text` in order.
        text: The article.
        language: A code of `supported_languages()`.
        dct: The day of the article, for a night word and a day in one expression.
    """
    words = tuple(load_pack(language).switches.get("nights", ()))
    kept: list[Timex] = []
    is_night = False
    for timex in (_with_own_day(t, words, language, dct) for t in found):
        before = kept[-1] if kept else None
        if before is None or not _is_near(before, timex, text):
            is_night = False
        elif before.text.casefold() in words and timex.grain == "day":
            kept.pop()
            is_night = True
        elif _is_next_day(before, timex) and (is_night or _is_night(before, timex)):
            continue
        kept.append(timex)
    return kept


def _with_own_day(timex: Timex, words: tuple[str, ...], language: str, dct: date | None) -> Timex:
    """The night of the day that stands in it ("overnight Tuesday"), not the last one."""
    word = next((w for w in words if timex.text.casefold().startswith(f"{w} ")), None)
    if word is None:
        return timex
    days = [t for t in find_timexes(timex.text[len(word) :], language, dct) if t.grain == "day"]
    if not days:
        return timex
    first = days[0]
    return replace(
        timex, value=f"{first.value}TNI", start_day=first.start_day, end_day=first.end_day
    )


def _is_near(before: Timex, timex: Timex, text: str) -> bool:
    between = text[before.end : timex.start]
    return len(between) <= GAP and not any(mark in between for mark in ".;:\n")


def _is_next_day(before: Timex, timex: Timex) -> bool:
    if before.start_day is None or timex.start_day is None:
        return False
    return timex.start_day - before.start_day == timedelta(days=1)


def _is_night(before: Timex, timex: Timex) -> bool:
    return str(before.value).endswith(NIGHT) and str(timex.value).endswith(MORNING)
