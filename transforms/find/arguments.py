"""Who did it and to whom: participants of a verb or an event noun, read off the tree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from transforms.find.doers import clause_subjects, doers_of_operation
from transforms.find.falls import fallen_sides, launchers, losers, receivers
from transforms.find.light_verbs import OF_VICTIM, by_owners, inner_owners, is_possessor
from transforms.find.linear import counted, fill_in, mistagged_sides
from transforms.find.matched import Trigger
from transforms.find.pronouns import of_pronouns
from transforms.find.subjects import (
    antecedents,
    bare_subject,
    is_mute_passive,
    is_passive,
    is_suffered,
    lent_subject,
    modifies_passively,
    shared_subject,
    with_clauses,
)
from transforms.find.titles import is_marked_name, titled_cases
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.light_verb import light_verb
from transforms.records import Argument, Sentence, Span, Token
from transforms.tree import (
    beside,
    case_words,
    children,
    conjuncts,
    has_joint_case,
    is_in_date,
    is_in_place,
    is_numbered,
    modifiers,
    noun_phrase,
    outside,
    span_of,
)

NEVER_PASSIVE = {"protest", "riot"}  # without an object, though a tagger takes a past for passive
SELF = "Reflex=Yes"


@dataclass(frozen=True, slots=True)
class Arguments:
    """Participants by role; each coordinated participant is one argument."""

    agents: tuple[Argument, ...]
    patients: tuple[Argument, ...]


def find_arguments(sentence: Sentence, trigger: Trigger, text: str, lexicon: Lexicon) -> Arguments:
    """Return the agents and patients of a trigger, in reading order, without duplicates."""
    reader = _Reader(sentence, text, lexicon)
    head = sentence.tokens[trigger.head]
    fallen = fallen_sides(sentence, trigger, lexicon)
    if fallen:
        agents, patients = fallen
    elif head.upos in {"VERB", "AUX"}:
        agents, patients = reader.of_verb(head, trigger)
    elif trigger.entry.pos == "VERB":
        agents, patients = mistagged_sides(sentence, trigger.span, reader.is_by)
    else:
        agents, patients = reader.of_noun(head, trigger)
    agents, patients = fill_in(sentence, trigger, agents, patients, lexicon)
    agents = (
        outside(agents, sentence, trigger.span)
        or [i for i in agents if sentence.tokens[i].deprel == "nsubj" and i != trigger.head]
        or inner_owners(sentence, trigger)
    )
    patients = [i for i in trigger.around(patients, sentence) if i not in agents]
    patients += launchers(sentence, trigger, patients, reader.is_by)
    patients += receivers(sentence, trigger, lexicon) + losers(sentence, trigger, lexicon)
    whom = reader.arguments(of_pronouns(patients, sentence, lexicon), "patient", trigger.span)
    heads = {argument.head for argument in whom}
    who = tuple(a for a in reader.arguments(agents, "agent", trigger.span) if a.head not in heads)
    return Arguments(who, whom)


@dataclass(frozen=True)
class _Reader:
    sentence: Sentence
    text: str
    lexicon: Lexicon

    def of_verb(self, verb: Token, trigger: Trigger) -> tuple[list[int], list[int]]:
        is_active = trigger.entry.trigger_class.name in NEVER_PASSIVE and verb.index == trigger.head
        kids = children(self.sentence, verb.index)
        is_marked = not is_active and is_passive(verb, self.sentence, self.lexicon)
        helped = any(k.deprel in {"aux", "aux:tense"} for k in kids)  # "avoir tiré"
        is_modifier = modifies_passively(verb) and not helped
        inside = trigger.inside(self.sentence)
        below = [k for t in inside if t is not verb for k in children(self.sentence, t.index)]
        by = [k.index for k in (*kids, *with_clauses(below, self.sentence)) if self.is_by(k)]
        objects = [k.index for k in kids if k.deprel in {"obj", "iobj"} and SELF not in k.feats]
        subjects = [k.index for k in kids if k.deprel.startswith("nsubj")]
        sides = [k.index for k in below if k.deprel == "nmod" and self._has(k, "with")]
        targets = [k.index for k in kids if self._is_target(k)] or sides or trigger.aimed(inside)
        targets = targets or [k.index for k in below if self._is_target(k)]
        if is_marked or is_modifier or (not objects and is_mute_passive(verb, self.lexicon)):
            patients = antecedents(subjects, self.sentence, self.lexicon)
            patients = patients or shared_subject(verb, self.sentence, self.lexicon)
            by = by or doers_of_operation(kids, self.sentence, self.lexicon)
            if patients and not outside(patients, self.sentence, trigger.span):
                return by, targets
            modified = [verb.head] if verb.deprel in {"acl", "acl:relcl", "amod"} else []
            return by, patients or modified
        sentence, lexicon = self.sentence, self.lexicon
        agents = antecedents(subjects, sentence, lexicon) or lent_subject(verb, sentence, lexicon)
        agents = agents or shared_subject(verb, sentence, lexicon) or bare_subject(verb, sentence)
        if is_suffered(verb, trigger, lexicon):
            return by, agents
        inner = objects or [t.index for t in inside if t.upos == "NOUN"]  # "acabó con la vida"
        behind = outside(self._behind(inner), sentence, trigger.span)
        return agents + by, trigger.around(objects, self.sentence) or behind or targets

    def of_noun(self, noun: Token, trigger: Trigger) -> tuple[list[int], list[int]]:
        meaning, roles = trigger.entry.trigger_class, self.lexicon.roles
        sides: dict[str | None, list[int]] = {"agent": [], "patient": [], "owner": []}
        agents, patients, owners = sides["agent"], sides["patient"], sides["owner"]
        kids = modifiers(self.sentence, noun, roles["between"] | roles["with"])
        told = [k for k in kids if k.deprel != "nmod:poss" and not is_in_place(self.sentence, k)]
        named = {self._side_of_modifier(k) for k in told}
        for kid in kids:
            below, is_clause = children(self.sentence, kid.index), kid.deprel == "acl"
            doers = self._by(kid)
            is_made = kid.deprel == "amod" and bool(doers)  # "embuscade tendue par des bandits"
            side = None if is_made else self._side_of_modifier(kid)
            is_victim = meaning.name in OF_VICTIM and is_possessor(self.sentence, kid)
            side = "owner" if is_victim and not named & {"patient", "owner"} else side
            sides.setdefault(side, []).append(kid.index)
            is_clause &= kid.upos == "VERB"
            agents += doers if is_made or is_clause else []
            patients += [k.index for k in below if is_clause and self._has(k, "recipients")]
            agents += clause_subjects(kid, self.sentence, self.lexicon)
        (patients if meaning.name == "die" else agents).extend(sides.get("between", []))
        if owners and is_possessor(self.sentence, self.sentence.tokens[owners[0]]):
            agents = [i for i in agents if i > owners[0]]  # "presidential hopeful Galan's murder"
        by = [i for i in agents if self.is_by(self.sentence.tokens[i])]
        agents = by or agents or [i for o in owners for i in self._by(self.sentence.tokens[o])]
        doing = [i for i in owners if by_owners(self.sentence, noun, i, meaning, self.lexicon)]
        agents += doing
        patients = [i for i in owners if i not in doing] + patients
        light_agents, light_patients = self._of_light_verb(noun, trigger)
        light_agents = [] if meaning.name == "die" else light_agents  # "faisant six morts"
        return self._split_between(noun, light_agents + agents, patients + light_patients)

    def _by(self, token: Token) -> list[int]:
        return [k.index for k in children(self.sentence, token.index) if self.is_by(k)]

    def _of_light_verb(self, noun: Token, trigger: Trigger) -> tuple[list[int], list[int]]:
        """The sides of the verb that the noun completes ("launch", "suffer"), without the noun."""
        if (light := light_verb(self.sentence, noun, self.lexicon)) is None:
            return [], []
        agents, patients = self.of_verb(light, trigger.of_noun(noun))
        below = children(self.sentence, light.index)
        patients = patients + [k.index for k in below if self._is_target(k)]
        if fold(light.lemma) in self.lexicon.roles.get("suffering", frozenset()):
            agents, patients = [], agents
        return [i for i in agents if i != noun.index], [i for i in patients if i != noun.index]

    def _side_of_modifier(self, kid: Token) -> str | None:
        """Role of a modifier of an event noun, by its relation and adposition."""
        if kid.deprel in {"compound", "amod", "nmod:poss"}:
            is_owner = kid.deprel == "amod" and kid.upos == "NOUN"
            return None if kid.upos in {"NUM", "DET"} else "owner" if is_owner else "agent"
        if self.is_by(kid) or (kid.deprel == "acl" and self._has(kid, "by")):
            return "agent"
        if kid.deprel not in {"nmod", "obl"}:
            return None
        if self._has(kid, "between"):
            return "between"
        if self._is_owner(kid):
            return "owner"
        is_target = any(self._has(kid, role) for role in ("with", "target"))
        return "patient" if is_target else None

    def _is_owner(self, kid: Token) -> bool:
        """A bare noun or a genitive ("убийство мэра"), or one with "of"; no bare number."""
        has_parts = any(self._has(k, "of") for k in children(self.sentence, kid.index))
        if is_in_date(self.sentence, kid) or (kid.upos == "NUM" and not has_parts):
            return False
        if self._has(kid, "of"):
            return True
        is_marked = is_marked_name(self.sentence, kid.index)
        return kid.deprel == "nmod" and kid.upos in {"NOUN", "PROPN"} and not is_marked

    def arguments(self, indexes: Iterable[int], role: str, trigger: Span) -> tuple[Argument, ...]:
        found: dict[int, Argument] = {}
        for first in indexes:
            apposed = [k.index for k in children(self.sentence, first) if k.deprel == "appos"]
            for index in (*conjuncts(self.sentence, first), *apposed):
                token = self.sentence.tokens[index]
                if index in found or token.upos in {"VERB", "PUNCT", "ADV"}:
                    continue
                if index in apposed and any(a.start <= token.start < a.end for a in found.values()):
                    continue
                phrase = counted(self.sentence, token, self.lexicon)
                phrase = phrase or noun_phrase(self.sentence, index)
                span = beside(span_of(phrase), token, trigger)
                words = self.text[span.start : span.end]
                place = (self.sentence.index, index, span.start, span.end)
                found[index] = Argument(*place, words, role)
        return tuple(found.values())

    def _split_between(
        self, noun: Token, agents: list[int], patients: list[int]
    ) -> tuple[list[int], list[int]]:
        for kid in modifiers(self.sentence, noun, self.lexicon.roles["between"]):
            if kid.index in agents and self._has(kid, "between"):
                return agents, patients + conjuncts(self.sentence, kid.index)[1:]
        return agents, patients

    def _behind(self, objects: list[int]) -> list[int]:
        """Whom the object's own nouns name: "claimed the lives of X", "opened fire on X"."""
        return [
            k.index
            for index in objects
            for k in children(self.sentence, index)
            if k.deprel == "nmod" and not is_in_date(self.sentence, k)
        ]

    def _is_target(self, kid: Token) -> bool:
        """An oblique that is hit ("fired on X") or counted ("expelled about 200 families")."""
        if kid.deprel != "obl" or is_in_date(self.sentence, kid):
            return False
        cases, roles = set(case_words(self.sentence, kid.index)), ("target", "with", "recipients")
        is_bare = not cases and kid.upos in {"NOUN", "NUM"}  # "killed at least six", in some trees
        is_counted = is_bare and (kid.upos == "NUM" or is_numbered(self.sentence, kid))
        hit = is_counted or any(self._has(kid, role) for role in roles)
        return hit or bool(cases) and cases <= self.lexicon.approximators

    def is_by(self, token: Token) -> bool:
        """True for the agent of a passive or of an event noun."""
        if token.deprel not in {"obl", "nmod", "obj"}:
            return token.deprel == "obl:agent"
        is_noun_agent = token.deprel == "nmod" and "Case=Ins" in token.feats
        is_noun_agent &= not case_words(self.sentence, token.index)
        return is_noun_agent or (
            self._has(token, "by") and not has_joint_case(self.sentence, token)
        )

    def _has(self, token: Token, role: str) -> bool:
        return bool(set(titled_cases(self.sentence, token.index)) & self.lexicon.roles[role])
