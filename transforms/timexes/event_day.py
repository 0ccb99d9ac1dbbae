"""The day and the time precision that one time expression can give an event.

Codebook: 1 an exact day, 2 a week or the like, 3 a month; vaguer gives no day. Choosing
*which* expression dates an event is not decided here.
"""

from __future__ import annotations

from datetime import date, timedelta

from transforms.records import Timex

EXACT, WEEK, MONTH = 1, 2, 3
NO_DAY: tuple[date | None, int | None] = (None, None)
WEEKLIKE_DAYS = 9
MONTHLIKE_DAYS = 31
WEDNESDAY = 2
SPELLED_HOURS = {"at-hour", "clock-word"}
"""Rules of an hour told by its number alone ("at seven")."""


def event_day(timex: Timex, dct: date | None) -> tuple[date | None, int | None]:
    """(day, precision) of an event that `timex` dates; (None, None) if it gives none.

    A week gives its Wednesday, a weekend its first day, a month its 15th (early: the 1st,
    late: the last day), a window of days its middle; never a day after the DCT. Sets,
    references (PAST_REF), quarters, years and anything after the DCT give none.
    """
    if timex.start_day is None or timex.end_day is None or timex.type == "SET":
        return NO_DAY
    if dct is not None and timex.start_day > dct:
        return NO_DAY
    if timex.type == "DURATION":
        return _window_day(timex, dct)
    if timex.grain in ("day", "time"):
        return timex.start_day, EXACT
    if timex.grain == "weekend":
        return timex.start_day, WEEK
    if timex.grain == "week":
        return _capped(_week_day(timex), dct), WEEK
    if timex.grain == "month":
        return _capped(_month_day(timex), dct), MONTH
    return NO_DAY


def is_spelled_hour(timex: Timex, dct: date | None) -> bool:
    """True for a spelled number read as an hour of the DCT ("le bilan est passé à dix-neuf").

    With a day told before ("saíram às sete") or in figures it is one.
    """
    has_own_day = dct is not None and timex.start_day != dct
    has_figures = any(letter.isdigit() for letter in timex.text)
    return timex.rule_id in SPELLED_HOURS and not has_own_day and not has_figures


def _capped(day: date, dct: date | None) -> date:
    return min(day, dct) if dct is not None else day


def _middle(first: date, last: date) -> date:
    return first + timedelta(days=(last - first).days // 2)


def _week_day(timex: Timex) -> date:
    first, last = timex.start_day, timex.end_day
    assert first is not None and last is not None
    if timex.mod == "START" and (last - first).days < 6:
        return last
    monday = first - timedelta(days=first.weekday())
    return monday + timedelta(days=WEDNESDAY)


def _month_day(timex: Timex) -> date:
    first, last = timex.start_day, timex.end_day
    assert first is not None and last is not None
    if timex.mod == "START":
        return first
    if timex.mod == "END":
        return last
    is_calendar_month = first.day == 1
    return first.replace(day=15) if is_calendar_month else _middle(first, last)


def _window_day(timex: Timex, dct: date | None) -> tuple[date | None, int | None]:
    """The past 24 hours give the day before; longer windows their middle."""
    first, last = timex.start_day, timex.end_day
    if first is None or last is None or (dct is not None and last > dct):
        return NO_DAY
    length = (last - first).days
    if length <= 1:
        return first, EXACT
    if length <= WEEKLIKE_DAYS:
        return _middle(first, last), WEEK
    return (_middle(first, last), MONTH) if length <= MONTHLIKE_DAYS else NO_DAY
