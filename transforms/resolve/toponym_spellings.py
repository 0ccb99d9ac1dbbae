"""Other spellings of a name: its base forms, and as other languages and Latin letters write it."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.gazetteer.translit import latin_form
from transforms.gazetteer.words import LanguageWords

MOST_WORDS = 2
"""Words of the longest name that is spelled anew."""


def stripped(word: str, words: LanguageWords) -> list[str]:
    """A word in its base forms by the language's case endings."""
    return [
        word[: len(word) - len(ending)] + replacement
        for ending, replacements in words.endings
        if word.endswith(ending) and len(word) > len(ending) + 2
        for replacement in replacements
    ]


def respelled(norm: str, words: LanguageWords) -> Iterator[str]:
    """A name and its base forms as a kindred language and as Latin news write them.

    "Спін-Болдаку": "спин болдак"; "Марджаюне": "marjayoun".
    """
    if not words.respellings or len(norm.split()) > MOST_WORDS:
        return
    for form in dict.fromkeys([norm, *stripped(norm, words)]):
        kin = form
        for old, new in words.kin_letters:
            kin = kin.replace(old, new)
        spelled = {latin_form(kin) or ""} - {""}
        for old, new in words.respellings:
            spelled |= {one.replace(old, new) for one in spelled if old in one}
        yield from sorted(spelled | ({kin} - {form}))
