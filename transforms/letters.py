"""Folds letters that are written in several ways; knows the words joined to the next one.

Tables in codebooks/letters.yaml. Folding is for comparisons only: offsets stay those of the
text, by way of `fold_with_offsets`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

PATH = Path(__file__).parent / "codebooks" / "letters.yaml"
DOTTED = ("İ", "i")
"""The capital that lowers to two characters; Turkish ı and i are compared as one letter."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The tables: letter by letter, marks to drop, joined words and endings by language."""

    folds: dict[int, str]
    marks: re.Pattern[str]
    joined: dict[str, frozenset[str]]
    shortest_joined: int
    endings: dict[str, re.Pattern[str]]
    softened: dict[str, dict[str, str]]
    contracted: dict[str, str]


@lru_cache(maxsize=1)
def load_letters() -> Letters:
    """Read codebooks/letters.yaml (cached)."""
    table = yaml.load(PATH.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    ranges = "".join(
        f"{re.escape(chr(int(low, 16)))}-{re.escape(chr(int(high, 16)))}"
        for low, high in table["marks"]
    )
    return Letters(
        str.maketrans(table["folds"]),
        re.compile(f"[{ranges}]"),
        {language: frozenset(words) for language, words in table["joined"].items()},
        int(table["shortest_joined"]),
        {language: re.compile(endings) for language, endings in table["endings"].items()},
        table["softened"],
        table["contracted"],
    )


def fold_letters(text: str) -> str:
    """The text with one form of each letter and without marks; case stays.

    >>> fold_letters("هُجُومٌ"), fold_letters("самолёт")
    ('هجوم', 'самолет')
    """
    if text.isascii():
        return text
    letters = load_letters()
    return letters.marks.sub("", text).translate(letters.folds)


def without_marks(text: str) -> str:
    """The text without vowel signs and the like; its letters stay."""
    return text if text.isascii() else load_letters().marks.sub("", text)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word in the form in which words are compared: folded letters, no case.

    >>> fold("IŞİD"), fold("ışıd")
    ('işid', 'işid')
    """
    return fold_letters(word.replace(*DOTTED).casefold())


def fold_with_offsets(text: str) -> tuple[str, list[int] | None]:
    """The folded text and, where marks were dropped, the place of each character in `text`.

    The list has one entry more than the folded text: the length of `text`.
    """
    text = text.replace(*DOTTED)
    lowered = text.casefold()
    if len(lowered) != len(text):
        lowered = text.lower()
    if text.isascii() or len(lowered) != len(text):
        return lowered, None
    letters = load_letters()
    lowered = lowered.translate(letters.folds)
    if not letters.marks.search(lowered):
        return lowered, None
    kept = [at for at, letter in enumerate(lowered) if not letters.marks.match(letter)]
    return "".join(lowered[at] for at in kept), [*kept, len(text)]


def joined_words(language: str) -> frozenset[str]:
    """Words that the language writes together with the next one, folded; often none."""
    return load_letters().joined.get(language, frozenset())


def takes_endings(language: str) -> bool:
    """True for a language that writes cases as endings and puts the verb last (Turkish)."""
    return language in load_letters().endings


def without_joined(word: str, joined: frozenset[str]) -> list[str]:
    """What may be left of a folded word when a joined word is taken off, longest rest first."""
    parts = _by_first_letter(joined).get(word[:1], ())
    rests = [word.removeprefix(part) for part in parts if word.startswith(part)]
    if not rests:
        return []
    shortest = load_letters().shortest_joined
    return sorted((rest for rest in rests if len(rest) >= shortest), key=len, reverse=True)


@lru_cache(maxsize=16)
def _by_first_letter(joined: frozenset[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part in sorted(joined):
        found.setdefault(part[:1], []).append(part)
    return found
