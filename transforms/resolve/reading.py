"""What a candidate's own sentence says of day, place and participants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.actor_names import ActorIndex
from transforms.gazetteer import Gazetteer
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import ActorReading, AnnotatedArticle, Argument, Candidate, Sentence
from transforms.resolve.actors import ARMED_KINDS, read_actor
from transforms.resolve.aims import at_main_verb
from transforms.resolve.anaphora import name_back
from transforms.resolve.attribution import name_generic
from transforms.resolve.belonging import twin_forces
from transforms.resolve.captors import captors
from transforms.resolve.dates import UNDATED, resolve_date
from transforms.resolve.deeds import (
    as_communal,
    as_crowd,
    as_feud,
    as_gunmen,
    as_militia,
    as_state,
    as_wreckers,
)
from transforms.resolve.delegations import delegations
from transforms.resolve.dropped import dropped_subject
from transforms.resolve.former import as_former
from transforms.resolve.handled import is_handled
from transforms.resolve.left_subject import left_subject
from transforms.resolve.named_before import name_last
from transforms.resolve.places import Located, resolve_place
from transforms.resolve.reports import Report
from transforms.resolve.senders import launchers
from transforms.resolve.signed import changed_sides, is_unsigned, signer
from transforms.resolve.speakers import own_deed, speaking_forces
from transforms.resolve.totals import tells_total
from transforms.resolve.twin_groups import second_group
from transforms.resolve.unlisted import name_unlisted
from transforms.resolve.victims import as_victim

FIGHT = "clash"
FIGHTS = {FIGHT, "shoot"}
STOPPED = {"intercept", "shoot_down"}
LENT_KINDS = {*ARMED_KINDS, "rioters"}
MEETINGS = {"ceasefire", "talks"}
TREATIES = {*MEETINGS, "release"}
Sides = tuple[tuple[ActorReading, ...], tuple[ActorReading, ...]]


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
    reader = _Reader(candidate, annotated, lexicon, index, gazetteer, countries, sole)
    agents, patients = reader.sides()
    sentence = annotated.sentences[candidate.sentence]
    seen = at_main_verb(candidate, sentence, lexicon)
    is_late = is_handled(candidate, sentence, annotated.article.text, lexicon)
    return Report(
        candidate,
        UNDATED if is_late else resolve_date(seen, annotated, lexicon),
        resolve_place(seen, annotated, located, lexicon),
        agents,
        patients,
        tells_total(candidate, sentence, lexicon),
    )


@dataclass(frozen=True)
class _Reader:
    """Reads the participants of one candidate."""

    candidate: Candidate
    annotated: AnnotatedArticle
    lexicon: Lexicon
    index: ActorIndex
    gazetteer: Gazetteer
    countries: frozenset[str]
    sole: ActorReading | None

    def sides(self) -> Sides:
        """Who did it and to whom."""
        candidate, sentence = self.candidate, self._sentence
        name, text = candidate.trigger_class, self.annotated.article.text
        language = self.annotated.language
        agents, patients = self._agents(), self._victims()
        if name == FIGHT:
            agents = twin_forces(agents, candidate.agents, sentence, language, self.gazetteer)
        if name in FIGHTS:
            patients += self._twins(agents)
        if name in STOPPED:
            sent = (candidate.patients, sentence, text, self.lexicon, self.gazetteer)
            patients = launchers(patients, *sent)
        agents, patients = without_echoes(agents), without_echoes(patients)
        agents = tuple(as_militia(r, name, patients) for r in agents)
        if name == FIGHT:
            agents = (
                tuple(map(self._as_clan, agents, self.candidate.agents))
                if len(agents) == len(candidate.agents)
                else agents
            )
            agents, patients = as_feud(agents, patients)
        known = (candidate, sentence, patients, text, self.lexicon)
        agents = own_deed(*known, self.read) or agents
        if not agents:
            agents = speaking_forces(*known, self.read)
        agents, patients = self._signed(agents, patients)
        if name in TREATIES:
            parties = delegations(candidate.agents, agents, sentence, language, self.gazetteer)
            agents, patients = (parties[:1], parties[1:]) if parties else (agents, patients)
        if name in MEETINGS:
            named = self.read(_named_parties(sentence))
            patients += tuple(r for r in named if r.kind == "group")
        return agents, patients

    def _victims(self) -> tuple[ActorReading, ...]:
        """Those whom the deed hits; who are they, where only the deed tells it."""
        name, sentences = self.candidate.trigger_class, self.annotated.sentences
        return tuple(
            as_victim(self._read_one(a), a, sentences[a.sentence], name, self.lexicon)
            for a in self.candidate.patients
        )

    def _signed(
        self, agents: tuple[ActorReading, ...], patients: tuple[ActorReading, ...]
    ) -> Sides:
        """The sides with the one that marks in the sentence name, where the tree names none."""
        text, candidate = self.annotated.article.text, self.candidate
        known = (text, self.index, self.countries, self.lexicon)
        if not any(r.kind in ARMED_KINDS for r in (*agents, *patients)):
            agents += self.read(changed_sides(candidate, self._sentence, *known))
        found = None
        if is_unsigned(candidate, agents):
            found = signer(candidate, self._sentence, *known, self.gazetteer)
        if found is None:
            return agents, patients
        side = self._as_doer(found) if isinstance(found, Argument) else found
        others = (r for r in patients if (r.form, r.country) != (side.form, side.country))
        return (side, *agents), tuple(others)

    def _as_clan(self, reading: ActorReading, argument: Argument) -> ActorReading:
        """The armed side of clans, tribes or villages that fight each other."""
        head = self.annotated.sentences[argument.sentence].tokens[argument.head]
        words = self.lexicon.roles.get("feuding", frozenset())
        is_clan = bool({fold(head.lemma), fold(head.text)} & words) and "Number=Plur" in head.feats
        return (
            as_communal(reading) if is_clan and reading.kind in {"unknown", "civilian"} else reading
        )

    def _twins(self, agents: tuple[ActorReading, ...]) -> tuple[ActorReading, ...]:
        """The other side, where one noun joins both groups and the text names no more."""
        candidate, text = self.candidate, self.annotated.article.text
        groups = {r.form for r in agents if r.kind == "group"}
        if len(groups) != 1 or len(candidate.agents) != 1 or candidate.patients:
            return ()
        known = (self._sentence, text, self.index, self.countries, self.annotated.language)
        other = second_group(candidate.agents[0], *known)
        return (self._read_one(other),) if other else ()

    def read(self, arguments: Sequence[Argument]) -> tuple[ActorReading, ...]:
        """What the words of participants mean."""
        return tuple(self._read_one(a) for a in arguments)

    def _read_one(self, argument: Argument) -> ActorReading:
        text, language = self.annotated.article.text, self.annotated.language
        home = self.annotated.sentences[argument.sentence]
        known = (text, language, self.index, self.gazetteer, self.lexicon, self.countries)
        reading = read_actor(argument, home, *known)
        named = (argument, home, text, self.lexicon, self.gazetteer)
        reading = name_unlisted(reading, *named)
        reading = as_former(reading, home.tokens[argument.head], self.index, self.countries)
        words = (text, self.index, self.countries, self.lexicon)
        reading = name_back(reading, argument, self._sentence, *words)
        reading = name_generic(reading, argument, self._sentence, self.sole, self.lexicon)
        return name_last(reading, argument, self.annotated, *words[1:])

    def _agents(self) -> tuple[ActorReading, ...]:
        """Those of the candidate, or the subject that its sentence leaves out."""
        candidate = self.candidate
        text = self.annotated.article.text
        given = (
            candidate.agents
            or captors(candidate, self._sentence, text, self.lexicon)
            or left_subject(candidate, self._sentence, text, self.lexicon)
            or dropped_subject(candidate, self.annotated, self.lexicon)
        )
        agents = tuple(self._as_doer(a) for a in given)
        return tuple(r for r in agents if candidate.agents or r.kind in LENT_KINDS)

    def _as_doer(self, argument: Argument) -> ActorReading:
        """The reading of an agent, with what its deed makes of it."""
        name, lexicon = self.candidate.trigger_class, self.lexicon
        reading = self._read_one(argument)
        words = self.annotated.article.text[slice(*reading.span)]
        reading = as_state(reading, name, lexicon.cues.names(words))
        head = self.annotated.sentences[argument.sentence].tokens[argument.head]
        reading = as_gunmen(reading, self.candidate, head, lexicon)
        reading = as_wreckers(reading, self.candidate, head, lexicon)
        return as_crowd(reading, argument, name, lexicon)

    @property
    def _sentence(self) -> Sentence:
        return self.annotated.sentences[self.candidate.sentence]


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
