"""Moving an anchor by units, and the far edge of a window that ends or starts at it."""

from __future__ import annotations

from datetime import date

from transforms.timexes.calendars import add_months, move, safe_date

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


def far_edge(dct: date, length: str, sign: int) -> date | None:
    """The day a TIMEX3 duration before (-1) or after (1) the DCT; None if it is open."""
    number, letter = length[1:-1].strip("T"), length[-1]
    if not number.replace(".", "").isdigit() or float(number) > 9999:
        return None
    count = float(number)
    if "T" in length:
        hours = {"H": 1.0, "M": 1 / 60, "S": 1 / 3600}[letter]
        return move(dct, sign * int(-(-count * hours // 24)))
    if letter in "DW":
        return move(dct, sign * int(count * (7 if letter == "W" else 1)))
    months = int(count * {"M": 1, "Q": 3, "H": 6, "Y": 12}.get(letter, 0))
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
        day = add_months(anchor, int(offset * 12))
        return f"{day.year:04d}-{day.month:02d}"
    return (shifted(anchor, unit, int(offset)) if abs(offset) < 1e6 else None) or UNKNOWN[unit]
