"""Who was a fighter or a soldier once, and is a civilian now."""

from __future__ import annotations

from transforms.actor_names import ActorIndex
from transforms.letters import fold
from transforms.records import ActorReading, Token
from transforms.resolve.actors import ARMED_KINDS, CIVILIANS, kind_of

FORMER = "ex"


def as_former(
    reading: ActorReading, head: Token, index: ActorIndex, countries: frozenset[str]
) -> ActorReading:
    """A civilian for one who was a fighter or a soldier; other readings as they are."""
    if not _is_former(head, index, countries):
        return reading
    former = ("civilian", CIVILIANS, "Civilians", None, ())
    return ActorReading(*former, reading.span, "actor.former")


def _is_former(head: Token, index: ActorIndex, countries: frozenset[str]) -> bool:
    """True for one who was a fighter or a soldier ("exguerrillero", "ex-militar")."""
    word = fold(head.text)
    rest = word.removeprefix(FORMER).lstrip("-")
    if not word.startswith(FORMER) or head.text.isupper() or len(rest) < len(word) - 3:
        return False
    hits = [h for h in index.find(rest, countries) if h.actor.kind != "identity"]
    return any(h.start == 0 and h.end == len(rest) and kind_of(h) in ARMED_KINDS for h in hits)
