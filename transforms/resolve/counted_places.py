"""Places of one sentence with a count each: "killed three people in Goma, two in Bukavu"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from transforms.lexicon import Lexicon
from transforms.records import Sentence, Span, Token
from transforms.resolve.number_words import is_age, read_number
from transforms.resolve.places import Located

Count = tuple[int, Span]
BEFORE, BETWEEN = 7, 9
"""Words from a count to its place; words between two places of a list."""
JOINTS = {"PUNCT", "CCONJ"}
FILLERS = JOINTS | {"ADP", "DET", "ADJ", "NOUN", "ADV", "PRON", "NUM"}


class CountedPlace(NamedTuple):
    """A place of a list, its count and the characters of the numeral."""

    located: Located
    number: int
    span: Span


def counted_places(
    sentence: Sentence, here: Located, located: Sequence[Located], lexicon: Lexicon
) -> list[CountedPlace]:
    """The places of such a list with their counts, `here` first; empty where it is in none."""
    places = sorted({p for p in located if p.sentence == here.sentence}, key=lambda p: p.span)
    places = [p for p in places if p.place.kind != "country"]
    for first in places[: places.index(here) + 1] if here in places else ():
        found = _list_from(sentence, first, places, lexicon)
        if len(found) > 1 and here in {p.located for p in found}:
            return sorted(found, key=lambda counted: counted.located is not here)
    return []


def _list_from(
    sentence: Sentence, first: Located, places: Sequence[Located], lexicon: Lexicon
) -> list[CountedPlace]:
    count = _count_before(sentence, first, lexicon)
    if count is None:
        return []
    found = [CountedPlace(first, *count)]
    for place in places:
        last = found[-1].located
        if place.span.start >= last.span.end:
            count = _count_between(sentence, last, place, places, lexicon)
            found += [CountedPlace(place, *count)] if count is not None else []
    return found


def _count_before(sentence: Sentence, here: Located, lexicon: Lexicon) -> Count | None:
    """The nearest count in front of a place, before any other clause or list member."""
    before = [t for t in sentence.tokens if t.start < here.span.start][-BEFORE:]
    for token in reversed(before):
        if token.upos in JOINTS:
            return None
        if (count := _count(sentence, token, lexicon)) is not None:
            return count
    return None


def _count_between(
    sentence: Sentence,
    last: Located,
    place: Located,
    places: Sequence[Located],
    lexicon: Lexicon,
) -> Count | None:
    """The one count between two places of a list; None if anything else stands there."""
    named = [p.span for p in places if p is not last and p is not place]
    gap = [t for t in sentence.tokens if last.span.end <= t.start < place.span.start]
    gap = [t for t in gap if not any(s.start <= t.start < s.end for s in named)]
    gap = [t for t in gap if not _is_of_day(sentence, t)]
    while gap and gap[0].upos == "ADP":  # of a day: "in Baghdad on Monday, three in Mosul"
        gap.pop(0)
    is_list = 3 <= len(gap) <= BETWEEN and gap[0].upos in JOINTS
    if not is_list or any(t.upos not in FILLERS for t in gap):
        return None
    if gap[-1].text.casefold() not in lexicon.roles["locative"]:
        return None
    counts = list(_counts(sentence, gap, lexicon))
    return counts[0] if len(counts) == 1 else None


def _counts(sentence: Sentence, tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Count]:
    for token in tokens:
        if (count := _count(sentence, token, lexicon)) is not None:
            yield count


def _count(sentence: Sentence, token: Token, lexicon: Lexicon) -> Count | None:
    """The value of a numeral that counts: no age, and no part of a date."""
    is_other = _is_of_day(sentence, token) or is_age(sentence, token, lexicon)
    value = None if is_other else read_number(token, lexicon)
    return None if value is None else (value, token.span)


def _is_of_day(sentence: Sentence, token: Token) -> bool:
    return any(e.label == "DATE" and e.start <= token.start < e.end for e in sentence.entities)
