"""When lengths, windows and what is counted in them name a gold's span."""

from datetime import date

from timex_found import DAY, HOUR, SHIFT_RULES, at, same_moment, seconds

HOUR_SECONDS = HOUR.total_seconds()


def is_window(first, last, found):
    """A counted window: the same length on the same side of the reference."""
    length, real = found.seconds, (last - first).total_seconds()
    if found.timex.type != "DURATION":
        return False
    is_past = first < found.ref
    if "X" in found.timex.value:  # the gold puts 2 to 4 for "a few"
        unit = seconds(found.timex.value.replace("X", "1"))
        is_side = found.timex.direction == ("past" if is_past else "future")
        return unit is not None and is_side and 2 <= real / unit <= 4
    if length is None or found.timex.begin is None:
        return False
    is_ours_past = found.timex.end_point <= found.ref.date().isoformat()
    is_end_in = first <= at(date.fromisoformat(found.timex.end_point)) < last
    if is_end_in and not is_ours_past and real <= 0.6 * length:
        return True  # "upcoming two weeks": duckling gives the last unit of the window
    no_clock = found.ref == at(found.ref) and at(first) == found.ref and length < HOUR_SECONDS * 24
    is_past = is_ours_past if no_clock else is_past
    slack = {"Y": 0.003, "M": 0.12, "Q": 0.03, "E": 0.003}.get(
        found.timex.value[-1], 0.0
    ) * length + 1
    slack = 60 if length < HOUR.total_seconds() else slack  # gold times are cut to minutes
    return is_past == is_ours_past and abs(real - length) <= slack


def is_within(first, last, found):
    """A span that starts or ends at the reference ("within two weeks"), by its other end.

    TIMEX3 has the length of it, or the moment that it reaches.
    """
    timex, ref = found.timex, found.ref
    if ref not in (first, last) and at(ref) not in (first, last):
        return False
    far = first if last in (ref, at(ref)) else last
    if timex.type == "DURATION" and timex.begin is None and found.seconds:
        slack = 0.12 * found.seconds if timex.value[-1] in "MY" else DAY.total_seconds()
        slack = slack if found.seconds >= DAY.total_seconds() else 60
        return abs(abs((far - ref).total_seconds()) - found.seconds) <= slack
    if found.counted is not None:
        return found.counted in (at(far), at(far - DAY))
    is_shift = timex.rule_id in SHIFT_RULES and found.start is not None
    return is_shift and found.start == far


def is_start_and_length(first, last, found):
    """A start and a length ("from 4 pm for thirty minutes"), which are two mentions of TIMEX3."""
    lengths = [f for f in found if f.seconds and (f.timex.begin is None or f.counted)]
    starts = [f for f in found if f.start and f.timex.grain in ("day", "time")]
    if len(lengths) != 1 or len(starts) != 1 or not same_moment(first, starts[0].start, starts[0]):
        return False
    real, length = (last - first).total_seconds(), lengths[0].seconds
    step = 60 if length < DAY.total_seconds() else DAY.total_seconds()
    return 0 <= real - length <= step


def is_counted_in(first, last, found):
    """A length counted in the unit beside it: "the last four months of 2021"."""
    lengths = [f for f in found if f.timex.type == "DURATION" and f.timex.begin]
    edges = [(f.timex.begin, f.timex.end_point) for f in lengths if f.counted is None]
    return (first.date().isoformat(), last.date().isoformat()) in edges
