"""Candidates that are something else: ages, amounts, codes, "one day" and the course."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.timexes.combine import Item
from transforms.timexes.pack import Pack
from transforms.timexes.scan import Unit

LOOK_BACK = 24
GLUED = re.compile(r"[a-z]\d")  # 3am3io in a link
CODE = re.compile(r"[-_/=&]\d+(?:-\d+)?[a-z](?![a-z])")  # 8418-4d


def is_something_else(item: Item, run: Sequence[Unit], before: str, text: str, pack: Pack) -> bool:
    """Whether `item` is no time, by its own kind; `before` is the word before it."""
    first, last = run[item.first], run[item.last - 1]
    if item.expression.kind == "duration":
        is_code = CODE.match(text, max(0, first.start - 1)) is not None
        is_idle = item.rule == "count-unit" and _is_idle(first, last, before, text, pack)
        return is_code or is_idle or _is_age(item, run, text, pack)
    if item.expression.kind == "clock":
        return _is_amount(text, last.end, pack) or GLUED.match(text, last.end - 1) is not None
    words = text[last.start : last.end]  # "el curso" is rather no year
    return item.rule == "the-unit" and words in pack.switches.get("vague_units", ())


def _is_amount(text: str, after: int, pack: Pack) -> bool:
    """Whether the number before `after` counts something: at 6.45 percent."""
    pattern = pack.switches.get("amount_after")
    return (
        pattern is not None
        and re.match(rf" ?(?:{pattern})", text[after : after + LOOK_BACK]) is not None
    )


def _is_age(item: Item, run: Sequence[Unit], text: str, pack: Pack) -> bool:
    """Whether counted years are somebody's age: "Juan Pérez, de 49 años, murió"."""
    pattern = pack.switches.get("age_before")
    if pattern is None or item.expression.kind != "duration" or item.expression.unit != "year":
        return False
    start = next((u.start for u in run[item.first : item.last] if "COUNT" in u.readings), 0)
    before = text[max(0, start - LOOK_BACK) : start]
    return re.search(rf"(?:^|\W|(?=,)){pattern} $", before) is not None


def _is_idle(first: Unit, last: Unit, before: str, text: str, pack: Pack) -> bool:
    """Whether a length counts only after a preposition and has none: "un jour spécial"."""
    return text[first.start : last.end] in pack.weak and before not in pack.prepositions
