"""Builds the arrays of a batch: groups of mentions, their candidates, and what stands beside.

A group is one name in one document. Two names side by side ("X, Y", "X (Y)") support each
other where a candidate of X lies in a candidate of Y.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from transforms.gazetteer.normal import normal_form
from transforms.gazetteer.store import ADMIN1, ADMIN2, COUNTRY, KINDS, Floats, Gazetteer, Ints
from transforms.gazetteer.words import PlaceWords, load_place_words
from transforms.resolve.language_countries import load_language_countries
from transforms.resolve.toponym_names import NameHits
from transforms.resolve.toponym_query import Mentions, ToponymQuery
from transforms.resolve.toponym_scoring import Batch

BY_PLACE, BY_WORDS = 1, 2
OUTLET_VOTE = 0.5
PEOPLE_VOTE = 0.7
GROUP_VOTE = 1.0
"""Weight of a people that the text names ("Colombian soldiers"), for its country."""

ABROAD_VOTE = 0.6
"""The same for a country where its forces act."""

_JOINER = re.compile(r"\s*[,،，、(（]\s*")
_MAX_GAP_CHARS = 50
_BREAK = re.compile(r"[.!?;:\n؛؟]")
_MAX_GAP = 3
_norm = lru_cache(maxsize=65_536)(normal_form)
_WORD = re.compile(r"[^\W\d_]{4,}")
_SCANNED_CHARS = 5_000

_Keys = npt.NDArray[np.int64]


def build_batch(
    queries: Sequence[ToponymQuery], mentions: Mentions, hits: NameHits, gazetteer: Gazetteer
) -> tuple[Ints, Batch]:
    """Groups mentions of one name in one document; returns the group of each mention too."""
    norm = np.unique(np.array(hits.norms, dtype=object), return_inverse=True)[1]
    said = np.array([KINDS.index(kind) if kind else -1 for kind in hits.kinds], dtype=np.int64)
    kind = np.where(mentions.kind >= 0, mentions.kind, said[mentions.name])
    key = mentions.document.astype(np.int64) * (len(norm) + 1) + norm[mentions.name]
    key = key * (len(KINDS) + 1) + kind + 1
    _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    group_of = inverse.astype(np.int32)
    group, row, tier = _expand(mentions.name[first], hits)
    pairs = _neighbours(queries, mentions, group_of)
    return group_of, Batch(
        document=mentions.document[first],
        count=np.bincount(group_of, mentions.vote, len(first)).astype(np.float64),
        position=mentions.start[first],
        group=group,
        row=row,
        tier=tier,
        hinted=(kind[first][group] == gazetteer.kind[row]).astype(np.float64),
        said=(mentions.kind[first][group] == gazetteer.kind[row]).astype(np.float64),
        contained=_contained(pairs, group, row, gazetteer),
        beside=pairs,
        spoken=_spoken(queries, mentions.document[first][group], row, gazetteer),
        votes=_votes(queries, gazetteer),
    )


def _expand(name_of: Ints, hits: NameHits) -> tuple[Ints, Ints, Ints]:
    """The candidates of each group, from the candidates of its name."""
    low = np.searchsorted(hits.name, name_of, side="left")
    counts = np.searchsorted(hits.name, name_of, side="right") - low
    group = np.repeat(np.arange(len(name_of), dtype=np.int32), counts)
    at = np.repeat(low - np.cumsum(counts) + counts, counts) + np.arange(len(group))
    return group, hits.row[at], hits.tier[at]


def _neighbours(queries: Sequence[ToponymQuery], mentions: Mentions, group_of: Ints) -> Ints:
    """(group, next group), one a row, where the next name stands right behind: "X, Y", "X (Y)"."""
    order = np.lexsort((mentions.start, mentions.document))
    order = order[mentions.slot[order] >= 0]
    left, right = order[:-1], order[1:]
    gap = mentions.start[right] - mentions.end[left]
    beside = (mentions.document[left] == mentions.document[right]) & (gap > 0)
    beside &= group_of[left] != group_of[right]
    beside &= mentions.vote[right] >= 1  # "en Teorama, el ELN": a body is no area
    left, right = left[beside], right[beside]
    spans = zip(
        mentions.document[left].tolist(),
        mentions.end[left].tolist(),
        mentions.start[right].tolist(),
        strict=True,
    )
    words = load_place_words()
    joined = [_joined(queries[at].text, end, start, words) for at, end, start in spans]
    how = np.array(joined, dtype=np.int32)
    pairs = np.stack((group_of[left], group_of[right], how == BY_WORDS), axis=1)
    return np.unique(pairs[how > 0], axis=0).astype(np.int32)


def _joined(text: str | None, end: int, start: int, words: PlaceWords) -> int:
    """BY_PLACE for names side by side; in a text BY_WORDS for "X, a village in the area of Y"."""
    if text is None:
        return BY_PLACE if start - end <= _MAX_GAP else 0
    between = text[end:start]
    if start - end > _MAX_GAP_CHARS or _BREAK.search(between):
        return 0
    if _JOINER.fullmatch(between):
        return BY_PLACE
    return BY_WORDS if _is_chain(normal_form(between), words) else 0


def _is_chain(between: str, words: PlaceWords) -> bool:
    """Whether only joints, articles, directions and kinds of places stand between two names."""
    tokens = between.split()
    return not words.joints.isdisjoint(tokens) and words.chain_words.issuperset(tokens)


def _contained(pairs: Ints, group: Ints, row: Ints, gazetteer: Gazetteer) -> Floats:
    """1 for candidates that lie in, or contain, a candidate of the name beside them."""
    pair_of_inner, inner = _candidates(pairs[:, 0], group)
    pair_of_outer, outer = _candidates(pairs[:, 1], group)
    area = _area_codes(row[outer], gazetteer)
    holders = [_holder_codes(codes, row[inner], gazetteer) for codes in ("a1", "a2", "country")]
    span = len(gazetteer.ids) + len(gazetteer.countries)
    outer_keys = np.where(area >= 0, pair_of_outer * span + area, -1)
    inner_keys = [np.where(code >= 0, pair_of_inner * span + code, -2) for code in holders]
    contained = np.zeros(len(group))
    for keys in inner_keys:
        contained[inner[np.isin(keys, outer_keys)]] = 1.0
    contained[outer[np.isin(outer_keys, np.concatenate(inner_keys))]] = 1.0
    return contained


def _candidates(groups: Ints, group: Ints) -> tuple[_Keys, _Keys]:
    """Positions of the candidates of each group, and for each the index of its group."""
    low = np.searchsorted(group, groups, side="left").astype(np.int64)
    counts = np.searchsorted(group, groups, side="right") - low
    owner = np.repeat(np.arange(len(groups), dtype=np.int64), counts)
    at = np.arange(len(owner)) + np.repeat(low - np.cumsum(counts) + counts, counts)
    return owner, at


def _area_codes(rows: Ints, gazetteer: Gazetteer) -> _Keys:
    """A code for each admin area and country, -1 for what contains nothing."""
    kind = gazetteer.kind[rows]
    country = len(gazetteer.ids) + gazetteer.country[rows].astype(np.int64)
    area = np.where((kind == ADMIN1) | (kind == ADMIN2), rows, -1)
    return np.where(kind == COUNTRY, country, area)


def _holder_codes(level: str, rows: Ints, gazetteer: Gazetteer) -> _Keys:
    """The code of the area of that level in which each place lies, -1 for none or itself."""
    if level == "country":
        codes = len(gazetteer.ids) + gazetteer.country[rows].astype(np.int64)
        return np.where(gazetteer.kind[rows] == COUNTRY, -1, codes)
    holder = (gazetteer.a1 if level == "a1" else gazetteer.a2)[rows].astype(np.int64)
    return np.where(holder == rows, -1, holder)


def _spoken(queries: Sequence[ToponymQuery], of: Ints, row: Ints, gazetteer: Gazetteer) -> Floats:
    """1 for candidates in a country where the language of their document (`of`) is spoken."""
    known = load_language_countries().spoken
    homes = [known.get(query.language or "", frozenset()) for query in queries]
    iso3 = [country.iso3 for country in gazetteer.countries]
    table = np.array([[code in home for code in iso3] for home in homes], dtype=np.float64)
    if not len(row):
        return np.zeros(0)
    spoken: Floats = table[of, gazetteer.country[row]]
    return spoken


def _votes(queries: Sequence[ToponymQuery], gazetteer: Gazetteer) -> tuple[Ints, Ints, Floats]:
    codes = {country.iso3: index for index, country in enumerate(gazetteer.countries)}
    votes = [
        (document, codes[query.outlet_country], OUTLET_VOTE)
        for document, query in enumerate(queries)
        if query.outlet_country in codes
    ]
    votes += [
        (document, codes[iso3], GROUP_VOTE)
        for document, query in enumerate(queries)
        for iso3 in query.group_homes
        if iso3 in codes
    ]
    abroad = load_language_countries().acts_in
    for document, query in enumerate(queries):
        if query.text and query.language:
            for iso3 in _peoples(query.text, query.language, gazetteer):
                votes.append((document, codes[iso3], PEOPLE_VOTE))
                there = sorted(abroad.get(iso3, ()))
                votes += [(document, codes[other], ABROAD_VOTE) for other in there]
    columns = list(zip(*votes, strict=True)) or [(), (), ()]
    return (
        np.array(columns[0], dtype=np.int32),
        np.array(columns[1], dtype=np.int32),
        np.array(columns[2], dtype=np.float64),
    )


def _peoples(text: str, language: str, gazetteer: Gazetteer) -> list[str]:
    """Countries whose people or adjective the text has, each once, in a stable order."""
    words = set(_WORD.findall(text[:_SCANNED_CHARS]))
    found = (gazetteer.demonym_forms.get((language, _norm(word))) for word in words)
    return sorted({iso3 for iso3 in found if iso3})
