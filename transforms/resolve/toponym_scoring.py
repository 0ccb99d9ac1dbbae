"""Scores the candidates of a batch of toponyms; everything is arrays, nothing loops on mentions.

A group is one name in one document (one sense a document). A candidate's score is its prior
(population, number of names, kind, tier of the name, a country of the text's language) plus what
the document says for it: the other names in its country, its admin1 and near it, a name beside it
that contains it ("X, Y"), "province" or "city" around it. Features after Leidner (2007), Kamalloo &
Rafiei (2018); weights by search on half of the dev set.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from transforms.gazetteer.store import (
    ADMIN1,
    ADMIN2,
    AIRPORT,
    COUNTRY,
    NATURAL,
    Floats,
    Gazetteer,
    Ints,
)
from transforms.resolve.toponym_pairs import best_of_groups, pairs, unit_vectors

EARTH_RADIUS_KM = 6371.0
VOTED = 0.5
"""Mass in its country from which on names that nobody knows do not speak against a place."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of the score; `reach_km` is the distance at which nearness falls to 1/e.

    `rivalled` is for another name of a place where some place has it as its own name; `capital`
    counts only where no country has the name (Tunis is not Tunisia).
    """

    population: float = 1.8
    names: float = 0.6
    country_kind: float = 2.7
    admin1_kind: float = 0.5
    admin2_kind: float = -3.4
    natural_kind: float = 1.2
    airport_kind: float = -1.0
    alternate: float = -1.9
    rivalled: float = -2.0
    stripped: float = -1.2
    far_tier: float = -2.0
    demonym: float = -0.4
    foreign_country: float = -12.0
    later_guess: float = -3.5
    capital: float = 2.5
    country_share: float = 7.0
    admin1_share: float = 5.9
    nearness: float = 8.0
    contained: float = 6.0
    parent_named: float = 1.0
    hinted_kind: float = 3.4
    said_kind: float = 4.0
    spoken: float = 0.9
    reach_km: float = 400.0
    reach_chars: float = 1000.0
    far_nearness: float = 0.5
    rounds: int = 3


@dataclass(frozen=True, eq=False)
class Batch:
    """Groups (one name in one document) with their candidates, sorted by group.

    `document`, `count` and `position` have one entry a group; `group`, `row`, `tier`,
    `hinted` and `said` (the kind that the name, or a word beside it in the text, gives) and
    `contained` (0 or 1) one a candidate. `beside` has rows of (group, group of the name right
    behind it, 1 where words join them). `votes` are weak votes for a country:
    (document, country, weight); `spoken` is 1 for a candidate in a country of the text's language.
    """

    document: Ints
    count: Floats
    position: Ints
    group: Ints
    row: Ints
    tier: Ints
    hinted: Floats
    said: Floats
    contained: Floats
    beside: Ints
    spoken: Floats
    votes: tuple[Ints, Ints, Floats]


def score_candidates(
    batch: Batch, gazetteer: Gazetteer, weights: Weights
) -> tuple[Floats, Floats, Floats]:
    """A score (log odds); the mass of other names in the candidate's country, and elsewhere."""
    scores = prior = _prior(batch, gazetteer, weights)
    context = _Context(batch, gazetteer)
    for _ in range(weights.rounds):
        probability = softmax(scores, batch.group)
        scores = prior + context.support(probability, weights)
    mass = softmax(scores, batch.group) * context.count
    together = context.country.others(mass)
    others = np.where(together >= VOTED, context.country.named, context.country.total)
    return scores, together, others - together


def softmax(scores: Floats, group: Ints) -> Floats:
    """Probabilities within each group; `group` is sorted."""
    if not len(scores):
        return scores
    starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
    sizes = np.diff(np.r_[starts, len(group)])
    shifted = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
    normalised: Floats = shifted / np.repeat(np.add.reduceat(shifted, starts), sizes)
    return normalised


def _prior(batch: Batch, gazetteer: Gazetteer, weights: Weights) -> Floats:
    kinds = np.zeros(6)
    kinds[[ADMIN1, ADMIN2, COUNTRY, NATURAL, AIRPORT]] = (
        weights.admin1_kind,
        weights.admin2_kind,
        weights.country_kind,
        weights.natural_kind,
        weights.airport_kind,
    )
    by_tier = ("alternate", "stripped", "far_tier", "demonym", "foreign_country", "later_guess")
    tiers = np.array([0.0, *(getattr(weights, name) for name in by_tier)])
    is_country = gazetteer.kind[batch.row] == COUNTRY
    own_capital = gazetteer.is_capital[batch.row] * (batch.tier == 0)
    ruled = np.bincount(batch.group, weights=own_capital)[batch.group] > 0
    is_other = is_country & (batch.tier == 1) & ruled  # "Brasília" is the capital's own name
    is_country &= ~is_other
    namesake = np.bincount(batch.group, weights=is_country)[batch.group] > 0
    own = np.bincount(batch.group, weights=batch.tier == 0)[batch.group] > 0
    prior: Floats = (
        weights.population * gazetteer.log_population[batch.row]
        + weights.names * gazetteer.log_names[batch.row]
        + kinds[gazetteer.kind[batch.row]]
        + tiers[np.minimum(batch.tier, len(tiers) - 1)]
        + weights.foreign_country * is_other
        + weights.rivalled * (own & (batch.tier == 1))
        + weights.hinted_kind * batch.hinted
        + weights.said_kind * batch.said
        + weights.spoken * batch.spoken
        + weights.contained * batch.contained
        + weights.capital * gazetteer.is_capital[batch.row] * ~namesake
    )
    return prior


