"""Names that no table has in their script, read by how they sound (codebooks/spellings.yaml).

Only in the countries that the other places of the article lie in, and only where one place of
such a country can be spelled so: "ماكوميا" in an article about Mozambique is Macomia. Among
several the one in a province that the article names wins, then one that is ten times larger.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import polars as pl

from transforms.gazetteer.normal import normal_form
from transforms.gazetteer.spellings import load_spellings, spelling_pattern
from transforms.gazetteer.store import AIRPORT, CITY, COUNTRY, Gazetteer, Ints
from transforms.gazetteer.words import load_place_words
from transforms.records import Place
from transforms.resolve.toponym_query import OTHER_LABELS, Toponym, ToponymQuery

SURE = 0.5
"""Confidence from which on a place tells a country of the article."""
UNSURE = 0.25
FOUND = 0.8
LARGER = 1.0
"""Powers of ten by which one of several places must be larger than the others."""
SAME_PLACE_DEGREES = 0.4
BESIDE = 30
"""Characters between a name and the province in which the text puts it."""

Placed = list[tuple[int, Place]]


class _Known(NamedTuple):
    """The sure places of an article, each with where its name begins."""

    places: Placed
    countries: tuple[int, ...]


def add_by_sound(
    queries: Sequence[ToponymQuery], resolved: list[list[Place | None]], gazetteer: Gazetteer
) -> list[list[Place | None]]:
    """The places, with those found by sound where there was none."""
    for query, places in zip(queries, resolved, strict=True):
        if query.language not in load_spellings():
            continue
        open_slots = [at for at, t in enumerate(query.toponyms) if _is_open(t, places[at])]
        if not open_slots:
            continue
        known = _known(query, places, gazetteer)
        for at in open_slots:
            found = _find(query.toponyms[at], query.language or "", known, gazetteer)
            places[at] = found or places[at]
    return resolved


def _is_open(toponym: Toponym, place: Place | None) -> bool:
    is_unknown = place is None or place.confidence < UNSURE
    return is_unknown and toponym.label not in OTHER_LABELS


def _known(query: ToponymQuery, places: Sequence[Place | None], gazetteer: Gazetteer) -> _Known:
    sure = [
        (toponym.start, place)
        for toponym, place in zip(query.toponyms, places, strict=True)
        if place is not None and place.confidence >= SURE and place.iso3
    ]
    codes = {country.iso3: index for index, country in enumerate(gazetteer.countries)}
    return _Known(sure, tuple(dict.fromkeys(codes[place.iso3] for _, place in sure)))


def _find(toponym: Toponym, language: str, known: _Known, gazetteer: Gazetteer) -> Place | None:
    """The place that can be spelled like the name; the country named nearest to it goes first."""
    words = load_place_words().of(language)
    norm = normal_form(toponym.text)
    if norm in words.not_places:
        return None
    forms = [norm, *(new + norm[len(p) :] for p, new in words.prefixes if norm.startswith(p))]
    near = sorted(known.places, key=lambda item: abs(item[0] - toponym.start))
    codes = {gazetteer.countries[c].iso3: c for c in known.countries}
    order = [codes[iso3] for iso3 in dict.fromkeys(place.iso3 for _, place in near)]
    areas = {place.admin1 for _, place in known.places if place.admin1}
    told = {
        p.admin1 or p.name
        for at, p in known.places
        if p.kind == "admin1" and 0 < at - toponym.end < BESIDE
    }
    for form in forms:
        for country in order:
            row = _one_of(_spelled(form, language, country, gazetteer), areas, told, gazetteer)
            if row is not None:
                return gazetteer.place(row, FOUND)
    return None


def _one_of(
    rows: tuple[int, ...], areas: Iterable[str], told: Iterable[str], gazetteer: Gazetteer
) -> int | None:
    """The one place among candidates, a town before the area that it is the seat of.

    It lies in the province that the text tells right behind the name (`told`), where it does.
    """
    at: Ints = np.array(rows, dtype=np.int32)
    if len(at):
        named = gazetteer.places["name"].gather(np.maximum(gazetteer.a1[at], 0)).to_list()
        inside = np.isin(named, list(told) or list(areas))
        at = at[inside] if inside.any() or told else at
    if not len(at):
        return None
    rank = gazetteer.log_population[at] + 0.5 * (gazetteer.kind[at] == CITY)
    at = at[np.argsort(-rank, kind="stable")]
    first = int(at[0])
    apart = np.hypot(
        gazetteer.lat[at] - gazetteer.lat[first], gazetteer.lon[at] - gazetteer.lon[first]
    )
    others = at[apart > SAME_PLACE_DEGREES]
    least = gazetteer.log_population[first] - LARGER
    if len(others) and gazetteer.log_population[others].max() > least:
        return None
    towns = at[(apart <= SAME_PLACE_DEGREES) & (gazetteer.kind[at] == CITY)]
    return int(towns[0]) if len(towns) else first


@lru_cache(maxsize=20_000)
def _spelled(norm: str, language: str, country: int, gazetteer: Gazetteer) -> tuple[int, ...]:
    """Rows of the places of a country that can be spelled like a name, each once."""
    pattern = spelling_pattern(norm, load_spellings()[language])
    if pattern is None:
        return ()
    names = _names_of(country, gazetteer)
    rows = names.filter(pl.col("norm").str.contains(f"^(?:{pattern})$"))["row"]
    return tuple(rows.unique().sort().to_list())


@lru_cache(maxsize=300)
def _names_of(country: int, gazetteer: Gazetteer) -> pl.DataFrame:
    """The names of towns and areas of a country."""
    at = gazetteer.name_rows
    wanted = (gazetteer.country[at] == country) & ~np.isin(gazetteer.kind[at], (COUNTRY, AIRPORT))
    return gazetteer.names.filter(pl.Series(wanted)).select("norm", "row")
