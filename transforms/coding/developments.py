"""The two sides of a strategic development; one side is enough (codebook: legal_pairs)."""

from __future__ import annotations

from dataclasses import replace

from transforms.codebook_records import SubEventType
from transforms.coding.sides import (
    CIVILIANS,
    PARTIES,
    UNIDENTIFIED,
    UNIDENTIFIED_AIR,
    as_civilians,
    distinct,
    filled,
    is_same_side,
    of_kinds,
    pick,
)
from transforms.records import ActorReading, Mention

STOPPED = "Disrupted weapons use"
CHANGES_HANDS = {"t:withdraw", "t:hand_over"}
LOSS = "Looting/property destruction"
CIVIL_LOSS = {"Arrests", LOSS}
"""Civilians bear these where the text names nobody else."""


def development_sides(
    mention: Mention, sub: SubEventType
) -> tuple[ActorReading | None, ActorReading | None]:
    """Return who does it and to whom or with whom; None for a side that is not told."""
    first, second = _parties(mention, sub)
    if sub.name in {"Arrests", LOSS, "Other"}:
        victims = pick(mention.patients, ("civilian", "protesters"))
        second = second or (as_civilians(victims, mention) if victims else None)
    freed = pick(mention.patients, ("civilian",)) if "t:release" in mention.features else None
    if first is not None and second is None and sub.name == "Agreement" and freed:
        second = as_civilians(freed, mention)
    if first is None and second is None and "t:displace" in mention.features:
        fled = pick((*mention.agents, *mention.patients), ("civilian",))
        first = fled and replace(fled, form=CIVILIANS[0], inter=CIVILIANS[1])
    first = first or _default_side(mention, sub)
    if sub.name == STOPPED and first and second is None and not _has_stopper(mention):
        first, second = filled(UNIDENTIFIED_AIR, mention, "external"), first
    second = second or _leaving(mention, first)
    if first and second and is_same_side(first, second):
        second = None
    if first and second is None and sub.name in CIVIL_LOSS:
        second = filled(CIVILIANS, mention, "civilian")
    return first, second


def _leaving(mention: Mention, first: ActorReading | None) -> ActorReading | None:
    """The other side where one leaves a place and another moves in, whoever is told first."""
    if first is None or not mention.features >= CHANGES_HANDS:
        return None
    others = distinct(of_kinds(mention.agents, PARTIES))
    return next((r for r in others if not is_same_side(r, first)), None)


def _default_side(mention: Mention, sub: SubEventType) -> ActorReading | None:
    """Who did it where the text names nobody: an unknown armed group took or killed."""
    is_open = sub.name == LOSS or "t:mass_grave" in mention.features
    return filled(UNIDENTIFIED, mention, "armed") if is_open else None


def _has_stopper(mention: Mention) -> bool:
    """True where the text names who stops the missile; else the one named has launched it."""
    launches = any(f.startswith(("shell.a:", "airstrike.a:")) for f in mention.features)
    stops = (f for f in mention.features if f.startswith(("intercept.a:", "shoot_down.a:")))
    return not launches or any(not f.endswith(":unknown") for f in stops)


def _of_one_country(side: ActorReading | None, other: ActorReading | None) -> ActorReading | None:
    """A government that talks with a group is that of the group's country, wherever they meet."""
    if side is None or side.kind != "government" or side.country:
        return side
    is_group = other is not None and other.kind == "group" and other.country
    return replace(side, country=other.country) if other and is_group else side


def _parties(
    mention: Mention, sub: SubEventType
) -> tuple[ActorReading | None, ActorReading | None]:
    """The parties of a conflict that take part; who suffers a loss never comes first."""
    sides = distinct((*of_kinds(mention.agents, PARTIES), *of_kinds(mention.patients, PARTIES)))
    first = pick(mention.agents, PARTIES)
    patients = [
        r
        for r in mention.patients
        if r.rule != "actor.military_target" and not (first and is_same_side(r, first))
    ]
    second = pick(patients, PARTIES)
    if first is not None and second is None and sub.name == "Agreement":
        second = next((r for r in sides if not is_same_side(r, first)), None)
    first, second = _of_one_country(first, second), _of_one_country(second, first)
    if first is None and second is not None and sub.name != LOSS:
        return second, None
    return first, second
