"""Names of which a tagger found the two ends: "Mocímboa" and "Praia" of "Mocímboa da Praia".

And two names that it took for one: "Клинцах Брянской области", "Дагестана Дербенте".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transforms.gazetteer import Gazetteer, normal_form
from transforms.gazetteer.words import load_place_words
from transforms.records import Entity, Span
from transforms.resolve.toponym_names import Name, find_names

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


def cut_names(span: Span, text: str, language: str, gazetteer: Gazetteer) -> list[Span]:
    """The name, or the two that stand in it with nothing between; where names have cases."""
    words = text[span.start : span.end]
    breaks = [m.start() for m in re.finditer(r" (?=[^\W\d_a-zа-яёіїєґ])", words)]
    if not breaks or not load_place_words().of(language).respellings:
        return [span]
    ends = [(words, *_ends_at(words, at)) for at in breaks]
    names = [Name(name, None, language, name != words) for end in ends for name in end]
    known = set(find_names(names, gazetteer, load_place_words()).name.tolist())
    for number, at in enumerate(breaks):
        if known & {3 * number, 3 * number + 1, 3 * number + 2} == {3 * number + 1, 3 * number + 2}:
            middle = span.start + at
            return [Span(span.start, middle), Span(middle + 1, span.end)]
    return [span]


def _ends_at(words: str, at: int) -> tuple[str, str]:
    return words[:at], words[at + 1 :]
