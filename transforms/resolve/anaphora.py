"""Sides that point back: "the two sides" of a truce, "the movement" named before.

Which words do so is data: roles `both_sides` and `back_nouns` of codebooks/cues.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transforms.actor_names import ActorIndex
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import ActorReading, AnnotatedArticle, Argument, Sentence, Span
from transforms.resolve.reports import Group, Report

PARTIES = {"group", "state", "police", "external", "government", "communal", "gang", "armed"}
FAMILIES = {"agreement", "violence"}
VAGUE_KINDS = {"armed", "gang", "state", "unknown"}
ARTICLE = "ال"
BEFORE = 20
"""Characters before a group's name in which its noun may stand ("تنظيم داعش")."""


def lend_sides(groups: Sequence[Group], annotated: AnnotatedArticle, lexicon: Lexicon) -> None:
    """Give a truce or clash of "the two sides" those of the last fight that names its own."""
    words = lexicon.roles.get("both_sides", frozenset())
    for number, group in enumerate(groups):
        if not words or not group.families & FAMILIES or _parties(group.reports):
            continue
        sentences = (annotated.sentences[r.candidate.sentence] for r in group.reports)
        if not any(fold(t.text) in words for s in sentences for t in s.tokens):
            continue
        fight = next((g for g in reversed(groups[:number]) if _parties(g.reports)), None)
        if fight is None:
            continue
        lent, first = _parties(fight.reports), group.reports[0]
        group.reports[0] = replace(first, agents=lent[:1], patients=lent[1:2])
        if group.place.place is None:
            group.place = fight.place


def _parties(reports: Sequence[Report]) -> tuple[ActorReading, ...]:
    sides = [a for r in reports for a in (*r.agents, *r.patients) if a.kind in PARTIES]
    return tuple({(a.form, a.country): a for a in sides}.values())


def name_back(
    reading: ActorReading,
    argument: Argument,
    sentence: Sentence,
    text: str,
    index: ActorIndex,
    countries: frozenset[str],
    lexicon: Lexicon,
) -> ActorReading:
    """The group named last before that begins with the same noun; other readings as they are."""
    nouns = lexicon.roles.get("back_nouns", frozenset())
    if not nouns or reading.kind not in VAGUE_KINDS or reading.country:
        return reading
    inside = [t for t in sentence.tokens if argument.start <= t.start < argument.end]
    back = {fold(t.text).removeprefix(ARTICLE) for t in inside if t.text.startswith(ARTICLE)}
    if len(back) != 1 or not back & nouns:
        return reading
    hits = [h for h in index.find(text[: argument.start], countries) if h.actor.kind == "group"]
    named = [h for h in hits if back & _nouns_of(text, h.start, h.end)]
    if not named:
        return reading
    actor = named[-1].actor
    country = actor.countries[0] if actor.countries and "{country}" not in actor.form else None
    span = Span(argument.start, argument.end)
    kind = "external" if actor.inter == "External/Other forces" else "group"
    rule = "actor.named_before"
    return ActorReading(kind, actor.form, actor.inter, country, (), span, rule, eras=actor.eras)


def _nouns_of(text: str, start: int, end: int) -> set[str]:
    """The first word of a name and the word before it."""
    words = text[start:end].split()[:1] + text[max(0, start - BEFORE) : start].split()[-1:]
    return {fold(word).removeprefix(ARTICLE) for word in words}
