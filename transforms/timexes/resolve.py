"""From an unresolved expression and its anchors to a TIMEX3 value."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from transforms.timexes.anchors import Anchors, Resolved, Resolver, Tense
from transforms.timexes.calendars import move
from transforms.timexes.expression import EVENT, Expression
from transforms.timexes.fields import resolve_fields
from transforms.timexes.lengths import period
from transforms.timexes.shifts import (
    UNKNOWN,
    counted_day,
    far_edge,
    moment_value,
    nth_value,
    shifted,
    shifted_value,
)
from transforms.timexes.windows import window

NAMED_WEEKEND = ("dir-unit", "unit-dir")  # "this weekend", not "over the weekend"
SIGNS = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}


def resolve(expression: Expression, anchors: Anchors, tense: Tense) -> Resolved:
    """The value of `expression`; `tense` is asked only where the words leave it open.

    Without the anchor that the words need, the value keeps X for what is unknown.
    """
    resolved = RESOLVERS[expression.kind](expression, anchors, tense)
    if expression.days_before:
        resolved = replace(resolved, value=_earlier(resolved.value, expression.days_before))
    if expression.link == "school" and resolved.value.isdigit():
        resolved = replace(resolved, value=f"SY{resolved.value}")
    suffix = expression.clock or expression.part
    return replace(resolved, value=resolved.value + suffix) if suffix else resolved


def _earlier(value: str, days: int) -> str:
    found = window(value)
    moved = move(found[0], -days) if found and found[2] == "day" else None
    return moved.isoformat() if moved else value


def _value(expression: Expression, anchors: Anchors, tense: Tense) -> Resolved:
    return Resolved(expression.value or "", expression.direction or "none", "word")


def _date(expression: Expression, anchors: Anchors, tense: Tense) -> Resolved:
    within = None
    if expression.within is not None:
        within = resolve(expression.within, anchors, tense).value
        if expression.within.is_year and within.isdigit() and len(within) == 4:
            expression = expression._replace(year=int(within))
        elif expression.weekday and re.fullmatch(r"\d{4}-\d\d", within):
            expression = expression._replace(year=int(within[:4]), month=int(within[5:]))
    value, direction, source = resolve_fields(expression, anchors, tense)
    days = window(value) if expression.unit in ("week", "weekend") else None
    if days and expression.unit:
        back = -2 if expression.unit == "weekend" else 0  # a Tuesday's is the one before it
        near = move(days[0], back) or days[0]
        value = shifted(near, expression.unit, 0) or value
    return Resolved(value, direction, source)


def _weekday(expression: Expression, anchors: Anchors, tense: Tense) -> Resolved:
    weekday = expression.weekday or 1
    unknown = f"XXXX-WXX-{weekday}"
    if expression.within is not None:
        day = _day_of_week(expression.within, weekday, anchors)
        return Resolved(day.isoformat() if day else unknown, source="word")
    from_mention = anchors.narrative or expression.base == "ref"
    anchor = anchors.day or anchors.dct if from_mention else anchors.dct
    if anchor is None:
        return Resolved(unknown)
    direction, source = (expression.direction, "word") if expression.direction else tense()
    day = _numbered(expression, anchor) if expression.day else None
    by_week = anchors.is_dialogue and not (expression.base == "ref" and anchors.day)
    day = day or _nearest_weekday(anchor, weekday, direction, anchors.narrative, by_week)
    if day is None:
        return Resolved(unknown)
    return Resolved(day.isoformat(), source=source)


def _day_of_week(week: Expression, weekday: int, anchors: Anchors) -> date | None:
    """The weekday of last week, in weeks that start as the language's countries count."""
    anchor = anchors.of(week)
    if anchor is None:
        return None
    start = -((anchor.isoweekday() - anchors.first_weekday) % 7) + 7 * int(week.offset or 0)
    return move(anchor, start + (weekday - anchors.first_weekday) % 7)


def _nearest_weekday(
    anchor: date, weekday: int, direction: str | None, narrative: bool, by_week: bool
) -> date | None:
    """The weekday that the direction picks; `by_week`: next and last are of those weeks."""
    ahead = (weekday - anchor.isoweekday()) % 7
    if by_week and direction in ("last", "next"):
        return move(anchor, weekday - anchor.isoweekday() + 7 * SIGNS[direction])
    if direction in ("next", "coming"):
        return move(anchor, ahead or 7)
    if direction == "last":
        return move(anchor, ahead - 7)
    if direction == "this":
        return move(anchor, weekday - anchor.isoweekday())
    if direction == "future" or (narrative and direction != "past"):
        return move(anchor, ahead)
    return move(anchor, ahead - 7 if ahead else 0)


def _numbered(expression: Expression, anchor: date) -> date | None:
    """The day nearest to the anchor with this weekday, day number and maybe month."""
    for distance in range(400):
        for day in (move(anchor, -distance), move(anchor, distance)):
            if (
                day is not None
                and day.day == expression.day
                and day.isoweekday() == expression.weekday
                and expression.month in (None, day.month)
            ):
                return day
    return None


