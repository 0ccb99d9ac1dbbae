"""Index of actor names and words of one language: who a phrase can mean.

Reads codebooks/state_forces.yaml, identities.yaml and actors/*.yaml. A phrase found in a
text is an `ActorName` of one kind: unit (a word for state forces), force (a proper name of
them), group (a named armed group or mission), generic (civilians, gunmen, protesters ...)
or identity (an associated actor such as students).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from transforms.letters import joined_words
from transforms.lexicon import DIRECTORY
from transforms.phrases import PhraseFinder
from transforms.word_forms import with_forms
from transforms.yaml_once import read_yaml

SHORT_ALIAS = 3
KINDS = ("group", "force", "unit", "generic", "identity")
ANY_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class ActorName:
    """What a phrase means. `form` may hold {country} and {years}; `inter` is None for units.

    `context`: ISO3 codes of which the article must name one, for ambiguous phrases;
    `abbreviations` count only as written; `eras`: (from day, name, inter) once the group
    became a government, or lost it.
    """

    name_id: str
    kind: str
    form: str
    inter: str | None
    countries: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    part: str = ""
    demonstration_form: str | None = None
    role: str = ""
    abbreviations: frozenset[str] = frozenset()
    eras: tuple[tuple[date, str, str], ...] = ()


class ActorHit(NamedTuple):
    """A phrase of the text that names an actor."""

    actor: ActorName
    start: int
    end: int


@dataclass(frozen=True)
class ActorIndex:
    """All actor phrases of a language."""

    names: Mapping[str, ActorName]
    finder: PhraseFinder

    def find(self, text: str, countries: frozenset[str] = frozenset()) -> list[ActorHit]:
        """Return the hits in a text, longest first, names before generic words.

        Args:
            text: the words of a participant.
            countries: ISO3 codes of the places that the article names.
        """
        hits = [
            ActorHit(self.names[key], start, end)
            for key, start, end in self.finder.find(text)
            if _fits(text[start:end], self.names[key], countries)
        ]
        hits.sort(key=lambda hit: (hit.start, -hit.end, KINDS.index(hit.actor.kind)))
        return [hit for hit in hits if not any(_covers(other, hit) for other in hits)]


@lru_cache(maxsize=16)
def load_actor_index(language: str, directory: Path = DIRECTORY) -> ActorIndex:
    """Read the actor codebooks for a language; raises CodebookError on a malformed file."""
    names: dict[str, ActorName] = {}
    phrases: dict[str, list[str]] = {}
    for name, words in _read_all(language, directory):
        names[name.name_id] = name
        phrases.setdefault(name.name_id, []).extend(words)
    classes = {key: with_forms(found, language) for key, found in phrases.items()}
    return ActorIndex(names, PhraseFinder(classes, joined_words(language), language))


def _read_all(language: str, directory: Path) -> Iterator[tuple[ActorName, list[str]]]:
    forces, people, *groups = _read_books(directory)
    units = {row["id"]: row for row in forces["units"]}
    yield from _units(forces["words"], units, language)
    yield from _forces(forces["names"], units, language)
    yield from _people(people, language)
    for book in groups:
        yield from _groups(book["actors"], language)


@lru_cache(maxsize=2)
def _read_books(directory: Path) -> tuple[dict[str, Any], ...]:
    """The files as read, once for all languages: forces, identities, groups by region."""
    groups = sorted((directory / "actors").glob("*.yaml"))
    paths = (directory / "state_forces.yaml", directory / "identities.yaml", *groups)
    return tuple(map(read_yaml, paths))


def _units(
    rows: Iterable[Mapping[str, Any]], units: Mapping[str, Any], language: str
) -> Iterator[tuple[ActorName, list[str]]]:
    for row in rows:
        unit = units[row["unit"]]
        name = ActorName(
            f"unit.{row['unit']}.{row['part']}",
            "unit",
            unit["form"],
            None,
            part=row["part"],
            demonstration_form=unit.get("demonstration_form"),
        )
        yield name, list(row["words"].get(language, ()))


def _forces(
    rows: Iterable[Mapping[str, Any]], units: Mapping[str, Any], language: str
) -> Iterator[tuple[ActorName, list[str]]]:
    for row in rows:
        unit = units[row["unit"]]
        form = unit["form"]
        if row.get("suffix"):
            form = form.split("({years})")[0] + "({years}) " + row["suffix"]
        countries = tuple(row["countries"])
        words = _words(row["aliases"], language)
        short = frozenset(w for w in words if w.isascii() and w.isupper() and w.isalpha())
        name = ActorName(
            f"force.{row['id']}", "force", form, None, countries, part="body", abbreviations=short
        )
        yield from _split_ambiguous(name, words, row, tuple(row.get("context", countries)))


def _split_ambiguous(
    name: ActorName, words: list[str], row: Mapping[str, Any], context: tuple[str, ...]
) -> Iterator[tuple[ActorName, list[str]]]:
    """Give the ambiguous aliases of a name an entry of their own, bound to its countries."""
    ambiguous = set(map(str, row.get("ambiguous", ()))) if row.get("needs_country") else set()
    yield name, [w for w in words if w not in ambiguous]
    if ambiguous & set(words):
        bound = replace(name, name_id=f"{name.name_id}?", context=context)
        yield bound, [w for w in words if w in ambiguous]


def _people(people: Mapping[str, Any], language: str) -> Iterator[tuple[ActorName, list[str]]]:
    for row in people["generic"]:
        name = ActorName(f"generic.{row['id']}", "generic", row["form"], row["inter"])
        yield name, list(row.get("words", {}).get(language, ()))
    for row in people["identities"]:
        form = row.get("form") or row["name"]
        name = ActorName(
            f"identity.{row['id']}", "identity", form, None, role=row.get("role", "both")
        )
        yield name, list(row.get("words", {}).get(language, ()))


def _groups(
    rows: Iterable[Mapping[str, Any]], language: str
) -> Iterator[tuple[ActorName, list[str]]]:
    for row in rows:
        home = tuple(row.get("home", ()))
        abbreviations = list(map(str, row.get("abbreviations", ())))
        eras = tuple(
            (date.fromisoformat(str(era["from_date"])), era["name"], era["inter"])
            for era in row.get("eras", ())
        )
        name = ActorName(
            f"group.{row['id']}",
            "group",
            row["name"],
            row["inter"],
            home,
            abbreviations=frozenset(abbreviations),
            eras=eras,
        )
        words = [row["name"], *_words(row["aliases"], language), *abbreviations]
        yield from _split_ambiguous(name, list(dict.fromkeys(map(str, words))), row, home)


def _words(aliases: Mapping[str, list[str]], language: str) -> list[str]:
    return list(dict.fromkeys([*aliases.get(language, ()), *aliases.get(ANY_LANGUAGE, ())]))


def _fits(words: str, name: ActorName, countries: frozenset[str]) -> bool:
    """Ambiguous names need a country; abbreviations their case ("IS" is not "is")."""
    if name.context and not countries & set(name.context):
        return False
    if name.kind not in {"group", "force"} or not words.isascii():
        return True
    folded = {a.casefold() for a in name.abbreviations}
    if words.casefold() in folded and words not in name.abbreviations:
        restored = len(words) >= SHORT_ALIAS and words == words.capitalize()
        return restored and bool(countries & set(name.countries))
    return words[0].isupper() or len(words) > SHORT_ALIAS + 2


def _covers(other: ActorHit, hit: ActorHit) -> bool:
    longer = (other.end - other.start) > (hit.end - hit.start)
    return longer and other.start <= hit.start and hit.end <= other.end
