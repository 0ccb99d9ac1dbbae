"""Roots of Ukrainian sentences that are no verbs ("Урядові сили в четвер відбили повіт").

The Russian tagger takes a noun or an adverb for the verb, or a preposition behind the verb. The
next verb by its ending is the root then.
"""

from __future__ import annotations

from dataclasses import replace

from transforms.find.borrowed_nouns import is_listed_noun
from transforms.find.borrowed_sides import AGREEING, SUBJECTS
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Token

PAST = ("в", "ла", "ло", "ли", "вся", "лася", "лося", "лися", "но", "то")
VERBAL = (*PAST, "ти", "ть", "ся", "сь", "ши", "чи", "є", "те", "мер", "тік", "ніс", "віз", "іг")
"""Endings of verbs in their forms."""
ADVERBS = ("ово", "ву", "ше", "чі", "рі", "день", "дні", "ранку", "сім", "менш")
JOINED = {"conj", "advcl", "parataxis", "xcomp", "ccomp"}
OF_NOUN = {"amod", "nmod", "case", "det", "nummod", "nummod:gov", "flat:name", "acl", "appos"}
ADJECTIVES = ("ві", "ні", "кі", "ий", "ва", "на", "ка")
FORCES = {"forces", "soldiers", "fighter"}
NOUNS = {"NOUN", "PROPN"}
REACH = 3


def mend_roots(tokens: list[Token], lexicon: Lexicon, days: set[int]) -> None:
    """Give the sentence its verb as root, in place; `days`: the tokens of dates."""
    root = next((t for t in tokens if t.head < 0), None)
    if root is None:
        return
    if root.upos == "ADP":
        _give(tokens, root, _verb_beside(tokens, root), days)
        return
    if root.upos in NOUNS:
        kids = [t for t in tokens[root.index + 1 :] if t.head == root.index]
        verb = next((t for t in kids if _follows(root, t)), None)
        _give(tokens, root, verb, days)
        return
    is_listed = _is_known(root, lexicon)
    if root.upos == "VERB" and (is_listed or not fold(root.text).endswith(VERBAL)):
        kids = [t for t in tokens if t.head == root.index and (is_listed or t.index > root.index)]
        _give(tokens, root, next((t for t in kids if _is_verb(t, is_listed)), None), days)


def _follows(root: Token, token: Token) -> bool:
    """True for the verb of a noun that was taken for the root ("Невідомий кинув гранату")."""
    is_joined = token.deprel in JOINED | {"nmod", "acl", "appos"}
    is_verb = token.upos == "VERB" and is_joined and fold(token.text).endswith(PAST)
    return is_verb and _role(root, token) == "nsubj"


def _is_known(token: Token, lexicon: Lexicon) -> bool:
    """True for a noun of the triggers or for people under arms, which is no verb of them."""
    word = fold(token.text)
    found = [entry for parts, entry in lexicon.triggers.get(word, ()) if len(parts) == 1]
    if any(entry.pos == "VERB" for entry in found):
        return False
    is_noun = is_listed_noun(word, lexicon) and not word.endswith(PAST)
    return is_noun or bool(FORCES & lexicon.cues.names(token.text))


def _is_verb(token: Token, is_any: bool) -> bool:
    is_joined = is_any or token.deprel in JOINED
    return token.upos == "VERB" and is_joined and fold(token.text).endswith(PAST)


def _verb_beside(tokens: list[Token], root: Token) -> Token | None:
    """The verb right before or behind a preposition."""
    near = tokens[max(0, root.index - REACH) : root.index][::-1]
    near += tokens[root.index + 1 :][:REACH]
    return next((t for t in near if t.upos == "VERB" and fold(t.text).endswith(PAST)), None)


def _give(tokens: list[Token], root: Token, verb: Token | None, days: set[int]) -> None:
    if verb is None or any(_is_stop(t) for t in _between(tokens, root, verb)):
        return
    behind = tokens[root.index + 1]
    tokens[verb.index] = replace(verb, head=-1, deprel="root")
    for kid in list(tokens):
        is_own = kid.deprel in OF_NOUN and root.upos != "ADP"
        if kid.head == root.index and kid.index != verb.index and not is_own:
            tokens[kid.index] = replace(kid, head=verb.index)
    if root.upos == "ADP":
        noun = next((t for t in tokens[root.index + 1 :][:REACH] if t.upos in NOUNS), None)
        if noun is not None:
            tokens[noun.index] = replace(noun, head=verb.index, deprel="obl")
        head = verb.index if noun is None else noun.index
        tokens[root.index] = replace(root, head=head, deprel="case")
        return
    if (
        behind.upos in NOUNS
        and behind.head in {root.index, verb.index}
        and _is_joined(root, behind)
    ):
        role = _role(behind, verb)
        tokens[behind.index] = replace(behind, head=verb.index, deprel=role)
        tokens[root.index] = replace(root, upos="ADJ", head=behind.index, deprel="amod")
        return
    is_adverb = fold(root.text).endswith(ADVERBS) or root.index in days
    is_led = any(t.head == root.index and t.deprel == "case" for t in tokens)
    upos = "ADV" if is_adverb else "NOUN"
    deprel = "advmod" if is_adverb else "obl" if is_led else _role(root, verb)
    tokens[root.index] = replace(root, upos=upos, feats="", head=verb.index, deprel=deprel)
    before = tokens[root.index - 1] if root.index else root
    is_adjective = before.deprel in SUBJECTS and before.head == verb.index
    if is_adjective and upos == "NOUN" and fold(before.text).endswith(ADJECTIVES):
        word = replace(before, upos="ADJ", head=root.index, deprel="amod")
        tokens[before.index] = word


def _is_stop(token: Token) -> bool:
    return token.upos in {"CCONJ", "SCONJ"} or token.text in {":", ";", "–", "—"}


def _is_joined(adjective: Token, noun: Token) -> bool:
    """True for an adjective in the plural before a noun in it ("озброєні люди")."""
    both = fold(adjective.text), fold(noun.text)
    return both[0].endswith(ADJECTIVES) and both[1].endswith(("и", "і", "ї"))


def _between(tokens: list[Token], root: Token, verb: Token) -> list[Token]:
    return tokens[min(root.index, verb.index) : max(root.index, verb.index)]


def _role(noun: Token, verb: Token) -> str:
    agrees = any(fold(verb.text).endswith(v) and fold(noun.text).endswith(n) for v, n in AGREEING)
    return "nsubj" if agrees else "obj" if fold(noun.text).endswith(("у", "ю")) else "obl"
