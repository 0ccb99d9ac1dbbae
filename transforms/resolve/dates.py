"""Which day is the event's: choice of the time expression and its time_precision.

Order: a time expression of the trigger's clause, then of its sentence, then of an earlier
sentence of the paragraph, then the article's news day, then the document creation time (both
with precision 2 and their reason). What dates a statement ("said on Thursday") is left to it.

Precision (codebook coding_rules, time): 1 one day; 2 a week or like period, its middle;
3 a month, its midpoint or the end named; vaguer gives no day. Never after the DCT.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import AnnotatedArticle, Candidate, ResolvedDate, Sentence, Span, Timex
from transforms.resolve.old_years import COARSE_GRAINS, is_long_past, is_of_old_year, is_old_clause
from transforms.resolve.past_weekdays import as_past
from transforms.resolve.statements import dates_other, is_in_aside
from transforms.timexes.event_day import event_day
from transforms.timexes.links import RANGE, tell_link
from transforms.tree import case_words, distance

Rank = tuple[int, int]
FAR: Rank = (9, 0)
DATED = {"DATE", "TIME", "DURATION"}
LEAD_SENTENCES = 4
MAX_WEEK_DAYS = 9
MAX_MONTH_DAYS = 31
VAGUE = "vague_past"
COMING = "coming_day"
"""The event's own day is after the DCT: "a march on 19 March"."""
LATER = "in-"
LATER_UNITS = "count-unit-later"
"""Rules of "in two hours", "after two hours": told from the event, not from the article's day."""
BARE_UNITS = ("unit-later", "unit-earlier", "in-unit")
"""Rules of "hours later", "hours before": not counted, and told from the event too."""
SUMMED = {"kill", "die", "wound", "displace", "clash"}
"""Classes of which a perfect with "since" gives a sum ("have killed 80 since Thursday")."""
LASTING = {"clash", "kill", "attack", "capture", "displace"}
YEARS = ("Y", "DE", "CE")
REASONS = {"weekend": "weekend", "week": "week_middle", "month": "month"}
WINDOWS = {1: "past_day", 2: "range_middle", 3: "month"}
UNDATED = ResolvedDate(None, None, "no_date")


def resolve_date(
    candidate: Candidate, annotated: AnnotatedArticle, lexicon: Lexicon
) -> ResolvedDate:
    """Return the event day that the candidate's own sentence gives, or no day."""
    sentence = annotated.sentences[candidate.sentence]
    if _is_vague(annotated, sentence) or _lasts_years(annotated, candidate):
        return ResolvedDate(None, None, VAGUE)
    best: tuple[Rank, ResolvedDate] | None = None
    nearest_vague, ranges = FAR, _ranges(annotated, sentence)
    is_coming, vague, dct = False, None, annotated.creation_time.day
    for timex in _inside(annotated, sentence):
        token = _token_at(sentence, timex)
        if token is None or dates_other(sentence, token, candidate, lexicon):
            continue
        resolved = to_event_day(as_past(timex, token, sentence), dct)
        age = (dct - resolved.day).days if dct and resolved.day else 0
        in_clause = candidate.clause.start <= timex.start < candidate.clause.end
        in_clause &= not is_in_aside(sentence, token, candidate)
        rank = (0 if in_clause else 1, distance(sentence, candidate.trigger_token, token))
        is_since = _is_since(timex, age, sentence, candidate, lexicon)
        if is_long_past(timex, annotated) or is_since or is_of_old_year(timex, annotated):
            vague = vague if is_long_past(timex, annotated) else VAGUE
            of_noun = sentence.tokens[token].deprel == "nmod"  # "the bombing in 1998"
            nearest_vague = min(nearest_vague, (rank[0], rank[1] + (not of_noun)))
            continue
        if resolved.day is None:
            is_own = _is_when(sentence, token, candidate, lexicon)
            is_coming |= is_own and _is_ahead(timex, annotated)
            continue
        whole = next((r for r in ranges if r.span and is_within(timex, r.span)), None)
        best = min(best or (FAR, resolved), (rank, whole or resolved), key=lambda found: found[0])
    if best and not _is_old(best[0], nearest_vague, candidate, annotated):
        return best[1]
    return _without_day(is_coming and best is None, VAGUE if best else vague)


