"""The weekday of the week that a past verb means: "desalojó este domingo", written on Monday."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from transforms.records import Sentence, Timex
from transforms.tree import clause_head

THIS_WEEKDAY = "dir-weekday"
WEEK = timedelta(days=7)
PAST = {"Tense=Past", "VerbForm=Fin"}


def as_past(timex: Timex, token: int, sentence: Sentence) -> Timex:
    """The expression, a week earlier where it is a coming weekday of a verb of the past.

    "This Sunday" is the one of the calendar week for what will be, the last one for what was.
    """
    day = timex.start_day
    if timex.rule_id != THIS_WEEKDAY or timex.direction != "future" or day is None:
        return timex
    verb = sentence.tokens[clause_head(sentence, token)]
    if not {*verb.feats.split("|")} >= PAST:
        return timex
    earlier = day - WEEK
    value = earlier.isoformat()
    return replace(timex, direction="past", start_day=earlier, end_day=earlier, value=value)
