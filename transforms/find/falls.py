"""Verbs whose subject is not the one who did it, and words that tell no deed.

"Goma fell into the hands of the rebels": the subject is what is taken, and who takes it stands
behind the last noun of the phrase. "Clashes pitted supporters against police" (French
"opposer"): the sides are the objects. "The march dispersed" (French "s'est dispersée") is no
intervention, "the rebels still held the town" (an imperfect) no capture, and "announced a
curfew" no curfew yet.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from transforms.find.judgements import Judgement
from transforms.find.matched import Trigger
from transforms.find.states import is_state
from transforms.find.subjects import antecedents, shared_subject
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Sentence, Token
from transforms.tree import case_words, children, is_participle

CAPTURE, CLASH, BLAST, VIOLENCE = "capture", "clash", "explode", "violence"
PLACES = {"LOC", "FAC"}
DAYS_OR_PLACES = {*PLACES, "DATE"}
MINE = "mine"
GIVEN = "hand_over"
CAUSING = {"faire", "fazer", "hacer"}
TAKEN = {CAPTURE, "recapture"}
BY_OTHERS = {"disperse", "intercept", "shoot_down", "release"}
"""Deeds that are none where people or things do them to themselves."""
OF_VICTIMS = {"kill", "die", "abduct", "rape"}
"""Classes whose adjectives tell what was done to their noun ("cuatro personas muertas")."""
LAUNCHED = {"intercept", "shoot_down", "defuse"}
"""Deeds against weapons, whose other side launched or laid them."""
OF_ITSELF: Judgement = ("background", "NC09.of_itself")
STATES = {"withdraw", "displace", "arrest", "abduct", "deploy"}
"""Deeds of which a participle tells a state ("remain displaced", "are still held")."""
LASTING: Judgement = ("background", "NC16.lasting_state")
BROKEN: Judgement = ("negated", "NC18.broken_truce")
ANNOUNCED: Judgement = ("planned", "NC03.announced")
NONE: frozenset[str] = frozenset()


def fallen_sides(
    sentence: Sentence, trigger: Trigger, lexicon: Lexicon
) -> tuple[list[int], list[int]] | None:
    """Return who did it and to whom for a verb of falling or opposing; None for others."""
    head = sentence.tokens[trigger.head]
    name = trigger.entry.trigger_class.name
    if name in OF_VICTIMS and head.upos == "ADJ" and head.deprel == "amod" and head.head >= 0:
        kids = children(sentence, head.index)
        by = [k.index for k in kids if set(case_words(sentence, k.index)) & lexicon.roles["by"]]
        return by, [head.head]
    if trigger.entry.pos != "VERB":
        return None
    if name in TAKEN and _is_in(head, "falling", lexicon):
        return _of_fall(sentence, trigger, lexicon)
    if name == CLASH and _is_in(head, "opposing", lexicon):
        return _of_opposing(sentence, head, lexicon)
    if name == BLAST and _is_step(sentence, trigger, lexicon):
        return _of_step(sentence, head, lexicon)
    return None


def _is_step(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> bool:
    """True for who drives over a mine, not for who lets it go off ("ont fait sauter le pont").

    A verb that may mean both ("acionou") tells it by the word for a mine.
    """
    head = sentence.tokens[trigger.head]
    inside = [t for t in sentence.tokens if trigger.span.start <= t.start < trigger.span.end]
    kids = children(sentence, trigger.head)
    if len(inside) < 2 or any(t.lemma in CAUSING for t in (*inside, *kids)):
        return False
    said = " ".join(t.text for t in inside)
    is_mine = _is_in(head, "tripping", lexicon) and MINE in lexicon.cues.names(said)
    return is_mine or _is_in(head, "stepping", lexicon)


def _of_step(
    sentence: Sentence, verb: Token, lexicon: Lexicon
) -> tuple[list[int], list[int]] | None:
    """Nobody, and the subject, which a mine hits ("un camion a sauté sur une mine")."""
    subjects = [k.index for k in children(sentence, verb.index) if k.deprel == "nsubj"]
    hit = antecedents(subjects, sentence, lexicon) or shared_subject(verb, sentence, lexicon)
    return ([], hit) if hit else None


def _of_fall(
    sentence: Sentence, trigger: Trigger, lexicon: Lexicon
) -> tuple[list[int], list[int]] | None:
    start, end = trigger.span
    inner = [t for t in sentence.tokens if start < t.start < end and t.upos == "NOUN"]
    takers = [
        k.index
        for noun in inner
        for k in children(sentence, noun.index)
        if k.start >= end
        if k.deprel == "amod" or (k.deprel == "nmod" and _is_of(sentence, k, lexicon))
    ]
    kids = children(sentence, trigger.head)
    takers = takers or [k.index for k in kids if k.deprel == "obl:agent"]
    takers = takers or [  # "the town fell to the rebels"
        k.index
        for k in kids
        if k.deprel == "obl"
        and any(start < c.start < end for c in children(sentence, k.index) if c.deprel == "case")
    ]
    takers = takers or _owners_of(sentence, trigger)
    subjects = [k.index for k in kids if k.deprel.startswith("nsubj")]
    subjects = subjects or shared_subject(sentence.tokens[trigger.head], sentence, lexicon)
    subjects = subjects or [k.index for k in kids if k.deprel == "obj"]  # "cayó ... la localidad"
    return (takers, subjects) if takers and subjects else None


def _owners_of(sentence: Sentence, trigger: Trigger) -> list[int]:
    """Who owns the hands or the control, before the phrase ("birliklerin eline geçti")."""
    start, end = trigger.span
    inside = [t for t in sentence.tokens if start <= t.start < end and t.upos == "NOUN"]
    kids = [k for noun in inside for k in children(sentence, noun.index)]
    return [k.index for k in kids if k.deprel == "nmod:poss" and "Case=Gen" in k.feats]


def _is_of(sentence: Sentence, noun: Token, lexicon: Lexicon) -> bool:
    """True for a genitive: with its "of", or bare where a language has none ("سيطرة الجيش").

    Also where the parser makes its "of" a part of the words before ("en poder de las Fuerzas").
    """
    cases = set(case_words(sentence, noun.index))
    before = sentence.tokens[: noun.index][-3:]
    is_fixed = any(t.deprel == "fixed" and fold(t.text) in lexicon.roles["of"] for t in before)
    is_bare = is_fixed or (not cases and "launching" in lexicon.roles)
    return bool(cases & lexicon.roles["of"]) or is_bare


def _of_opposing(
    sentence: Sentence, verb: Token, lexicon: Lexicon
) -> tuple[list[int], list[int]] | None:
    """The two objects, where the subject is an event ("heurts", "enfrentamiento")."""
    kids = children(sentence, verb.index)
    is_event = any(
        k.deprel.startswith("nsubj")
        and k.upos == "NOUN"
        and any(
            len(parts) == 1 and e.trigger_class.family == VIOLENCE
            for parts, e in lexicon.triggers.get(fold(k.lemma), ())
        )
        for k in kids
    )
    behind = [k for k in kids if k.index > verb.index]
    objects = [k.index for k in behind if k.deprel in {"obj", "nsubj"}][:1]
    others = [
        t.index
        for t in sentence.tokens
        if objects
        and t.index > objects[0]
        and (t.head == verb.index or t.deprel == "nmod")
        and t.deprel in {"obl", "nmod", "obl:arg", "iobj"}
        and set(case_words(sentence, t.index)) & lexicon.roles["opposed_to"]
        and not any(e.label in PLACES and e.start <= t.start < e.end for e in sentence.entities)
    ][:1]
    return (objects, others) if is_event and objects and others else None


def receivers(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> list[int]:
    """Who gets the place that is handed over ("handed the town over to the army")."""
    if trigger.entry.trigger_class.name != GIVEN:
        return []
    return [
        k.index
        for k in children(sentence, trigger.head)
        if k.deprel in {"obl", "nmod"}
        and set(case_words(sentence, k.index)) & lexicon.roles["recipients"]
        and not any(e.label in PLACES and e.start <= k.start < e.end for e in sentence.entities)
    ]


def losers(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> list[int]:
    """From whom a place is taken ("retook the town from the militia").

    Only where the word for from is not also that for of.
    """
    cases = lexicon.roles["from"] - lexicon.roles["of"]
    if trigger.entry.trigger_class.name not in TAKEN or cases != lexicon.roles["from"]:
        return []
    return [
        k.index
        for k in children(sentence, trigger.head)
        if k.deprel == "obl"
        and k.upos in {"NOUN", "PROPN"}
        and set(case_words(sentence, k.index)) & cases
        and not any(
            e.start <= k.start < e.end and e.label in DAYS_OR_PLACES for e in sentence.entities
        )
    ]


def launchers(
    sentence: Sentence, trigger: Trigger, things: Sequence[int], is_by: Callable[[Token], bool]
) -> list[int]:
    """Who launched the weapon that was stopped ("a missile fired by the militia")."""
    if trigger.entry.trigger_class.name not in LAUNCHED:
        return []
    return [
        agent.index
        for thing in things
        for clause in children(sentence, thing)
        if clause.deprel in {"acl", "amod"} and clause.upos in {"VERB", "ADJ"}
        for agent in children(sentence, clause.index)
        if is_by(agent)
    ]


def judge_verb(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> Judgement | None:
    """Why a trigger tells no deed of its own: reflexive, lasting, or only announced."""
    name, head = trigger.entry.trigger_class.name, sentence.tokens[trigger.head]
    if trigger.entry.pos == "VERB" and name in BY_OTHERS:
        kids = children(sentence, trigger.head)
        if any(k.deprel.startswith("expl") and k.upos == "PRON" for k in kids):
            return OF_ITSELF
    if trigger.entry.pos == "VERB" and name == CAPTURE and "Tense=Imp" in head.feats:
        return LASTING
    if name == CLASH and is_participle(head) and _is_in(head, "against_only", lexicon):
        helpers = any(k.deprel == "aux:tense" for k in children(sentence, head.index))
        return None if helpers or _of_opposing(sentence, head, lexicon) else OF_ITSELF
    if is_state(sentence, head, name, lexicon):
        return LASTING
    governor = sentence.tokens[head.head] if head.head >= 0 else head
    if name == "ceasefire" and head.deprel == "obj" and _is_in(governor, "breaking", lexicon):
        return BROKEN
    is_told = head.upos == "NOUN" and (
        (head.deprel == "obj" and name == "deploy")
        or (head.deprel in {"obj", "nsubj:pass"} and name in {"protest", "block"})
    )
    return ANNOUNCED if is_told and _is_in(governor, "announcing", lexicon) else None


def _is_in(token: Token, role: str, lexicon: Lexicon) -> bool:
    words = lexicon.roles.get(role, NONE)
    return bool(
        {fold(token.lemma), fold(token.text), *lexicon.base_forms(fold(token.text))} & words
    )
