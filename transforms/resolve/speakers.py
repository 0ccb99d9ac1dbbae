"""Forces that tell what they did: "the army said that two rockets were intercepted".

Where a sentence names nobody who stopped a missile, found arms, made arrests or killed
fighters, and an army or police force of a state tells it, that force did it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import ActorReading, Argument, Candidate, Sentence
from transforms.tree import ancestors, case_words, children, clause_head, noun_phrase, span_of

OWN_DEEDS = {"intercept", "shoot_down", "defuse", "seize_arms", "arrest"}
AGAINST_FIGHTERS = {"kill", "repel", "clash"}
FIGHTERS = {"group", "armed", "gang"}
FORCES = {"state", "police"}
ARMED = {*FIGHTERS, *FORCES, "external", "communal"}
TOLD = {"DATE", "LOC", "FAC"}
SUBJECTS = {"nsubj", "nsubj:pass"}
FRONT = range(3)
"""Words of "and in the town of" before the name of a place."""
Read = Callable[[Sequence[Argument]], tuple[ActorReading, ...]]


def speaking_forces(
    candidate: Candidate,
    sentence: Sentence,
    patients: Sequence[ActorReading],
    text: str,
    lexicon: Lexicon,
    read: Read,
) -> tuple[ActorReading, ...]:
    """Return the forces that report the candidate as a deed of theirs; mostly none.

    `read` says what the words of arguments mean.
    """
    is_fight = candidate.trigger_class in AGAINST_FIGHTERS
    is_fight &= bool(patients) and all(p.kind in FIGHTERS for p in patients)
    if candidate.trigger_class not in OWN_DEEDS and not is_fight:
        return ()
    for above in ancestors(sentence, candidate.trigger_token):
        if not {above.lemma.casefold(), fold(above.text)} & lexicon.modality["reporting"]:
            continue
        speakers = [k for k in children(sentence, above.index) if k.deprel in SUBJECTS]
        found = read([_argument(sentence, k.index, text) for k in speakers[:1]])
        return tuple(replace(r, rule="actor.speaker") for r in found if r.kind in FORCES)
    return ()


def own_deed(
    candidate: Candidate,
    sentence: Sentence,
    patients: Sequence[ActorReading],
    text: str,
    lexicon: Lexicon,
    read: Read,
) -> tuple[ActorReading, ...]:
    """Return the armed side that tells what "it" or "they" did; none where forces were hit.

    "The army said it had killed twelve rebels."
    """
    heads = [sentence.tokens[a.head] for a in candidate.agents if a.sentence == sentence.index]
    if not any(e.label in TOLD for e in sentence.entities):
        return ()  # goes on with what was told before
    if not heads or any("PronType=Prs" not in t.feats or "Person=3" not in t.feats for t in heads):
        return ()
    above = sentence.tokens[heads[0].head] if heads[0].head >= 0 else heads[0]
    for verb in (above, *ancestors(sentence, above.index)):
        if not {verb.lemma.casefold(), fold(verb.text)} & lexicon.modality["reporting"]:
            continue
        speakers = [k for k in children(sentence, verb.index) if k.deprel in SUBJECTS]
        found = read([_argument(sentence, k.index, text) for k in speakers[:1] if k not in heads])
        hit = {p.kind for p in patients}
        return tuple(
            r for r in found if r.kind in ARMED and not (r.kind in FORCES and hit & FORCES)
        )
    return ()


def _argument(sentence: Sentence, index: int, text: str) -> Argument:
    span = span_of(noun_phrase(sentence, index))
    words = text[span.start : span.end]
    return Argument(sentence.index, index, span.start, span.end, words, "agent")


def is_of_speaker(
    sentence: Sentence, index: int, locatives: frozenset[str], lexicon: Lexicon
) -> bool:
    """True for the place where those are who say it ("a source in Pemba spoke of 20 dead")."""
    token = sentence.tokens[index]
    if token.deprel != "nmod" or not locatives & set(case_words(sentence, index)):
        return False
    noun = sentence.tokens[token.head]
    if noun.deprel != "nsubj" or noun.upos != "NOUN" or fold(noun.lemma) in lexicon.triggers:
        return False
    if fold(noun.lemma) in lexicon.roles.get("local_speakers", frozenset()):
        return False
    return fold(sentence.tokens[noun.head].lemma) in lexicon.modality["reporting"]


def is_fronted(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """True for the place that opens a further piece of news ("وفي زاهدان، أعلن ...")."""
    opening = fold(sentence.tokens[0].text)
    local = lexicon.roles.get("local_speakers", frozenset())
    verb = sentence.tokens[clause_head(sentence, index)]
    if local and opening in lexicon.roles["in"] and index < verb.index:
        subjects = (k for k in children(sentence, verb.index) if k.deprel == "nsubj")
        return any(fold(k.lemma) in local for k in subjects)
    is_next = opening in lexicon.roles.get("fronting", frozenset())
    return is_next and index - 1 in FRONT and bool(case_words(sentence, index))
