"""Places that an event's own sentence does not give: an unknown village's area, the dateline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from transforms.gazetteer import Gazetteer, normal_form
from transforms.records import (
    AnnotatedArticle,
    Candidate,
    Place,
    ResolvedPlace,
    Sentence,
    Span,
    Token,
)
from transforms.resolve.home_country import count_countries, home_country
from transforms.resolve.language_countries import load_language_countries
from transforms.resolve.place_names import DATELINE, PLACE_LABELS
from transforms.resolve.place_roles import is_quarter
from transforms.resolve.place_sizes import is_beside, is_large
from transforms.resolve.place_words import is_called_small, is_called_village, is_round_up

if TYPE_CHECKING:
    from transforms.resolve.places import Located

AREAS = {"admin1", "admin2"}
VILLAGE_UNKNOWN = "village_unknown"
LEAD_SENTENCES = 3
MOST_TOWNS = 3
"""An article that tells of events in more towns is a round-up."""

HOME_NAMES = 3
"""Names in one country that make it the article's."""
LEAST_AWAY = 0.4
"""Confidence that a town needs in a country of which the article says nothing else."""


_MAX_GAP_CHARS = 40
_OF_ONE = re.compile(r"\b(?:una?|uma?|une|otra|otro)\s+\w+\s+(?:\w+\s+)?(?:de|d[eu])\s+$")
_OF = re.compile(r"\b(?:de|do|da|du|of)\s+$", re.IGNORECASE)
_BREAK = re.compile(r"[.!?;:\n؛؟]")


def mark_unknown_village(
    stated: ResolvedPlace,
    sentence: Sentence,
    annotated: AnnotatedArticle,
    located: Sequence[Located],
) -> ResolvedPlace:
    """Flag a place that stands for a village beside it which the gazetteer has not.

    "In the village of Zumbolo in Konduga district": the district's seat, precision 2; a town
    named so is at best near the village: 2 as well; a province's seat stays 3.
    """
    if stated.place is None or stated.precision is None or stated.span is None:
        return stated
    known = [p.span for p in located if p.sentence == sentence.index]
    unknown = [
        e.span
        for e in sentence.entities
        if e.label in PLACE_LABELS
        and not any(e.start < k.end and k.start < e.end for k in known)
        and _leads_to(e.span, stated.span, annotated.article.text)
    ]
    if stated.place.kind not in AREAS:
        unknown = [span for span in unknown if is_called_village(span, annotated)]
    if not unknown:
        return stated
    precision = max(stated.precision, 2)
    return replace(stated, precision=precision, reason=f"{stated.reason}.{VILLAGE_UNKNOWN}")


def dateline_place(
    candidate: Candidate,
    annotated: AnnotatedArticle,
    located: Sequence[Located],
    gazetteer: Gazetteer,
) -> ResolvedPlace | None:
    """The town of the dateline, for an event of the lead in an article that names no place.

    Precision 2: the text does not say that it was in that town. None for round-ups, datelines
    of two towns, and articles that speak of other countries only. Of a dateline that only the
    metadata give, often the desk's and not the reporter's, the country without a location.
    """
    sentences = annotated.sentences
    lines = [p for p in located if p.sentence < 0 or sentences[p.sentence].role == DATELINE]
    towns = [p for p in lines if p.place.kind == "city"]
    body = [s.index for s in sentences if s.role == "body"]
    if given := next((p.place for p in lines if p.sentence < 0), None):
        return _country(given, annotated, located, gazetteer)
    if len(towns) != 1 or candidate.sentence not in body[:LEAD_SENTENCES]:
        return None
    if is_round_up(annotated.article.title or annotated.article.text, annotated.language):
        return None
    named = [p for p in located if p not in lines]
    if (
        len({p.place.name for p in named if p.place.kind == "city" and p.is_event_place})
        > MOST_TOWNS
    ):
        return None
    home, others = towns[0].place.iso3, _countries(annotated, named, gazetteer)
    if others and home not in others:
        return None
    return ResolvedPlace(towns[0].place, 2, "dateline.town", towns[0].span)


def _country(
    given: Place,
    annotated: AnnotatedArticle,
    located: Sequence[Located],
    gazetteer: Gazetteer,
) -> ResolvedPlace | None:
    """The country of a place, unless the article speaks of others only."""
    others = _countries(annotated, [p for p in located if p.sentence >= 0], gazetteer)
    if others and given.iso3 not in others:
        return None
    country = replace(
        given, geonameid=None, name=given.country, admin1=None, admin2=None, kind="country"
    )
    return ResolvedPlace(country, None, "dateline.country", None)


