"""Actor columns of a mention, by its sub-event type and the codebook's forms.

Who the text does not name is filled only where the codebook gives a form for it:
Unidentified Armed Group (X) for an armed side, Civilians (X) for the target of violence
against civilians. State forces outside their own country are External/Other forces.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from transforms.codebook import Codebook
from transforms.codebook_records import SubEventType
from transforms.records import ActorReading, Mention, Place, ResolvedActor, Span
from transforms.regimes import Regimes

PARTIES = ("group", "state", "police", "external", "government", "communal", "gang", "armed")
ARMED = ("group", "state", "police", "external", "communal", "gang", "armed")
FORCES = ("state", "police", "external")
STATE_INTER, ABROAD_INTER = "State forces", "External/Other forces"
MILITIA = "Political militia"
UNIDENTIFIED = ("Unidentified Armed Group ({country})", MILITIA, "actor.unidentified")
UNIDENTIFIED_AIR = ("Unidentified Military Forces ({country})", ABROAD_INTER, "actor.unidentified")
CIVILIANS = ("Civilians ({country})", "Civilians", "actor.default_civilians")
PROTESTERS = ("Protesters ({country})", "Protesters", "actor.demonstrators")
RIOTERS = ("Rioters ({country})", "Rioters", "actor.rioters")
STATE_FORM = "Military Forces of {country} ({years})"
SETTLERS = "Settlers ({country})"
"""In Palestine they are Israelis."""
VIOLENT = {"Battles", "Explosions/Remote violence", "Violence against civilians"}
AIR = "Air/drone strike"
HURT = {"t:wound", "t:kill", "t:die"}
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
        "Strategic developments": _development,
    }
    if sub.event_type in VIOLENT:
        mention = _with_forces(mention)
    first, second = readers[sub.event_type](mention, sub)
    demonstration = sub.event_type in {"Protests", "Riots"} or sub.name == "Arrests"

    def name(reading: ActorReading | None) -> ResolvedActor | None:
        if reading is None or not reading.form:
            return None
        place, day = mention.place.place, mention.date.day
        return name_actor(reading, place, day, codebook, regimes, demonstration)

    one, two = name(first), name(second)
    if one and two and one.name == two.name and sub.event_type == "Battles":
        two = name(_filled(UNIDENTIFIED, mention, "armed"))
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


def _with_forces(mention: Mention) -> Mention:
    """In violence a government acts by its military."""
    agents = tuple(
        replace(r, kind="state", form=STATE_FORM) if r.kind == "government" else r
        for r in mention.agents
    )
    return replace(mention, agents=agents)


def _battle(mention: Mention, _: SubEventType) -> tuple[ActorReading, ActorReading]:
    sides = _of(mention.agents, ARMED) + _of(mention.patients, ARMED)
    distinct = _distinct(sides)
    first = _pick(mention.agents, ARMED) or (distinct[0] if distinct else None)
    others = [
        r for r in distinct if first is None or (r.form, r.country) != (first.form, first.country)
    ]
    second = _pick(mention.patients, ARMED) if mention.patients else None
    if second is None or (first and (second.form, second.country) == (first.form, first.country)):
        second = others[0] if others else None
    unknown = _filled(UNIDENTIFIED, mention, "armed")
    return first or unknown, second or unknown


def _protest(mention: Mention, sub: SubEventType) -> tuple[ActorReading, ActorReading | None]:
    if "s:at_protest" in mention.features:
        attacker = _pick(mention.agents, ARMED) or _filled(UNIDENTIFIED, mention, "armed")
        return _crowd(mention, PROTESTERS), attacker
    force = _pick((*mention.agents, *mention.patients), ARMED) if sub.name in FORCE_USED else None
    return _crowd(mention, PROTESTERS), force


def _riot(mention: Mention, sub: SubEventType) -> tuple[ActorReading, ActorReading | None]:
    everyone = (*mention.agents, *mention.patients)
    other = _pick(everyone, FORCES) or _pick(mention.patients, ("civilian",))
    is_mob = sub.name == "Mob violence"
    if (
        other is not None
        and other.kind == "civilian"
        and not is_mob
        and "c:deaths" not in mention.features
    ):
        other = _pick(everyone, FORCES)
    if other is None and is_mob and ("t:kill" in mention.features or mention.fatalities.value):
        other = _filled(CIVILIANS, mention, "civilian")
    return _crowd(mention, RIOTERS), other


def _remote(mention: Mention, sub: SubEventType) -> tuple[ActorReading, ActorReading | None]:
    default = UNIDENTIFIED_AIR if sub.name == AIR else UNIDENTIFIED
    first = _pick(mention.agents, ARMED) or _filled(default, mention, "armed")
    second = _pick(mention.patients, ARMED)
    victims = _pick(mention.patients, ("civilian", "protesters"))
    if second is not None and (second.form, second.country) == (first.form, first.country):
        second = None
    if second is None and victims is not None:
        second = _as_civilians(victims, mention)
    elif second is None and mention.features & HURT and not _of(mention.patients, ARMED):
        second = _filled(CIVILIANS, mention, "civilian")
    elif second is not None and victims is not None:
        second = replace(second, associates=(CIVILIANS[0], *victims.associates))
    return first, second


def _against_civilians(mention: Mention, _: SubEventType) -> tuple[ActorReading, ActorReading]:
    first = _pick(mention.agents, ARMED) or _filled(UNIDENTIFIED, mention, "armed")
    victims = [r for r in mention.patients if r.kind not in {"unknown"}]
    second = _pick(victims, ("civilian", "protesters", "rioters")) or next(iter(victims), None)
    if second is None:
        return first, _filled(CIVILIANS, mention, "civilian")
    return first, _as_civilians(second, mention)


def _development(
    mention: Mention, sub: SubEventType
) -> tuple[ActorReading | None, ActorReading | None]:
    sides = _distinct((*_of(mention.agents, PARTIES), *_of(mention.patients, PARTIES)))
    first, is_loss = _pick(mention.agents, PARTIES), sub.name == "Looting/property destruction"
    patients = [
        r
        for r in mention.patients
        if r.rule != "actor.military_target" and not (first and r.form == first.form)
    ]
    second = _pick(patients, PARTIES)
    if first is not None and second is None and sub.name == "Agreement":
        second = next((r for r in sides if r.form != first.form), None)
    if first is None and second is not None and not is_loss:
        first, second = second, None
    if sub.name in {"Arrests", "Looting/property destruction", "Other"}:
        victims = _pick(mention.patients, ("civilian", "protesters"))
        second = second or (_as_civilians(victims, mention) if victims else None)
    if first is None and second is None and "t:displace" in mention.features:
        fled = _pick((*mention.agents, *mention.patients), ("civilian",))
        first = fled and replace(fled, form=CIVILIANS[0], inter=CIVILIANS[1])
    if first is None and is_loss:
        first = _filled(UNIDENTIFIED, mention, "armed")
    if first and second and (first.form, first.country) == (second.form, second.country):
        second = None
    return first, second


def _crowd(mention: Mention, kind: tuple[str, str, str]) -> ActorReading:
    people = [
        r
        for r in (*mention.agents, *mention.patients)
        if r.kind in {"protesters", "rioters", "civilian", "unknown"}
    ]
    crowd = _pick(people, ("protesters", "rioters", "unknown"))
    form, inter, rule = kind
    if crowd is None:
        return _filled(kind, mention, "protesters")
    associates = tuple(dict.fromkeys(a for r in people for a in r.associates))
    country = crowd.country if crowd.country and mention.place.place is None else None
    if SETTLERS in associates and mention.place.place and mention.place.place.iso3 == "PSE":
        country = "ISR"
    return ActorReading("protesters", form, inter, country, associates, crowd.span, rule)


def _as_civilians(reading: ActorReading, mention: Mention) -> ActorReading:
    associates = tuple(
        dict.fromkeys(a for r in mention.patients if r.kind == "civilian" for a in r.associates)
    )
    form, inter, rule = CIVILIANS
    return ActorReading("civilian", form, inter, reading.country, associates, reading.span, rule)


def _filled(kind: tuple[str, str, str], mention: Mention, name: str) -> ActorReading:
    form, inter, rule = kind
    span: Span = mention.candidates[0].trigger
    return ActorReading(name, form, inter, None, (), span, rule)


def _distinct(readings: Iterable[ActorReading]) -> list[ActorReading]:
    return list({(r.form, r.country): r for r in readings}.values())


def _of(readings: Iterable[ActorReading], kinds: Sequence[str]) -> list[ActorReading]:
    return [r for r in readings if r.kind in kinds]


def _pick(readings: Iterable[ActorReading], kinds: Sequence[str]) -> ActorReading | None:
    found = _of(readings, kinds)
    return min(found, key=lambda r: kinds.index(r.kind)) if found else None