class _Context:
    """What does not change between rounds: keys of the shares and pairs for the nearness."""

    def __init__(self, batch: Batch, gazetteer: Gazetteer) -> None:
        kind = gazetteer.kind[batch.row]
        self.group = batch.group
        self.count = batch.count[batch.group]
        self.document = batch.document[batch.group]
        self.position = batch.position[batch.group]
        self.is_country = kind == COUNTRY
        rivals = np.bincount(batch.group)[batch.group] > 1
        self.open = np.flatnonzero(rivals & ~self.is_country).astype(np.int32)
        self.is_area = (kind == ADMIN1) | (kind == ADMIN2)
        self.country = _Share(batch, gazetteer.country[batch.row], batch.votes)
        self.admin1 = _Share(batch, gazetteer.a1[batch.row], None)
        self.row, self.tier = batch.row, batch.tier
        self.vectors = unit_vectors(gazetteer.lat[batch.row], gazetteer.lon[batch.row])

    def support(self, probability: Floats, weights: Weights) -> Floats:
        """The document's support of each candidate under the present probabilities."""
        mass = probability * self.count
        support: Floats = weights.country_share * self.country.of(mass)
        support += weights.admin1_share * self.admin1.of(mass)
        areas = np.where(self.is_area, mass, 0.0)
        named = np.where(self.is_area | self.is_country, 0.0, self.admin1.others(areas))
        support += weights.parent_named * np.minimum(named, 1.0)
        support += weights.nearness * self._nearness(probability, weights)
        return support

    def _nearness(self, probability: Floats, weights: Weights) -> Floats:
        """Largest exp(-distance / reach) to the likely candidates of the document's other names.

        Names far away in the text count less, down to the share `far_nearness`; names that are
        hardly places (persons, hospitals) by their vote. Countries and names of one candidate need
        none, and a lesser name of a place says nothing for its own ("Paz" for La Paz).
        """
        best = best_of_groups(probability, self.group)
        best = best[~self.is_country[best]]
        left, right = pairs(self.document, self.open, best)
        echo = (self.row[left] == self.row[right]) & (self.tier[right] > self.tier[left])
        other = (self.group[left] != self.group[right]) & ~echo
        left, right = left[other], right[other]
        cosine = np.einsum("ij,ij->i", self.vectors[left], self.vectors[right])
        chord_km = np.sqrt(np.maximum(2.0 - 2.0 * cosine, 0.0)) * EARTH_RADIUS_KM
        near = np.exp(-chord_km / weights.reach_km) * probability[right]
        near *= np.minimum(self.count[right], 1.0)
        apart = np.abs(self.position[left] - self.position[right]) / weights.reach_chars
        near *= weights.far_nearness + (1.0 - weights.far_nearness) * np.exp(-apart)
        nearness = np.zeros(len(probability))
        if len(left):
            starts = np.flatnonzero(np.r_[True, left[1:] != left[:-1]])
            nearness[left[starts]] = np.maximum.reduceat(near, starts)
        return nearness


class _Share:
    """Mass of a document's other names that have a candidate's key (its country, its admin1)."""

    def __init__(self, batch: Batch, key: Ints, votes: tuple[Ints, Ints, Floats] | None) -> None:
        documents, keys, weights = votes or (key[:0], key[:0], np.zeros(0))
        span = int(key.max(initial=0)) + 2
        document = batch.document[batch.group].astype(np.int64)
        joined = np.r_[document, documents] * span + np.r_[key, keys] + 1
        self.in_document = np.unique(joined, return_inverse=True)[1]
        own = batch.group.astype(np.int64) * span + key + 1
        self.in_group = np.unique(own, return_inverse=True)[1]
        self.vote_weights = weights
        of = np.r_[batch.document, documents].astype(np.int64)
        total = np.bincount(of, weights=np.r_[batch.count, weights])
        self.total = total[document] - batch.count[batch.group]
        has = np.bincount(batch.group, minlength=len(batch.count)) > 0
        named = np.bincount(of, weights=np.r_[batch.count * has, weights])
        self.named = named[document] - batch.count[batch.group]
        self.valid = key >= 0

    def others(self, mass: Floats) -> Floats:
        """The mass of the other names and of the votes."""
        size = len(mass)
        in_document = np.bincount(self.in_document, weights=np.r_[mass, self.vote_weights])
        in_group = np.bincount(self.in_group, weights=mass)
        others = in_document[self.in_document[:size]] - in_group[self.in_group]
        kept: Floats = np.where(self.valid, np.maximum(others, 0.0), 0.0)
        return kept

    def of(self, mass: Floats) -> Floats:
        """The same as a share of all other names of the document, 0 to 1."""
        share: Floats = self.others(mass) / np.maximum(self.total, 1.0)
        return share
