"""The case forms of listed words, in languages whose lists cannot give them all.

A list of people has "прихильник"; a text says "між прихильниками". The endings are those of
regular declensions (Pugh and Press, Ukrainian: A Comprehensive Grammar, 1999, chapters 2 and 3;
Wade, A Comprehensive Russian Grammar, 2011, chapters 2 and 6; for Arabic the accusative and the
plural before another noun: Ryding, A Reference Grammar of Modern Standard Arabic, 2005, chapters
7 and 8), in codebooks/word_forms.yaml.
A form too many matches no word of a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from transforms.errors import CodebookError
from transforms.yaml_once import read_yaml

PATH = Path(__file__).parent / "codebooks" / "word_forms.yaml"
SHORTEST = 4
"""Letters of the shortest word that is declined: shorter ones meet other words."""


def with_forms(words: Iterable[str], language: str) -> tuple[str, ...]:
    """The words, and the case forms of single ones; as they are in languages without a table.

    >>> with_forms(["прихильник"], "uk")[:3]
    ('прихильник', 'прихильника', 'прихильнику')
    """
    table = _read().get(language, {})
    found = list(words)
    for word in tuple(found):
        if table and len(word) >= SHORTEST and " " not in word and not word.endswith("*"):
            found += _forms(word, table)
    return tuple(dict.fromkeys(found))


def _forms(word: str, table: Mapping[str, list[str]]) -> list[str]:
    for ending, others in table.items():
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)]
            return [stem + other for other in others]
    return []


@lru_cache(maxsize=1)
def _read() -> Mapping[str, Mapping[str, list[str]]]:
    """The endings by language, the longest first; raises CodebookError on a malformed file."""
    try:
        return {
            language: {end: list(rows[end]) for end in sorted(rows, key=len, reverse=True)}
            for language, rows in read_yaml(PATH)["languages"].items()
        }
    except (KeyError, AttributeError, TypeError) as error:
        raise CodebookError(f"{PATH.name}: {error!r} is odd") from error
