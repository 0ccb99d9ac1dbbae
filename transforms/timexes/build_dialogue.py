"""Builders of what chats and e-mails say: the week, nine thirty, tomorrow am."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.timexes.build import Filled, date
from transforms.timexes.build_clocks import clock
from transforms.timexes.build_relative import relative
from transforms.timexes.expression import Expression

WHOLE_DAY = 24  # hours, which rather last
RECENT = range(1900, 2100)
SPAN_UNITS = ("day", "week", "month", "quarter", "year", "weekend")


def the_unit(filled: Filled) -> Sequence[Expression]:
    """The week: this one."""
    unit = filled.units["unit"]
    is_single = "BARE" not in unit.readings and unit.end - unit.start > 1
    if not is_single or filled.values["unit"] not in SPAN_UNITS:
        return []
    return [Expression("relative", unit=filled.values["unit"], offset=0)]


def year_month(filled: Filled) -> Sequence[Expression]:
    """2015-3; 2008-9 is rather two years, and "2015 - 3" a year and something else."""
    year, month = filled.units["year"], filled.units["month"]
    is_span = (filled.number("month") or 0) > int(filled.values["year"][-1])
    is_near = int(filled.values["year"]) in RECENT and month.start == year.end + 1
    if not is_near or (is_span and month.end - month.start == 1):
        return []
    return date(filled)


def clock_words(filled: Filled) -> Sequence[Expression]:
    """Nine thirty: in words, or after a little word."""
    pair = (filled.units["hour"], filled.units["min"])
    is_digits = ["DIGITS" in unit.readings for unit in pair]
    if any(is_digits) and not (all(is_digits) and filled.is_marked("at")):
        return []
    return [e._replace(bare=True) for e in clock(filled)]


def clock_before_part(filled: Filled) -> Sequence[Expression]:
    """Huit heures ce soir: hours before a part of a day are those of the clock."""
    is_part = "x3" in filled.values or re.search(r" day T", filled.values.get("x1", ""))
    return clock(filled) if is_part and filled.number("hour") != WHOLE_DAY else []


def clock_before_day(filled: Filled) -> Sequence[Expression]:
    """Dix heures mercredi matin: hours right before a day are those of the clock."""
    words = filled.values.get("x1", "").split()
    is_other = filled.kinds.get("x1") == "RELATIVE" and words[1:2] != ["day"]
    return [] if is_other else clock(filled)


def clock_of_day(filled: Filled) -> Sequence[Expression]:
    """A las siete del 15: a clock time of a day of the month."""
    return [
        Expression("date", type="TIME", day=filled.number("day"), clock=e.clock, is_half=e.is_half)
        for e in clock(filled)
    ]


def relative_ampm(filled: Filled) -> Sequence[Expression]:
    """Tomorrow am: the morning of it."""
    [day] = relative(filled)
    if day.unit != "day" or day.part or day.mod:
        return []
    part = "TMO" if filled.values["ampm"] == "am" else "TAF"
    return [day._replace(type="TIME", part=part)]
