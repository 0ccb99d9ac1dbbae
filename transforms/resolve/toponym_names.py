"""From mentions as written to candidates of the gazetteer, for all names of a batch at once.

A name is looked up as it stands; only names without a hit are tried again in other forms, in
this order: lemma, without article or possessive, without the generic word ("Kharkiv Oblast"),
without the direction ("northern Mali"), without the case ending, in Latin letters, by the
consonants of a large city, and last the longest inner phrase ("Aleppo University"). There is no
open fuzzy match: a close spelling is the right place in half the cases at best.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np

from transforms.gazetteer.normal import normal_form
from transforms.gazetteer.store import FOREIGN_COUNTRY_TIER, Gazetteer, Ints
from transforms.gazetteer.translit import latin_form, skeleton
from transforms.gazetteer.words import LanguageWords, PlaceWords
from transforms.resolve.toponym_spellings import respelled, stripped

FAR_TIER = 3
"""Tier of hits that were reached by dropping or transliterating part of the name."""
LATER_TIER = 6
"""Tier of hits of a guess behind the first that has hits."""
_MAX_INNER_TOKENS = 12
_MIN_INNER_CHARS = 4
_JOINTS = frozenset({"of", "de", "du", "del", "da", "do", "dos", "in", "en", "von", "в"})
_SUFFIXED = re.compile(r"['’]\w{1,8}$")
_POSSESSIVE = re.compile(r"['’]s?$")


class Name(NamedTuple):
    """A distinct name of the batch: the words as written, their lemma and the language.

    `is_place` is False for names that the parser takes for something else (a person, an
    organisation): they are looked up as they stand, not by parts of them.
    """

    text: str
    lemma: str | None
    language: str
    is_place: bool = True


class Variant(NamedTuple):
    """A form to look up: its norm, what it adds to the tier, the kind its generic word says.

    Where one that is a guess has hits, those of the name's other guesses count too ("Лиде"),
    for less: endings stand in likely order.
    """

    norm: str
    least_tier: int
    kind: str | None
    is_guess: bool = False


@dataclass(frozen=True, eq=False)
class NameHits:
    """Candidates by name: `name` is sorted. `norms` and `kinds` have one entry a name."""

    name: Ints
    row: Ints
    tier: Ints
    norms: tuple[str, ...]
    kinds: tuple[str | None, ...]


def find_names(names: Sequence[Name], gazetteer: Gazetteer, words: PlaceWords) -> NameHits:
    """Candidates of every name; names that nothing matches have none."""
    norms = [normal_form(name.text) for name in names]
    kinds: list[str | None] = [None] * len(names)
    exact = gazetteer.lookup(norms)
    found = np.bincount(exact.query, minlength=len(names)) > 0
    tried = [
        (index, variant)
        for index, name in enumerate(names)
        if not found[index] and norms[index]
        for variant in _variants(name, words.of(name.language), words)
    ]
    again = gazetteer.lookup([variant.norm for _, variant in tried])
    owner = np.full(len(tried), -1, dtype=np.int32)
    least = np.array([variant.least_tier for _, variant in tried], dtype=np.int32)
    for index, (at, *others) in _first_hits(tried, again.query).items():
        norms[index], kinds[index] = tried[at][1].norm, tried[at][1].kind
        owner[[at, *others]] = index
        least[others] = LATER_TIER
    kept = owner[again.query] >= 0 if tried else np.zeros(0, dtype=bool)
    query = again.query[kept]
    name = np.r_[exact.query, owner[query]].astype(np.int32)
    order = np.argsort(name, kind="stable")
    name, row = name[order], np.r_[exact.row, again.row[kept]][order]
    tier = np.r_[exact.tier, np.maximum(again.tier[kept], least[query])][order]
    order = np.lexsort((tier, row, name))
    name, row, tier = name[order], row[order], tier[order]
    new = np.r_[True, (np.diff(name) != 0) | (np.diff(row) != 0)][: len(name)]
    name, row, tier = name[new], row[new], tier[new]
    for at in np.flatnonzero(tier == FOREIGN_COUNTRY_TIER).tolist():
        if _is_own_word(names[name[at]].language, norms[name[at]], row[at], gazetteer):
            tier[at] = 1
    return NameHits(
        name=name,
        row=row,
        tier=tier,
        norms=tuple(norms),
        kinds=tuple(kinds),
    )


def _is_own_word(language: str, norm: str, row: int, gazetteer: Gazetteer) -> bool:
    """Whether the country's name is of the text's language (Granada in Spanish, not English)."""
    iso3 = gazetteer.countries[gazetteer.country[row]].iso3
    return bool(gazetteer.name_forms.get((language, norm)) == iso3)


def _first_hits(tried: Sequence[tuple[int, Variant]], hit: Ints) -> dict[int, list[int]]:
    """For each name the position of its first variant that has a hit; of all that are guesses."""
    first: dict[int, list[int]] = {}
    for at in np.unique(hit).tolist():
        name, variant = tried[at]
        before = first.setdefault(name, [])
        if not before or (variant.is_guess and tried[before[0]][1].is_guess):
            before.append(at)
    return first


def _variants(name: Name, words: LanguageWords, all_words: PlaceWords) -> Iterator[Variant]:
    norm = normal_form((_SUFFIXED if words.has_suffix_mark else _POSSESSIVE).sub("", name.text))
    base = [norm, *([normal_form(name.lemma)] if name.lemma else [])]
    yield from (Variant(form, 0, None) for form in base)
    base += [form for form in map(partial(_bare, words=words), base) if form]
    yield from (Variant(form, 0, None) for form in base[1:])
    yield from (Variant(form, 1, None) for form in _whole_bases(norm, words))
    for form in base:
        yield from _without_generic_word(form, all_words)
    for form in base:
        yield from (Variant(v, 1, kind, True) for v, kind in _base_forms(form, words, all_words))
    latin = latin_form(name.text)
    if latin and name.is_place:
        yield Variant(latin, 2, None, True)
    if not name.is_place:
        return
    yield from (Variant(v, 2, None) for v in _without_direction(norm, words))
    yield from (Variant(v, 2, None, True) for v in respelled(norm, words))
    if latin:
        yield Variant(latin.replace(" ", ""), 2, None)
    key = skeleton(name.text) if words.uses_skeletons and not norm.isascii() else None
    if key:
        yield Variant(key, FAR_TIER, None)
    yield from (
        Variant(phrase, FAR_TIER, None) for phrase in _inner_phrases(norm, words, all_words)
    )


def _bare(norm: str, words: LanguageWords) -> str | None:
    """Without a leading article or clitic ("the Hague", "وبغداد")."""
    head, _, rest = norm.partition(" ")
    if rest and head in words.articles:
        return rest
    for prefix, replacement in words.prefixes:
        if norm.startswith(prefix) and len(norm) > len(prefix) + 2:
            return replacement + norm[len(prefix) :]
    return None


def _whole_bases(norm: str, words: LanguageWords) -> Iterator[str]:
    """A province with its generic word, both in the base form ("Белгородской области")."""
    for ending, replacements in words.endings:
        if " " in ending and norm.endswith(ending):
            yield from (norm.removesuffix(ending) + new for new in replacements)


def _without_generic_word(norm: str, words: PlaceWords) -> Iterator[Variant]:
    tokens = norm.split()
    for size in (3, 2, 1):
        head, tail = " ".join(tokens[:size]), " ".join(tokens[-size:])
        if len(tokens) > size and head in words.lead:
            yield Variant(" ".join(tokens[size:]), 1, words.lead[head])
        if len(tokens) > size and tail in words.trail:
            yield Variant(" ".join(tokens[:-size]), 1, words.trail[tail])
    if len(tokens) == 1 and not norm.isascii():
        for word, kind in words.trail.items():
            if norm.endswith(word) and len(norm) > len(word) + 1:
                yield Variant(norm[: -len(word)], 1, kind)


def _base_forms(
    norm: str, words: LanguageWords, all_words: PlaceWords
) -> Iterator[tuple[str, str | None]]:
    """Base forms by the language's case endings, of the whole and without a generic word."""
    forms: list[tuple[str, str | None]] = [(norm, None)]
    forms += [(v.norm, v.kind) for v in _without_generic_word(norm, all_words)]
    for form, kind in forms:
        for ending, replacements in words.endings:
            if form.endswith(ending) and len(form) >= len(ending) + 2:
                stem = form[: len(form) - len(ending)]
                yield from ((stem + replacement, kind) for replacement in replacements)
    first, _, last = norm.partition(" ")
    for one in stripped(first, words) if last else ():
        yield f"{one} {last}", None  # "Ростове-на-Дону"
        if " " not in last:  # both inflect: "Білій Церкві"
            yield from ((f"{one} {other}", None) for other in stripped(last, words))


def _without_direction(norm: str, words: LanguageWords) -> Iterator[str]:
    tokens = norm.split()
    while len(tokens) > 1 and tokens[0] in words.direction:
        tokens = tokens[1:]
        yield " ".join(tokens)
    while len(tokens) > 1 and tokens[-1] in words.direction:
        tokens = tokens[:-1]
        yield " ".join(tokens)


def _inner_phrases(norm: str, words: LanguageWords, all_words: PlaceWords) -> Iterator[str]:
    """What follows "of"; then runs of tokens, longest and leftmost first, of four letters up.

    A direction or a word such as "city" or "street" alone is no name ("مدينة درعا السورية").
    """
    tokens = norm.split()[:_MAX_INNER_TOKENS]
    joints = [at for at, token in enumerate(tokens[:-1]) if token in _JOINTS]
    if joints:
        yield " ".join(tokens[joints[-1] + 1 :])
    for size in range(len(tokens) - 1, 0, -1):
        for start in range(len(tokens) - size + 1):
            phrase = " ".join(tokens[start : start + size])
            is_name = not (
                phrase in words.direction
                or phrase in all_words.lead
                or phrase in all_words.part_words
            )
            if len(phrase) >= _MIN_INNER_CHARS and is_name:
                yield phrase
