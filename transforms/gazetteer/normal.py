"""One normal form for place names of all scripts, shared by the build and the lookup.

`normal_form` lower-cases, strips Latin, Cyrillic, Greek, Arabic and Hebrew marks, folds
letters that are written in several ways (Arabic alef, ya, ta marbuta; ё, ґ, ß, ø, ł, ı),
deletes apostrophes and full stops and turns other punctuation into single spaces.
Devanagari vowel signs are letters, not marks: they stay, but long and short ones, and nasals
written as letter or as dot, become one. Traditional Chinese characters become simplified.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import lru_cache
from pathlib import Path

MAX_NAME_CHARS = 160
"""Longer strings are no place name: their normal form is empty."""

_LETTERS = {
    "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i",
    "ə": "a", "ǝ": "a", "ґ": "г", "є": "е", "ѐ": "е",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي",
    "ی": "ي", "ې": "ي", "ے": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ۀ": "ه", "ہ": "ه", "ھ": "ه",
    "ک": "ك", "ݣ": "ك", "ڪ": "ك", "ـ": "", "ء": "", "ँ": "ं", "़": "", "の": "の",
}  # fmt: skip
_DEVANAGARI = str.maketrans({"ी": "ि", "ू": "ु", "ै": "े", "ौ": "ो", "ॉ": "ा", "ऑ": "आ", "ई": "इ",
                             "ऊ": "उ", "ऐ": "ए", "औ": "ओ"})  # fmt: skip
_HALF_NASAL = re.compile("[ङञणनम]\u094d(?=[क-ह])")
_DELETED = frozenset("'’‘ʼʻʾʿ`´′.ʹʺ״׳’\u200b\u200d\u200e\u200f\u00ad")
_MARK_BLOCKS = ((0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05C7), (0x0610, 0x061A),
                (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06ED), (0x1AB0, 0x1AFF),
                (0xFE00, 0xFE0F), (0xFE20, 0xFE2F))  # fmt: skip


class _Fold(dict[int, str]):
    """Character table for `str.translate`, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        self[code] = folded
        return folded


@lru_cache(maxsize=1)
def _simplified() -> dict[str, str]:
    """Traditional to simplified Chinese characters (OpenCC's table, Apache-2.0)."""
    path = Path(__file__).parent.parent / "gazetteers" / "hanzi.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        return {row["traditional"]: row["simplified"] for row in csv.DictReader(handle)}


def _fold_character(character: str) -> str:
    if "\u4e00" <= character <= "\u9fff":
        return _simplified().get(character, character)
    if character in _LETTERS:
        return _LETTERS[character]
    if character in _DELETED:
        return ""
    code = ord(character)
    if any(low <= code <= high for low, high in _MARK_BLOCKS):
        return ""
    return " " if unicodedata.category(character)[0] in "PSZC" else character


_FOLD = _Fold()
_REMEMBERED = 100_000


@lru_cache(maxsize=_REMEMBERED)
def normal_form(text: str) -> str:
    """The form under which a name is stored and looked up; empty when nothing is left.

    >>> normal_form("Sana’a"), normal_form("U.S."), normal_form("Tel Aviv-Yafo")
    ('sanaa', 'us', 'tel aviv yafo')
    """
    if len(text) > MAX_NAME_CHARS:
        return ""
    if text.isascii():
        return " ".join(text.lower().translate(_FOLD).split())
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    folded = decomposed.translate(_FOLD)
    if folded.isascii():
        return " ".join(folded.split())
    composed = unicodedata.normalize("NFC", folded)
    if "\u0900" <= max(composed, default="") <= "\u097f":
        composed = _HALF_NASAL.sub("ं", composed.translate(_DEVANAGARI))
    return " ".join(composed.translate(_FOLD).split())
