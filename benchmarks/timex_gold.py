"""Gold time expressions of duckling's and msspec's tests, as spans with their readings."""

import re
from datetime import date, datetime

from timex_found import DAY, HOUR, MINUTE, at

CLOCK = r"\d ?(:|h|点|點|时|時|uhr|am|pm|a\.m|p\.m)|o'clock|noon"
FAR = 400  # days from the reference that only a year or a count of years can reach
FAR_BY_YEARS = 750  # "last year" reaches so far, "the 10th of next month" does not
YEAR_WORDS = r"(?i)year|ann[ée]e|\bans?\b|a[ñn]o|jahr|yıl|sene|वर्ष|साल|年|عام|سنة"
YEARS = (  # what reaches so far: a year in digits, or a count of years, decades or centuries
    r"(?i)\d{4}|\b(3[2-9]|[4-9]\d)\b|\b\d\d$|['’]\d\d|\d\d?\D{1,4}\d\d?\D{1,4}\d\d|"
    r"(\d\D{0,15}|two|three|deux|trois|dos|tres|zwei|drei|दो|iki) ?"
    r"(year|an|a[ñn]o|jahr|yıl|sene|वर्ष|साल)|"
    r"nineteen|quarters|vorletzt|"
    r"decade|centur|d[ée]cenn|si[èe]cle|mil(le)?\b|d[ée]cada|siglo|dezenni|s[ée]culo|asır|yüzyıl|"
    r"दशक|सदी|शताब्दी|年|世纪|عقد|thousand|hundred"
)


class Gold:
    """A gold mention: its span, and its readings."""

    def __init__(self, start, end, readings):
        """`readings` are of (kind, first, last); what they hold depends on the kind."""
        self.start, self.end, self.readings = start, end, readings


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
        if _lost_reference(result, case) or _lost_clock(result, case):
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
    if not days or re.search(YEARS, words):
        return False
    limit = FAR_BY_YEARS if re.search(YEAR_WORDS, words) else FAR
    return all(abs((at(date.fromisoformat(day)) - ref).days) > limit for day in days)


def _lost_clock(result, case):
    """Whether a mention counts from a clock of the reference that the case does not give.

    Such a gold has a clock to the second where the words have none, hours after midnight.
    """
    words = case["text"][result["start"] : result["end"]]
    if "T" in case["ref"] or re.search(CLOCK, words):
        return False
    edges = [v.get(key) or "" for v in result["values"] for key in ("value", "start", "end")]
    clocks = [
        edge[11:19] for edge in edges if re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", edge)
    ]
    timex = "".join(v.get("timex") or "" for v in result["values"][:1])
    is_counted = re.search(r"T\d\d:\d\d:\d\d", timex) or (
        "T" not in timex and any(not clock.endswith(":00:00") for clock in clocks)
    )
    is_end = any(clock.endswith(":59") for clock in clocks)
    return bool(is_counted and clocks and not is_end) and min(clocks) >= "06"


def _reading(value):
    kind, timex = value["type"], value.get("timex") or ""
    if kind in ("duration", "set"):
        return kind, timex, value.get("value")
    if timex == "PRESENT_REF":
        return "now", None, None
    first = value.get("value") or value.get("start")
    last = value.get("end")
    if first == "not resolved":
        day = re.match(r"(\d{4}-\d\d)-(\d\d)|XXXX-(\d\d)-(\d\d)|\((\d{4}-\d\d)-(\d\d)", timex)
        if day and kind != "set":
            return "impossible", (day[1] or day[5] or ""), None
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
