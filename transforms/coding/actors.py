"""Actor columns of a mention, by its sub-event type and the codebook's forms.

Who the text does not name is filled only where the codebook gives a form for it:
Unidentified Armed Group (X) for an armed side, Civilians (X) for the target of violence
against civilians. State forces outside their own country are External/Other forces.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from transforms.codebook import Codebook
from transforms.codebook_records import SubEventType
from transforms.coding.allies import find_allies, joined
from transforms.coding.developments import development_sides
from transforms.coding.sides import (
    ABROAD_INTER,
    ARMED,
    CIVILIANS,
    FORCES,
    PROTESTERS,
    RIOTERS,
    STATE_INTER,
    UNIDENTIFIED,
    UNIDENTIFIED_AIR,
    as_civilians,
    distinct,
    filled,
    is_same_side,
    of_kinds,
    pick,
)
from transforms.records import ActorReading, Mention, Place, ResolvedActor
from transforms.regimes import Regimes

PALESTINE, ISRAEL, ARMY = "PSE", "ISR", "Military Forces of"
"""Palestine has no army: soldiers there, of no named country, are Israeli."""
STATE_FORM = "Military Forces of {country} ({years})"
ONLY_AIR_FORCE = (STATE_FORM, ABROAD_INTER, "actor.only_air_force")
"""Nobody else has planes or drones over Palestine than the army that `name_actor` gives."""
SETTLERS = "Settlers ({country})"
"""In Palestine they are Israelis."""
VIOLENT = {"Battles", "Explosions/Remote violence", "Violence against civilians"}
AIR, DEVICE = "Air/drone strike", "Remote explosive/landmine/IED"
HURT = {"t:wound", "t:kill", "t:die"}
CROWDS = ("protesters", "rioters")
FORCE_USED = {"Protest with intervention", "Excessive force against protesters"}


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of a row; `first` is None where the text and the codebook give nobody."""

    first: ResolvedActor | None
    second: ResolvedActor | None


def assign_actors(
    mention: Mention, sub: SubEventType, codebook: Codebook, regimes: Regimes
) -> Sides:
    """Return actor1 and actor2 of a mention coded as `sub`."""
    readers = {
        "Battles": _battle,
        "Protests": _protest,
        "Riots": _riot,
        "Explosions/Remote violence": _remote,
        "Violence against civilians": _against_civilians,
        "Strategic developments": development_sides,
    }
    if sub.event_type in VIOLENT:
        mention = _with_forces(mention, is_battle=sub.event_type == "Battles")
    first, second = readers[sub.event_type](mention, sub)
    demonstration = sub.event_type in {"Protests", "Riots"} or sub.name == "Arrests"

    def name(reading: ActorReading | None) -> ResolvedActor | None:
        if reading is None or not reading.form:
            return None
        place, day = mention.place.place, mention.date.day
        return name_actor(reading, place, day, codebook, regimes, demonstration)

    one, two = name(first), name(second)
    if first and one and sub.event_type in VIOLENT:
        friends = [name(ally) for ally in find_allies(mention, first, second)]
        names = (*one.associates, *(f.name for f in friends if f and two != f))
        one = replace(one, associates=tuple(dict.fromkeys(names)))
    if second and two and sub.event_type == "Battles":
        friends = [name(ally) for ally in find_allies(mention, second, first)]
        names = (*two.associates, *(f.name for f in friends if f and one != f))
        two = replace(two, associates=tuple(dict.fromkeys(names)))
    is_feud = first is not None and first.kind == "communal"  # two clans have one name
    if one and two and one.name == two.name and sub.event_type == "Battles" and not is_feud:
        two = name(filled(UNIDENTIFIED, mention, "armed"))
    return Sides(one, two)


def name_actor(
    reading: ActorReading,
    place: Place | None,
    day: date | None,
    codebook: Codebook,
    regimes: Regimes,
    is_demonstration: bool = False,
) -> ResolvedActor | None:
    """Give a reading its codebook name at a place and day; None where no country is known."""
    iso3 = reading.country or (place.iso3 if place else None)
    if iso3 == PALESTINE and not reading.country and reading.form.startswith(ARMY):
        iso3 = ISRAEL
    form, own_inter = reading.form, reading.inter
    for from_day, era_name, era_inter in reading.eras:
        if day is not None and from_day <= day:
            form, own_inter = era_name, era_inter
    if is_demonstration and reading.demonstration_form:
        form = reading.demonstration_form
    if "{country}" in form and iso3 is None:
        return None
    country = codebook.country(iso3).country if iso3 else ""

    def fill(pattern: str) -> str:
        return regimes.with_years(pattern.replace("{country}", country), iso3 or "", day)

    abroad = place is not None and iso3 != place.iso3
    inter = own_inter or (ABROAD_INTER if abroad else STATE_INTER)
    name = fill(form)
    associates = tuple(dict.fromkeys(fill(a) for a in reading.associates if fill(a) != name))
    return ResolvedActor(name, inter, associates, reading.rule, reading.span)


