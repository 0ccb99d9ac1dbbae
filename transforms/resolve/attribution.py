"""Who did it, said elsewhere than beside the trigger: claims, and "the rebels" of one group.

A claim ("Al Shabaab claimed the attack") or an attribution ("police blamed ...") of a
sentence that names one armed group gives the side of the violence told last before it. A
word such as "the rebels" means the only armed group that the article names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from transforms.actor_names import ActorHit, ActorIndex
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import ActorReading, AnnotatedArticle, Argument, Sentence, Span
from transforms.resolve.reports import Group, Report

NON_STATE = {"Rebel group", "Political militia", "Identity militia"}
NAMED = {"group", "state", "police", "external", "communal"}
UNSAID = {"armed", "gang", "unknown"}
VIOLENCE = "violence"
CLAIM, CLAIM_OF_ALL = "claim", "claim_of_all"
CLOSE = 3
"""Sentences behind the deed in which a claim tells who a man of no named side stood for."""
DYING = "die"
"""What its subject does is done to it."""
OTHER_SIDE = {"clash", "repel", "capture", "recapture"}
"""Classes in which both sides act, so that a claim does not tell which one is meant."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that says which group did it."""

    sentence: int
    reading: ActorReading
    is_of_all: bool = False


def sole_group(
    annotated: AnnotatedArticle, index: ActorIndex, countries: frozenset[str]
) -> ActorReading | None:
    """The only armed group that the article names, where it is at home in one of `countries`."""
    text = annotated.article.text
    hits = armed_groups(index.find(text, countries))
    forms = {hit.actor.form for hit in hits}
    if len(forms) != 1:
        return None
    first = hits[0]
    if first.actor.countries and not countries & set(first.actor.countries):
        return None
    return group_reading(first, 0, "actor.only_group_named")


def group_homes(
    annotated: AnnotatedArticle, index: ActorIndex, countries: frozenset[str]
) -> Counter[str]:
    """How often the article names armed groups that have one home, by its ISO3 code."""
    hits = armed_groups(index.find(annotated.article.text, countries))
    return Counter(h.actor.countries[0] for h in hits if len(h.actor.countries) == 1)


def sole_homes(annotated: AnnotatedArticle, index: ActorIndex) -> tuple[str, ...]:
    """Countries (ISO3) that are the only home of an armed group that the article names."""
    return tuple(sorted(group_homes(annotated, index, frozenset())))


def name_generic(
    reading: ActorReading,
    argument: Argument,
    sentence: Sentence,
    sole: ActorReading | None,
    lexicon: Lexicon,
) -> ActorReading:
    """The only group of the article for "the rebels"; other readings as they are."""
    is_post = reading.rule == "actor.military_target"  # "positions of the group"
    if sole is None or (reading.kind not in {"armed", "gang"} and not is_post):
        return reading
    if reading.associates:
        return reading
    inside = [t for t in sentence.tokens if argument.start <= t.start < argument.end]
    words = {form for t in inside for form in (fold(t.lemma), fold(t.text))}
    named = lexicon.roles["group_nouns"] | (
        lexicon.roles.get("bodies", set()) if is_post else set()
    )
    if not words & named:
        return reading
    if reading.country not in {None, sole.country}:
        return reading
    return replace(sole, span=reading.span)


def find_claims(
    annotated: AnnotatedArticle,
    lexicon: Lexicon,
    index: ActorIndex,
    countries: frozenset[str],
    sole: ActorReading | None = None,
) -> list[Claim]:
    """Sentences that say, and do not deny, that one named group did it.

    "The group claimed it" means the only one that the article names (`sole`).
    """
    claims = []
    for sentence in annotated.sentences:
        words = annotated.article.text[sentence.start : sentence.end]
        cues = lexicon.cues.names(words)
        if CLAIM not in cues or _is_denied(sentence, lexicon):
            continue
        is_of_all = CLAIM_OF_ALL in cues
        hits = _speakers(armed_groups(index.find(words, countries)), sentence)
        if len({hit.actor.form for hit in hits}) == 1:
            reading = group_reading(hits[0], sentence.start, "actor.claimed")
            claims.append(Claim(sentence.index, reading, is_of_all))
        elif not hits and sole is not None and _names_the_group(sentence, lexicon):
            claims.append(Claim(sentence.index, sole, is_of_all))
    return claims


