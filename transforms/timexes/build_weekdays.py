"""Builders of weekdays in a counted week, of sets of days, and of the weekend of a feast."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.timexes.build import Filled, date
from transforms.timexes.expression import Expression

SURE_DAYS = range(13, 32)
WEEKEND = "weekend"
PLURAL_PART = "XXXX-XX-XXT"  # how a pack writes "mornings"


def weekday_shift(filled: Filled) -> Sequence[Expression]:
    """Monday two weeks ago: the Monday of that week."""
    count = filled.values["count"]
    if filled.values["unit"] != "week" or not count.isdigit():
        return []
    offset = int(filled.fixed["sign"]) * int(count)
    week = Expression("relative", unit="week", offset=offset)
    return [Expression("weekday", weekday=filled.number("weekday"), within=week)]


def weekday_ordinal(filled: Filled) -> Sequence[Expression]:
    """Monday the twenty-seventh; lower ones ("Monday the third man") count too often."""
    day = filled.number("day") or 0
    if day not in SURE_DAYS:
        return []
    return [Expression("weekday", weekday=filled.number("weekday"), day=day)]


def weekday_set(filled: Filled) -> Sequence[Expression]:
    """Friday mornings."""
    part = filled.values["set"]
    if not part.startswith(PLURAL_PART):
        return []
    value = f"XXXX-WXX-{filled.values['weekday']}{part[10:]}"
    return [Expression("set", type="SET", value=value)]


def every_day(filled: Filled) -> Sequence[Expression]:
    """The 19th of every month."""
    if filled.values["unit"] != "month" or filled.values["every"] != "1":
        return []
    value = f"XXXX-XX-{filled.number('day'):02d}"
    return [Expression("set", type="SET", value=value, quant="EVERY")]


def feast_weekend(filled: Filled) -> Sequence[Expression]:
    """Labor Day weekend: the one nearest to the feast."""
    unit = filled.values["unit"]
    if unit != WEEKEND and unit.split()[:2] != ["0", WEEKEND]:
        return []
    [feast] = date(Filled(
        {**filled.kinds}, {k: v for k, v in filled.values.items() if k != "unit"}, filled.fixed,
        filled.units, filled.order, filled.rule,
    ))  # fmt: skip
    return [feast._replace(unit=WEEKEND)]
