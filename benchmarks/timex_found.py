"""The moments that our time expressions name, and when one is the gold's."""

import re
from datetime import date, datetime, timedelta
from functools import cached_property

from transforms.timexes import find_timexes, load_pack
from transforms.timexes.pack import FOLDER
from transforms.timexes.sections import SHAPES_FILE
from transforms.timexes.shapes import read_shapes
from transforms.timexes.windows import window

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
HOURS = {  # hours of the first day within which a library may put the part of day
    "TMO": (0, 13), "TMI": (11, 15), "TAF": (12, 20), "TEV": (16, 28), "TNI": (16, 33),
    "TDT": (6, 21),
}  # fmt: skip
UNITS = {"S": 1, "M": 60, "H": 3600, "D": 86400, "W": 604800, "Y": 31536000, "Q": 7776000,
         "DE": 315360000, "WE": 172800, "CE": 3153600000, "NI": 86400}  # fmt: skip
SHAPES = read_shapes((FOLDER / SHAPES_FILE).read_text(encoding="utf-8"), SHAPES_FILE)
CLOCK_RULES = {shape.id for shape in SHAPES if shape.build in ("clock", "clocks")}
COUNT_RULES = {"count-unit-after", "count-unit-before"}  # "three days" before "from Tuesday"
SHIFT_RULES = {shape.id for shape in SHAPES if shape.build == "shift"}
OPEN_SOURCES = {"default", "cue", "tense", "mention", "since"}
MOVABLE_RULES = ("feast", "nth-weekday", "last-weekday")  # no fixed day of the year
ZONES = {  # hours ahead of UTC
    "gmt": 0, "utc": 0, "bst": 1, "cet": 1, "cest": 2, "msk": 3, "ist": 5.5, "est": -5, "edt": -4,
    "cst": -6, "pst": -8, "pdt": -7, "et": -5, "pt": -8,
}  # fmt: skip


class Found:
    """One of our mentions, with the moments that its value names."""

    def __init__(self, timex, text, ref, language, zone=None):
        """Reads days, clock and part of day from the TIMEX3 value.

        `zone` is the zone, in hours, that the gold turns clocks with a named zone to.
        """
        self.timex, self.ref, self.pack, self.zone = timex, ref, load_pack(language), zone
        day, _, rest = timex.value.partition("T")
        self.part = f"T{rest}" if f"T{rest}" in HOURS else None
        clock = re.match(r"(\d\d)(?::(\d\d))?(?::(\d\d))?", rest)
        hour, minute, second = (int(n or 0) for n in clock.groups()) if clock else (0, 0, 0)
        self.clock = timedelta(hours=hour, minutes=minute, seconds=second) if clock else None
        days = window(day, self.pack.weekend) if timex.type in ("DATE", "TIME") else None
        self.days = (at(days[0]), at(days[1]) + DAY) if days else None
        self.text, self.group = text, [self]

    @property
    def start(self):
        """The first moment, or None."""
        if self.timex.value == "PRESENT_REF":
            return self.ref
        return self.days and self.days[0] + (self.clock or timedelta(0))

    @property
    def end(self):
        """The first moment after it, or None."""
        if self.clock is not None or self.timex.value == "PRESENT_REF":
            return self.start and self.start + MINUTE
        return self.days and self.days[1]

    @cached_property
    def is_half_open(self):
        """Whether the words give an hour of twelve without am or pm."""
        hours = self.clock is not None and self.clock <= timedelta(hours=13)
        words = re.findall(r"\w+", self.text.lower())
        kinds = [set(self.pack.words.get(word, ())) for word in words]
        return hours and not any(kind & {"AMPM", "PART"} for kind in kinds)

    @cached_property
    def seconds(self):
        """The length of a duration or set, or None."""
        return seconds(self.timex.value)

    @cached_property
    def exchanged(self):
        """How far the date in digits moves if its day and month change places, or None."""
        start = self.days and self.days[0]
        if not start or self.timex.rule_id not in ("numeric-date", "short-date"):
            return None
        return start - start.replace(month=start.day, day=start.month) if start.day <= 12 else None

    @cached_property
    def zone_turn(self):
        """How far the clock of a zone that the words name is ahead of the gold's, or None."""
        words = [w for w in re.findall(r"\w+", self.text) if w.lower() in ZONES]
        kinds = self.pack.words
        named = [ZONES[w.lower()] for w in words if w.isupper() or "ZONE" in kinds.get(w, ())]
        if self.zone is None or not named or self.clock is None:
            return None
        return timedelta(hours=named[-1] - self.zone)

    def reread(self, day):
        """The first moment of the same expression, read on another day."""
        found = find_timexes(self.text, self.pack.language, day)
        same = [t for t in found if (t.start, t.rule_id) == (self.timex.start, self.timex.rule_id)]
        return at(same[0].start_day) if same and same[0].start_day else None

    @property
    def counted(self):
        """The day that a counted shift reaches, or None."""
        timex = self.timex
        is_counted = timex.rule_id in COUNT_RULES and timex.start_day
        if is_counted or (timex.rule_id in SHIFT_RULES and timex.grain == "day"):
            return at(timex.start_day)
        is_shift = timex.rule_id in SHIFT_RULES and timex.begin and timex.begin == timex.end_point
        return at(date.fromisoformat(timex.begin)) if is_shift else None