def without_strays(
    located: Sequence[Located],
    annotated: AnnotatedArticle,
    gazetteer: Gazetteer,
    outlet: str | None = None,
) -> list[Located]:
    """The places; those that are no event's place are marked so.

    `outlet`: ISO3 code of the country that the outlet writes for, whose places are no strays.

    Parts of towns and streets named after a place far from all others ("barrio Córdoba"), and
    small ones of a country that nothing else speaks of.

    In an article whose other names lie in one country, a village of another continent is more
    likely an unknown place, or no place ("Valle", "Southwest"), than what it looks like; so it
    is in a paragraph that names a large town, or a place of the country spoken of.
    """
    located = _without_namesakes(located, annotated, gazetteer)
    counts = Counter(p.place.iso3 for p in located)
    mentions = count_countries(annotated, located, gazetteer)
    home = home_country(mentions)
    is_sure = max(counts.values(), default=0) >= HOME_NAMES
    towns = [p for p in located if p.is_event_place and p.place.kind != "country"]
    cities = {(p.sentence, p.place.iso3) for p in towns if is_large(p.place, gazetteer)}
    homely = {p.sentence for p in towns if p.place.iso3 == home}
    near = {annotated.sentences[index].paragraph for index in homely}
    names = Counter(iso3 for iso3, _ in {(p.place.iso3, p.place.name) for p in located})
    spoken = _countries(annotated, [p for p in located if p.place.kind == "country"], gazetteer)
    spoken |= load_language_countries().own_news.get(annotated.language or "", frozenset())

    def is_stray(item: Located) -> bool:
        own = item.place.iso3
        if item.sentence < 0 or names[own] != 1 or own in {*spoken, home, outlet}:
            return False
        is_beside = any(s == item.sentence and iso3 != own for s, iso3 in cities)
        is_near = annotated.sentences[item.sentence].paragraph in near
        is_known = is_large(item.place, gazetteer) and not is_called_small(item.span, annotated)
        is_doubtful = (is_sure or is_beside or is_near) and not is_known
        return is_doubtful or item.place.confidence < LEAST_AWAY

    return [replace(p, is_event_place=False) if is_stray(p) else p for p in located]


def _without_namesakes(
    located: Sequence[Located], annotated: AnnotatedArticle, gazetteer: Gazetteer
) -> list[Located]:
    return [
        replace(p, is_event_place=False)
        if _is_namesake(p, located, annotated)
        and not _is_only_city(p, located, gazetteer, annotated)
        else p
        for p in located
    ]


def _is_namesake(item: Located, located: Sequence[Located], annotated: AnnotatedArticle) -> bool:
    """A quarter or a street whose name is that of a place far from the article's others."""
    if item.sentence < 0:
        return False
    text, sentence = annotated.article.text, annotated.sentences[item.sentence]
    if item.place.kind == "country" and _OF.search(text[sentence.start : item.span.start]):
        return False  # "la universidad de Chile"; "la finca Camarones" is no country
    before = text[sentence.start : item.span.start]
    if _OF_ONE.search(before):
        return False  # "una avenida de Maracaibo" is in it
    name, after = text[item.span.start : item.span.end], text[item.span.end : sentence.end]
    if normal_form(name) == normal_form(item.place.name):
        name = ""  # "Villa Nueva" is the town's whole name
    if not is_quarter(before, name, annotated.language, after):
        return False
    return not any(
        other.place.geonameid != item.place.geonameid and is_beside(item.place, other.place)
        for other in located
        if other.place.kind != "country"
    )


def _is_only_city(
    item: Located, located: Sequence[Located], gazetteer: Gazetteer, annotated: AnnotatedArticle
) -> bool:
    """The only place that an article names, a large town whose square or church it is."""
    others = [p for p in located if p is not item and p.place.kind != "country"]
    if others or item.place.kind != "city" or not is_large(item.place, gazetteer):
        return False
    start = annotated.sentences[item.sentence].start
    return bool(_OF.search(annotated.article.text[start : item.span.start]))


def _countries(
    annotated: AnnotatedArticle, named: Sequence[Located], gazetteer: Gazetteer
) -> set[str]:
    """Countries of the places and of the peoples that the article names (not of "Lake Chad")."""
    language = annotated.language
    tokens = [
        (token, sentence)
        for sentence in annotated.sentences
        if sentence.role != DATELINE
        for token in sentence.tokens
        if token.upos in {"ADJ", "NOUN", "PROPN"}
    ]
    peoples = {gazetteer.demonym_country(token.text, language) for token, _ in tokens}
    peoples |= {
        gazetteer.country_of(token.text, language)
        for token, sentence in tokens
        if token.text[:1].isupper() and not _is_in_longer_place(token, sentence)
    }
    return {p.place.iso3 for p in named} | {country for country in peoples if country}


def _is_in_longer_place(token: Token, sentence: Sentence) -> bool:
    return any(
        e.label in PLACE_LABELS and e.start <= token.start < e.end and e.text != token.text
        for e in sentence.entities
    )


def _leads_to(inner: Span, outer: Span, text: str) -> bool:
    """Inner before outer: "Zumbolo, in Konduga", "Zumbolo in the district of Konduga"."""
    between = text[inner.end : outer.start]
    return inner.end <= outer.start <= inner.end + _MAX_GAP_CHARS and not _BREAK.search(between)
