"""Builders of expressions that need an anchor: shifts, windows, references, sets."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.timexes import build
from transforms.timexes.build import SIGNS, Filled
from transforms.timexes.expression import EVENT, Expression
from transforms.timexes.lengths import CLOCK_UNITS


def relative(filled: Filled) -> Sequence[Expression]:
    """yesterday, tonight, heuer: an offset in units, maybe a part of day."""
    offset, unit, *rest = filled.values["relative"].split()
    part = rest[0] if rest and rest[0].startswith("T") else None
    base = next((word for word in rest if word in ("ref", "main")), "dct")
    mod = next((word for word in rest if word in ("START", "MID", "END")), None)
    kind = "TIME" if part else "DATE"
    return [
        Expression(
            "relative", type=kind, offset=int(offset), unit=unit, part=part, base=base,
            bare="open" in rest or "either" in rest, mod=mod,
            link=EVENT if EVENT in rest else None,
        )
    ]  # fmt: skip


def dir_unit(filled: Filled) -> Sequence[Expression]:
    """Last week; with a plural unit or "past" a window that ends at the anchor."""
    direction, unit = filled.values["dir"], filled.values["unit"]
    if "EDGE" in filled.units["dir"].readings and "DEF" in filled.units["unit"].readings:
        return []  # آخر الشهر: the end of it
    is_plural = "BARE" in filled.units["unit"].readings
    is_long = direction == "past" and unit not in ("quarter", "half", "weekend", "night")
    is_length = is_plural or is_long or unit in CLOCK_UNITS
    if is_plural and direction == "this":
        return [Expression("duration", type="DURATION", unit=unit, number="X")]  # ces jours
    if is_length and direction != "this":
        count = "X" if is_plural else "1"
        return [Expression("window", type="DURATION", unit=unit, number=count, direction=direction)]
    if unit in CLOCK_UNITS:
        return []
    if unit == "night":
        return [
            Expression("relative", type="TIME", offset=SIGNS[direction], unit="day", part="TNI")
        ]
    return [Expression("relative", offset=SIGNS[direction], unit=unit, bare=direction == "this")]


def dir_weekday(filled: Filled) -> Sequence[Expression]:
    """Last Wednesday, mercredi prochain."""
    [plain] = build.weekday(filled)
    side = "coming" if filled.values["dir"] == "coming" else _side(filled)
    return [plain._replace(direction=side)]


def _side(filled: Filled) -> str:
    direction = filled.values["dir"]
    return {"past": "last", "coming": "next"}.get(direction, direction)


def weekday_of(filled: Filled) -> Sequence[Expression]:
    """Sunday of last week."""
    if "relative" in filled.values:
        [week] = relative(filled)
    else:
        week = Expression(
            "relative", unit=filled.values["unit"], offset=SIGNS[filled.values["dir"]]
        )
    if week.unit not in ("week", "weekend", "day") or week.link == EVENT:
        return []  # the day after Monday
    if week.unit == "day":
        return [week._replace(weekday=filled.number("weekday"))]
    return [Expression("weekday", weekday=filled.number("weekday"), within=week)]


def week_number(filled: Filled) -> Sequence[Expression]:
    """上周二, 上周日: the weekday by its number, Sunday by the word for day."""
    [week] = relative(filled)
    is_sunday = filled.values.get("unit") == "day"
    number = 7 if is_sunday else filled.number("count") or 0
    if week.unit != "week" or week.base != "dct" or not (is_sunday or 1 <= number <= 6):
        return []
    return [Expression("weekday", weekday=number, within=week)]


def dir_field(filled: Filled) -> Sequence[Expression]:
    """Last March, next summer, the approaching month of Ramadan."""
    if filled.values.get("unit") == "year":
        return []
    return [e._replace(direction=_side(filled)) for e in build.date(filled)]


def dir_numeric(filled: Filled) -> Sequence[Expression]:
    """Este 12/05: this year's."""
    return [e._replace(direction=_side(filled)) for e in build.numeric(filled) if e.year is None]


