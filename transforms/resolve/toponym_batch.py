"""Builds the arrays of a batch: groups of mentions, their candidates, and what stands beside.

A group is one name in one document. Two names side by side ("X, Y", "X (Y)") support each
other where a candidate of X lies in a candidate of Y.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from transforms.gazetteer.store import ADMIN1, ADMIN2, COUNTRY, KINDS, Floats, Gazetteer, Ints
from transforms.resolve.toponym_names import NameHits
from transforms.resolve.toponym_query import OTHER_LABELS, Toponym, ToponymMention, ToponymQuery
from transforms.resolve.toponym_scoring import Batch

OUTLET_VOTE = 0.5
OTHER_LABEL_VOTE = 0.25

_JOINER = re.compile(r"\s*[,،，、(（]\s*|\s*[,،]?\s+(?:in|of|en|de|в|у|في)\s+")
_MAX_GAP = 3


def build_batch(
    queries: Sequence[ToponymQuery],
    mentions: Sequence[ToponymMention],
    hits: NameHits,
    gazetteer: Gazetteer,
) -> tuple[list[int], Batch]:
    """Groups mentions of one name in one document; returns the group of each mention too."""
    groups: dict[tuple[int, str, str | None], int] = {}
    group_of: list[int] = []
    name_of: list[int] = []
    count: list[float] = []
    position: list[int] = []
    for mention in mentions:
        kind = mention.kind or hits.kinds[mention.name]
        key = (mention.document, hits.norms[mention.name], kind)
        at = groups.setdefault(key, len(groups))
        if at == len(name_of):
            name_of.append(mention.name)
            count.append(0.0)
            position.append(_start(queries, mention))
        count[at] += _vote(queries, mention)
        group_of.append(at)
    group, row, tier = _expand(np.array(name_of, dtype=np.int32), hits)
    kinds = [key[2] for key in groups]
    pairs = _containing_pairs(queries, mentions, group_of)
    return group_of, Batch(
        document=np.array([key[0] for key in groups], dtype=np.int32),
        count=np.array(count),
        position=np.array(position, dtype=np.int32),
        group=group,
        row=row,
        tier=tier,
        hinted=_hinted(kinds, group, gazetteer.kind[row]),
        contained=_contained(pairs, group, row, gazetteer),
        votes=_votes(queries, gazetteer),
    )


def _vote(queries: Sequence[ToponymQuery], mention: ToponymMention) -> float:
    """Weight of the mention for the other names of its article."""
    if mention.slot is None:
        return 1.0
    label = queries[mention.document].toponyms[mention.slot].label
    return OTHER_LABEL_VOTE if label in OTHER_LABELS else 1.0


def _start(queries: Sequence[ToponymQuery], mention: ToponymMention) -> int:
    """First character of the mention; 0 for the dateline."""
    if mention.slot is None:
        return 0
    return queries[mention.document].toponyms[mention.slot].start


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
    queries: Sequence[ToponymQuery], mentions: Sequence[ToponymMention], group_of: Sequence[int]
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
