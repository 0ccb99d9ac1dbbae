"""Toponyms of a whole batch of articles to places of the gazetteer.

One lookup for all names, then one scoring for all candidates (toponym_scoring.py): a batch of
some hundred articles costs about 20 microseconds a mention. Offsets alone are enough; the
text, when there, adds the words beside a name ("Kharkiv province", "X, Y").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from transforms.gazetteer.normal import normal_form
from transforms.gazetteer.store import ADMIN1, ADMIN2, COUNTRY, KINDS, Floats, Gazetteer, Ints
from transforms.gazetteer.words import PlaceWords, load_place_words
from transforms.records import Place
from transforms.resolve.toponym_names import FAR_TIER, Name, NameHits, find_names
from transforms.resolve.toponym_scoring import Batch, Weights, score_candidates, softmax

OUTLET_VOTE = 0.5
SAME_PLACE_KM = 50.0

_JOINER = re.compile(r"\s*[,،，、(（]\s*|\s*[,،]?\s+(?:in|of|en|de|в|у|في)\s+")
_CONTEXT_CHARS = 24
_MAX_GAP = 3


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name in an article: its characters, the words, and what the parser adds."""

    start: int
    end: int
    text: str
    lemma: str | None = None
    label: str = "LOC"


@dataclass(frozen=True, slots=True)
class ToponymQuery:
    """The toponyms of one article, with what is known of the article.

    The dateline counts as one more name of the article, the outlet's country as half a name.
    `outlet_country` is an ISO 3166 alpha-3 code; `dateline` the place in the dateline.
    """

    article_id: str
    toponyms: tuple[Toponym, ...]
    text: str | None = None
    language: str | None = None
    outlet_country: str | None = None
    dateline: str | None = None


class _Mention(NamedTuple):
    document: int
    slot: int | None
    name: int
    kind: str | None


def resolve_toponyms(
    queries: Sequence[ToponymQuery], gazetteer: Gazetteer, weights: Weights | None = None
) -> list[list[Place | None]]:
    """The place of every toponym, in the order of the queries; None where no name matches.

    `Place.confidence` (0 to 1) grows with the margin to the best candidate elsewhere.
    """
    words = load_place_words()
    names, mentions = _collect(queries, words)
    hits = find_names(names, gazetteer, words)
    group_of, batch = _build_batch(queries, mentions, names, hits, gazetteer)
    resolved: list[list[Place | None]] = [[None] * len(q.toponyms) for q in queries]
    if not len(batch.row):
        return resolved
    scores = score_candidates(batch, gazetteer, weights or Weights())
    places = _best_places(batch, scores, gazetteer)
    for mention, group in zip(mentions, group_of, strict=True):
        if mention.slot is not None:
            resolved[mention.document][mention.slot] = places.get(group)
    return resolved


def _collect(
    queries: Sequence[ToponymQuery], words: PlaceWords
) -> tuple[list[Name], list[_Mention]]:
    """Distinct names of the batch, and for each toponym its name and the kind said beside it."""
    index: dict[Name, int] = {}
    mentions = []
    for document, query in enumerate(queries):
        for slot, toponym in enumerate(query.toponyms):
            name = Name(toponym.text, toponym.lemma, query.language or "en")
            at = index.setdefault(name, len(index))
            kind = _kind_beside(query.text, toponym, words) if query.text else None
            mentions.append(_Mention(document, slot, at, kind))
        if query.dateline:
            name = Name(query.dateline, None, query.language or "en")
            at = index.setdefault(name, len(index))
            mentions.append(_Mention(document, None, at, None))
    return list(index), mentions


def _kind_beside(text: str, toponym: Toponym, words: PlaceWords) -> str | None:
    after = normal_form(text[toponym.end : toponym.end + _CONTEXT_CHARS]).split()
    before = normal_form(text[max(0, toponym.start - _CONTEXT_CHARS) : toponym.start]).split()
    for size in (1, 2, 3):
        if " ".join(after[:size]) in words.trail:
            return words.trail[" ".join(after[:size])]
        if " ".join(before[-size:]) in words.lead:
            return words.lead[" ".join(before[-size:])]
    return None


def _build_batch(
    queries: Sequence[ToponymQuery],
    mentions: Sequence[_Mention],
    names: Sequence[Name],
    hits: NameHits,
    gazetteer: Gazetteer,
) -> tuple[list[int], Batch]:
    """Groups mentions of one name in one document; returns the group of each mention too."""
    groups: dict[tuple[int, str, str | None], int] = {}
    group_of: list[int] = []
    name_of: list[int] = []
    count: list[float] = []
    for mention in mentions:
        kind = mention.kind or hits.kinds[mention.name]
        key = (mention.document, hits.norms[mention.name], kind)
        at = groups.setdefault(key, len(groups))
        if at == len(name_of):
            name_of.append(mention.name)
            count.append(0.0)
        count[at] += 1.0
        group_of.append(at)
    group, row, tier = _expand(np.array(name_of, dtype=np.int32), hits)
    kinds = [key[2] for key in groups]
    pairs = _containing_pairs(queries, mentions, group_of)
    return group_of, Batch(
        document=np.array([key[0] for key in groups], dtype=np.int32),
        count=np.array(count),
        group=group,
        row=row,
        tier=tier,
        hinted=_hinted(kinds, group, gazetteer.kind[row]),
        contained=_contained(pairs, group, row, gazetteer),
        votes=_votes(queries, gazetteer),
    )


