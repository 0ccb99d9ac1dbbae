"""Transliteration fallback for names that the gazetteer does not have in their script.

`latin_form` writes a name of another script in ASCII letters, the way GeoNames romanises
(pinyin and letter by letter). `skeleton` reduces a name to its consonants, so that spellings
of foreign names in scripts without vowels can meet the Latin name: only exact equality of
long skeletons with large cities counts, there is no open fuzzy matching.
"""

from __future__ import annotations

import re

from anyascii import anyascii

from transforms.gazetteer.normal import normal_form

MIN_SKELETON_CHARS = 4
SKELETON_MARK = "~"
"""First character of skeleton entries in the name table; no normal form has it."""

_ARABIC_LETTERS = str.maketrans({"غ": "g", "ج": "g", "ع": "", "ح": "h", "خ": "kh", "ق": "k",
                                 "ڤ": "v", "پ": "p", "گ": "g", "چ": "ch", "ث": "t", "ذ": "d",
                                 "ظ": "z", "ض": "d", "ط": "t", "ص": "s", "ش": "sh", "ژ": "j",
                                 "ه": "h", "و": "w", "ي": "y", "ا": "a"})  # fmt: skip
_SOUNDS = (
    ("sch", "x"), ("tch", "x"), ("tsch", "x"), ("kh", "k"), ("gh", "g"), ("ph", "f"), ("th", "t"),
    ("dh", "d"), ("sh", "x"), ("ch", "x"), ("zh", "j"), ("ck", "k"), ("qu", "k"), ("q", "k"),
    ("x", "s"), ("z", "s"), ("p", "b"), ("v", "b"), ("f", "b"), ("j", "g"),
)  # fmt: skip
_SOFT_C = re.compile(r"c(?=[eiy])")
_VOWELS = re.compile(r"[aeiouyhw]")
_REPEATED = re.compile(r"(.)\1+")


def latin_form(text: str) -> str | None:
    """The normal form of the name in ASCII letters; None when it was ASCII already."""
    if normal_form(text).isascii():
        return None
    return normal_form(anyascii(text)) or None


def skeleton(text: str) -> str | None:
    """The consonants of a name behind SKELETON_MARK, or None when too few are left.

    >>> skeleton("Makassar") == skeleton("ماكاسار")
    True
    """
    plain = normal_form(anyascii(normal_form(text).translate(_ARABIC_LETTERS)))
    plain = _SOFT_C.sub("s", plain.replace(" ", "")).replace("c", "k")
    for sound, letter in _SOUNDS:
        plain = plain.replace(sound, letter)
    first = "a" if plain[:1] in "aeiouyhw" else ""
    consonants = _REPEATED.sub(r"\1", _VOWELS.sub("", plain))
    key = first + consonants
    return SKELETON_MARK + key if len(key) >= MIN_SKELETON_CHARS else None
