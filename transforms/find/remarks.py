"""Remarks on violence that report none: what attacks mean, who survived them, what is denied.

"Attacks on farmers had made food dearer", "she lost two sons in the massacre of El Mozote",
"denied reports that its drones had hit a school". Which words they hang on is data of the
packs (`happening`, `surviving`); a language without these words has no such rule.
"""

from __future__ import annotations

from transforms.find.judgements import (
    BACKGROUND,
    DENIED,
    GENERAL,
    PLANNED,
    STATED,
    TOPIC,
    Judgement,
    Words,
)
from transforms.find.matched import Trigger
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Sentence, Token
from transforms.tree import ancestors, case_words, children, clause_tokens, subtree

PROTEST = "protest"
NONE: frozenset[str] = frozenset()


def judge_remark(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> Judgement | None:
    """Why a trigger of violence is only spoken of; None if it may be told."""
    head, words = sentence.tokens[trigger.head], lexicon.modality
    if trigger.entry.trigger_class.name == PROTEST:
        return _judge_protest(sentence, head, lexicon)
    if trigger.entry.trigger_class.family != "violence" or head.head < 0:
        return None
    if head.upos == "NOUN" and _is_spoken_of(sentence, head, words, lexicon):
        return GENERAL
    if head.upos == "NOUN" and _is_protested(sentence, head, lexicon):
        return TOPIC
    if head.upos == "NOUN" and _is_survived(sentence, head, words):
        return BACKGROUND
    return DENIED if _is_of_denied_report(sentence, head, words) else None


def _judge_protest(sentence: Sentence, head: Token, lexicon: Lexicon) -> Judgement | None:
    words = lexicon.modality
    if _is_led(sentence, head, words) or _is_of_doer(sentence, head, lexicon):
        return GENERAL
    if _is_of_statesman(sentence, head, words):
        return STATED
    return PLANNED if _is_prepared(sentence, head, words) else None


def _is_led(sentence: Sentence, verb: Token, words: Words) -> bool:
    """True for people whom somebody marches off ("marched twelve passengers into the forest")."""
    is_march = fold(verb.lemma) in words.get("leading_off", NONE)
    return is_march and any(k.deprel == "obj" for k in children(sentence, verb.index))


def _is_prepared(sentence: Sentence, noun: Token, words: Words) -> bool:
    """True for what somebody spoken of was preparing ("the activist, who organised a vigil").

    Which verbs is data (`preparing`); a perfect ("who has organised") tells that it was held.
    """
    if noun.upos != "NOUN" or noun.deprel != "obj" or noun.head < 0:
        return False
    verb = sentence.tokens[noun.head]
    is_aside = verb.deprel == "acl:relcl" and "Tense=Imp" in verb.feats
    return is_aside and fold(verb.lemma) in words.get("preparing", NONE)


def _is_of_doer(sentence: Sentence, verb: Token, lexicon: Lexicon) -> bool:
    """True for what those who did a deed shouted at it ("beaten by youths who were shouting")."""
    if verb.deprel != "acl:relcl" or verb.head < 0:
        return False
    return bool(set(case_words(sentence, verb.head)) & lexicon.roles["by"])


def _is_of_statesman(sentence: Sentence, verb: Token, words: Words) -> bool:
    """True for a party or an official who protests in words ("la oposición protestó por")."""
    subjects = (k for k in children(sentence, verb.index) if k.deprel.startswith("nsubj"))
    statesmen = words.get("statesmen", NONE)
    return any(fold(k.lemma) in statesmen and "Number=Plur" not in k.feats for k in subjects)


def _is_spoken_of(sentence: Sentence, noun: Token, words: Words, lexicon: Lexicon) -> bool:
    """A bare plural, undated, of which something is said that is no event ("attacks worry us")."""
    verb, happening = sentence.tokens[noun.head], words.get("happening", NONE)
    kids = children(sentence, noun.index)
    is_bare = "Number=Plur" in noun.feats and not any(
        k.deprel in {"det", "nummod", "amod", "compound", "nmod:poss", "conj"} for k in kids
    )
    if not happening or not is_bare or noun.deprel != "nsubj" or verb.upos != "VERB":
        return False
    lemma = fold(verb.lemma)
    if lemma in happening or any(len(parts) == 1 for parts, _ in lexicon.triggers.get(lemma, ())):
        return False
    inside = clause_tokens(sentence, verb.index)
    days = [e for e in sentence.entities if e.label == "DATE"]
    return not any(e.start <= t.start < e.end for e in days for t in inside)


def _is_protested(sentence: Sentence, noun: Token, lexicon: Lexicon) -> bool:
    """A definite deed without a day of its own, after or against which people gather.

    "Ont crié leur colère après le bombardement de l'hôpital à Gaza."
    """
    marks = lexicon.modality.get("factual_marks", NONE) | lexicon.modality["topic_cases"]
    kids = children(sentence, noun.index)
    is_known = any("Definite=Def" in k.feats for k in kids)
    if not is_known or not marks & set(case_words(sentence, noun.index)):
        return False
    inside = subtree(sentence, noun.index)
    days = [e for e in sentence.entities if e.label == "DATE"]
    if any(e.start <= t.start < e.end for e in days for t in inside):
        return False
    words = (
        form for a in ancestors(sentence, noun.index) for form in {fold(a.lemma), fold(a.text)}
    )
    return any(
        entry.trigger_class.name == PROTEST
        for form in words
        for parts, entry in lexicon.triggers.get(form, ())
        if len(parts) == 1 and "placards" not in entry.needs
    )


def _is_survived(sentence: Sentence, noun: Token, words: Words) -> bool:
    """A definite deed that somebody survived or lost people in, told beside what they do now."""
    verb = sentence.tokens[noun.head]
    is_known = any("Definite=Def" in k.feats for k in children(sentence, noun.index))
    is_past = fold(verb.lemma) in words.get("surviving", NONE)
    return is_known and is_past and verb.deprel.startswith("acl")


def _is_of_denied_report(sentence: Sentence, verb: Token, words: Words) -> bool:
    """True below a noun of saying that somebody denies ("denied reports that drones had hit")."""
    noun = sentence.tokens[verb.head]
    if not verb.deprel.startswith(("acl", "ccomp")) or noun.upos != "NOUN":
        return False
    said = words["statement_nouns"] | words["accusing_nouns"] | words.get("claim_nouns", NONE)
    above = [sentence.tokens[noun.head]] if noun.head >= 0 else []
    near = (*above, *children(sentence, noun.index))
    is_denied = any(token.lemma.casefold() in words["denying"] for token in near)
    return is_denied and noun.lemma.casefold() in said
