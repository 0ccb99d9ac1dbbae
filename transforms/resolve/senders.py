"""Whose missiles or drones are stopped, where a clause says so ("drones que Rusia envió")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from transforms.gazetteer import Gazetteer
from transforms.lexicon import Lexicon
from transforms.records import ActorReading, Argument, Sentence
from transforms.resolve.deeds import as_launcher
from transforms.tree import case_words, children, noun_phrase


def launchers(
    readings: Iterable[ActorReading],
    arguments: Iterable[Argument],
    sentence: Sentence,
    text: str,
    lexicon: Lexicon,
    gazetteer: Gazetteer,
) -> tuple[ActorReading, ...]:
    """The readings, states in place of the arms that carry their demonym or that they sent."""
    found = []
    for reading, argument in zip(readings, arguments, strict=True):
        if reading.kind == "unknown" and reading.country is None:
            country = _sender(argument, sentence, lexicon, gazetteer)
            reading = replace(reading, country=country)
        found.append(as_launcher(reading, text, lexicon))
    return tuple(found)


def _sender(
    argument: Argument, sentence: Sentence, lexicon: Lexicon, gazetteer: Gazetteer
) -> str | None:
    """ISO3 of the country that a clause on the noun has for its subject, or behind "by"."""
    inside = {t.index for t in noun_phrase(sentence, argument.head)}
    clauses = [t for t in sentence.tokens if t.deprel.startswith("acl") and t.head in inside]
    for kid in (k for clause in clauses for k in children(sentence, clause.index)):
        cases = set(case_words(sentence, kid.index))
        is_subject = kid.deprel.startswith("nsubj") and not cases
        is_by = kid.deprel in {"obl", "obl:agent"} and bool(cases & lexicon.roles["by"])
        if kid.upos == "PROPN" and (is_subject or is_by):
            return gazetteer.country_of(kid.text, lexicon.language)
    return None
