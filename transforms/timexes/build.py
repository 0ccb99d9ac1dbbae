"""Builders: from a matched shape to the unresolved meaning of a calendar expression."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from transforms.timexes.expression import Expression
from transforms.timexes.scan import Match, Unit

CENTURY_YEARS = 100
YEAR_DIGITS = 4
LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
SIGNS = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}


@dataclass(frozen=True, slots=True)
class Filled:
    """The slots of a match: which kind each was read as, and its payload."""

    kinds: Mapping[str, str]
    values: Mapping[str, str]
    fixed: Mapping[str, str]
    units: Mapping[str, Unit]
    order: str
    rule: str
    open_ago: Sequence[str] = ()
    ordinal_hours: bool = False
    marks: Sequence[Unit] = ()

    def is_marked(self, *marks: str) -> bool:
        """Whether one of the little words stands in the match."""
        return any(unit.is_mark(*marks) for unit in self.marks)

    def number(self, slot: str) -> int | None:
        """The slot's payload as a whole number, or None if the slot is empty."""
        value = self.values.get(slot)
        return int(float(value)) if value is not None and value not in ("X", "") else None


Builder = Callable[[Filled], Sequence[Expression]]


def fill(match: Match, units: Sequence[Unit], switches: Mapping[str, Any]) -> Filled:
    """Reads every slot of `match` by the first of its kinds that the unit has."""
    kinds: dict[str, str] = {}
    values: dict[str, str] = {}
    for slot, index in match.slots.items():
        readings = units[index].readings
        kinds[slot] = next(kind for kind in match.shape.slots[slot] if kind in readings)
        values[slot] = readings[kinds[slot]]
    return Filled(
        kinds, values, match.shape.fixed, {s: units[i] for s, i in match.slots.items()},
        switches.get("order", "dmy"), match.shape.id, switches.get("open_ago", ()),
        bool(switches.get("ordinal_hours")), units[match.first : match.last],
    )  # fmt: skip


def date(filled: Filled) -> Sequence[Expression]:
    """Year, month, day, season, quarter or feast, as far as the words go."""
    if not _named_unit(filled, ("month", "year")):
        return []
    if filled.kinds.get("day") == "ORD" and not 1 <= (filled.number("day") or 0) <= 31:
        return []
    month = filled.number("month") or filled.number("hmonth") or filled.number("jmonth")
    if "month" in filled.values and (filled.number("day") or 0) > LONGEST[(month or 1) - 1]:
        return []
    year = filled.number("year")
    calendar = filled.fixed.get("calendar", "gregorian")
    short = year is not None and len(filled.values["year"]) == 2
    if calendar == "hijri" and year is not None and not 1000 <= year <= 1600:
        return []
    return [
        Expression(
            "date", year=year, month=month, day=filled.number("day"), short_year=short,
            season=filled.values.get("season"), quarter=filled.number("quarter"),
            half=filled.number("halfyear"), feast=filled.values.get("feast"), calendar=calendar,
            bare=filled.rule in ("the-day", "day-marked"),
            ordinal=filled.number("day") if filled.kinds.get("day") == "ORD" else None,
        )
    ]  # fmt: skip


def _named_unit(filled: Filled, allowed: Sequence[str]) -> bool:
    slots = ("unit", "unit2")
    return all(filled.values.get(slot, allowed[0]) in allowed for slot in slots)


def days(filled: Filled) -> Sequence[Expression]:
    """Two or three days of one month, as one expression each."""
    month = filled.units["month"]
    out = []
    for slot in ("day", "day2", "last"):
        if slot in filled.values:
            unit = filled.units[slot]
            if filled.kinds[slot] == "ORD" and "WEEKDAY" in unit.readings:
                return []  # segunda, 18 de fevereiro
            name = "weekday" if slot == "day" else "weekday2"
            first = filled.units.get(name, unit)
            start = min(first.start, month.start) if slot == "day" else first.start
            end = max(filled.units[s].end for s in filled.units) if slot == "last" else unit.end
            expression = Expression(
                "date", start=start, end=end, year=filled.number("year"),
                month=filled.number("month"), day=filled.number(slot),
                weekday=filled.number(name) if slot in ("day", "last") else None,
            )  # fmt: skip
            out.append(expression)
    numbers = [e.day or 0 for e in out]
    if (
        filled.rule == "month-days-range"
        and len(out) > 1
        and "ORD" in filled.units["last"].readings
    ):
        out[1] = _in_next_month(out[1]) if numbers[0] > numbers[1] else out[1]
        return out
    return out if numbers == sorted(set(numbers)) and numbers[-1] <= 31 else []


