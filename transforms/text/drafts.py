"""Tokenised sections -> draft sentences with offsets in the article; needs no import of Stanza.

A draft keeps Stanza's own token entries, so that those sentences that matter can be handed
back to it. Sentences and words beyond all measure (text without a full stop, without a
space) are cut, because the cost of a parse grows with the square of a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from transforms.letters import fold_letters, without_marks
from transforms.records import Sentence, Token
from transforms.text.layout import Section

MAX_WORDS = 150
MAX_WORD_CHARACTERS = 60
TOO_LONG = "<UNK>"
"""What Stanza's tokeniser writes for a word of hundreds of characters."""
Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence not yet read: what Stanza's tokeniser said, and our record of it."""

    entries: list[Entry]
    sentence: Sentence

    @property
    def for_stanza(self) -> list[Entry]:
        """Its token entries, words beyond measure shortened, without vowel signs (rare in news)."""
        return [{**entry, "text": _for_tagger(entry["text"])} for entry in self.entries]

    @property
    def words(self) -> list[str]:
        """The texts of its words."""
        return [token.text for token in self.sentence.tokens]


def _for_tagger(word: str) -> str:
    return (without_marks(word) or word)[:MAX_WORD_CHARACTERS]


def to_drafts(parts: Sequence[tuple[Section, int, list[list[Entry]]]], text: str) -> list[Draft]:
    """Return the sentences of an article in order.

    Args:
        parts: its sections, each with what to add to the offsets of its token entries, and
            its sentences as token entries.
        text: the article's text.
    """
    drafts: list[Draft] = []
    for section, shift, sentences in parts:
        for sentence in sentences:
            for entries in _cut(sentence):
                tokens = tuple(_tokens(entries, shift, text))
                if tokens:
                    record = Sentence(
                        len(drafts),
                        min(t.start for t in tokens),
                        max(t.end for t in tokens),
                        section.paragraph,
                        section.role,
                        tokens,
                        is_parsed=False,
                    )
                    drafts.append(Draft(entries, record))
    return drafts


def _cut(entries: list[Entry]) -> Iterator[list[Entry]]:
    """Yield a sentence in pieces of at most MAX_WORDS words or so; contractions stay whole."""
    if len(entries) <= MAX_WORDS:
        yield entries
        return
    piece: list[Entry] = []
    first, last_of_range = 0, 0
    for entry in entries:
        numbers = entry["id"] if isinstance(entry["id"], tuple | list) else (entry["id"],)
        if numbers[0] - first > MAX_WORDS and numbers[0] > last_of_range:
            yield piece
            piece, first = [], numbers[0] - 1
        last_of_range = max(last_of_range, numbers[-1])
        moved = tuple(number - first for number in numbers)
        piece.append({**entry, "id": moved if len(moved) > 1 else moved[0]})
    if piece:
        yield piece


def _tokens(entries: Sequence[Entry], shift: int, text: str) -> Iterator[Token]:
    """The words as a flat tree: the first is the root, the others hang on it."""
    start = end = last_of_range = 0
    for entry in entries:
        if "start_char" in entry:
            start, end = entry["start_char"] + shift, entry["end_char"] + shift
        if isinstance(entry["id"], tuple):
            last_of_range = entry["id"][-1]
            whole = (start, end)
            continue
        if entry["id"] <= last_of_range and "start_char" not in entry:
            start, end = whole
        index = entry["id"] - 1
        head, relation = (0, "dep") if index else (-1, "root")
        word = text[start:end] if entry["text"] == TOO_LONG else str(entry["text"])
        yield Token(index, start, end, word, fold_letters(word), "X", "", head, relation)
