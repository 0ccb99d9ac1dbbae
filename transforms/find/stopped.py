"""Weapons that are seized or defused go off nowhere: "aseguraron 34 minas artesanales"."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.find.matched import Trigger
from transforms.records import Sentence

STOPPING = {"seize_arms", "defuse"}
WEAPONS = {"explode", "shell", "airstrike", "grenade"}
NOUNS = {"NOUN", "PROPN"}
OBJECTS = {"obj", "nsubj:pass"}


def without_stopped(sentence: Sentence, triggers: Sequence[Trigger]) -> list[Trigger]:
    """The triggers without the weapons that are the object of one that stops them."""
    stopping = {t.head for t in triggers if t.entry.trigger_class.name in STOPPING}
    if not stopping:
        return list(triggers)
    return [t for t in triggers if not _is_stopped(sentence, t, stopping)]


def _is_stopped(sentence: Sentence, trigger: Trigger, stopping: set[int]) -> bool:
    token = sentence.tokens[trigger.head]
    if trigger.entry.trigger_class.name not in WEAPONS or token.upos not in NOUNS:
        return False
    while token.deprel == "conj" and token.head >= 0:
        token = sentence.tokens[token.head]
    return token.deprel in OBJECTS and token.head in stopping and token.head != trigger.head
