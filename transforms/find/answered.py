"""Deeds that are told with what is said of them: condemned in full, or answered for."""

from __future__ import annotations

import re

from transforms.find.judgements import Words
from transforms.records import Sentence, Token
from transforms.tree import case_words, children, span_of, subtree

YEAR_TEXT = re.compile(r"(19|20)\d\d")
NONE: frozenset[str] = frozenset()


def is_told_in_full(sentence: Sentence, noun: Token, words: Words) -> bool:
    """True for what is condemned with victim and day ("the killing of ten men on Monday")."""
    if noun.deprel not in {"obj", "nsubj:pass"}:
        return False
    if sentence.tokens[noun.head].lemma.casefold() not in words["commenting"]:
        return False
    span = span_of(subtree(sentence, noun.index))
    is_dated = any(
        e.label == "DATE" and span.start <= e.start < span.end and not YEAR_TEXT.fullmatch(e.text)
        for e in sentence.entities
    )
    return is_dated and any(k.deprel in {"nmod", "acl"} for k in children(sentence, noun.index))


def is_answered_for(sentence: Sentence, noun: Token, words: Words) -> bool:
    """True for what somebody claims or is blamed for, told with a target, time or outcome.

    "Claimed credit for the attack on a convoy on 11 April", whoever did it; a bare "claimed the
    attack" points back to a report.
    """
    if noun.deprel not in {"obl", "nmod"} and "VerbForm=Ger" not in noun.feats:
        return False
    governor = sentence.tokens[noun.head]
    above = [governor, *(k for k in children(sentence, governor.index) if k.deprel == "obj")]
    kids = children(sentence, noun.index)
    if any(k.lemma.casefold() in words.get("countless", NONE) for k in kids):
        return False
    cases = {*case_words(sentence, noun.index), *(k.lemma for k in kids if k.deprel == "mark")}
    answers = {token.lemma.casefold() for token in above} & words.get("answering", NONE)
    if not answers or not cases & words["topic_cases"]:
        return False
    own = {"nmod", "nmod:poss", "acl", "acl:relcl", "nmod:tmod", "nmod:unmarked"}
    own |= {"obj", "obl"} if noun.upos == "VERB" else set()  # "for firing rockets that wounded"
    return any(k.deprel in own for k in kids)
