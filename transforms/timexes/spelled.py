"""Other spellings of a pack's words, and years in words: nineteen ninety-six."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from unicodedata import combining

from transforms.timexes.sections import ABBREVIATION_LENGTH, DEFINITE_KINDS, FOLD_LENGTH

SHORTEST_NUMBER = 3  # letters; "a" and "an" are no numbers in a year
SPOKEN_FROM = 10  # nineteen ten, but nineteen hundred five


def add_years(words: dict[str, dict[str, str]], starts: Mapping[str, Sequence[str]]) -> None:
    """Adds every year that is a start of `starts` ("nineteen": 1900) and a number below 100.

    A start that is a number below 100 itself goes with two digits only.
    """
    numbers = {
        word: int(readings["COUNT"])
        for word, readings in words.items()
        if readings.get("COUNT", "").isdigit() and len(word) >= SHORTEST_NUMBER
    }
    for century, phrases in starts.items():
        for phrase in phrases:
            low = SPOKEN_FROM if phrase in numbers else 1
            for word, number in numbers.items():
                if low <= number < 100:
                    words.setdefault(f"{phrase} {word}", {"YEAR": str(int(century) + number)})


def add_unaccented(words: dict[str, dict[str, str]]) -> None:
    """Long words without their accents too, as in capitals and careless typing."""
    for word in [w for w in words if len(w) >= FOLD_LENGTH and not w.isascii()]:
        bare = "".join(c for c in unicodedata.normalize("NFD", word) if not combining(c))
        words.setdefault(bare, words[word])


def add_dotted(words: dict[str, dict[str, str]]) -> None:
    """Short names of months and weekdays with the dot of an abbreviation: Oct., mar."""
    for word in [w for w in words if w.isalpha() and len(w) <= ABBREVIATION_LENGTH]:
        if {"MONTH", "WEEKDAY"} & set(words[word]):
            words.setdefault(f"{word}.", words[word])


def add_spaced(words: dict[str, dict[str, str]]) -> None:
    """Numbers that are written with hyphens, with spaces too: twenty-nine, twenty nine."""
    for word in [w for w in words if "-" in w and {"COUNT", "ORD"} & set(words[w])]:
        words.setdefault(word.replace("-", " "), words[word])


def add_definite(words: dict[str, dict[str, str]], article: str) -> None:
    """Single words with the article that is written with them; after l- it loses its alif."""
    for word in [w for w in words if w[0].isalpha() and not w.startswith(article)]:
        if not any(kind in words[word] for kind in DEFINITE_KINDS) or " " in word:
            continue
        readings = {**words[word], "DEF": article}
        words.setdefault(article + word, readings)
        words.setdefault(article[1:] + word, readings)
