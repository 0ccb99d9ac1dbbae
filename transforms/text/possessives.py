"""Cuts the English genitive off words on which the tokeniser left it: "the mayor's" murder.

A small tokeniser knows the ending after words that it has seen. Tagged with its "'s", a name is
read as part of a compound ("Castillo's murder"), and who was hit becomes who did it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

Entry = dict[str, Any]
GENITIVE = re.compile(r"(?P<word>[^\W\d_][\w.&-]*)(?P<ending>['’]s)", re.IGNORECASE)
CONTRACTED = frozenset({"it", "he", "she", "that", "there", "here", "what", "who", "let", "where"})
"""Words after which the ending is a verb; the tokeniser knows these."""


class GenitiveMender:
    """Mends the token entries of English."""

    def mend(self, entries: Sequence[Entry]) -> list[Entry]:
        """Return the token entries of a sentence, the genitive cut off and numbered anew.

        >>> words = [{"id": 1, "text": "Sake's", "start_char": 0, "end_char": 6}]
        >>> [entry["text"] for entry in GenitiveMender().mend(words)]
        ["Sake's", 'Sake', "'s"]
        """
        mended: list[Entry] = []
        added = last_of_range = 0
        for entry in entries:
            number = entry["id"]
            if isinstance(number, tuple | list):
                last_of_range = number[-1]
                mended.append({**entry, "id": (number[0] + added, number[-1] + added)})
                continue
            found = None if number <= last_of_range else _genitive(entry)
            if found is None:
                mended.append({**entry, "id": number + added})
                continue
            mended += _cut(entry, number + added, len(found["word"]))
            added += 1
        return mended


def _genitive(entry: Entry) -> re.Match[str] | None:
    """The word and its ending, where both stand in the text as they are."""
    found = GENITIVE.fullmatch(entry["text"])
    if not found or found["word"].casefold() in CONTRACTED:
        return None
    is_whole = entry["end_char"] - entry["start_char"] == len(entry["text"])
    return found if is_whole else None


def _cut(entry: Entry, number: int, length: int) -> Iterator[Entry]:
    text, middle = entry["text"], entry["start_char"] + length
    yield {**entry, "id": (number, number + 1)}
    yield {
        "id": number,
        "text": text[:length],
        "start_char": entry["start_char"],
        "end_char": middle,
    }
    yield {
        "id": number + 1,
        "text": text[length:],
        "start_char": middle,
        "end_char": entry["end_char"],
    }
