"""Tolls that the sentences of one report give: what adds up, what tells the same again.

Codebook (coding_rules, fatalities): the lowest of conflicting figures; victims of another kind
add; one victim, told again by another word ("the reporter", "the journalist"), does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Sentence, Span
from transforms.resolve.number_words import read_number
from transforms.tree import case_words, children

LEAST = 2
HARM, DEATHS = "harm", "deaths"
REACH = 60
"""Characters before a figure in which a word says that it is no longer the toll."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people: value, its rule, the characters that say so, and whether a subset.

    `is_more`: said to come on top ("seven other people").
    """

    value: int
    rule: str
    span: Span
    is_subset: bool
    head: str
    is_more: bool = False


def combine(
    total: Sequence[Count],
    counts: Sequence[Count],
    lexicon: Lexicon,
    *,
    is_near: bool,
    parts: int = 0,
) -> list[Count]:
    """The counts so far, with those of a later sentence where they add or tell the whole.

    `parts`: those of the whole told apart since ("17 died. Eleven died there. Six others ...").
    """
    more = [c for c in counts if c.is_more]
    if not total:
        return list(counts)
    if more and parts and parts + sum(c.value for c in more) <= sum(c.value for c in total):
        return list(total)
    if more:
        return [*total, *more]
    if _is_whole(total, counts, lexicon):
        return list(counts)
    if is_near and _are_others(total, counts, lexicon):
        return [*total, *counts]
    return list(total)


def _is_whole(total: Sequence[Count], counts: Sequence[Count], lexicon: Lexicon) -> bool:
    """True for the toll behind a first victim: "a mayor was killed", "four people died"."""
    generic = lexicon.roles["generic_victims"]
    is_named = all(c.rule == "singular" for c in total)
    is_toll = all(c.rule == "exact" and c.head.casefold() in generic for c in counts)
    return is_named and is_toll and sum(c.value for c in counts) > sum(c.value for c in total)


def _are_others(total: Sequence[Count], counts: Sequence[Count], lexicon: Lexicon) -> bool:
    """True when later victims are of another kind than those counted, so that they add.

    A bare number points back ("Os dois morreram no local").
    """
    known = {c.head.casefold() for c in total}
    new = {c.head.casefold() for c in counts}
    generic = lexicon.roles["generic_victims"]
    exact = all(c.rule == "exact" for c in counts)
    is_bare = any(word in lexicon.numbers for word in new)
    return exact and not is_bare and not new & known and not (new | known) & generic


def updated_toll(sentence: Sentence, text: str, lexicon: Lexicon) -> Count | None:
    """The new figure of "the toll rose to 11 from eight": the number after the word for to.

    Not one that was told first ("d'abord établi à douze morts, le bilan est passé à dix-neuf"), nor
    the toll of the wounded.
    """
    cues = lexicon.cues.names(text[sentence.start : sentence.end])
    if HARM in cues and DEATHS not in cues:
        return None
    for token in sentence.tokens:
        before = text[max(sentence.start, token.start - REACH) : token.start]
        if "superseded" in lexicon.phrases.names(before.rpartition(",")[2]):
            continue
        if set(fold(before).split()) & lexicon.roles.get("since_marks", frozenset()):
            return None
        value = read_number(token, lexicon)
        counted = token.head if token.deprel.startswith("nummod") else token.index
        cases = {t.lemma.casefold() for t in children(sentence, counted) if t.deprel == "case"}
        cases |= set(case_words(sentence, counted))
        if value is not None and cases & lexicon.roles["toll_to"]:
            return Count(value, "toll_update", token.span, False, token.lemma)
    return None


def without_listed(counts: Sequence[Count], text: str) -> list[Count]:
    """Without those that tell one by one who the first are ("three men, two traders and a guard").

    They stand right behind the first, and are together as many.
    """
    if len(counts) < LEAST:
        return list(counts)
    first, *rest = sorted(counts, key=lambda c: c.span.start)
    if first.value < LEAST or first.rule != "exact":
        return list(counts)
    between = text[first.span.end : rest[0].span.start]
    is_list = len(between) <= REACH and between.count(",") + between.count("(") == 1
    is_list &= not any(mark in between for mark in ".;:") and not rest[0].is_more
    is_same = sum(c.value for c in rest) == first.value
    return [first] if is_list and is_same else list(counts)


def lowest_told(counts: Sequence[Count], text: str, lexicon: Lexicon) -> list[Count]:
    """Without the higher of two tolls that a sentence sets against each other.

    "The chief counted five dead; the firm admits two deaths": codebook, the lowest counts.
    """
    generic = lexicon.roles["generic_victims"]
    kept: list[Count] = []
    for count in sorted(counts, key=lambda c: c.span.start):
        before = kept[-1] if kept else None
        is_toll = before is not None and {count.head.casefold(), before.head.casefold()} <= generic
        between = text[before.span.end : count.span.start] if before is not None else ""
        is_against = ";" in between or "superseded" in lexicon.phrases.names(between)
        if before is not None and is_toll and is_against and not count.is_more:
            kept[-1] = min(before, count, key=lambda c: c.value)
        else:
            kept.append(count)
    return kept
