"""What a deed makes of who does it: gunmen of men who shoot, a mob of hundreds who burn."""

from __future__ import annotations

from dataclasses import replace

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import ActorReading, Argument, Candidate, Token

STATE_FORM = "Military Forces of {country} ({years})"
IDENTITY_RULE = "actor.identity"
PEOPLE_RULE = "actor.generic.civilian"
ARMS_CLASSES = {"shoot", "grenade", "explode", "suicide_bomb", "abduct"}
DEVICES = {"grenade", "explode", "suicide_bomb"}
ARMS_CUES = {"firearm", "device", "disguise", "armed"}
MOB_CLASSES = {"attack", "beat", "burn", "loot", "kill", "clash"}
WRECKING = {"burn", "loot", "abduct"}
SETTLERS = "Settlers ({country})"
MANY = {"tens", "dozens", "hundreds", "thousands"}
HEAVY_ARMS = {"airstrike", "bombard", "shell", "intercept", "shoot_down"}
HEAVY_ARMS_CUES = {"air", "artillery", "aircraft"}
NO_HEAVY_ARMS = {"PSE", "LBN"}
"""Rockets called after these come from armed groups."""
HERDERS, FARMERS = "Pastoralists ({country})", "Farmers ({country})"
ARMED_HERDERS = "actor.armed_herders"
COMMUNAL = ("communal", "Unidentified Communal Militia ({country})", "Identity militia")
MADE = "-made"
RAIDS = {"kill", "attack", "shoot", "ambush"}


def as_state(
    reading: ActorReading, trigger_class: str, cues: frozenset[str] = frozenset()
) -> ActorReading:
    """The state's forces, where only a demonym says whose planes or guns.

    "Israeli airstrike" is told by its trigger class, "Israeli jets" by the `cues` of its words.
    """
    is_bare = reading.kind == "unknown" and reading.country not in {None, *NO_HEAVY_ARMS}
    if is_bare and (trigger_class in HEAVY_ARMS or cues & HEAVY_ARMS_CUES):
        return replace(reading, kind="state", form=STATE_FORM, rule="actor.demonym")
    return reading


def as_crowd(
    reading: ActorReading, argument: Argument, trigger_class: str, lexicon: Lexicon
) -> ActorReading:
    """A mob for settlers, dozens or hundreds of people who attack, beat, burn or loot."""
    is_people = reading.kind == "civilian" and reading.rule in {PEOPLE_RULE, IDENTITY_RULE}
    if not is_people or trigger_class not in MOB_CLASSES:
        return reading
    kinds = {kind for kind, _, _ in lexicon.vague_finder.find(argument.text)}
    if not kinds & MANY and SETTLERS not in reading.associates:
        return reading
    return replace(reading, kind="rioters", rule="actor.crowd")


def as_wreckers(
    reading: ActorReading, candidate: Candidate, head: Token, lexicon: Lexicon
) -> ActorReading:
    """A crowd for people of one trade or place who burn, loot or hold others.

    "Despedidos saquearon tiendas."

    Bare men and those with arms are left to `as_gunmen`.
    """
    is_people = reading.kind == "civilian" and reading.rule in {PEOPLE_RULE, IDENTITY_RULE}
    if not is_people or candidate.trigger_class not in WRECKING or candidate.cues & ARMS_CUES:
        return reading
    lemmas = {fold(head.lemma), fold(head.text)}
    is_local = lemmas & lexicon.roles.get("inhabitants", frozenset())
    is_told = bool(reading.associates) or bool(is_local)
    is_many = "Number=Plur" in head.feats and not lemmas & lexicon.roles["men"]
    return replace(reading, kind="rioters", rule="actor.crowd") if is_told and is_many else reading


def as_gunmen(
    reading: ActorReading, candidate: Candidate, head: Token, lexicon: Lexicon
) -> ActorReading:
    """An armed side for bare "two men" who shoot or throw a grenade; residents stay civilians."""
    is_bare = reading.rule == PEOPLE_RULE and not reading.associates
    if not is_bare or not {fold(head.lemma), fold(head.text)} & lexicon.roles["men"]:
        return reading
    is_one = "Number=Sing" in head.feats and candidate.trigger_class not in DEVICES
    if candidate.trigger_class == "die" or is_one:
        return reading
    if candidate.trigger_class in ARMS_CLASSES or (
        candidate.family == "violence" and candidate.cues & ARMS_CUES
    ):
        form = "Unidentified Armed Group ({country})"
        rule = "actor.armed_men"
        return replace(reading, kind="armed", form=form, inter="Political militia", rule=rule)
    return reading


def as_militia(
    reading: ActorReading,
    trigger_class: str,
    patients: tuple[ActorReading, ...],
) -> ActorReading:
    """An armed side of a community for herders who attack, kill or shoot people.

    Codebook (actor types): an identity militia; whoever they belong to is not told.
    """
    if reading.kind != "civilian" or HERDERS not in reading.associates:
        return reading
    if trigger_class != "clash" and (trigger_class not in RAIDS or not patients):
        return reading
    return as_communal(reading)


def as_communal(reading: ActorReading) -> ActorReading:
    """The armed side of a community, of which only the people are named."""
    kind, form, inter = COMMUNAL
    side = replace(reading, kind=kind, form=form, inter=inter, associates=())
    return replace(side, rule=ARMED_HERDERS)


def as_feud(
    agents: tuple[ActorReading, ...], patients: tuple[ActorReading, ...]
) -> tuple[tuple[ActorReading, ...], tuple[ActorReading, ...]]:
    """Armed sides for the farmers and herders who fight each other; farmers alone stay people."""
    sides = (*agents, *patients)
    if not any(HERDERS in r.associates or r.rule == ARMED_HERDERS for r in sides):
        return agents, patients

    def armed(reading: ActorReading) -> ActorReading:
        is_of_land = {HERDERS, FARMERS} & {*reading.associates}
        if reading.kind != "civilian" or not is_of_land:
            return reading
        return as_communal(reading)

    one, other = tuple(map(armed, agents)), tuple(map(armed, patients))
    is_feud = all(r.rule == ARMED_HERDERS for r in (*one, *other))
    return (one[:1] or other[:1], ()) if is_feud else (one, other)


def as_launcher(reading: ActorReading, text: str, lexicon: Lexicon) -> ActorReading:
    """The state whose drones, missiles or rockets are stopped ("12 Russian drones")."""
    words = lexicon.cues.names(text[slice(*reading.span)])
    is_bare = reading.kind == "unknown" and reading.country not in {None, *NO_HEAVY_ARMS}
    if is_bare and "projectile" in words and MADE not in text[slice(*reading.span)]:
        return replace(reading, kind="state", form=STATE_FORM, rule="actor.demonym")
    return reading
