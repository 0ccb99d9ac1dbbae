"""Builders of dates in less common forms: the week of a day, a month by its number, April of 87."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from transforms.timexes.build import LONGEST, SIGNS, Filled, date
from transforms.timexes.expression import Expression

FORTNIGHTS = ("P2W", "P15D")


def date_yy(filled: Filled) -> Sequence[Expression]:
    """April of 87: a year of two digits that can be no day."""
    return date(filled) if (filled.number("year") or 0) > max(LONGEST) else []


def year_between(filled: Filled) -> Sequence[Expression]:
    """Sep-2020-23: the year between the month and a day, which the scanner reads as 2020-23."""
    parts = re.split(r" ?[-/] ?", filled.values["years"])
    month, day = filled.number("month") or 0, int(parts[1])
    if len(parts[1]) != 2 or not 1 <= day <= LONGEST[month - 1]:
        return []
    return [Expression("date", year=int(parts[0]), month=month, day=day)]


def days_of_month(filled: Filled) -> Sequence[Expression]:
    """The 4th to the 23rd of next month: two days of it."""
    ends = filled.number("day") or 0, filled.number("last") or 0
    if filled.values["unit"] != "month" or not 1 <= ends[0] < ends[1] <= max(LONGEST):
        return []
    month = Expression("relative", unit="month", offset=SIGNS[filled.values["dir"]])
    days = [Expression("nth", unit="day", ordinal=day, within=month) for day in ends]
    first, last = filled.units["day"], filled.units["last"]
    end = max(unit.end for unit in filled.units.values())
    return [
        days[0]._replace(start=first.start, end=first.end),
        days[1]._replace(start=last.start, end=end),
    ]


def half_of_month(filled: Filled) -> Sequence[Expression]:
    """La première quinzaine d'avril: the early or the late part of it."""
    half = {1: "START", 2: "END"}.get(filled.number("ord") or 0)
    if half is None or filled.values["length"] not in FORTNIGHTS:
        return []
    return [Expression("date", month=filled.number("month"), year=filled.number("year"), mod=half)]


def spoken_date(filled: Filled) -> Sequence[Expression]:
    """Am siebten vierten: day and month, both as ordinals."""
    month, day = filled.number("month") or 0, filled.number("day") or 0
    if not 1 <= month <= 12 or not 1 <= day <= LONGEST[month - 1]:
        return []
    weekday, year = filled.number("weekday"), filled.number("year")
    return [Expression("date", year=year, month=month, day=day, weekday=weekday)]


def week_of(filled: Filled) -> Sequence[Expression]:
    """The week of 6 October: the week that the day lies in."""
    if filled.values["unit"] != "week":
        return []
    return [
        e._replace(unit="week", bare=False) for e in date(replace(filled, values=_without(filled)))
    ]


def numbered_month(filled: Filled) -> Sequence[Expression]:
    """شهر 10: a month by its number, where the word for month also joins dates."""
    number, year = filled.number("month") or 0, filled.number("year")
    is_month = filled.values["unit"] == "month" and filled.units["unit"].is_mark("of")
    if not is_month or not 1 <= number <= 12:
        return []
    return [Expression("date", month=number, year=year, bare=year is None)]


def _without(filled: Filled) -> Mapping[str, str]:
    return {slot: value for slot, value in filled.values.items() if slot != "unit"}
