"""Days that lie in a year long past, by the year told right before or inside the clause."""

from __future__ import annotations

import re

from transforms.records import AnnotatedArticle, Candidate, Timex

COARSE_GRAINS = {"year", "decade", "century", "season", "quarter"}
MAX_YEAR_DAYS = 366
PAST = "PAST_REF"
BESIDE_CHARS = 6
"""Between a year and a day of it: "Hace treinta años, el 18 de julio"."""
_DAY_OF_MONTH = re.compile(r"\d")
_YEAR = re.compile(r"\d{4}")


def is_of_old_year(timex: Timex, annotated: AnnotatedArticle) -> bool:
    """True for a bare month told behind a year long past ("In 1982 ... In September ...").

    Also for a day of the month without a year that stands beside such a year.
    """
    before = [t for t in annotated.timexes if t.start_day and t.start < timex.start]
    if not before or not _is_old(before[-1], annotated, 2 * MAX_YEAR_DAYS):
        return False
    if before[-1].grain not in COARSE_GRAINS:
        return False
    is_bare = _DAY_OF_MONTH.search(timex.text) and not _YEAR.search(timex.text)
    is_beside = timex.start - before[-1].end <= BESIDE_CHARS
    return timex.grain == "month" or bool(is_bare and is_beside)


def is_long_past(timex: Timex, annotated: AnnotatedArticle) -> bool:
    """True for "in 1998", "in the past": what it dates is no news, whoever says so on Monday."""
    if timex.value == PAST:
        return True
    is_year = timex.type == "DATE" and timex.grain in COARSE_GRAINS
    return is_year and _is_old(timex, annotated, MAX_YEAR_DAYS)


def is_old_clause(candidate: Candidate, annotated: AnnotatedArticle) -> bool:
    """True where the trigger's own clause tells a past year ("who in 1978 joined the assault")."""
    return any(
        t.type == "DATE" and t.grain in COARSE_GRAINS and _is_old(t, annotated, MAX_YEAR_DAYS)
        for t in annotated.timexes
        if candidate.clause.start <= t.start < candidate.clause.end
    )


def _is_old(timex: Timex, annotated: AnnotatedArticle, days: int) -> bool:
    today = annotated.creation_time.day
    return bool(today and timex.end_day and (today - timex.end_day).days > days)
