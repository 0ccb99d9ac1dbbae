"""When our mentions and a gold mention name the same moments."""

import re
from datetime import timedelta

from timex_found import (
    COUNT_RULES,
    DAY,
    HOURS,
    MINUTE,
    OPEN_SOURCES,
    at,
    months,
    same_moment,
    seconds,
    turns_back,
)
from timex_lengths import is_counted_in, is_start_and_length, is_window, is_within

SEASONS = ("SP", "SU", "FA", "WI")


def covers(gold, found):
    """Whether our mentions inside the gold span name the same moments."""
    if not gold.readings:
        return bool(found)
    if gold.readings[0][0] == "impossible":
        return _impossible(gold.readings[0][1], None, found)
    for mention in found:
        mention.group = found
    return bool(found) and any(
        CHECKS[kind](first, last, found) for kind, first, last in gold.readings
    )


def _now(first, last, found):
    return len(found) == 1 and found[0].timex.value == "PRESENT_REF"


def _pattern(timex, _, found):
    """An unresolved gold value: equal up to its X, a season and a fiscal year by name."""
    pattern = re.escape(timex).replace("X", ".")
    if timex in SEASONS:
        pattern = rf".*-{timex}"
    if timex.startswith("FY"):
        pattern = pattern.replace("FY", "(FY)?", 1)
    return len(found) == 1 and re.fullmatch(pattern, found[0].timex.value) is not None


def _duration(timex, length, found):
    length = float(length) if (length or "").replace(".", "").isdigit() else seconds(timex)
    if len(found) == 1 and months(timex) and months(timex) == months(found[0].timex.value):
        return True
    totals = [f.seconds for f in found if f.timex.type == "DURATION"]
    if len(found) == 1 and "X" in found[0].timex.value:
        return re.sub(r"[\d.]+", "X", timex or "") == found[0].timex.value
    return len(totals) == len(found) and None not in totals and abs(sum(totals) - length) < 1


def _set(timex, _, found):
    sets = [f.timex.value for f in found if f.timex.type == "SET"]
    sets = [re.sub(r"^XXXX-XX-XXT", "T", value) for value in sets]
    timex = "XXXX-WXX-WE" if timex == "P1WE" else timex
    others = [f for f in found if f.timex.type != "SET"]
    plain = re.sub(r"XXXX-XX-XX|:00$", "", timex)
    if any(v == timex or (seconds(v) and seconds(v) == seconds(timex)) for v in sets):
        return True
    if months(timex) and months(timex) in [months(v) for v in sets]:
        return True
    clocks = [re.sub(r":00$", "", f.timex.value[10:]) for f in others if f.clock is not None]
    halves = [_hours_on(c) for f, c in zip(others, clocks, strict=False) if f.is_half_open]
    heads = [re.sub(r"P1D|T[A-Z]{2}$", "", value) for value in sets]
    return any(plain == head + clock for head in heads for clock in clocks + halves)


def _hours_on(clock):
    """The clock twelve hours on: T03 to T15."""
    return f"T{(int(clock[1:3]) + 12) % 24:02d}{clock[3:]}"


def _clock(first, last, found):
    """Clock times without a day: the same hours and minutes."""
    ours = [f for f in found if f.clock is not None]
    parts = [f for f in found if f.clock is None]
    if not ours:
        part = parts[0].part if len(parts) == 1 else None
        return part is not None and first is not None and _in_part(_hours(first), part)
    ends = [first, last] if last and last[0].isdigit() and len(ours) > 1 else [first or last]
    return len(ours) == len(ends) and all(
        _same_clock(_hours(e), f) for e, f in zip(ends, ours, strict=True)
    )


def _hours(text):
    hour, minute = text.split(":")[:2]
    return timedelta(hours=int(hour), minutes=int(minute))


def _same_clock(gold, ours):
    turns = [timedelta(0), timedelta(hours=12)] if ours.is_half_open else [timedelta(0)]
    return any((ours.clock + turn - gold) % DAY < MINUTE for turn in turns)


def _in_part(hours, part):
    low, high = HOURS[part]
    return timedelta(hours=low) <= hours < timedelta(hours=high)


