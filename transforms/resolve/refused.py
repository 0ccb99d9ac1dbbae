"""Reports that are no event by themselves: of no single day, of routine, of an accident."""

from __future__ import annotations

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import AnnotatedArticle
from transforms.resolve.dates import COMING, VAGUE
from transforms.resolve.mishaps import is_mishap
from transforms.resolve.number_words import read_number
from transforms.resolve.reports import Report

TOLLS = {"kill", "die", "wound"}
WHOLE = "whole_country"  # the cue of a toll that no single event has
YEARLY = "this_year"  # the cue of a toll of months
ARREST, DEATH = "arrest", "die"
MONTH, MANY = 31, 100
POLITICAL = {"demonstration", "significant"}


def find_refusal(
    report: Report, annotated: AnnotatedArticle, lexicon: Lexicon
) -> tuple[str, str] | None:
    """Reports of no single day: dated by a year, or counting the dead of a whole war."""
    if report.date.reason == COMING:
        return ("NC03.coming_day", "its day is after that of the news")
    if report.date.reason == VAGUE:
        return ("NC11.vague_date", "dated by a year or more, or counted since long ago")
    kinds = {a.kind for a in report.agents}
    if report.candidate.trigger_class == "block" and kinds and kinds <= {"police", "state"}:
        return ("NC05.police_watch", "a way closed by the police or the army")
    if is_of_suspects(report, annotated, lexicon):
        return ("NC13.ordinary_arrest", "an arrest of suspects")
    if is_mishap(report):
        return ("NC12.accident", "the toll of an accident or a disaster")
    return _sum_refusal(report, annotated, lexicon)


def _sum_refusal(
    report: Report, annotated: AnnotatedArticle, lexicon: Lexicon
) -> tuple[str, str] | None:
    """Tolls of a country, of a year, or of a war ("a conflict that has claimed 70,000 lives")."""
    if report.candidate.trigger_class not in TOLLS:
        return None
    if WHOLE in report.candidate.cues:
        return ("NC10.aggregate_toll", "the toll of a country or of years")
    no_place = report.place.place is None
    is_bare = report.date.day is None and no_place
    if report.date.reason == "month" and no_place and _are_several(report, annotated):
        return ("NC10.aggregate_toll", "the toll of a month")
    if is_bare and YEARLY in report.candidate.cues:
        return ("NC10.aggregate_toll", "the toll of a year")
    tokens = annotated.sentences[report.candidate.sentence].tokens
    doers = [tokens[a.head] for a in report.candidate.agents]
    wars = lexicon.roles.get("wars", frozenset())
    if report.date.day is None and any({fold(t.lemma), fold(t.text)} & wars for t in doers):
        return ("NC10.aggregate_toll", "the toll of a war")
    if is_bare and _is_since_long(report, annotated, lexicon):
        return ("NC10.aggregate_toll", "counted since long ago")
    victims = " ".join(a.text.casefold() for a in report.candidate.patients)
    if any(word in victims.split() for word in lexicon.vague["thousands"]):
        return ("NC10.aggregate_toll", "the toll of a war or a campaign")
    return None


def _is_since_long(report: Report, annotated: AnnotatedArticle, lexicon: Lexicon) -> bool:
    """True for hundreds "since 8 October", counted over more than a month."""
    sentence, dct = annotated.sentences[report.candidate.sentence], annotated.creation_time.day
    since = lexicon.modality.get("since_marks", frozenset())
    if dct is None or not any(fold(t.text) in since for t in sentence.tokens):
        return False
    inside = [t for t in annotated.timexes if sentence.start <= t.start < sentence.end]
    is_old = any(t.start_day and (dct - t.start_day).days > MONTH for t in inside)
    dated = {
        token.index for token in sentence.tokens for t in inside if t.start <= token.start < t.end
    }
    counts = (read_number(t, lexicon) for t in sentence.tokens if t.index not in dated)
    return is_old and any(count is not None and count >= MANY for count in counts)


def _are_several(report: Report, annotated: AnnotatedArticle) -> bool:
    """True where more than one is hit ("12 have died this month")."""
    candidate = report.candidate
    tokens = annotated.sentences[candidate.sentence].tokens
    dead = candidate.agents if candidate.trigger_class == DEATH else ()
    hit = [tokens[a.head] for a in (*candidate.patients, *dead)]
    return any("Number=Plur" in t.feats or t.upos == "NUM" for t in hit)


def is_of_suspects(report: Report, annotated: AnnotatedArticle, lexicon: Lexicon) -> bool:
    """True for arrests of mere suspects, thieves or the like (roles `suspects` of the packs).

    No arrest of demonstrators is told so, unless their march is in the same sentence.
    """
    candidate = report.candidate
    words = lexicon.roles.get("suspects", frozenset())
    tokens = annotated.sentences[candidate.sentence].tokens
    held = [tokens[a.head] for a in candidate.patients if a.sentence == candidate.sentence]
    if candidate.trigger_class != ARREST or not held or candidate.cues & POLITICAL:
        return False
    return all({fold(t.lemma), fold(t.text)} & words for t in held)