def _is_old(
    rank: Rank, nearest_vague: Rank, candidate: Candidate, annotated: AnnotatedArticle
) -> bool:
    """True where a year, or a time since when is counted, stands nearer than the day."""
    return nearest_vague <= rank or bool(rank[0] and is_old_clause(candidate, annotated))


def _without_day(is_coming: bool, vague: str | None) -> ResolvedDate:
    if not is_coming and not vague:
        return UNDATED
    return ResolvedDate(None, None, vague or COMING)


def _is_since(
    timex: Timex, age: int, sentence: Sentence, candidate: Candidate, lexicon: Lexicon
) -> bool:
    """Counted since a day long before the news, or up to it ("39 have died since Monday")."""
    before = {fold(t.text) for t in [t for t in sentence.tokens if t.end <= timex.start][-1:]}
    before |= set(case_words(sentence, _token_at(sentence, timex) or 0))
    since = lexicon.modality.get("since_marks", frozenset())
    is_perfect = any(t.deprel == "aux" and "Tense=Pres" in t.feats for t in sentence.tokens)
    is_summed = is_perfect and candidate.trigger_class in SUMMED
    return age > (1 if is_summed else MAX_WEEK_DAYS) and bool(before & since)


def _is_ahead(timex: Timex, annotated: AnnotatedArticle) -> bool:
    """True for a day after the DCT."""
    dct = annotated.creation_time.day
    is_day = timex.type in {"DATE", "TIME"} and timex.start_day is not None
    return bool(is_day and dct and timex.start_day and timex.start_day > dct)


def _is_when(sentence: Sentence, token: int, candidate: Candidate, lexicon: Lexicon) -> bool:
    """True where an expression says when the trigger's own noun takes place.

    It hangs on the noun or, with it, on one verb ("appellent à une marche le 19 mars"); not
    where the noun tells what came before ("after the clashes, schools close until Monday").
    """
    trigger = sentence.tokens[candidate.trigger_token]
    governor = sentence.tokens[token].head
    if trigger.upos not in {"NOUN", "PROPN"}:
        return False
    if governor == trigger.index:
        return True
    told = lexicon.modality.get("factual_marks", frozenset())
    is_beside = governor == trigger.head and trigger.deprel in {"obj", "obl", "nsubj", "nsubj:pass"}
    return is_beside and bool(told) and not told & set(case_words(sentence, trigger.index))


