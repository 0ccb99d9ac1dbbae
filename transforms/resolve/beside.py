"""Where a report that names no place is, by what is told beside it."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.records import AnnotatedArticle, ResolvedPlace
from transforms.resolve.places import Located, nearest_place
from transforms.resolve.reports import Group, Report
from transforms.resolve.unknown_places import NO_PLACE

TOLLS = {"kill", "die", "wound"}


def place_beside(
    groups: Sequence[Group],
    report: Report,
    annotated: AnnotatedArticle,
    located: Sequence[Located],
) -> ResolvedPlace:
    """Where a report without a place is: that of an event in its sentence, or in its paragraph.

    The paragraph's only where no event of it was told yet.
    """
    if report.place.place is not None:
        return NO_PLACE
    here = report.candidate
    told = [(g, r.candidate) for g in reversed(groups) for r in g.reports]
    placed = [(g, c) for g, c in told if g.place.place is not None]
    same = next((g for g, c in placed if c.sentence == here.sentence), None)
    is_toll = here.trigger_class in TOLLS  # who dies in the hospital of another town
    if same is not None or is_toll or any(c.paragraph == here.paragraph for _, c in told):
        return same.place if same is not None else NO_PLACE
    return nearest_place(here, annotated, located)
