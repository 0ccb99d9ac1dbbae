"""What a candidate's own sentence says of day, place and participants."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.actor_names import ActorIndex
from transforms.gazetteer import Gazetteer
from transforms.lexicon import Lexicon
from transforms.records import ActorReading, AnnotatedArticle, Argument, Candidate, Sentence
from transforms.resolve.actors import ARMED_KINDS, as_former, read_actor
from transforms.resolve.aims import at_main_verb
from transforms.resolve.anaphora import name_back
from transforms.resolve.attribution import name_generic
from transforms.resolve.belonging import twin_forces
from transforms.resolve.dates import resolve_date
from transforms.resolve.deeds import as_crowd, as_gunmen, as_launcher, as_militia, as_state
from transforms.resolve.delegations import delegations
from transforms.resolve.dropped import dropped_subject
from transforms.resolve.places import Located, resolve_place
from transforms.resolve.reports import Report
from transforms.resolve.speakers import speaking_forces

FIGHT = "clash"
STOPPED = {"intercept", "shoot_down"}
LENT_KINDS = {*ARMED_KINDS, "rioters"}
MEETINGS = {"ceasefire", "talks"}
TREATIES = {*MEETINGS, "release"}


def read_report(
    candidate: Candidate,
    annotated: AnnotatedArticle,
    located: Sequence[Located],
    lexicon: Lexicon,
    index: ActorIndex,
    gazetteer: Gazetteer,
    countries: frozenset[str],
    sole: ActorReading | None = None,
) -> Report:
    """Return the candidate with the day, place and participants that its sentence gives.

    `countries`: ISO3 codes of the article's places; `sole`: its only armed group, if it has one.
    """
    sentence = annotated.sentences[candidate.sentence]
    text, language = annotated.article.text, annotated.language

    def read(arguments: Sequence[Argument]) -> tuple[ActorReading, ...]:
        known = (text, language, index, gazetteer, lexicon, countries)
        homes = [(a, annotated.sentences[a.sentence]) for a in arguments]
        first = (
            (as_former(read_actor(a, s, *known), s.tokens[a.head], index, countries), a)
            for a, s in homes
        )
        readings = (
            (name_back(r, a, sentence, text, index, countries, lexicon), a) for r, a in first
        )
        return tuple(name_generic(r, a, sentence, sole, lexicon) for r, a in readings)

    given = candidate.agents or dropped_subject(candidate, annotated, lexicon)
    agents = tuple(
        as_crowd(
            as_gunmen(
                as_state(r, candidate.trigger_class, lexicon.cues.names(text[slice(*r.span)])),
                candidate,
                annotated.sentences[a.sentence].tokens[a.head],
                lexicon,
            ),
            a,
            candidate.trigger_class,
            lexicon,
        )
        for r, a in zip(read(given), given, strict=True)
    )
    agents = tuple(r for r in agents if candidate.agents or r.kind in LENT_KINDS)
    patients = read(candidate.patients)
    if candidate.trigger_class == FIGHT:
        own = (agents, candidate.agents, sentence, language, gazetteer)
        agents = twin_forces(*own)
    agents, patients = without_echoes(agents), without_echoes(patients)
    if candidate.trigger_class in STOPPED:
        patients = tuple(as_launcher(r, text, lexicon) for r in patients)
    agents = tuple(as_militia(r, candidate.trigger_class, patients) for r in agents)
    if not agents:
        agents = speaking_forces(candidate, sentence, patients, text, lexicon, read)
    if candidate.trigger_class in TREATIES:
        parties = delegations(candidate.agents, agents, sentence, language, gazetteer)
        agents, patients = (parties[:1], parties[1:]) if parties else (agents, patients)
    if candidate.trigger_class in MEETINGS:
        patients += tuple(r for r in read(_named_parties(sentence)) if r.kind == "group")
    seen = at_main_verb(candidate, sentence, lexicon)
    return Report(
        candidate,
        resolve_date(seen, annotated, lexicon),
        resolve_place(seen, annotated, located, lexicon),
        agents,
        patients,
    )


def without_echoes(readings: Sequence[ActorReading]) -> tuple[ActorReading, ...]:
    """The readings without state forces seen in the middle of a group's name.

    "Karen National Liberation Army troops" are no army of the state.
    """
    groups = [r.span for r in readings if r.kind == "group" and r.span]
    return tuple(
        r
        for r in readings
        if r.kind not in {"state", "police"}
        or r.span is None
        or not any(r.span.start < g.end and g.start < r.span.end for g in groups)
    )


def _named_parties(sentence: Sentence) -> tuple[Argument, ...]:
    """Organisations of a sentence on a truce or talks: who took part, wherever the tree put it."""
    found = []
    for entity in sentence.entities:
        inside = [t.index for t in sentence.tokens if entity.start <= t.start < entity.end]
        if entity.label == "ORG" and inside:
            argument = (sentence.index, inside[0], entity.start, entity.end, entity.text, "party")
            found.append(Argument(*argument))
    return tuple(found)
