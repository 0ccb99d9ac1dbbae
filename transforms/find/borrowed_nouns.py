"""Adjectives, objects and counted nouns of Ukrainian that Russian models hang in a wrong place.

They take an adjective that begins a sentence for its noun ("Російські солдати"), a noun behind a
town for a part of its name ("у Полтаві чоловіка"), a case of a noun for a verb ("обстрілу").
"""

from __future__ import annotations

from dataclasses import replace

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Token

ADJECTIVES = ("ські", "зькі", "цькі", "ський", "зький", "цький", "ська", "зька", "цька")
TAKEN = {"nsubj", "nsubj:pass", "obj"}
NAMED = {"nmod", "flat:name", "appos"}
CLAUSES = {"conj", "advcl", "parataxis", "ccomp", "xcomp"}
"""How the verb hangs that a sentence is about, where a noun was taken for its root."""
PEOPLE = ("иків", "иць", "людей", "осіб", "хлопців", "дівчат", "жінок", "дітей", "анів", "истів")
"""Endings of people who are counted."""
OBLIQUE = ("у", "ю", "ом", "ем", "ів", "ами", "ям", "і")
"""Endings of nouns that verbs of the past have not."""


def give_nouns(tokens: list[Token], lexicon: Lexicon, days: set[int]) -> None:
    """Mend the tokens in place; `days`: those of times and days."""
    for index in sorted(days):
        _free_day(tokens, index)
    for index in range(len(tokens) - 1):
        _give_adjective(tokens, index)
        _give_noun(tokens, index, lexicon)
    for index in range(1, len(tokens)):
        _give_object(tokens, index)


def _free_day(tokens: list[Token], index: int) -> None:
    """A word of time is no subject; a noun hung on it is ("увечері ФСБ затримала")."""
    word = tokens[index]
    if word.deprel not in TAKEN or word.upos not in {"NOUN", "PROPN", "ADJ"} or word.head < 0:
        return
    behind = [t for t in tokens[index + 1 :] if t.head == index and t.deprel in NAMED]
    first = next((t for t in behind if t.upos in {"NOUN", "PROPN"}), None)
    if first is not None:
        tokens[first.index] = replace(first, head=word.head, deprel=word.deprel)
    for kid in tokens[index + 1 :]:
        if kid.head == index and first is not None:
            tokens[kid.index] = replace(kid, head=first.index)
    tokens[index] = replace(word, upos="ADV", deprel="obl:tmod")


def _give_adjective(tokens: list[Token], index: int) -> None:
    """An adjective before its noun gives its place to it."""
    word, noun = tokens[index], tokens[index + 1]
    is_taken = word.upos in {"NOUN", "PROPN"} and fold(word.text).endswith(ADJECTIVES)
    is_noun = noun.upos in {"NOUN", "PROPN"} and noun.text.islower()
    is_hung = noun.head == index and noun.deprel in NAMED
    is_beside = noun.head == word.head and noun.deprel == word.deprel
    if not is_taken or not is_noun or not (is_hung or is_beside):
        return
    tokens[noun.index] = replace(noun, head=word.head, deprel=word.deprel)
    for kid in tokens:
        if kid.head == index and kid.index != noun.index:
            tokens[kid.index] = replace(kid, head=noun.index)
    tokens[index] = replace(word, upos="ADJ", head=noun.index, deprel="amod")


def _give_object(tokens: list[Token], index: int) -> None:
    """A common noun or a number behind a town is the object of the verb that the town hangs on.

    So is an adjective for people behind another object ("закидали камінням поліцейських").
    """
    word = tokens[index]
    if not word.text.islower() or word.head < 0 or word.deprel not in {*NAMED, "nummod"}:
        return
    above = tokens[word.head]
    first = min([index, *(t.index for t in tokens if t.head == index and t.index < index)])
    if first != above.index + 1 or above.head < 0 or not _is_bare(tokens, index):
        return
    is_town = above.text[:1].isupper() and above.deprel in {"obl", "nmod"}
    is_town &= word.upos in {"NOUN", "NUM"} and not _is_bare(tokens, above.index)
    is_person = word.upos == "ADJ" and above.deprel == "iobj" and word.text.endswith("их")
    is_counted = any(t.head == index and t.upos == "NUM" and t.index < index for t in tokens)
    is_person |= is_counted and above.deprel == "obl" and fold(word.text).endswith(PEOPLE)
    verb = tokens[above.head]
    has_object = any(t.head == verb.index and t.deprel == "obj" for t in tokens)
    if (is_town or is_person) and verb.upos == "VERB" and not has_object:
        upos = "NUM" if word.upos == "NUM" else "NOUN"
        tokens[index] = replace(word, upos=upos, head=verb.index, deprel="obj")


def _is_bare(tokens: list[Token], index: int) -> bool:
    return not any(t.head == index and t.deprel == "case" for t in tokens)


def _give_noun(tokens: list[Token], index: int, lexicon: Lexicon) -> None:
    """A listed noun behind a preposition is no verb; the next verb takes its place."""
    word, noun = tokens[index], tokens[index + 1]
    form = fold(noun.text)
    if word.upos != "ADP" or noun.upos != "VERB" or not form.endswith(OBLIQUE):
        return
    if not is_listed_noun(form, lexicon):
        return
    verbs = [t for t in tokens if t.head == noun.index and t.deprel in CLAUSES]
    verb = next((t for t in verbs if t.upos == "VERB" and t.index > noun.index), None)
    if verb is None:
        return
    tokens[verb.index] = replace(verb, head=noun.head, deprel=noun.deprel)
    for kid in list(tokens):
        if kid.head == noun.index and kid.index != verb.index:
            is_own = kid.index < verb.index and kid.upos in {"NOUN", "PROPN"}
            head = noun.index if is_own else verb.index
            deprel = "nmod" if is_own else kid.deprel
            tokens[kid.index] = replace(kid, head=head, deprel=deprel)
    lemma = form[:-1] if form.endswith("у") else form
    tokens[noun.index] = replace(noun, upos="NOUN", lemma=lemma, head=verb.index, deprel="obl")
    tokens[index] = replace(word, head=noun.index, deprel="case")


def is_listed_noun(form: str, lexicon: Lexicon) -> bool:
    """True for a noun of the triggers, as it is listed or without the ending of its case."""
    return any(
        len(parts) == 1 and entry.pos == "NOUN"
        for base in (form, form[:-1], form[:-2])
        for parts, entry in lexicon.triggers.get(base, ())
    )
