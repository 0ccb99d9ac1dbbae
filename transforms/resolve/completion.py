"""Day and place of a group of reports that state none: from the context, with the reason."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.gazetteer import Gazetteer, normal_form
from transforms.gazetteer.words import load_place_words
from transforms.records import AnnotatedArticle, Candidate, ResolvedDate, ResolvedPlace
from transforms.resolve.dates import nearest_date, news_day
from transforms.resolve.day_after import day_after
from transforms.resolve.home_country import country_place
from transforms.resolve.place_context import dateline_place
from transforms.resolve.place_names import PLACE_LABELS
from transforms.resolve.place_relations import is_same_place
from transforms.resolve.places import Located, nearest_place, to_event_place
from transforms.resolve.reports import Group
from transforms.resolve.unknown_places import NO_PLACE

SAME_DAY = "same_day"
"""The cue of a sentence that goes on with the day told before ("meanwhile")."""
UNTOLD = "untold_day"
"""A deed known from a reaction only: the days around it are those of the reaction."""

OTHER_DAY = "other_day"
"""Counted from what has no day here ("the day before the vote"): the news day is not it."""
UNKNOWN_DAY = "XXXX-XX-XX"


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
    if group.date.day is None:
        group.date = _day(group, earlier, annotated)
    if group.place.precision is None:
        near, is_elsewhere = NO_PLACE, _names_unknown(first, annotated, located)
        if all(r.candidate.is_reaction for r in group.reports):
            near = home or near
        else:
            near = nearest_place(first, annotated, located)
            if near.place is None and not is_elsewhere:
                near = _place_before(first, earlier, annotated, located)
                near = near if near.place else _sole_town(first, annotated, located)
            if near.place is None and is_elsewhere:
                near = home or _country_before(first, earlier, annotated, located, gazetteer)
        if near.place is None:
            line = dateline_place(first, annotated, located, gazetteer) or NO_PLACE
            line = _country_of(line, located, gazetteer) if is_elsewhere else line
            near = line if line.precision is not None else home or line
        if near.place is not None and is_compatible(group.place, near):
            group.place = near


def _country_of(
    line: ResolvedPlace, located: Sequence[Located], gazetteer: Gazetteer
) -> ResolvedPlace:
    """The dateline's country alone, for what the text puts elsewhere ("near Lake Chad")."""
    place = country_place(line.place.iso3, located, gazetteer) if line.place else None
    return ResolvedPlace(place, None, "dateline.country", line.span) if place else NO_PLACE


def _day(group: Group, earlier: Sequence[Group], annotated: AnnotatedArticle) -> ResolvedDate:
    """The day told before; none for a deed that is only reacted to."""
    first = group.reports[0].candidate
    if all(r.candidate.is_reaction for r in group.reports):
        return ResolvedDate(None, None, UNTOLD)
    if any(_is_of_other_day(r.candidate, annotated) for r in group.reports):
        return ResolvedDate(None, None, OTHER_DAY)
    if SAME_DAY in first.cues and earlier and earlier[-1].date.day is not None:
        return earlier[-1].date
    near_day = day_after(first, annotated)
    near_day = near_day if near_day.day else nearest_date(first, annotated)
    return near_day if near_day.day else news_day(annotated)


def _is_of_other_day(candidate: Candidate, annotated: AnnotatedArticle) -> bool:
    return any(
        t.type == "DATE" and t.value == UNKNOWN_DAY
        for t in annotated.timexes
        if candidate.clause.start <= t.start < candidate.clause.end
    )


def _country_before(
    first: Candidate,
    earlier: Sequence[Group],
    annotated: AnnotatedArticle,
    located: Sequence[Located],
    gazetteer: Gazetteer,
) -> ResolvedPlace:
    """The country of the article's first event, for one in a town that nobody knows."""
    before = _place_before(first, earlier, annotated, located).place
    place = country_place(before.iso3, located, gazetteer) if before else None
    return ResolvedPlace(place, None, "lead_place.country") if place else NO_PLACE


def _names_unknown(
    first: Candidate, annotated: AnnotatedArticle, located: Sequence[Located]
) -> bool:
    """True where its own sentence names a place that the gazetteer has not, and no other."""
    if any(p.sentence == first.sentence for p in located):
        return False
    sentence = annotated.sentences[first.sentence]
    parts = load_place_words().part_words | {"place"}  # "Place de la Democratie"
    return any(
        e.label in PLACE_LABELS
        and e.text[:1].isupper()
        and not parts & {*normal_form(e.text).split()[:1], *normal_form(e.text).split()[-1:]}
        for e in sentence.entities
    )


def _place_before(
    first: Candidate,
    earlier: Sequence[Group],
    annotated: AnnotatedArticle,
    located: Sequence[Located],
) -> ResolvedPlace:
    """That of the article's first event, or the only town that was named before."""
    if earlier and earlier[0].place.precision:
        lead = earlier[0].place
        return ResolvedPlace(lead.place, lead.precision, "lead_place", lead.span)
    towns = [p for p in located if p.is_event_place and p.place.kind == "city"]
    if len({p.place.name for p in towns}) == 1 and 0 <= towns[0].sentence < first.sentence:
        return to_event_place(towns[0], annotated, "lead_place")
    return NO_PLACE


def _sole_town(
    first: Candidate, annotated: AnnotatedArticle, located: Sequence[Located]
) -> ResolvedPlace:
    """The only town of its paragraph, told behind it ("... the kidnapped. All live in Pala")."""
    towns = [
        p
        for p in located
        if p.is_event_place
        and p.place.kind == "city"
        and p.sentence > first.sentence
        and annotated.sentences[p.sentence].paragraph == first.paragraph
    ]
    if len({p.place.name for p in towns}) != 1:
        return NO_PLACE
    return to_event_place(towns[0], annotated, "paragraph_place")


def is_compatible(one: ResolvedPlace, other: ResolvedPlace) -> bool:
    """True for places that may be one, also where one of them is not told."""
    if one.place is None or other.place is None:
        return True
    return is_same_place(one.place, other.place)
