"""Joins Ukrainian words that a Russian tokeniser cuts before a letter that it does not know.

"провінції" comes as "провінці" and "ї". Two tokens of letters with nothing between them are
one word in Russian and Ukrainian, which write no words together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Entry = dict[str, Any]
LANGUAGES = frozenset({"ru", "uk"})


class SeamMender:
    """Mends the token entries of Russian and Ukrainian."""

    def mend(self, entries: Sequence[Entry]) -> list[Entry]:
        """Return the token entries of a sentence, cut words joined and numbered anew.

        >>> words = [{"id": 1, "text": "провінці", "start_char": 0, "end_char": 8},
        ...          {"id": 2, "text": "ї", "start_char": 8, "end_char": 9}]
        >>> [entry["text"] for entry in SeamMender().mend(words)]
        ['провінції']
        """
        if any(isinstance(entry["id"], tuple | list) for entry in entries):
            return list(entries)
        mended: list[Entry] = []
        for entry in entries:
            last = mended[-1] if mended else None
            if last is not None and _is_one(last, entry):
                text, end = last["text"] + entry["text"], entry["end_char"]
                mended[-1] = {**last, "text": text, "end_char": end}
                if "misc" in entry:
                    mended[-1]["misc"] = entry["misc"]
            else:
                mended.append({**entry, "id": len(mended) + 1})
        return mended


def _is_one(one: Entry, other: Entry) -> bool:
    """True for two tokens of letters with nothing between them."""
    is_near = one["end_char"] == other["start_char"]
    return bool(is_near and one["text"][-1:].isalpha() and other["text"].isalpha())
