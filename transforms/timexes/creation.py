"""Infers the document creation time from the text's own constraints. Never from today.

Constraints over candidate days: not before any explicit date told as past; before every
feast told as coming, and not after a date told as planned; the weekday that carries the
news. The latest week that satisfies all of them is the answer, as an interval; the day in
it is given where the text names its weekday.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from transforms.records import CreationTime, Timex
from transforms.timexes.find import find_timexes
from transforms.timexes.pack import load_pack
from transforms.timexes.shadow import shadow
from transforms.timexes.tense import Clock

UNKNOWN = CreationTime(None, None, None, "unknown", 0.0)
LEAD_SHARE = 0.5  # the part of an article in which the weekday of the news is looked for
WEEK = timedelta(days=6)
COMING_RULES = ("dir-hmonth", "hmonth-dir", "dir-feast", "feast-dir", "hijri-month", "feast")


def infer_creation_time(
    text: str, language: str, timexes: Sequence[Timex] | None = None
) -> CreationTime:
    """The day or days on which `text` can have been written.

    Args:
        text: The article without a publication date.
        language: A code of `supported_languages()`.
        timexes: What `find_timexes(text, language, None)` gave, if already known.

    Returns:
        `day` is None where only an interval is known; `low` or `high` is None where that
        side is open. Method is "inferred", or "unknown" if the text fixes nothing.
    """
    unanchored = find_timexes(text, language, None) if timexes is None else timexes
    low, planned = _explicit_bounds(text, language, unanchored)
    if low is None:
        return UNKNOWN
    feast = _before_feast(text, language, low)
    ends = [day for day in (planned, feast) if day is not None and day >= low]
    high = min(ends) if ends else None
    if high is None:
        return CreationTime(None, low, None, "inferred", 0.2)
    weekday, is_sure = _news_weekday(text, unanchored)
    if weekday is None:
        return CreationTime(None, low, high, "inferred", 0.3)
    day = high - timedelta(days=(high.isoweekday() - weekday) % 7)
    if day < low:
        return CreationTime(None, low, high, "inferred", 0.3)
    is_near = feast is not None and feast == high
    confidence = (0.6 if is_near else 0.4) + (0.1 if is_sure else 0.0)
    low = max(low, high - WEEK) if is_near else low
    return CreationTime(day, low, high, "inferred", round(confidence, 2))


def _explicit_bounds(
    text: str, language: str, timexes: Sequence[Timex]
) -> tuple[date | None, date | None]:
    """(latest day told as past, earliest day told as planned) of the dates with a year."""
    pack = load_pack(language)
    dark = shadow(text, bool(pack.switches.get("dotless")))
    clock = Clock(dark.text, pack)
    past: list[date] = []
    planned: list[date] = []
    for timex in timexes:
        if timex.start_day is None or timex.end_day is None or timex.mod in ("AFTER",):
            continue
        if timex.grain in ("decade", "century"):
            continue
        start = timex.start if dark.offsets is None else dark.offsets.index(timex.start)
        told, _ = clock.direction(start, start + len(timex.text), timex.start)
        if told == "future":
            planned.append(timex.end_day)
        else:
            past.append(timex.end_day if timex.grain in ("day", "time") else timex.start_day)
    return max(past, default=None), min(planned, default=None)


def _before_feast(text: str, language: str, low: date) -> date | None:
    """The day before the nearest feast or month that is told as coming."""
    days = [
        timex.start_day - timedelta(days=1)
        for timex in find_timexes(text, language, low)
        if timex.rule_id in COMING_RULES
        and timex.direction == "future"
        and timex.direction_source in ("word", "cue")
        and timex.start_day is not None
    ]
    return min(days, default=None)


def _news_weekday(text: str, timexes: Sequence[Timex]) -> tuple[int | None, bool]:
    """The weekday of the news, and whether "today" or a second mention confirms it."""
    names = [
        (timex.start, int(timex.value[9]))
        for timex in timexes
        if timex.value.startswith("XXXX-WXX-") and timex.value[9:10].isdigit()
    ]
    lead = [weekday for start, weekday in names if start <= len(text) * LEAD_SHARE]
    if not lead:
        return None, False
    counts = Counter(lead)
    weekday = max(counts, key=lambda w: (counts[w], -lead.index(w)))
    says_today = any(t.rule_id == "relative" and t.direction == "present" for t in timexes)
    return weekday, says_today or counts[weekday] > 1