def _ranges(annotated: AnnotatedArticle, sentence: Sentence) -> list[ResolvedDate]:
    """Several days that one expression after the other names.

    A range of two to nine days has its middle as day, with precision 2; a list ("Monday and
    Tuesday") its first day, with precision 1.
    """
    found = []
    for first, last in pairwise(_inside(annotated, sentence)):
        days = [to_event_day(t, annotated.creation_time.day) for t in (first, last)]
        one, other = days[0].day, days[1].day
        if one is None or other is None or {d.precision for d in days} != {1}:
            continue
        if not 1 <= (other - one).days < MAX_WEEK_DAYS:
            continue
        link = tell_link(annotated.article.text, first, last, annotated.language)
        middle = one + timedelta(days=(other - one).days // 2)
        day, precision = (middle, 2) if link == RANGE else (one, 1)
        if link is not None:
            found.append(ResolvedDate(day, precision, link, Span(first.start, last.end)))
    return found


def is_within(timex: Timex, span: Span) -> bool:
    """True where a time expression lies in a span."""
    return span.start <= timex.start and timex.end <= span.end


def _is_vague(annotated: AnnotatedArticle, sentence: Sentence) -> bool:
    """True where a sentence dates its events by a past year or more, and by nothing nearer."""
    dated = [t for t in _inside(annotated, sentence) if t.type in DATED and t.start_day]
    dct = annotated.creation_time.day
    coarse = [t for t in dated if t.grain in COARSE_GRAINS]
    if not coarse or len(coarse) < len(dated):
        return False
    return all(
        t.end_day and (dct is None or (dct - t.end_day).days > MAX_MONTH_DAYS) for t in coarse
    )


def _lasts_years(annotated: AnnotatedArticle, candidate: Candidate) -> bool:
    """True where the trigger's own clause lasts for years ("has fought for 18 years")."""
    sentence = annotated.sentences[candidate.sentence]
    return candidate.trigger_class in LASTING and any(
        t.type == "DURATION" and t.value.endswith(YEARS) and not _is_age(sentence, t)
        for t in annotated.timexes
        if candidate.clause.start <= t.start < candidate.clause.end
    )


def _is_age(sentence: Sentence, timex: Timex) -> bool:
    """True for "12-year-old" and for years that belong to a person ("un niño de 12 años")."""
    top = _token_at(sentence, timex)
    if "-" in timex.text or top is None:
        return True
    head = sentence.tokens[top].head
    return head >= 0 and sentence.tokens[head].upos in {"NOUN", "PROPN", "ADJ", "PRON"}


def nearest_date(candidate: Candidate, annotated: AnnotatedArticle) -> ResolvedDate:
    """Return the day of the nearest earlier sentence of the paragraph that names one."""
    for sentence in reversed(annotated.sentences[: candidate.sentence]):
        if sentence.paragraph != candidate.paragraph:
            break
        for timex in reversed(_inside(annotated, sentence)):
            resolved = to_event_day(timex, annotated.creation_time.day)
            if resolved.day and resolved.precision == 1:
                return ResolvedDate(resolved.day, 1, "paragraph_day", timex.span)
    return UNDATED


def news_day(annotated: AnnotatedArticle) -> ResolvedDate:
    """Return the day of the news: first day named in the lead, else the DCT; precision 2."""
    creation = annotated.creation_time
    body = [s for s in annotated.sentences if s.role == "body"][:LEAD_SENTENCES]
    for sentence in body:
        for timex in _inside(annotated, sentence):
            resolved = to_event_day(timex, creation.day)
            if resolved.day and resolved.precision == 1 and _is_recent(resolved.day, creation.day):
                return ResolvedDate(resolved.day, 2, "news_day", timex.span)
    if creation.day:
        return ResolvedDate(creation.day, 2, "publication_day", creation.span)
    return ResolvedDate(None, None, "no_publication_date")


def to_event_day(timex: Timex, dct: date | None) -> ResolvedDate:
    """Map a time expression to a day and a time_precision; future ones give no day."""
    if timex.direction == "future" or _is_later(timex, dct):
        return UNDATED
    day, precision = event_day(timex, dct)
    if day is None:
        return UNDATED
    if timex.type == "DURATION":
        return ResolvedDate(day, precision, WINDOWS[precision or 1], timex.span)
    return ResolvedDate(day, precision, REASONS.get(timex.grain, "stated_day"), timex.span)


def _is_later(timex: Timex, dct: date | None) -> bool:
    """True for "after two hours", "a few hours later": they count from an event, not from us."""
    if timex.grain == "time" and timex.rule_id.startswith(LATER):
        return True
    is_relative = timex.rule_id in {LATER_UNITS, *BARE_UNITS}
    return is_relative and dct is not None and timex.anchor == dct.isoformat()


def _is_recent(day: date, dct: date | None) -> bool:
    return dct is None or 0 <= (dct - day).days <= MAX_WEEK_DAYS


def _inside(annotated: AnnotatedArticle, sentence: Sentence) -> list[Timex]:
    return [t for t in annotated.timexes if sentence.start <= t.start < sentence.end]


def _token_at(sentence: Sentence, timex: Timex) -> int | None:
    """The highest token of the expression in the tree."""
    inside = [t for t in sentence.tokens if timex.start <= t.start < timex.end]
    indexes = {t.index for t in inside}
    return next((t.index for t in inside if t.head not in indexes), None)
