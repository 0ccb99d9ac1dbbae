"""Reads and checks codebooks/*.yaml into one frozen `Codebook`.

Loading is strict: a missing file or key, a value of the wrong kind, a name given twice or a
reference to nothing raises CodebookError with the file and the entry, before any article is read.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from transforms.codebook_entries import Entry, read_entries
from transforms.codebook_records import (
    Codebook,
    ColumnRule,
    Country,
    LegalPair,
    SubEventType,
    UnidentifiedActor,
    ValidationRule,
)
from transforms.errors import CodebookError
from transforms.schemas import EVENT_COLUMNS, MINTED_AT_LOAD

__all__ = ["Codebook", "SubEventType", "Country", "load_codebook"]

DIRECTORY = Path(__file__).parent / "codebooks"
FILES = (
    "columns", "event_types", "actor_types", "interactions", "regions", "countries",
    "source_scale", "legal_pairs", "validation_rules", "not_coded", "crosswalk",
)  # fmt: skip
CROSSWALK_TABLES = {
    "cameo_roots": "root", "quad_classes": "name", "plover_quads": "quad",
    "plover_modes": "event", "ucdp_types": "type", "ucdp_sides": "side", "columns": "name",
    "sub_event_types": "name", "precision": "kind",
}  # fmt: skip
LEVELS = ("error", "warn", "none")
TARGETING = ("always", "never", "depends")
COLUMN_TYPES = ("string", "date", "int", "float")


def load_codebook(directory: Path | None = None) -> Codebook:
    """Return the codebook of a directory (default: the one shipped), read once a process.

    Raises:
        CodebookError: a file is missing or malformed; the message names file and entry.
    """
    return _load((directory or DIRECTORY).resolve())


@lru_cache(maxsize=8)
def _load(directory: Path) -> Codebook:
    files = {name: read_entries(directory / f"{name}.yaml") for name in FILES}
    actors, events = files["actor_types"], files["event_types"]
    codes = actors.index("actor_types", "text", lambda e: e.number("code"))
    organised = actors.index("actor_types", "text", lambda e: e.flag("is_organised"))
    countries = files["countries"].index("countries", "country", _country)
    codebook = Codebook(
        version=files["columns"].text("codebook_version"),
        columns=tuple(files["columns"].index("columns", "name", _column).values()),
        event_types=_sub_event_types(events),
        disorder_types=events.texts("disorder_types"),
        actor_types=codes,
        organised=tuple(text for text, is_organised in organised.items() if is_organised),
        generic_actors=actors.texts("generic_actors"),
        unidentified_actors=tuple(
            map(_unidentified, actors.entries("unidentified_actors", "pattern"))
        ),
        not_actor_names=actors.texts("not_actor_names"),
        victim_groups=actors.index("victim_groups", "actor", lambda e: e.texts("words")),
        interactions=_interactions(files["interactions"], codes),
        countries=countries,
        countries_by_iso3={country.iso3: country for country in countries.values()},
        regions=files["regions"].index("regions", "region", lambda e: e.number("code")),
        source_scales=_source_scales(files["source_scale"]),
        legal_pairs=_legal_pairs(files["legal_pairs"]),
        validation_rules=files["validation_rules"].index("rules", "id", _validation_rule),
        statement_verbs=files["validation_rules"].texts("statement_verbs"),
        not_coded=files["not_coded"].index("not_coded", "id", lambda e: e.text("what")),
        crosswalk={
            table: tuple(entry.values for entry in files["crosswalk"].entries(table, name))
            for table, name in CROSSWALK_TABLES.items()
        },
    )
    _check(codebook)
    return codebook


def _column(entry: Entry) -> ColumnRule:
    return ColumnRule(
        name=entry.text("name"),
        type=entry.one_of("type", COLUMN_TYPES),
        required=entry.flag("required"),
        at_load=entry.flag("at_load", default=False),
        description=entry.text("description"),
        example=entry.text("example"),
        allowed=entry.texts("allowed") if "allowed" in entry.values else (),
        allowed_in=entry.optional_text("allowed_in"),
        separator=entry.optional_text("separator"),
        unit=entry.optional_text("unit"),
    )


def _sub_event_types(events: Entry) -> dict[str, SubEventType]:
    disorder_types = events.texts("disorder_types")
    found: dict[str, SubEventType] = {}
    for parent in events.entries("event_types", "name"):
        for entry in parent.entries("sub_event_types", "name"):
            name = entry.text("name")
            if name in found:
                raise CodebookError(f"{entry.where}: given twice")
            found[name] = SubEventType(
                name=name,
                event_type=parent.text("name"),
                rank=None if entry.values.get("rank", 0) is None else entry.number("rank"),
                type_rank=parent.number("rank"),
                disorder_type=entry.one_of("disorder_type", disorder_types),
                civilian_targeting=entry.one_of("civilian_targeting", TARGETING),
                definition=entry.text("definition"),
                example=entry.text("example"),
            )
    return found


def _unidentified(entry: Entry) -> UnidentifiedActor:
    pattern = entry.text("pattern")
    try:
        re.compile(pattern)
    except re.error as error:
        raise CodebookError(f"{entry.where}: not a regular expression: {error}") from error
    return UnidentifiedActor(pattern, entry.texts("inter"))


def _interactions(file: Entry, codes: dict[str, int]) -> dict[tuple[int, int | None], str]:
    found: dict[tuple[int, int | None], str] = {}
    for entry in file.entries("interactions", "text"):
        pair = entry.texts("pair")
        unknown = [text for text in pair if text not in codes]
        if unknown or len(pair) not in (1, 2):
            raise CodebookError(f"{entry.where}: pair {list(pair)} is not one or two actor types")
        first, *second = sorted(codes[text] for text in pair)
        key = (first, second[0] if second else None)
        if key in found or entry.number("code") != first * 10 + (key[1] or 0):
            raise CodebookError(f"{entry.where}: code and pair disagree, or the pair stands twice")
        found[key] = entry.text("text")
    return found


def _country(entry: Entry) -> Country:
    return Country(
        country=entry.text("country"),
        region=entry.text("region"),
        iso=entry.number("iso"),
        iso3=entry.text("iso3"),
        start_year=entry.number("start_year"),
        also_a_town=entry.flag("also_a_town", default=False),
    )


def _source_scales(file: Entry) -> tuple[str, ...]:
    levels = file.index("levels", "level", lambda e: e.text("definition"))
    return (*levels, *file.texts("pairs"), *file.texts("likely_pairs"))


def _legal_pairs(file: Entry) -> tuple[LegalPair, ...]:
    sets = file.index("sets", "set", lambda e: e.texts("inter"))
    return tuple(file.index("legal_pairs", "of", lambda entry: _legal_pair(entry, sets)).values())


def _legal_pair(entry: Entry, sets: dict[str, tuple[str, ...]]) -> LegalPair:
    return LegalPair(
        of=entry.text("of"),
        level=entry.one_of("level", LEVELS),
        why=entry.text("why"),
        two_actors=entry.flag("two_actors", default=False),
        must_have=entry.optional_text("must_have"),
        first_side=_side(entry, "first_side", sets),
        second_side=_side(entry, "second_side", sets),
        one_side=_side(entry, "one_side", sets),
        other_side=_side(entry, "other_side", sets),
        both_sides=_side(entry, "both_sides", sets),
    )


def _side(entry: Entry, key: str, sets: dict[str, tuple[str, ...]]) -> tuple[str | None, ...]:
    listed = entry.values.get(key, [])
    if not isinstance(listed, list):
        raise CodebookError(f"{entry.where}: {key} must be a list")
    return tuple(kind for item in listed for kind in sets.get(item, (item,)))


def _validation_rule(entry: Entry) -> ValidationRule:
    return ValidationRule(
        id=entry.text("id"),
        rule=entry.text("rule"),
        columns=entry.texts("columns"),
        level=entry.one_of("level", LEVELS[:2]),
        basis=entry.text("basis"),
    )


def _check(codebook: Codebook) -> None:
    """Check references between files, and the columns against the frames' schema."""
    names = [column.name for column in codebook.columns]
    if names != list(EVENT_COLUMNS):
        raise CodebookError(f"columns.yaml: columns are {names}, the schema has {[*EVENT_COLUMNS]}")
    if {c.name for c in codebook.columns if c.at_load} != set(MINTED_AT_LOAD):
        raise CodebookError(f"columns.yaml: at_load must mark exactly {', '.join(MINTED_AT_LOAD)}")
    for country in codebook.countries.values():
        if country.region not in codebook.regions:
            raise CodebookError(f"countries.yaml: {country.country}: region {country.region!r}")
    if len(codebook.countries_by_iso3) != len(codebook.countries):
        raise CodebookError("countries.yaml: two countries share an iso3")
    types = {sub.event_type for sub in codebook.event_types.values()} | set(codebook.event_types)
    for pair in codebook.legal_pairs:
        if pair.of not in types:
            raise CodebookError(f"legal_pairs.yaml: {pair.of!r} is no type of event_types.yaml")
        _check_kinds(pair, codebook)


def _check_kinds(pair: LegalPair, codebook: Codebook) -> None:
    sides = (pair.first_side, pair.second_side, pair.one_side, pair.other_side, pair.both_sides)
    for kind in [pair.must_have, *(kind for side in sides for kind in side)]:
        if kind is not None and kind not in codebook.actor_types:
            raise CodebookError(f"legal_pairs.yaml: {pair.of}: {kind!r} is no actor type or set")
