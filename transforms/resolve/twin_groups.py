"""Two groups that one noun joins: "integrantes de Los Choneros y de Los Lobos se enfrentaron"."""

from __future__ import annotations

from transforms.actor_names import ActorIndex
from transforms.gazetteer.words import load_place_words
from transforms.letters import fold
from transforms.records import Argument, Sentence

GROUP = "group"
REACH = 120
MOST_WORDS = 4
"""Words at most between the two names ("y de los")."""


def second_group(
    argument: Argument,
    sentence: Sentence,
    text: str,
    index: ActorIndex,
    countries: frozenset[str],
    language: str,
) -> Argument | None:
    """The other group behind the first one's "and", as a participant of its own."""
    said = text[argument.start : min(sentence.end, argument.start + REACH)]
    hits = [h for h in index.find(said, countries) if h.actor.kind == GROUP]
    if len(hits) < 2 or hits[0].actor.form == hits[1].actor.form:
        return None
    first, other = hits[:2]
    ands = load_place_words().of(language).and_words
    between = said[first.end : other.start].split()
    if len(between) > MOST_WORDS or not {fold(word) for word in between} & ands:
        return None
    start, end = argument.start + other.start, argument.start + other.end
    head = next((t.index for t in sentence.tokens if start <= t.start < end), None)
    if head is None:
        return None
    return Argument(sentence.index, head, start, end, text[start:end], argument.role)
