"""Joins an expression with the coarser one it lies in: third week of April, last year's spring."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.timexes.expression import Expression
from transforms.timexes.scan import Unit

COARSER = ("month", "season", "quarter", "half", "feast")
LAST_UNITS = ("day", "week", "weekend", "month", "quarter")


def within(
    a: Expression, b: Expression, gap: Sequence[Unit], head_last: bool = False
) -> Expression | None:
    """First quarter of last year; the summer of that year; third week of April."""
    for fine, coarse, is_ordered in ((a, b, True), (b, a, False)):
        if not is_ordered and not head_last and any(u.is_mark("of") for u in gap):
            continue
        if _is_field_of_year(fine, coarse):
            if coarse.kind == "date":
                return fine._replace(year=coarse.year) if is_ordered else None
            if any(getattr(fine, field) for field in COARSER):
                return fine._replace(within=coarse)
        if (is_ordered or head_last) and _holds(coarse, fine):
            is_of = any(u.is_mark("of") for u in gap)
            numbered = _numbered(fine, coarse, head_last, is_of)
            if numbered:
                return numbered
    return None


def count_within(
    a: Expression, b: Expression, gap: Sequence[Unit]
) -> tuple[Expression, Expression]:
    """The first two weeks of 2021: a length that is counted in the unit beside it."""
    for length, outer, is_ordered in ((a, b, True), (b, a, False)):
        is_in = outer.is_year or (outer.kind == "date" and outer.month and outer.day is None)
        touches = bool(gap) or not is_ordered or outer.kind == "relative"  # três semanas deste ano
        glued = all(u.is_mark("of", "the") for u in gap) and touches
        if not is_in or not glued or length.number in (None, "X"):
            continue
        if length.kind == "window" and length.direction in ("last", "past"):
            is_front = not is_ordered and length.direction == "last"  # 2021年的前2周
            length = length._replace(kind="duration", link="first" if is_front else "last")
        elif length.kind == "duration" and length.rule == "ord-count-unit":
            length = length._replace(link="first")
        else:
            continue
        return (length, outer) if is_ordered else (outer, length)
    return a, b


def _is_field_of_year(fine: Expression, coarse: Expression) -> bool:
    is_year = coarse.is_year and coarse.mod is None and coarse.kind != "shift"
    return fine.kind == "date" and fine.year is None and fine.within is None and is_year


def _numbered(
    fine: Expression, coarse: Expression, head_last: bool, is_of: bool
) -> Expression | None:
    """The nth or the last unit of a coarser one."""
    is_this = is_of and coarse.kind == "relative" and coarse.unit in ("month", "year")
    if _is_last(fine, head_last) and (coarse.kind in ("date", "nth") or is_this):
        fine = fine._replace(kind="nth", type="DATE", number=None, mod=None, ordinal=-1)
    if fine.kind == "nth" and fine.within and fine.within.kind == "nth" and coarse.is_year:
        month = fine.within._replace(within=coarse, bare=False)
        return fine._replace(within=month) if fine.within.within is None else None
    is_open = fine.within is None or (fine.within.bare and coarse.is_year)
    if fine.kind != "nth" or not is_open:
        return None
    return fine._replace(within=coarse, bare=False)


def _is_last(fine: Expression, head_last: bool) -> bool:
    """The last week (of August): the end of the month, not the week before this one."""
    is_plain = fine.kind in ("relative", "window") and fine.within is None
    if not is_plain or fine.unit not in LAST_UNITS or fine.number not in (None, "1"):
        return False
    is_edge = head_last and fine.mod == "END"  # जुलाई के आखिरी हफ्ते
    return (
        is_edge or fine.direction in ("last", "past") or (fine.offset == -1 and fine.base == "dct")
    )


def _holds(coarse: Expression, fine: Expression) -> bool:
    is_month = coarse.kind == "date" and coarse.month is not None and coarse.day is None
    is_named = coarse.kind == "relative" and coarse.unit in ("month", "week")
    is_month = is_month or (coarse.kind == "nth" and coarse.unit == "month")
    is_finer = fine.unit in ("day", "week", "weekend")
    return coarse.is_year or ((is_month or is_named) and is_finer)
