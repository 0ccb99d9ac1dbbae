"""Ukrainian nouns that the Russian tagger takes for verbs or adverbs, by their endings.

"Викрали двох священників", "забрав життя покупців", "поранено жінку": verbal nouns in -ння and
-ття and the genitive plural in -ів are no verbs, and a noun is not how something was done.
"""

from __future__ import annotations

from dataclasses import replace

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Token

VERBAL_NOUNS = ("ння", "ття", "нням", "ттям", "нню", "ттю", "нні", "тті")
MANY, LED = ("ів", "їв"), ("вів", "сів", "звів")
"""Endings of the genitive plural, and of past verbs that look like it ("привів")."""
KEPT = {"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "conj", "appos", "flat:name"}
OF_VERB = {"obj", "iobj", "nsubj", "nsubj:pass", "xcomp", "obl:agent"}
CLAUSES = {"parataxis", "advcl", "ccomp", "conj"}
"""Clauses that go on beside what was no verb."""
NOUNS = {"NOUN", "PROPN"}


def mend_tags(tokens: list[Token], lexicon: Lexicon, days: set[int]) -> None:
    """Mend the tags and what they make of the relations, in place; `days`: tokens of dates."""
    for token in list(tokens):
        before = tokens[token.index - 1] if token.index else token
        is_verbal = token.text.endswith(VERBAL_NOUNS) and fold(token.text) in lexicon.triggers
        if is_verbal and before.upos not in {"ADP", "VERB"}:  # "від лінії зіткнення"
            continue
        if token.upos == "VERB" and token.head >= 0 and _is_noun(token):
            _make_noun(tokens, token.index)
    for token in list(tokens):
        if token.upos == "NOUN" and token.deprel == "advmod" and token.index not in days:
            _make_object(tokens, token)


def _is_noun(token: Token) -> bool:
    word = token.text
    is_many = word.endswith(MANY) and not word.endswith(LED)
    return word.islower() and (word.endswith(VERBAL_NOUNS) or is_many)


def _make_noun(tokens: list[Token], index: int) -> None:
    word = tokens[index]
    head = tokens[word.head]
    deprel = word.deprel
    if not _is_bare(tokens, index):
        deprel = "nmod" if head.upos in NOUNS else "obl"
    elif head.upos in NOUNS:
        deprel = deprel if deprel in {"conj", "appos"} else "nmod"
    elif deprel not in KEPT:
        is_object = head.upos == "VERB" and index > head.index and not _has_object(tokens, head)
        deprel = "obj" if is_object else "nmod"
    tokens[index] = replace(word, upos="NOUN", feats="", deprel=deprel)
    for kid in tokens:
        if kid.head == index and kid.deprel in OF_VERB and kid.upos in NOUNS:
            tokens[kid.index] = replace(kid, deprel="nmod")
        elif kid.head == index and kid.deprel in CLAUSES and kid.upos == "VERB":
            tokens[kid.index] = replace(kid, head=head.index)


def _make_object(tokens: list[Token], noun: Token) -> None:
    head = tokens[noun.head] if noun.head >= 0 else noun
    is_free = head.upos == "VERB" and noun.index > head.index and _is_bare(tokens, noun.index)
    if is_free and not _has_object(tokens, head):
        tokens[noun.index] = replace(noun, deprel="obj")


def _is_bare(tokens: list[Token], index: int) -> bool:
    is_led = index > 0 and tokens[index - 1].upos == "ADP"
    return not is_led and not any(t.head == index and t.deprel == "case" for t in tokens)


def _has_object(tokens: list[Token], verb: Token) -> bool:
    return any(t.head == verb.index and t.deprel == "obj" for t in tokens)
