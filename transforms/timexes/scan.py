"""From shadow text to runs of adjacent units, and from runs to shape matches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transforms.timexes.numbers import classify
from transforms.timexes.pack import Pack
from transforms.timexes.shapes import Shape

MAX_RUN = 40  # units; a longer run is cut, so that lists of numbers cost linear time
CORE_FREE = frozenset({"COUNT", "ORD", "MIN", "HOUR", "DAY", "MON", "YY", "APPROX", "EVERY", "ADJ"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A word or number of the pack at shadow offsets, with its readings by kind."""

    start: int
    end: int
    code: str
    readings: Mapping[str, str]

    def is_mark(self, *marks: str) -> bool:
        """Whether the unit can be one of the little words `marks`."""
        return any(f"mark-{mark}" in self.readings for mark in marks)


@dataclass(frozen=True, slots=True)
class Match:
    """A shape over units `first` to `last` (excluded), with the unit of every filled slot."""

    shape: Shape
    first: int
    last: int
    slots: Mapping[str, int]


def find_runs(text: str, pack: Pack) -> Iterator[list[Unit]]:
    """Runs of units with nothing but spaces between them, that may hold a time expression."""
    run: list[Unit] = []
    edge = -1
    for unit, tail in _units(text, pack):
        gap = text[edge : unit.start] if run else ""
        if run and (len(run) >= MAX_RUN or (gap and gap.strip(" ")) or "\n" in gap):
            if _may_hold_time(run):
                yield run
            run = []
        run.append(unit)
        edge = tail
    if run and _may_hold_time(run):
        yield run


def _units(text: str, pack: Pack) -> Iterator[tuple[Unit, int]]:
    words, codes = pack.words, pack.codes
    for found in pack.scanner.finditer(text):
        group = found.lastgroup or ""
        if group in ("closed", "opened"):
            readings = words[found[group]]
            start, end = found.span(group)
            yield Unit(start, end, codes[frozenset(readings)], readings), found.end()
            continue
        kinds, plain = classify("date" if group == "sep" else group, found.group())
        yield (
            Unit(found.start(), found.end(), codes[kinds], dict.fromkeys(kinds, plain)),
            found.end(),
        )


def _may_hold_time(run: Sequence[Unit]) -> bool:
    return any(
        kind not in CORE_FREE and not kind.startswith("mark-")
        for unit in run
        for kind in unit.readings
    ) or any(unit.is_mark("m", "d", "oclock", "h", "at") for unit in run)


@lru_cache(maxsize=20_000)
def matches_at(pack: Pack, codes: str, position: int) -> tuple[Match, ...]:
    """Every shape that matches the run `codes` at `position`, longest first, then by rank."""
    found = []
    for shape in pack.shapes:
        if codes[position] not in shape.first or shape.pattern is None:
            continue
        match = shape.pattern.match(codes, position)
        if match and match.end() > position:
            slots = {slot: match.start(slot) for slot in shape.slots if match[slot]}
            found.append(Match(shape, position, match.end(), slots))
    return tuple(sorted(found, key=lambda m: -m.last))
