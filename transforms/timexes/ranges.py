"""Ranges share what one end leaves out: from 24 November until 1 December 2023."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.timexes.combine import Item
from transforms.timexes.expression import Expression
from transforms.timexes.scan import Unit
from transforms.timexes.within import count_within

SAME_DAY = "same day"  # of the first end of a range of clock times
LINKS = ("to", "until", "dash", "and", "or", "slash", "comma", "from", "of", "the", "between")


def link_ranges(items: Sequence[Item], run: Sequence[Unit]) -> list[Expression]:
    """The expressions of a run, with year and month taken from the other end of a range."""
    out = [item.expression for item in items]
    for i in range(len(items) - 2, -1, -1):
        if "-range-" in items[i].rule and items[i].first == items[i + 1].first:
            out[i] = out[i]._replace(link="range" if _is_open(out[i]) else out[i].link)
        gap = run[items[i].last : items[i + 1].first]
        out[i], out[i + 1] = count_within(out[i], out[i + 1], gap)
        if gap and all(unit.is_mark(*LINKS) for unit in gap):
            is_range = any(unit.is_mark("to", "until", "dash") for unit in gap)
            out[i], out[i + 1] = share(out[i], out[i + 1], is_range)
            is_between = _after_between(items[i].first, run)
            if (is_range or is_between) and _is_open(out[i]) and _is_open(out[i + 1]):
                out[i] = out[i]._replace(link="range")
    return [end for expression in out for end in part_ends(expression)]


def _after_between(first: int, run: Sequence[Unit]) -> bool:
    """Whether "between" stands before the unit, articles skipped."""
    while first > 0 and run[first - 1].is_mark("the") and not run[first - 1].is_mark("between"):
        first -= 1
    return first > 0 and run[first - 1].is_mark("between")


def _is_open(end: Expression) -> bool:
    """Whether an end of a range leaves its week or year open."""
    if end.direction or end.within or end.year is not None:
        return False
    return end.kind == "weekday" or (end.kind == "date" and bool(end.month))


def part_ends(expression: Expression) -> list[Expression]:
    """A range of clock times as its two ends, each with the day; others as they are."""
    opening = expression.opening
    if opening is None:
        return [expression]
    whole = expression._replace(opening=None)
    first = whole._replace(clock=opening.clock, end=opening.end, link=SAME_DAY)
    return [first, whole._replace(start=opening.next_start)]


def _after(start: Expression, end: Expression, is_range: bool) -> Expression:
    """The open end of a range, where its start tells on which side it lies."""
    if start.value == "PRESENT_REF":
        return end._replace(direction="future")  # between now and Friday
    if start.kind == end.kind == "weekday" and start.direction and is_range:
        return end._replace(base="ref", direction="next")  # from next Monday to Friday
    return end


def share(left: Expression, right: Expression, is_range: bool) -> tuple[Expression, Expression]:
    """Both ends with the year (and month) that one of them gives.

    A start that would follow its end is moved back a year; an end before its start, on.
    """
    if _is_open(right) and left.kind != "date":
        return left, _after(left, right, is_range)
    if left.kind != "date" or right.kind != "date":
        return left, right
    if left.month is None and left.day and right.month and right.day:
        left = left._replace(month=right.month)
    if not (left.month and right.month):
        return left, right
    if left.swaps and right.swaps and (left.month, left.day) < (right.month, right.day):
        left, right = left._replace(swaps=False), right._replace(swaps=False)
    order = (left.month, left.day or 0) > (right.month, right.day or 99)
    is_open = left.year is None and left.within is None and left.direction is None
    if is_open and right.year is not None:
        left = left._replace(year=right.year - order, short_year=right.short_year)
    elif is_range and right.year is None and right.within is None and left.year is not None:
        right = right._replace(year=left.year + order, short_year=left.short_year)
    return left, right
