"""Mends frequent faults of small parsers.

A time expression taken for an argument: "el martes" is no object and governs no victims
("abrieron fuego el martes contra ..."). Its head becomes an oblique of time, and what hangs on it
from outside moves up to its governor.
A subject taken by the verb of saying behind the clause: "the attack left three dead, X said".
An object given to a past participle, which takes none: "destruyó de manera controlada un cilindro".
A participle behind an auxiliary taken for an adjective: "al ser atacados con piedras".
A place behind "cerca de" taken for an object, whose adverb is its case word.
An object behind a place between commas, taken for its name: "a découvert, à Batna, trois bombes".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from transforms.records import Entity, Sentence, Timex, Token
from transforms.sound_trees import is_tree, with_tokens
from transforms.text.repair_subjects import with_subjects
from transforms.text.sayings import with_own_clauses
from transforms.tree import ancestors, is_participle, subtree

ARGUMENTS = {"obj", "iobj", "nsubj", "nsubj:pass"}
MOVED = {"nmod", "obl", "appos", "nummod", "acl"}
SUBJECTS = {"nsubj", "nsubj:pass"}
OF_TIME = "obl:tmod"
OBLIQUES = {"obl", OF_TIME}
VERBAL = {"VERB", "AUX"}
MODIFYING = {"amod", "acl", "advcl", "obl", "xcomp"}
NOUNS = {"NOUN", "PROPN"}
PLACES = {"LOC", "FAC"}


def without_named(timexes: Sequence[Timex], sentences: Sequence[Sentence]) -> list[Timex]:
    """The time expressions without parts of a day in a body's name ("Golden Dawn", "del Alba")."""
    names = [e for s in sentences for e in s.entities if e.label == "ORG"]
    return [
        t
        for t in timexes
        if t.type != "TIME"
        or not t.text[-1:].isalpha()
        or not any(e.start < t.end <= e.end and t.text.split()[-1][:1].isupper() for e in names)
    ]


def free_dates(sentences: Iterator[Sentence], timexes: Sequence[Timex]) -> Iterator[Sentence]:
    """Yield the sentences with their dates as obliques of time that govern nothing."""
    for read in sentences:
        sentence = with_own_clauses(_with_own_subjects(_with_passives(read)))
        sentence = _with_objects(_with_near_places(sentence))
        dates = [
            t for t in timexes if t.type in {"DATE", "TIME"} and read.start <= t.start < read.end
        ]
        for timex in dates:
            sentence = _with_date(_free(sentence, timex), timex)
        sentence = with_subjects(sentence, dates)
        if not is_tree(sentence):
            sentence = read
            for timex in dates:
                sentence = _with_date(sentence, timex)
        yield sentence


def _with_date(sentence: Sentence, timex: Timex) -> Sentence:
    """The sentence with a date among its entities, which most taggers leave out."""
    if any(e.start < timex.end and timex.start < e.end for e in sentence.entities):
        return sentence
    date = Entity(timex.start, timex.end, timex.text, "DATE")
    entities = sorted((*sentence.entities, date), key=lambda e: e.start)
    return replace(sentence, entities=tuple(entities))


def _with_own_subjects(sentence: Sentence) -> Sentence:
    for verb in sentence.tokens:
        if verb.deprel not in {"ccomp", "parataxis"} or verb.head < verb.index:
            continue
        if any(t.head == verb.index and t.deprel in SUBJECTS for t in sentence.tokens):
            continue
        lent = [
            t for t in sentence.tokens[: verb.index] if t.head == verb.head and t.deprel in SUBJECTS
        ]
        if lent:
            sentence = with_tokens(sentence, replace(lent[-1], head=verb.index))
    return sentence


def _with_passives(sentence: Sentence) -> Sentence:
    """Participles of a passive as verbs, and its subject behind it, which has no case word."""
    passive = {t.head for t in sentence.tokens if t.deprel == "aux:pass"}
    for token in sentence.tokens:
        if token.index in passive and (token.upos == "NOUN" or _is_adjective(token)):
            sentence = with_tokens(sentence, replace(token, upos="VERB"))
        if token.deprel == "obl:agent" and token.head in passive and not _has_case(sentence, token):
            sentence = with_tokens(sentence, replace(token, deprel="nsubj:pass"))
    return sentence


def _is_adjective(token: Token) -> bool:
    return token.upos == "ADJ" and is_participle(token)


def _with_own_objects(sentence: Sentence) -> Sentence:
    """Objects of past participles, which have none, go to the verb above that has none."""
    for noun in sentence.tokens:
        if noun.deprel != "obj" or noun.head >= noun.index or noun.upos == "PRON":
            continue
        holder = sentence.tokens[noun.head]
        if not _takes_no_object(sentence, holder):
            continue
        verb = next((a for a in ancestors(sentence, holder.index) if a.upos == "VERB"), None)
        if verb is None or verb.index > holder.index or _has_object(sentence, verb):
            continue
        if "VerbForm=Fin" in verb.feats:
            sentence = with_tokens(sentence, replace(noun, head=verb.index))
    return sentence


def _takes_no_object(sentence: Sentence, token: Token) -> bool:
    """True for a participle of the past that modifies or stands alone, in any part of speech."""
    if not is_participle(token) or "Voice=Act" in token.feats or "VerbForm=Part" not in token.feats:
        return False
    kids = (t for t in sentence.tokens if t.head == token.index)
    return token.deprel in MODIFYING and not any(k.deprel.startswith("aux") for k in kids)


