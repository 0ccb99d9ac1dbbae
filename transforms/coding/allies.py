"""Those who fight beside a side: associated actors of its row.

Codebook (coding_rules, more_than_two_sides): the most important pair fills actor1 and actor2,
the others are associated actors ("Malian soldiers and Wagner mercenaries").
"""

from __future__ import annotations

from transforms.coding.sides import ARMED, distinct, is_same_side
from transforms.records import ActorReading, Mention

UNNAMED = "armed"


def find_allies(
    mention: Mention, side: ActorReading, other: ActorReading | None
) -> list[ActorReading]:
    """Named armed sides that the text joins to `side` as doers of the same deed."""
    beside: set[int] = set()
    for candidate in mention.candidates:
        starts = {agent.start for agent in candidate.agents}
        if side.span.start in starts:
            beside |= starts
    return [
        reading
        for reading in distinct(mention.agents)
        if reading.span.start in beside
        and reading.kind in ARMED
        and reading.kind != UNNAMED
        and not is_same_side(reading, side)
        and not (other and is_same_side(reading, other))
    ]
