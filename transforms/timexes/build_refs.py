"""Builders of what hangs on an earlier mention or on the next day: that day, Friday after next."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.timexes.build import Filled
from transforms.timexes.expression import Expression
from transforms.timexes.lengths import CLOCK_UNITS


def ref_unit(filled: Filled) -> Sequence[Expression]:
    """That day, the same month, the following evening."""
    reference = filled.values["ref"]
    unit = filled.values.get("unit", "day")
    part = filled.values.get("part")
    offset = {"that": 0, "same": 0, "following": 1, "previous": -1}[reference]
    if "month" in filled.values:
        year = Expression("relative", unit="year", offset=offset, base="ref")
        return [Expression("date", month=filled.number("month"), within=year)]
    if unit in CLOCK_UNITS:
        return []
    if unit == "night":
        unit, part = "day", "TNI"
    kind = "TIME" if part else "DATE"
    return [Expression("relative", type=kind, unit=unit, offset=offset, part=part, base="ref")]


def ref_weekday(filled: Filled) -> Sequence[Expression]:
    """The following Monday, from the last mention; lundi en huit, from the DCT."""
    if "days" in filled.fixed:
        days = -int(filled.fixed["days"])
        weekday = filled.number("weekday")
        return [Expression("weekday", weekday=weekday, direction="future", days_before=days)]
    sides = {"following": "next", "previous": "last"}
    direction = sides.get(filled.values["ref"])
    if direction is None:
        return []
    return [
        Expression("weekday", weekday=filled.number("weekday"), direction=direction, base="ref")
    ]


def after_next(filled: Filled) -> Sequence[Expression]:
    """Friday after next: a week after the next one."""
    weekday = filled.number("weekday")
    if filled.values["dir"] != "next":
        return []
    return [Expression("weekday", weekday=weekday, direction="next", days_before=-7)]