def _relative(expression: Expression, anchors: Anchors, tense: Tense) -> Resolved:
    unit, offset = expression.unit or "day", int(expression.offset or 0)
    anchor = anchors.of(expression)
    direction = "past" if offset < 0 else "future" if offset > 0 else "present"
    if anchors.narrative and expression.base == "dct" and offset == 0 and unit == "day":
        return Resolved("PRESENT_REF", "present", "word")
    if anchor is None or (expression.link == EVENT and not anchors.narrative):
        return Resolved(UNKNOWN[unit], "none", "word")  # the day before the vote
    source = "word"
    if unit == "day" and expression.bare:
        asked, source = tense()
        offset = abs(offset) if asked == "future" else -abs(offset)
    if unit == "weekend" and expression.bare:
        asked, source = tense()
        is_coming = asked == "future" or (source == "default" and expression.rule in NAMED_WEEKEND)
        before = not is_coming and anchor.isoweekday() < anchors.weekend[0]
        offset = -1 if before else 0
    return Resolved(shifted(anchor, unit, offset) or UNKNOWN[unit], direction, source)


def _shift(expression: Expression, anchors: Anchors, tense: Tense) -> Resolved:
    direction = expression.direction or "none"
    unit = expression.unit or "day"
    if (expression.bare and not _is_ahead(expression, tense, anchors.is_dialogue)) or (
        expression.offset is None and expression.link == "length"
    ):
        return replace(_duration(expression, anchors, tense), type="DURATION")
    offset = expression.offset
    if offset is None:
        return _vague_shift(unit, direction, anchors)
    if anchors.in_or_later and _counts_from_mention(expression, anchors, tense):
        expression = expression._replace(base="ref")
    anchor = anchors.of(expression)
    if anchor is None:
        return Resolved(UNKNOWN[unit], direction, "word")
    outer = expression.within
    if outer is not None:
        anchor = counted_day(outer.offset or 0, outer.unit or "year", anchor) or anchor
    value = shifted_value(offset, unit, anchor)
    if expression.link == "length":
        found = window(value)
        length = replace(_duration(expression, anchors, tense), type="DURATION")
        day = counted_day(offset, unit, anchor)
        days = found[:2] if found else None
        return replace(length, direction=direction, source="word", begin=day, end=day, days=days)
    clocked = moment_value(offset, unit, anchors.moment) if _from_dct(expression, anchors) else None
    if clocked:
        return Resolved(clocked, direction, "word")
    day = counted_day(offset, unit, anchor)
    return Resolved(value, direction, "word", day, day)


def _is_ahead(expression: Expression, tense: Tense, is_dialogue: bool) -> bool:
    """Whether "in two days" looks ahead: by a verb, or where it opens a sentence without one."""
    asked, _ = tense()
    if is_dialogue:
        return asked != "past"
    is_soon = expression.unit in ("hour", "minute") or expression.link == "opens"
    return asked == "future" or (asked is None and is_soon)


def _counts_from_mention(expression: Expression, anchors: Anchors, tense: Tense) -> bool:
    """Whether "через два дні" tells what came two days after the day mentioned before."""
    is_ahead = (expression.offset or 0) > 0 and expression.base == "dct"
    is_story = anchors.last is not None and (anchors.dct is None or anchors.last < anchors.dct)
    return is_ahead and is_story and tense()[0] == "past"


def _from_dct(expression: Expression, anchors: Anchors) -> bool:
    return expression.base == "dct" or (expression.base == "ref" and anchors.day is None)


def _vague_shift(unit: str, direction: str, anchors: Anchors) -> Resolved:
    """A few hours ago is the day of the DCT; a few days ago is no day."""
    if unit in ("hour", "minute") and anchors.dct:
        return Resolved(anchors.dct.isoformat(), direction, "word", type="DATE")
    return Resolved("PAST_REF" if direction == "past" else "FUTURE_REF", direction, "word")


def _duration(expression: Expression, anchors: Anchors, tense: Tense) -> Resolved:
    value = expression.value or period(expression.number or "1", expression.unit or "day")
    return Resolved(value or "PXD")


def _window(expression: Expression, anchors: Anchors, tense: Tense) -> Resolved:
    """A duration that ends (past) or starts (future) at the DCT."""
    length = _duration(expression, anchors, tense).value
    sign = SIGNS[expression.direction or "last"]
    direction = "past" if sign < 0 else "future"
    edge = far_edge(anchors.dct, length, sign) if anchors.dct else None
    if edge is None or anchors.dct is None:
        return Resolved(length, direction, "word")
    begin, end = sorted((edge, anchors.dct))
    return Resolved(length, direction, "word", begin, end)


def _clock(expression: Expression, anchors: Anchors, tense: Tense) -> Resolved:
    """A clock time or part of day hangs on the last mentioned day, else on the DCT."""
    day = anchors.day or anchors.dct
    if day and expression.part == "TNI" and expression.bare and not anchors.day:
        day = move(day, -1)
    return Resolved(day.isoformat() if day else UNKNOWN["day"])


def _nth(expression: Expression, anchors: Anchors, tense: Tense) -> Resolved:
    """The third week of April; the first day of last week."""
    outer = expression.within
    found = window(resolve(outer, anchors, tense).value) if outer else None
    number, unit = expression.ordinal or 1, expression.unit or "day"
    value = nth_value(found[0], found[1], unit, number) if found else None
    return Resolved(value or UNKNOWN[unit])


RESOLVERS: dict[str, Resolver] = {
    "value": _value, "date": _date, "weekday": _weekday, "relative": _relative,
    "shift": _shift, "duration": _duration, "set": _value, "window": _window, "clock": _clock,
    "part": _clock, "nth": _nth,
}  # fmt: skip