def _speakers(hits: Sequence[ActorHit], sentence: Sentence) -> Sequence[ActorHit]:
    """Of several groups the one that is the subject of the sentence's own verb."""
    roots = {t.index for t in sentence.tokens if t.head < 0}
    heads = [
        t.start - sentence.start
        for t in sentence.tokens
        if t.deprel.startswith("nsubj") and t.head in roots
    ]
    own = [hit for hit in hits if any(hit.start <= at < hit.end for at in heads)]
    if not heads and hits:  # a sentence that was not parsed
        own = [min(hits, key=lambda hit: hit.start)]
    return own if len({hit.actor.form for hit in hits}) > 1 else hits


def apply_claims(groups: Sequence[Group], claims: Sequence[Claim]) -> None:
    """Give each claim's side to the violence told last before it that names no side.

    A claim of several attacks is of all that were told before it.
    """
    for claim in claims:
        before = [g for g in groups if _is_open(g, claim) and _first(g) <= claim.sentence]
        for group in before if claim.is_of_all else before[-1:]:
            reports = group.reports
            doing = [n for n, r in enumerate(reports) if r.candidate.trigger_class != DYING]
            reports[:] = [
                _with_agent(r, claim.reading, n in doing[:1]) for n, r in enumerate(reports)
            ]


def _first(group: Group) -> int:
    return group.reports[0].candidate.sentence


def _is_open(group: Group, claim: Claim) -> bool:
    """True for violence in which no side is named as the one that did it.

    In the claim's own sentence "men" are no side either ("men identified as rebels"), nor is "a
    local man" close before it.
    """
    doing = [r for r in group.reports if r.candidate.trigger_class != DYING]
    agents = [a for r in doing for a in r.agents]
    is_close = claim.sentence - _first(group) <= CLOSE
    unsaid = UNSAID | ({"civilian"} if is_close else set())
    return (
        VIOLENCE in group.families
        and bool(doing)
        and not {r.candidate.trigger_class for r in doing} & OTHER_SIDE
        and all(a.kind in unsaid for a in agents)
    )


def _with_agent(report: Report, reading: ActorReading, is_first: bool) -> Report:
    """The report with the side in place of its gunmen; the first report gets it in any case."""
    if report.candidate.trigger_class == DYING:
        return report
    others = tuple(a for a in report.agents if a.kind == "unknown")
    if not is_first and len(others) == len(report.agents):
        return report
    return replace(report, agents=(reading, *others))


def _names_the_group(sentence: Sentence, lexicon: Lexicon) -> bool:
    words = lexicon.roles["group_nouns"]
    return any({fold(t.lemma), fold(t.text)} & words for t in sentence.tokens)


def _is_denied(sentence: Sentence, lexicon: Lexicon) -> bool:
    words = lexicon.modality["negators"] | lexicon.modality["denying"]
    return any({fold(t.lemma), fold(t.text)} & words for t in sentence.tokens)


def armed_groups(hits: Sequence[ActorHit]) -> list[ActorHit]:
    """Hits that name armed groups of no state."""
    return [h for h in hits if h.actor.kind == "group" and h.actor.inter in NON_STATE]


def group_reading(hit: ActorHit, offset: int, rule: str) -> ActorReading:
    """What a hit says, `offset` characters into the text."""
    actor = hit.actor
    has_own = actor.countries and "{country}" not in actor.form
    country = actor.countries[0] if has_own else None
    span = Span(offset + hit.start, offset + hit.end)
    return ActorReading("group", actor.form, actor.inter, country, (), span, rule, eras=actor.eras)
