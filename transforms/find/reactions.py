"""Event nouns that a reaction takes for granted: "condemned the murder of six priests".

Who condemns, mourns or investigates a deed with its victims does not report it, but what is
said stands only if it happened. Such a noun is a report without a day: the day of the
reaction is not that of the deed. It must name or count its victims, or say when it was; a
bare "condemned the attack" points back to a report elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.find.generic import is_led_by_plan, is_told_anyway, names_year
from transforms.find.hearsay import is_claimed
from transforms.find.judgements import (
    ASKED,
    ASSERTED,
    FICTION,
    NOMINAL,
    TOLD_TO,
    Judgement,
    Words,
)
from transforms.find.matched import Trigger
from transforms.lexicon import Lexicon
from transforms.records import Sentence, Token
from transforms.records.events import KNOWN_RULE, REACTION_RULE
from transforms.tree import ancestors, case_words, children, conjuncts, is_participle, subtree

REACTION: Judgement = ("asserted", REACTION_RULE)
KNOWN: Judgement = ("asserted", KNOWN_RULE)
UNTOLD = {FICTION, TOLD_TO, ASKED}
OF_PEOPLE = {"kill", "abduct", "rape"}
NONE: frozenset[str] = frozenset()
YEAR = re.compile(r"(the )?(19|20)\d\d")
COURT = "court"
NO_REACTION = ("accusing", "accusing_nouns", "planning", "planning_nouns", "denying")


def judge_known(
    judgement: Judgement, sentence: Sentence, trigger: Trigger, said: str, lexicon: Lexicon
) -> Judgement:
    """What stays of a judgement where the words themselves name the deed with its victims.

    "Regarding the murder of the mayor", "suspected of the murder of X": who did it is open, that
    it was done is not. A trial is held on old deeds, and a day of remembrance too.
    """
    if judgement in UNTOLD or judgement[0] == "background":
        return judgement
    if not _is_deed(sentence, trigger, lexicon) or not _is_named_deed(sentence, trigger, lexicon):
        return judgement
    if judgement[0] == "asserted":
        return KNOWN if judgement == ASSERTED else judgement
    words, noun = lexicon.modality, sentence.tokens[trigger.head]
    governor, *above = [token.lemma.casefold() for token in ancestors(sentence, noun.index)]
    unreal = words["planning_nouns"] | words.get("averting", NONE)
    open_words = unreal | words["planning"] | lexicon.roles["light_verbs"]
    is_open = governor in open_words - words["reacting"] or bool(unreal & {*above})
    is_open |= judgement[0] == "negated" and noun.deprel.startswith("nsubj")
    old = words.get("remembering", NONE) | words.get("judging", NONE)
    is_old = old & {governor, *above}
    is_past = "background" in lexicon.phrases.names(said) or COURT in lexicon.cues.names(said)
    return judgement if is_open or is_old or is_past else REACTION


def _is_named_deed(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> bool:
    """True for "the murder of the mayor", "the murdered priests": one deed, its victims named."""
    noun = sentence.tokens[trigger.head]
    kids = children(sentence, noun.index)
    is_one = not any("Definite=Ind" in k.feats for k in kids)
    if not is_one or names_year(sentence, noun) or noun.deprel in {"compound", "root"}:
        return False
    return _is_specific(sentence, noun, trigger.entry.trigger_class.name in OF_PEOPLE, lexicon)


def _is_deed(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> bool:
    """True for a noun of violence in a language with words for reactions, or that "occurred"."""
    noun, meaning = sentence.tokens[trigger.head], trigger.entry.trigger_class
    is_deed = meaning.makes_event and meaning.family == "violence"
    if not is_deed or noun.upos not in NOMINAL or noun.head < 0:
        return False
    verb = sentence.tokens[noun.head].lemma.casefold()
    occurred = noun.deprel == "nsubj" and verb in lexicon.modality.get("occurring", NONE)
    return occurred or "reacting" in lexicon.modality


def is_taken_for_granted(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> bool:
    """True for a deed with its victims that somebody reacts to, and does not deny or plan."""
    noun, words = sentence.tokens[trigger.head], lexicon.modality
    if not _is_deed(sentence, trigger, lexicon):
        return False
    of_people = trigger.entry.trigger_class.name in OF_PEOPLE
    if _is_reacted_to(sentence, noun, words) and _is_specific(sentence, noun, of_people, lexicon):
        return True
    return _is_dated(sentence, noun) and _is_free(sentence, noun, words)


def _is_dated(sentence: Sentence, noun: Token) -> bool:
    """True for a deed told with its day and its target ("the 3 May attack on the mosque")."""
    inside = subtree(sentence, noun.index)
    behind = sentence.tokens[noun.index + 1 : noun.index + 2]
    is_told = any(is_participle(t) and t.upos == "VERB" for t in behind)
    if is_told:
        inside = [*inside, *subtree(sentence, behind[0].index)]
    is_dated = any(
        e.label == "DATE"
        and not YEAR.fullmatch(e.text)
        and any(e.start <= t.start < e.end for t in inside)
        for e in sentence.entities
    )
    own = {"nmod", "acl", "acl:relcl"}
    has_own = any(t.head == noun.index and t.deprel in own for t in inside)
    return is_dated and (is_told or has_own)


def _is_free(sentence: Sentence, noun: Token, words: Words) -> bool:
    """True where no word above the noun plans, denies or commemorates the deed."""
    governor, *above = [*ancestors(sentence, noun.index), noun][:3]
    refused = words["denying"] | words["planning"] | words["planning_nouns"]
    refused |= words.get("remembering", NONE) | words.get("judging", NONE)
    if governor.lemma.casefold() in refused - words["reacting"]:
        return False
    return all(token.lemma.casefold() not in words["denying"] for token in above)


def _is_reacted_to(sentence: Sentence, noun: Token, words: Words) -> bool:
    """The object of a reaction, or what an expression of it is about ("anger over the raid")."""
    while noun.deprel == "conj" and noun.head >= 0:
        noun = sentence.tokens[noun.head]
    if noun.head < 0:
        return False
    governor = sentence.tokens[noun.head]
    lemma = governor.lemma.casefold()
    if noun.deprel in {"obj", "nsubj:pass"}:
        return lemma in words["reacting"]
    if noun.deprel not in {"obl", "nmod"}:
        return False
    if lemma in words.get("reaction_nouns", NONE) | words.get("taking_part", NONE):
        return True
    is_other = any(lemma in words[name] for name in NO_REACTION)
    return not is_other and bool(set(case_words(sentence, noun.index)) & words["topic_cases"])


def _is_specific(sentence: Sentence, noun: Token, of_people: bool, lexicon: Lexicon) -> bool:
    """True where the noun's own words name or count who or what was hit.

    Who is murdered or abducted is a person: "the murder of the mayor" names one.
    """
    roles = lexicon.roles
    marks = roles["of"] | roles["target"] | roles["with"]
    kids = [
        k
        for k in children(sentence, noun.index)
        if k.deprel == "nmod:poss"
        or (k.deprel == "nmod" and marks & set(case_words(sentence, k.index)))
    ]
    victims = [sentence.tokens[i] for kid in kids for i in conjuncts(sentence, kid.index)]
    return any(
        _is_named(sentence, victim)
        or _is_counted(sentence, victim)
        or (of_people and _is_definite(sentence, victim))
        for victim in victims
    )


def _is_definite(sentence: Sentence, victim: Token) -> bool:
    return any(
        k.deprel == "det" and {"Definite=Def", "PronType=Dem"} & {*k.feats.split("|")}
        for k in children(sentence, victim.index)
    )


def _is_counted(sentence: Sentence, victim: Token) -> bool:
    return any(k.deprel.startswith("nummod") for k in children(sentence, victim.index))


def _is_named(sentence: Sentence, victim: Token) -> bool:
    """A person or an organisation; a bare place is where it was, not whom it hit."""
    inside: Sequence[Token] = subtree(sentence, victim.index)
    return any(
        e.label in {"PER", "ORG"} and any(e.start <= t.start < e.end for t in inside)
        for e in sentence.entities
    )


def told_anyway(
    sentence: Sentence, trigger: Trigger, text: str, lexicon: Lexicon
) -> Judgement | None:
    """What is told whatever governs it: answered for, told in full, or reacted to.

    Not what words of a plan or an anniversary lead to ("the fifth anniversary of the attacks").
    """
    if is_led_by_plan(text[sentence.start : trigger.span.start], lexicon):
        return None
    if is_told_anyway(sentence, sentence.tokens[trigger.head], lexicon.modality):
        return ASSERTED
    if is_claimed(sentence, trigger, lexicon):
        return ASSERTED
    return REACTION if is_taken_for_granted(sentence, trigger, lexicon) else None
