"""Event nouns with a verb that says little ("launched an attack"), and their inner words."""

from __future__ import annotations

from transforms.find.matched import Trigger
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Sentence, Token
from transforms.tree import children

COMPLETING = {"obj", "obl", "nsubj:pass"}


def light_verb(sentence: Sentence, noun: Token, lexicon: Lexicon) -> Token | None:
    """Return the verb that the noun completes, if the pack calls it light; else None."""
    while noun.head >= 0 and noun.deprel in {"nmod", "compound", "conj"}:
        noun = sentence.tokens[noun.head]
    if noun.head < 0:
        return None
    head = sentence.tokens[noun.head]
    if head.upos not in {"VERB", "AUX"} or noun.deprel not in COMPLETING:
        return None
    particles = [k.lemma for k in children(sentence, head.index) if "prt" in k.deprel]
    names = {head.lemma.casefold(), " ".join([head.lemma, *particles]).casefold()}
    return head if names & lexicon.roles["light_verbs"] else None


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
