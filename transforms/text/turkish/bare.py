"""What a Turkish noun without ending is to a verb: its subject, or right before it its object."""

from __future__ import annotations

from transforms.text.turkish.bench import Bench
from transforms.text.turkish.word import Word
from transforms.text.turkish.words import load_words

OWN_SUBJECT = {"When", "While", "SinceDoingSo", "AsLongAs"}


def subject(verb: Word) -> str:
    """The relation of a verb's subject."""
    return "nsubj:pass" if "Pass" in verb.marks else "nsubj"


def bare_relation(bench: Bench, noun: Word, verb: Word) -> str | None:
    """A noun without ending: the subject, or right before the verb its object."""
    words = load_words()
    is_next = noun.index == verb.index - 1
    is_active = "Pass" not in verb.marks
    is_light = words.has("light", verb.lemma) and not bench.has(verb, "obj")
    if is_next and is_active and is_light and not _acts_alone(bench, noun):
        return "xcomp" if words.has("becoming", verb.lemma) else "obj"
    is_made = words.has("behind_objects", noun.low) or words.has("making", verb.lemma)
    if is_next and not is_active and is_made and not bench.has(noun, "nummod"):
        return "xcomp"  # "60 esir serbest bırakıldı", "tespit edilen kişi"
    if verb.kind == "fin":
        return "obj" if _is_made(bench, noun, verb) else _of_finite(bench, noun, verb)
    if (
        verb.kind == "conv"
        and verb.marks & OWN_SUBJECT
        and not bench.has(verb, "nsubj", "nsubj:pass")
    ):
        return subject(verb)
    is_plain = (
        noun.upos == "NOUN" and not noun.marks & {"A3pl", "Num"} and not bench.has(noun, "nummod")
    )
    if is_next and is_plain and verb.kind in {"part", "vnoun"}:
        return "obj" if is_active and not words.has("intransitive", verb.lemma) else subject(verb)
    return None


def _is_made(bench: Bench, noun: Word, verb: Word) -> bool:
    """True for the bare object of a verb of two words ("askerler yeni bir üs inşa etti")."""
    words, own = load_words(), bench.words[verb.index - 1]
    is_pair = words.has("making", verb.lemma) and own.head == verb.index and own.deprel == "obj"
    is_pair |= words.has("behind_objects", own.low) and own.head == verb.index
    is_pair &= noun.index == verb.index - 2 and "Pass" not in verb.marks
    if not is_pair or words.has("intransitive", own.lemma):
        return False
    return any(_may_act(w) for w in bench.open if w is not noun)


def _may_act(word: Word) -> bool:
    is_bare = word.is_nominal and word.case == "Nom" and "Post" not in word.marks
    return is_bare and not _is_time(word)


def _acts_alone(bench: Bench, noun: Word) -> bool:
    """True for counted people with no other subject before them ("300 kişi yürüyüş yaptı")."""
    if not bench.has(noun, "nummod"):
        return False
    others = [w for w in bench.open if w.is_nominal and w.case == "Nom" and "Post" not in w.marks]
    is_people = noun.lemma == "kişi" or load_words().has("people", noun.lemma)
    return is_people and not any(w is not noun and not _is_time(w) for w in others)


def _is_time(word: Word) -> bool:
    return load_words().has("times", word.lemma)


def _of_finite(bench: Bench, noun: Word, verb: Word) -> str:
    first = next((w for w in bench.words if w.head == verb.index and w.deprel == "nsubj"), None)
    if not bench.has(verb, "nsubj", "nsubj:pass"):
        return subject(verb)
    is_object = first is not None and first.index < verb.index and first.case == "Nom"
    if is_object and first is not None and not bench.has(verb, "obj") and _takes_object(verb):
        first.deprel = "obj"  # "polis 5 kişi yakaladı": the one nearer to the verb
        return "nsubj"
    return "dep"


def _takes_object(verb: Word) -> bool:
    return "Pass" not in verb.marks and not load_words().has("intransitive", verb.lemma)
