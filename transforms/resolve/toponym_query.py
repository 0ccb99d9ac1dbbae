"""What the resolver is asked: the toponyms of an article, and their distinct names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from transforms.gazetteer.normal import normal_form
from transforms.gazetteer.store import KINDS, Floats, Ints
from transforms.gazetteer.words import PlaceWords
from transforms.resolve.place_roles import PATH, is_quarter
from transforms.resolve.toponym_names import Name
from transforms.yaml_once import read_yaml

OTHER_LABELS = frozenset({"ORG", "MISC", "PER"})
"""Labels of names that may be places though the parser says otherwise."""

OTHER_LABEL_VOTE = 0.25
"""What such a name weighs for the other names of its article."""

_CONTEXT_CHARS = 48
CODE_MARKS = {"(", "/", "-", "–"}
_OTHER_SCRIPT = re.compile("[\u0400-\U0010ffff]")
_SCRIPTS = (
    ("uk", re.compile("[іїєґІЇЄҐ]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
)
"""The language whose forms are tried for a name of an article of unknown language."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name in an article: its characters, the words, and what the parser adds.

    Names labelled ORG, MISC or PER are looked up as they stand only, and weigh less for the
    other names of the article.
    """

    start: int
    end: int
    text: str
    lemma: str | None = None
    label: str = "LOC"


@dataclass(frozen=True, slots=True)
class ToponymQuery:
    """The toponyms of one article, with what is known of the article.

    The dateline counts as one more name of the article, the outlet's country as half a name, so
    does the home of an armed group. `outlet_country` and `group_homes` are ISO 3166 alpha-3 codes;
    `dateline` is the place in the dateline; `home` the country that the outlet writes for, None if
    for the world.
    """

    article_id: str
    toponyms: tuple[Toponym, ...]
    text: str | None = None
    language: str | None = None
    outlet_country: str | None = None
    home: str | None = None
    dateline: str | None = None
    group_homes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Mentions:
    """The toponyms of a batch as columns, in order; datelines behind them with slot -1.

    `name` indexes the distinct names; `kind` is the kind said beside it (-1 for none);
    `vote` is the weight of the mention for the other names of its article.
    """

    document: Ints
    slot: Ints
    start: Ints
    end: Ints
    name: Ints
    kind: Ints
    vote: Floats


class _NameIndex(dict[tuple[str, str | None, str | None, bool], int]):
    """Numbers the distinct names in the order in which they come."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[Name] = []

    def __missing__(self, key: tuple[str, str | None, str | None, bool]) -> int:
        text, lemma, language, is_place = key
        self.names.append(Name(text, lemma, language or _language_of_script(text), is_place))
        self[key] = len(self.names) - 1
        return self[key]


def collect_mentions(
    queries: Sequence[ToponymQuery], words: PlaceWords
) -> tuple[list[Name], Mentions]:
    """Distinct names of the batch, and for each toponym its name and the kind said beside it."""
    index = _NameIndex()
    given = [(query, toponym) for query in queries for toponym in query.toponyms]
    is_other = [toponym.label in OTHER_LABELS for _, toponym in given]
    names = [
        index[*_as_written(query, t), query.language, not other]
        for (query, t), other in zip(given, is_other, strict=True)
    ]
    lines = [(at, query) for at, query in enumerate(queries) if query.dateline]
    names += [index[query.dateline or "", None, query.language, True] for _, query in lines]
    kinds = [_kind_beside(q.text, t, words) if q.text else -1 for q, t in given]
    people = [w for q in queries for w in [_words_of_people(q)] * len(q.toponyms)]
    is_other = [
        other or t.text in words or _is_part(q, t)
        for other, words, (q, t) in zip(is_other, people, given, strict=True)
    ]
    counts = np.array([len(query.toponyms) for query in queries], dtype=np.int32)
    document = np.repeat(np.arange(len(queries), dtype=np.int32), counts)
    slot = np.arange(len(given), dtype=np.int32) - np.repeat(np.cumsum(counts) - counts, counts)
    rest = [0] * len(lines)
    return index.names, Mentions(
        document=_ints(np.r_[document, np.array([at for at, _ in lines], dtype=np.int32)]),
        slot=_ints(np.r_[slot, np.full(len(lines), -1)]),
        start=_ints([t.start for _, t in given] + rest),
        end=_ints([t.end for _, t in given] + rest),
        name=_ints(names),
        kind=_ints(kinds + [-1] * len(lines)),
        vote=np.r_[np.where(is_other, OTHER_LABEL_VOTE, 1.0), np.ones(len(lines))],
    )


def _as_written(query: ToponymQuery, toponym: Toponym) -> tuple[str, str | None]:
    """The name and its lemma; the whole name of a state whose letters stand behind a town."""
    if query.text and query.language and toponym.text.isupper():
        name = _state_codes(query.language).get(toponym.text)
        if name and query.text[max(0, toponym.start - 1) : toponym.start] in CODE_MARKS:
            return name, None
    return toponym.text, toponym.lemma


@lru_cache(maxsize=32)
def _state_codes(language: str) -> dict[str, str]:
    """Letters of states and their names."""
    table = read_yaml(PATH)["codes"].get(language, {})
    return {str(letters): str(name) for letters, name in table.items()}


def _ints(values: Sequence[int] | Ints) -> Ints:
    return np.asarray(values, dtype=np.int32)


def _kind_beside(text: str, toponym: Toponym, words: PlaceWords) -> int:
    after = normal_form(text[toponym.end : toponym.end + _CONTEXT_CHARS]).split()
    before = normal_form(text[max(0, toponym.start - _CONTEXT_CHARS) : toponym.start]).split()
    kind = words.said_kind(before, after)
    return KINDS.index(kind) if kind else -1


def _words_of_people(query: ToponymQuery) -> frozenset[str]:
    """Words of the names of persons: "Paz" is hardly a town beside "president Paz Zamora"."""
    return frozenset(w for t in query.toponyms if t.label == "PER" for w in t.text.split())


def _is_part(query: ToponymQuery, toponym: Toponym) -> bool:
    """A street, a hospital or a part of a town: often named after a place elsewhere."""
    if not query.text or not query.language:
        return False
    before = query.text[max(0, toponym.start - _CONTEXT_CHARS) : toponym.start]
    after = query.text[toponym.end : toponym.end + _CONTEXT_CHARS]
    return is_quarter(before, toponym.text, query.language, after)


def _language_of_script(name: str) -> str:
    if name.isascii() or not _OTHER_SCRIPT.search(name):
        return "en"
    return next((code for code, letters in _SCRIPTS if letters.search(name)), "en")
