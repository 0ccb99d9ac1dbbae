"""Moments of found and of gold time expressions, and when they are the same."""

import re
from datetime import date, datetime, timedelta
from functools import cached_property

from transforms.timexes import load_pack
from transforms.timexes.pack import FOLDER
from transforms.timexes.sections import SHAPES_FILE
from transforms.timexes.shapes import read_shapes
from transforms.timexes.windows import window

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
HOURS = {  # hours of the first day within which a library may put the part of day
    "TMO": (0, 13), "TMI": (11, 15), "TAF": (12, 20), "TEV": (16, 28), "TNI": (16, 33), "TDT": (6, 21),
}  # fmt: skip
UNITS = {"S": 1, "M": 60, "H": 3600, "D": 86400, "W": 604800, "Y": 31536000, "Q": 7776000,
         "DE": 315360000, "WE": 172800, "CE": 3153600000, "NI": 86400}  # fmt: skip
SHAPES = read_shapes((FOLDER / SHAPES_FILE).read_text(encoding="utf-8"), SHAPES_FILE)
CLOCK_RULES = {shape.id for shape in SHAPES if shape.build in ("clock", "clocks")}
COUNT_RULES = {"count-unit-after", "count-unit-before"}  # "three days" before "from Tuesday"
SHIFT_RULES = {shape.id for shape in SHAPES if shape.build == "shift"}
FAR = 400  # days from the reference that only a year or a count of years can reach
YEAR_WORDS = (
    r"(?i)year|decade|centur|annual|ann[ée]e|\bans?\b|d[ée]cenn|si[èe]cle|mil(le)?\b|a[ñn]o|d[ée]cada|siglo|"
    r"jahr|dezenni|ano|s[ée]culo|yıl|sene|asır|वर्ष|साल|दशक|年|世纪|عام|سنة|عقد|thousand|hundred"
)
OPEN_SOURCES = {"default", "cue", "tense", "mention", "since"}


class Found:
    """One of our mentions, with the moments that its value names."""

    def __init__(self, timex, text, ref, language):
        """Reads days, clock and part of day from the TIMEX3 value."""
        self.timex, self.ref, self.pack = timex, ref, load_pack(language)
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

    @property
    def counted(self):
        """The day that a counted shift reaches, or None."""
        timex = self.timex
        is_counted = timex.rule_id in COUNT_RULES and timex.start_day
        if is_counted or (timex.rule_id in SHIFT_RULES and timex.grain == "day"):
            return at(timex.start_day)
        is_shift = timex.rule_id in SHIFT_RULES and timex.begin and timex.begin == timex.end_point
        return at(date.fromisoformat(timex.begin)) if is_shift else None


class Gold:
    """A gold mention: its span, and its readings."""

    def __init__(self, start, end, readings):
        """`readings` are of (kind, first, last); what they hold depends on the kind."""
        self.start, self.end, self.readings = start, end, readings


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


def gold_of_duckling(case):
    """The one mention of a duckling case: the whole text."""
    days = [moment(text) for text in case["dates"]]
    first = days[0] if days else None
    ref, grain = datetime.fromisoformat(case["ref"]), case["grain"]
    readings = []
    if "Open" in case["kind"] or not days:
        readings.append(("open", first, first and after(first, grain)))
    elif len(days) == 1:
        readings.append(("span", first, after(first, grain)))
    else:  # its ends take in the last hour or minute ("9:30 to 11:00" ends at 11:01)
        readings.append(("span", first, days[1]))
        if grain in ("minute", "hour"):
            step = MINUTE if grain == "minute" else HOUR
            readings.append(("span", first, days[1] - step))
        if first == ref:  # "by 2 pm" starts now
            readings.append(("open", days[1], days[1] - DAY))
    return Gold(0, len(case["text"]) + 1, readings)


def moment(text):
    """A gold time; months and years are written with -00."""
    return datetime.fromisoformat(text.replace("-00-00", "-01-01").replace("-00T", "-01T"))


