"""Finite verbs that a small tagger took for nouns or adjectives, by their endings.

"Un palestino acuchilló a dos hombres": in a language whose pack lists endings that only verbs of
the past have (`finite_endings`), a word with one that leads to a trigger is a verb; the noun before
it is its subject, and what hung on that noun behind it is told of the verb.
"""

from __future__ import annotations

from dataclasses import replace

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Sentence, Token
from transforms.sound_trees import with_tokens

WRONG = {"NOUN", "ADJ", "ADV"}
NOUNS = {"NOUN", "PROPN"}
OWN = {"det", "amod", "nummod", "nmod", "flat", "compound", "case", "appos"}
"""What stays with a subject where it stands before the verb."""
JOINED = {"amod", "acl", "flat", "appos", "nmod", "compound"}
PLURAL = "on"
FEATS = "Mood=Ind|Number={}|Person=3|Tense=Past|VerbForm=Fin"


def with_verbs(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """The sentence with such words as verbs, and their subjects and objects on them."""
    endings = tuple(lexicon.modality.get("finite_endings", ()))
    for token in sentence.tokens if endings else ():
        if token.upos in WRONG and token.text.islower() and fold(token.text).endswith(endings):
            lemma = _verb(fold(token.text), lexicon)
            if lemma is not None:
                sentence = _as_verb(sentence, token, lemma)
    return sentence


def _verb(word: str, lexicon: Lexicon) -> str | None:
    """The infinitive to which the word's ending leads, if it begins a trigger of verbs."""
    for lemma in lexicon.base_forms(word):
        if any(entry.pos == "VERB" for _, entry in lexicon.triggers.get(lemma, ())):
            return lemma
    return None


def _as_verb(sentence: Sentence, token: Token, lemma: str) -> Sentence:
    number = "Plur" if token.text.endswith(PLURAL) else "Sing"
    verb = replace(token, upos="VERB", lemma=lemma, feats=FEATS.format(number))
    tokens = list(sentence.tokens)
    above = tokens[token.head] if token.head >= 0 else None
    if above is not None and above.index < token.index and above.upos in NOUNS:
        if token.deprel not in JOINED:
            return with_tokens(sentence, verb)
        verb = replace(verb, head=above.head, deprel=above.deprel)
        subject = replace(above, head=verb.index, deprel="nsubj")
        moved = [_moved(t, verb) for t in tokens if t.head == above.index and _is_free(t, verb)]
        return with_tokens(sentence, *moved, subject, verb)
    kids = [t for t in tokens if t.head == token.index]
    first = next((k for k in kids if k.index < token.index and k.upos in NOUNS), None)
    if first is None or any(t.head == first.index and t.deprel == "case" for t in tokens):
        return with_tokens(sentence, verb)
    mended = [replace(first, deprel="nsubj")]
    mended += [replace(k, head=first.index) for k in kids if k.deprel == "det"]
    mended += [_moved(k, verb) for k in kids if k.index > token.index and k.deprel == "nmod"]
    return with_tokens(sentence, *mended, verb)


def _is_free(token: Token, verb: Token) -> bool:
    """True for what hangs on the subject and belongs to the verb: behind it, or no part of it."""
    if token.index == verb.index:
        return False
    return token.index > verb.index or token.deprel not in OWN


def _moved(token: Token, verb: Token) -> Token:
    relation = "obl" if token.deprel.startswith("nmod") else token.deprel
    return replace(token, head=verb.index, deprel=relation)
