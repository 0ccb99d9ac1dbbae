"""One report of several days becomes one mention a day: "from Monday to Wednesday 12 died".

By the codebook's splitting rule a toll summed over days is divided evenly, the remainder to
the first day. Days count as several where the text lists them ("on Monday and Tuesday"), where
it gives both ends of a range and sums a toll over it or says that it happened daily, and where
it counts the days of the event itself ("three days of clashes"); those end on the event's day
and are derived, so their precision is 2. Counted days in several places stay one row a place, of
precision 2: that each place saw each of the days is not said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from transforms.records import AnnotatedArticle, Mention, Timex
from transforms.resolve.dates import is_within
from transforms.timexes.links import LIST, RANGE
from transforms.tree import ancestors

SPLIT = "split"
MAX_DAYS = 9
DAYS = re.compile(r"P([2-9])D")
EVERY_DAY = "P1D"
DERIVED = 2
UNSPLIT_CLASSES = {"ceasefire", "talks", "release", "form_group", "capture", "recapture"}


def split_days(
    mention: Mention, annotated: AnnotatedArticle, *, is_one_place: bool = True
) -> tuple[Mention, ...]:
    """The mention itself, or one for each of its days, oldest first."""
    if any(c.trigger_class in UNSPLIT_CLASSES for c in mention.candidates):
        return (mention,)
    days, precision = _stated_days(mention, annotated), 1
    if not days:
        days, precision = _counted_days(mention, annotated), DERIVED
        if days and not is_one_place:
            return (replace(mention, date=replace(mention.date, precision=DERIVED)),)
    if len(days) < 2:
        return (mention,)
    each, rest = divmod(mention.fatalities.value, len(days))
    rule = f"{mention.fatalities.rule}.{SPLIT}_{len(days)}_days"
    reason = f"{mention.date.reason}.{SPLIT}"
    return tuple(
        replace(
            mention,
            date=replace(mention.date, day=day, precision=precision, reason=reason),
            fatalities=replace(mention.fatalities, value=each + (number < rest), rule=rule),
        )
        for number, day in enumerate(days)
    )


def _stated_days(mention: Mention, annotated: AnnotatedArticle) -> list[date]:
    """The days of a list, or of a range if a toll is summed over it or it happened daily."""
    span = mention.date.span
    if mention.date.reason not in (RANGE, LIST) or span is None:
        return []
    days = [t.start_day for t in annotated.timexes if is_within(t, span) and t.start_day]
    if mention.date.reason == LIST or len(days) < 2:
        return days
    daily = any(t.type == "SET" and t.value == EVERY_DAY for t in _near(mention, annotated))
    if not (mention.fatalities.value or daily):
        return []
    return _run(days[0], (days[-1] - days[0]).days + 1)


def _counted_days(mention: Mention, annotated: AnnotatedArticle) -> list[date]:
    """The days of "three days of clashes", up to the event's own day."""
    last = mention.date.day
    count = max((_count_above(mention, t, annotated) for t in _near(mention, annotated)), default=0)
    if last is None or mention.date.precision == 3 or count < 2:
        return []
    return _run(last - timedelta(days=count - 1), count)


def _count_above(mention: Mention, timex: Timex, annotated: AnnotatedArticle) -> int:
    """How many days the expression counts, if a trigger of the mention hangs on it."""
    found = DAYS.fullmatch(timex.value) if timex.type == "DURATION" else None
    if not found:
        return 0
    for candidate in mention.candidates:
        sentence = annotated.sentences[candidate.sentence]
        token = sentence.tokens[candidate.trigger_token]
        above = next(iter(ancestors(sentence, token.index)), None)
        if above is None or not token.deprel.startswith("nmod"):
            continue
        if timex.start <= above.start < timex.end <= token.start:
            return int(found[1])
    return 0


def _near(mention: Mention, annotated: AnnotatedArticle) -> Sequence[Timex]:
    """The time expressions of the mention's sentences."""
    sentences = [annotated.sentences[c.sentence] for c in mention.candidates]
    spans = {(s.start, s.end) for s in sentences}
    return [t for t in annotated.timexes if any(a <= t.start < b for a, b in spans)]


def _run(first: date, count: int) -> list[date]:
    return [first + timedelta(days=n) for n in range(count)] if count <= MAX_DAYS else []
