"""A candidate with what its own sentence says, and groups of reports of one event."""

from __future__ import annotations

from dataclasses import dataclass, field

from transforms.records import ActorReading, Candidate, ResolvedDate, ResolvedPlace
from transforms.resolve.dates import UNDATED
from transforms.resolve.unknown_places import NO_PLACE


@dataclass(frozen=True)
class Report:
    """A candidate with what its own sentence says of day, place and participants.

    `is_total`: it tells the toll of several events ("ten died in two attacks").
    """

    candidate: Candidate
    date: ResolvedDate
    place: ResolvedPlace
    agents: tuple[ActorReading, ...]
    patients: tuple[ActorReading, ...]
    is_total: bool = False


@dataclass
class Group:
    """Reports of one event, in reading order, with the day and place they have so far.

    `around`: the place that their paragraph names before, where they state none.
    """

    reports: list[Report] = field(default_factory=list)
    date: ResolvedDate = UNDATED
    place: ResolvedPlace = NO_PLACE
    around: ResolvedPlace = NO_PLACE

    @property
    def is_total(self) -> bool:
        """Whether it tells the toll of several events."""
        return any(r.is_total for r in self.reports)

    @property
    def families(self) -> set[str]:
        """Trigger families of the reports."""
        return {r.candidate.family for r in self.reports}

    @property
    def names(self) -> set[tuple[str, str | None]]:
        """Names of the groups and forces that take part, each with its country."""
        sides = [a for r in self.reports for a in (*r.agents, *r.patients)]
        return {(a.form, a.country) for a in sides if a.kind in {"group", "state", "police"}}
