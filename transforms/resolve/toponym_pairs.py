"""Pairs of candidates whose nearness is measured, in arrays."""

from __future__ import annotations

import numpy as np

from transforms.gazetteer.store import Floats, Ints

_MAX_NEIGHBOURS = 60


def best_of_groups(probability: Floats, group: Ints) -> Ints:
    """Index of the most probable candidate of each group; `group` is sorted."""
    order = np.lexsort((-probability, group))
    first = np.flatnonzero(np.r_[True, np.diff(group[order]) != 0])
    return order[first].astype(np.int32)


def pairs(document: Ints, candidates: Ints, best: Ints) -> tuple[Ints, Ints]:
    """Each candidate with each best one of its document, at most _MAX_NEIGHBOURS of them."""
    ranked = best[np.argsort(document[best], kind="stable")]
    documents = document[ranked]
    low = np.searchsorted(documents, document[candidates], side="left")
    high = np.searchsorted(documents, document[candidates], side="right")
    counts = np.minimum(high - low, _MAX_NEIGHBOURS)
    left = np.repeat(candidates, counts)
    offset = np.arange(len(left)) - np.repeat(np.cumsum(counts) - counts, counts)
    return left, ranked[np.repeat(low, counts) + offset]


def unit_vectors(lat: Floats, lon: Floats) -> Floats:
    """Points on the unit sphere, one row a place, of degrees."""
    phi, theta = np.radians(lat), np.radians(lon)
    return np.stack((np.cos(phi) * np.cos(theta), np.cos(phi) * np.sin(theta), np.sin(phi)), axis=1)
