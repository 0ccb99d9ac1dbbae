"""Who fights, where the word for the fight names nobody ("fighting for the town went on").

Fighting of which less than two sides are named takes those that its own sentence names. Where
that names no place either, it goes on with the sentence before it in the paragraph, and takes
those of both. Only if they are two armed sides in all, no more, that can be enemies; who tells
it ("the army said") is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transforms.actor_names import ActorHit, ActorIndex
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import ActorReading, AnnotatedArticle, Sentence, Span
from transforms.resolve.actors import kind_of
from transforms.resolve.reports import Group, Report
from transforms.tree import span_of, subtree

FIGHTS = {"clash", "repel", "capture", "recapture", "ambush"}
TAKINGS = {"capture", "recapture"}
SIDES = {"state", "police", "group", "external"}
UNNAMED = {"armed", "gang", "communal"}
CROWDS = {"protesters", "rioters"}
OWN = {"state", "police"}
"""Forces of one country, which are no enemies of each other."""
SUBJECTS = {"nsubj", "nsubj:pass"}
RULE = "actor.told_beside"


def name_sides(
    groups: Sequence[Group],
    annotated: AnnotatedArticle,
    lexicon: Lexicon,
    index: ActorIndex,
    countries: frozenset[str],
) -> None:
    """Give fights the sides that stand beside them; those that name two keep theirs."""
    for group in groups:
        fight = next((r for r in group.reports if r.candidate.trigger_class in FIGHTS), None)
        if fight is None or group.families != {"violence"}:
            continue
        told = [a for r in group.reports for a in (*r.agents, *r.patients)]
        if {a.kind for a in told} & (UNNAMED | CROWDS):
            continue
        known = {(a.form, a.country): a for a in told if a.kind in SIDES}
        if len(known) > 1:
            continue
        found = _beside(fight, annotated, lexicon, index, countries)
        new = [a for a in found if a.form not in {form for form, _ in known}]
        sides = [*known.values(), *new]
        if len(sides) == 2 and not all(a.kind in OWN for a in sides):
            at = group.reports.index(fight)
            group.reports[at] = _with_sides(fight, new)


def _with_sides(report: Report, sides: Sequence[ActorReading]) -> Report:
    """The report with the sides in the parts that are open."""
    if len(sides) == 2:
        return replace(report, agents=tuple(sides[:1]), patients=tuple(sides[1:]))
    is_taking = report.candidate.trigger_class in TAKINGS  # a side told is who holds the place
    if is_taking or any(a.kind in SIDES for a in report.agents):
        return replace(report, patients=(*sides, *report.patients))
    return replace(report, agents=(*sides, *report.agents))


def _beside(
    fight: Report,
    annotated: AnnotatedArticle,
    lexicon: Lexicon,
    index: ActorIndex,
    countries: frozenset[str],
) -> list[ActorReading]:
    """Sides named in the sentence, else in it and the one before it."""
    own = annotated.sentences[fight.candidate.sentence]
    found = _named(own, annotated.article.text, lexicon, index, countries)
    if len(found) < 2 and own.index and fight.place.place is None:
        before = annotated.sentences[own.index - 1]
        if before.paragraph == own.paragraph:
            found = _named(before, annotated.article.text, lexicon, index, countries) | found
    return list(found.values())


def _named(
    sentence: Sentence,
    text: str,
    lexicon: Lexicon,
    index: ActorIndex,
    countries: frozenset[str],
) -> dict[str, ActorReading]:
    """Armed sides that a sentence names as doing or suffering something, by their forms."""
    speakers = _speakers(sentence, lexicon)
    found: dict[str, ActorReading] = {}
    for hit in index.find(text[sentence.start : sentence.end], countries):
        span = Span(sentence.start + hit.start, sentence.start + hit.end)
        if kind_of_side(hit) in SIDES and not any(s.start <= span.start < s.end for s in speakers):
            found.setdefault(hit.actor.form, _reading(hit, span))
    return found


def kind_of_side(hit: ActorHit) -> str | None:
    """The kind of a hit; None of an identity."""
    return None if hit.actor.kind == "identity" else kind_of(hit)


def _speakers(sentence: Sentence, lexicon: Lexicon) -> list[Span]:
    """The words of those who tell it."""
    verbs = {
        t.index
        for t in sentence.tokens
        if {fold(t.lemma), fold(t.text)} & lexicon.modality["reporting"]
    }
    heads = [t for t in sentence.tokens if t.deprel in SUBJECTS and t.head in verbs]
    return [span_of(subtree(sentence, head.index)) for head in heads]


def _reading(hit: ActorHit, span: Span) -> ActorReading:
    """A side by its name; its country where it has one home (a bare army is the place's)."""
    actor = hit.actor
    is_bound = actor.kind == "force" or (actor.kind == "group" and "{country}" not in actor.form)
    country = actor.countries[0] if is_bound and len(actor.countries) == 1 else None
    return ActorReading(
        kind_of(hit), actor.form, actor.inter, country, (), span, RULE, eras=actor.eras
    )
