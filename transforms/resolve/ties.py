"""Reports that one event has beside its own: arrests at a march, forces sent after a riot."""

from __future__ import annotations

from transforms.records import AnnotatedArticle
from transforms.resolve.actors import ARMED_KINDS
from transforms.resolve.completion import is_compatible
from transforms.resolve.reports import Group, Report
from transforms.resolve.unknown_places import UNKNOWN

TIES = {("protest", "violence"), ("protest", "arrest"), ("violence", "disrupted")}
TIES |= {("violence", "arrest")}  # arrests at a riot
IN_ONE = {frozenset({"transfer", "agreement"})}
"""What is one in one sentence only: a base is handed over, and fighters lay down their arms."""
SEQUELS = {
    "deploy": {"protest", "violence"},
    "release": {"protest", "arrest", "violence"},
    "surrender": {"violence"},
    "displace": {"violence"},
    "mass_grave": {"violence"},
}
"""What goes with the event told right before it: forces sent, people let go again or driven out."""
CROWD_KINDS = {"protesters", "rioters"}
VIOLENT_CROWD = "violent_crowd"
DISPLACE, ABDUCT, RELEASE = "displace", "abduct", "release"
VERB = ".verb"
"""In the id of a trigger that is a verb."""
PROTEST, ARREST, DEATH, DOER = "protest", "arrest", "die", "doer"
VIOLENCE, RIOT = "violence", "riot"
LATE_DAYS = 10
"""Days within which who dies later, told in the same sentence, dies of the event."""
HITS = {"kill", "die", "attack", "explode", "shell", "airstrike", "bombard"}
TOLLS = {"kill", "die", "wound"}
CLOSE = 0.15
"""Degrees: some 10 km, a town and its outskirts."""
STOPPED = {"intercept", "shoot_down"}
LAUNCHED = {"shell", "airstrike", "attack"}
NEAR = 2
"""Sentences within which arrests told without day and place are those of the crowd before."""


def is_tied(group: Group, report: Report, same_sentence: bool) -> bool:
    """Violence or arrests belong to a protest when they meet its crowd, or its sentence."""
    family = report.candidate.family
    if same_sentence and any(frozenset({f, family}) in IN_ONE for f in group.families):
        return True
    if not any((f, family) in TIES or (family, f) in TIES for f in group.families):
        return False
    sides = [a.kind for a in (*report.agents, *report.patients)]
    sides += [a.kind for r in group.reports for a in (*r.agents, *r.patients)]
    if same_sentence or any(kind in CROWD_KINDS for kind in sides):
        return True
    if family == VIOLENCE and (_is_aftermath(group, report) or _is_met(group, report)):
        return True
    if family == PROTEST:
        is_riot = any(VIOLENT_CROWD in r.candidate.cues for r in group.reports)
        return is_riot and _is_near(group, report)
    return family == ARREST and PROTEST in group.families and _is_near(group, report)


def _is_near(group: Group, report: Report) -> bool:
    gap = report.candidate.sentence - group.reports[-1].candidate.sentence
    return gap <= NEAR and report.place.place is None


def _is_aftermath(group: Group, report: Report) -> bool:
    """True for those hurt in a riot told right before ("Quatre policiers ont été blessés")."""
    is_riot = any(r.candidate.trigger_class == RIOT for r in group.reports)
    is_hurt = report.candidate.trigger_class in {"wound", "beat"} and _is_bare(report)
    return is_riot and is_hurt and _is_near(group, report)


def _is_met(group: Group, report: Report) -> bool:
    """True for people beaten or hurt right behind a demonstration, by the police or nobody named.

    "La gendarmerie leur a barré l'accès et deux membres du barreau ont été molestés." So are
    forces that are hit right behind a riot ("les gendarmes, visés par des projectiles").
    """
    candidate, latest = report.candidate, group.reports[-1].candidate
    is_next = candidate.paragraph == latest.paragraph and candidate.sentence - latest.sentence == 1
    is_hurt = candidate.trigger_class in {"wound", "beat"} and _is_bare(report)
    doing = {a.kind for a in report.agents} <= {"police", "state", "unknown"}
    is_riot = any(r.candidate.trigger_class == RIOT for r in group.reports)
    hit = {a.kind for a in report.patients}
    is_hit = is_riot and _is_bare(report) and bool(hit) and hit <= {"police", "state"}
    return PROTEST in group.families and is_next and doing and (is_hurt or is_hit)


def _is_bare(report: Report) -> bool:
    return report.date.day is None and report.place.place is None


def is_sequel(group: Group, report: Report, same_sentence: bool) -> bool:
    """True for what an event led to, in its sentence or, beside a protest, in the next one."""
    if same_sentence and _is_cause(group, report):
        return True
    if report.candidate.trigger_class == RELEASE and _is_vaguer(group, report):
        return False  # "la monja, secuestrada en marzo, recobró la libertad el sábado"
    before = SEQUELS.get(report.candidate.trigger_class, set()) & group.families
    gap = report.candidate.sentence - group.reports[-1].candidate.sentence
    is_next = gap == 1 and (PROTEST in before or (_is_bare(report) and "violence" in before))
    sent = {a.kind for a in report.agents} & {"state", "police"}
    if report.candidate.trigger_class == "deploy" and before == {"violence"} and sent:
        return False  # troops sent after an attack are not a side of it
    if report.candidate.trigger_class in {"release", "surrender"} and before == {"violence"}:
        is_next = False  # freed or taken in an attack, not days after it
    return bool(before) and (same_sentence or is_next)


def _is_vaguer(group: Group, report: Report) -> bool:
    """True for a group dated by a week or a month, and a report with its own day."""
    return (group.date.precision or 1) > (report.date.precision or 9)


