"""Reports that tell one event, joined pair by pair, the surest first.

A pair is joined if no report of one group excludes one of the other, and if no other event
fits nearly as well: then the report is ambiguous and stays by itself. The result does not
depend on the order of the reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from transforms.merge.judge import judge
from transforms.merge.reports import Report
from transforms.merge.rules import Rules

DIGITS = 6
"""Doubts are rounded: sums of the same parts in another order must be equal."""

Edge = tuple[float, int, int]


def find_edges(
    reports: Mapping[int, Report], pairs: Iterable[tuple[int, int]], rules: Rules
) -> list[Edge]:
    """Return (doubt, one, other) of the pairs that may be one event, also the near misses.

    Near misses decide whether a join is ambiguous. Sorted, the surest first.
    """
    most = float(rules.values["most_doubt"]) + float(rules.values["clear_by"])
    edges = []
    for one, other in pairs:
        doubt = judge(reports[one], reports[other], rules)
        if doubt is not None and doubt <= most:
            edges.append((round(doubt, DIGITS), one, other))
    return sorted(edges)


def cluster_reports(
    reports: Mapping[int, Report], edges: Sequence[Edge], rules: Rules
) -> dict[int, int]:
    """Return the group of each report, named by one of the group's reports."""
    groups = _Groups(reports, rules)
    for doubt, one, other in edges:
        groups.neighbours[one].append((doubt, other))
        groups.neighbours[other].append((doubt, one))
    most = float(rules.values["most_doubt"])
    for doubt, one, other in edges:
        if doubt <= most:
            groups.join(doubt, one, other)
    return {number: groups.group_of(number) for number in reports}


@dataclass(slots=True)
class _Groups:
    """Disjoint groups of reports, each known by its lowest number."""

    reports: Mapping[int, Report]
    rules: Rules
    parent: dict[int, int] = field(default_factory=dict)
    members: dict[int, list[int]] = field(default_factory=dict)
    neighbours: dict[int, list[tuple[float, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def group_of(self, number: int) -> int:
        return self.parent.get(number, number)

    def reports_of(self, group: int) -> list[int]:
        return self.members.get(group, [group])

    def join(self, doubt: float, one: int, other: int) -> None:
        """Join the groups of two reports, unless one excludes the other or a third fits too."""
        first, second = sorted((self.group_of(one), self.group_of(other)))
        if first == second or self._are_apart(first, second):
            return
        if self._has_rival(doubt, first, second) or self._has_rival(doubt, second, first):
            return
        joined = self.reports_of(first) + self.reports_of(second)
        self.members.pop(second, None)
        self.members[first] = joined
        self.parent.update(dict.fromkeys(joined, first))

    def _are_apart(self, first: int, second: int) -> bool:
        return any(
            judge(self.reports[a], self.reports[b], self.rules) is None
            for a in self.reports_of(first)
            for b in self.reports_of(second)
        )

    def _has_rival(self, doubt: float, group: int, chosen: int) -> bool:
        """Whether another group, apart from the chosen one, fits this group as well."""
        limit = doubt + float(self.rules.values["clear_by"])
        rivals = {
            self.group_of(near)
            for number in self.reports_of(group)
            for near_doubt, near in self.neighbours[number]
            if near_doubt <= limit
        } - {group, chosen}
        return any(self._are_apart(rival, chosen) for rival in sorted(rivals))
