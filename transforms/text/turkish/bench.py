"""The state while a tree is built: what hangs on nothing yet."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.text.turkish.word import Word

OPEN = -2
QUOTES = {'"', "“", "”", "«", "»", "‘", "’", "„"}
SEPARATORS = {",", ";", "–", "—", "-", ":", "(", ")"} | QUOTES


class Bench:
    """The words of a sentence and, in `open`, those that hang on nothing yet, in order.

    Commas and conjunctions stay there too while they may part what stands around them.
    """

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.open: list[Word] = []
        self.root: Word | None = None

    def top(self) -> Word | None:
        """The last open word."""
        return self.open[-1] if self.open else None

    def hang(self, word: Word, head: Word, deprel: str) -> None:
        """Hang a word on another."""
        word.head, word.deprel = head.index, deprel
        if word in self.open:
            self.open.remove(word)

    def is_adjacent(self, first: Word, second: Word) -> bool:
        """True where only words that hang on either stand between."""
        between = self.words[first.index + 1 : second.index]
        return all(w.head in {first.index, second.index} for w in between)

    def has(self, head: Word, *relations: str) -> bool:
        """True where a word has one of these relations to `head`."""
        return any(w.head == head.index and w.deprel in relations for w in self.words)
