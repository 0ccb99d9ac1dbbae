"""To whom a participant belongs: the force of a unit's men, the country of a demonym."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.actor_names import ActorHit
from transforms.gazetteer import Gazetteer
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Argument, Sentence, Token
from transforms.tree import case_words, children


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
