"""Whom a pronoun means: "seized three traders and killed them"."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.lexicon import Lexicon
from transforms.records import Sentence, Token
from transforms.tree import case_words, is_in_date, number_of

HANDLED = {"obj", "iobj", "nsubj:pass"}
THIRD = ("Person=3", "PronType=Art", "Case=Acc")
"""Marks of a pronoun of the third person; "los" may still be marked as an article."""
RELATIVE = "Rel"
OTHERS = ("Reflex=Yes", "Person=1", "Person=2", "PronType=Rel", "PronType=Int")


def of_pronouns(patients: Sequence[int], sentence: Sentence, lexicon: Lexicon) -> list[int]:
    """The patients; for a pronoun the noun that a verb before it handled, where there is one."""
    return [_antecedent(sentence, index, lexicon) for index in patients]


def _antecedent(sentence: Sentence, index: int, lexicon: Lexicon) -> int:
    pronoun = sentence.tokens[index]
    if RELATIVE in pronoun.feats.partition("PronType=")[2].partition("|")[0].split(","):
        return _of_relative(sentence, pronoun, lexicon)
    is_third = pronoun.upos == "PRON" and any(mark in pronoun.feats for mark in THIRD)
    is_third &= not any(mark in pronoun.feats for mark in OTHERS)
    if not is_third or pronoun.deprel not in HANDLED:
        return index
    before = reversed(sentence.tokens[:index])
    return next((t.index for t in before if _is_meant(sentence, t, pronoun, lexicon)), index)


def _of_relative(sentence: Sentence, pronoun: Token, lexicon: Lexicon) -> int:
    """The noun handled before a clause that hangs on the verb ("a dos, a los que mataron")."""
    verb = sentence.tokens[pronoun.head]
    marks = lexicon.modality.get("object_cases", frozenset())
    if verb.deprel != "advcl" or not marks & set(case_words(sentence, pronoun.index)):
        return pronoun.index
    before = reversed(sentence.tokens[: pronoun.index])
    return next((t.index for t in before if _is_handled(sentence, t, lexicon)), pronoun.index)


def _is_handled(sentence: Sentence, noun: Token, lexicon: Lexicon) -> bool:
    """True for a noun that is an object, by its relation or its case word."""
    marks = lexicon.modality.get("object_cases", frozenset())
    is_marked = noun.deprel == "obl" and bool(marks & set(case_words(sentence, noun.index)))
    is_noun = noun.upos == "NOUN" and not is_in_date(sentence, noun)
    return is_noun and (noun.deprel in HANDLED or is_marked)


def _is_meant(sentence: Sentence, noun: Token, pronoun: Token, lexicon: Lexicon) -> bool:
    """True for a noun in the pronoun's number, that another verb handles."""
    if noun.head == pronoun.head or not _is_handled(sentence, noun, lexicon):
        return False
    return number_of(noun) == number_of(pronoun) is not None
