"""Subjects and objects of Ukrainian verbs by what their endings agree on.

"Колону супроводжувала поліція", "вибухівку привели в дію бойовики", "радник засудив розправи": the
Russian tagger takes the first noun for the subject, or for the object, whatever its case.
"""

from __future__ import annotations

from dataclasses import replace

from transforms.find.borrowed_sides import AGREEING, MANY, PLURALS, SUBJECTS
from transforms.letters import fold
from transforms.records import Token

ACCUSATIVE = ("у", "ю")
"""Endings of feminine objects, and of no subject."""
ONE_HIT = (*ACCUSATIVE, "ого", "а", "я")
OF_ONE = "ії"
"""Ending of genitives that look like plurals."""
ONE_WOMAN = ("ла", "лася")
HARD = tuple("бвгґджзклмнпрстфхц")
"""Last letters of nouns that no verb in the feminine has as its subject."""
OTHERS = {"obj", "iobj", "nmod", "appos"}
NOUNS = {"NOUN", "PROPN"}
REACH = 7


def make_agreed(tokens: list[Token], index: int, days: set[int]) -> None:
    """Give the verb at `index` the subject and the object that its ending asks for, in place."""
    verb = fold(tokens[index].text)
    if not verb.endswith(tuple(ending for ending, _ in AGREEING)):
        return
    for noun in [t for t in tokens if t.head == index and t.deprel == "nsubj:pass"]:
        if "Voice=Pass" not in tokens[index].feats:
            tokens[noun.index] = replace(noun, deprel="nsubj")
    for noun in [t for t in tokens if t.head == index and t.deprel == "nsubj"]:
        is_common = noun.upos == "NOUN" or noun.index == 0
        is_common &= noun.text[-1].islower() and _is_bare(tokens, noun)
        is_odd = fold(noun.text).endswith(ACCUSATIVE)
        is_odd |= verb.endswith(ONE_WOMAN) and noun.index > index and _is_hard(noun)
        if is_common and is_odd and noun.index not in days and not _is_counted(tokens, noun):
            _make_other(tokens, index, noun)
    _free_others(tokens, index)
    if any(t.head == index and t.deprel in SUBJECTS for t in tokens):
        return
    subject = _subject(tokens, index, days)
    if subject is not None:
        tokens[subject.index] = replace(subject, head=index, deprel="nsubj")


def _free_others(tokens: list[Token], index: int) -> None:
    """Of two subjects only one of which agrees the other is the object ("хлопця натовп забив")."""
    nouns = [t for t in tokens if t.head == index and t.deprel == "nsubj" and t.upos in NOUNS]
    odd = [n for n in nouns if not _agrees(tokens, index, n) and not _is_counted(tokens, n)]
    if len(odd) == 1 and len(nouns) == 2 and fold(odd[0].text).endswith(ONE_HIT):
        tokens[odd[0].index] = replace(odd[0], deprel="obj")


def _is_hard(noun: Token) -> bool:
    return fold(noun.text).endswith(HARD)


def _make_other(tokens: list[Token], index: int, noun: Token) -> None:
    """The noun is the object, or the genitive of the noun right before it that agrees."""
    owner = tokens[noun.index - 1] if noun.index else noun
    if owner is not noun and owner.upos in NOUNS and _agrees(tokens, index, owner):
        is_free = _is_bare(tokens, owner) and not _is_above(tokens, index, owner.index)
        if is_free and owner.index < index:
            tokens[owner.index] = replace(owner, head=index, deprel="nsubj")
            tokens[noun.index] = replace(noun, head=owner.index, deprel="nmod")
            return
    tokens[noun.index] = replace(noun, deprel="obj")


def _subject(tokens: list[Token], index: int, days: set[int]) -> Token | None:
    """The bare noun that agrees: before the verb what was taken for its object, else behind it."""
    kids = [t for t in tokens if t.head == index and t.deprel in {"obj", "iobj"}]
    nouns = [k for k in kids if k.upos in NOUNS and _is_bare(tokens, k) and k.index not in days]
    before = [k for k in nouns if k.index < index and _agrees(tokens, index, k)]
    others = [k for k in kids if k.index > index]
    if before and (others or not _bare_behind(tokens, index, days)):
        return before[-1]
    if not any(k.index < index and fold(k.text).endswith(ONE_HIT) for k in kids):
        return None
    behind = _bare_behind(tokens, index, days)
    return next((k for k in behind if _agrees(tokens, index, k)), None)


def _bare_behind(tokens: list[Token], index: int, days: set[int]) -> list[Token]:
    """The nouns without a preposition behind the verb, before the next stop."""
    found = []
    for token in tokens[index + 1 :][:REACH]:
        if token.upos in {"PUNCT", "CCONJ", "SCONJ", "VERB"}:
            break
        is_own = token.upos in NOUNS and token.deprel in OTHERS and token.index not in days
        is_own = is_own and _is_bare(tokens, token)
        if is_own and not _is_above(tokens, index, token.index):
            found.append(token)
    return found


def _agrees(tokens: list[Token], index: int, noun: Token) -> bool:
    verb, word = fold(tokens[index].text), fold(noun.text)
    if verb.endswith(MANY) and _is_counted(tokens, noun):
        return True
    if verb.endswith(MANY):
        return word.endswith(PLURALS) and not word.endswith(OF_ONE)
    return any(verb.endswith(v) and word.endswith(n) for v, n in AGREEING)


def _is_counted(tokens: list[Token], noun: Token) -> bool:
    return any(t.head == noun.index and t.deprel.startswith("nummod") for t in tokens)


def _is_bare(tokens: list[Token], noun: Token) -> bool:
    return not any(t.head == noun.index and t.deprel == "case" for t in tokens)


def _is_above(tokens: list[Token], index: int, other: int) -> bool:
    seen: set[int] = set()
    at = tokens[index].head
    while at >= 0 and at not in seen:
        if at == other:
            return True
        seen.add(at)
        at = tokens[at].head
    return False
