"""Turkish articles in the steps of text.annotate: sections to drafts, drafts to sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from transforms.letters import fold_letters
from transforms.records import Entity, Sentence, Token
from transforms.text.drafts import Draft, to_drafts
from transforms.text.layout import Section
from transforms.text.turkish.choice import read_words
from transforms.text.turkish.features import ENDINGS, features
from transforms.text.turkish.names import find_names
from transforms.text.turkish.tokens import split_sentences
from transforms.text.turkish.tree import build_tree
from transforms.text.turkish.word import Word
from transforms.text.turkish.words import load_words

LONG = str.maketrans("âîû", "aiu")
"""Marks on vowels, which writers leave out as often as not ("harekât")."""


@dataclass(frozen=True, eq=False)
class TurkishReader:
    """Reads Turkish without a model: every sentence, as reading one is cheap (no `scan`)."""

    scan: None = None

    def split(self, text: str, layout: Sequence[Section]) -> list[Draft]:
        """Return the sentences of an article's sections, as words only."""
        parts = [(s, s.start, split_sentences(text[s.start : s.end])) for s in layout]
        return to_drafts(parts, text)

    def read(self, draft: Sentence, text: str) -> Sentence:
        """Return a sentence with analyses, tree and names; offsets are those of the article."""
        words = read_words(draft.tokens)
        build_tree(words)
        _nest_provinces(words)
        names = find_names(words, text)
        tokens = tuple(_to_token(word, words, names) for word in words)
        return replace(draft, tokens=tokens, entities=names, is_parsed=True)


@lru_cache(maxsize=1)
def load_turkish() -> TurkishReader:
    """The reader, the same for all articles of a process."""
    return TurkishReader()


def _nest_provinces(words: Sequence[Word]) -> None:
    """Hang the province of "Mardin'in Nusaybin ilçesinde" on the name of the district."""
    for word in words:
        if word.case != "Gen" or word.deprel != "nmod:poss" or word.upos != "PROPN":
            continue
        names = [w for w in words if w.head == word.head and w.deprel == "nmod:poss"]
        last = names[-1]
        if last is not word and last.upos == "PROPN" and _is_place(words[word.head]):
            word.head = last.index


def _is_place(word: Word) -> bool:
    lists = load_words()
    return lists.has("places", word.lemma) or lists.has("facilities", word.lemma)


def _to_token(word: Word, words: Sequence[Word], names: Sequence[Entity]) -> Token:
    kids = [w for w in words if w.head == word.index]
    feats, deprel = features(word, kids), word.deprel
    ending = _ending_of_place(word, words, names)
    if ending:
        deprel, feats = "nmod", f"{feats}|Ending={ending}"
    lemma = fold_letters(_whole_lemma(word, words).translate(LONG))
    return Token(
        word.index, word.start, word.end, word.text, lemma, word.upos, feats, word.head, deprel
    )


def _whole_lemma(word: Word, words: Sequence[Word]) -> str:
    """The lemma of a verb with the noun that makes it another verb ("protesto etmek")."""
    before = words[word.index - 1] if word.index else None
    if word.upos != "VERB" or before is None or not before.is_nominal:
        return word.lemma
    lists, whole = load_words(), f"{before.low} {word.lemma}"
    is_made = lists.has("making", word.lemma) and before.case == "Nom" and before.head == word.index
    return whole if is_made or lists.has("idioms", whole) else word.lemma


def _ending_of_place(word: Word, words: Sequence[Word], names: Sequence[Entity]) -> str | None:
    """The case of the kind of place behind a name ("Lice ilçesinde"), which is the name's own."""
    if word.deprel != "nmod:poss" or word.head < 0:
        return None
    if not any(e.label == "LOC" and e.start <= word.start < e.end for e in names):
        return None
    kind = words[word.head]
    if not _is_place(kind):
        return None
    above = words[kind.head] if kind.deprel == "nmod:poss" else kind
    return ENDINGS.get(kind.case) or ENDINGS.get(above.case) or ENDINGS["Loc"]
