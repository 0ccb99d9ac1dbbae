"""The language-neutral templates: shapes over kinds of units, compiled for one pack.

A shape is written as kinds in order, e.g. "DAY of? MONTH year:YEAR?". Upper-case kinds
become slots (named after the kind, or `name:KIND`; `A/B` is either); lower-case words are
the pack's marks ("of" is the pack's list of words for *of*) and give no slot.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import yaml

from transforms.errors import CodebookError

ITEM = re.compile(r"(?:(?P<slot>[a-z]\w*):)?(?P<kinds>[A-Z]+(?:/[A-Z]+)*)|(?P<mark>[a-z][a-z-]*)")
NO_SLOT = {"ADJ", "APPROX"}  # kinds that only fill a gap
KEYS = {"id", "shape", "build", "example", "with", "extra", "style"}


@dataclass(frozen=True, slots=True)
class Shape:
    """One template: its id, pattern, builder, fixed values, and the kinds of each slot."""

    id: str
    shape: str
    build: str
    fixed: Mapping[str, str]
    slots: Mapping[str, tuple[str, ...]]
    is_extra: bool = False
    style: str | None = None
    pattern: re.Pattern[str] | None = None
    first: frozenset[str] = frozenset()


def read_shapes(source: str, name: str) -> list[Shape]:
    """The shapes of templates.yaml, in rank order. Raises CodebookError on a bad entry."""
    shapes = []
    for entry in yaml.load(source, Loader=yaml.CSafeLoader):
        unknown = set(entry) - KEYS
        if unknown or not {"id", "shape", "build"} <= set(entry):
            raise CodebookError(f"{name}: entry {entry.get('id')!r} needs id, shape and build")
        slots: dict[str, tuple[str, ...]] = {}
        for item in ITEM.finditer(entry["shape"]):
            if item["kinds"] and item["kinds"] not in NO_SLOT:
                slots[item["slot"] or item["kinds"].split("/")[0].lower()] = tuple(
                    item["kinds"].split("/")
                )
        fixed = {str(k): str(v) for k, v in entry.get("with", {}).items()}
        extra, style = bool(entry.get("extra")), entry.get("style")
        named = (entry["id"], entry["shape"], entry["build"])
        shapes.append(Shape(*named, fixed, slots, extra, style))
    return shapes


def compile_shapes(
    shapes: Sequence[Shape], codes: Mapping[frozenset[str], str]
) -> tuple[Shape, ...]:
    """Shapes with patterns over the pack's unit codes; those it has no words for drop out."""
    compiled = []
    for shape in shapes:
        pattern, first = _pattern(shape, codes)
        if first:
            compiled.append(replace(shape, pattern=re.compile(pattern), first=frozenset(first)))
    return tuple(compiled)


def _pattern(shape: Shape, codes: Mapping[frozenset[str], str]) -> tuple[str, set[str]]:
    """The regex of a shape, and the codes it can start with (empty: it cannot match)."""
    out: list[str] = []
    first: set[str] = set()
    is_open, depth, position = True, 0, 0
    for item in ITEM.finditer(shape.shape):
        between = shape.shape[position : item.start()]
        is_open = is_open and not _closes_group(between)
        depth += between.count("(") - between.count(")")
        out.append(between)
        position = item.end()
        members = _members(item, codes)
        optional = shape.shape[position : position + 1] in ("?", "*")
        if not members and not optional and "|" not in shape.shape:
            return "", set()
        first |= set(members) if is_open else set()
        is_open = is_open and (optional or depth > 0)
        klass = f"[{members}]" if members else "(?!)"
        slot = item["slot"] or (item["kinds"] or "").split("/")[0].lower()
        is_slot = item["kinds"] and item["kinds"] not in NO_SLOT
        out.append(f"(?P<{slot}>{klass})" if is_slot else f"(?:{klass})")
    out.append(shape.shape[position:])
    return "".join(out).replace(" ", ""), first


def _closes_group(between: str) -> bool:
    """Whether a group that must be there ends in `between`."""
    return re.search(r"\)(?![?*])", between) is not None


def _members(item: re.Match[str], codes: Mapping[frozenset[str], str]) -> str:
    wanted = set((item["kinds"] or f"mark-{item['mark']}").split("/"))
    return "".join(sorted(code for kinds, code in codes.items() if wanted & kinds))
