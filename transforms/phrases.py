"""Finds listed phrases in a text, whole words only, whatever the writing of their letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ahocorasick_rs import AhoCorasick

from transforms.letters import fold, fold_with_offsets, load_letters

SPACES = {ord(mark): " " for mark in "\n\t\r\u00a0\u202f"}
"""Where a line ends in a phrase it is found all the same."""
LEAST_STEM = 4
"""Letters that a word must have for endings behind it ("siha" is no Sikh)."""
NO_ENDING = "?"
VOWELS = {"a", "e", "i", "u", "ü"}
BOUND = "ة*"
"""The Arabic ending that becomes a "ت" before what is joined to it."""
REMEMBERED = 1024
RECENT = 500  # texts whose phrases are kept, as an article asks for one several times
"""Texts of which the classes are kept: a sentence is asked about by many rules."""


@dataclass(frozen=True)
class PhraseFinder:
    """Finds listed phrases in folded text, in one pass; a trailing * stands for any ending.

    `joined`: words that may be written together with the first word of a phrase. `inflected`: a
    language whose endings may follow a phrase in the same word (letters.yaml: endings).
    """

    classes: Mapping[str, tuple[str, ...]]
    joined: frozenset[str] = frozenset()
    inflected: str = ""
    _automaton: AhoCorasick = field(init=False, repr=False, compare=False)
    _entries: tuple[tuple[frozenset[str], ...], ...] = field(init=False, repr=False)
    _seen: dict[str, frozenset[str]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    _found: dict[str, tuple[tuple[str, int, int], ...]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        """Build the automaton; each literal knows the classes it opens, exact or as a prefix."""
        exact: dict[str, set[str]] = {}
        prefix: dict[str, set[str]] = {}
        soft: dict[str, set[str]] = {}
        for name, phrases in self.classes.items():
            for phrase in phrases:
                table = prefix if phrase.endswith("*") else exact
                word = fold(phrase.rstrip("*"))
                for form in (word, *self._contracted(word)):
                    table.setdefault(form, set()).add(name)
                if table is exact and (softened := self._softened(word)):
                    soft.setdefault(softened, set()).add(name)
                if phrase.endswith(BOUND):  # before a pronoun it is written out ("قاعدتها")
                    table.setdefault(f"{word[:-1]}ت", set()).add(name)
        literals = sorted(exact.keys() | prefix.keys() | soft.keys())
        entries = tuple(
            tuple(frozenset(table.get(word, ())) for table in (exact, prefix, soft))
            for word in literals
        )
        object.__setattr__(self, "_automaton", AhoCorasick(literals))
        object.__setattr__(self, "_entries", entries)

    def find(self, text: str) -> tuple[tuple[str, int, int], ...]:
        """Return (class, start, end) of every phrase in the text, whole words only."""
        found = self._found.get(text)
        if found is None:
            if len(self._found) >= RECENT:
                self._found.clear()
            found = self._found[text] = tuple(self._find(text))
        return found

    def _find(self, text: str) -> list[tuple[str, int, int]]:
        folded, offsets = fold_with_offsets(text.translate(SPACES))
        found: list[tuple[str, int, int]] = []
        for number, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if not self._starts_word(folded, start, end):
                continue
            exact, prefix, soft = self._entries[number]
            stop = end
            while stop < len(folded) and folded[stop].isalnum():
                stop += 1
            rest = folded[end:stop] if end - start >= LEAST_STEM else folded[end:stop] and NO_ENDING
            names = exact | prefix if self._ends(rest) else prefix
            if soft and rest[:1] in VOWELS and self._ends(rest):
                names |= soft
            if offsets is not None:
                start, stop = offsets[start], offsets[stop]
            found.extend((name, start, stop) for name in sorted(names))
        return found

    def _ends(self, rest: str) -> bool:
        """True at the end of a word, and before nothing but an ending of the language."""
        endings = load_letters().endings.get(self.inflected)
        return not rest or (endings is not None and endings.fullmatch(rest) is not None)

    def _contracted(self, word: str) -> list[str]:
        """A phrase with its article as it is written behind a joined word ("للجيش")."""
        pairs = load_letters().contracted.items()
        known = [pair for pair in pairs if pair[1] in self.joined and word.startswith(pair[0])]
        return [short + word.removeprefix(article) for article, short in known]

    def _softened(self, word: str) -> str | None:
        """The phrase as it is written before an ending with a vowel, where that differs."""
        letters = load_letters().softened.get(self.inflected, {})
        return f"{word[:-1]}{letters[word[-1]]}" if word[-1:] in letters else None

    def names(self, text: str) -> frozenset[str]:
        """Return the classes that occur in the text."""
        found = self._seen.get(text)
        if found is None:
            if len(self._seen) >= REMEMBERED:
                self._seen.clear()
            found = self._seen[text] = frozenset(name for name, _, _ in self.find(text))
        return found

    def _starts_word(self, folded: str, start: int, end: int) -> bool:
        """True at the beginning of a word, and after joined words at its beginning."""
        if not start or not folded[start - 1].isalnum() or not folded[start].isalnum():
            return True
        if not self.joined or end - start < load_letters().shortest_joined:
            return False
        begin = start
        while begin and folded[begin - 1].isalnum():
            begin -= 1
        return folded[begin:start] in self.joined
