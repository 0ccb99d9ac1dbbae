"""Whether a report can tell of the same sides and day as the reports of an event so far."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.letters import fold
from transforms.records import ActorReading, ResolvedDate
from transforms.resolve.reports import Group, Report

TOLLS = {"kill", "die", "wound"}
BY_VICTIM = {"kill", "abduct", "rape"}
"""Deeds against persons, told apart by whom they hit."""
LONG_WORD = 4
CROWD_DEEDS = {"protest", "block", "riot", "mob"}
PEOPLE = {"civilian", "protesters", "rioters"}
UNNAMED = {"communal", "gang"}
DYING, RAID = "die", "operation"
SIDES = {"group", "state", "police", "external", "communal", "gang", "armed"}
WEEK_SLACK = 4
"""Days between the middle of a week and a day that may be in it."""
FORCES, GUNMEN = {"state", "police"}, {"armed", "gang"}


def contradicts(group: Group, report: Report) -> bool:
    """True where a report names none of the forces and groups that a group of reports names."""
    names = Group([report]).names
    if not names and group.names and _is_of_others(group, report):
        return True
    if not names or not group.names or _is_toll_of_other_side(group, report):
        return False
    if _is_other_half(group, report):
        return False
    return not any(
        _is_same_name(one, other) and (not here or not there or here == there)
        for one, here in names
        for other, there in group.names
    )


def _is_of_others(group: Group, report: Report) -> bool:
    """True where tribesmen, a gang or a crowd act, and only forces or groups did before."""
    mine = _kinds(report.agents)
    theirs = _kinds([a for r in group.reports for a in (*r.agents, *r.patients)])
    return bool(mine) and mine <= UNNAMED and not mine & theirs and "civilian" not in mine


def is_other_pair(group: Group, report: Report) -> bool:
    """True where forces and gunmen fight after an attack by these on civilians.

    So do people who gather, block or riot after forces killed one of theirs.
    Two dyads are two events (codebook coding_rules, unit); a toll of forces may be the attack's.
    """
    agents, patients = _kinds(report.agents), _kinds(report.patients)
    if report.candidate.trigger_class in CROWD_DEEDS and agents <= PEOPLE and agents:
        return _is_hit_by_forces(group)
    is_chase = bool(agents) and agents <= FORCES and bool(patients) and patients <= GUNMEN
    is_fight = agents <= GUNMEN and bool(patients) and patients <= FORCES
    if not is_chase and (not is_fight or report.candidate.trigger_class in TOLLS):
        return False
    hit = next((_kinds(r.patients) for r in group.reports if _kinds(r.patients)), None)
    doing = next((_kinds(r.agents) for r in group.reports if _kinds(r.agents)), set())
    return hit == {"civilian"} and bool(doing) and doing <= GUNMEN | {"group"}


def _is_hit_by_forces(group: Group) -> bool:
    """True where forces harmed people who were no crowd, over which a crowd may gather later."""
    if any(r.candidate.trigger_class in CROWD_DEEDS | {"disperse"} for r in group.reports):
        return False
    doing = _kinds([a for r in group.reports for a in r.agents])
    hit = _kinds([a for r in group.reports for a in r.patients])
    return bool(doing) and doing <= FORCES and bool(hit) and not hit & {"protesters", "rioters"}


def _kinds(readings: Sequence[ActorReading]) -> set[str]:
    return {r.kind for r in readings if r.kind != "unknown"}


def hits_others(group: Group, report: Report) -> bool:
    """True where a deed known by its victims names none of those hit before, or an open fight."""
    if not report.candidate.is_known or report.candidate.trigger_class not in BY_VICTIM:
        return False
    mine = victim_words([report])
    if not mine or mine & victim_words(group.reports):
        return False
    return bool(victim_words(group.reports)) or not any(
        r.candidate.trigger_class in BY_VICTIM or r.candidate.trigger_class == "attack"
        for r in group.reports
    )


def victim_words(reports: Sequence[Report]) -> set[str]:
    """Words that name or describe those hit, without the short ones and endings of plurals."""
    texts = (a.text for r in reports for a in r.candidate.patients)
    words = (fold(word.strip(".,;()\"'")) for text in texts for word in text.split())
    return {word.rstrip("s") for word in words if len(word) >= LONG_WORD}


def _is_same_name(one: str, other: str) -> bool:
    """The same force, or one that is a part of the other ("police", "gendarmerie")."""
    return one == other or one.startswith(f"{other} ") or other.startswith(f"{one} ")


def _is_toll_of_other_side(group: Group, report: Report) -> bool:
    """True for the dead of a side not yet named, told without day and place of their own."""
    own = report.date.day is not None or report.place.place is not None
    sides = {a.kind for r in group.reports for a in r.patients}
    is_toll = report.candidate.trigger_class in TOLLS and not report.agents and not own
    return is_toll and not sides & {"group", "state", "police"}


def _is_other_half(group: Group, report: Report) -> bool:
    """True for those who did it, told right behind whom it hit ("Deux soldats ont été tués. ...").

    The victims stand without a doer before, the doers without another victim here, with no day
    or place of their own.
    """
    candidate, latest = report.candidate, group.reports[-1].candidate
    is_next = candidate.paragraph == latest.paragraph and candidate.sentence - latest.sentence == 1
    if not is_next or report.date.day is not None or report.place.place is not None:
        return False
    if any(r.candidate.trigger_class not in TOLLS | {RAID} for r in group.reports):
        return False
    told = [r for r in group.reports if r.candidate.trigger_class not in {DYING, RAID}]
    doing = [a for r in told for a in r.agents]
    return not _named(doing) and bool(_named(report.agents)) and not _named(report.patients)


def _named(readings: Sequence[ActorReading]) -> set[str]:
    return _kinds(readings) & SIDES


def is_same_day(one: ResolvedDate, other: ResolvedDate) -> bool:
    """True for days that may be one, within the precision of each."""
    if one.day is None or other.day is None:
        return True
    slack = {1: 0, 2: WEEK_SLACK, 3: 31}
    allowed = max(slack[one.precision or 1], slack[other.precision or 1])
    return abs((one.day - other.day).days) <= allowed
