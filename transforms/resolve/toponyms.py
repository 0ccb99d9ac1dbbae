"""Toponyms of a whole batch of articles to places of the gazetteer.

One lookup for all names, then one scoring for all candidates (toponym_scoring.py): a batch of
some hundred articles costs about 20 microseconds a mention; names without a place are then
tried by their sound (toponym_sounds.py). Offsets alone are enough; the
text, when there, adds the words beside a name ("Kharkiv province", "X, Y").
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt

from transforms.gazetteer.store import ADMIN1, ADMIN2, CITY, COUNTRY, Floats, Gazetteer, Ints
from transforms.gazetteer.words import load_place_words
from transforms.records import Place
from transforms.resolve.toponym_batch import build_batch
from transforms.resolve.toponym_names import FAR_TIER, find_names
from transforms.resolve.toponym_query import Toponym, ToponymQuery, collect_mentions
from transforms.resolve.toponym_scoring import Batch, Weights, score_candidates, softmax
from transforms.resolve.toponym_sounds import add_by_sound

SAME_PLACE_KM = 50.0
TRUST_BY_TIER = (1.0, 0.95, 0.9, 0.6, 0.9, 0.5)
"""Trust in how a name was reached, by the tier of the hit (SOURCES.md of the gazetteer)."""

SEAT_SHARE = 0.1
OTHER_NAME_SEAT_SHARE = 0.4
ALONE_POPULATION = 100_000
KNOWN = np.log10(1_000_000)
"""Log10 of the people that let a city stand without its country; a province's seat does too."""
ALONE_NAMES = 3.0
LEAST_NAMES_BESIDE = 0.95
"""Other names in its own country that make a small town likely all the same."""
TINY_POPULATION = 15_000
LEAST_TOGETHER, LEAST_ELSEWHERE = 0.1, 0.7
LEAST_RIVALLED = 0.5
"""Mass that an older name needs where other towns bear it and nothing lies in its country."""
ALONE_TRUST = 0.2
"""Trust in a small town in another country than all other names: likely an unknown village."""

__all__ = ["Toponym", "ToponymQuery", "resolve_toponyms"]


def resolve_toponyms(
    queries: Sequence[ToponymQuery], gazetteer: Gazetteer, weights: Weights | None = None
) -> list[list[Place | None]]:
    """The place of every toponym, in the order of the queries; None where no name matches.

    `Place.confidence` (0 to 1) grows with the margin to the best candidate elsewhere.
    """
    with _paused_collector():
        return _resolve(queries, gazetteer, weights or Weights())


