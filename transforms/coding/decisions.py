"""Features of a mention -> sub-event type, by the ordered rules of codebooks/decisions.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from transforms.errors import CodebookError
from transforms.lexicon import DIRECTORY
from transforms.yaml_once import read_yaml


@dataclass(frozen=True, slots=True)
class Decision:
    """One rule: holds when all of `every`, one of `some`, one of `needs` and none of `never`."""

    rule_id: str
    sub_event_type: str
    every: frozenset[str]
    some: frozenset[str]
    needs: frozenset[str]
    never: frozenset[str]

    def holds(self, features: frozenset[str]) -> bool:
        """Tell whether the rule holds for a mention's features."""
        return (
            self.every <= features
            and (not self.some or bool(self.some & features))
            and (not self.needs or bool(self.needs & features))
            and not self.never & features
        )


def decide_type(features: frozenset[str], decisions: tuple[Decision, ...]) -> Decision | None:
    """Return the first rule that holds, or None."""
    return next((d for d in decisions if d.holds(features)), None)


@lru_cache(maxsize=4)
def load_decisions(directory: Path = DIRECTORY) -> tuple[Decision, ...]:
    """Read decisions.yaml; raises CodebookError naming a malformed rule."""
    decisions = tuple(_read(row) for row in read_yaml(directory / "decisions.yaml")["rules"])
    ids = [d.rule_id for d in decisions]
    if len(set(ids)) != len(ids):
        raise CodebookError("decisions.yaml: a rule id is given twice")
    return decisions


def _read(row: Mapping[str, Any]) -> Decision:
    known = {"id", "sub_event_type", "all", "any", "none", "needs", "why"}
    if not {"id", "sub_event_type", "why"} <= row.keys() or row.keys() - known:
        raise CodebookError(f"decisions.yaml rule {row.get('id')!r}: keys {sorted(row)}")
    return Decision(
        row["id"],
        row["sub_event_type"],
        *(frozenset(row.get(key, ())) for key in ("all", "any", "needs", "none")),
    )
