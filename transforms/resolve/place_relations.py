"""Whether two places are one, or one lies in the other by the chain of its areas."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from transforms.gazetteer import normal_form
from transforms.gazetteer.words import load_place_words
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import AnnotatedArticle, Place, Sentence
from transforms.resolve.place_roles import is_quarter
from transforms.resolve.place_words import is_small
from transforms.resolve.toponyms import Toponym

if TYPE_CHECKING:
    from transforms.resolve.places import Located

BESIDE = 30
NEXT, FAR_KM, KM_A_DEGREE = 40, 250, 111.2
JOINTS = 3
"""Words at most between a place and the area in which it lies (", no estado de")."""


def is_same_place(one: Place, other: Place) -> bool:
    """True for the same place, or when one lies in the other by the admin chain."""
    return (
        (one.geonameid is not None and one.geonameid == other.geonameid)
        or (one.name == other.name and one.iso3 == other.iso3)
        or is_within(one, other)
        or is_within(other, one)
    )


def is_within(inner: Place, outer: Place) -> bool:
    """True for a place inside another, by country, province and district."""
    if inner.iso3 != outer.iso3 or inner.kind == outer.kind:
        return False
    if outer.kind == "country":
        return True
    if outer.kind in {"admin1", "natural"}:
        return inner.kind != "country" and inner.admin1 == outer.admin1
    return outer.kind == "admin2" and inner.admin2 == outer.admin2 and inner.kind == "city"


def gives_way(
    name: Toponym,
    place: Place,
    read: Sequence[tuple[Toponym, Place]],
    annotated: AnnotatedArticle,
) -> bool:
    """True for a name beside one that tells better where it is: a province's, a village's."""
    return any(
        _lies_in(near, other, name, place, annotated)
        or _is_other_village(name, place, near, other, annotated)
        or _is_told_from(name, place, near, other, annotated)
        for near, other in read
    )


def _lies_in(
    inner: Toponym, place: Place, outer: Toponym, area: Place, annotated: AnnotatedArticle
) -> bool:
    """True for the province of the place right before it, read as its seat ("Tame, en Arauca").

    And for the town or region in whose part it lies ("Rafah, en el sur de Gaza").
    """
    if not 0 < outer.start - inner.end <= BESIDE:
        return False
    text = annotated.article.text
    if is_quarter(text[max(0, inner.start - BESIDE) : inner.start], inner.text, annotated.language):
        return False
    gap = text[inner.end : outer.start]
    parts = load_place_words().of(annotated.language).direction
    between = normal_form(gap.replace(",", " ")).split()
    told = [word for word in between if word not in parts]
    is_next = len(told) <= JOINTS and "." not in gap
    said = load_place_words().said_kind(normal_form(gap.replace(",", " ")).split(), [])
    is_seat = area.kind == "city" and (
        normal_form(area.name) == normal_form(area.admin1 or "") or said in {"admin1", "admin2"}
    )
    is_seat |= is_within(place, area) and area.kind == "admin2"
    is_seat |= "," in gap and told != between and area.kind == "city"
    is_other = place.kind in {"city", "admin2"} and place.name != area.name
    same_area = place.iso3 == area.iso3 and place.admin1 == area.admin1
    ands = load_place_words().of(annotated.language).and_words
    is_list = any(normal_form(word.strip(",،")) in ands for word in gap.split())
    return is_next and is_seat and is_other and same_area and not is_list


def _is_other_village(
    inner: Toponym, place: Place, outer: Toponym, area: Place, annotated: AnnotatedArticle
) -> bool:
    """True for a far namesake of a village whose town is told ("vereda Los Andes, en El Tambo")."""
    text = annotated.article.text
    gap = text[inner.end : outer.start]
    if not 0 < len(gap) <= BESIDE or len(gap.split()) > JOINTS or not gap.startswith(","):
        return False
    before = text[max(0, inner.start - BESIDE) : inner.start]
    is_village = is_small(before, annotated.language, "")
    is_far = (place.iso3, place.admin1) != (area.iso3, area.admin1)
    return is_village and is_far and area.kind in {"city", "admin1", "admin2"}


def _is_told_from(
    inner: Toponym, place: Place, outer: Toponym, near: Place, annotated: AnnotatedArticle
) -> bool:
    """True for a far namesake of what is told by a town near it ("Al-Rusafa, south of Raqqa")."""
    gap = annotated.article.text[inner.end : outer.start]
    if not 0 < len(gap) <= NEXT or place.iso3 == near.iso3 or "." in gap:
        return False
    own = load_place_words().of(annotated.language)
    told = {*normal_form(gap.replace(",", " ")).split()} & (own.direction | own.near_before)
    east = (place.longitude - near.longitude) * math.cos(math.radians(place.latitude))
    away = math.hypot(place.latitude - near.latitude, east) * KM_A_DEGREE
    return bool(told) and near.kind == "city" and place.kind != "country" and away > FAR_KM


def lies_beside(inner: Located, outer: Located, text: str) -> bool:
    """True for a town whose area is told right behind it ("En Nahud, en Kordofán Occidental")."""
    gap = text[inner.span.end : outer.span.start]
    is_next = 0 < len(gap) <= BESIDE and gap.startswith(",") and len(gap.split()) <= JOINTS
    is_area = outer.place.kind in {"natural", "admin1", "admin2"}
    is_town = inner.place.kind == "city" and inner.is_event_place
    return is_next and is_area and is_town and inner.place.iso3 == outer.place.iso3


def town_of_province(best: Located, inside: Sequence[Located], at: int) -> Located | None:
    """The town of a province that a sentence begins with: "In Raqqa, ... in the town of Issa".

    `at`: where the event's word stands; the province, named like its seat, comes before it.
    """
    place = best.place
    is_seat = place.kind == "city" and normal_form(place.name) == normal_form(place.admin1 or "")
    if not is_seat or best.span.start > at:
        return None
    towns = [
        p
        for p in inside
        if p.span.start > at
        and p.place.kind in {"city", "admin2"}
        and p.place.admin1 == place.admin1
        and p.place.geonameid != place.geonameid
        and not p.is_beside
    ]
    return towns[0] if len(towns) == 1 else None


def is_home(located: Located, sentence: Sentence, lexicon: Lexicon) -> bool:
    """True for the town whose residents tell of it ("residents of Bure said that a drone hit")."""
    if located.sentence != sentence.index or not located.is_of_people:
        return False
    above = sentence.tokens[located.token].head
    words = lexicon.roles.get("inhabitants", frozenset())
    return above >= 0 and fold(sentence.tokens[above].lemma) in words
