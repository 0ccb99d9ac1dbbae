"""Words around place names: reads codebooks/places.yaml and gazetteers/admin_words.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from transforms.errors import CodebookError
from transforms.gazetteer.normal import normal_form

_INDEFINITE = frozenset({"a", "an", "one", "several", "un", "une", "um", "uma", "ein", "einem"})
_JOINED, _LEAST_JOINED = "بلوف", 4
_ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class LanguageWords:
    """The place words of one language, in normal form (joiners as written)."""

    near_before: frozenset[str]
    near_after: frozenset[str]
    between_before: frozenset[str]
    and_words: frozenset[str]
    direction: frozenset[str]
    articles: frozenset[str]
    not_places: frozenset[str]
    prefixes: tuple[tuple[str, str], ...]
    endings: tuple[tuple[str, tuple[str, ...]], ...]
    kin_letters: tuple[tuple[str, str], ...]
    respellings: tuple[tuple[str, str], ...]
    has_suffix_mark: bool
    uses_skeletons: bool


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """All words: by language, and generic admin words with the kind they say.

    `lead` and `trail` map a generic word before or after a name to city, admin1 or admin2.
    `part_words` are kinds of things, never a name by themselves inside a longer one;
    `kind_tokens` are the single words of `lead` and `trail`; `chain_words` may stand between a
    name and its area, together with one of `joints`.
    """

    languages: dict[str, LanguageWords]
    lead: dict[str, str]
    trail: dict[str, str]
    part_words: frozenset[str]
    kind_tokens: frozenset[str]
    joints: frozenset[str]
    chain_words: frozenset[str]

    def said_kind(self, before: list[str], after: list[str]) -> str | None:
        """The kind that the word right behind or before a name says, from tokens around it.

        "A residential district of Kharkiv" is a part of the town.
        """
        before = [word if word in self.kind_tokens else _unjoined(word) for word in before]
        for size in (1, 2, 3):
            kind = self.trail.get(" ".join(after[:size]))
            if kind:
                return kind
            kind = self.lead.get(" ".join(before[-size:])) if len(before) >= size else None
            if not kind and size == 2 and len(before) >= 3:  # "región peruana de Puno"
                kind = self.lead.get(f"{before[-3]} {before[-1]}")
            if kind and (kind != "admin2" or _INDEFINITE.isdisjoint(before[:-size][-2:])):
                return kind
        return None

    def of(self, language: str | None) -> LanguageWords:
        """The words of a language; those of English where the language has none."""
        return self.languages.get(language or "en") or self.languages["en"]


def _unjoined(word: str) -> str:
    """A word without the Arabic preposition that is joined to it ("بمدينه")."""
    return word[1:] if word[:1] in _JOINED and len(word) > _LEAST_JOINED else word


@lru_cache(maxsize=1)
def load_place_words() -> PlaceWords:
    """Reads the two YAML files (cached); raises CodebookError on a malformed one."""
    table = _read(_ROOT / "codebooks" / "places.yaml")
    kinds = _read(_ROOT / "gazetteers" / "admin_words.yaml")
    languages = {code: _language(code, entry) for code, entry in table["languages"].items()}
    lead, trail = (
        {
            normal_form(word): kind
            for kind in ("city", "admin2", "admin1")
            for word in kinds[kind][side]
        }
        for side in ("lead", "trail")
    )
    kind_tokens = frozenset(token for word in (*lead, *trail) for token in word.split())
    parts, joints = _norms(table["part_words"]), _norms(table["joint_words"])
    directions = {t for own in languages.values() for d in own.direction for t in d.split()}
    chain_words = joints | parts | kind_tokens | directions
    return PlaceWords(languages, lead, trail, parts, kind_tokens, joints, chain_words)


def _read(path: Path) -> dict[str, Any]:
    loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    if not isinstance(loaded, dict):
        raise CodebookError(f"{path} is not a table of place words")
    return loaded


def _language(code: str, entry: dict[str, Any]) -> LanguageWords:
    try:
        return LanguageWords(
            near_before=_norms(entry["near_before"]),
            near_after=_norms(entry["near_after"]),
            between_before=_norms(entry["between_before"]),
            and_words=_norms(entry["and_words"]),
            direction=_norms(entry["direction"]),
            articles=_norms(entry["articles"]),
            not_places=_norms(entry["not_places"]),
            prefixes=tuple((old, new) for old, new in entry["prefixes"].items()),
            endings=tuple(
                (normal_form(end), tuple(map(normal_form, new)))
                for end, new in entry["endings"].items()
            ),
            kin_letters=tuple((old, new) for old, new in entry.get("kin_letters", [])),
            respellings=tuple((old, new) for old, new in entry.get("respellings", [])),
            has_suffix_mark=bool(entry.get("has_suffix_mark", False)),
            uses_skeletons=bool(entry.get("uses_skeletons", False)),
        )
    except (KeyError, AttributeError, TypeError) as error:
        raise CodebookError(f"places.yaml, language {code}: {error!r} is missing or odd") from error


def _norms(words: list[str]) -> frozenset[str]:
    return frozenset(normal_form(word) for word in words)
