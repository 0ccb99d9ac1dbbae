"""Dates whose fields the words give in part: March, 7 March, spring, Ramadan, Easter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from transforms.timexes import calendars
from transforms.timexes.anchors import Anchors, Tense
from transforms.timexes.calendars import add_months, nth_weekday, safe_date
from transforms.timexes.expression import Expression
from transforms.timexes.windows import SEASON_MONTHS

NEARER = {"default": 2.5, "cue": 6.0, "tense": 12.0, "since": 400.0, "word": 400.0}
THIS_REACH = 183  # days that "this Friday 6 July" can be away
WEEKDAY_REACH = 600  # days; farther off the weekday is rather a slip than another year
Span = tuple[date, date, str]


def resolve_fields(expression: Expression, anchors: Anchors, tense: Tense) -> tuple[str, str, str]:
    """(value, direction, source) of an expression of kind date."""
    expression = _with_full_year(expression, anchors)
    year = expression.year
    if year is not None:
        expression = _nth_if_no_day(expression, year)
        spans = list(_spans(expression, [year]))
        return (spans[0][2] if spans else _literal(expression)), "none", "explicit"
    anchor = anchors.main
    spans = sorted(_spans(expression, _years(expression, anchor))) if anchor else []
    if anchor is None or not spans:
        return _literal(expression), "none", "default"
    if expression.weekday is not None and expression.day is not None:
        matching = [s for s in spans if s[0].isoweekday() == expression.weekday]
        nearest = min(matching, key=lambda s: abs((s[0] - anchor).days)) if matching else None
        reach = THIS_REACH if expression.direction == "this" else WEEKDAY_REACH
        if nearest and (anchors.narrative or abs((nearest[0] - anchor).days) <= reach):
            return nearest[2], "none", "weekday"
    direction, source = (expression.direction, "word") if expression.direction else tense()
    if anchors.narrative and source != "word":
        return _in_story(spans, anchors), "none", "mention"
    return choose(spans, anchor, direction, source), _named(direction), source


def _nth_if_no_day(e: Expression, year: int) -> Expression:
    """الثلاثاء الثالث من سبتمبر 2014: the third Tuesday, if the 3rd is no Tuesday."""
    if not (e.ordinal and e.ordinal <= 5 and e.weekday and e.day and e.month):
        return e
    day = safe_date(year, e.month, e.day)
    return e if day is None or day.isoweekday() == e.weekday else e._replace(day=None)


def _with_full_year(e: Expression, anchors: Anchors) -> Expression:
    if e.short_year and e.year is not None:
        e = e._replace(year=full_year(e.year, anchors.main, e.calendar))
    if e.swaps and anchors.dct is not None:
        e = _swapped_if_future(e, anchors.dct)
    return e


def full_year(year: int, anchor: date | None, calendar: str) -> int:
    """A two-digit year in full: at most ten years after the anchor.

    >>> full_year(24, date(2024, 3, 7), "gregorian"), full_year(68, None, "gregorian")
    (2024, 1968)
    """
    if calendar == "jalali":
        return 1300 + year if year > 20 else 1400 + year
    century = (anchor.year if anchor else 2020) // 100 * 100
    full = century + year
    limit = (anchor.year if anchor else 2020) + 10
    return full if full <= limit else full - 100


def _swapped_if_future(e: Expression, dct: date) -> Expression:
    """07/03/2024 with day and month swapped if only then it is not after the DCT."""
    year = e.year or dct.year
    day = safe_date(year, e.month or 1, e.day or 1)
    other = safe_date(year, e.day or 1, e.month or 1)
    if day and other and other <= dct < day:
        return e._replace(month=e.day, day=e.month)
    return e


def _named(direction: str | None) -> str:
    names = {"last": "past", "next": "future", "this": "present", None: "none"}
    return names.get(direction, direction or "none")


def _years(expression: Expression, anchor: date) -> Iterable[int]:
    if expression.calendar == "hijri":
        middle = calendars.hijri_year(anchor)
        return range(middle - 2, middle + 3) if middle else ()
    if expression.calendar == "jalali":
        return range(anchor.year - 623, anchor.year - 618)
    reach = 2
    return range(max(1, anchor.year - reach), min(9998, anchor.year + reach) + 1)


def _spans(expression: Expression, years: Iterable[int]) -> Iterable[Span]:
    """Every candidate as (first day, last day, value)."""
    for year in years:
        for first, last in _days_of(expression, year):
            yield first, last, _form(expression, first, last)


def _days_of(e: Expression, year: int) -> list[tuple[date, date]]:
    if not 1 <= year <= 9998:
        return []
    if e.feast:
        return calendars.feast_spans(e.feast, year)
    if e.calendar != "gregorian":
        convert = calendars.hijri_span if e.calendar == "hijri" else calendars.jalali_span
        span = convert(year, e.month or 1, e.day)
        return [span] if span else []
    if e.ordinal and e.weekday and not e.day:
        nth = nth_weekday(year, e.month or 1, e.weekday, e.ordinal)
        return [(nth, nth)] if nth else []
    if e.day and e.month is None:
        days = (safe_date(year, month, e.day) for month in range(1, 13))
        return [(day, day) for day in days if day]
    if e.day:
        day = safe_date(year, e.month or 1, e.day)
        return [(day, day)] if day else []
    return _long(e, year)


def _long(e: Expression, year: int) -> list[tuple[date, date]]:
    month, length = e.month or 1, 1 if e.month else 12
    if e.season:
        month, length = SEASON_MONTHS[e.season], 3
    elif e.quarter:
        month, length = e.quarter * 3 - 2, 3
    elif e.half:
        month, length = e.half * 6 - 5, 6
    first = date(year, month, 1)
    return [(first, date.fromordinal(add_months(first, length).toordinal() - 1))]


def _form(e: Expression, first: date, last: date) -> str:
    if e.day or e.feast or e.ordinal:
        return first.isoformat()
    if e.calendar != "gregorian":
        return f"{first.isoformat()}/{last.isoformat()}"
    detail = _detail(e)
    return f"{first.year:04d}-{detail}" if detail else f"{first.year:04d}"


def _detail(e: Expression) -> str:
    if e.month:
        return f"{e.month:02d}"
    if e.season:
        return e.season
    if e.quarter:
        return f"Q{e.quarter}"
    return f"H{e.half}" if e.half else ""


def _literal(e: Expression) -> str:
    """The value with X for what is unknown, or the words' own numbers where impossible."""
    year = f"{e.year:04d}" if e.year is not None and not e.short_year else "XXXX"
    if e.feast or e.calendar != "gregorian":
        return "XXXX-XX-XX" if e.day or e.feast else "XXXX-XX"
    if e.day and e.month is None:
        return f"{year}-XX-{e.day:02d}"
    if e.day and (e.year is None or safe_date(e.year, e.month or 1, e.day)):
        return f"{year}-{e.month:02d}-{e.day:02d}"
    detail = _detail(e)
    return f"{year}-{detail}" if detail else year


