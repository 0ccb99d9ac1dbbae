"""Names of which a tagger found the two ends: "Mocímboa" and "Praia" of "Mocímboa da Praia"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transforms.gazetteer import Gazetteer, normal_form
from transforms.records import Entity

NAMES = {"LOC", "PER", "FAC", "MISC"}
JOINT = re.compile(
    r" (?:d[aeou]s?|del|de l[ao]s?|de la |de l['’]|du|d['’]|sur|sous|en|-)? ?", re.IGNORECASE
)


def with_joined_names(
    entities: Sequence[Entity], text: str, gazetteer: Gazetteer
) -> tuple[Entity, ...]:
    """The entities, two of them as one place where only a word of joining stands between."""
    kept: list[Entity] = []
    for entity in entities:
        before = kept[-1] if kept else None
        if before is not None and _is_one(before, entity, text, gazetteer):
            kept[-1] = replace(
                before, end=entity.end, text=text[before.start : entity.end], label="LOC"
            )
        else:
            kept.append(entity)
    return tuple(kept)


def _is_one(one: Entity, other: Entity, text: str, gazetteer: Gazetteer) -> bool:
    if one.label not in NAMES or other.label not in NAMES or other.start <= one.end:
        return False
    if not JOINT.fullmatch(text[one.end : other.start]):
        return False
    name = normal_form(text[one.start : other.end])
    return bool(len(gazetteer.lookup([name]).query))
