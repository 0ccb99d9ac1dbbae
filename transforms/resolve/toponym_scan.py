"""Finds names of countries, provinces and large cities in plain text, without a parser.

For languages without a model and for names that NER missed. Precision first: only names of
countries, admin1 areas, capitals and cities of SCAN_POPULATION people, written with a capital
letter where the script has one; words that are mostly something else are left out
(`not_places` in codebooks/places.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import polars as pl

from transforms.gazetteer.normal import normal_form
from transforms.gazetteer.store import ADMIN1, CITY, COUNTRY, DEMONYM_TIER, Gazetteer
from transforms.gazetteer.words import LanguageWords, load_place_words
from transforms.records import Span

SCAN_POPULATION = 300_000
_MAX_TOKENS = 5
_MAX_HAN_CHARS = 8
MIN_CHARS = 4
_MIN_HAN_CHARS = 2

_HAN_RUN = re.compile(r"[\u4e00-\u9fff（）]+")
_TOKEN = re.compile(r"[^\W\d_][\w\u0300-\u036f\u0900-\u0963\u064b-\u065f.'’-]*")


def find_gazetteer_names(
    text: str, language: str, gazetteer: Gazetteer, min_chars: int = MIN_CHARS
) -> list[Span]:
    """Spans of known large places in the text, longest first at each position, no overlaps.

    `min_chars` is the length of the shortest name in a script with spaces.
    """
    names = _scan_names(gazetteer)
    words = load_place_words().of(language)
    if language in ("zh", "ja"):
        return list(_scan_han(text, names))
    return list(_scan_tokens(text, names, words, min_chars))


@lru_cache(maxsize=2)
def _scan_names(gazetteer: Gazetteer) -> frozenset[str]:
    large = gazetteer.log_population >= np.log10(SCAN_POPULATION)
    capital = (gazetteer.places["fcode"] == "PPLC").to_numpy()
    wanted = np.isin(gazetteer.kind, (COUNTRY, ADMIN1)) | (
        (gazetteer.kind == CITY) & (large | capital)
    )
    known = gazetteer.names.filter(pl.Series(wanted[gazetteer.names["row"].to_numpy()]))
    named = known.filter((pl.col("tier") <= 1) | (pl.col("tier") > DEMONYM_TIER))
    return frozenset(named["norm"].to_list())


def _scan_han(text: str, names: frozenset[str]) -> Iterator[Span]:
    for run in _HAN_RUN.finditer(text):
        at = run.start()
        while at < run.end():
            size = _longest_han(text, at, run.end(), names)
            if size:
                yield Span(at, at + size)
            at += size or 1


def _longest_han(text: str, start: int, end: int, names: frozenset[str]) -> int:
    for size in range(min(_MAX_HAN_CHARS, end - start), _MIN_HAN_CHARS - 1, -1):
        if normal_form(text[start : start + size]) in names:
            return size
    return 0


def _scan_tokens(
    text: str, names: frozenset[str], words: LanguageWords, min_chars: int
) -> Iterator[Span]:
    tokens = list(_TOKEN.finditer(text))
    first_words = _first_words(names)
    at = 0
    while at < len(tokens):
        size = 0
        if _may_start(tokens[at]) and _begins_name(text, tokens[at : at + 2], first_words, words):
            size = _longest_match(text, tokens, at, names, words, min_chars)
        if size:
            yield _trimmed(text, tokens[at].start(), tokens[at + size - 1].end())
        at += size or 1


def _may_start(token: re.Match[str]) -> bool:
    letter = token.group()[0]
    return letter == letter.upper()


@lru_cache(maxsize=4)
def _first_words(names: frozenset[str]) -> frozenset[str]:
    return frozenset(name.split(" ", 1)[0] for name in names)


def _begins_name(
    text: str, tokens: list[re.Match[str]], first_words: frozenset[str], words: LanguageWords
) -> bool:
    """Whether some name begins as these tokens do; spares most tokens the search of all lengths."""
    norm = normal_form(text[tokens[0].start() : tokens[-1].end()])
    if norm.split(" ", 1)[0] in first_words:
        return True
    return any(
        (replacement + norm[len(prefix) :]).split(" ", 1)[0] in first_words
        for prefix, replacement in words.prefixes
        if norm.startswith(prefix)
    )


def _longest_match(
    text: str,
    tokens: list[re.Match[str]],
    at: int,
    names: frozenset[str],
    words: LanguageWords,
    min_chars: int,
) -> int:
    for size in range(min(_MAX_TOKENS, len(tokens) - at), 0, -1):
        between = text[tokens[at].start() : tokens[at + size - 1].end()]
        norm = normal_form(between)
        bare = _bare(norm, words)
        if len(norm) < min_chars or {norm, bare} & words.not_places or "\n" in between:
            continue
        if norm in names or bare in names:
            return size
    return 0


def _bare(norm: str, words: LanguageWords) -> str:
    for prefix, replacement in words.prefixes:
        if norm.startswith(prefix) and len(norm) > len(prefix) + 2:
            return replacement + norm[len(prefix) :]
    return norm


def _trimmed(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1] in ".'’-":
        end -= 1
    return Span(start, end)
