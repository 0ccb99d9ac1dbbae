"""What an article is about besides conflict: a match, a market, a trial, an illness.

Told by several words of one topic in the whole text; a mention without a named armed side
in such an article is most likely a figure of speech, or told of a trial. Which words and how
many is data: codebooks/topics.yaml.
"""

from __future__ import annotations

from functools import lru_cache

from transforms.lexicon import DIRECTORY, Lexicon
from transforms.records import AnnotatedArticle
from transforms.yaml_once import read_yaml


def find_topics(annotated: AnnotatedArticle, lexicon: Lexicon) -> frozenset[str]:
    """Topics of which the text and title have enough different words."""
    topics_of, least = _read_topics()
    article = annotated.article
    found: dict[str, set[str]] = {}
    for text in (article.title or "", article.text):
        for cue, start, end in lexicon.cues.find(text):
            for topic in topics_of.get(cue, ()):
                found.setdefault(topic, set()).add(text[start:end].casefold())
    return frozenset(topic for topic, words in found.items() if len(words) >= least[topic])


@lru_cache(maxsize=1)
def _read_topics() -> tuple[dict[str, list[str]], dict[str, int]]:
    """Topics of each cue class, and the least number of words of each topic."""
    rows = read_yaml(DIRECTORY / "topics.yaml")["topics"]
    topics_of: dict[str, list[str]] = {}
    for topic, row in rows.items():
        for cue in row["cues"]:
            topics_of.setdefault(cue, []).append(topic)
    return topics_of, {topic: int(row["least"]) for topic, row in rows.items()}


@lru_cache(maxsize=1)
def targeted_people() -> frozenset[str]:
    """Associated actors whose killing is told as political, whatever words stand beside it."""
    return frozenset(read_yaml(DIRECTORY / "topics.yaml")["targeted"])
