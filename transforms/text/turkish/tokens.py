"""Sentences and words of a Turkish text, with exact offsets.

A word stays one, with its endings; "Diyarbakır'da" is cut into name and ending only when it is
read (names keep their own characters).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.text.drafts import Entry
from transforms.text.turkish.words import load_words, lower

ORDINAL_DIGITS = 3
_END = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s)|\n\s*\n")
_WORD = re.compile(
    r"\d+(?:[.,:]\d+)+(?:['’]\w+)?"
    r"|\d{1,3}\.(?=\s+[^\W\d_])"
    r"|%\s?\d+(?:[.,]\d+)*(?:['’]\w+)?"
    r"|\w+(?:[-'’]\w+)*"
    r"|[.]{3}|[^\w\s]"
)
_LAST = re.compile(r"([\w.]+)\.$")
_OPENS = re.compile(r"\s*[\"“”'‘’«(\[-]*\s*(?=[^\W_])")


def split_sentences(text: str) -> list[list[Entry]]:
    """Return the sentences of a text, each as token entries numbered from 1."""
    found = []
    for start, end in _spans(text):
        words = [m.span() for m in _WORD.finditer(text, start, end)]
        if words:
            found.append([_entry(n, text, a, b) for n, (a, b) in enumerate(words, start=1)])
    return found


def _entry(number: int, text: str, start: int, end: int) -> Entry:
    return {"id": number, "text": text[start:end], "start_char": start, "end_char": end}


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for mark in _END.finditer(text):
        if _ends(text, start, mark):
            yield start, mark.end()
            start = mark.end()
    yield start, len(text)


def _ends(text: str, start: int, mark: re.Match[str]) -> bool:
    """False behind an abbreviation, an initial, an ordinal, and before a small letter."""
    if not mark[0].strip():
        return True
    opening = _OPENS.match(text, mark.end())
    follows = text[opening.end() : opening.end() + 1] if opening else ""
    if follows.islower():
        return False
    if mark[0] != ".":
        return True
    last = _LAST.search(text, start, mark.end())
    if last is None:
        return True
    word = last[1]
    is_ordinal = word.isdigit() and len(word) < ORDINAL_DIGITS
    is_initial = len(word) == 1 and word.isupper()
    return not (is_ordinal or is_initial or load_words().has("abbreviations", lower(word)))
