"""Those who fight beside a side: associated actors of its row.

Codebook (coding_rules, more_than_two_sides): the most important pair fills actor1 and actor2,
the others are associated actors ("Malian soldiers and Wagner mercenaries").
"""

from __future__ import annotations

from transforms.coding.sides import ARMED, distinct, is_same_side
from transforms.records import ActorReading, Mention

UNNAMED = "armed"
DOER, DYING = "doer", "die"
"""Those who did it, where the others named with a verb are its dead."""
MUTUAL = {"clash", "repel"}
"""Both sides may be named as what a verb governs."""


def find_allies(
    mention: Mention, side: ActorReading, other: ActorReading | None
) -> list[ActorReading]:
    """Named armed sides that the text joins to `side` as doers of the same deed."""
    beside = joined(mention, side)
    return [
        reading
        for reading in distinct((*mention.agents, *mention.patients))
        if reading.span.start in beside
        and reading.kind in ARMED
        and reading.kind != UNNAMED
        and not is_same_side(reading, side)
        and not (other and is_same_side(reading, other))
    ]


def joined(mention: Mention, side: ActorReading, *, only_hit: bool = False) -> set[int]:
    """Where those stand in the text whom a verb names together with `side`.

    `only_hit`: as those to whom it is done, who are no two sides of a fight.
    """
    beside: set[int] = set()
    for candidate in mention.candidates:
        is_dying = candidate.trigger_class == DYING
        is_mutual = candidate.trigger_class in MUTUAL
        doers = {a.start for a in candidate.agents if not is_dying or a.role == DOER}
        dead = {a.start for a in candidate.agents} - doers
        hit = {a.start for a in candidate.patients}
        for starts in (dead, hit if not is_mutual else set(), set() if only_hit else doers):
            if side.span.start in starts:
                beside |= starts
    return beside
