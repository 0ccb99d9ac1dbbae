"""Words that negate the verb or noun above them."""

from __future__ import annotations

from collections.abc import Collection

from transforms.find.judgements import Words
from transforms.letters import fold
from transforms.records import Sentence, Token
from transforms.tree import children

NONE: frozenset[str] = frozenset()


def is_negated(verb: Token) -> bool:
    """True for a verb that is negated by its own ending (Turkish "öldürülmedi")."""
    return verb.upos in {"VERB", "AUX"} and "Polarity=Neg" in verb.feats


def is_negation(sentence: Sentence, kid: Token, negators: Collection[str], words: Words) -> bool:
    """True for a word that negates what is above it: "not", "no soldier", "nobody"."""
    if kid.deprel in {"advmod", "det", "aux", "case", "mark"}:
        is_only = set(negators) <= words.get("half_negators", NONE) and _is_only(sentence, kid)
        return bool(negators) and not is_only and not _opens_number(sentence, kid, words)
    return kid.deprel.startswith(("nsubj", "obj")) and _is_nobody(sentence, kid, words)


def _is_only(sentence: Sentence, token: Token) -> bool:
    """True for French "ne ... que": nothing but, with no other negation before it."""
    behind = [fold(t.text) for t in sentence.tokens[token.index + 1 : token.index + 5]]
    return not {"pas", "jamais", "plus", "rien"} & {*behind} and bool({"que", "qu'"} & {*behind})


def _opens_number(sentence: Sentence, token: Token, words: Words) -> bool:
    """True for the negation of "no fewer than 15", "не менее 15", "ما لا يقل عن 15"."""
    pair = " ".join(fold(t.text) for t in sentence.tokens[token.index : token.index + 2])
    return any(f" {pair} " in f" {phrase} " for phrase in words["approximate"])


def _is_nobody(sentence: Sentence, token: Token, words: Words) -> bool:
    """A participant that is none: "nobody", "no one", "no soldier"."""
    return token.lemma.casefold() in words["negators"] or any(
        k.deprel in {"det", "advmod"}
        and k.lemma.casefold() in words["negators"]
        and not _opens_number(sentence, k, words)
        for k in children(sentence, token.index)
    )
