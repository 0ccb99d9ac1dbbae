"""An article's prose as words, for comparing texts: without headings, captions and credits."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

from transforms.letters import fold, fold_letters
from transforms.text.genres import GENRES
from transforms.text.layout import mark_layout

_SENTENCE_END = re.compile(r"(?:(?<=[.!?…।؟])|(?<=[.!?…]['\"”’»)]))\s+|(?<=[。！？])|\n+")
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_THOUSANDS = re.compile(r"(?<=\d)[,.\u2009\u202f](?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written and as compared; `is_first`: it opens its sentence."""

    text: str
    folded: str
    is_first: bool

    @property
    def is_figure(self) -> bool:
        """Whether a digit of any script is in it."""
        return any(letter.isdigit() for letter in self.text)

    @property
    def may_be_name(self) -> bool:
        """Whether it may name something: upper case, or a script without cases."""
        letter = self.text[0]
        return (letter.isupper() and not self.is_first) or letter.upper() == letter.lower()


@dataclass(frozen=True)
class Sentence:
    """The words of a sentence."""

    words: tuple[Word, ...]

    @cached_property
    def key(self) -> tuple[str, ...]:
        """The words as compared."""
        return tuple(word.folded for word in self.words)


@dataclass(frozen=True)
class Prose:
    """An article's sentences, and the figures that stand in its dateline."""

    sentences: tuple[Sentence, ...]
    dateline_figures: frozenset[str]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All words as compared."""
        return tuple(word for sentence in self.sentences for word in sentence.key)

    @cached_property
    def figures(self) -> frozenset[str]:
        """The figures of the sentences."""
        return frozenset(w.folded for s in self.sentences for w in s.words if w.is_figure)


@lru_cache(maxsize=4096)
def read_prose(text: str, language: str) -> Prose:
    r"""Return the words of a cleaned text.

    >>> [s.key for s in read_prose("Two died.\n\n1,500 fled to Goma.", "en").sentences]
    [('two', 'died'), ('1500', 'fled', 'to', 'goma')]
    """
    sentences = []
    figures: set[str] = set()
    for section in mark_layout(text, language):
        part = text[section.start : section.end]
        if section.role == "dateline":
            figures |= {word.folded for word in _words(part) if word.is_figure}
        if section.role == "body" or section.role in GENRES:
            sentences += [words for piece in _SENTENCE_END.split(part) if (words := _words(piece))]
    return Prose(tuple(map(Sentence, sentences)), frozenset(figures))


def read_words(text: str) -> tuple[str, ...]:
    """Return the words of a phrase as compared."""
    return tuple(word.folded for word in _words(text))


def _words(sentence: str) -> tuple[Word, ...]:
    plain = _THOUSANDS.sub("", fold_letters(unicodedata.normalize("NFKC", sentence)))
    return tuple(
        Word(match[0], fold(match[0]), is_first=number == 0)
        for number, match in enumerate(_WORD.finditer(plain))
    )
