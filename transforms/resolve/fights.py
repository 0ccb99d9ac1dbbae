"""Fighting and deeds against people of no armed side that are told of in one text.

"The offensive", "heavy combat" without day, place and people hit, in a paragraph of its own,
says what else goes on, not how the bombing told elsewhere came about. Nor is the murder of
named or counted people ("the assassination of six priests") the toll of a fight.
"""

from __future__ import annotations

from collections.abc import Sequence

from transforms.resolve.reports import Group, Report

FIGHT, KILL = "clash", "kill"
VERB = ".verb"
"""In the id of a trigger that is a verb."""
FIGHTS = {"clash", "ambush", "repel", "shoot", "capture", "recapture", "operation"}
DEEDS = {"kill", "explode", "abduct", "burn", "loot", "grenade", "defuse"}
ARMED = {"state", "police", "group", "external", "communal", "gang", "armed"}


def is_other_fight(group: Group, report: Report) -> bool:
    """True for a fight and a deed that is no part of it, in sentences apart."""
    if _is_murder(report) and any(r.candidate.trigger_class == FIGHT for r in group.reports):
        return not any(map(_is_murder, group.reports))
    if report.candidate.trigger_class == FIGHT and all(map(_is_murder, group.reports)):
        return True
    if any(r.candidate.paragraph == report.candidate.paragraph for r in group.reports):
        return False
    if _is_passing(report):
        return _is_deed(group.reports)
    return all(map(_is_passing, group.reports)) and _is_deed([report])


def is_spoken_of(group: Group, report: Report) -> bool:
    """True for a fight that the report of such a deed only speaks of, one side named at most."""
    sides = {(a.form, a.country) for a in report.agents if a.kind in ARMED}
    return _is_passing(report) and len(sides) < 2 and is_other_fight(group, report)


def _is_murder(report: Report) -> bool:
    """True for a noun of killing with those it hit, none of them of an armed side."""
    candidate = report.candidate
    is_noun = candidate.trigger_class == KILL and VERB not in candidate.trigger_id
    return is_noun and bool(report.patients) and _hits_none_armed([report])


def _is_passing(report: Report) -> bool:
    """True for a noun of fighting without own day, place and people hit."""
    candidate = report.candidate
    is_noun = candidate.trigger_class == FIGHT and VERB not in candidate.trigger_id
    is_vague = report.date.day is None or (report.date.precision or 1) > 1
    is_bare = is_vague and report.place.place is None
    return is_noun and is_bare and _hits_none_armed([report]) and not candidate.is_anaphoric


def _is_deed(reports: Sequence[Report]) -> bool:
    classes = {r.candidate.trigger_class for r in reports}
    return bool(classes & DEEDS) and not classes & FIGHTS and _hits_none_armed(reports)


def _hits_none_armed(reports: Sequence[Report]) -> bool:
    return not any(a.kind in ARMED for r in reports for a in r.patients)
