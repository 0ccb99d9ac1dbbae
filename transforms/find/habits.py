"""What people do again and again, and what a deed is only called to be."""

from __future__ import annotations

from transforms.find.judgements import NOMINAL, Words
from transforms.records import Sentence, Token
from transforms.tree import ancestors, case_words, children

FREE = {"advcl", "csubj", "ccomp", "obl", "obj"}
REL = "PronType=Rel"


def is_habit(sentence: Sentence, verb: Token) -> bool:
    """What people do again and again ("the north, where armed gangs raid villages")."""
    others = {"Tense=Past", "VerbForm=Part", "VerbForm=Inf"} & {*verb.feats.split("|")}
    if not others and _is_of_any(sentence, verb):
        return True
    if not others and verb.deprel == "conj" and verb.head >= 0:
        above = sentence.tokens[verb.head]
        return above.deprel != "conj" and _is_of_any(sentence, above)
    if verb.deprel != "acl:relcl" or others:
        return False
    kids = children(sentence, verb.index)
    sides = [k for k in kids if k.deprel in {"nsubj", "obj"} and k.upos in NOMINAL]
    named = {k.deprel for k in sides}
    if not any(k.deprel == "nsubj" for k in sides) and "Tense=Pres" in verb.feats:
        sides.append(sentence.tokens[verb.head])  # "officers who kidnap and murder"
        is_dated = any(e.label == "DATE" for e in sentence.entities)
        is_marked = any(k.deprel.startswith("aux") for k in kids)
        return not is_dated and not is_marked and all(_is_bare_plural(sentence, k) for k in sides)
    return named == {"nsubj", "obj"} and all(_is_bare_plural(sentence, k) for k in sides)


def _is_of_any(sentence: Sentence, verb: Token) -> bool:
    """True in the present for whoever does it ("those who kill judges", "quienes asesinan")."""
    if "Tense=Pres" not in verb.feats or verb.upos != "VERB":
        return False
    kids = children(sentence, verb.index)
    if any(k.deprel.startswith(("aux", "obl:tmod")) for k in kids):
        return False
    above = sentence.tokens[verb.head] if verb.head >= 0 else verb
    is_those = verb.deprel == "acl:relcl" and _is_plural_pronoun(above)
    is_free = verb.deprel in FREE and any(
        k.deprel == "nsubj" and k.index < verb.index and _is_plural_pronoun(k) and REL in k.feats
        for k in kids
    )
    return is_those or is_free


def _is_plural_pronoun(token: Token) -> bool:
    return token.upos in {"PRON", "DET"} and "Number=Plur" in token.feats


def _is_bare_plural(sentence: Sentence, noun: Token) -> bool:
    kids = children(sentence, noun.index)
    return "Number=Plur" in noun.feats and all(k.deprel not in {"nummod", "det"} for k in kids)


def is_called(sentence: Sentence, noun: Token) -> bool:
    """True for the noun behind a present "is" ("it is an attack on all of us").

    French "sont morts", read as a noun, has no article.
    """
    kids = children(sentence, noun.index)
    is_present = any(k.deprel == "cop" and "Tense=Pres" in k.feats for k in kids)
    return is_present and any(k.deprel == "det" for k in kids)


def is_named_battle(sentence: Sentence, noun: Token, words: Words) -> bool:
    """True for a battle known by its name ("que comandou a batalha do Cuito Cuanavale")."""
    if noun.lemma.casefold() not in words.get("named_battles", frozenset()):
        return False
    kids = children(sentence, noun.index)
    is_known = any(k.deprel == "det" and "Definite=Def" in k.feats for k in kids)
    return is_known and any(
        k.deprel == "nmod" and k.upos == "PROPN" and case_words(sentence, k.index) for k in kids
    )


def is_under_study(sentence: Sentence, noun: Token, words: Words) -> bool:
    """True for what is said to be a plan ("une opération escargot est à l'étude").

    Or for what a plan holds ("la convocatoria incluye cierres de calles").
    """
    if _is_in_plan(sentence, noun, words):
        return True
    if not noun.deprel.startswith("nsubj") or noun.head < 0:
        return False
    plan = sentence.tokens[noun.head]
    kids = children(sentence, plan.index)
    if plan.upos == "AUX":
        return any(k.deprel == "obl" and k.lemma in words["planning_nouns"] for k in kids)
    is_said = any(k.deprel == "cop" for k in kids)
    return is_said and plan.lemma.casefold() in words["planning_nouns"]


def _is_in_plan(sentence: Sentence, noun: Token, words: Words) -> bool:
    """True for an object or oblique of a present verb of which a plan is the subject."""
    verb = next((a for a in ancestors(sentence, noun.index) if a.upos == "VERB"), None)
    if noun.upos not in NOMINAL or verb is None or "Tense=Pres" not in verb.feats:
        return False
    kids = children(sentence, verb.index)
    subjects = [k for k in kids if k.deprel == "nsubj" and k.index < verb.index < noun.index]
    has_aux = any(k.deprel.startswith("aux") for k in kids)
    plans = words["planning_nouns"]
    return not has_aux and any(k.lemma.casefold() in plans for k in subjects)
