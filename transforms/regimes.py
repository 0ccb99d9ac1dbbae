"""Government years in the names of state forces, from codebooks/regimes.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from transforms.lexicon import DIRECTORY, read_yaml


@dataclass(frozen=True, slots=True)
class Regime:
    """A government's span; `to_year` is None while it lasts. Days are exact where known."""

    from_year: int
    to_year: int | None
    from_day: date


@dataclass(frozen=True)
class Regimes:
    """Spans of each country (ISO3), in order."""

    spans: Mapping[str, tuple[Regime, ...]]

    def years(self, iso3: str, day: date | None) -> str | None:
        """Return "2022-" or "2018-2022" for the government of a day; None where unknown."""
        if day is None:
            return None
        found = None
        for regime in self.spans.get(iso3, ()):
            if regime.from_day <= day:
                found = regime
        if found is None or (found.to_year is not None and day.year > found.to_year):
            return None
        return f"{found.from_year}-{found.to_year or ''}"

    def with_years(self, name: str, iso3: str, day: date | None) -> str:
        """Fill {years}; where they are unknown the brackets go too."""
        years = self.years(iso3, day)
        if years:
            return name.replace("{years}", years)
        return " ".join(name.replace("({years})", "").split())


@lru_cache(maxsize=4)
def load_regimes(directory: Path = DIRECTORY) -> Regimes:
    """Read regimes.yaml; raises CodebookError on a malformed file."""
    rows = read_yaml(directory / "regimes.yaml")["regimes"]
    spans = {
        row["iso3"]: tuple(
            Regime(
                int(span["from"]),
                int(span["to"]) if span.get("to") else None,
                date.fromisoformat(str(span.get("from_date") or f"{span['from']}-01-01")),
            )
            for span in row["spans"]
        )
        for row in rows
    }
    return Regimes(spans)