def _in_next_month(e: Expression) -> Expression:
    """April 27th to the 3rd: of May."""
    month = e.month or 1
    return e._replace(month=month % 12 + 1, year=e.year and e.year + month // 12)


def days_digits(filled: Filled) -> Sequence[Expression]:
    """14./15.10.2013: two days, the second in digits."""
    ends = numeric(filled)
    unit, short = filled.units["day"], filled.units["short"]
    day = filled.number("day") or 0
    if not ends or day >= (ends[0].day or 0):
        return []
    last = ends[0]._replace(swaps=False, start=short.start, end=short.end)
    return [last._replace(day=day, start=unit.start, end=unit.end), last]


def iso(filled: Filled) -> Sequence[Expression]:
    """2024-03-07, with or without a clock time."""
    text = filled.values["iso"]
    if "-" not in text:  # 20240307
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    year, month, day = (int(part) for part in text[:10].split("-"))
    clock = text[11:16] if len(text) > 10 else None
    if not (1 <= month <= 12 and 1 <= day <= 31 and year):
        return []
    return [_clocked(Expression("date", year=year, month=month, day=day), clock)]


def _clocked(expression: Expression, clock: str | None) -> Expression:
    return expression._replace(type="TIME", clock=f"T{clock}") if clock else expression


def numeric(filled: Filled) -> Sequence[Expression]:
    """07/03/2024, 7.3.24, 7/3 or 10/2024 by the pack's order; nothing if impossible."""
    text = filled.values.get("numdate") or filled.values["short"]
    parts = [p for p in re.split(r"[ ./-]+", text) if p]
    if "year" in filled.values:
        if len(parts[-1]) == YEAR_DIGITS:
            return []  # 10/2024, 2025
        parts.append(filled.values["year"])
    fields = read_numeric(parts, filled.order)
    if fields is None:
        return []
    year, month, day = fields
    short = year is not None and year < CENTURY_YEARS
    swaps = filled.order == "mdy" and day is not None and day <= 12 and day != month
    return [Expression("date", year=year, month=month, day=day, short_year=short, swaps=swaps)]


def read_numeric(parts: Sequence[str], order: str) -> tuple[int | None, int, int | None] | None:
    """(year, month, day) of a date in digits, or None if no order fits.

    >>> read_numeric(["25", "12", "2023"], "mdy")
    (2023, 12, 25)
    """
    numbers = [int(p) for p in parts]
    if len(parts) == 2 and len(parts[1]) == 4:
        return (numbers[1], numbers[0], None) if 1 <= numbers[0] <= 12 else None
    if len(parts[0]) == 4:
        year: int | None = numbers[0]
        pairs = [(numbers[1], numbers[2]), (numbers[2], numbers[1])]
    else:
        year = numbers[2] if len(numbers) > 2 else None
        pairs = [(numbers[1], numbers[0]), (numbers[0], numbers[1])]
        is_month_first = order == "mdy" or (order == "ymd" and len(parts) == 2)
        pairs = pairs[::-1] if is_month_first else pairs
    for month, day in pairs:
        if 1 <= month <= 12 and 1 <= day <= 31:
            return year, month, day
    return None


def weekday(filled: Filled) -> Sequence[Expression]:
    """A weekday, with the part of day in the same word or the day's number beside it."""
    if "wdpart" in filled.values:
        number, part = filled.values["wdpart"].split()
        return [Expression("weekday", type="TIME", weekday=int(number), part=part)]
    day, month = filled.number("day"), None
    if "short" in filled.values:
        fields = read_numeric(re.split(r"[./]", filled.values["short"].strip(".")), filled.order)
        if fields is None:
            return []
        _, month, day = fields
    return [Expression("weekday", weekday=filled.number("weekday"), day=day, month=month)]


def weekdays(filled: Filled) -> Sequence[Expression]:
    """Two Fridays ago: the second one back."""
    weekday_of_set, count = filled.values["set"][-1], filled.number("count") or 0
    if not filled.values["set"].startswith("XXXX-WXX-") or not weekday_of_set.isdigit():
        return []
    if not 1 <= count <= 52:
        return []
    sign = int(filled.fixed["sign"])
    return [
        Expression(
            "weekday", weekday=int(weekday_of_set), direction="last" if sign < 0 else "next",
            days_before=-sign * 7 * (count - 1),
        )
    ]  # fmt: skip


def nth_weekday(filled: Filled) -> Sequence[Expression]:
    """The second Wednesday of October."""
    names = ("past",) if filled.rule.startswith("weekday-last") else ("last", "past")
    is_last = filled.values.get("dir") in names and "ord" not in filled.values
    ordinal = -1 if is_last else filled.number("ord")
    if ordinal is None or not -1 <= ordinal <= 5 or ordinal == 0:
        return []
    fields: dict[str, Any] = {"year": filled.number("year"), "month": filled.number("month")}
    if "unit" in filled.values and "month" in filled.values:
        if filled.values["unit"] != "month" or not 1 <= (fields["month"] or 0) <= 12:
            return []
    elif "unit" in filled.values:
        if filled.values["unit"] != "month" or not filled.rule.startswith("nth-weekday-"):
            return []
        offset = SIGNS[filled.values.get("dir", "this")]
        fields = {"within": Expression("relative", unit="month", offset=offset)}
    if "part" in filled.values:
        fields |= {"part": filled.values["part"], "type": "TIME"}
    return [Expression("date", weekday=filled.number("weekday"), ordinal=ordinal, **fields)]
