"""People, organisations and places of an article in clusters: one entity, many spellings.

A later name joins an earlier one when it is the same words, the surname alone, or a near
spelling of a transliterated name with the same given name ("Jack Lew" = "Jack Liu").
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from rapidfuzz.distance import Levenshtein

from transforms.records import AnnotatedArticle, Entity
from transforms.schemas import ENTITIES, check_schema

KEPT_LABELS = {"PER", "ORG", "LOC", "NORP", "FAC"}
NEAR_SPELLING = 2
LONG_SURNAME = 5
POSSESSIVES = ("'s", "’s", "'", "’")


@dataclass
class Cluster:
    """Spellings of one entity; the longest one names it."""

    label: str
    names: list[str]
    mentions: list[Entity]

    @property
    def name(self) -> str:
        """The fullest spelling, the first of equals."""
        return max(self.names, key=lambda name: len(name.split()))


def cluster_entities(annotated: AnnotatedArticle) -> list[Cluster]:
    """Return the article's entities, each with its mentions in reading order."""
    clusters: list[Cluster] = []
    for sentence in annotated.sentences:
        for entity in sentence.entities:
            if entity.label not in KEPT_LABELS:
                continue
            name = _bare(entity.text)
            home = next((c for c in clusters if _is_same(c, name, entity.label)), None)
            if home is None:
                home = Cluster(entity.label, [], [])
                clusters.append(home)
            home.names.append(name)
            home.mentions.append(entity)
    return clusters


def entities_frame(articles: Sequence[AnnotatedArticle]) -> pl.DataFrame:
    """Return one row a mention of an entity (schema ENTITIES)."""
    rows = [
        {
            "article_id": annotated.article.article_id,
            "entity_id": _entity_id(annotated, cluster),
            "label": cluster.label,
            "name": cluster.name,
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
        }
        for annotated in articles
        for cluster in cluster_entities(annotated)
        for mention in cluster.mentions
    ]
    return check_schema(pl.DataFrame(rows, schema=ENTITIES), ENTITIES, "entities")


def _entity_id(annotated: AnnotatedArticle, cluster: Cluster) -> str:
    words = f"{annotated.article.article_id}|{cluster.label}|{cluster.mentions[0].start}"
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _is_same(cluster: Cluster, name: str, label: str) -> bool:
    if cluster.label != label:
        return False
    return any(_matches(known, name, label) for known in cluster.names)


def _matches(known: str, name: str, label: str) -> bool:
    if known.casefold() == name.casefold():
        return True
    if label != "PER":
        return False
    one, other = known.casefold().split(), name.casefold().split()
    if len(other) == 1 and len(one) > 1:
        return other[0] == one[-1] or (
            len(other[0]) >= LONG_SURNAME and _is_near(one[-1], other[0])
        )
    if len(one) == 1 or len(one) != len(other):
        return False
    return one[:-1] == other[:-1] and _is_near(one[-1], other[-1])


def _is_near(one: str, other: str) -> bool:
    return one[0] == other[0] and Levenshtein.distance(one, other) <= NEAR_SPELLING


def _bare(text: str) -> str:
    for ending in POSSESSIVES:
        text = text.removesuffix(ending)
    return " ".join(text.split())
