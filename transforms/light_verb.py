"""Event nouns with a verb that says little ("launched an attack")."""

from __future__ import annotations

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
