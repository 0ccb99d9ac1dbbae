"""Sentences of a Turkish model of Stanza, written as the event packs expect them.

Treebanks give a verb its stem as its lemma ("öldür"); the packs have infinitives. Case endings
become the words that stand for adpositions (tree.case_words).
"""

from __future__ import annotations

from dataclasses import replace

from transforms.letters import fold_letters
from transforms.records import Sentence, Token
from transforms.text.turkish.analyses import infinitive
from transforms.text.turkish.features import ENDINGS
from transforms.text.turkish.words import lower

VERBAL = {"VERB", "AUX"}
NOMINAL = {"NOUN", "PROPN", "NUM", "PRON"}


def settled(sentence: Sentence) -> Sentence:
    """Return the sentence with infinitives as lemmas and with its case endings marked."""
    led = {t.head for t in sentence.tokens if t.deprel == "case"}
    return replace(sentence, tokens=tuple(_settled(t, t.index in led) for t in sentence.tokens))


def _settled(token: Token, is_led: bool) -> Token:
    if token.upos in VERBAL and not token.lemma.endswith(("mek", "mak")):
        written = lower(token.text)[: len(token.lemma)]  # lemmas are folded: "saldir" of "saldırdı"
        stem = written if fold_letters(written) == token.lemma else token.lemma
        return replace(token, lemma=fold_letters(infinitive(stem)))
    ending = next((e for case, e in ENDINGS.items() if f"Case={case}" in token.feats), None)
    if token.upos in NOMINAL and ending and not is_led:
        return replace(token, feats=f"{token.feats}|Ending={ending}")
    return token