def at(day):
    """Midnight before the day."""
    return datetime(day.year, day.month, day.day)


def seconds(value):
    """The length of a TIMEX3 period in seconds; months of 30 days, years of 365.

    >>> seconds("P1W") == seconds("P7D")
    True
    """
    if not re.fullmatch(r"P(\d.*|T\d.*)", value or ""):
        return None
    total, in_time = 0.0, False
    for mark, number, letters in re.findall(r"(T?)([\d.]+)([A-Z]+?)(?=T?[\d.]|$)", value[1:]):
        in_time = in_time or bool(mark)
        factor = 2592000 if letters == "M" and not in_time else UNITS.get(letters)
        if factor is None:
            return None
        total += float(number) * factor
    return total


def months(value):
    """The months of a period of years and months, or None: half a year is six months.

    >>> months("P0.5Y") == months("P6M")
    True
    """
    found = re.fullmatch(r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?", value or "P")
    return 12 * float(found[1] or 0) + float(found[2] or 0) if found else None


def same_moment(gold, ours, found):
    """Equal, or equal after turning the clock by half a day or the calendar by one turn back."""
    turns = [found.zone_turn or timedelta(0)]
    if found.is_half_open:
        turns += [timedelta(hours=12), timedelta(hours=-12)]
    is_this = found.timex.rule_id.startswith("dir-w") and found.start and found.start <= found.ref
    if found.timex.direction_source in OPEN_SOURCES or is_this:
        turns += [turn - DAY * back for turn in turns for back in turns_back(gold, found)]
    turns += [turn + found.exchanged for turn in turns if found.exchanged]
    rounded = ours.replace(second=0)  # duckling's gold is cut to minutes
    return any(gold + turn in (ours, rounded) for turn in turns)


def turns_back(gold, found):
    """Days from the gold reading back to the same one of the day, week, month or year before."""
    if gold < found.ref - DAY:
        return ()
    turns = {turn for mention in found.group for turn in _turns_of(mention.timex.rule_id)}
    if found.timex.rule_id.startswith(MOVABLE_RULES) and found.start:
        firsts = [day for day in (gold, gold - DAY) if found.reread(day) == day]
        turns |= {(day - found.start).days for day in firsts}
    return turns


def _turns_of(rule):
    if rule in ("weekday-day", "weekday-ordinal"):
        return range(7, 366 * 2, 7)  # the 15th that is a Thursday
    if "weekday" in rule or "wdpart" in rule:
        return (7,)
    if rule == "relative":
        return (7, 365, 366)  # "the weekend", "year-end"
    if rule in ("the-day", "day-marked", "d-mark"):
        return (28, 29, 30, 31)
    return (1,) if rule in CLOCK_RULES else (365, 366)
