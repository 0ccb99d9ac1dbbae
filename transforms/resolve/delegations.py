"""States that take part in talks, a truce or an exchange, told by their delegations.

"Delegações da RDC e do Rwanda retomaram as negociações": each country named under the noun is a
party. Where the sentence gives parties already, nothing is added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from transforms.gazetteer import Gazetteer
from transforms.records import ActorReading, Argument, Entity, Sentence, Token
from transforms.tree import subtree

GOVERNMENT_FORM = "Government of {country} ({years})"
BARE = {"unknown", "civilian"}


def delegations(
    arguments: Sequence[Argument],
    readings: Sequence[ActorReading],
    sentence: Sentence,
    language: str,
    gazetteer: Gazetteer,
) -> tuple[ActorReading, ...]:
    """The governments whose countries stand under the participants, if two of them do."""
    if any(r.kind not in BARE for r in readings):
        return ()
    inside = {t.index: t for a in arguments for t in subtree(sentence, a.head)}
    found = {
        country: entity
        for entity, token in _named(sentence, inside.values())
        if token.deprel in {"nmod", "conj"}
        if (country := gazetteer.country_of(entity.text, language))
    }
    if len(found) < 2:
        return ()
    return tuple(
        ActorReading(
            "government", GOVERNMENT_FORM, None, country, (), entity.span, "actor.delegation"
        )
        for country, entity in found.items()
    )


def _named(sentence: Sentence, tokens: Iterable[Token]) -> Iterator[tuple[Entity, Token]]:
    """Names of places whose first word is among some tokens, with that word."""
    starts = {t.start: t for t in tokens}
    for entity in sentence.entities:
        first = starts.get(entity.start)
        if entity.label == "LOC" and first is not None:
            yield entity, first