@contextmanager
def _paused_collector() -> Iterator[None]:
    """No search for cycles while tens of thousands of records without any are made."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _resolve(
    queries: Sequence[ToponymQuery], gazetteer: Gazetteer, weights: Weights
) -> list[list[Place | None]]:
    words = load_place_words()
    names, mentions = collect_mentions(queries, words)
    hits = find_names(names, gazetteer, words)
    group_of, batch = build_batch(queries, mentions, hits, gazetteer)
    resolved: list[list[Place | None]] = [[None] * len(q.toponyms) for q in queries]
    if not len(batch.row):
        return resolved
    scores, together, elsewhere = score_candidates(batch, gazetteer, weights)
    places = _best_places(batch, scores, (together, elsewhere), gazetteer)
    wanted = (mentions.document.tolist(), mentions.slot.tolist(), group_of.tolist())
    for document, slot, group in zip(*wanted, strict=True):
        if slot >= 0:
            resolved[document][slot] = places.get(group)
    return add_by_sound(queries, resolved, gazetteer)


def _best_places(
    batch: Batch, scores: Floats, others: tuple[Floats, Floats], gazetteer: Gazetteer
) -> dict[int, Place]:
    """The best candidate of each group with its confidence."""
    probability = softmax(scores, batch.group)
    order = np.lexsort((-scores, batch.group)).astype(np.int32)
    first = np.flatnonzero(np.r_[True, np.diff(batch.group[order]) != 0])
    best = order[first]
    leader = np.empty_like(order)
    leader[order] = np.repeat(best, np.diff(np.r_[first, len(order)]))
    best = _prefer_seats(best, leader, batch, gazetteer)
    same = _near(batch.row, batch.row[leader], gazetteer)
    mass = np.bincount(batch.group, weights=probability * same)
    trust = np.array(TRUST_BY_TIER)[np.minimum(batch.tier[best], len(TRUST_BY_TIER) - 1)]
    likely: Floats = mass[batch.group[best]].astype(np.float64)
    trust[_is_alone(best, batch, others, likely, gazetteer)] *= ALONE_TRUST
    sure = np.round(likely * trust, 3).tolist()
    places = gazetteer.places_at(batch.row[best].tolist(), sure)
    return dict(zip(batch.group[best].tolist(), places, strict=True))


def _prefer_seats(best: Ints, leader: Ints, batch: Batch, gazetteer: Gazetteer) -> Ints:
    """A city before the area it is the seat and the name of ("Homs"), unless the text says area.

    Only where the city makes up SEAT_SHARE of the area (Quebec stays the province), or
    OTHER_NAME_SEAT_SHARE where the name is not its first (Santiago de los Caballeros).
    """
    row, seat = batch.row, gazetteer.seat[batch.row[leader]]
    is_area = np.isin(gazetteer.kind[row[leader]], (ADMIN1, ADMIN2)) & (batch.hinted[leader] == 0)
    share_log = gazetteer.log_population[row] - gazetteer.log_population[row[leader]]
    is_own_name = batch.tier <= batch.tier[leader]
    least = np.where(is_own_name, np.log10(SEAT_SHARE), np.log10(OTHER_NAME_SEAT_SHARE))
    named = is_own_name | (batch.tier == 1)
    chosen = np.flatnonzero(is_area & (row == seat) & named & (share_log >= least))
    preferred = best.copy()
    preferred[np.searchsorted(batch.group[best], batch.group[chosen])] = chosen
    return preferred


def _is_alone(
    best: Ints, batch: Batch, others: tuple[Floats, Floats], likely: Floats, gazetteer: Gazetteer
) -> npt.NDArray[np.bool_]:
    """True for small towns where three other names lie elsewhere, or the area named beside does.

    So for cities under a million that are no province's seat ("a Toyota van" is not in Japan).
    Not where another name lies in its country. "El Plateado, Cauca" is not the El Plateado of
    Mexico. Beside an area it is also true for large towns under another name than their own
    ("Boni, région de Mopti" is not Bonn); for names reached by consonants or by a part, of
    villages or against all other names; and for an older name that other towns bear today
    (Santa Isabel, in an article of El Salvador, is not Malabo).
    """
    row, (together, elsewhere) = batch.row[best], others
    is_small = gazetteer.log_population[row] < np.log10(ALONE_POPULATION)
    is_town = (gazetteer.kind[row] == CITY) & (batch.contained[best] == 0)
    is_town &= (gazetteer.is_capital[row] == 0) | (batch.tier[best] > 0)
    of_group = np.full(len(batch.document), -1, dtype=np.int32)
    of_group[batch.group[best]] = row
    inner, outer = of_group[batch.beside[:, 0]], of_group[batch.beside[:, 1]]
    is_area = np.isin(gazetteer.kind[outer], (ADMIN1, ADMIN2, COUNTRY))
    is_area |= (gazetteer.kind[outer] == CITY) & (batch.beside[:, 2] == 1)
    is_other = gazetteer.country[inner] != gazetteer.country[outer]
    is_province = (gazetteer.kind[outer] == ADMIN1) & (gazetteer.kind[inner] == CITY)
    is_other |= is_province & (gazetteer.a1[inner] != outer)
    apart = is_area & is_other & (outer >= 0)
    beside = np.isin(batch.group[best], batch.beside[apart, 0])
    beside &= is_small | (batch.tier[best] > 0)
    is_unsung = is_small | (_is_no_seat(row, gazetteer) & (gazetteer.log_population[row] < KNOWN))
    far = is_unsung & (elsewhere[best] >= ALONE_NAMES) & (together[best] < LEAST_NAMES_BESIDE)
    is_tiny = gazetteer.log_population[row] < np.log10(TINY_POPULATION)
    is_guess = (batch.tier[best] == FAR_TIER) & (
        is_tiny | ((together[best] < LEAST_TOGETHER) & (elsewhere[best] >= LEAST_ELSEWHERE))
    )
    own = np.bincount(batch.group, weights=batch.tier == 0)[batch.group[best]] > 0
    is_rivalled = own & (batch.tier[best] == 1) & (likely < LEAST_RIVALLED)
    is_rivalled &= together[best] < LEAST_TOGETHER
    far |= is_rivalled & (elsewhere[best] >= ALONE_NAMES)
    alone: npt.NDArray[np.bool_] = is_town & (beside | far | is_guess)
    return alone


def _is_no_seat(row: Ints, gazetteer: Gazetteer) -> npt.NDArray[np.bool_]:
    """True for places that are not the seat of their province."""
    area = gazetteer.a1[row]
    is_other: npt.NDArray[np.bool_] = (area < 0) | (gazetteer.seat[area] != row)
    return is_other


def _near(rows: Ints, leaders: Ints, gazetteer: Gazetteer) -> Floats:
    """1 where a candidate is the leader or lies within SAME_PLACE_KM of it."""
    lat = np.radians(gazetteer.lat[leaders])
    north = gazetteer.lat[rows] - gazetteer.lat[leaders]
    east = (gazetteer.lon[rows] - gazetteer.lon[leaders]) * np.cos(lat)
    near: Floats = (np.hypot(north, east) * 111.2 <= SAME_PLACE_KM).astype(np.float64)
    return near
