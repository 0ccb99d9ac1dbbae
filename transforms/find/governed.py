"""Whether the words that a trigger governs have a cue that its entry asks for."""

from __future__ import annotations

from transforms.find.falls import fallen_sides
from transforms.find.linear import follows
from transforms.find.matched import Trigger
from transforms.lexicon import NAMED_PLACE, Lexicon
from transforms.records import Sentence, Span, Token
from transforms.tree import (
    case_words,
    children,
    conjuncts,
    is_participle,
    noun_phrase,
    span_of,
    subtree,
)

OBJECTS = {"obj", "obl", "nmod", "compound", "acl"}
PEOPLE, CIVILIANS = "people", "civilians"
PLACE_LABELS = {"LOC", "FAC"}
CAPTURE, FINDING = "capture", "seize_arms"
AGAINST_ARMS = {"intercept", "shoot_down", "defuse"}
"""Deeds whose "with a rocket" is no object of theirs."""


def governs_object(sentence: Sentence, trigger: Trigger, text: str, lexicon: Lexicon) -> bool:
    """True when the words that the trigger governs have a cue that its entry asks for."""
    wanted = trigger.entry.object
    if not wanted:
        return True
    fallen = fallen_sides(sentence, trigger, lexicon)
    taken = fallen[1] if fallen else []
    heads = _words_of(sentence, trigger)
    kids = tuple(k for h in heads for k in children(sentence, h))
    is_passive = trigger.entry.trigger_class.name in {CAPTURE, *AGAINST_ARMS} and any(
        k.deprel == "nsubj:pass" for k in kids
    )
    kids = (*kids, *_modified(sentence, trigger))
    has_object = _has_object(sentence, trigger, lexicon)
    is_against_arms = trigger.entry.trigger_class.name in AGAINST_ARMS
    for kid in kids:
        is_own = kid.head in heads and _is_object(sentence, kid, lexicon, is_against_arms)
        if kid.head in heads and not is_own and kid.index not in taken:
            continue
        is_where = set(case_words(sentence, kid.index)) & lexicon.roles["locative"]
        if kid.deprel.startswith("obl") and (
            is_passive or (has_object and (is_where or is_against_arms))
        ):
            continue
        if _is_wanted(sentence, kid, trigger, text, lexicon):
            return True
    own = text[trigger.span.start : trigger.span.end]
    behind = text[slice(*follows(sentence, trigger, lexicon))]
    return bool(wanted & lexicon.cues.names(f"{own if ' ' in own else ''}\n{behind}"))


def _words_of(sentence: Sentence, trigger: Trigger) -> list[int]:
    """The trigger's head and what depends on it in the trigger ("X'e hâkim oldu")."""
    start, end = trigger.span
    inside = (k for k in children(sentence, trigger.head) if start <= k.start < end)
    return [trigger.head, *(k.index for k in inside if k.upos in {"ADJ", "VERB"})]


def _modified(sentence: Sentence, trigger: Trigger) -> tuple[Token, ...]:
    """The noun before a participle that tells what was done to it ("rifles, seized on Monday")."""
    verb = sentence.tokens[trigger.head]
    if verb.deprel not in {"acl", "amod"} or not is_participle(verb) or verb.head < 0:
        return ()
    noun = sentence.tokens[verb.head]
    is_before = noun.index < verb.index and noun.upos in {"NOUN", "PROPN"}
    return (noun,) if is_before and "Tense=Pres" not in verb.feats else ()


def _is_wanted(
    sentence: Sentence, kid: Token, trigger: Trigger, text: str, lexicon: Lexicon
) -> bool:
    """True for an object whose words, name, apposition or antecedent have the cue."""
    wanted, name = trigger.entry.object, trigger.entry.trigger_class.name
    if name == CAPTURE and _is_of_people(sentence, kid, trigger, text, lexicon):
        return False
    span = _words(sentence, kid, is_against_arms=name in AGAINST_ARMS)
    if name == FINDING:
        span = _with_content(sentence, kid, span)
    if wanted & lexicon.cues.names(text[span.start : span.end]):
        return True
    if kid.upos == "PRON" and kid.deprel in {"obj", "obl"}:
        return _is_told_before(sentence, trigger, text, lexicon)
    is_explained = _is_explained(sentence, kid, wanted, text, lexicon)
    return is_explained or _names_wanted(sentence, kid, wanted)


def _is_of_people(
    sentence: Sentence, kid: Token, trigger: Trigger, text: str, lexicon: Lexicon
) -> bool:
    """True where people are what is taken, or for where they were ("seized hunters near X")."""
    taken = [k for k in children(sentence, trigger.head) if k.deprel == "obj"]
    told = [text[slice(*span_of(noun_phrase(sentence, k.index)))] for k in taken]
    are_people = [bool({PEOPLE, CIVILIANS} & lexicon.cues.names(words)) for words in told]
    is_aside = kid in taken or kid.deprel.startswith("obl")
    is_place = any(trigger.entry.object & lexicon.cues.names(words) for words in told)
    return is_aside and bool(taken) and all(are_people) and not is_place


