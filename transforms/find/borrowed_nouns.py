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
NAMED = {"nmod", "flat:name", "appos"}
CLAUSES = {"conj", "advcl", "parataxis", "ccomp", "xcomp"}
"""How the verb hangs that a sentence is about, where a noun was taken for its root."""
OBLIQUE = ("у", "ю", "ом", "ем", "ів", "ами", "ям", "і")
"""Endings of nouns that verbs of the past have not."""


def give_nouns(tokens: list[Token], lexicon: Lexicon) -> None:
    """Mend the tokens in place."""
    for index in range(len(tokens) - 1):
        _give_adjective(tokens, index)
        _give_noun(tokens, index, lexicon)
    for index in range(1, len(tokens)):
        _give_object(tokens, index)


def _give_adjective(tokens: list[Token], index: int) -> None:
    """An adjective before its noun gives its place to it."""
    word, noun = tokens[index], tokens[index + 1]
    is_taken = word.upos in {"NOUN", "PROPN"} and fold(word.text).endswith(ADJECTIVES)
    is_noun = noun.upos in {"NOUN", "PROPN"} and noun.text.islower()
    if not is_taken or not is_noun or noun.head != index or noun.deprel not in NAMED:
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
