"""Mentions that fit no side of a conflict: deeds of things, and what the narrator went through.

Source: not_coded.yaml, NC12 and NC01. Told by the participants as the parse has them; the words
that name sides are those of the actor codebooks, so an unknown common noun is none of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from transforms.codebook_records import SubEventType
from transforms.coding.refusals import VIOLENT
from transforms.letters import fold
from transforms.lexicon import load_lexicon
from transforms.records import AnnotatedArticle, Argument, Mention, Token

ARMED = {"c:arms", "c:artillery", "c:air", "c:device", "c:suicide", "t:explode", "t:shell"}
WEAPONS = ARMED | {"c:firearm", "t:shoot", "t:attack", "t:ambush", "t:clash"}
ARMED |= {"c:armed", "c:forces"}
NOT_TOLD_BY_THINGS = VIOLENT | {"Riots"}


def find_figure(
    mention: Mention, sub: SubEventType, annotated: AnnotatedArticle
) -> tuple[str, str] | None:
    """Return rule and reason where a thing, or the narrator's "we", is a participant.

    A weapon or an event may well be the subject ("the shell killed five", "the attack left two
    dead"), and a sentence on armed people may name them elsewhere; so nothing is refused there.
    """
    if sub.event_type not in NOT_TOLD_BY_THINGS:
        return None
    if all(_is_of_narrator(c.agents + c.patients, annotated) for c in mention.candidates):
        return ("NC01.narrator", "told by one who was there, in the first person")
    doers = [token for c in mention.candidates for token in _heads(c.agents, annotated)]
    is_thing = bool(mention.agents) and all(a.kind == "unknown" for a in mention.agents)
    is_thing &= bool(doers) and all(token.upos == "NOUN" for token in doers)
    lexicon = load_lexicon(annotated.language)
    known = lexicon.triggers.keys() | lexicon.roles["collective_nouns"]  # "dozens of jobless"
    is_thing &= not any({fold(token.lemma), fold(token.text)} & known for token in doers)
    bodies = load_lexicon(annotated.language).roles.get("bodies", frozenset())
    is_thing &= not any(fold(token.lemma) in bodies for token in doers)  # "the group killed ..."
    cars = lexicon.roles.get("vehicles", frozenset())
    is_crash = bool(doers) and all({fold(t.lemma), fold(t.text)} & cars for t in doers)
    if is_crash and not mention.features & WEAPONS:
        return ("NC12.accident", "a car, a bus or the like did it")
    if is_thing and not mention.features & ARMED:
        return ("NC12.no_people", "done by something that names no side")
    return None


def _is_of_narrator(arguments: tuple[Argument, ...], annotated: AnnotatedArticle) -> bool:
    return any("Person=1" in token.feats for token in _heads(arguments, annotated))


def _heads(arguments: tuple[Argument, ...], annotated: AnnotatedArticle) -> Iterator[Token]:
    for argument in arguments:
        yield annotated.sentences[argument.sentence].tokens[argument.head]
