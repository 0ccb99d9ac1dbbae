"""Whom a pronoun means: "seized three traders and killed them"."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.lexicon import Lexicon
from transforms.records import Sentence, Token
from transforms.tree import case_words, is_in_date, number_of

HANDLED = {"obj", "iobj", "nsubj:pass"}
THIRD = ("Person=3", "PronType=Art", "Case=Acc")
"""Marks of a pronoun of the third person; "los" may still be marked as an article."""
OTHERS = ("Reflex=Yes", "Person=1", "Person=2", "PronType=Rel", "PronType=Int")


def of_pronouns(patients: Sequence[int], sentence: Sentence, lexicon: Lexicon) -> list[int]:
    """The patients; for a pronoun the noun that a verb before it handled, where there is one."""
    return [_antecedent(sentence, index, lexicon) for index in patients]


def _antecedent(sentence: Sentence, index: int, lexicon: Lexicon) -> int:
    pronoun = sentence.tokens[index]
    is_third = pronoun.upos == "PRON" and any(mark in pronoun.feats for mark in THIRD)
    is_third &= not any(mark in pronoun.feats for mark in OTHERS)
    if not is_third or pronoun.deprel not in HANDLED:
        return index
    before = reversed(sentence.tokens[:index])
    return next((t.index for t in before if _is_meant(sentence, t, pronoun, lexicon)), index)


def _is_meant(sentence: Sentence, noun: Token, pronoun: Token, lexicon: Lexicon) -> bool:
    """True for a noun in the pronoun's number, that another verb handles."""
    marks = lexicon.modality.get("object_cases", frozenset())
    is_marked = noun.deprel == "obl" and bool(marks & set(case_words(sentence, noun.index)))
    if noun.upos != "NOUN" or noun.head == pronoun.head or is_in_date(sentence, noun):
        return False
    numbers = [number_of(noun), number_of(pronoun)]
    return (noun.deprel in HANDLED or is_marked) and numbers[0] == numbers[1] is not None
