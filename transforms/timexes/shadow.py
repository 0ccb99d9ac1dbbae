"""A shadow of the text in which time words are easy to find; offsets map back.

The shadow is lower case, with ASCII digits, plain quotes and dashes, without Arabic
vowel signs or invisible marks. Where nothing was deleted it has the text's own length.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

ZEROS = (
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66,
    0xCE6, 0xD66, 0xE50, 0xED0, 0xF20, 0x1040, 0x17E0, 0x1810, 0xFF10,
)  # fmt: skip
SAME = {
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d",
    "'": "\u2018\u2019\u02bc\u0060\u00b4\u2032",
    " ": "\u00a0\u2002\u2003\u2009\u200a\u202f\u3000\u200c\t",
    ",": "\uff0c\u060c\u3001",
    "(": "\uff08",
    ")": "\uff09",
    ":": "\uff1a",
    "/": "\uff0f\u2044",
    ".": "\u06d4\u3002",
    "ا": "أإآٱ",
    "ي": "ىی",
    "ك": "ک",
    "ه": "ۀ",
    "i": "İ",
}
TABLE = {zero + n: str(n) for zero in ZEROS for n in range(10)}
TABLE |= {ord(c): plain for plain, others in SAME.items() for c in others}
TABLE |= {0x958 + n: base for n, base in enumerate("कखगजडढफय")}
DELETED = "\u00ad\u0640\u064b-\u0652\u0670\u200b\u200d-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u093c"
MARKS = re.compile(f"[{DELETED}]|[A-Za-z][\u0300-\u036f]+")
LINE_BREAK = re.compile(r"(?<!\n)\n(?!\n)")
SHORT_LINE = 30
WRAPPED = range(55, 101)  # a line of so many characters may be broken in mid-sentence


@dataclass(frozen=True, slots=True)
class Shadow:
    """The shadow `text` and, where characters were deleted, the original `offsets`."""

    text: str
    offsets: tuple[int, ...] | None = None

    def original(self, position: int) -> int:
        """The offset in the original text of a start or end position in the shadow."""
        return self.offsets[position] if self.offsets else position

    def original_end(self, position: int) -> int:
        """The offset just after the last character and the marks that belong to it."""
        return self.offsets[position] if self.offsets else position


def shadow(text: str, dotless: bool = False) -> Shadow:
    """Normalises `text` for matching; `dotless` lowers I to the Turkish dotless letter.

    >>> shadow("٢٦ شَعبان").text
    '26 شعبان'
    """
    if dotless:
        text = text.replace("I", "ı")
    plain, offsets = _delete_marks(text)
    lowered = plain.translate(TABLE).lower()  # İ is in the table: no letter changes length
    return Shadow(_join_lines(plain, lowered), offsets)


def _join_lines(plain: str, lowered: str) -> str:
    """Line breaks inside a sentence become spaces; those after a headline stay."""
    pieces: list[str] = []
    position = 0
    for found in LINE_BREAK.finditer(lowered):
        start, end = found.span()
        line = start - max(0, lowered.rfind("\n", max(0, start - 200), start) + 1)
        following = plain[end : end + SHORT_LINE]
        is_open = lowered[start - 1 : start] not in (".", "!", "?", ":", ";")
        is_short = "\n" in following or len(following) < SHORT_LINE
        if following[:1].islower() or (is_open and line in WRAPPED and not is_short):
            pieces.append(lowered[position:start] + " ")
            position = end
    return "".join(pieces) + lowered[position:]


def _delete_marks(text: str) -> tuple[str, tuple[int, ...] | None]:
    if text.isascii() or not MARKS.search(text):
        return text, None
    pieces: list[str] = []
    offsets: list[int] = []
    position = 0
    for match in MARKS.finditer(text):
        pieces.append(text[position : match.start()])
        offsets.extend(range(position, match.start()))
        composed = unicodedata.normalize("NFC", match.group())
        if len(match.group()) > 1 and len(composed) == 1:
            pieces.append(composed)
            offsets.append(match.start())
        position = match.end()
    pieces.append(text[position:])
    offsets.extend(range(position, len(text) + 1))
    return "".join(pieces), tuple(offsets)
