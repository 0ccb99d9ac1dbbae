"""Builders of clock times, of ranges of them, and of parts of the day."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.timexes.build import Filled
from transforms.timexes.clocks import read_clock, share_half
from transforms.timexes.expression import Expression, Opening

BARE_CLOCKS = (
    "at-hour",
    "at-hour-min",
    "hour-fraction",
    "hour-minus-fraction",
    "fraction-to-hour",
    "hour-oclock-and-min",
)
HALF_DAY = 12
MIDNIGHT = "T00:00"
SHORTEST_LIKELY = 5  # "between 2 and 3 hours" lasts; "between 9 and 11 hours" is a time of day


def clock(filled: Filled) -> Sequence[Expression]:
    """16:08 UTC, 8 pm, half past three."""
    if filled.kinds.get("hour") == "ORD" and not filled.ordinal_hours:
        return []
    value = read_clock({**filled.fixed, **filled.values}, int(filled.fixed.get("sign", "1")))
    if value is None:
        return []
    is_half = "ampm" in filled.values
    is_bare = filled.rule in BARE_CLOCKS and not is_half
    return [Expression("clock", type="TIME", clock=value, bare=is_bare, is_half=is_half)]


def clocks(filled: Filled) -> Sequence[Expression]:
    """From 9 to 11.30 am: one expression with its opening, so that both take the same day."""
    values = filled.values
    first = read_clock(_one(filled, "first", values.get("ampm1"), values.get("min1")), 1)
    last = read_clock(_one(filled, "second", values.get("ampm"), values.get("min2")), 1)
    if first is None or last is None or _is_no_range(filled):
        return []
    halves = tuple(
        mark in values or filled.kinds[slot] == "CLOCK"
        for mark, slot in (("ampm1", "first"), ("ampm", "second"))
    )
    first = MIDNIGHT if first == "T24:00" else first  # from midnight to six
    first, last = share_half((first, halves[0]), (last, halves[1]))
    ends = [filled.units[s].end for s in ("first", "ampm1", "min1") if s in filled.units]
    opening = Opening(first, any(halves), max(ends), filled.units["second"].start)
    named = set(filled.kinds.values())
    is_bare = "open" in filled.fixed and "HOUR" in named and "TIME" not in named
    return [
        Expression(
            "clock", type="TIME", clock=last + values.get("zone", ""), opening=opening,
            bare=is_bare, is_half=any(halves),
        )
    ]  # fmt: skip


def _one(filled: Filled, slot: str, ampm: str | None, minute: str | None) -> dict[str, str]:
    """The slots of one end under the names that `read_clock` reads."""
    kind = filled.kinds[slot]
    names = {"MILITARY": "hhmm", "HOUR": "hour", "ORD": "hour", "CLOCK": "clock"}
    name = names.get(kind, "time")
    found = {name: filled.values[slot], "ampm": ampm, "min": minute}
    return {key: value for key, value in found.items() if value is not None}


def _is_no_range(filled: Filled) -> bool:
    """Whether it is no range of hours: "between 2 and 3 hours" lasts."""
    first = filled.values["first"]
    if "ampm" in filled.values and first.isdigit() and int(first) > HALF_DAY:
        return True  # "le 16 à 6 h du soir" is a day and an hour
    is_unit = filled.fixed.get("unit") == "maybe"
    is_small = "DIGITS" not in filled.units["first"].readings or (
        int(float(filled.values["first"].replace(":", ".")[:2])) < SHORTEST_LIKELY
    )
    return is_unit and is_small and filled.kinds["first"] == "HOUR"


def part(filled: Filled) -> Sequence[Expression]:
    """overnight, the morning: a part of the day that others name."""
    return [Expression("part", type="TIME", part=filled.values["part"])]