def _open(first, last, found):
    edges = {first, last} - {None}
    if not edges:
        return True
    for f in found:
        if f.timex.mod in ("START", "MID", "END") and any(_edge_in(edge, f) for edge in edges):
            return True
        near = {f.start, f.end, f.counted, f.days and f.days[1]} - {None}
        if any(same_moment(e, m, f) for e in edges for m in near):
            return True
    return False


def _edge_in(moment, found):
    """Whether the moment lies in the unit that "early", "mid" or "late" is part of."""
    is_open = found.timex.direction_source in OPEN_SOURCES
    backs = [0, *(turns_back(moment, found) if is_open else ())]
    return found.start is not None and any(
        found.start <= moment - DAY * back <= found.end for back in backs
    )


def _span(first, last, found):
    if len(found) == 1 and (is_window(first, last, found[0]) or is_within(first, last, found[0])):
        return True
    if len(found) == 2 and (
        is_start_and_length(first, last, found) or is_counted_in(first, last, found)
    ):
        return True
    if any(_whole(first, last, f) and _agree(f, found) for f in found):
        return True
    clocks = [f for f in found if f.clock is not None]
    ends = clocks if len(clocks) == 2 else found if not clocks else []
    if len(ends) < 2 or None in (ends[0].start, ends[-1].end):
        return False
    a, b = ends[0], ends[-1]
    is_end = any(same_moment(last, m, b) for m in (b.start, b.end))
    is_end = is_end or (b.timex.mod is not None and _edge_in(last - MINUTE, b))
    if a.timex.mod is not None and _edge_in(first - DAY, a) and is_end:
        return True
    between = all(f.start is None or a.start - DAY < f.start <= b.end for f in found)
    return same_moment(first, a.start, a) and is_end and between


def _agree(main, found):
    if main.timex.rule_id in COUNT_RULES:
        edges = {main.timex.begin, main.timex.end_point}
        return all(f is main or str(f.timex.start_day) in edges for f in found)
    return _hold(main, found)


def _hold(main, found):
    """Whether the other mentions of the group hold the main one, or lie in it."""
    return all(
        f is main
        or (f.days and main.days and f.days[0] < main.days[1] and main.days[0] < f.days[1])
        for f in found
    )


def _whole(first, last, found):
    """Whether one of our mentions covers first to last."""
    if found.counted is not None and at(first) <= found.counted < max(last, at(first) + DAY):
        return True
    if found.start is None:
        return False
    if found.part is not None:
        day = at(first) if first.hour >= 6 or found.part == "TMO" else at(first) - DAY
        is_day = same_moment(at(first), found.days[0], found) or found.days[0] == day
        return is_day and (
            _in_part(first - at(first), found.part) or _in_part(first - day, found.part)
        )
    if found.clock is not None or found.timex.value == "PRESENT_REF":
        return last - first <= timedelta(hours=1) and same_moment(first, found.start, found)
    if found.timex.grain in ("weekend", "season"):
        reach = 31 if found.timex.grain == "season" else 4
        backs = [
            0,
            *(turns_back(first, found) if found.timex.direction_source in OPEN_SOURCES else ()),
        ]
        is_near = any(abs((first - DAY * back - found.start).days) <= reach for back in backs)
        return last - first <= timedelta(days=100) and is_near
    if found.timex.mod in ("START", "MID", "END"):
        open_ended = found.timex.direction_source in OPEN_SOURCES
        backs = [0, *(turns_back(first, found) if open_ended else ())]
        return any(
            found.start <= first - DAY * b <= last - DAY * b <= found.end + MINUTE for b in backs
        )
    return same_moment(first, found.start, found) and same_moment(last, found.end, found)


def _impossible(month, _, found):
    """30 February: no day of it is given; the month may be."""
    days = [f for f in found if f.timex.value[:7] == month and f.timex.grain in ("day", "time")]
    return not days


CHECKS = {
    "now": _now, "pattern": _pattern, "duration": _duration, "set": _set, "clock": _clock,
    "open": _open, "span": _span, "impossible": _impossible,
}  # fmt: skip
