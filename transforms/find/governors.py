"""How a verb governs a deed: as an object, as something wished for, as something done."""

from __future__ import annotations

from collections.abc import Collection

from transforms.find.judgements import NOMINAL, Words
from transforms.records import Sentence, Token
from transforms.tree import case_words, children

VERBAL = {"VERB", "AUX"}


def is_object(sentence: Sentence, noun: Token, words: Words) -> bool:
    """An object by its relation or, in some languages, by its case word ("recordó a las ...")."""
    if noun.upos not in NOMINAL:
        return False
    if noun.deprel in {"obj", "iobj", "nsubj:pass"}:
        return True
    marks = words.get("object_cases", frozenset())
    return noun.deprel == "obl" and bool(set(case_words(sentence, noun.index)) & marks)


def is_commented(sentence: Sentence, noun: Token, verb: Collection[str], words: Words) -> bool:
    """An object, but no deed first told by those who report it ("denuncian una violación")."""
    kids = children(sentence, noun.index)
    is_new = any("Definite=Ind" in k.feats or k.deprel == "nummod" for k in kids)
    is_report = is_new and bool(words.get("reporting_crimes", frozenset()).intersection(verb))
    return is_object(sentence, noun, words) and not is_report


def is_done(verb: Token, family: str, words: Words) -> bool:
    """People who gathered to protest did protest; who used a bomb to attack did attack."""
    done = words["gathering"] if family == "protest" else words.get("using", frozenset())
    is_past = "Tense=Past" in verb.feats or "Tense=Imp" in verb.feats
    return is_past and verb.lemma.casefold() in done


def is_wished(below: Token, infinitive: bool) -> bool:
    """True for what somebody wants: an infinitive, a noun, or a clause that is not past."""
    return (
        infinitive
        or (below.upos in NOMINAL and below.deprel in {"obj", "obl", "iobj", "nsubj:pass"})
        or (
            below.deprel in {"ccomp", "xcomp"}
            and below.upos in VERBAL
            and "Tense=Past" not in below.feats
        )
    )
