"""Builders of years, eras, decades and the winters between two years."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.timexes.build import SIGNS, Filled
from transforms.timexes.expression import Expression


def era(filled: Filled) -> Sequence[Expression]:
    """A year before or after Christ."""
    number = filled.number("year")
    if number is None or filled.values["era"] == "AH":
        return []
    if filled.values["era"] == "BC":
        if filled.rule == "era-year":
            return []
        return [Expression("value", value=f"BC{number:04d}", unit="year")]
    return [Expression("date", year=number)] if number > 0 else []


def season_years(filled: Filled) -> Sequence[Expression]:
    """The winter of 1615-1616: the one that begins in the first year."""
    season, first = filled.values["season"], filled.values["years"][:4]
    if season != "WI":
        return []
    return [Expression("date", year=int(first), season=season)]


def year(filled: Filled) -> Sequence[Expression]:
    """A bare year of four digits; whether it is one is decided by its neighbours."""
    return [Expression("date", year=filled.number("year"), bare=True)]


def named_year(filled: Filled) -> Sequence[Expression]:
    """A year with the word for year beside it."""
    if filled.values["unit"] != "year":
        return []
    return [Expression("date", year=filled.number("year"))]


def years(filled: Filled) -> Sequence[Expression]:
    """1914-1918 as two years; 2007/08 as its first and second."""
    unit = filled.units["years"]
    text = filled.values["years"]
    first, second = re.split(r" ?[-/] ?", text)
    full = int(second) if len(second) == 4 else int(first[:2] + second)
    if full <= int(first):
        is_month = len(second) == 2 and 1 <= int(second) <= 12
        return [Expression("date", year=int(first), month=int(second))] if is_month else []
    split = unit.start + len(text) - len(second)
    return [
        Expression("date", year=int(first), start=unit.start, end=unit.start + 4),
        Expression("date", year=full, start=split, end=unit.end),
    ]


def fiscal_year(filled: Filled) -> Sequence[Expression]:
    """Last fiscal year, school year 2008; a school year is SY and has no days of its own.

    A fiscal year has the value of its calendar year, as "fiscal 1990" has.
    """
    if filled.values.get("unit", "year") != "year":
        return []
    link = "school" if filled.is_marked("school", "school-year") else None
    if "year" in filled.values:
        return [Expression("date", year=filled.number("year"), link=link)]
    offset = SIGNS[filled.values.get("dir", "this")]
    return [Expression("relative", unit="year", offset=offset, link=link)]


def decade(filled: Filled) -> Sequence[Expression]:
    """1980s, the 80s, the eighties: the first three digits of its years."""
    named = filled.values.get("decadeword", "unit")
    digits = re.sub(r"\D", "", filled.values.get("year") or filled.values.get("decade", ""))
    digits = digits or ("" if named == "unit" else named)
    word, number = filled.units.get("decadeword"), filled.kinds.get("year", "")
    is_unit = word is not None and "UNIT" in word.readings and number in ("COUNT", "YY")
    if is_unit and word and filled.units["year"].start < word.start:
        return []  # десяти років: ten years, not a decade
    if not digits or not digits.endswith("0") or len(digits) not in (2, 4):
        return []
    if len(digits) == 2:
        digits = ("20" if int(digits) < 30 else "19") + digits
    return [Expression("value", value=digits[:3], unit="decade")]