def _has_object(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> bool:
    """True where the tree gives an object, with or without the case word of one."""
    marks = lexicon.modality.get("object_cases", frozenset())
    is_capture = trigger.entry.trigger_class.name == CAPTURE
    return any(
        k.deprel == "obj"
        or (k.deprel == "obl" and marks & set(case_words(sentence, k.index)))
        or (is_capture and _is_taken(sentence, k, lexicon))
        for k in children(sentence, trigger.head)
    )


def _is_taken(sentence: Sentence, kid: Token, lexicon: Lexicon) -> bool:
    """A noun behind another adposition than of a place ("took over the campus in Bogota")."""
    cases = set(case_words(sentence, kid.index))
    is_behind = kid.deprel == "obl" and kid.upos == "NOUN" and bool(cases)
    told = lexicon.modality.get("factual_marks", frozenset())  # "entered Lere after a battle"
    return is_behind and not cases & (lexicon.roles["locative"] | lexicon.roles["by"] | told)


def _is_object(sentence: Sentence, kid: Token, lexicon: Lexicon, is_against_arms: bool) -> bool:
    """Not what did it, though arms ("destroyed by a bomb")."""
    if kid.deprel.startswith("obl") and is_against_arms:
        return not set(case_words(sentence, kid.index)) & lexicon.roles["by"]
    return kid.deprel.split(":")[0] in OBJECTS or kid.deprel == "nsubj:pass"


def _words(sentence: Sentence, noun: Token, *, is_against_arms: bool) -> Span:
    """The noun's phrase with the participle behind it ("um carro armadilhado").

    Of what is shot down without what it has beside it ("a tank with a rocket").
    """
    phrase = noun_phrase(sentence, noun.index)
    if is_against_arms and noun.upos != "NUM":
        phrase = [t for t in phrase if t is noun or t.deprel != "nmod" and t.head == noun.index]
    behind = [t for t in children(sentence, noun.index) if t.index == noun.index + 1]
    told = [*phrase, *(t for t in behind if t.deprel == "acl")]
    if noun.deprel == "obj" and not is_against_arms:  # "un locutorio y tres coches"
        told += [sentence.tokens[i] for i in conjuncts(sentence, noun.index)]
    return span_of(told)


def _with_content(sentence: Sentence, noun: Token, span: Span) -> Span:
    """The phrase with what the thing found holds or is for ("a car packed with explosives")."""
    clauses = [k for k in children(sentence, noun.index) if k.deprel == "acl"]
    told = [t for k in clauses for t in subtree(sentence, k.index)]
    ends = [span.end, *(t.end for t in told)]
    return Span(min(span.start, *(t.start for t in (*told, noun))), max(ends))


def _is_told_before(sentence: Sentence, trigger: Trigger, text: str, lexicon: Lexicon) -> bool:
    """True for "it" where the verb before has the place ("asaltaron la villa y la tomaron")."""
    wanted = trigger.entry.object
    head = sentence.tokens[trigger.head]
    if NAMED_PLACE not in wanted or head.deprel != "conj":
        return False
    before = (k for k in children(sentence, head.head) if k.index < head.index)
    kids = [k for k in before if k.deprel in OBJECTS]
    spans = [span_of(noun_phrase(sentence, k.index)) for k in kids]
    return any(_names_place(sentence, k) for k in kids) or any(
        wanted & lexicon.cues.names(text[s.start : s.end]) for s in spans
    )


def _names_wanted(sentence: Sentence, noun: Token, wanted: frozenset[str]) -> bool:
    """True for the name of a place or a person where the entry asks for one."""
    if NAMED_PLACE in wanted and _names_place(sentence, noun):
        return True
    people = (e for e in sentence.entities if e.label == "PER")
    return PEOPLE in wanted and any(e.start <= noun.start < e.end for e in people)


def _is_explained(
    sentence: Sentence, noun: Token, wanted: frozenset[str], text: str, lexicon: Lexicon
) -> bool:
    """True for a name that an apposition tells to be such ("from Mastumah, the largest base")."""
    kids = children(sentence, noun.index) if noun.upos == "PROPN" else ()
    spans = (span_of(noun_phrase(sentence, k.index)) for k in kids if k.deprel == "appos")
    return any(wanted & lexicon.cues.names(text[s.start : s.end]) for s in spans)


def _names_place(sentence: Sentence, noun: Token) -> bool:
    """True for a place, or a name behind "from" that the tagger has not ("withdrew from X")."""
    own = [e.label for e in sentence.entities if e.start <= noun.start < e.end]
    is_name = noun.upos == "PROPN" and noun.deprel == "obl" and not own
    return bool(PLACE_LABELS & {*own}) or (is_name and bool(case_words(sentence, noun.index)))
