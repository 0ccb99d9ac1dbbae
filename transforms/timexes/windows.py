"""From a TIMEX3 value to the days it covers and its grain."""

from __future__ import annotations

import re
from datetime import date, timedelta

from transforms.timexes.calendars import add_months, month_days, safe_date

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(T.*)?")
RANGE = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")
WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
PARTS = re.compile(r"(\d{4})-(\d\d|Q[1-4]|H[12]|SP|SU|FA|WI)")
DIGITS = re.compile(r"\d{2,4}")
GRAINS = {4: "year", 3: "decade", 2: "century"}


def window(value: str, weekend: tuple[int, int] = (6, 7)) -> tuple[date, date, str] | None:
    """First day, last day and grain of a TIMEX3 value; None where it names no days.

    Seasons are those of the northern half: spring is March to May. `weekend` holds the
    ISO weekdays of its first and last day.

    >>> window("2024-W09-WE")[0]
    datetime.date(2024, 3, 2)
    """
    if found := DAY.fullmatch(value):
        day = safe_date(int(found[1]), int(found[2]), int(found[3]))
        return (day, day, "time" if found[4] else "day") if day else None
    if found := RANGE.fullmatch(value):
        return date.fromisoformat(found[1]), date.fromisoformat(found[2]), "month"
    if found := WEEK.fullmatch(value):
        return _week(int(found[1]), int(found[2]), bool(found[3]), weekend)
    if found := PARTS.fullmatch(value):
        return _part_of_year(int(found[1]), found[2])
    if DIGITS.fullmatch(value):
        years = 10 ** (4 - len(value))
        first = int(value) * years
        if not 1 <= first <= 9999:
            return None
        return date(first, 1, 1), date(min(first + years - 1, 9999), 12, 31), GRAINS[len(value)]
    return None


def _week(
    year: int, week: int, is_weekend: bool, weekend: tuple[int, int]
) -> tuple[date, date, str] | None:
    if not 1 < year < 9999 or not 1 <= week <= date(year, 12, 28).isocalendar().week:
        return None
    monday = date.fromisocalendar(year, week, 1)
    if not is_weekend:
        return monday, monday + timedelta(days=6), "week"
    first = monday + timedelta(days=weekend[0] - 1)
    return first, first + timedelta(days=(weekend[1] - weekend[0]) % 7), "weekend"


def _part_of_year(year: int, part: str) -> tuple[date, date, str] | None:
    if not 1 <= year <= 9998:
        return None
    if part.isdigit():
        if not 1 <= int(part) <= 12:
            return None
        first, last = month_days(year, int(part))
        return first, last, "month"
    if part in SEASON_MONTHS:
        first, months, grain = date(year, SEASON_MONTHS[part], 1), 3, "season"
    elif part[0] == "Q":
        first, months, grain = date(year, int(part[1]) * 3 - 2, 1), 3, "quarter"
    else:
        first, months, grain = date(year, int(part[1]) * 6 - 5, 1), 6, "half"
    return first, add_months(first, months) - timedelta(days=1), grain
