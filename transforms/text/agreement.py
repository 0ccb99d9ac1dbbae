"""Mends what small parsers take no account of in languages with animate nouns and cases.

A subject that does not agree with its verb: "Журналистку застрелили" has an object.
An object that stands in the nominative and agrees: "главу зарезали боевики" has a subject.
An adjective before its noun taken for a clause: "вооружённые люди".
A short participle without the marks of one: "сбита ракета".
"""

from __future__ import annotations

from dataclasses import replace

from transforms.records import Sentence, Token
from transforms.sound_trees import with_tokens

ANIMACY, ANIMATE = "Animacy=", "Animacy=Anim"
NOMINATIVE, FINITE = "Case=Nom", "VerbForm=Fin"
SHORT = "Variant=Short|VerbForm=Part|Voice=Pass"
PLURAL, SINGULAR = "Number=Plur", "Number=Sing"
NOUNS = {"NOUN", "PROPN"}
BOTH = 2
ONE = ("у", "ю", "а", "я", "ого", "его", "його")
"""Endings of one person who is hit, whatever number the tagger gives an unknown name."""


def with_agreement(sentence: Sentence) -> Sentence:
    """The sentence with subjects that agree with their verbs; others as they are."""
    if not any(ANIMACY in t.feats for t in sentence.tokens):
        return sentence
    changed = [*_objects(sentence), *_adjectives(sentence), *_short_forms(sentence)]
    sentence = with_tokens(sentence, *changed) if changed else sentence
    subjects = _subjects(sentence) or _first_of_two(sentence)
    return with_tokens(sentence, *subjects) if subjects else sentence


def _objects(sentence: Sentence) -> list[Token]:
    """One person as the only subject of a verb in the plural: its object."""
    found: list[Token] = []
    for token in sentence.tokens:
        verb = _verb_of(sentence, token, "nsubj")
        if verb is None or PLURAL not in verb.feats or FINITE not in verb.feats:
            continue
        kids = [t for t in sentence.tokens if t.head == token.index]
        others = [t for t in sentence.tokens if t.head == verb.index and t.deprel == "nsubj"]
        is_one = ANIMATE in token.feats and SINGULAR in token.feats and len(others) == 1
        is_one &= token.text.casefold().endswith(ONE)
        if is_one and not any(k.deprel in {"conj", "nummod"} for k in kids):
            found.append(replace(token, deprel="obj", feats=token.feats.replace(NOMINATIVE, "")))
    return found


def _subjects(sentence: Sentence) -> list[Token]:
    """People in the nominative, without an adposition, under a verb without a subject."""
    found: list[Token] = []
    for token in sentence.tokens:
        verb = _verb_of(sentence, token, "obj") or _verb_of(sentence, token, "obl")
        if verb is None or FINITE not in verb.feats or not {ANIMATE, NOMINATIVE} <= _feats(token):
            continue
        kids = {t.deprel for t in sentence.tokens if t.head == token.index}
        has_subject = any(
            t.head == verb.index and t.deprel.startswith("nsubj") for t in sentence.tokens
        )
        agrees = (PLURAL in token.feats) == (PLURAL in verb.feats)
        if agrees and not has_subject and "case" not in kids and not found:
            found.append(replace(token, deprel="nsubj"))
    return found


def _first_of_two(sentence: Sentence) -> list[Token]:
    """Of two objects of a plural verb the people before it: "сторонники политика закидали ..."."""
    for verb in sentence.tokens:
        kids = [t for t in sentence.tokens if t.head == verb.index and t.upos in NOUNS]
        objects = [t for t in kids if t.deprel == "obj"]
        if verb.upos != "VERB" or PLURAL not in verb.feats or len(objects) < BOTH:
            continue
        first, second = objects[:BOTH]
        is_first = first.index < verb.index and {ANIMATE, PLURAL} <= _feats(first)
        if is_first and not any(t.deprel.startswith("nsubj") for t in kids):
            is_own = second.index == first.index + 1  # "сторонники политика"
            own = [replace(second, head=first.index, deprel="nmod")] if is_own else []
            return [replace(first, deprel="nsubj"), *own]
    return []


def _adjectives(sentence: Sentence) -> list[Token]:
    return [
        replace(t, deprel="amod")
        for t in sentence.tokens
        if t.upos == "ADJ" and t.deprel == "acl" and t.head == t.index + 1
    ]


def _short_forms(sentence: Sentence) -> list[Token]:
    """Verbs without any mark of a verb's form, which are short participles, and their subjects."""
    verbs = {
        t.index: t
        for t in sentence.tokens
        if t.upos == "VERB" and "VerbForm=" not in t.feats and "Number=" in t.feats
    }
    subjects = [t for t in sentence.tokens if t.deprel == "nsubj" and t.head in verbs]
    told = {t.head for t in subjects}
    found = [replace(t, feats=f"{t.feats}|{SHORT}") for i, t in verbs.items() if i in told]
    return found + [replace(t, deprel="nsubj:pass") for t in subjects]


def _verb_of(sentence: Sentence, token: Token, relation: str) -> Token | None:
    """The verb whose subject, object or oblique a noun is."""
    if token.deprel != relation or token.upos not in NOUNS or token.head < 0:
        return None
    verb = sentence.tokens[token.head]
    return verb if verb.upos == "VERB" else None


def _feats(token: Token) -> set[str]:
    return set(token.feats.split("|"))
