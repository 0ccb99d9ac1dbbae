"""Where a text turns from the event told so far to another one."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.resolve.reports import Group, Report
from transforms.resolve.sides import BY_VICTIM, victim_words


def turns_away(group: Group, report: Report) -> bool:
    """True for a verb that tells, in a sentence of its own, what the group's reports do not.

    It has a place of its own in another paragraph, where the group has none; or it names other
    people as victims.
    """
    candidate = report.candidate
    if candidate.is_anaphoric:
        return False
    return _is_elsewhere(group, report) or _names_others(group, report)


def tells_of(group: Group, report: Report) -> bool:
    """True for what the text spoke of before it told it ("the murder of the six priests")."""
    if report.candidate.trigger_class not in BY_VICTIM:
        return False
    spoken = [r for r in group.reports if r.candidate.is_anaphoric]
    is_spoken = len(spoken) == len(group.reports)
    return is_spoken and bool(victim_words([report]) & victim_words(spoken))


def _is_elsewhere(group: Group, report: Report) -> bool:
    """True where another paragraph tells such an event in a place, and the group has none."""
    candidate = report.candidate
    is_apart = all(r.candidate.paragraph != candidate.paragraph for r in group.reports)
    is_event = candidate.makes_event and candidate.family in group.families
    has_place = report.place.place is not None and group.place.place is None
    return is_apart and is_event and has_place


def _names_others(group: Group, report: Report) -> bool:
    """True where people of other names are killed or taken than those of the group."""
    if report.candidate.trigger_class not in BY_VICTIM or not _has_name([report]):
        return False
    deeds = [r for r in group.reports if r.candidate.trigger_class in BY_VICTIM]
    theirs = victim_words(group.reports)
    is_told = bool(theirs) and _has_name(deeds)
    return is_told and not victim_words([report]) & theirs


def _has_name(reports: Sequence[Report]) -> bool:
    """True where a victim's words hold a capital behind the first, which may open a sentence."""
    told = (a.text.split()[1:] for r in reports for a in r.candidate.patients)
    return any(word[:1].isupper() for words in told for word in words)
