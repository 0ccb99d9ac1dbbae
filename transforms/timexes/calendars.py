"""Days of months, weeks, other calendars and feasts. Pure date arithmetic, no today."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from hijridate import Gregorian, Hijri

HIJRI_YEARS = range(1343, 1501)  # what the Umm al-Qura tables of hijridate cover
JALALI_BREAKS = (
    -61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210,
    1635, 2060, 2097, 2192, 2262, 2324, 2394, 2456, 3178,
)  # fmt: skip


def month_days(year: int, month: int) -> tuple[date, date]:
    """First and last day of a Gregorian month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """`day` moved by months, on the month's last day where its own number is missing."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def safe_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where there is none (31 June, year 0)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def move(day: date, days: int) -> date | None:
    """`day` moved by `days`, or None beyond years 1 to 9999."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth ISO weekday of a month, -1 for the last; None if the month has no such day."""
    first, last = month_days(year, month)
    if nth < 0:
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    day = 1 + (weekday - first.isoweekday()) % 7 + 7 * (nth - 1)
    return safe_date(year, month, day)


def hijri_span(year: int, month: int, day: int | None) -> tuple[date, date] | None:
    """Gregorian first and last day of a Hijri day or month (Umm al-Qura)."""
    if year not in HIJRI_YEARS:
        return None
    try:
        length = Hijri(year, month, 1).month_length()
        first = Hijri(year, month, day or 1).to_gregorian()
        last = Hijri(year, month, day or length).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(*first.datetuple()), date(*last.datetuple())


def hijri_year(day: date) -> int | None:
    """The Hijri year of a Gregorian day, or None outside the tables."""
    try:
        return int(Gregorian.fromdate(day).to_hijri().year)
    except (ValueError, OverflowError):
        return None


def jalali_span(year: int, month: int, day: int | None) -> tuple[date, date] | None:
    """Gregorian first and last day of a Jalali day or month; None if there is no such day."""
    if not 1 <= year < JALALI_BREAKS[-1] or not 1 <= month <= 12:
        return None
    first, is_leap = _nowruz(year)
    length = 31 if month < 7 else 30 if month < 12 or is_leap else 29
    if day is not None and not 1 <= day <= length:
        return None
    start = first + timedelta(days=(month - 1) * 31 - max(0, month - 7))
    if day is not None:
        return start + timedelta(days=day - 1), start + timedelta(days=day - 1)
    return start, start + timedelta(days=length - 1)


def _nowruz(year: int) -> tuple[date, bool]:
    """The first day of a Jalali year, and whether it is a leap year (Borkowski 1996)."""
    leaps, start, jump = -14, JALALI_BREAKS[0], 0
    for end in JALALI_BREAKS[1:]:
        jump = end - start
        if year < end:
            break
        leaps += jump // 33 * 8 + jump % 33 // 4
        start = end
    n = year - start
    leaps += n // 33 * 8 + (n % 33 + 3) // 4
    if jump % 33 == 4 and jump - n == 4:
        leaps += 1
    gregorian = year + 621
    march = 20 + leaps - (gregorian // 4 - (gregorian // 100 + 1) * 3 // 4 - 150)
    if jump - n < 6:
        n = n - jump + (jump + 4) // 33 * 33
    return date(gregorian, 3, march), ((n + 1) % 33 - 1) % 4 == 0


def easter(year: int) -> date:
    """Western Easter Sunday (anonymous Gregorian algorithm, Meeus 1991)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Orthodox Easter Sunday in the Gregorian calendar (Meeus; 1900 to 2099)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def feast_spans(rule: str, year: int) -> list[tuple[date, date]]:
    """First and last day of a feast in a Gregorian year (a Hijri feast may fall twice).

    `rule` is one of: MM-DD, MM-DD/N (N days), easter+N, orthodox+N, nth MM WEEKDAY N(+days),
    hijri MM-DD/N, jalali MM-DD/N.

    >>> feast_spans("hijri 10-01/3", 2024)[0][0]
    datetime.date(2024, 4, 10)
    """
    body, _, length = rule.partition("/")
    days = int(length) - 1 if length else 0
    starts = _feast_starts(body, year)
    return [(start, start + timedelta(days=days)) for start in starts if start]


def _feast_starts(body: str, year: int) -> list[date | None]:
    if body.startswith(("easter", "orthodox")):
        name, _, offset = body.partition("+")
        sunday = easter(year) if name == "easter" else orthodox_easter(year)
        return [move(sunday, int(offset or 0))]
    if body.startswith("nth "):
        named, _, later = body.partition("+")
        month, weekday, nth = (int(n) for n in named.split()[1:])
        named_day = nth_weekday(year, month, weekday, nth)
        return [move(named_day, int(later or 0)) if named_day else None]
    calendar_name, _, month_day = body.rpartition(" ")
    month, day = (int(n) for n in month_day.split("-"))
    if calendar_name == "":
        return [safe_date(year, month, day)]
    if calendar_name == "jalali":
        years, convert = (year - 622, year - 621), jalali_span
    else:
        first = hijri_year(date(year, 1, 1)) or 0
        years, convert = (first, first + 1), hijri_span
    spans = [convert(y, month, day) for y in years]
    return [span[0] for span in spans if span and span[0].year == year]
