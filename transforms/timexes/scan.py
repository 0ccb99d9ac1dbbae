"""From shadow text to runs of adjacent units, and from runs to shape matches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from transforms.timexes.numbers import NO_KINDS, classify
from transforms.timexes.pack import Pack
from transforms.timexes.patterns import MAX_GAP
from transforms.timexes.shapes import Shape

AND_PREFIXES = "وف"
MAX_RUN = 40  # units; a longer run is cut, so that lists of numbers cost linear time


class Unit(NamedTuple):
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
    """Runs of units with nothing but spaces and signs between, that may hold a time."""
    run: list[Unit] = []
    edge = 0
    for unit, start, end in _units(text, pack):
        between = _signs(text, edge, start, pack) if run and len(run) < MAX_RUN else None
        if between is None:
            if any(u.code in pack.core for u in run):
                yield _with_bracket(run, text, edge, pack)
            run = [unit]
        else:
            run.extend(between)
            if unit.start > start and text[start] in AND_PREFIXES:
                run.append(_prefix_and(start, pack))
            run.append(unit)
        edge = end
    if any(u.code in pack.core for u in run):
        yield _with_bracket(run, text, edge, pack)


def _prefix_and(start: int, pack: Pack) -> Unit:
    """The "and" that Arabic writes with the next word, so that it does not glue."""
    return Unit(start, start + 1, *pack.coded["و"])


def _with_bracket(run: list[Unit], text: str, edge: int, pack: Pack) -> list[Unit]:
    """The run with a bracket that closes right after it."""
    if text[edge : edge + 1] != ")":
        return run
    return [*run, Unit(edge, edge + 1, *pack.coded[")"])]


def _units(text: str, pack: Pack) -> Iterator[tuple[Unit, int, int]]:
    """Every unit with the start and end of the token it stands in."""
    lexer = pack.lexer
    firsts, edge = lexer.firsts, 0
    for word in lexer.starts.finditer(text):
        start, stop = word.span()
        if start < edge or not (
            firsts is None or (first := word.group()) in firsts or "0" <= first[0] <= "9"
        ):
            continue
        while start < stop:
            found = lexer.unit.match(text, start)
            if found is None:
                break
            yield _unit(found, pack), start, found.end()
            start = edge = found.end()


def _unit(found: re.Match[str], pack: Pack) -> Unit:
    group = found.lastgroup or ""
    if group in ("closed", "opened", "joined"):
        start, end = found.span(group)
        return Unit(start, end, *pack.coded[found[group]])
    group = "date" if group == "sep" else group
    kinds, plain = classify(group, found[group])
    code = pack.codes.get(kinds) or pack.codes[NO_KINDS]
    start, end = found.span(group)
    return Unit(start, end, code, dict.fromkeys(kinds, plain))


def _signs(text: str, start: int, end: int, pack: Pack) -> list[Unit] | None:
    """The signs between two units: none for spaces, None if anything else is there."""
    if end - start > MAX_GAP:
        return None
    gap = text[start:end].strip(" ")
    if not gap:
        return []
    units, position = [], start + text[start:end].index(gap[0])
    stop = position + len(gap)
    while position < stop:
        found = pack.lexer.signs.match(text, position, stop)
        if found is None:
            return None
        units.append(Unit(position, found.end(), *pack.coded[found[0]]))
        position = found.end()
        while position < stop and text[position] == " ":
            position += 1
    return units


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
