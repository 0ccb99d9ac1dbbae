"""Moving an anchor by units, and the far edge of a window that ends or starts at it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from transforms.records import Timex
from transforms.timexes.calendars import add_months, month_days, move, safe_date

HOURS = {"hour": 1.0, "minute": 1 / 60, "second": 1 / 3600}
UNKNOWN = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX",
    "quarter": "XXXX-QX", "half": "XXXX-HX", "year": "XXXX", "decade": "XXX", "century": "XX",
    "millennium": "X", "night": "XXXX-XX-XXTNI", "hour": "XXXX-XX-XXTXX",
    "minute": "XXXX-XX-XXTXX:XX", "second": "XXXX-XX-XXTXX:XX:XX",
}  # fmt: skip


def shifted(anchor: date, unit: str, offset: int) -> str | None:
    """The value of the unit that lies `offset` units from the one with `anchor` in it.

    >>> shifted(date(2024, 3, 7), "week", -1)
    '2024-W09'
    """
    if unit in ("day", "night"):
        day = move(anchor, offset)
        return day.isoformat() if day else None
    if unit in ("week", "weekend"):
        day = move(anchor, 7 * offset)
        if day is None:
            return None
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "weekend" else "")
    return _shifted_months(anchor, unit, offset)


def _shifted_months(anchor: date, unit: str, offset: int) -> str | None:
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}
    months |= {"century": 1200, "millennium": 12000}
    if not 12 <= anchor.year * 12 + offset * months.get(unit, 1) < 119_988:
        return None
    if unit not in months:
        return anchor.isoformat()
    day = add_months(anchor, offset * months[unit])
    forms = {
        "month": f"{day.year:04d}-{day.month:02d}",
        "quarter": f"{day.year:04d}-Q{(day.month + 2) // 3}",
        "half": f"{day.year:04d}-H{(day.month + 5) // 6}",
        "year": f"{day.year:04d}",
        "decade": f"{day.year:04d}"[:3],
        "century": f"{day.year:04d}"[:2],
        "millennium": f"{day.year:04d}"[:1],
    }
    return forms[unit]


def nth_value(first: date, last: date, unit: str, number: int) -> str | None:
    """The value of the nth unit (-1: the last) of the days `first` to `last`; None if outside.

    A week belongs to the month or year that has its Thursday, as in ISO 8601.

    >>> nth_value(date(2016, 12, 1), date(2016, 12, 31), "week", -1)
    '2016-W52'
    """
    if unit in ("week", "weekend"):
        weekday = 4 if unit == "week" else 6
        first = first + timedelta(days=(weekday - first.isoweekday()) % 7)
        last = last - timedelta(days=(last.isoweekday() - weekday) % 7)
    days = {"week": 7, "weekend": 7, "day": 1}.get(unit)
    if days is None:
        start = date(first.year, first.month, 1) if number > 0 else last
        return shifted(start, unit, number - 1 if number > 0 else number + 1)
    day = move(first, (number - 1) * days) if number > 0 else move(last, (number + 1) * days)
    return shifted(day, unit, 0) if day and first <= day <= last else None


def far_edge(dct: date, length: str, sign: int) -> date | None:
    """The day a TIMEX3 duration before (-1) or after (1) the DCT; None if it is open."""
    letter = "DE" if length.endswith("DE") else "CE" if length.endswith("CE") else length[-1]
    number = length[1 : -len(letter)].strip("T")
    if not number.replace(".", "").isdigit() or float(number) > 9999:
        return None
    count = float(number)
    if "T" in length:
        hours = {"H": 1.0, "M": 1 / 60, "S": 1 / 3600}[letter]
        return move(dct, sign * int(-(-count * hours // 24)))
    if letter in ("D", "W"):
        return move(dct, sign * int(count * (7 if letter == "W" else 1)))
    factors = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200}
    months = int(count * factors.get(letter, 0))
    month = dct.year * 12 + dct.month - 1 + sign * months
    if not months or not 12 <= month < 119_988:
        return None
    moved = add_months(dct, sign * months)
    return safe_date(moved.year, moved.month, moved.day)


def shifted_value(offset: float, unit: str, anchor: date) -> str:
    """The value `offset` units from the anchor; X for what cannot be told."""
    if unit in HOURS:
        day = move(anchor, int(offset * HOURS[unit] / 24))
        return f"{day.isoformat()}TXX" if day else UNKNOWN[unit]
    if offset != int(offset) and unit == "year" and abs(offset) < 1000:
        if not 24 <= anchor.year * 12 + int(offset * 12) < 119_976:
            return UNKNOWN[unit]
        day = add_months(anchor, int(offset * 12))
        return f"{day.year:04d}-{day.month:02d}"
    return (shifted(anchor, unit, int(offset)) if abs(offset) < 1e6 else None) or UNKNOWN[unit]


def counted_day(offset: float, unit: str, anchor: date) -> date | None:
    """The very day that weeks, months or years from the anchor reach; None for other units.

    >>> counted_day(-2, "week", date(2024, 3, 7))
    datetime.date(2024, 2, 22)
    """
    letters = {"week": "W", "month": "M", "quarter": "Q", "year": "Y"}
    if unit not in letters:
        return None
    return far_edge(anchor, f"P{abs(offset):g}{letters[unit]}", -1 if offset < 0 else 1)


def count_from(length: Timex, start: Timex, is_after: bool) -> Timex:
    """A duration counted from the date beside it: two days after Christmas.

    `begin` and `end_point` are TIMEX3's: the date and the day reached; `start_day` and
    `end_day` are the day reached, which is the one that dates an event.
    """
    sign = 1 if is_after else -1
    day = start.start_day
    is_clock = "T" in length.value
    reached = far_edge(day, length.value, sign) if day and not is_clock else None
    if day is None or reached is None or start.type not in ("DATE", "TIME"):
        return length
    first, last = sorted((day, reached))
    return replace(
        length, begin=first.isoformat(), end_point=last.isoformat(), start_day=reached,
        end_day=reached, direction=start.direction, direction_source=start.direction_source,
    )  # fmt: skip


def count_in(length: Timex, outer: Timex, is_first: bool) -> Timex:
    """A duration at the start or the end of the unit beside it: the last four months of 2021."""
    first, last = outer.start_day, outer.end_day
    if first is None or last is None:
        return length
    if length.value[-1] == "W":  # weeks are whole, and belong where their Thursday is
        first += timedelta(days=(4 - first.isoweekday()) % 7 - 3)
        last += timedelta(days=3 - (last.isoweekday() - 4) % 7)
    if is_first:
        reached = far_edge(first, length.value, 1)
        last = reached - timedelta(days=1) if reached else None
    else:
        reached = far_edge(last + timedelta(days=1), length.value, -1)
        first = reached or first
    if reached is None or last is None:
        return length
    end = last + timedelta(days=1)
    return replace(
        length, begin=first.isoformat(), end_point=end.isoformat(), start_day=first, end_day=last,
        direction=outer.direction, direction_source=outer.direction_source,
    )  # fmt: skip


def ordered(first: Timex, last: Timex) -> tuple[Timex, Timex]:
    """The ends of an open range ("from May to March"), so that the start is the nearest before.

    The end keeps its own reading; the start takes the year, or the week, that goes with it.
    """
    a, b = first.start_day, last.start_day
    if a is None or b is None or first.grain not in ("day", "time", "month"):
        return first, last
    if "weekday" in first.rule_id and "range" not in first.rule_id:
        day = move(b, -((b.isoweekday() - a.isoweekday()) % 7))
    else:
        year = b.year - ((a.month, a.day) > (b.month, b.day))
        day = safe_date(year, a.month, a.day)
        if day is None and a.year != year:  # 29 February picks the year of both
            return first, _in_year(last, b.year + a.year - year)
    if day is None or day == a or first.end_day is None:
        return first, last
    last_day = month_days(day.year, day.month)[1] if first.grain == "month" else day
    value = f"{day.year:04d}-{day.month:02d}" if first.grain == "month" else day.isoformat()
    value += first.value[10:] if first.grain != "month" else ""
    return replace(
        first, value=value, start_day=day, end_day=last_day, direction=last.direction
    ), last


def on_day_of(first: Timex, last: Timex) -> Timex:
    """The second end of a range of clock times on the day of the first one."""
    day = first.start_day
    if day is None or first.end_day != day or first.grain != "time" or last.grain != "time":
        return last
    value = day.isoformat() + last.value[10:]
    return replace(last, value=value, start_day=day, end_day=day, direction=first.direction)


def _in_year(timex: Timex, year: int) -> Timex:
    """A day or month of another year."""
    first, last = timex.start_day, timex.end_day
    moved = safe_date(year, first.month, first.day) if first else None
    if first is None or last is None or moved is None:
        return timex
    value = f"{year:04d}{timex.value[4:]}"
    return replace(timex, value=value, start_day=moved, end_day=moved + (last - first))


def moment_value(offset: float, unit: str, moment: datetime | None) -> str | None:
    """The clock time hours, minutes or seconds from `moment`; None if that is not known.

    >>> moment_value(-2, "hour", datetime(2024, 3, 7, 1, 15))
    '2024-03-06T23:15'
    """
    if moment is None or unit not in HOURS or abs(offset) * HOURS[unit] > 1e6:
        return None
    try:
        reached = moment + timedelta(hours=offset * HOURS[unit])
    except OverflowError:
        return None
    return reached.isoformat(timespec="seconds" if unit == "second" else "minutes")
