"""Tolls of several events in one sentence ("ten people died in two attacks"), told apart later."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Candidate, Sentence
from transforms.resolve.number_words import read_number
from transforms.resolve.reports import Group
from transforms.tree import children

TOLLS = {"kill", "die", "wound"}
EVENTS = {"attack", "explode", "clash", "airstrike", "shell", "ambush", "shoot", "suicide_bomb"}
VIOLENCE = "violence"
LEAST, MOST = 2, 20


def tells_total(candidate: Candidate, sentence: Sentence, lexicon: Lexicon) -> bool:
    """True for a toll in a sentence that counts attacks, from two to twenty."""
    if candidate.trigger_class not in TOLLS and candidate.trigger_class not in EVENTS:
        return False
    return any(
        _is_event(fold(token.lemma), lexicon) and _is_counted(sentence, token.index, lexicon)
        for token in sentence.tokens
        if token.upos == "NOUN"
    )


def _is_event(lemma: str, lexicon: Lexicon) -> bool:
    if lemma in lexicon.roles.get("blows", frozenset()):
        return False  # "killed by three shots"
    return any(
        len(parts) == 1 and entry.pos == "NOUN" and entry.trigger_class.name in EVENTS
        for parts, entry in lexicon.triggers.get(lemma, ())
    )


def _is_counted(sentence: Sentence, noun: int, lexicon: Lexicon) -> bool:
    numbers = (
        read_number(kid, lexicon)
        for kid in children(sentence, noun)
        if kid.deprel.startswith("nummod")
    )
    return any(value is not None and LEAST <= value <= MOST for value in numbers)


def is_told_apart(total: Group, groups: Sequence[Group]) -> bool:
    """True where the events behind a total are told in the same article, each with its place."""
    return total.is_total and any(
        VIOLENCE in group.families and group.place.place is not None and not group.is_total
        for group in groups
    )
