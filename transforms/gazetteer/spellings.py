"""How a name of another script may be spelled in Latin letters (codebooks/spellings.yaml).

`spelling_pattern` turns a name into a regular expression for the Latin normal forms of the same
name: each letter has its spellings, unwritten vowels may stand between consonants, an article may
be there or not. It is as strict as the script allows: every letter has to be met, in order.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

PATH = Path(__file__).parent.parent / "codebooks" / "spellings.yaml"
_LONGEST_RUN = 2


@dataclass(frozen=True, slots=True)
class Spellings:
    """The letters of one language with their Latin spellings, as regular expressions."""

    least: int
    article: dict[str, str]
    short: str
    vowels: list[str]
    letters: dict[str, str]
    first: dict[str, str]
    last: dict[str, str]


@lru_cache(maxsize=1)
def load_spellings() -> dict[str, Spellings]:
    """The tables of all languages that have one."""
    tables = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    return {language: Spellings(**table) for language, table in tables.items()}


def spelling_pattern(norm: str, spellings: Spellings) -> str | None:
    """The pattern of a name in normal form; None for short names and strange letters.

    >>> import re
    >>> pattern = spelling_pattern("ماكوميا", load_spellings()["ar"])
    >>> bool(re.fullmatch(pattern, "macomia")), bool(re.fullmatch(pattern, "makamba"))
    (True, False)
    """
    words = [_word_pattern(word, spellings) for word in norm.split()]
    letters = sum(len(_bare(word, spellings)[1]) for word in norm.split())
    if None in words or letters < spellings.least:
        return None
    return " ?".join(word for word in words if word)


def _bare(word: str, spellings: Spellings) -> tuple[str, str]:
    """The pattern of a word's article, and the word without it."""
    for article, pattern in spellings.article.items():
        if word.startswith(article) and len(word) > len(article) + 1:
            return pattern, word[len(article) :]
    return "".join(spellings.article.values()), word


def _word_pattern(word: str, spellings: Spellings) -> str | None:
    pattern, rest = _bare(word, spellings)
    runs = _runs(rest, spellings)
    parts = [pattern]
    for at, run in enumerate(runs):
        is_last = at + 1 == len(runs)
        known = spellings.last.get(run) if is_last else spellings.first.get(run) if not at else None
        if known is None and run not in spellings.letters:
            return None
        parts.append(known or spellings.letters[run])
        is_open = is_last or run in spellings.vowels
        if not is_open and (runs[at + 1] not in spellings.vowels or runs[at + 1] in spellings.last):
            parts.append(spellings.short)
    return "".join(parts)


def _runs(word: str, spellings: Spellings) -> list[str]:
    """The letters of a word, runs that are written together as one."""
    runs: list[str] = []
    while word:
        known = spellings.letters if runs else {**spellings.letters, **spellings.first}
        size = next((n for n in range(_LONGEST_RUN, 1, -1) if word[:n] in known), 1)
        runs.append(word[:size])
        word = word[size:]
    return runs
