"""Mends the words of Arabic, which joins conjunctions and prepositions to the next word.

A word is cut where its rest is commoner than the whole ("وقال" = "و" + "قال") and left whole
where it is not ("وزير" is no "و" + "زير"), by the ranks of the words in the model's vectors.
Quotation marks that the tokeniser left on a word become tokens of their own. Offsets stay
those of the text. Needs no import of Stanza.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from transforms.letters import fold

Entry = dict[str, Any]
QUOTES = '«»“”„"()[]‹›'
CUTS = {"و": 2, "ف": 5, "ب": 10, "ل": 10, "ك": 10}
"""Letters that may be words, and how much commoner the rest must be for a new cut."""
JOINS = {"و": 5, "ف": 5, "س": 5, "ب": 20, "ل": 20, "ك": 20}
"""How much commoner the whole must be than its rest to undo a cut."""
BEFORE_PREPOSITION = ("و", "ف")
WITH_ARTICLE = ("ال", "لل")
SUFFIXES = frozenset({"نا", "ه", "ها", "هم", "هما", "هن", "ك", "كم", "ي"})
SHORTEST_REST = 2
SHORTEST_LISTED = 4
SHORT_WORDS = frozenset(
    map(fold, ("لم", "لا", "هو", "هي", "ما", "من", "في", "إن", "لن", "قد", "كل", "أي", "ذا", "عن"))
)
"""Words of two letters that others are joined to; no other rest of two letters is one ("فتى")."""
BEFORE_SHORT = frozenset("فلبك")
OURS = "نا"
"""The pronoun of "our", which is rare in news and ends many accusatives ("كمينا")."""
FUTURE, IMPERFECT = "س", tuple("يتنأا")
"""The letter of the future stands before an imperfect only."""
UNKNOWN = 10**9
STEM_AND_SUFFIX = 2
SPOT = ("start_char", "end_char")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a surface token: its text and characters."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Mender:
    """Mends the token entries of Arabic; `ranks` are those of its folded words, 0 first.

    `known` are words that are never cut ("فتحت" is no "ف" + "تحت").
    """

    ranks: Mapping[str, int]
    known: frozenset[str] = frozenset()

    def mend(self, entries: Sequence[Entry]) -> list[Entry]:
        """Return the token entries of a sentence with its words cut anew."""
        mended: list[Entry] = []
        number = 1
        for pieces in _seamless(_tokens(entries)):
            for token in _unquoted(pieces):
                words = self._words(token) if _is_gapless(token) else token
                mended += _write(words, number)
                number += len(words)
        return mended

    def _words(self, pieces: Sequence[Piece]) -> Sequence[Piece]:
        """The words of one surface token."""
        if len(pieces) == 1:
            return self._cut(pieces[0])
        if self._is_overcut(_join(pieces), pieces[0], _join(pieces[1:])):
            return [_join(pieces)]
        if pieces[0].text in BEFORE_PREPOSITION and len(pieces) == STEM_AND_SUFFIX:
            rest = self._cut(pieces[1])
            if len(rest) > 1:
                return [pieces[0], *rest]
        return [*pieces[:-STEM_AND_SUFFIX], *self._with_suffix(pieces[-STEM_AND_SUFFIX:])]

    def _is_known(self, whole: Piece) -> bool:
        return whole.text[:1] in BEFORE_PREPOSITION and fold(whole.text) in self.known

    def _is_overcut(self, whole: Piece, first: Piece, rest: Piece) -> bool:
        if first.text not in JOINS or rest.text in SUFFIXES:
            return False
        if _is_no_word(first.text, rest) or self._is_known(whole):
            return True
        if whole.text.startswith(WITH_ARTICLE):
            return False
        if rest.text.startswith(WITH_ARTICLE) and self._rank(rest) < UNKNOWN:
            return False
        return self._rank(whole) * JOINS[first.text] < self._rank(rest)

    def _cut(self, whole: Piece) -> Sequence[Piece]:
        """The word, cut after a first letter that is a word itself and that it can spare."""
        letter = whole.text[:1]
        rest = Piece(whole.text[1:], whole.start + 1, whole.end)
        if letter not in CUTS or len(rest.text) < SHORTEST_REST or self._is_known(whole):
            return [whole]
        is_rare = self._rank(rest) * CUTS[letter] >= self._rank(whole)
        is_rare &= not rest.text.isdigit() and not self._is_listed(whole, rest)
        if is_rare or _is_no_word(letter, rest):
            return [whole]
        return [Piece(letter, whole.start, whole.start + 1), rest]

    def _is_listed(self, whole: Piece, rest: Piece) -> bool:
        """True for a listed word behind "and" that makes no known word with it ("فأردوا")."""
        is_joint = whole.text[:1] in BEFORE_PREPOSITION and len(rest.text) >= SHORTEST_LISTED
        return is_joint and self._rank(whole) == UNKNOWN and fold(rest.text) in self.known

    def _with_suffix(self, pieces: Sequence[Piece]) -> Sequence[Piece]:
        """The pieces, or the word that they make if its stem is rarer ("مخزنا", "داهم")."""
        if len(pieces) < STEM_AND_SUFFIX or pieces[-1].text not in SUFFIXES:
            return pieces
        whole, stem = _join(pieces), pieces[0]
        is_word = self._rank(whole) < UNKNOWN == self._rank(stem)
        is_short = len(stem.text) == SHORTEST_REST and fold(stem.text) not in SHORT_WORDS
        is_verb = (is_short or pieces[1].text == OURS) and fold(whole.text) in self.known
        return [whole] if is_word or is_verb else pieces

    def _rank(self, piece: Piece) -> int:
        return self.ranks.get(fold(piece.text), UNKNOWN)


def _is_no_word(letter: str, rest: Piece) -> bool:
    """True for a rest of two letters that is no word of its own, or no verb behind "will"."""
    if letter == FUTURE and rest.text[:1] not in IMPERFECT:
        return True
    is_short = letter in BEFORE_SHORT and len(rest.text) == SHORTEST_REST
    return is_short and fold(rest.text) not in SHORT_WORDS | SUFFIXES


def _tokens(entries: Sequence[Entry]) -> Iterator[list[Piece]]:
    """The words of each surface token; a word without characters has those of its token."""
    at = 0
    while at < len(entries):
        entry, number = entries[at], entries[at]["id"]
        is_range = isinstance(number, tuple | list)
        count = number[-1] - number[0] + 1 if is_range else 1
        words = entries[at + 1 : at + 1 + count] if is_range else [entry]
        yield [
            Piece(w["text"], *(w[key] if key in w else entry[key] for key in SPOT)) for w in words
        ]
        at += count + is_range


def _seamless(tokens: Iterable[list[Piece]]) -> Iterator[list[Piece]]:
    """The tokens, two of letters with nothing between them as one ("مخل" "فا")."""
    last: list[Piece] | None = None
    for pieces in tokens:
        is_one = last is not None and len(last) == len(pieces) == 1
        if last and is_one and last[0].end == pieces[0].start:
            both = last[0].text[-1:].isalpha() and pieces[0].text.isalpha()
            if both:
                last = [_join([last[0], pieces[0]])]
                continue
        if last is not None:
            yield last
        last = pieces
    if last is not None:
        yield last


def _unquoted(pieces: list[Piece]) -> list[list[Piece]]:
    """The token, and the quotation marks around it as tokens of their own."""
    piece = pieces[0]
    first = len(piece.text) - len(piece.text.lstrip(QUOTES))
    last = len(piece.text.rstrip(QUOTES))
    if len(pieces) > 1 or not _is_gapless(pieces) or last <= first:
        return [pieces]
    cuts = [*range(first + 1), *range(last, len(piece.text) + 1)]
    return [
        [Piece(piece.text[one:other], piece.start + one, piece.start + other)]
        for one, other in pairwise(sorted(set(cuts)))
    ]


def _is_gapless(pieces: Sequence[Piece]) -> bool:
    """True where each word is as long as its characters and begins where the last one ends."""
    return all(p.end - p.start == len(p.text) for p in pieces) and all(
        one.end == other.start for one, other in pairwise(pieces)
    )


def _join(pieces: Sequence[Piece]) -> Piece:
    return Piece("".join(p.text for p in pieces), pieces[0].start, pieces[-1].end)


def _write(words: Sequence[Piece], number: int) -> Iterator[Entry]:
    """The entries of one surface token as Stanza writes them."""
    if len(words) > 1:
        whole = Piece("".join(w.text for w in words), words[0].start, words[-1].end)
        yield {"id": (number, number + len(words) - 1), **_fields(whole)}
    for index, word in enumerate(words):
        yield {"id": number + index, **_fields(word)}


def _fields(piece: Piece) -> Entry:
    return {"text": piece.text, "start_char": piece.start, "end_char": piece.end}