def _expand(name_of: Ints, hits: NameHits) -> tuple[Ints, Ints, Ints]:
    """The candidates of each group, from the candidates of its name."""
    low = np.searchsorted(hits.name, name_of, side="left")
    counts = np.searchsorted(hits.name, name_of, side="right") - low
    group = np.repeat(np.arange(len(name_of), dtype=np.int32), counts)
    at = np.repeat(low - np.cumsum(counts) + counts, counts) + np.arange(len(group))
    return group, hits.row[at], hits.tier[at]


def _hinted(kinds: Sequence[str | None], group: Ints, candidate_kind: Ints) -> Floats:
    wanted = np.array([KINDS.index(kind) if kind else -1 for kind in kinds], dtype=np.int32)
    hinted: Floats = (wanted[group] == candidate_kind).astype(np.float64)
    return hinted


def _containing_pairs(
    queries: Sequence[ToponymQuery], mentions: Sequence[_Mention], group_of: Sequence[int]
) -> set[tuple[int, int]]:
    """(group, next group) where the next name stands right behind: "X, Y", "X (Y)"."""
    pairs = set()
    by_document: dict[int, list[tuple[Toponym, int]]] = {}
    for mention, group in zip(mentions, group_of, strict=True):
        if mention.slot is not None:
            toponym = queries[mention.document].toponyms[mention.slot]
            by_document.setdefault(mention.document, []).append((toponym, group))
    for document, found in by_document.items():
        found.sort(key=lambda pair: pair[0].start)
        for (left, inner), (right, outer) in zip(found, found[1:], strict=False):
            if inner != outer and _joined(queries[document].text, left.end, right.start):
                pairs.add((inner, outer))
    return pairs


def _joined(text: str | None, end: int, start: int) -> bool:
    if text is None:
        return 0 < start - end <= _MAX_GAP
    return end < start and _JOINER.fullmatch(text[end:start]) is not None


def _contained(pairs: set[tuple[int, int]], group: Ints, row: Ints, gazetteer: Gazetteer) -> Floats:
    """1 for candidates that lie in, or contain, a candidate of the name beside them."""
    contained = np.zeros(len(group))
    bounds = np.searchsorted(group, np.arange(int(group.max(initial=-1)) + 2))
    for inner, outer in pairs:
        if outer + 1 < len(bounds) and inner + 1 < len(bounds):
            left = slice(bounds[inner], bounds[inner + 1])
            right = slice(bounds[outer], bounds[outer + 1])
            inside = _lies_in(row[left], row[right], gazetteer)
            contained[left] = np.maximum(contained[left], inside.any(axis=1))
            contained[right] = np.maximum(contained[right], inside.any(axis=0))
    return contained


def _lies_in(inner: Ints, outer: Ints, gazetteer: Gazetteer) -> Floats:
    kind, same = gazetteer.kind[outer][None, :], inner[:, None] == outer[None, :]
    country = gazetteer.country[inner][:, None] == gazetteer.country[outer][None, :]
    in_a1 = gazetteer.a1[inner][:, None] == outer[None, :]
    in_a2 = gazetteer.a2[inner][:, None] == outer[None, :]
    inside: Floats = ~same & (
        ((kind == COUNTRY) & country) | ((kind == ADMIN1) & in_a1) | ((kind == ADMIN2) & in_a2)
    )
    return inside


def _votes(queries: Sequence[ToponymQuery], gazetteer: Gazetteer) -> tuple[Ints, Ints, Floats]:
    codes = {country.iso3: index for index, country in enumerate(gazetteer.countries)}
    votes = [
        (document, codes[query.outlet_country], OUTLET_VOTE)
        for document, query in enumerate(queries)
        if query.outlet_country in codes
    ]
    columns = list(zip(*votes, strict=True)) or [(), (), ()]
    return (
        np.array(columns[0], dtype=np.int32),
        np.array(columns[1], dtype=np.int32),
        np.array(columns[2], dtype=np.float64),
    )


def _best_places(batch: Batch, scores: Floats, gazetteer: Gazetteer) -> dict[int, Place]:
    """The best candidate of each group with its confidence."""
    probability = softmax(scores, batch.group)
    order = np.lexsort((-scores, batch.group))
    first = np.flatnonzero(np.r_[True, np.diff(batch.group[order]) != 0])
    best = order[first]
    leader = np.repeat(best, np.diff(np.r_[first, len(order)]))
    same = _near(batch.row, batch.row[leader], gazetteer)
    mass = np.bincount(batch.group, weights=probability * same)
    tier = np.minimum(batch.tier[best], FAR_TIER + 1)
    trust = np.array([1.0, 0.95, 0.9, 0.6, 0.9])[tier]
    return {
        int(group): gazetteer.place(int(row), round(float(confidence), 3))
        for group, row, confidence in zip(
            batch.group[best], batch.row[best], mass[batch.group[best]] * trust, strict=True
        )
    }


def _near(rows: Ints, leaders: Ints, gazetteer: Gazetteer) -> Floats:
    """1 where a candidate is the leader or lies within SAME_PLACE_KM of it."""
    lat = np.radians(gazetteer.lat[leaders])
    north = gazetteer.lat[rows] - gazetteer.lat[leaders]
    east = (gazetteer.lon[rows] - gazetteer.lon[leaders]) * np.cos(lat)
    near: Floats = (np.hypot(north, east) * 111.2 <= SAME_PLACE_KM).astype(np.float64)
    return near
