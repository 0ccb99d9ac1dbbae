"""The rules of merging.yaml, read once: which reports may tell one event, at which doubt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import Any

from transforms.codebook import Codebook
from transforms.errors import CodebookError
from transforms.lexicon import DIRECTORY
from transforms.yaml_once import read_yaml

YEARS = re.compile(r"\s*\(\d{4}-(?:\d{4})?\)")
CIVILIANS = "Civilians"
CROWDS = {"Protesters", "Rioters"}
STATE = "State forces"


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """merging.yaml, with the family of every sub-event type and the pairs of like tactics."""

    values: dict[str, Any]
    families: dict[str, str]
    alike: frozenset[frozenset[str]]
    may_be: tuple[tuple[re.Pattern[str], frozenset[str]], ...]

    def doubt(self, about: str, what: str) -> float:
        """Return the doubt that a difference adds."""
        return float(self.values["doubt"][about][what])

    def proof(self, kind: str, toll: int) -> float:
        """Return how much an equal or a near toll of that height speaks for one event."""
        steps = self.values["proof"][kind]
        return float(max((v for least, v in steps.items() if toll >= least), default=0.0))

    def type_doubt(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Return the doubt that two sets of sub-event types of one family add."""
        if one & other:
            return 0.0
        pairs = {frozenset((a, b)) for a in one for b in other}
        return self.doubt("type", "alike" if pairs & self.alike else "family")


def load_rules(codebook: Codebook, directory: Path = DIRECTORY) -> Rules:
    """Read merging.yaml against the codebook.

    Raises:
        CodebookError: the file is malformed, or names a type that the codebook does not have.
    """
    return _load(tuple(codebook.event_types.values()), directory)


@lru_cache(maxsize=4)
def _load(event_types: tuple[Any, ...], directory: Path) -> Rules:
    values = read_yaml(directory / "merging.yaml")
    names = {sub.name for sub in event_types}
    listed = {name for group in values["alike"] for name in group} | set(values["own_family"])
    if unknown := listed - names:
        raise CodebookError(f"merging.yaml: no sub-event type {sorted(unknown)}")
    by_type = {t: row["family"] for row in values["families"] for t in row["event_types"]}
    families = {
        sub.name: sub.name
        if sub.name in values["own_family"]
        else by_type.get(sub.event_type, sub.name)
        for sub in event_types
    }
    pairs = (combinations(group, 2) for group in values["alike"])
    return Rules(
        values,
        families,
        frozenset(frozenset(pair) for group in pairs for pair in group),
        tuple((re.compile(r["pattern"]), frozenset(r["inter"])) for r in values["may_be"]),
    )


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a report: the actor's name and kind, both None where nobody is named."""

    name: str | None
    inter: str | None

    @property
    def is_armed(self) -> bool:
        """Whether it is an organised armed actor."""
        return self.inter is not None and self.inter != CIVILIANS and self.inter not in CROWDS


@lru_cache(maxsize=1 << 18)
def side_relation(one: Side, other: Side, rules: Rules) -> str | None:
    """Return how two sides may be one: a key of doubt.actor; None where they are two.

    Null stands for a target that a report leaves out. Civilians of another country are told
    of as civilians; an unidentified party may be any actor of the kinds in `may_be`.
    """
    if one == other:
        return "same"
    if one.name is None or other.name is None:
        return "blank"
    if one.inter in CROWDS or other.inter in CROWDS:
        return "same" if {one.inter, other.inter} <= CROWDS else None
    if CIVILIANS in (one.inter, other.inter):
        return "nationality" if one.inter == other.inter else "civilians_or_armed"
    return _armed_relation(one, other, rules)


def _armed_relation(one: Side, other: Side, rules: Rules) -> str | None:
    first, second = (YEARS.sub("", str(side.name)) for side in (one, other))
    if first == second:
        return "same"
    if first.startswith(f"{second} ") or second.startswith(f"{first} "):
        return "unit"
    kinds = [may_be(side, rules) for side in (one, other)]
    if any(len(kind) > 1 for kind in kinds) and kinds[0] & kinds[1]:
        return "unnamed"
    if one.inter == other.inter == STATE:
        return "same_state"
    return None


def is_named(side: Side, rules: Rules) -> bool:
    """Whether the side is a particular armed actor."""
    return side.is_armed and not _patterns(str(side.name), rules)


def may_be(side: Side, rules: Rules) -> frozenset[str]:
    """Return the kinds of actor a side may turn out to be; its own where it is named."""
    found = _patterns(str(side.name), rules)
    return found[0] if found else frozenset({str(side.inter)})


def _patterns(name: str, rules: Rules) -> list[frozenset[str]]:
    return [kinds for pattern, kinds in rules.may_be if pattern.fullmatch(name)]
