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
    topic_of, least = _read_topics()
    article = annotated.article
    found: dict[str, set[str]] = {}
    for text in (article.title or "", article.text):
        for cue, start, end in lexicon.cues.find(text):
            if cue in topic_of:
                found.setdefault(topic_of[cue], set()).add(text[start:end].casefold())
    return frozenset(topic for topic, words in found.items() if len(words) >= least[topic])


@lru_cache(maxsize=1)
def _read_topics() -> tuple[dict[str, str], dict[str, int]]:
    """Topic of each cue class, and the least number of words of each topic."""
    rows = read_yaml(DIRECTORY / "topics.yaml")["topics"]
    topic_of = {cue: topic for topic, row in rows.items() for cue in row["cues"]}
    return topic_of, {topic: int(row["least"]) for topic, row in rows.items()}


@lru_cache(maxsize=1)
def targeted_people() -> frozenset[str]:
    """Associated actors whose killing is told as political, whatever words stand beside it."""
    return frozenset(read_yaml(DIRECTORY / "topics.yaml")["targeted"])
