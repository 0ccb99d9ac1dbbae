"""Who did it in a Russian sentence whose object comes first, by number, gender and endings.

"Автоколонну обстреляли бойцы", "шахтеров разогнал ОМОН", "соглашение подписали в Джубе
представители": small models take the first noun for the subject, and the subject for the object
or for a part of the place before it.
"""

from __future__ import annotations

from dataclasses import replace

from transforms.letters import fold
from transforms.records import Token

SUBJECTS = {"nsubj", "nsubj:pass"}
NOUNS = {"NOUN", "PROPN"}
MANY = ("ли", "лись")
PLURALS = ("ы", "и", "е", "а", "я")
HIT = ("ов", "ев", "ей", "их", "ых")
"""Endings of the plural in which people are hit."""
ONE_HIT = ("у", "ю", "ого", "его")
OTHERS = {"obj", "iobj", "nmod", "appos", "nsubj"}
TAKEN = {"obj", "nsubj"}
MOST_BEHIND = 9


def mend_order(tokens: list[Token], index: int, days: set[int]) -> None:
    """Mend subject and object of the past verb at `index` in place; `days`: tokens of dates."""
    verb = tokens[index]
    if "VerbForm=Fin" not in verb.feats or "Tense=Past" not in verb.feats:
        return
    before = [
        t for t in tokens[:index] if t.head == index and t.deprel == "nsubj" and t.upos in NOUNS
    ]
    if not before or any(_fits(tokens, verb, noun) for noun in before):
        return
    subject = next((t for t in _behind(tokens, index, days) if _agrees(verb, t)), None)
    is_sure = all(fold(t.text).endswith(ONE_HIT) for t in before[:1])
    if subject is None and not is_sure:
        return
    tokens[before[0].index] = replace(before[0], deprel="obj")
    for noun in before[1:]:
        tokens[noun.index] = replace(noun, head=before[0].index, deprel="nmod")
    if subject is not None:
        tokens[subject.index] = replace(subject, head=index, deprel="nsubj")


def _fits(tokens: list[Token], verb: Token, noun: Token) -> bool:
    """True for a subject by its number, or one of several, or a counted one, or a name in Latin."""
    kids = [t.deprel for t in tokens if t.head == noun.index]
    if "conj" in kids or any(k.startswith("nummod") for k in kids) or not noun.text[-1].islower():
        return True
    word = fold(noun.text)
    if _is_many(verb):
        return word.endswith(PLURALS) and not _is_odd(noun)
    return not word.endswith((*HIT, *ONE_HIT)) or "Animacy=Anim" not in noun.feats


def _is_odd(noun: Token) -> bool:
    """True for a neuter or a feminine in the singular ("соглашение", "компании")."""
    return "Number=Sing" in noun.feats and fold(noun.text).endswith(("ие", "ье", "ии", "ство", "а"))


def _is_many(verb: Token) -> bool:
    return "Number=Plur" in verb.feats


def _agrees(verb: Token, noun: Token) -> bool:
    """True for a noun behind the verb that may be its subject."""
    word = fold(noun.text)
    if _is_many(verb):
        is_plural = "Number=Plur" in noun.feats and word.endswith(PLURALS)
        return is_plural and ("Case=Nom" in noun.feats or noun.deprel in TAKEN)
    is_one = "Number=Sing" in noun.feats and not word.endswith(ONE_HIT)
    gender = next((f for f in verb.feats.split("|") if f.startswith("Gender=")), "")
    return is_one and noun.deprel in TAKEN and gender in noun.feats.split("|")


def _behind(tokens: list[Token], index: int, days: set[int]) -> list[Token]:
    """The bare nouns behind the verb, before the next stop."""
    found = []
    for token in tokens[index + 1 :][:MOST_BEHIND]:
        if token.upos in {"PUNCT", "VERB", "SCONJ"}:
            break
        is_free = token.upos in NOUNS and token.deprel in OTHERS and token.index not in days
        if is_free and not any(t.head == token.index and t.deprel == "case" for t in tokens):
            found.append(token)
    return found


def make_bearer(tokens: list[Token], index: int, people: frozenset[str]) -> None:
    """An adjective for people is no part of a noun in another case ("полицейские боевыми")."""
    word = tokens[index]
    if word.upos != "ADJ" or fold(word.text) not in people or word.head <= index:
        return
    noun = tokens[word.head]
    if noun.upos not in NOUNS or "Case=Nom" not in word.feats or "Case=Nom" in noun.feats:
        return
    verb = tokens[noun.head] if noun.head >= 0 else noun
    is_told = any(t.head == verb.index and t.deprel in SUBJECTS for t in tokens)
    if verb.upos == "VERB" and not is_told:
        tokens[index] = replace(word, upos="NOUN", head=verb.index, deprel="nsubj")
