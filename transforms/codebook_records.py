"""The frozen records of the codebook: what `load_codebook` makes of the YAML files.

Facts (names, codes, order) come from the sources named at the head of each file in
codebooks/; the wording is ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from transforms.errors import CodebookError


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """One of the 31 columns. `allowed_in` names the codebook file that lists its values."""

    name: str
    type: str
    required: bool
    at_load: bool
    description: str
    example: str
    allowed: tuple[str, ...] = ()
    allowed_in: str | None = None
    separator: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class SubEventType:
    """A sub-event type with its parent. Ranks: 1 wins; `rank` is None where there is no order.

    `civilian_targeting` is always, never or depends.
    """

    name: str
    event_type: str
    rank: int | None
    type_rank: int
    disorder_type: str
    civilian_targeting: str
    definition: str
    example: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory; `iso` is 0 where ISO 3166-1 gives no number."""

    country: str
    region: str
    iso: int
    iso3: str
    start_year: int
    also_a_town: bool = False


@dataclass(frozen=True, slots=True)
class UnidentifiedActor:
    """A name form for a party whose side is unknown, and the kinds (inter) it may have."""

    pattern: str
    inter: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LegalPair:
    """Which kinds of actor a type or sub-type (`of`) allows. An empty tuple sets no limit.

    None among the values of `other_side` stands for a one-sided row.
    """

    of: str
    level: str
    why: str
    two_actors: bool = False
    must_have: str | None = None
    first_side: tuple[str | None, ...] = ()
    second_side: tuple[str | None, ...] = ()
    one_side: tuple[str | None, ...] = ()
    other_side: tuple[str | None, ...] = ()
    both_sides: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class ValidationRule:
    """A check on staged rows. `level` is error (row is quarantined) or warn (row is kept)."""

    id: str
    rule: str
    columns: tuple[str, ...]
    level: str
    basis: str


@dataclass(frozen=True)
class Codebook:
    """Everything we decided about the table of events, checked and frozen.

    Attributes:
        version: the codebook's version, as in columns.yaml.
        columns: the 31 columns in export order.
        event_types: sub-event type name -> SubEventType, in codebook order.
        disorder_types: the four values of disorder_type.
        actor_types: actor type text -> code (1 to 8).
        organised: actor types that may fight a battle.
        generic_actors: words such as Protesters that take a country in brackets.
        unidentified_actors: name forms of parties whose side is not named.
        not_actor_names: lower-case words that name no actor.
        victim_groups: associated actor -> English words that call for it.
        interactions: (lower code, higher code, or None for one-sided) -> text.
        countries: country name -> Country.
        regions: region name -> code.
        source_scales: every allowed source_scale: levels, then pairs.
        legal_pairs: which kinds of actor meet in which type.
        validation_rules: id -> ValidationRule.
        statement_verbs: verbs with which a note would tell a statement, not an event.
        not_coded: id -> what never becomes a row.
        crosswalk: the tables of crosswalk.yaml, by name.
    """

    version: str
    columns: tuple[ColumnRule, ...]
    event_types: Mapping[str, SubEventType]
    disorder_types: tuple[str, ...]
    actor_types: Mapping[str, int]
    organised: tuple[str, ...]
    generic_actors: tuple[str, ...]
    unidentified_actors: tuple[UnidentifiedActor, ...]
    not_actor_names: tuple[str, ...]
    victim_groups: Mapping[str, tuple[str, ...]]
    interactions: Mapping[tuple[int, int | None], str]
    countries: Mapping[str, Country]
    countries_by_iso3: Mapping[str, Country]
    regions: Mapping[str, int]
    source_scales: tuple[str, ...]
    legal_pairs: tuple[LegalPair, ...]
    validation_rules: Mapping[str, ValidationRule]
    statement_verbs: tuple[str, ...]
    not_coded: Mapping[str, str]
    crosswalk: Mapping[str, tuple[Mapping[str, object], ...]]

    def interaction(self, inter1: str, inter2: str | None) -> str:
        """Return the interaction of two kinds of actor, in either order; inter2 may be None.

        Raises:
            CodebookError: an actor type is not one of the eight, or the pair has no entry.

        Example:
            >>> from transforms.codebook import load_codebook
            >>> load_codebook().interaction("Civilians", "External/Other forces")
            'External/Other forces-Civilians'
        """
        codes = sorted(self._actor_code(text) for text in (inter1, inter2) if text is not None)
        pair = (codes[0], codes[1] if len(codes) > 1 else None)
        if pair not in self.interactions:
            raise CodebookError(f"interactions.yaml has no entry for {inter1!r} and {inter2!r}")
        return self.interactions[pair]

    def country(self, name_or_iso3: str) -> Country:
        """Return a country by its name in the export or its ISO3 code.

        Raises:
            CodebookError: countries.yaml lists neither.
        """
        found = self.countries.get(name_or_iso3) or self.countries_by_iso3.get(name_or_iso3)
        if found is None:
            raise CodebookError(f"countries.yaml has no country {name_or_iso3!r}")
        return found

    def sub_event_type(self, name: str) -> SubEventType:
        """Return a sub-event type by its exact name.

        Raises:
            CodebookError: event_types.yaml does not list it.
        """
        if name not in self.event_types:
            raise CodebookError(f"event_types.yaml has no sub-event type {name!r}")
        return self.event_types[name]

    def _actor_code(self, text: str) -> int:
        if text not in self.actor_types:
            raise CodebookError(f"actor_types.yaml has no actor type {text!r}")
        return self.actor_types[text]
