"""Clock times: from slots to a TIMEX3 time of day."""

from __future__ import annotations

import re
from collections.abc import Mapping

HOURS = 24


def read_clock(values: Mapping[str, str], sign: int) -> str | None:
    """`T20:30` of a clock's slots; None if the hour or minute does not exist.

    `sign` is -1 where the minutes are to be taken off ("quarter to nine").
    """
    second = ""
    if "clock" in values and not {"fraction", "min"} & set(values):
        return values["clock"] + _zone(values)
    if "clock" in values:
        hour, minute = int(values["clock"][1:3]), _minutes(values) * sign
        hour = 0 if hour == HOURS and minute > 0 else hour  # minuit trois
    elif "time" in values:
        found = re.match(r"(\d{1,2})\D+(\d{2})(?::(\d{2}))?", values["time"])
        if not found:
            return None
        hour, minute = int(found[1]), int(found[2])
        second = f":{found[3]}" if found[3] and int(found[3]) < 60 else ""
    else:
        hour, minute = _numbers(values, sign)
    if values.get("unit") == "second" and int(values.get("sec", "60")) < 60:
        second = f":{int(values['sec']):02d}"
    if minute < 0:
        hour, minute = hour - 1, minute + 60
    if hour > HOURS or minute > 59:
        return None
    hour = to_24(hour, values.get("ampm"))
    return f"T{hour:02d}:{minute:02d}{second}{_zone(values)}"


def _numbers(values: Mapping[str, str], sign: int) -> tuple[int, int]:
    """Hour and minute where the hour is a number of its own or four digits."""
    if "hhmm" in values:
        return divmod(int(values["hhmm"]), 100)
    hour, minute = int(values["hour"]), _minutes(values) * sign
    return (hour - 1, -minute) if "back" in values else (hour, minute)  # viertel acht: 7:15


def _minutes(values: Mapping[str, str]) -> int:
    return int(float(values.get("min") or values.get("fraction") or 0))


def _zone(values: Mapping[str, str]) -> str:
    return values.get("zone", "")


def to_24(hour: int, half_day: str | None) -> int:
    """The hour of 24 for an hour of 12 and am or pm.

    >>> to_24(8, "pm"), to_24(12, "am")
    (20, 0)
    """
    if half_day == "pm" and hour < 12:
        return hour + 12
    if half_day == "am" and hour == 12:
        return 0
    return hour


def share_half(first: tuple[str, bool], last: tuple[str, bool]) -> tuple[str, str]:
    """The two ends of a range in 24 hours; each comes with whether words named its half.

    An end takes the other's half of the day where the range stays forward; 11 to 1 ends
    after noon.

    >>> share_half(("T05:00", False), ("T18:00", True))
    ('T17:00', 'T18:00')
    >>> share_half(("T11:30", False), ("T01:30", False))
    ('T11:30', 'T13:30')
    """
    (a, is_a), (b, is_b) = first, last
    if is_b and not is_a and a < "T12" and later(a) <= b:
        a = later(a)
    elif not is_b and b < a and b < "T12" and later(b) > a:
        b = later(b)
    return a, b


def later(clock: str) -> str:
    """The clock time twelve hours on.

    >>> later("T03:30")
    'T15:30'
    """
    return f"T{int(clock[1:3]) + 12:02d}{clock[3:]}"
