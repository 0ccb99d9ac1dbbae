"""Government years in the names of state forces, from codebooks/regimes.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from transforms.lexicon import DIRECTORY
from transforms.yaml_once import read_yaml


@dataclass(frozen=True, slots=True)
class Regime:
    """A government's span; `to_year` is None while it lasts. Days are exact where known."""

    from_year: int
    to_year: int | None
    from_day: date
    to_day: date | None = None


@dataclass(frozen=True)
class Regimes:
    """Spans of each country (ISO3) and of de facto authorities (name), in order."""

    spans: Mapping[str, tuple[Regime, ...]]

    def years(self, iso3: str, day: date | None) -> str | None:
        """Return "2022-" or "2018-2022" for the government of a day; None where unknown."""
        if day is None:
            return None
        begun = [regime for regime in self.spans.get(iso3, ()) if regime.from_day <= day]
        if not begun or not _lasts(begun[-1], day):
            return None
        return f"{begun[-1].from_year}-{begun[-1].to_year or ''}"

    def with_years(self, name: str, iso3: str, day: date | None) -> str:
        """Fill {years}; a de facto authority named after them has its own; unknown: none."""
        authority = name.partition("({years}) ")[2]
        years = self.years(authority, day) or self.years(iso3, day)
        if years:
            return name.replace("{years}", years)
        return " ".join(name.replace("({years})", "").split())


@lru_cache(maxsize=4)
def load_regimes(directory: Path = DIRECTORY) -> Regimes:
    """Read regimes.yaml; raises CodebookError on a malformed file."""
    file = read_yaml(directory / "regimes.yaml")
    spans = {row["iso3"]: tuple(map(_regime, row["spans"])) for row in file["regimes"]}
    for row in file["de_facto"]:
        spans[row["name"]] = (*spans.get(row["name"], ()), _regime(row))
    return Regimes(spans)


def _regime(span: Mapping[str, Any]) -> Regime:
    return Regime(
        int(span["from"]),
        int(span["to"]) if span.get("to") else None,
        date.fromisoformat(str(span.get("from_date") or f"{span['from']}-01-01")),
        date.fromisoformat(str(span["to_date"])) if span.get("to_date") else None,
    )


def _lasts(regime: Regime, day: date) -> bool:
    if regime.to_day is not None:
        return day <= regime.to_day
    return regime.to_year is None or day.year <= regime.to_year
