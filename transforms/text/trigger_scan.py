"""Which sentences may hold a trigger, told from their words alone, before any tagging.

A superset of what `find.triggers` can match: a word stands for a trigger word when it is
that word, is inflected like it by the pack's tables, has it as its lemma in the model's
dictionary, or, unknown there, begins like it. Cues are read off the text, so those that an
entry needs, or must not meet, count here exactly as they do there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from transforms.letters import fold, joined_words, without_joined, without_marks
from transforms.lexicon import NAMED_PLACE, Lexicon, TriggerEntry
from transforms.text.paragraphs import split_paragraphs

SHORTEST_STEM = 3
ENDING = {"en": 0, "ar": 2}
"""Letters at the end of a trigger word that an unknown form of it need not share; else 3."""
LONGEST_ENDING = 3
SILENT = ("e", "y")
"""English endings that change before another: "raid", "raided", but "raze", "razing"."""
PREFIXES = {"ar": 2}
"""Letters that inflection may put before the stem of a word ("يقتل", "سيقتل")."""

LONGEST_SHORT = 3
NEVER_JOINED = {"en", "ru"}
"""Languages that write short words apart, or joined by an apostrophe."""
WORD = re.compile(r"\w+(?:['’ʼ-]\w+)*")
HYPHEN = re.compile(r"['’ʼ-]")


@dataclass
class TriggerScan:
    """The trigger words of a language, and the forms in which a model's lemmas know them.

    `lemmas`: folded word -> folded lemmas that the model's dictionary has for it.
    """

    lexicon: Lexicon
    lemmas: Mapping[str, frozenset[str]]
    _vocabulary: frozenset[str] = field(init=False)
    _stems: dict[str, set[str]] = field(init=False)
    _known: dict[str, frozenset[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index the words of all triggers by their stems."""
        patterns = [parts for found in self.lexicon.triggers.values() for parts, _ in found]
        self._vocabulary = frozenset(part for parts in patterns for part in parts)
        self._stems = {}
        for word in self._vocabulary:
            self._stems.setdefault(_stem(word, self.lexicon.language), set()).add(word)

    def may_report(self, words: Iterable[str], text: str) -> bool:
        """Tell whether a sentence of these words, written as `text`, may hold a trigger."""
        found: set[str] = set()
        for word in {*words, *(w for w in WORD.findall(text) if HYPHEN.search(w))}:
            found |= self.trigger_words(fold(word))
        patterns = [p for word in found for p in self.lexicon.triggers.get(word, ())]
        patterns = [p for p in patterns if found.issuperset(p[0])]
        if not patterns:
            return False
        cues = self.lexicon.cues.names(text)
        return any(self._fits(entry, cues) for _, entry in patterns)

    def may_report_anywhere(self, text: str) -> bool:
        """Tell whether an untokenised text may hold a trigger in one of its paragraphs.

        Looser than `may_report`, as nobody knows yet where sentences end and which words are
        contractions: cues that an entry must not meet are left out of account, and so are
        short words in a language that joins them ("del").
        """
        for start, end in split_paragraphs(text):
            paragraph = text[start:end]
            found: set[str] = set()
            for word in WORD.findall(without_marks(paragraph)):  # "قُتل" is one word
                for part in {word, *HYPHEN.split(word)}:
                    found |= self.trigger_words(fold(part))
            patterns = [p for word in found for p in self.lexicon.triggers.get(word, ())]
            patterns = [p for p in patterns if found.issuperset(self._certain_words(p[0]))]
            cues = self.lexicon.cues.names(paragraph) if patterns else frozenset()
            if any(not entry.needs or entry.needs & cues for _, entry in patterns):
                return True
        return False

    def trigger_words(self, word: str) -> frozenset[str]:
        """Return the words of triggers that a folded word may be a form of."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = frozenset(self._look_up(word))
        return known

    def _certain_words(self, parts: tuple[str, ...]) -> set[str]:
        """The words of a trigger, after its first, that must stand in the text as they are."""
        if self.lexicon.language in NEVER_JOINED:
            return set(parts[1:])
        return {part for part in parts[1:] if len(part) > LONGEST_SHORT}

    def _look_up(self, word: str) -> set[str]:
        lemmas = self.lemmas.get(word, frozenset())
        forms = {word, *self.lexicon.base_forms(word), *lemmas}
        forms |= {self.lexicon.mended_lemma(lemma, word) for lemma in (*lemmas, word)}
        rests = without_joined(word, joined_words(self.lexicon.language))
        forms.update(rests)
        found = forms & self._vocabulary
        if word not in self.lemmas:
            for form in (word, *rests):
                found |= self._by_stem(form)
        return found

    def _by_stem(self, word: str) -> set[str]:
        found: set[str] = set()
        for start in range(PREFIXES.get(self.lexicon.language, 0) + 1):
            for end in range(start + SHORTEST_STEM, len(word) + 1):
                found |= self._stems.get(word[start:end], set())
        return found

    def _fits(self, entry: TriggerEntry, cues: frozenset[str]) -> bool:
        if entry.needs and not entry.needs & cues or entry.not_with & cues:
            return False
        is_open = not entry.object or NAMED_PLACE in entry.object
        return is_open or bool(entry.object & cues) or bool(joined_words(self.lexicon.language))


def _stem(word: str, language: str) -> str:
    """The beginning of a word that its forms share."""
    ending = ENDING.get(language, LONGEST_ENDING)
    if language == "en" and word.endswith(SILENT):
        ending = 1
    return word[: max(SHORTEST_STEM, len(word) - ending)]
