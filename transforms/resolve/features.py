"""A group of reports becomes a mention: participants chosen, numbers read, features listed.

Features (see codebooks/decisions.yaml): t:<trigger class>, c:<cue>, a:<kind of agent>,
p:<kind of patient>, <trigger class>.a:<kind of its own agent>, and the sums a:armed_side,
p:armed_side, p:forces; a:aircraft, a:device, a:artillery; s:at_protest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from transforms.lexicon import Lexicon
from transforms.records import ActorReading, AnnotatedArticle, Mention, ResolvedPlace
from transforms.resolve.actors import ARMED_KINDS
from transforms.resolve.crowd_targets import at_protest
from transforms.resolve.crowds import resolve_crowd
from transforms.resolve.numbers import resolve_fatalities
from transforms.resolve.reports import Group, Report

FORCES = {"state", "police", "group", "armed", "external"}
MUTUAL = {"clash"}
SHOTS, ARREST, FLIGHT = "shoot", "arrest", "displace"
"""Of two armed sides ("police and gunmen exchanged shots"): they shoot at each other."""
THINGS = {"device", "artillery"}
LADEN = "vbied"
BY_THINGS = {"kill", "wound", "attack", "loot"}
MEETING = {"ceasefire", "talks", "release"}
CROWD_CLASSES = {"protest", "block", "riot"}
CROWDS = {"protesters", "rioters"}
SPECIFIC = ("group", "state", "police", "external", "communal", "gang", "armed")


def to_mention(group: Group, annotated: AnnotatedArticle, lexicon: Lexicon) -> Mention:
    """Return the mention that a group of reports makes."""
    agents, patients = _participants(group)
    candidates = tuple(r.candidate for r in group.reports)
    return Mention(
        candidates,
        group.date,
        group.place,
        agents,
        patients,
        resolve_fatalities(candidates, annotated, lexicon),
        resolve_crowd(candidates, annotated, lexicon),
        _features(group, agents, patients)
        | _machines(group, annotated, lexicon)
        | at_protest(group, annotated),
    )


def _machines(group: Group, annotated: AnnotatedArticle, lexicon: Lexicon) -> frozenset[str]:
    """a:aircraft, a:device, a:artillery where planes, a bomb or a shell are what kills."""
    found: set[str] = set()
    for candidate in (r.candidate for r in group.reports):
        for agent in candidate.agents:
            cues = lexicon.cues.names(agent.text)
            found |= {"a:aircraft"} if "aircraft" in cues else set()
            found |= {"a:device"} if LADEN in cues else set()
    for report in group.reports:
        if report.candidate.trigger_class in BY_THINGS:
            for word in _doers(report, annotated):
                found |= {f"a:{thing}" for thing in lexicon.cues.names(word) & THINGS}
    return frozenset(found)


def _doers(report: Report, annotated: AnnotatedArticle) -> list[str]:
    """Heads of the agents and, where these are nobody known, the subject of the sentence.

    "A bomb planted beside a road killed four": trees often take "planted" for its verb.
    """
    tokens = annotated.sentences[report.candidate.sentence].tokens
    heads = [tokens[agent.head] for agent in report.candidate.agents]
    if all(reading.kind == "unknown" for reading in report.agents):
        heads += [
            t for t in tokens if t.deprel.startswith("nsubj") and tokens[t.head].deprel == "root"
        ]
    return [head.text for head in heads]


def _participants(group: Group) -> tuple[tuple[ActorReading, ...], tuple[ActorReading, ...]]:
    agents: list[ActorReading] = []
    patients: list[ActorReading] = []
    for report in _deeds(group.reports):
        name = report.candidate.trigger_class
        mine = [_as_crowd(a, name) for a in report.agents]
        theirs = list(report.patients)
        if name == "die":
            theirs, mine = _dead_and_doers(report, mine, theirs)
        if name == "protest":  # nobody is hit by it: "contra a morte de um mototaxista"
            theirs = [r for r in theirs if r.kind in CROWDS]
        if name in MUTUAL | MEETING | {SHOTS} and not theirs:
            mine, theirs = _two_sides(mine)
        agents += mine
        patients += theirs
    factions = [r for r in (*agents, *patients) if r.kind == "group"]
    return _by_weight(_named(agents, factions)), _by_weight(_named(patients, factions))


def _named(
    readings: Iterable[ActorReading], factions: Sequence[ActorReading]
) -> Iterator[ActorReading]:
    """The readings; "the dissidents" are the faction of theirs that the same event names."""
    for reading in readings:
        own = (f for f in factions if f.form.startswith((f"{reading.form}:", f"{reading.form} - ")))
        faction = next(own, None) if reading.kind == "group" else None
        yield replace(reading, form=faction.form, inter=faction.inter) if faction else reading


def _deeds(reports: Sequence[Report]) -> Sequence[Report]:
    """Without who fled from it, and the arrest of a private person who did it.

    ("mató a dos; la policía lo capturó")
    """
    if any(_is_violence(r) for r in reports):
        reports = [r for r in reports if not _is_flight(r)]
    doers = [a for r in reports if _is_violence(r) for a in r.agents]
    if not doers or any(a.kind != "civilian" for a in doers):
        return reports
    return [r for r in reports if r.candidate.trigger_class != ARREST]


def _is_flight(report: Report) -> bool:
    kinds = {a.kind for a in report.agents}
    return report.candidate.trigger_class == FLIGHT and kinds <= {"civilian", "unknown"}


def _is_violence(report: Report) -> bool:
    return report.candidate.family == "violence" and report.candidate.trigger_class != "die"


def _dead_and_doers(
    report: Report, mine: list[ActorReading], theirs: list[ActorReading]
) -> tuple[list[ActorReading], list[ActorReading]]:
    """The subjects of dying are the dead, but not who stands behind "by"."""
    doers = {a.span for a in report.candidate.agents if a.role == "doer"}
    dead = [r for r in mine if r.span not in doers]
    return dead + theirs, [r for r in mine if r.span in doers]


def _as_crowd(reading: ActorReading, trigger_class: str) -> ActorReading:
    """People who demonstrate are protesters, whoever they are."""
    if trigger_class in CROWD_CLASSES and reading.kind in {"civilian", "rioters"}:
        return replace(reading, kind="rioters" if trigger_class == "riot" else "protesters")
    return reading


def _two_sides(
    readings: Sequence[ActorReading],
) -> tuple[list[ActorReading], list[ActorReading]]:
    armed = [r for r in readings if r.kind in ARMED_KINDS]
    sides = {(r.form, r.country): r for r in armed}
    if len(sides) < 2:
        return list(readings), []
    first, *rest = sides.values()
    return [first], rest


def _side_at(agent: ActorReading, place: ResolvedPlace) -> str:
    """The kind of an agent; an army on the soil of another state is foreign."""
    own, here = agent.country, place.place.iso3 if place.place else None
    return "foreign" if agent.kind == "state" and own and here and own != here else agent.kind


def _by_weight(readings: Iterable[ActorReading]) -> tuple[ActorReading, ...]:
    """Without repeats, named sides before generic ones, else in reading order."""
    unique: dict[tuple[str, str | None, str], ActorReading] = {}
    for reading in readings:
        key = (reading.form, reading.country, reading.kind)
        first = unique.setdefault(key, reading)
        unique[key] = replace(first, associates=first.associates or reading.associates)

    def weight(reading: ActorReading) -> int:
        return SPECIFIC.index(reading.kind) if reading.kind in SPECIFIC else len(SPECIFIC)

    return tuple(sorted(unique.values(), key=weight))


def _features(
    group: Group, agents: Sequence[ActorReading], patients: Sequence[ActorReading]
) -> frozenset[str]:
    found = {f"t:{r.candidate.trigger_class}" for r in group.reports}
    found |= {f"c:{cue}" for r in group.reports for cue in r.candidate.cues}
    found |= {f"a:{r.kind}" for r in agents} | {f"p:{r.kind}" for r in patients}
    found |= {
        f"{r.candidate.trigger_class}.a:{_side_at(agent, group.place)}"
        for r in group.reports
        for agent in r.agents
    }
    if any(r.kind in ARMED_KINDS for r in agents):
        found.add("a:armed_side")
    if any(r.kind in ARMED_KINDS for r in patients):
        found.add("p:armed_side")
    if any(r.kind in FORCES for r in patients):
        found.add("p:forces")
    return frozenset(found)