def choose(spans: list[Span], anchor: date, direction: str | None, source: str) -> str:
    """The candidate that the direction picks; by default the latest that has begun.

    A day some weeks ahead is preferred to one almost a year ago, unless a verb says past:
    news names the year of what is so long past.
    """
    if direction == "this":
        same = [s for s in spans if s[0] <= anchor <= s[1]]
        same = same or [s for s in spans if s[0].year == anchor.year]
        return min(same or spans, key=lambda s: abs((s[0] - anchor).days))[2]
    if direction == "next":
        after = [s for s in spans if s[0] > anchor]
        return (after or spans[-1:])[0][2]
    if direction == "last":
        before = [s for s in spans if s[1] < anchor]
        return (before[-1:] or spans)[0][2]
    if direction == "future":
        coming = [s for s in spans if s[1] >= anchor]
        return (coming or spans[-1:])[0][2]
    begun = [s for s in spans if s[0] <= anchor]
    coming = [s for s in spans if s[0] > anchor]
    if begun and coming:
        ago, ahead = (anchor - begun[-1][1]).days, (coming[0][0] - anchor).days
        if ahead * NEARER[source] < ago:
            return coming[0][2]
    return (begun[-1:] or spans)[0][2]


def _in_story(spans: list[Span], anchors: Anchors) -> str:
    """In a narrative the year is that of the last mention."""
    anchor = anchors.last or anchors.dct or spans[0][0]
    same = [s for s in spans if s[0].year == anchor.year]
    return min(same or spans, key=lambda s: abs((s[0] - anchor).days))[2]