def after(first, grain):
    """The first moment after the one of this grain that starts at `first`."""
    months = {"month": 1, "quarter": 3, "year": 12}.get(grain)
    if months:
        count = first.year * 12 + first.month - 1 + months
        return first.replace(year=count // 12, month=count % 12 + 1)
    steps = {"week": 7 * DAY, "day": DAY}
    return first + steps.get(grain, MINUTE)


def gold_of_msspec(case):
    """The mentions of an msspec case; None where its reference day was lost."""
    golds = []
    for result in case["results"]:
        if "timezone" in result["typeName"]:
            continue
        if _lost_reference(result, case):
            return None
        readings = [_reading(value) for value in result["values"]]
        golds.append(Gold(result["start"], result["end"], readings))
    return golds


def _lost_reference(result, case):
    """Whether the readings of a mention cannot be of the case's reference day."""
    ref = datetime.fromisoformat(case["ref"])
    days = [v.get("value") or v.get("start") or v.get("end") or "" for v in result["values"]]
    days = sorted({day[:10] for day in days if re.match(r"\d{4}-", day)})
    is_open = any("XX" in (value.get("timex") or "") for value in result["values"])
    if is_open and len(days) > 1:
        return not days[0] <= case["ref"][:10] <= days[-1]
    words = case["text"][result["start"] : result["end"]]
    names_year = re.search(r"\d{4}|\b\d\d\b", words) or re.search(YEAR_WORDS, words)
    far = [day for day in days if abs((at(date.fromisoformat(day)) - ref).days) > FAR]
    return bool(far) and len(far) == len(days) and not names_year


def _reading(value):
    kind, timex = value["type"], value.get("timex") or ""
    if kind in ("duration", "set"):
        return kind, timex, value.get("value")
    if timex == "PRESENT_REF":
        return "now", None, None
    first = value.get("value") or value.get("start")
    last = value.get("end")
    if first == "not resolved":
        return "pattern", timex, None
    if kind in ("time", "timerange"):
        return "clock", first, last or value.get("Mod")
    if value.get("Mod") in ("before", "after", "since", "until") or not (
        first and (last or "range" not in kind)
    ):
        return "open", moment(first or last), moment(last or first)
    first = moment(first)
    grain = "minute" if "time" in kind else "day"
    return ("span", first, moment(last) if last else after(first, grain))


def covers(gold, found):
    """Whether our mentions inside the gold span name the same moments."""
    if not gold.readings:
        return bool(found)
    for mention in found:
        mention.group = found
    return bool(found) and any(
        CHECKS[kind](first, last, found) for kind, first, last in gold.readings
    )


def _now(first, last, found):
    return len(found) == 1 and found[0].timex.value == "PRESENT_REF"


def _pattern(timex, _, found):
    pattern = re.escape(timex).replace("X", ".")
    return len(found) == 1 and re.fullmatch(pattern, found[0].timex.value) is not None


def _duration(timex, length, found):
    length = float(length) if (length or "").replace(".", "").isdigit() else seconds(timex)
    totals = [f.seconds for f in found if f.timex.type == "DURATION"]
    return len(totals) == len(found) and None not in totals and abs(sum(totals) - length) < 1


def _set(timex, _, found):
    sets = [f.timex.value for f in found if f.timex.type == "SET"]
    others = [f for f in found if f.timex.type != "SET"]
    plain = re.sub(r"XXXX-XX-XX|:00$", "", timex)
    if any(v == timex or (seconds(v) and seconds(v) == seconds(timex)) for v in sets):
        return True
    clocks = [re.sub(r":00$", "", f.timex.value[10:]) for f in others]
    return bool(sets) and any(plain == (re.sub(r"P1D", "", v) + c) for v in sets for c in clocks)


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
        near = {f.start, f.end, f.counted, f.days and f.days[1]} - {None}
        if any(same_moment(e, m, f) for e in edges for m in near):
            return True
    return False


def same_moment(gold, ours, found):
    """Equal, or equal after turning the clock by half a day or the calendar by one turn back."""
    turns = [timedelta(0)]
    if found.is_half_open:
        turns += [timedelta(hours=12), timedelta(hours=-12)]
    is_this = found.timex.rule_id.startswith("dir-w") and found.start and found.start <= found.ref
    if found.timex.direction_source in OPEN_SOURCES or is_this:
        turns += [turn - DAY * back for turn in turns for back in _turns_back(gold, found)]
    rounded = ours.replace(second=0)  # duckling's gold is cut to minutes
    return any(gold + turn in (ours, rounded) for turn in turns)


def _turns_back(gold, found):
    """Days from the gold reading back to the same one of the day, week, month or year before."""
    if gold < found.ref - DAY:
        return ()
    return {turn for mention in found.group for turn in _turns_of(mention.timex.rule_id)}


def _turns_of(rule):
    if rule == "weekday-day":
        return range(7, 366 * 2, 7)  # the 15th that is a Thursday
    if "weekday" in rule or "wdpart" in rule:
        return (7,)
    if rule in ("the-day", "day-marked", "d-mark"):
        return (28, 29, 30, 31)
    return (1,) if rule in CLOCK_RULES else (365, 366)


def _span(first, last, found):
    if len(found) == 1 and _window(first, last, found[0]):
        return True
    if any(_whole(first, last, f) and _agree(f, found) for f in found):
        return True
    clocks = [f for f in found if f.clock is not None]
    ends = clocks if len(clocks) == 2 else found if not clocks else []
    if len(ends) < 2 or None in (ends[0].start, ends[-1].end):
        return False
    a, b = ends[0], ends[-1]
    is_end = any(same_moment(last, m, b) for m in (b.start, b.end))
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
            *(_turns_back(first, found) if found.timex.direction_source in OPEN_SOURCES else ()),
        ]
        is_near = any(abs((first - DAY * back - found.start).days) <= reach for back in backs)
        return last - first <= timedelta(days=100) and is_near
    if found.timex.mod in ("START", "MID", "END"):
        return found.start <= first and last <= found.end
    return same_moment(first, found.start, found) and same_moment(last, found.end, found)


def _window(first, last, found):
    """A counted window: the same length on the same side of the reference."""
    length = found.seconds
    if found.timex.type != "DURATION" or length is None or found.timex.begin is None:
        return False
    is_past = first < found.ref
    is_ours_past = found.timex.end_point <= found.ref.date().isoformat()
    real = (last - first).total_seconds()
    slack = {"Y": 0.003, "M": 0.12}.get(found.timex.value[-1], 0.0) * length + 1
    slack = 60 if length < HOUR.total_seconds() else slack  # gold times are cut to minutes
    return is_past == is_ours_past and abs(real - length) <= slack


CHECKS = {
    "now": _now, "pattern": _pattern, "duration": _duration, "set": _set, "clock": _clock,
    "open": _open, "span": _span,
}  # fmt: skip
