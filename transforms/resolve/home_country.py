"""The country that an article speaks of, by the places and peoples that it names.

A name of a country, of a place in it or of its people counts once a mention, twice where it
may be the place of an event; so do armed groups that have one home. The article is about a
country that counts at least two, and twice as much as any other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from transforms.gazetteer import Gazetteer
from transforms.gazetteer.store import KINDS
from transforms.records import AnnotatedArticle, Place, ResolvedPlace
from transforms.resolve.place_names import DATELINE

if TYPE_CHECKING:
    from transforms.resolve.places import Located

ARTICLE_COUNTRY = "article.country"
LEAST_MENTIONS = 2
LEAD = 2
"""How many times as often as the next one a country must be named."""
PEOPLES = {"ADJ", "NOUN", "PROPN"}
TITLE_WEIGHT = 2
"""A country in the title counts as an event's place does."""
MOST_WORDS = 4
"""Words of the longest country name looked for in a title."""


def home_place(
    annotated: AnnotatedArticle,
    located: Sequence[Located],
    gazetteer: Gazetteer,
    groups: Counter[str],
    outlet: str | None = None,
) -> ResolvedPlace | None:
    """The article's country as a place without a location, or None.

    `groups`: how often armed groups are named, by the ISO3 code of their home. `outlet`: the
    country of a national paper, which is meant where no other is named.
    """
    counts = count_countries(annotated, located, gazetteer) + groups
    iso3 = home_country(counts) or (outlet if not counts.keys() - {outlet} else None)
    iso3 = iso3 or _home_of_people(counts, located)
    place = country_place(iso3, located, gazetteer) if iso3 else None
    return ResolvedPlace(place, None, ARTICLE_COUNTRY) if place else None


def home_country(counts: Counter[str]) -> str | None:
    """The ISO3 code of the country that leads, or None."""
    (first, most), (_, next_most) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    return first if most >= LEAST_MENTIONS and most >= LEAD * next_most else None


def _home_of_people(counts: Counter[str], located: Sequence[Located]) -> str | None:
    """The only country named, where somebody of a town in it is ("the mayor of Gao")."""
    homes = {p.place.iso3 for p in located if p.is_of_people and p.place.kind != "country"}
    return next(iter(homes)) if len(homes) == 1 and set(counts) == homes else None


def count_countries(
    annotated: AnnotatedArticle, located: Sequence[Located], gazetteer: Gazetteer
) -> Counter[str]:
    """How often the text names each country, by ISO3; a dateline in the metadata counts."""
    sentences = annotated.sentences
    counts: Counter[str] = Counter()
    for item in located:
        if item.sentence < 0 or sentences[item.sentence].role != DATELINE:
            counts[item.place.iso3] += 1 + item.is_event_place
    for sentence in sentences:
        words = (t.text for t in sentence.tokens if t.upos in PEOPLES)
        found = (gazetteer.demonym_country(word, annotated.language) for word in words)
        counts.update(iso3 for iso3 in found if iso3 and sentence.role != DATELINE)
    counts.update(dict.fromkeys(_in_title(annotated, gazetteer), TITLE_WEIGHT))
    return counts


def _in_title(annotated: AnnotatedArticle, gazetteer: Gazetteer) -> set[str]:
    """Countries that the title names ("Burkina Faso : ...", "Nord-Bénin : ...")."""
    words = re.findall(r"[^\W\d_]+", annotated.article.title or "")
    names = [
        " ".join(words[at : at + length])
        for length in range(1, MOST_WORDS + 1)
        for at in range(len(words) - length + 1)
        if words[at][:1].isupper()
    ]
    found = {gazetteer.country_of(name, annotated.language) for name in names}
    return {iso3 for iso3 in found if iso3}


def country_place(iso3: str, located: Sequence[Located], gazetteer: Gazetteer) -> Place | None:
    """A country as a place, from a place in it, else from its own row of the gazetteer."""
    given = next((p.place for p in located if p.place.iso3 == iso3), None)
    if given is not None:
        return replace(
            given, geonameid=None, name=given.country, admin1=None, admin2=None, kind="country"
        )
    number = next(n for n, country in enumerate(gazetteer.countries) if country.iso3 == iso3)
    is_it = (gazetteer.country == number) & (gazetteer.kind == KINDS.index("country"))
    rows = np.flatnonzero(is_it)
    return gazetteer.place(int(rows[0])) if len(rows) else None
