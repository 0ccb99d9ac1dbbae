"""Where an event was by a name that the gazetteer has not: no place, but not nothing either."""

from __future__ import annotations

from collections.abc import Container

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import ResolvedPlace, Sentence
from transforms.resolve.place_names import PLACE_LABELS
from transforms.resolve.place_roles import load_place_roles
from transforms.tree import case_words, top_token

NO_PLACE = ResolvedPlace(None, None, "no_place")
UNKNOWN = "unknown_place"
"""Begins the reason of such a place; the name follows it."""


def unknown_place(sentence: Sentence, known: Container[int], lexicon: Lexicon) -> ResolvedPlace:
    """The name behind "in", where the sentence is not one of those with a `known` place."""
    if sentence.index in known:
        return NO_PLACE
    cases = load_place_roles(lexicon.language).locative_cases
    for entity in sentence.entities:
        top = top_token(sentence, entity.span) if entity.label in PLACE_LABELS else None
        if top is not None and cases & set(case_words(sentence, top)):
            return ResolvedPlace(None, None, f"{UNKNOWN}.{fold(entity.text)}")
    return NO_PLACE
