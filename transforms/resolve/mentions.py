"""Candidates of one article that report one event become one mention.

Reading order: a candidate joins the newest mention of its family whose day, place and
actors do not contradict it; a definite noun ("the attack") only ever joins. A mention's
day and place are the first that its candidates state, else those of the context.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from transforms.actor_names import ActorIndex
from transforms.gazetteer import Gazetteer
from transforms.lexicon import Lexicon
from transforms.records import (
    AnnotatedArticle,
    Candidate,
    Rejection,
    ResolvedDate,
    ResolvedPlace,
)
from transforms.resolve.anaphora import lend_sides
from transforms.resolve.attribution import apply_claims, find_claims, group_homes, sole_group
from transforms.resolve.beside import place_beside
from transforms.resolve.completion import UNTOLD, complete, is_compatible
from transforms.resolve.fights import is_other_fight, is_spoken_of
from transforms.resolve.home_country import ARTICLE_COUNTRY, home_place
from transforms.resolve.missions import name_missions
from transforms.resolve.passing import CONTEXT_DAYS, in_passing, is_aside
from transforms.resolve.places import Located, nearest_place
from transforms.resolve.reading import read_report
from transforms.resolve.refused import find_refusal
from transforms.resolve.reports import Group, Report
from transforms.resolve.sides import contradicts, hits_others, is_other_pair, is_same_day
from transforms.resolve.ties import (
    is_beyond_dateline,
    is_elsewhere,
    is_fled_from,
    is_killing,
    is_late_death,
    is_new_event,
    is_sequel,
    is_tied,
    is_toll_nearby,
    points_back,
)
from transforms.resolve.told_sides import name_sides
from transforms.resolve.totals import is_told_apart
from transforms.resolve.turns import tells_of, turns_away

BACKGROUND_DAYS = 30
ASIDE_DAYS = 10
"""Older than this, what a relative clause tells of somebody is background."""
YEAR_DAYS = 400
"""Older than this, an event is background to any news of the last days."""
OLD_DAYS = 30 * 365
LEAD_SENTENCES = 3
CONTEXT_PLACES = ("lead_place", "dateline.country", ARTICLE_COUNTRY)
NEARBY_SENTENCES = 3

NEW_EVENT = "new_event"  # the cue of a sentence that turns to something else


def group_candidates(
    annotated: AnnotatedArticle,
    candidates: Sequence[Candidate],
    located: Sequence[Located],
    lexicon: Lexicon,
    index: ActorIndex,
    gazetteer: Gazetteer,
    outlet: str | None = None,
) -> tuple[list[Group], list[Rejection]]:
    """Return the article's mentions as groups of reports, and the groups that are none.

    `outlet`: ISO3 code of the country that the article's outlet writes for.
    """
    groups: list[Group] = []
    rejections: list[Rejection] = []
    countries = frozenset(p.place.iso3 for p in located)
    sole = sole_group(annotated, index, countries) if candidates else None
    for candidate in candidates:
        report = read_report(
            candidate, annotated, located, lexicon, index, gazetteer, countries, sole
        )
        refusal = find_refusal(report, annotated, lexicon)
        refusal = refusal or _background(report, groups, annotated)
        if refusal:
            rejections.append(_reject(candidate, *refusal))
            continue
        home = _find_home(groups, report, annotated, located)
        if home is None and any(is_spoken_of(g, report) for g in groups):
            rejections.append(_reject(candidate, "NC16.no_day_no_place", "told in passing"))
            continue
        if home is None:
            home = Group(around=nearest_place(candidate, annotated, located))
            groups.append(home)
        home.reports.append(report)
        if home.date.day is None:
            home.date = report.date
        if _is_better(report.place, home.place):
            home.place = report.place
    apply_claims(groups, find_claims(annotated, lexicon, index, countries, sole) if groups else ())
    lend_sides(groups, annotated, lexicon)
    name_sides(groups, annotated, lexicon, index, countries)
    name_missions(groups, annotated, index, countries)
    homes = group_homes(annotated, index, countries) if groups else Counter()
    country = home_place(annotated, located, gazetteer, homes, outlet) if groups else None
    for number, group in enumerate(groups):
        complete(group, groups[:number], annotated, located, gazetteer, country)
    kept, refused = _keep(groups, annotated)
    return kept, rejections + refused


def _background(
    report: Report, groups: Sequence[Group], annotated: AnnotatedArticle
) -> tuple[str, str] | None:
    """Why a report is background to the event told right before it, if it is."""
    if groups and _tells_another(report, groups[-1], annotated):
        return ("NC16.other_day", "background of another day")
    if groups and is_fled_from(report, groups[-1]):
        return ("NC16.points_back", "what people flee from")
    return None


def _tells_another(report: Report, latest: Group, annotated: AnnotatedArticle) -> bool:
    """True for what led to the news: "as a result of the offensive that began on 11 November"."""
    candidate = report.candidate
    head = annotated.sentences[candidate.sentence].tokens[candidate.trigger_token]
    is_part = candidate.is_anaphoric and head.deprel in {"nmod", "obl"}
    is_bare = is_part and not report.patients and not candidate.is_reaction
    return is_bare and not is_same_day(latest.date, report.date)


def _find_home(
    groups: Sequence[Group],
    report: Report,
    annotated: AnnotatedArticle,
    located: Sequence[Located],
) -> Group | None:
    beside = place_beside(groups, report, annotated, located)
    for group in reversed(groups):
        if not is_compatible(group.place, beside):
            continue
        if _is_same_event(group, report) and not is_beyond_dateline(group, report, annotated):
            return group
    if report.candidate.is_anaphoric:
        family = report.candidate.family
        kin = (g for g in reversed(groups) if family in g.families)
        homes = (g for g in kin if g.is_total == report.is_total and not is_other_fight(g, report))
        same_day = (g for g in homes if is_same_day(g.date, report.date))
        return next((g for g in same_day if not is_elsewhere(g, report)), None)
    return None


def _is_same_event(group: Group, report: Report) -> bool:
    family = report.candidate.family
    same_sentence = any(r.candidate.sentence == report.candidate.sentence for r in group.reports)
    if (NEW_EVENT in report.candidate.cues and not same_sentence) or hits_others(group, report):
        return False
    if group.is_total != report.is_total and not same_sentence:
        return False
    is_kin = family in group.families or is_tied(group, report, same_sentence)
    if not is_kin and not is_sequel(group, report, same_sentence):
        return False
    if not is_same_day(group.date, report.date) and not is_late_death(group, report):
        return False
    gap = report.candidate.sentence - group.reports[-1].candidate.sentence
    is_far = gap > NEARBY_SENTENCES and group.date.day is None and report.date.day is not None
    if is_far and not tells_of(group, report):
        return False
    is_near = same_sentence and is_toll_nearby(group, report)
    if not is_near and not is_compatible(group.place, report.place):
        return False
    apart = (is_other_pair, is_new_event, turns_away, is_other_fight)
    if not same_sentence and any(is_other(group, report) for is_other in apart):
        return False
    is_toll = not report.candidate.makes_event and gap <= NEARBY_SENTENCES
    return same_sentence or is_toll or not contradicts(group, report)


def _is_better(new: ResolvedPlace, old: ResolvedPlace) -> bool:
    if new.place is None:
        return False
    if old.place is None:
        return True
    return (new.precision or 9) < (old.precision or 9)


def _keep(
    groups: Sequence[Group], annotated: AnnotatedArticle
) -> tuple[list[Group], list[Rejection]]:
    kept: list[Group] = []
    rejections: list[Rejection] = []
    newest = annotated.creation_time.day or max(
        (g.date.day for g in groups if g.date.day), default=None
    )
    body = [s.index for s in annotated.sentences if s.role == "body"]
    lead_end = body[:LEAD_SENTENCES][-1] if body else 0
    oldest = YEAR_DAYS if newest and _tells_news(newest, annotated) else OLD_DAYS
    for group in groups:
        first = group.reports[0].candidate
        is_known = all(r.candidate.is_known for r in group.reports)
        age = (newest - group.date.day).days if newest and group.date.day else 0
        if not any(r.candidate.makes_event or is_killing(r) for r in group.reports):
            rejections.append(_reject(first, "NC14.toll_only", "a toll without an event"))
        elif passing := in_passing(group, groups, annotated, body):
            rejections.append(_reject(first, *passing))
        elif not is_known and all(points_back(r) for r in group.reports):
            rejections.append(_reject(first, "NC16.points_back", "points back to no event here"))
        elif (
            first.sentence > lead_end
            and group.date.reason in CONTEXT_DAYS
            and (group.place.place is None or group.place.reason.startswith(CONTEXT_PLACES))
        ):
            if is_known:
                group.date = ResolvedDate(None, None, UNTOLD)
                kept.append(group)
            else:
                rejections.append(_reject(first, "NC16.no_day_no_place", "told in passing"))
        elif age > oldest or (
            age > BACKGROUND_DAYS
            and first.sentence > lead_end
            or age > ASIDE_DAYS
            and all(is_aside(r.candidate, annotated) for r in group.reports)
        ):
            rejections.append(_reject(first, "NC16.old_event", f"{age} days before the news"))
        else:
            kept.append(group)
    firsts = [g.reports[0].candidate for g in kept if is_told_apart(g, kept)]
    refused = [_reject(c, "NC10.several_events", "the toll of several events") for c in firsts]
    return [g for g in kept if not is_told_apart(g, kept)], rejections + refused


def _tells_news(newest: date, annotated: AnnotatedArticle) -> bool:
    """True when the text itself names a day of the last weeks ("on Monday", "this week")."""
    days = (t.start_day for t in annotated.timexes if t.type in {"DATE", "TIME"})
    return any(day and abs((newest - day).days) <= BACKGROUND_DAYS for day in days)


def _reject(candidate: Candidate, rule: str, reason: str) -> Rejection:
    return Rejection(
        candidate.article_id, rule, reason, candidate.trigger.start, candidate.trigger.end
    )