def dir_part(filled: Filled) -> Sequence[Expression]:
    """This morning, last night."""
    offset = SIGNS[filled.values["dir"]]
    return [
        Expression("relative", type="TIME", offset=offset, unit="day", part=filled.values["part"])
    ]


def nth(filled: Filled) -> Sequence[Expression]:
    """Third quarter, first half of the year, 20th century."""
    number, unit = filled.number("ord") or 0, filled.values["unit"]
    if unit == "century" and 1 <= number <= 30:
        return [Expression("value", value=f"{number - 1:02d}", unit="century")]
    within = None
    if "unit2" in filled.values:
        within = Expression("relative", unit=filled.values["unit2"], offset=0, bare=True)
    if unit in ("quarter", "half") and 1 <= number <= (4 if unit == "quarter" else 2):
        year = within if within and within.is_year else None
        if unit == "quarter":
            return [Expression("date", within=year, quarter=number)]
        return [Expression("date", within=year, half=number)]
    if unit in ("week", "weekend", "day", "month") and 1 <= number <= 53:
        if "dir" in filled.values:
            if filled.values["dir"] not in ("last", "past"):
                return []
            number = -number
        return [Expression("nth", unit=unit, ordinal=number, within=within, bare=within is None)]
    return []


def day_of(filled: Filled) -> Sequence[Expression]:
    """The 20th of next month."""
    day = filled.number("day") or 0
    is_number = filled.kinds["day"] in ("ORD", "ORDNUM") or "DIGITS" in filled.units["day"].readings
    if filled.values["unit"] != "month" or not 1 <= day <= 31 or not is_number:
        return []
    month = Expression("relative", unit="month", offset=SIGNS[filled.values["dir"]])
    return [Expression("nth", unit="day", ordinal=day, within=month)]


def relative_day(filled: Filled) -> Sequence[Expression]:
    """下个月20日: a day number in a month that is named from the DCT."""
    [month] = relative(filled)
    if month.unit != "month" or month.mod:
        return []
    return [Expression("nth", unit="day", ordinal=filled.number("day"), within=month)]


def month_edge(filled: Filled) -> Sequence[Expression]:
    """3月底: the end of a numbered month, where one word holds month and edge."""
    [edge] = relative(filled)
    if edge.unit != "month" or edge.mod is None or edge.offset:
        return []
    return [Expression("date", month=filled.number("month"), mod=edge.mod)]


def numbered_week(filled: Filled) -> Sequence[Expression]:
    """Week 31 of the year that is named beside it."""
    number = filled.number("number") or 0
    if filled.values["unit"] != "week" or not 1 <= number <= 53:
        return []
    is_alone = "alone" in filled.fixed
    year = Expression("relative", unit="year", offset=0, bare=True) if is_alone else None
    return [Expression("nth", unit="week", ordinal=number, within=year, bare=year is None)]


def century(filled: Filled) -> Sequence[Expression]:
    """十八世纪: where a plain number before the word counts centuries from the first."""
    is_named = filled.values["unit"] == "century" and filled.order == "ymd"
    return nth(filled) if is_named else []


def century_mark(filled: Filled) -> Sequence[Expression]:
    """12 ст.: a century by its number, before the abbreviation of the word."""
    number = filled.number("ord") or 0
    return (
        [Expression("value", value=f"{number - 1:02d}", unit="century")]
        if number in range(1, 22)
        else []
    )


def edge_unit(filled: Filled) -> Sequence[Expression]:
    """End of the year, mid-week, early last month."""
    offset = SIGNS[filled.values.get("dir", "this")]
    unit, edge = filled.values["unit"], filled.values["edge"]
    if unit in (*CLOCK_UNITS, "night"):
        return []
    base = "dct" if "dir" in filled.values else "main"
    return [Expression("relative", unit=unit, offset=offset, mod=edge, base=base)]


def word(filled: Filled) -> Sequence[Expression]:
    """now, recently, soon."""
    value = filled.values["word"]
    direction = {"PAST_REF": "past", "FUTURE_REF": "future"}.get(value, "present")
    return [Expression("value", value=value, direction=direction)]
