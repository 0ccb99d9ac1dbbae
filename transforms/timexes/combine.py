"""Joins neighbouring expressions: a part of day with its day, March with "of last year"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.timexes.clocks import share_half, to_24
from transforms.timexes.expression import EVENT, Expression
from transforms.timexes.scan import Unit
from transforms.timexes.within import within

GLUE = ("of", "the", "comma", "at", "on", "from", "lpar", "rpar")
PM_PARTS = ("TAF", "TEV", "TNI")
LINKS = 3  # little words between "end" and "the year"


@dataclass(frozen=True, slots=True)
class Item:
    """An expression over units `first` to `last` (excluded) of its run."""

    first: int
    last: int
    expression: Expression
    rule: str = ""


def join_items(items: Sequence[Item], run: Sequence[Unit], head_last: bool = False) -> list[Item]:
    """Joins what belongs together, left to right, until nothing joins any more.

    `head_last`: the language puts the coarser unit first ("2015'in ilk haftası").
    """
    joined: list[Item] = []
    for item in items:
        if joined and item.first < joined[-1].last and joined[-1].expression.part == "TNI":
            continue  # the second day of a night from the 5th to the 6th
        joined.append(item)
        while len(joined) > 1:
            pair = _join(joined[-2], joined[-1], run, head_last)
            if pair is None:
                break
            joined[-2:] = [pair]
    return joined


def _join(left: Item, right: Item, run: Sequence[Unit], head_last: bool) -> Item | None:
    gap = run[left.last : right.first]
    is_glued = all(unit.is_mark(*GLUE) for unit in gap) or _is_dashed(left, right, gap)
    night = _night_range(left, right, gap)
    if night or not is_glued:
        return night
    a, b = left.expression, right.expression
    if _comes_from(gap) and a.kind not in ("part", "clock"):
        return None
    if any(u.is_mark("comma") for u in gap) and not _may_follow_comma(a, b, gap):
        return None
    if any(u.is_mark("lpar", "rpar") for u in gap) and not (a.is_day and b.is_day):
        return None
    for rule in (_decade_century, _clock_part, _day_part, _same_day, _weekday_week, within):
        merged = within(a, b, gap, head_last) if rule is within else rule(a, b, gap)
        if merged is not None:
            last = right.last
            closes = any(u.is_mark("lpar") for u in gap) and last < len(run)
            last += 1 if closes and run[last].is_mark("rpar") else 0
            return Item(left.first, last, merged, right.rule if b.is_day else left.rule)
    return None


def _is_dashed(left: Item, right: Item, gap: Sequence[Unit]) -> bool:
    """Whether a dash parts a weekday from its date (Friday - June 15), or Q1 from its year."""
    a, b = left.expression, right.expression
    is_pair = a.kind == "weekday" and a.day is None and b.kind == "date" and b.day is not None
    is_pair = is_pair and b.weekday is None
    is_pair = is_pair or (a.quarter is not None and b.kind == "date" and b.is_year)
    return len(gap) == 1 and gap[0].is_mark("dash") and is_pair


def _may_follow_comma(a: Expression, b: Expression, gap: Sequence[Unit]) -> bool:
    """A date after its weekday or after today, a clock after its day; lists stay apart."""
    if any(u.is_mark("on", "from") and not u.is_mark("the") for u in gap) and b.kind != "clock":
        return False
    is_today = a.kind == "relative" and a.base == "dct" and a.unit == "day" and a.part is None
    named = b.kind == "date" and b.day is not None and (a.kind == "weekday" or is_today)
    named = named or (a.kind == "clock" and b.kind == "date" and b.day is not None)
    return named or b.kind == "clock" or (is_today and b.kind == "weekday")


def _comes_from(gap: Sequence[Unit]) -> bool:
    return any(u.is_mark("from") and not u.is_mark("of") for u in gap)


def _night_range(left: Item, right: Item, gap: Sequence[Unit]) -> Item | None:
    """The night from Wednesday to, or just into, Thursday belongs to Wednesday."""
    a, b = left.expression, right.expression
    if a.kind == "part" and a.part == "TNI" and b.is_day and any(u.is_mark("into") for u in gap):
        night = b._replace(type="TIME", part="TNI", days_before=1)
        return Item(left.first, right.last, night, right.rule)
    follows = b.kind == "weekday" and b.weekday == (a.weekday or 0) % 7 + 1
    is_pair = not gap and a.kind == "weekday" and follows
    is_link = is_pair or bool(gap) and all(u.is_mark("to", "until", "the", "dash") for u in gap)
    if is_link and a.part == "TNI" and a.kind != "part" and b.is_day and b.part is None:
        if a.kind == "date" and a.month is None and b.month is not None:
            a = a._replace(month=b.month, year=b.year)
        return Item(left.first, right.last, a, left.rule)
    return None


def _decade_century(a: Expression, b: Expression, gap: Sequence[Unit]) -> Expression | None:
    """A decade with its century."""
    for decade, century in ((a, b), (b, a)):  # the 30s of the 19th century, 十九世纪七十年代
        units = (decade.unit, century.unit)
        if a.kind == b.kind == "value" and units == ("decade", "century"):
            return decade._replace(value=f"{century.value}{(decade.value or '')[2:]}")
    return None


def _clock_part(a: Expression, b: Expression, gap: Sequence[Unit]) -> Expression | None:
    if a.is_day and a.clock and not a.is_half and b.kind == "part" and not gap:
        day = a._replace(clock=None, opening=None, part=b.part)  # at 8:30 Tuesday night
        return _clock_part(a._replace(kind="clock", bare=False), day, gap)
    clock, other = (a, b) if a.clock and a.kind == "clock" else (b, a)
    if clock.kind != "clock" or other.part is None or other.clock is not None:
        return None
    half = "pm" if other.part in PM_PARTS else "am"
    hour, rest = int((clock.clock or "T00")[1:3]), (clock.clock or "")[3:]
    if (other.part == "TNI" and hour < 6) or (other.part in ("TNI", "TEV") and hour == 12):
        half = "am"
    if other.part == "TMI":
        half = "pm" if hour < 6 else ""
    is_noon = clock.opening is not None and hour == 12 and other.part == "TMO"
    value = f"T{12 if is_noon else to_24(hour, half):02d}{rest}"
    kind = "clock" if other.kind == "part" else other.kind
    opening = clock.opening
    if opening and not opening.is_half:
        first, value = share_half((opening.clock, False), (value, True))
        opening = opening._replace(clock=first, is_half=True)
    return other._replace(
        kind=kind, type="TIME", clock=value, part=None, opening=opening, is_half=True,
        bare=other.bare and kind == "relative",
    )  # fmt: skip


def _day_part(a: Expression, b: Expression, gap: Sequence[Unit]) -> Expression | None:
    for piece, day in ((a, b), (b, a)):
        if _comes_from(gap) and piece is not a:
            continue
        if piece.kind in ("part", "clock") and day.is_day and day.clock is None:
            is_taken = day.part is not None and piece.kind == "part"
            if is_taken or (day.feast and piece.kind == "clock"):
                continue
            part = piece.part or day.part
            return day._replace(
                type="TIME", part=part, clock=piece.clock, opening=piece.opening,
                is_half=piece.is_half, start=0, end=0,
            )  # fmt: skip
    return None


def _same_day(a: Expression, b: Expression, gap: Sequence[Unit]) -> Expression | None:
    """Thursday, 7 March: one day by two names; the weekday is kept to pick the year."""
    if a.link == EVENT and a.unit == "day" and b.is_day and b.kind != "relative":
        return b._replace(days_before=-int(a.offset or 0), part=a.part, type=a.type)
    for name, day in ((a, b), (b, a)):
        if name.kind == "weekday" and name.within is None and name.day is None and day.is_day:
            is_list = any(u.is_mark("comma") for u in gap) and day.kind == "date"
            is_after = name is b and is_list
            if name.direction and any(u.is_mark("to") for u in gap):
                continue  # du vendredi prochain au 1er octobre
            if day.kind == "weekday" or day.weekday is not None or is_after:
                continue
            side = day.direction or ("this" if name.direction == "this" else None)
            return _timed(day, name)._replace(weekday=name.weekday, direction=side)
    if a.kind == "relative" and a.unit == "day" and b.kind == "date" and b.day is not None:
        if a.base == "ref" and a.offset and any(u.is_mark("of") for u in gap):
            return b._replace(days_before=-int(a.offset), part=a.part, type=a.type)
        return _timed(b, a)
    return None


def _timed(day: Expression, other: Expression) -> Expression:
    """The day with the part of day or clock that either of two names of it has."""
    part, clocked = other.part or day.part, other if other.clock else day
    return day._replace(
        part=part, clock=clocked.clock, opening=clocked.opening, is_half=clocked.is_half,
        type="TIME" if part or clocked.clock else "DATE",
    )  # fmt: skip


def _weekday_week(a: Expression, b: Expression, gap: Sequence[Unit]) -> Expression | None:
    for day, week in ((a, b), (b, a)):
        is_week = week.kind == "relative" and week.unit in ("week", "weekend")
        if day.kind == "weekday" and is_week and day.within is None and week.mod is None:
            return day._replace(within=week)
    return None


def widen(item: Item, run: Sequence[Unit], edge_after: bool = False, floor: int = 0) -> Item:
    """Takes in the words around an expression that qualify it: early, about, end of.

    `edge_after`: "Mart sonunda". `floor` is where the expression before it ends.
    """
    item = _with_edge_after(item, run) if edge_after else item
    first, expression = item.first, item.expression
    while first > floor:
        before = run[first - 1]
        step = 1
        while before.is_mark("of", "the", "at", "on") and step < LINKS and first - step > floor:
            step += 1
            before = run[first - step]
        if step > 1 and not {"EDGE", "APPROX"} & set(before.readings):
            break
        if "EDGE" in before.readings and _takes_edge(expression):
            expression = expression._replace(mod=before.readings["EDGE"])
        elif "APPROX" in before.readings and _takes_bound(before, expression):
            expression = expression._replace(mod=expression.mod or before.readings["APPROX"])
        else:
            break
        first -= step
    return Item(first, item.last, expression, item.rule)


def _with_edge_after(item: Item, run: Sequence[Unit]) -> Item:
    last = item.last + (item.last < len(run) and run[item.last].is_mark("of"))
    is_open = item.expression.kind in ("date", "relative") and _takes_edge(item.expression)
    if last < len(run) and "EDGE" in run[last].readings and is_open and not item.expression.day:
        expression = item.expression._replace(mod=run[last].readings["EDGE"])
        return Item(item.first, last + 1, expression, item.rule)
    return item


def _takes_bound(before: Unit, expression: Expression) -> bool:
    """Whether "about" fits; "over" and the like only go with counted things."""
    counted = expression.kind in ("duration", "shift")
    return counted or before.readings["APPROX"] == "APPROX"


def _takes_edge(expression: Expression) -> bool:
    """Whether early, mid or late can go before the expression."""
    kinds = ("date", "weekday", "relative", "value", "part", "nth")
    return expression.mod in (None, "APPROX") and expression.kind in kinds
