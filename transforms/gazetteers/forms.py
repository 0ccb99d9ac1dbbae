"""Inflected forms of country names and demonyms (build time only).

Paradigms are data: paradigms.yaml has, per language, rules for country names (by ending) and
named sets of endings for demonyms. A demonym is written `stem~paradigm` in demonyms.csv.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from transforms.gazetteers.labels import read_rows

LANGUAGES = ("en", "ar", "es", "fr", "pt", "ru", "uk", "tr", "fa", "de", "zh", "hi")
_HERE = Path(__file__).parent


@lru_cache
def _paradigms() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((_HERE / "paradigms.yaml").read_text(encoding="utf-8"))
    return loaded


def country_forms(name: str, language: str) -> list[str]:
    """The name with its case forms: "Сирия" -> Сирия, Сирии, Сирию, Сирией."""
    rules = _paradigms()["country_endings"].get(language, {})
    if " " in name or "-" in name:
        return [name]
    for ending in sorted(rules, key=len, reverse=True):
        if name.endswith(ending):
            stem = name[: len(name) - len(ending)]
            return [name, *(stem + other for other in rules[ending])]
    return [name]


def demonyms(here: Path) -> Iterator[tuple[str, str, str]]:
    """(two-letter code, language, form) of every demonym form in demonyms.csv."""
    for row in read_rows(here / "demonyms.csv"):
        language = row["language"]
        prefixes = _paradigms()["demonym_prefixes"].get(language, [""])
        for word in row["words"].split("|"):
            stem, _, paradigm = word.partition("~")
            endings = _paradigms()["demonym_endings"][language][paradigm] if paradigm else [""]
            yield from (
                (row["cc"], language, prefix + stem + ending)
                for prefix in prefixes
                for ending in endings
            )
