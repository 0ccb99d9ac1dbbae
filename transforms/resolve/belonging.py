"""To whom a participant belongs: the force of a unit's men, the country of a demonym."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from transforms.actor_names import ActorHit
from transforms.gazetteer import Gazetteer
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import ActorReading, Argument, Sentence, Token
from transforms.tree import ancestors, case_words, children, subtree

BOTH = 2
MOST_REACH = 60
GOVERNMENT = "Government of"
JOINT = 5
"""Characters of a clause that says to whom people belong."""


def unit_behind(
    argument: Argument,
    sentence: Sentence,
    hits: Sequence[ActorHit],
    lexicon: Lexicon,
) -> ActorHit | None:
    """The force to which people or things belong ("técnicos de la Policía")."""
    head = sentence.tokens[argument.head]
    if head.upos != "NOUN":
        return None
    owners = (
        k
        for k in children(sentence, head.index)
        if k.deprel == "nmod" and set(case_words(sentence, k.index)) & lexicon.roles["of"]
    )
    places = {owner.start - argument.start for owner in owners}
    units = (h for h in hits if h.actor.kind == "unit")
    return next((h for h in units if any(h.start <= at < h.end for at in places)), None)


def reach_of_group(argument: Argument, sentence: Sentence, lexicon: Lexicon) -> int:
    """How many characters behind the participant's words its group may be named; 0 if not.

    "La coalition Viv Ansanm", "homens apontados como integrantes do Comando Vermelho".
    """
    words = lexicon.roles.get("belonging_to", frozenset())
    behind = next((t for t in sentence.tokens if words and t.start >= argument.end), None)
    reach = 1 if behind is not None and behind.upos == "PROPN" and behind.deprel == "appos" else 0
    if behind is not None and behind.upos == "VERB" and _forms(behind, lexicon) & words:
        stops = (t.start for t in sentence.tokens if t.start > behind.end and t.upos == "PUNCT")
        reach = max(reach, min(next(stops, behind.end) - argument.end, MOST_REACH))
    for kid in children(sentence, argument.head):
        if kid.deprel in {"acl", "amod", "acl:relcl"} and _forms(kid, lexicon) & words:
            end = max(t.end for t in subtree(sentence, kid.index))
            reach = max(reach, min(end - argument.end, MOST_REACH))
    return reach


def belongs_to_people(
    sentence: Sentence, head: Token, people: Sequence[str], sides: Sequence[ActorHit]
) -> bool:
    """True for "their camp", told of before, and for "a convoy of traders"."""
    is_theirs = any(
        k.deprel == "nmod:poss" and k.upos == "PRON" for k in children(sentence, head.index)
    )
    is_private = bool(people) and not any(name.startswith(GOVERNMENT) for name in people)
    return is_theirs or (is_private and all(h.actor.kind != "unit" for h in sides))


def crew_of(sides: Sequence[ActorHit], head: Token, at: int, lexicon: Lexicon) -> ActorHit | None:
    """The force named right beside its aircraft, cars or buildings ("army headquarters")."""
    is_thing = {fold(head.lemma), fold(head.text)} & lexicon.roles.get("force_things", frozenset())
    if not is_thing and "aircraft" not in lexicon.cues.names(head.text):
        return None
    beside = (h for h in sides if at - h.end == 1 or 1 <= h.start - at - len(head.text) <= JOINT)
    return next((h for h in beside if h.actor.kind == "unit"), None)


def _forms(token: Token, lexicon: Lexicon) -> set[str]:
    return {fold(token.lemma), fold(token.text), *lexicon.base_forms(fold(token.text))}


def country_in(
    argument: Argument, sentence: Sentence, language: str, gazetteer: Gazetteer, lexicon: Lexicon
) -> str | None:
    """ISO3 of a demonym or country name among the participant's words."""
    inside = [t for t in sentence.tokens if argument.start <= t.start < argument.end]
    for token in inside:
        if _is_of_employer(token, argument, sentence, lexicon):
            continue
        found = gazetteer.demonym_country(token.text, language)
        found = found or gazetteer.demonym_country(token.lemma, language)
        if found:
            return found
    for entity in sentence.entities:
        if argument.start <= entity.start and entity.end <= argument.end:
            found = gazetteer.country_of(entity.text, language)
            if found:
                return found
    is_common = is_common_word(argument.text)
    return None if is_common else gazetteer.country_of(argument.text, language)


def is_common_word(words: str) -> bool:
    """True for one small word: a "car" bomb is not of the Central African Republic."""
    return words.islower() and len(words.split()) == 1


def _is_of_employer(token: Token, argument: Argument, sentence: Sentence, lexicon: Lexicon) -> bool:
    """True for the adjective of a firm or body of theirs ("empleados de una minera canadiense")."""
    if token.deprel != "amod" or token.head == argument.head:
        return False
    owner = sentence.tokens[token.head]
    return owner.head == argument.head and bool(
        {fold(owner.lemma), fold(owner.text)} & lexicon.roles.get("employers", frozenset())
    )


def twin_forces(
    readings: Sequence[ActorReading],
    arguments: Sequence[Argument],
    sentence: Sentence,
    language: str,
    gazetteer: Gazetteer,
) -> tuple[ActorReading, ...]:
    """The readings, two for two states told by one noun ("Pakistani and Afghan forces")."""
    found: list[ActorReading] = []
    for reading, argument in zip(readings, arguments, strict=True):
        countries = _countries_beside(argument, sentence, language, gazetteer)
        is_twin = reading.kind in {"state", "police"} and len(countries) == BOTH
        found += [replace(reading, country=c) for c in countries] if is_twin else [reading]
    return tuple(found)


def _countries_beside(
    argument: Argument, sentence: Sentence, language: str, gazetteer: Gazetteer
) -> list[str]:
    """ISO3 of the demonyms that hang on a noun, or on one another ("armenias y azerbaiyanas")."""
    beside = [
        t
        for t in sentence.tokens
        if t.deprel in {"amod", "conj", "compound"}
        and any(a.index == argument.head for a in islice(ancestors(sentence, t.index), BOTH))
    ]
    found = (gazetteer.demonym_country(t.text, language) for t in beside)
    return list(dict.fromkeys(c for c in found if c))


def is_of_vehicles(sentence: Sentence, noun: Token, lexicon: Lexicon) -> bool:
    """True for a convoy of vans or buses, which may be anybody's."""
    kids = (k for k in children(sentence, noun.index) if k.deprel == "nmod")
    return any(fold(k.lemma) in lexicon.roles["vehicles"] for k in kids)
