"""Victims of one report that are told twice, or that are a part of those counted already."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from transforms.letters import fold, fold_letters
from transforms.lexicon import Lexicon
from transforms.records import ActorReading, Argument, Candidate, Sentence, Token
from transforms.resolve.number_words import is_age
from transforms.tree import case_words, children

NO_PEOPLE = {"ORG", "LOC", "FAC", "DATE"}
SUBSET_REACH = 24
"""Characters before a noun phrase in which "among them" is looked for."""
WOUND, BEHIND = "wound", 3
PROPERTY = "civilian_property"
ON_PEOPLE = {"kill", "abduct", "rape"}
"""Classes of deeds that hit people alone."""
DIRECT = {"obj", "nsubj:pass", "conj"}
POINTS = " ,;:-–("


def told_once(dead: Sequence[Argument], sentence: Sentence, verb: int) -> Sequence[Argument]:
    """Victims that no "and" joins are one, named twice ("a reporter, Ann Lee, was killed").

    So are subjects of a verb in the singular ("a ialorixá e líder Maria das Dores foi morta").
    """
    heads = {argument.head for argument in dead}
    is_joined = any(t.deprel == "cc" and t.head in heads for t in sentence.tokens)
    are_told_apart = all(  # "a guard and a driver died"
        any(k.deprel == "det" for k in children(sentence, head)) for head in heads
    )
    if is_joined and (are_told_apart or not _is_of_one(dead, sentence, verb)):
        return dead
    ones = [a for a in dead if "Number=Sing" in sentence.tokens[a.head].feats]
    return [a for a in dead if a not in ones[1:]]


def _is_of_one(dead: Sequence[Argument], sentence: Sentence, verb: int) -> bool:
    """True for a verb whose finite form says that its subject, before it, is one."""
    helpers = (k for k in children(sentence, verb) if k.deprel.startswith("aux"))
    finite = [t for t in (sentence.tokens[verb], *helpers) if "VerbForm=Fin" in t.feats]
    is_one = bool(finite) and all("Number=Sing" in t.feats for t in finite)
    return is_one and all(a.head < verb for a in dead)


def opens_subset(words: str, lexicon: Lexicon) -> bool:
    """True for a noun phrase that itself begins with such words (", dont trois enfants")."""
    first = fold_letters(words.casefold()).lstrip(POINTS)
    return any(first.startswith(f"{part} ") for part in lexicon.modality["subset"])


def is_subset_at(start: int, sentence: Sentence, text: str, lexicon: Lexicon) -> bool:
    """True after "including" and the like, even where a part of it is in the noun phrase."""
    first = max(sentence.start, start - SUBSET_REACH)
    window = fold_letters(text[first : start + SUBSET_REACH].casefold())
    edge = len(fold_letters(text[first:start].casefold()))
    reach = len(window[:edge].rstrip())
    places = (
        (window.rfind(words, 0, edge + len(words)), words) for words in lexicon.modality["subset"]
    )
    return any(0 <= at < edge and at + len(words) >= reach for at, words in places)


def killed_or_hurt(sentence: Sentence, verb: int, lexicon: Lexicon) -> bool:
    """True for "killed or wounded 20", which tells no number of the dead."""
    words, tokens = lexicon.roles.get("either", frozenset()), sentence.tokens
    beside = [(verb + 1, verb + 2), (verb - 1, verb - 2)]
    return any(
        0 <= other < len(tokens)
        and fold(tokens[joint].text) in words
        and _is_hurt(tokens[other], lexicon)
        for joint, other in beside
    )


def _is_hurt(token: Token, lexicon: Lexicon) -> bool:
    entries = lexicon.triggers.get(fold(token.lemma), ())
    return any(len(parts) == 1 and e.trigger_class.name == "wound" for parts, e in entries)


def drops_subject(candidate: Candidate, sentence: Sentence, lexicon: Lexicon) -> bool:
    """True for "había fallecido", where the language leaves out the one who died."""
    token = sentence.tokens[candidate.trigger_token]
    forms = [token, *children(sentence, token.index)]
    finite = next((t for t in forms if "VerbForm=Fin" in t.feats), token)
    is_one = "Number=Sing" in finite.feats and "Person=3" in finite.feats
    return lexicon.drops_subject and candidate.trigger_class == "die" and is_one


def is_hurt(argument: Argument, sentence: Sentence, lexicon: Lexicon) -> bool:
    """True for the wounded among the victims, also behind "and wounded" ("killed six and ...")."""
    head = sentence.tokens[argument.head]
    first = head.head if head.deprel == "conj" and head.head >= 0 else head.index
    wounded = lexicon.roles.get("wounded", frozenset())
    reach = BEHIND if first != head.index else 0  # "tres soldados y dos resultaron heridos"
    words = [t for t in sentence.tokens if argument.start <= t.start < argument.end]
    behind = sentence.tokens[head.index + 1 : head.index + 1 + reach]
    words += takewhile(lambda token: token.upos != "CCONJ", behind)  # "and wounding four others"
    if any(fold(t.lemma) in wounded or (reach and _is_hurt(t, lexicon)) for t in words):
        return True
    between = sentence.tokens[first + 1 : head.index]
    return any(
        entry.trigger_class.name == WOUND
        for token in between
        if token.upos == "VERB"
        for parts, entry in lexicon.triggers.get(fold(token.lemma), ())
        if len(parts) == 1
    )


def as_victim(
    reading: ActorReading, argument: Argument, sentence: Sentence, trigger: str, lexicon: Lexicon
) -> ActorReading:
    """People for a noun that no codebook lists, where only people are so hit ("17 worshippers").

    The noun is counted, and is no animal, thing, place or body.
    """
    head = sentence.tokens[argument.head]
    if reading.kind != "unknown" or trigger not in ON_PEOPLE or head.upos != "NOUN":
        return reading
    marks = lexicon.modality.get("object_cases", frozenset()) & set(
        case_words(sentence, head.index)
    )
    is_direct = head.deprel in DIRECT or (head.deprel == "obl" and bool(marks))
    if not is_direct or is_no_victim(argument, sentence, lexicon):
        return reading
    inside = [t for t in sentence.tokens if argument.start <= t.start < argument.end]
    is_counted = any(t.deprel.startswith("nummod") for t in inside)  # "no fewer than 17 nurses"
    if not is_counted:
        return reading
    people = ("civilian", "Civilians ({country})", "Civilians", reading.country, ())
    return ActorReading(*people, reading.span, "actor.by_deed")


def is_no_victim(argument: Argument, sentence: Sentence, lexicon: Lexicon) -> bool:
    """True for the wounded, animals and things, an age, the name of a body, a place, a day."""
    head = sentence.tokens[argument.head]
    is_body = any(e.label in NO_PEOPLE and e.start <= head.start < e.end for e in sentence.entities)
    things = lexicon.roles["not_people"] | lexicon.roles.get("blows", frozenset())
    is_thing = head.lemma.casefold() in things
    is_thing |= _is_property(head, lexicon)  # "riddled the car of a lawyer"
    is_thing |= head.upos == "NUM" and is_age(sentence, head, lexicon)
    return is_body or is_thing or is_hurt(argument, sentence, lexicon)


def _is_property(noun: Token, lexicon: Lexicon) -> bool:
    """True for a car or a house by its own word: a farmer is no farm, an officer no office."""
    words = {phrase.rstrip("*") for phrase in lexicon.cues.classes.get(PROPERTY, ())}
    return bool({fold(noun.lemma), fold(noun.text)} & words)
