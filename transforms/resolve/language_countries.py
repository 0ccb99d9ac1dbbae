"""Countries that a text's language or a people named in it make likely."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from transforms.lexicon import DIRECTORY
from transforms.yaml_once import read_yaml


@dataclass(frozen=True, slots=True)
class LanguageCountries:
    """ISO 3166 alpha-3 codes: by language, and by country whose forces act there."""

    spoken: Mapping[str, frozenset[str]]
    acts_in: Mapping[str, frozenset[str]]
    own_news: Mapping[str, frozenset[str]]


@lru_cache(maxsize=1)
def load_language_countries() -> LanguageCountries:
    """Read the table (cached); raises CodebookError where it cannot be read."""
    table = read_yaml(DIRECTORY / "language_countries.yaml")
    spoken, acts_in, own_news = (
        {key: frozenset(codes) for key, codes in table[part].items()}
        for part in ("spoken", "acts_in", "own_news")
    )
    return LanguageCountries(spoken, acts_in, own_news)
