"""Which mission "the blue helmets" of an article serve in: the only one that it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transforms.actor_names import ActorHit, ActorIndex
from transforms.records import ActorReading, AnnotatedArticle
from transforms.resolve.reports import Group

GENERIC = "UN: United Nations Peacekeepers"
UN = "United Nations"


def name_missions(
    groups: Sequence[Group],
    annotated: AnnotatedArticle,
    index: ActorIndex,
    countries: frozenset[str],
) -> None:
    """Give peacekeepers without a mission the article's; none where it names several or none."""
    sides = (a for g in groups for r in g.reports for a in (*r.agents, *r.patients))
    if not any(a.form == GENERIC for a in sides):
        return
    hits = index.find(annotated.article.text, countries)
    missions = {h.actor.form: h for h in hits if UN in h.actor.form and h.actor.form != GENERIC}
    if len(missions) != 1:
        return
    (hit,) = missions.values()
    for group in groups:
        group.reports[:] = [
            replace(
                report,
                agents=tuple(_named(a, hit) for a in report.agents),
                patients=tuple(_named(a, hit) for a in report.patients),
            )
            for report in group.reports
        ]


def _named(reading: ActorReading, hit: ActorHit) -> ActorReading:
    if reading.form != GENERIC:
        return reading
    actor = hit.actor
    return replace(reading, form=actor.form, inter=actor.inter, eras=actor.eras)
