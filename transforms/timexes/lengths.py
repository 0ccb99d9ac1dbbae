"""Builders of durations and of what is counted in them: windows and shifts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from transforms.timexes.build import Filled
from transforms.timexes.expression import Expression

LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M",
    "quarter": "Q", "year": "Y", "half": "H", "decade": "DE", "century": "CE",
    "millennium": "ML", "weekend": "WE", "night": "NI",
}  # fmt: skip
PERIOD = re.compile(r"P(T?)([\d.]+|X)([A-Z]+)")
NOW = "PRESENT_REF"
CLOCK_UNITS = ("second", "minute", "hour")


def window(filled: Filled) -> Sequence[Expression]:
    """The last two years: a duration with a window that ends or starts at the anchor."""
    if filled.values["dir"] == "this":
        return [] if filled.rule == "count-unit-dir" else duration(filled)
    direction = "last" if filled.values["dir"] == "past" else filled.values["dir"]
    return [e._replace(kind="window", direction=direction) for e in duration(filled)]


def duration(filled: Filled) -> Sequence[Expression]:
    """Two days, two years and nine months, half an hour, years."""
    values = filled.values
    if "length" in values:
        return [Expression("duration", type="DURATION", value=values["length"])]
    if "bare" in values:
        return [Expression("duration", type="DURATION", unit=values["bare"], number="X")]
    unit = values["unit"]
    if _is_no_count(filled):
        return []
    count = values.get("count2") if "unit2" not in values else None
    is_half = "half" in values and filled.rule != "unit-and-half"
    count = count or values.get("count", "0" if is_half else "1")
    if "half" in values:
        count = str(float(count) + 0.5)
    value = "PT30M" if (count, unit) == ("0.5", "hour") else None
    if "unit2" in values:
        value = period(count, unit, values.get("count2", "1"), values["unit2"])
        if value is None:
            return []
    link = filled.fixed.get("link")
    return [
        Expression("duration", type="DURATION", unit=unit, number=count, value=value, link=link)
    ]


def _is_no_count(filled: Filled) -> bool:
    """2009年 is a year, not that many years; an Arabic count has no *the week* after it."""
    if filled.values["unit"] in ("quarter", "half") and "count" not in filled.values:
        return True
    if filled.values.get("ord", "1") != "1":
        return True  # the second two weeks
    count, unit = filled.units.get("count"), filled.units["unit"]
    if count is None:
        return False
    if "DOTTED" in count.readings or re.match(r"0\d", filled.values["count"]):
        return True  # die 82. Minute, 07年以后
    is_word = "DIGITS" not in count.readings
    if "DEF" in unit.readings and count.start < unit.start and is_word:
        return True
    is_long = filled.values["unit"] in ("year", "quarter", "month", "week")
    return is_long and "YEAR" in count.readings


def period(count: str, unit: str, count2: str = "", unit2: str = "") -> str | None:
    """The TIMEX3 value of a duration of one or two units; None if they do not go together.

    >>> period("2", "year", "9", "month")
    'P2Y9M'
    """
    first = LETTERS[unit]
    number = count if count == "X" else f"{float(count):g}" if float(count) < 1e6 else count
    if not unit2:
        return f"PT{number}{first[1:]}" if first[0] == "T" else f"P{number}{first}"
    order = list(LETTERS)
    if order.index(unit2) >= order.index(unit) or "X" in (count, count2):
        return None
    second = LETTERS[unit2]
    time = "T" if second[0] == "T" and first[0] != "T" else ""
    head = f"PT{number}{first[1:]}" if first[0] == "T" else f"P{number}{first}"
    return f"{head}{time}{float(count2):g}{second.removeprefix('T')}"


def shift(filled: Filled) -> Sequence[Expression]:
    """Two days ago, dans une semaine, three weeks later."""
    values = filled.values
    if values.get("now", NOW) != NOW:
        return []
    sign = int(filled.fixed["sign"])
    base = filled.fixed.get("base", "dct")
    is_open = "maybe" in filled.fixed
    is_length = sign < 0 and base == "dct" and values.get("unit") in filled.open_ago
    if "length" in values:
        return [_shift_of(values["length"], sign, base)._replace(bare=is_open)]
    unit = values["unit"]
    if unit == "night" or (unit == "weekend" and "count" in values) or _is_no_count(filled):
        return []
    if "unit2" in values:
        return _shift_by_two(values, sign, base)
    is_plural = "count" not in values and "BARE" in filled.units["unit"].readings
    count = values.get("count", "0" if "half" in values else "X" if is_plural else "1")
    count = str(float(count) + 0.5) if "half" in values else count
    offset = None if count == "X" else sign * float(count)
    return [
        Expression(
            "shift", unit=unit, offset=offset, number=count, base=base,
            type="TIME" if unit in CLOCK_UNITS else "DATE",
            direction="past" if sign < 0 else "future", bare=is_open,
            link="length" if is_length else None,
        )
    ]  # fmt: skip


def _shift_by_two(values: Mapping[str, str], sign: int, base: str) -> Sequence[Expression]:
    """Two years and three months ago: the months back from the day two years back."""
    pairs = ((values["count"], values["unit"]), (values["count2"], values["unit2"]))
    is_counted = all(count.isdigit() and unit not in CLOCK_UNITS for count, unit in pairs)
    if not is_counted or period(*pairs[0], *pairs[1]) is None:
        return []
    direction = "past" if sign < 0 else "future"
    outer, inner = (
        Expression("shift", unit=unit, offset=sign * float(count), number=count, base=base,
                   direction=direction)
        for count, unit in pairs
    )  # fmt: skip
    return [inner._replace(within=outer)]


def duration_fraction(filled: Filled) -> Sequence[Expression]:
    """One year and a quarter; of hours it is a clock time more often."""
    if filled.values["unit"] in CLOCK_UNITS or filled.values["count"] == "X":
        return []
    share = float(filled.values["fraction"]) / 60
    number = f"{float(filled.values['count']) + share:g}"
    return [Expression("duration", type="DURATION", unit=filled.values["unit"], number=number)]


def decimal_hours(filled: Filled) -> Sequence[Expression]:
    """1.5h; and "pendant 3h", where a little word tells that hours are counted."""
    count = filled.values["count"]
    is_clock = "DOTTIME" in filled.units["count"].readings
    is_length = "whole" in filled.fixed or (count.count(".") == 1 and not is_clock)
    if not is_length or count == "X" or "DIGITS" not in filled.units["count"].readings:
        return []
    return [Expression("duration", type="DURATION", unit="hour", number=count)]


FRACTIONS = {"1/4": 15, "1/2": 30, "3/4": 45}  # of an hour, in minutes


def fraction(filled: Filled) -> Sequence[Expression]:
    """1/2 hour, 3/4 h."""
    minutes = FRACTIONS.get(filled.values["fraction"])
    if minutes is None or filled.values.get("unit", "hour") != "hour":
        return []
    return [Expression("duration", type="DURATION", value=f"PT{minutes}M")]


def fraction_shift(filled: Filled) -> Sequence[Expression]:
    """In 1/2 hour."""
    found = fraction(filled)
    return [_shift_of(e.value or "", 1, "dct")._replace(bare=True) for e in found]


def _shift_of(length: str, sign: int, base: str) -> Expression:
    """A shift by a duration that is one word: a fortnight ago, قبل يومين."""
    time, number, letters = PERIOD.fullmatch(length).groups()  # type: ignore[union-attr]
    unit = next(u for u, code in LETTERS.items() if code == time + letters)
    direction = "past" if sign < 0 else "future"
    offset = None if number == "X" else sign * float(number)
    kind = "TIME" if unit in CLOCK_UNITS else "DATE"
    return Expression(
        "shift", type=kind, unit=unit, number=number, offset=offset, base=base, direction=direction
    )
