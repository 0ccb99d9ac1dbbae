"""Mends clauses that small parsers hang on the wrong verb.

An object taken by the verb of saying behind it: "gunmen killed the trader X on Friday, police
said", where "said" gets two subjects. A clause with its own subject taken for an object: "a shop
was destroyed when a bomb exploded".
"""

from __future__ import annotations

from dataclasses import replace

from transforms.records import Sentence, Token
from transforms.tree import children

SUBJECTS = {"nsubj", "nsubj:pass"}
OBJECTS = {"obj", "iobj"}
PASSIVE = "Voice=Pass"


def with_own_clauses(sentence: Sentence) -> Sentence:
    """The sentence with such objects and clauses where they belong."""
    return _with_clauses(_with_lent_objects(sentence))


def _with_lent_objects(sentence: Sentence) -> Sentence:
    for clause in sentence.tokens:
        if clause.deprel != "ccomp" or clause.head < clause.index or clause.upos != "VERB":
            continue
        subjects = [k for k in children(sentence, clause.head) if k.deprel in SUBJECTS]
        own = children(sentence, clause.index)
        taken = [k for k in subjects if clause.index < k.index < clause.head]
        if len(taken) < 2 or not any(k.deprel in SUBJECTS for k in own):
            continue
        is_full = PASSIVE in clause.feats or any(k.deprel in OBJECTS for k in own)
        if is_full or not any(k.index > taken[0].index for k in own):
            continue
        sentence = _with(sentence, replace(taken[0], head=clause.index, deprel="obj"))
    return sentence


def _with_clauses(sentence: Sentence) -> Sentence:
    for verb in sentence.tokens:
        if verb.deprel != "obj" or verb.upos != "VERB" or verb.head > verb.index:
            continue
        kids = children(sentence, verb.index)
        if any(k.deprel in SUBJECTS for k in kids):
            is_marked = any(k.deprel == "mark" or "PronType=Int" in k.feats for k in kids)
            relation = "advcl" if is_marked else "ccomp"
            sentence = _with(sentence, replace(verb, deprel=relation))
    return sentence


def _with(sentence: Sentence, token: Token) -> Sentence:
    tokens = list(sentence.tokens)
    tokens[token.index] = token
    return replace(sentence, tokens=tuple(tokens))
