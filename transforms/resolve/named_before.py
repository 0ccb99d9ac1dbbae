"""The armed group named right before, for a definite word that points back to it.

"Men of Viv Ansanm came on Tuesday. The attackers burnt twenty houses": where an article names
several groups, "the attackers" and "the movement" are the one that the sentence before names,
alone and not as the one that was hit.
"""

from __future__ import annotations

from collections.abc import Sequence

from transforms.actor_names import ActorHit, ActorIndex
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import ActorReading, AnnotatedArticle, Argument, Sentence, Span
from transforms.resolve.attribution import armed_groups, group_reading
from transforms.tree import case_words, top_token

VAGUE = {"armed", "gang", "unknown"}
BACK = ("Definite=Def", "PronType=Dem")
NEAR = 2
"""Sentences before in which the group must be named."""
INNER = {"nmod", "appos", "flat", "flat:name", "conj", "compound"}
HIT = {"obj", "nsubj:pass", "iobj"}
RULE = "actor.named_before"


def name_last(
    reading: ActorReading,
    argument: Argument,
    annotated: AnnotatedArticle,
    index: ActorIndex,
    countries: frozenset[str],
    lexicon: Lexicon,
) -> ActorReading:
    """The group that the last sentence that names one names; other readings as they are."""
    sentence = annotated.sentences[argument.sentence]
    if reading.kind not in VAGUE or reading.country or reading.associates:
        return reading
    if not _points_back(argument, sentence, lexicon):
        return reading
    named = _last_named(sentence, annotated, index, countries)
    if not named or len({hit.actor.form for hit, _ in named}) != 1:
        return reading
    if any(_is_hit(hit, home, lexicon) for hit, home in named):
        return reading
    hit = named[-1][0]
    found = group_reading(hit, 0, RULE)
    return ActorReading(
        found.kind, found.form, found.inter, found.country, (), reading.span, RULE, eras=found.eras
    )


def _points_back(argument: Argument, sentence: Sentence, lexicon: Lexicon) -> bool:
    """True for a definite noun of a group or of attackers, without a name of its own."""
    inside = [t for t in sentence.tokens if argument.start <= t.start < argument.end]
    nouns = lexicon.roles["group_nouns"] | lexicon.roles.get("bombers", frozenset())
    back = {t.head for t in inside if t.deprel == "det" and any(f in t.feats for f in BACK)}
    words = [t for t in inside if t.index in back and {fold(t.lemma), fold(t.text)} & nouns]
    return bool(words) and not any(t.upos == "PROPN" for t in inside)


def _last_named(
    sentence: Sentence,
    annotated: AnnotatedArticle,
    index: ActorIndex,
    countries: frozenset[str],
) -> Sequence[tuple[ActorHit, Sentence]]:
    """Groups that the nearest sentence before names; none where its own names one."""
    for home in reversed(annotated.sentences[max(0, sentence.index - NEAR) : sentence.index + 1]):
        hits = armed_groups(index.find(annotated.article.text[home.start : home.end], countries))
        if hits:
            return () if home is sentence else [(hit, home) for hit in hits]
    return ()


def _is_hit(hit: ActorHit, home: Sentence, lexicon: Lexicon) -> bool:
    """True for a group to which its sentence says that something was done."""
    token = top_token(home, Span(home.start + hit.start, home.start + hit.end))
    if token is None:
        return True
    inner = 0  # "a base of the group" is the group's, but "the passing of its men" is no target
    while home.tokens[token].deprel in INNER and home.tokens[token].head >= 0 and inner < 2:
        inner += home.tokens[token].deprel == "nmod"
        if inner < 2:
            token = home.tokens[token].head
    against = lexicon.roles["target"] & set(case_words(home, token))
    return home.tokens[token].deprel in HIT or bool(against)
