"""What an article is about besides conflict: a match, a market, a trial, an illness.

Told by several words of one topic in the whole text; a mention without a named armed side
in such an article is most likely a figure of speech, or told of a trial.
"""

from __future__ import annotations

from transforms.lexicon import Lexicon
from transforms.records import AnnotatedArticle

LEAST_WORDS = {"sport": 2, "market": 2, "court": 3, "health": 2}
"""Different words of a topic that it takes; trials are spoken of in many reports of violence."""
TOPICS = {
    "sport": "sport",
    "sport_talk": "sport",
    "market": "market",
    "market_talk": "market",
    "court": "court",
    "health": "health",
}


def find_topics(annotated: AnnotatedArticle, lexicon: Lexicon) -> frozenset[str]:
    """Topics of which the text and title have enough different words."""
    article = annotated.article
    found: dict[str, set[str]] = {}
    for text in (article.title or "", article.text):
        for cue, start, end in lexicon.cues.find(text):
            if cue in TOPICS:
                found.setdefault(TOPICS[cue], set()).add(text[start:end].casefold())
    return frozenset(topic for topic, words in found.items() if len(words) >= LEAST_WORDS[topic])