def _has_object(sentence: Sentence, verb: Token) -> bool:
    return any(t.head == verb.index and t.deprel == "obj" for t in sentence.tokens)


def _with_objects(sentence: Sentence) -> Sentence:
    """The objects of participles and those behind a place, given to their verbs."""
    return _with_objects_behind(_with_own_objects(sentence))


def _with_objects_behind(sentence: Sentence) -> Sentence:
    """A common noun told of a place in an oblique is the object of a verb that has none."""
    for noun in sentence.tokens:
        if noun.deprel != "appos" or noun.upos != "NOUN" or noun.head < 0:
            continue
        place = sentence.tokens[noun.head]
        above = sentence.tokens[place.head] if place.deprel == "nmod" else place
        verb = sentence.tokens[above.head]  # "en una bodega de Machala, doce fusiles"
        between = sentence.tokens[place.index + 1 : noun.index]
        is_common = place.upos == "NOUN" and not any(t.upos == "PUNCT" for t in between)
        is_place = (place.upos == "PROPN" or is_common) and _has_case(sentence, place)
        is_place &= above.deprel == "obl" and verb.upos == "VERB" and verb.index < place.index
        is_more = any(
            t.head == noun.index and t.deprel in {"nummod", "det"} and t.index < noun.index
            for t in sentence.tokens
        )
        is_passive = any(
            t.head == verb.index and t.deprel in {"nsubj:pass", "aux:pass"} for t in sentence.tokens
        )
        has_subject = any(t.head == verb.index and t.deprel == "nsubj" for t in sentence.tokens)
        is_open = has_subject and not is_passive and not _has_object(sentence, verb)
        if is_place and is_more and is_open and _is_indefinite(sentence, noun):
            sentence = with_tokens(sentence, replace(noun, head=verb.index, deprel="obj"))
    return sentence


def _is_indefinite(sentence: Sentence, noun: Token) -> bool:
    """No "the capital", which tells what the place is."""
    return not any(t.head == noun.index and "Definite=Def" in t.feats for t in sentence.tokens)


def _with_near_places(sentence: Sentence) -> Sentence:
    """An oblique of "cerca de Goma", whose adverb with its "de" is one case word."""
    for adverb in sentence.tokens:
        if adverb.deprel != "advmod" or adverb.upos != "ADV" or adverb.head < adverb.index:
            continue
        noun = sentence.tokens[adverb.head]
        is_phrase = any(t.head == adverb.index and t.deprel == "fixed" for t in sentence.tokens)
        is_place = noun.upos == "PROPN" and any(
            e.label in PLACES and e.start <= noun.start < e.end for e in sentence.entities
        )
        if not is_phrase or not is_place:
            continue
        sentence = with_tokens(sentence, replace(adverb, deprel="case"))
        if noun.deprel in {"obj", "nsubj"}:
            sentence = with_tokens(sentence, replace(noun, deprel="obl"))
    return sentence


def _free(sentence: Sentence, timex: Timex) -> Sentence:
    inside = {t.index for t in sentence.tokens if timex.start <= t.start < timex.end}
    tops = [t for t in sentence.tokens if t.index in inside and t.head not in inside]
    if len(tops) != 1 or tops[0].head < 0:
        return sentence
    if tops[0].deprel == "nmod" and not _has_case(sentence, tops[0]):
        return with_tokens(sentence, replace(tops[0], deprel="nmod:tmod"))
    governor = sentence.tokens[tops[0].head]
    if tops[0].deprel not in ARGUMENTS | OBLIQUES or governor.upos not in VERBAL:
        return sentence
    relation = tops[0].deprel if tops[0].deprel in OBLIQUES else OF_TIME
    takes_object = not any(
        t.head == governor.index and t.deprel == "obj" and t.index not in inside
        for t in sentence.tokens
    )
    tokens = []
    for token in sentence.tokens:
        if token.index == tops[0].index:
            token = replace(token, deprel=relation)
        elif token.head in inside and token.index not in inside:
            token = _off_date(sentence, token, governor, max(inside), takes_object)
        tokens.append(token)
    return replace(sentence, tokens=tuple(tokens))


def _off_date(
    sentence: Sentence, token: Token, governor: Token, day: int, takes_object: bool
) -> Token:
    """A word that the parser hung on a day: told of the noun before it, or of the verb."""
    if token.deprel.startswith("acl"):  # "abandonaron el lunes Kupiansk, que quedó ..."
        nouns = (t for t in sentence.tokens[day + 1 : token.index] if t.upos in NOUNS)
        below = {t.index for t in subtree(sentence, token.index)}
        own = [t for t in nouns if t.index not in below]
        if own:
            return replace(token, head=own[-1].index)
    return _moved(sentence, token, governor, takes_object) if token.deprel in MOVED else token


def _moved(sentence: Sentence, token: Token, governor: Token, takes_object: bool) -> Token:
    relation = "obj" if takes_object and not _has_case(sentence, token) else "obl"
    return replace(token, head=governor.index, deprel=relation)


def _has_case(sentence: Sentence, token: Token) -> bool:
    return any(t.head == token.index and t.deprel == "case" for t in sentence.tokens)
