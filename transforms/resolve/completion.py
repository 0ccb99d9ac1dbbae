"""Day and place of a group of reports that state none: from the context, with the reason."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.gazetteer import Gazetteer
from transforms.records import AnnotatedArticle, ResolvedDate, ResolvedPlace
from transforms.resolve.dates import nearest_date, news_day
from transforms.resolve.place_context import dateline_place
from transforms.resolve.place_relations import is_same_place
from transforms.resolve.places import NO_PLACE, Located, nearest_place
from transforms.resolve.reports import Group

SAME_DAY = "same_day"
"""The cue of a sentence that goes on with the day told before ("meanwhile")."""
UNTOLD = "untold_day"
"""A deed known from a reaction only: the days around it are those of the reaction."""


def complete(
    group: Group,
    earlier: Sequence[Group],
    annotated: AnnotatedArticle,
    located: Sequence[Located],
    gazetteer: Gazetteer,
    home: ResolvedPlace | None,
) -> None:
    """Fill day and place from the context where the reports state none.

    `home` is the country that the article speaks of.
    """
    first = group.reports[0].candidate
    if group.date.day is None and all(r.candidate.is_reaction for r in group.reports):
        group.date = ResolvedDate(None, None, UNTOLD)
    elif group.date.day is None and SAME_DAY in first.cues and earlier:
        group.date = earlier[-1].date
    elif group.date.day is None:
        near_day = nearest_date(first, annotated)
        group.date = near_day if near_day.day else news_day(annotated)
    if group.place.precision is None:
        near = nearest_place(first, annotated, located)
        if near.place is None and earlier and earlier[0].place.precision:
            lead = earlier[0].place
            near = ResolvedPlace(lead.place, lead.precision, "lead_place", lead.span)
        if near.place is None:
            line = dateline_place(first, annotated, located, gazetteer) or NO_PLACE
            near = line if line.precision is not None else home or line
        if near.place is not None and is_compatible(group.place, near):
            group.place = near


def is_compatible(one: ResolvedPlace, other: ResolvedPlace) -> bool:
    """True for places that may be one, also where one of them is not told."""
    if one.place is None or other.place is None:
        return True
    return is_same_place(one.place, other.place)