def _is_cause(group: Group, report: Report) -> bool:
    """True for what a flight told before it fled from ("huyeron después de que ... entrara").

    A verb tells it; "fled because of attacks" stays a flight.
    """
    classes = {r.candidate.trigger_class for r in group.reports}
    if VERB not in report.candidate.trigger_id or not {a.kind for a in report.agents} & ARMED_KINDS:
        return False
    led = [SEQUELS.get(name, set()) for name in classes]
    return classes == {DISPLACE} and all(report.candidate.family in families for families in led)


def is_fled_from(report: Report, group: Group) -> bool:
    """True for a noun without sides, day and place in the sentence of a flight ("from clashes")."""
    candidate = report.candidate
    is_flight = all(r.candidate.trigger_class == DISPLACE for r in group.reports)
    same_sentence = group.reports[-1].candidate.sentence == candidate.sentence
    is_noun = VERB not in candidate.trigger_id and candidate.family == VIOLENCE
    is_told = _is_bare(report) or report.date == group.date
    has_sides = bool(report.agents or report.patients)
    return is_flight and same_sentence and is_noun and is_told and not has_sides


def is_toll_nearby(group: Group, report: Report) -> bool:
    """True for the dead of a town, and what they died of in its quarter."""
    here, there = group.place.place, report.place.place
    if here is None or there is None:
        return False
    tolls = [r.candidate.trigger_class in TOLLS for r in group.reports]
    is_cause = all(tolls) and report.candidate.trigger_class not in TOLLS
    is_near = abs(here.latitude - there.latitude) + abs(here.longitude - there.longitude) < CLOSE
    return is_cause and here.iso3 == there.iso3 and is_near


def is_late_death(group: Group, report: Report) -> bool:
    """True for "four were killed at once, and a fifth died the next day"."""
    latest = group.reports[-1].candidate
    if report.candidate.trigger_class != DEATH or report.candidate.sentence != latest.sentence:
        return False
    if group.date.day is None or report.date.day is None:
        return False
    return 0 <= (report.date.day - group.date.day).days <= LATE_DAYS


def is_new_event(group: Group, report: Report) -> bool:
    """True for a report that tells another event than the group's, in a sentence of its own.

    Day and place of their own in another paragraph, where the group has neither ("In the second
    attack, ...") or its paragraph speaks of another town; people killed by a missile, behind
    those that were shot down.
    """
    candidate = report.candidate
    is_apart = all(r.candidate.paragraph != candidate.paragraph for r in group.reports)
    if is_apart and _is_in_other_unknown(group, report):
        return not candidate.is_anaphoric
    is_placed = report.date.day is not None and report.place.place is not None
    has_none = group.date.day is None and group.place.place is None
    if is_apart and is_placed and not candidate.is_anaphoric:
        is_around = group.place.place is not None or is_compatible(group.around, report.place)
        if has_none or not is_around:
            return True
    classes = {r.candidate.trigger_class for r in group.reports}
    is_hit = candidate.trigger_class in HITS and report.place.place is not None
    return is_hit and classes <= STOPPED | LAUNCHED and bool(classes & STOPPED)


def _is_in_other_unknown(group: Group, report: Report) -> bool:
    """True for an event in a town that nobody knows, and that is not the group's."""
    mine, theirs = report.place.reason, {r.place.reason for r in group.reports}
    is_town = report.place.place is not None and report.place.place.kind == "city"
    if is_town and group.place.place is None and any(t.startswith(UNKNOWN) for t in theirs):
        return True
    if not mine.startswith(UNKNOWN) or mine in theirs:
        return False
    return group.place.place is not None or any(t.startswith(UNKNOWN) for t in theirs)


def is_elsewhere(group: Group, report: Report) -> bool:
    """True for a march or arrests in another town ("in Ankara the march passed off peacefully")."""
    is_other = not is_compatible(group.place, report.place)
    place = report.place.place
    is_town = place is not None and place.kind == "city"
    is_arrest = report.candidate.family == ARREST and bool(report.patients) and is_town
    is_taken = report.candidate.trigger_class == ABDUCT and bool(report.agents) and is_town
    return is_other and (is_crowd_of(report) or is_arrest or is_taken)


def is_beyond_dateline(group: Group, report: Report, annotated: AnnotatedArticle) -> bool:
    """True for a crowd of its own day and town, behind one told under another town's dateline."""
    place, candidate = report.place.place, report.candidate
    if group.place.place is not None or place is None or not is_crowd_of(report):
        return False
    if report.date.day is None or candidate.is_anaphoric or group.date.day is None:
        return False
    if any(r.candidate.paragraph == candidate.paragraph for r in group.reports):
        return False
    text = annotated.article.text
    lines = [text[s.start : s.end] for s in annotated.sentences if s.role == "dateline"]
    return bool(lines) and not any(place.name.casefold() in line.casefold() for line in lines)


def is_crowd_of(report: Report) -> bool:
    """True for a demonstration told with a town of its own."""
    place = report.place.place
    is_town = place is not None and place.kind == "city"
    return is_town and report.candidate.trigger_class == PROTEST


def points_back(report: Report) -> bool:
    """A definite noun without own agent, and without own day and target, reports nothing."""
    has_own = report.date.day is not None and report.patients
    is_bare = report.candidate.is_anaphoric and not report.candidate.is_reaction
    return is_bare and not report.agents and not has_own and not is_crowd_of(report)


def is_killing(report: Report) -> bool:
    """True for a death with who is behind it ("perdieron la vida a manos de pistoleros")."""
    doers = {a.span for a in report.candidate.agents if a.role == DOER}
    is_death = report.candidate.trigger_class == DEATH
    return is_death and any(a.kind in ARMED_KINDS and a.span in doers for a in report.agents)
