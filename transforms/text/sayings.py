"""Mends clauses that small parsers hang on the wrong verb.

An object taken by the verb of saying behind it: "gunmen killed the trader X on Friday, police
said", where "said" gets two subjects. A clause with its own subject taken for an object: "a shop
was destroyed when a bomb exploded". A second verb taken for an adjective of its object: "the
fighters pushed into the valley and retook crossings".
"""

from __future__ import annotations

from dataclasses import replace

from transforms.records import Sentence
from transforms.sound_trees import with_tokens
from transforms.tree import ancestors, children

SUBJECTS = {"nsubj", "nsubj:pass"}
OBJECTS = {"obj", "iobj"}
PASSIVE = "Voice=Pass"


def with_own_clauses(sentence: Sentence) -> Sentence:
    """The sentence with such objects and clauses where they belong."""
    return _with_second_verbs(_with_clauses(_with_lent_objects(sentence)))


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
        sentence = with_tokens(sentence, replace(taken[0], head=clause.index, deprel="obj"))
    return sentence


def _with_clauses(sentence: Sentence) -> Sentence:
    for verb in sentence.tokens:
        if verb.deprel != "obj" or verb.upos != "VERB" or verb.head > verb.index:
            continue
        kids = children(sentence, verb.index)
        if any(k.deprel in SUBJECTS for k in kids):
            is_marked = any(k.deprel == "mark" or "PronType=Int" in k.feats for k in kids)
            relation = "advcl" if is_marked else "ccomp"
            sentence = with_tokens(sentence, replace(verb, deprel=relation))
    return sentence


def _with_second_verbs(sentence: Sentence) -> Sentence:
    for verb in sentence.tokens:
        is_finite = verb.upos == "VERB" and "VerbForm=Fin" in verb.feats
        if not is_finite or verb.deprel != "amod" or verb.head < verb.index:
            continue
        noun = sentence.tokens[verb.head]
        is_joined = any(t.deprel == "cc" for t in sentence.tokens[verb.index - 1 : verb.index])
        first = next((a for a in ancestors(sentence, noun.index) if a.upos == "VERB"), None)
        if first is None or not is_joined or first.index > verb.index:
            continue
        sentence = with_tokens(sentence, replace(verb, head=first.index, deprel="conj"))
        sentence = with_tokens(sentence, replace(noun, head=verb.index, deprel="obj"))
    return sentence
