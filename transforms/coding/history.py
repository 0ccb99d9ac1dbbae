"""Mentions without a day of their own that are told as history, or in an item of a list.

Source: not_coded.yaml, NC16. A day of the text is old if it lies more than 366 days before the
document creation time (as in rule V16 of validation_rules.yaml). Mentions whose own day is old
are refused before, in `resolve.mentions`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from transforms.coding.refusals import UNDATED_REASONS
from transforms.records import AnnotatedArticle, Mention, Sentence, Timex

MAX_AGE_DAYS = 366
RECENT_DAYS = 60
PAST_YEAR_DAYS = 31
COARSE = {"year", "decade", "century", "season", "quarter"}
LIST, MONTH = "list", "month"


def find_history(mention: Mention, annotated: AnnotatedArticle) -> tuple[str, str] | None:
    """Return rule and reason where the mention is history, or an undated item of a list."""
    today = annotated.creation_time.day
    if today is None:
        return None
    sentence = annotated.sentences[mention.candidates[0].sentence]
    has_day = mention.date.reason not in UNDATED_REASONS and not _is_hour_only(mention, annotated)
    if sentence.role == LIST and not (has_day and _is_whole_item(mention, sentence, annotated)):
        return ("NC16.item", "an item of a list that has no verb, or no place and recent day")
    if mention.date.reason == "paragraph_day" and _follows_past_year(sentence, annotated, today):
        return ("NC16.old_context", "told after a past year, without a day of its own")
    if has_day and not _is_bare_month(mention, annotated):
        return None
    if _follows_old_year(sentence, annotated, today):
        return ("NC16.old_context", "told after an old year, without a day of its own")
    return None


def _is_whole_item(mention: Mention, sentence: Sentence, annotated: AnnotatedArticle) -> bool:
    """True where the item of a list has a verb and names the place and the day, not an old one."""
    item = [s for s in annotated.sentences if s.paragraph == sentence.paragraph]
    first, last = item[0].start, item[-1].end
    spans = (mention.date.span, mention.place.span)
    is_own = all(span is not None and first <= span.start < last for span in spans)
    has_verb = any(t.upos == "VERB" for s in item for t in s.tokens)
    day, today = mention.date.day, annotated.creation_time.day
    return is_own and has_verb and not (day and today and _is_old(day, today))


def _is_bare_month(mention: Mention, annotated: AnnotatedArticle) -> bool:
    """True for the name of a month without a year ("in November", behind "in August 1942")."""
    span = mention.date.span
    return any(
        t.rule_id == MONTH and t.span == span and not any(map(str.isdigit, t.text))
        for t in annotated.timexes
    )


def _is_hour_only(mention: Mention, annotated: AnnotatedArticle) -> bool:
    """True where the day is that of the article because the text names an hour ("by noon")."""
    span = mention.date.span
    hours = (t for t in annotated.timexes if t.type == "TIME" and span and t.span == span)
    return any(_is_of_article(t, annotated) for t in hours)


def _follows_old_year(sentence: Sentence, annotated: AnnotatedArticle, today: date) -> bool:
    """An old day comes last before the sentence, in its paragraph or in an article without news."""
    before = [t for t in _days(annotated) if t.end <= sentence.start]
    opening = min(s.start for s in annotated.sentences if s.paragraph == sentence.paragraph)
    own = [t for t in before if t.start >= opening]
    if own:
        return _is_old_time(own[-1], today)
    is_news = any(_is_recent(t, today) for t in _days(annotated))
    return bool(before) and not is_news and all(_is_old_time(t, today) for t in before)


def _follows_past_year(sentence: Sentence, annotated: AnnotatedArticle, today: date) -> bool:
    """An earlier sentence of the paragraph tells of a past year ("42 attacks last year")."""
    opening = min(s.start for s in annotated.sentences if s.paragraph == sentence.paragraph)
    return any(
        opening <= t.start < sentence.start
        and t.grain in COARSE
        and t.end_day is not None
        and (today - t.end_day).days > PAST_YEAR_DAYS
        for t in annotated.timexes
        if t.type == "DATE" and not _is_owner(t, annotated)
    )


def _is_owner(timex: Timex, annotated: AnnotatedArticle) -> bool:
    """True for a year that only tells which event is meant ("last year's protests")."""
    tokens = (t for s in annotated.sentences for t in s.tokens)
    return any(timex.start <= t.start < timex.end and t.deprel == "nmod:poss" for t in tokens)


def _days(annotated: AnnotatedArticle) -> Iterable[Timex]:
    """Dates in the order of the text; hours of the article's own day say nothing."""
    dated = (t for t in annotated.timexes if t.type in {"DATE", "TIME"} and t.end_day)
    return [t for t in dated if not _is_of_article(t, annotated)]


def _is_of_article(timex: Timex, annotated: AnnotatedArticle) -> bool:
    """An hour that no word ties to a day: the reader of dates has put it on the article's."""
    is_bare = timex.type == "TIME" and timex.direction_source == "default"
    return is_bare and timex.start_day == annotated.creation_time.day


def _is_recent(timex: Timex, today: date) -> bool:
    return timex.end_day is not None and 0 <= (today - timex.end_day).days <= RECENT_DAYS


def _is_old_time(timex: Timex, today: date) -> bool:
    return timex.end_day is not None and _is_old(timex.end_day, today)


def _is_old(day: date, today: date) -> bool:
    return (today - day).days > MAX_AGE_DAYS
