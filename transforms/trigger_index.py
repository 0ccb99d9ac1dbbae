"""The phrases of a trigger pack by their first word and, below it, by their second."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.letters import fold

if TYPE_CHECKING:
    from transforms.lexicon import TriggerEntry

Phrase = tuple[tuple[str, ...], "TriggerEntry"]
BARE = ""  # the second word of a phrase of one


@dataclass(frozen=True, slots=True)
class Start:
    """The phrases that begin with one word, longest first.

    `seconds`: second word as `stem` leaves it -> numbers of its phrases; `is_alone`: the word is a
    trigger by itself, and `is_alone_verbal` also where it is tagged as a verb.
    """

    phrases: tuple[Phrase, ...]
    seconds: tuple[tuple[str, tuple[int, ...]], ...]
    is_alone: bool
    is_alone_verbal: bool

    def held(self, words: str) -> Iterator[Phrase]:
        """The phrases whose later words a folded sentence can hold in some form, in order."""
        near = [number for second, numbers in self.seconds if second in words for number in numbers]
        for number in sorted(near):
            if all(stem(part) in words for part in self.phrases[number][0][2:]):
                yield self.phrases[number]


def stem(part: str) -> str:
    """What all forms of a phrase's later word have: Arabic feminines lose their last letter."""
    return part[:-1] if part.endswith("ه") else part


def index_phrases(
    entries: Iterable[tuple[TriggerEntry, tuple[str, ...]]],
) -> dict[str, tuple[Phrase, ...]]:
    """First word -> phrases that begin with it, longest first, with their entries."""
    index: dict[str, list[Phrase]] = {}
    for entry, words in entries:
        for word in words:
            whole = fold(word)
            cuts = (whole, whole.replace("-", " - "), whole.replace("-", " -", 1))
            for parts in {tuple(cut.split()) for cut in cuts}:  # tokenisers cut hyphens or not
                index.setdefault(parts[0], []).append((parts, entry))
    return {
        head: tuple(sorted(found, key=lambda item: -len(item[0]))) for head, found in index.items()
    }


def start_of(phrases: tuple[Phrase, ...]) -> Start:
    """Index the phrases of one first word by their second."""
    seconds: dict[str, list[int]] = {}
    for number, (parts, _) in enumerate(phrases):
        second = stem(parts[1]) if len(parts) > 1 else BARE
        seconds.setdefault(second, []).append(number)
    alone = [entry for parts, entry in phrases if len(parts) == 1]
    verbal = any(entry.pos != "NOUN" or entry.any_tag for entry in alone)
    rows = tuple((second, tuple(numbers)) for second, numbers in seconds.items())
    return Start(phrases, rows, bool(alone), verbal)
