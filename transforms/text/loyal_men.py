"""Men told by whose they are, before the verb ("Fighters loyal to Omar captured the town").

A small parser takes the adjective for the verb, and the verb for what hangs on it.
"""

from __future__ import annotations

from dataclasses import replace

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Sentence, Token

NOUNS = {"NOUN", "PROPN"}
CLAUSES = {"xcomp", "ccomp", "conj", "parataxis", "advcl"}
FINITE = "VerbForm=Fin"


def with_loyal_men(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """The sentence with the verb behind such an adjective as the men's own."""
    words = lexicon.roles.get("loyal", frozenset())
    for word in sentence.tokens[1:-1] if words else ():
        men = sentence.tokens[word.index - 1]
        is_verb = word.upos == "VERB" and fold(word.text) in words and men.upos in NOUNS
        if not is_verb or men.head != word.index or sentence.tokens[word.index + 1].upos == "NOUN":
            continue
        verb = next((t for t in sentence.tokens[word.index :] if _is_own(t, word)), None)
        if verb is not None:
            tokens = tuple(_hung(t, men, word, verb) for t in sentence.tokens)
            return replace(sentence, tokens=tokens)
    return sentence


def _is_own(token: Token, word: Token) -> bool:
    is_below = token.head == word.index and token.deprel in CLAUSES
    return is_below and token.upos == "VERB" and FINITE in token.feats


def _hung(token: Token, men: Token, word: Token, verb: Token) -> Token:
    if token.index == verb.index:
        return replace(token, head=word.head, deprel=word.deprel)
    if token.index == men.index:
        return replace(token, head=verb.index, deprel="nsubj")
    if token.index == word.index:
        return replace(token, head=men.index, deprel="amod", upos="ADJ", feats="")
    if token.head == verb.index and token.deprel.startswith("nsubj"):
        return replace(token, head=word.index, deprel="obl")
    if token.head == word.index and token.index > verb.index:
        return replace(token, head=verb.index)
    return token
