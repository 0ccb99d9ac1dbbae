"""How large a place is, and whether two lie side by side."""

from __future__ import annotations

import math

from transforms.gazetteer import Gazetteer
from transforms.records import Place
from transforms.resolve.language_countries import load_language_countries

LARGE = 5.3
"""Log10 of the people of a town that is known by its bare name (200,000)."""
LEAST_CONFIDENCE = 0.25
"""Below it the name means more likely another, unknown place ("Zumbolo" far from all others)."""
LEAST_AT_HOME = 0.15
"""In the countries whose own news the language writes."""
NEAR_KM = 40
KM_A_DEGREE = 111.2


def is_beside(one: Place, other: Place) -> bool:
    """Within about 40 km, reckoned on a plane."""
    east = (one.longitude - other.longitude) * math.cos(math.radians(one.latitude))
    return math.hypot(one.latitude - other.latitude, east) * KM_A_DEGREE < NEAR_KM


def is_large(place: Place, gazetteer: Gazetteer) -> bool:
    """A country, a capital, or a town of some 200,000 people."""
    if place.kind == "country" or place.geonameid is None:
        return True
    row = gazetteer.row_of(place.geonameid)
    return bool(gazetteer.log_population[row] >= LARGE or gazetteer.is_capital[row])


def least_confidence(place: Place, label: str, language: str | None) -> float:
    """How sure the place of a tagged name must be."""
    is_own = place.iso3 in load_language_countries().own_news.get(language or "", ())
    return LEAST_AT_HOME if is_own and label == "LOC" else LEAST_CONFIDENCE
