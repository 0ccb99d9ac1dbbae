"""Whom an event noun itself names ("the army offensive", "the gunman's shots")."""

from __future__ import annotations

from transforms.find.matched import Trigger
from transforms.letters import fold
from transforms.lexicon import Lexicon, TriggerClass
from transforms.records import Sentence, Token
from transforms.tree import children

OF_VICTIM = {"kill", "die", "abduct", "rape", "arrest", "release"}
"""Nouns whose genitive is the victim ("the mayor's murder"), unless they name another."""
OF_GUNNERS = {"bombard", "shell"}
"""Nouns whose genitive is the target ("the shelling of Goma"), unless it is a force."""


def by_owners(
    sentence: Sentence, noun: Token, owner: int, meaning: TriggerClass, lexicon: Lexicon
) -> bool:
    """True where a genitive did it: by the trigger's class, or a force that shells or bombs."""
    if meaning.possessor == "agent" or is_of_shooter(noun, lexicon):
        return True
    return meaning.name in OF_GUNNERS and _is_force(sentence, owner, lexicon)


def _is_force(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """True for an army, fleet or side ("bombardeo del Ejército de Israel"), no post of theirs."""
    token = sentence.tokens[index]
    named = any(e.label == "ORG" and e.start <= token.start < e.end for e in sentence.entities)
    return named or bool(lexicon.cues.names(token.text) & {"forces"})


def inner_owners(sentence: Sentence, trigger: Trigger) -> list[int]:
    """Whose it is by an adjective of a word inside ("bombardeo de la aviación israelí")."""
    head = sentence.tokens[trigger.head]
    if head.upos != "NOUN":
        return []
    start, end = trigger.span
    return [
        k.index
        for t in sentence.tokens
        if t is not head and start <= t.start < end
        for k in children(sentence, t.index)
        if k.deprel == "amod" and k.start >= end
    ]


def is_of_shooter(noun: Token, lexicon: Lexicon) -> bool:
    """True for a noun whose genitive fired it ("disparos de soldados", role `shots`)."""
    return fold(noun.lemma) in lexicon.roles.get("shots", frozenset())


def is_possessor(sentence: Sentence, kid: Token) -> bool:
    """True for whose murder it is: "the mayor's murder", "the Rodriguez murder"."""
    person = (e for e in sentence.entities if e.label == "PER")
    is_person = any(e.start <= kid.start < e.end for e in person)
    return kid.deprel == "nmod:poss" or (kid.deprel == "compound" and is_person)
