"""A place behind a preposition that opens a sentence ("Near Jerez, mothers found ...").

Small parsers take its capital for the beginning of a name, and the town for a subject.
"""

from __future__ import annotations

from dataclasses import replace

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Entity, Sentence, Token

NAME_PARTS = {"compound", "flat", "amod"}
SUBJECT = "nsubj"
ADPOSITION, NAME = "ADP", "PROPN"


def with_fronted_place(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """The sentence with its first word as the case word of the name behind it."""
    if len(sentence.tokens) < 3:
        return sentence
    first, second = sentence.tokens[:2]
    if first.upos in {ADPOSITION, "X"} or second.upos != NAME or first.head < 0:
        return sentence
    if fold(first.text) not in lexicon.roles["in"]:
        return sentence
    top = _top(sentence, second)
    if top.head < 0 or top.index == first.index:
        return sentence
    tokens = [_mended(token, first, top) for token in sentence.tokens]
    entities = tuple(_without(e, first, second) for e in sentence.entities if e.end > first.end)
    return replace(sentence, tokens=tuple(tokens), entities=entities)


def _top(sentence: Sentence, token: Token) -> Token:
    """The head of a name, from its first word."""
    while token.deprel in NAME_PARTS and sentence.tokens[token.head].upos == NAME:
        token = sentence.tokens[token.head]
    return token


def _mended(token: Token, first: Token, top: Token) -> Token:
    if token.index == first.index:
        return replace(token, upos=ADPOSITION, deprel="case", head=top.index, feats="")
    if token.index == top.index and token.deprel.startswith(SUBJECT):
        return replace(token, deprel="obl")
    if token.index != top.index and token.head == first.index:
        return replace(token, head=top.index)
    return token


def _without(entity: Entity, first: Token, second: Token) -> Entity:
    """A name without the preposition before it."""
    if entity.start != first.start:
        return entity
    return replace(entity, start=second.start, text=entity.text[second.start - first.start :])