def _with_forces(mention: Mention, *, is_battle: bool) -> Mention:
    """In violence a government acts by its military, and in battles is hit as it."""
    agents = tuple(
        replace(r, kind="state", form=STATE_FORM) if r.kind == "government" else r
        for r in mention.agents
    )
    patients = tuple(
        replace(r, kind="state", form=STATE_FORM) if r.kind == "government" else r
        for r in mention.patients
    )
    return replace(mention, agents=agents, patients=patients if is_battle else mention.patients)


def _battle(mention: Mention, _: SubEventType) -> tuple[ActorReading, ActorReading]:
    sides = of_kinds(mention.agents, ARMED) + of_kinds(mention.patients, ARMED)
    parties = distinct(sides)
    first = pick(mention.agents, ARMED) or (parties[0] if parties else None)
    others = [r for r in parties if first is None or not is_same_side(r, first)]
    dead = joined(mention, first, only_hit=True) if first else set()
    others.sort(key=lambda r: r.span.start in dead)  # "two officers and a soldier died"
    fallen = bool(others) and others[0].span.start in dead
    second = pick(mention.patients, ARMED) if mention.patients else None
    if second is None or (first and is_same_side(second, first)):
        second = others[0] if others and not fallen else None
    if second is None and first and first.kind == "communal":
        second = first  # "two rival clans"
    unknown = filled(UNIDENTIFIED, mention, "armed")
    return first or unknown, second or unknown


def _protest(mention: Mention, sub: SubEventType) -> tuple[ActorReading, ActorReading | None]:
    if "s:at_protest" in mention.features:
        attacker = pick(mention.agents, ARMED) or filled(UNIDENTIFIED, mention, "armed")
        return _crowd(mention, PROTESTERS), attacker
    force = pick((*mention.agents, *mention.patients), ARMED) if sub.name in FORCE_USED else None
    return _crowd(mention, PROTESTERS), force


def _riot(mention: Mention, sub: SubEventType) -> tuple[ActorReading, ActorReading | None]:
    everyone = (*mention.agents, *mention.patients)
    other = pick(everyone, FORCES) or pick(mention.patients, ("civilian",))
    is_mob = sub.name == "Mob violence"
    if (
        other is not None
        and other.kind == "civilian"
        and not is_mob
        and "c:deaths" not in mention.features
    ):
        other = pick(everyone, FORCES)
    is_other = other is not None and other.kind in FORCES
    if is_mob and "t:clash" in mention.features and not is_other:
        other = filled(RIOTERS, mention, "rioters")
    hurts = mention.features & {"t:kill", "t:burn", "t:loot"} or mention.fatalities.value
    if other is None and is_mob and hurts:
        other = filled(CIVILIANS, mention, "civilian")
    return _crowd(mention, RIOTERS), other


def _remote(mention: Mention, sub: SubEventType) -> tuple[ActorReading, ActorReading | None]:
    here = mention.place.place.iso3 if mention.place.place else None
    air = ONLY_AIR_FORCE if here == PALESTINE else UNIDENTIFIED_AIR
    default = air if sub.name == AIR else UNIDENTIFIED
    first = pick(mention.agents, ARMED) or filled(default, mention, "armed")
    second = pick(mention.patients, ARMED)
    victims = pick(mention.patients, ("civilian", "protesters"))
    if second is not None and is_same_side(first, second):
        if sub.name == DEVICE:  # "a convoy hit a mine": nobody lays it for oneself
            first = filled(UNIDENTIFIED, mention, "armed")
        else:
            second = None
    if second is None and victims is not None:
        second = as_civilians(victims, mention)
    elif second is None and mention.features & HURT and not of_kinds(mention.patients, ARMED):
        second = filled(CIVILIANS, mention, "civilian")
    elif second is not None and victims is not None:
        second = replace(second, associates=(CIVILIANS[0], *victims.associates))
    return first, second


def _against_civilians(mention: Mention, _: SubEventType) -> tuple[ActorReading, ActorReading]:
    first = pick(mention.agents, ARMED) or filled(UNIDENTIFIED, mention, "armed")
    victims = [r for r in mention.patients if r.kind not in {"unknown"}]
    second = pick(victims, ("civilian", "protesters", "rioters")) or next(iter(victims), None)
    if second is None:
        return first, filled(CIVILIANS, mention, "civilian")
    return first, as_civilians(second, mention)


def _crowd(mention: Mention, kind: tuple[str, str, str]) -> ActorReading:
    is_told = bool(of_kinds(mention.agents, CROWDS))
    victims = of_kinds(mention.patients, CROWDS) if is_told else mention.patients
    people = [
        r
        for r in (*mention.agents, *victims)
        if r.kind in {"protesters", "rioters", "civilian", "unknown"}
    ]
    crowd = pick(people, ("protesters", "rioters", "unknown"))
    form, inter, rule = kind
    associates = tuple(dict.fromkeys(a for r in people for a in r.associates))
    if crowd is None:
        return replace(filled(kind, mention, "protesters"), associates=associates)
    country = crowd.country if crowd.country and mention.place.place is None else None
    if SETTLERS in associates and mention.place.place and mention.place.place.iso3 == PALESTINE:
        country = ISRAEL
    return ActorReading("protesters", form, inter, country, associates, crowd.span, rule)
