"""How doubtful it is that two reports tell one event; None where they cannot."""

from __future__ import annotations

import re
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from rapidfuzz.fuzz import ratio

from transforms.letters import fold
from transforms.merge.reports import DISTRICT, Report
from transforms.merge.rules import Rules, is_named, side_relation

EARTH_KM = 6371.0088
GRACE_DAYS = 1
"""An event may lie a day after the publication: time zones."""
ARTICLES = re.compile(r"\b(al|el|ash|as|an|ar|the|la|le|los|las)\b[ -]?")


def judge(one: Report, other: Report, rules: Rules) -> float | None:
    """Return the doubt that two reports tell one event; None where something forbids it.

    Lower is surer. The sum of what merging.yaml gives for day, place, type, actors and toll,
    less what it gives for named actors, associates and tolls that agree.
    """
    if one.family != other.family or one.iso3 != other.iso3:
        return None
    day, place = _day_doubt(one, other, rules), place_doubt(one, other, rules)
    if day is None or place is None:
        return None
    actor = _actor_doubt(one, other, rules)
    if actor is None:
        return None
    tolls = _toll_doubt(one, other, rules)
    doubt = day + place + actor
    if day or place or not _is_known_dyad(one, other, rules):
        doubt += rules.type_doubt(one.subs, other.subs) + tolls
    if one.associates & other.associates:
        doubt -= float(rules.values["proof"]["associates"])
    return doubt if _may_share_article(one, other, doubt, rules) else None


def _is_known_dyad(one: Report, other: Report, rules: Rules) -> bool:
    """The same two sides, one of them a named group: then type and toll decide nothing.

    Codebook, aggregation: same actors at one place and day are one event, whatever the tactics.
    """
    both = (frozenset(one.sides), frozenset(other.sides))
    return both[0] == both[1] and any(is_named(side, rules) for side in one.sides)


def _day_doubt(one: Report, other: Report, rules: Rules) -> float | None:
    """Days agree within their precision, and no report is older than what it tells."""
    first, last = max(one.first_day, other.first_day), min(one.last_day, other.last_day)
    seen = (
        min(r.seen_day for r in (one, other) if r.seen_day is not None)
        if (one.seen_day is not None or other.seen_day is not None)
        else None
    )
    if first > last or (seen is not None and first > seen + GRACE_DAYS):
        return None
    if one.time_precision == other.time_precision:
        if one.time_precision == 1:
            return 0.0
        both_open = rules.doubt("day", "both_open")
        return both_open if one.day == other.day else both_open + _vagueness(one, rules)
    return _vagueness(max((one, other), key=lambda r: r.time_precision), rules)


def _vagueness(report: Report, rules: Rules) -> float:
    if report.time_precision == 3:
        return rules.doubt("day", "month")
    return rules.doubt("day", "weekend" if report.is_weekend else "week")


def place_doubt(one: Report, other: Report, rules: Rules) -> float | None:
    """Places agree within their precision: the place itself, its town, its region."""
    same = one.location == other.location and one.admin1 == other.admin1
    low, high = sorted((one.geo_precision, other.geo_precision))
    if same and high < 3:
        return 0.0
    if high == 3:
        return rules.doubt("place", "region") if one.admin1 == other.admin1 else None
    city = one.location.split(DISTRICT)[0] == other.location.split(DISTRICT)[0]
    if city and one.admin1 == other.admin1:
        is_one_open = DISTRICT not in one.location or DISTRICT not in other.location
        return rules.doubt("place", "district") if is_one_open else None
    reach = rules.values["near_km"]
    distance = distance_km(one, other)
    if distance <= reach["same_place"] or (
        distance <= reach["same_name"]
        and same_spelling(one.location, other.location, rules.values["same_spelling_pct"])
    ):
        return rules.doubt("place", "spelling")
    near = one.admin1 == other.admin1 and distance <= reach["near_town"]
    districts = {one.admin2, other.admin2} - {None}
    return rules.doubt("place", "near_town") if high == 2 and near and len(districts) < 2 else None


def distance_km(one: Report, other: Report) -> float:
    """Great-circle distance (haversine, Sinnott 1984), on a sphere of 6371.0088 km."""
    lat1, lat2 = radians(one.latitude), radians(other.latitude)
    half = sin((lat2 - lat1) / 2) ** 2
    half += cos(lat1) * cos(lat2) * sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


@lru_cache(maxsize=1 << 16)
def same_spelling(one: str, other: str, least_pct: float) -> bool:
    """Whether two names are spellings of one: alike without articles, signs and double letters.

    Example:
        >>> same_spelling("Qasr al-Milh", "Kasr el Melh", 80)
        True
    """
    return ratio(_skeleton(one), _skeleton(other)) >= least_pct


def _skeleton(name: str) -> str:
    plain = ARTICLES.sub("", fold(name).replace("q", "k"))
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[^\w]", "", plain))


def _actor_doubt(one: Report, other: Report, rules: Rules) -> float | None:
    """The surer of both ways to lay the sides of the two reports on each other."""
    found = []
    for sides in (other.sides, other.sides[::-1]):
        pairs = list(zip(one.sides, sides, strict=True))
        relations = [side_relation(a, b, rules) for a, b in pairs]
        if None not in relations:
            doubt = sum(rules.doubt("actor", str(relation)) for relation in relations)
            named = sum(
                is_named(a, rules) and relation == "same"
                for (a, _), relation in zip(pairs, relations, strict=True)
            )
            found.append(doubt - named * float(rules.values["proof"]["named_actor"]))
    return min(found, default=None)


def _toll_doubt(one: Report, other: Report, rules: Rules) -> float:
    if not (one.toll_low and other.toll_low):
        return 0.0
    low, high = max(one.toll_low, other.toll_low), min(one.toll_high, other.toll_high)
    if low <= high:
        return -rules.proof("same_toll", low)
    limits = rules.values["near_toll"]
    if low - high <= limits["difference"] or low <= high * limits["factor"]:
        return -rules.proof("near_toll", high)
    return rules.doubt("toll", "far")


def _may_share_article(one: Report, other: Report, doubt: float, rules: Rules) -> bool:
    """One article's two mentions are two events, unless a shared toll ties them together."""
    if not one.articles & other.articles:
        return True
    limits = rules.values["same_article"]
    tied = max(one.toll_low, other.toll_low) <= min(one.toll_high, other.toll_high)
    return (
        tied
        and min(one.toll_low, other.toll_low) >= limits["toll"]
        and doubt <= limits["most_doubt"]
    )
