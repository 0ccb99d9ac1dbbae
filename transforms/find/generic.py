"""Words that name a kind of event and report none: topics, purposes, general statements.

Relations are those of Universal Dependencies; the rules are of codebooks/not_coded.yaml.
"""

from __future__ import annotations

from transforms.find.answered import YEAR_TEXT, is_answered_for, is_told_in_full
from transforms.find.arabic_words import is_closed
from transforms.find.habits import is_called, is_habit, is_named_battle, is_under_study
from transforms.find.judgements import (
    ASKED,
    ASSERTED,
    BACKGROUND,
    DENIED,
    GENERAL,
    HABIT,
    NEGATED,
    NOMINAL,
    PERIOD,
    PLANNED,
    PURPOSE,
    STATED,
    TOPIC,
    YEAR,
    Judgement,
    Words,
)
from transforms.find.matched import Trigger
from transforms.find.refuted import is_denied, is_without
from transforms.find.struck import is_left, is_struck
from transforms.find.unreal import is_question
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Sentence, Token
from transforms.tree import case_words, children, clause_tokens, in_compound

PLAN_REACH = 30
"""Characters before a trigger in which words of a plan lead to it."""
NONE: frozenset[str] = frozenset()


def judge_generic(sentence: Sentence, head: Token, family: str, words: Words) -> Judgement | None:
    """Why the trigger at `head` reports nothing that happened; None if it may."""
    if head.upos in {"NOUN", "PROPN"}:
        return _judge_noun(sentence, head, words)
    if family == "protest" and _has_content(sentence, head):
        return STATED
    if is_habit(sentence, head):
        return HABIT
    return PURPOSE if _is_use(sentence, head, words) else None


def _judge_noun(sentence: Sentence, head: Token, words: Words) -> Judgement | None:
    if names_year(sentence, head) or is_named_battle(sentence, head, words):
        return YEAR
    if is_under_study(sentence, head, words):
        return PLANNED
    if head.deprel == "obj" and _is_use(sentence, sentence.tokens[head.head], words):
        return PURPOSE
    if _fills_period(sentence, head, words):
        return PERIOD
    if _is_of_wave(sentence, head, words):
        return GENERAL
    if _is_backing(sentence, head, words):
        return TOPIC
    return _modifies_topic(sentence, head, words) or _is_general(sentence, head, words)


def _has_content(sentence: Sentence, verb: Token) -> bool:
    """True for "protested that": a clause with its word for "that", or with its own subject."""
    clauses = (k for k in children(sentence, verb.index) if k.deprel == "ccomp")
    return any(
        k.deprel.startswith(("mark", "nsubj"))
        for clause in clauses
        for k in children(sentence, clause.index)
    )


def judge_topic(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> Judgement | None:
    """A noun that tells what talk, anger or a demand is about ("talks on a ceasefire")."""
    head = sentence.tokens[trigger.head]
    if head.upos not in NOMINAL or head.deprel not in {"nmod", "obl"}:
        return None
    words, cases = lexicon.modality, set(case_words(sentence, head.index))
    if not trigger.entry.trigger_class.as_modifier:
        governor = sentence.tokens[head.head].lemma.casefold() if head.head >= 0 else ""
        is_done = head.deprel == "obl" and governor in lexicon.roles["light_verbs"]
        reached = {governor, fold(governor)} & lexicon.roles.get("reaching", frozenset())
        if reached and cases & lexicon.roles["recipients"]:
            return None
        is_own = is_done or "Case=" not in head.feats or _stands_alone(sentence, head, lexicon)
        return None if is_own and not cases else TOPIC
    if is_left(sentence, trigger, lexicon):
        return TOPIC
    is_told = _is_cause(sentence, head, words) or is_struck(sentence, trigger, lexicon)
    is_told |= trigger.entry.trigger_class.name == "explode" and bool(
        cases & lexicon.roles.get("over", NONE)  # "el paso de un convoy sobre una mina"
    )
    return TOPIC if cases & words["topic_cases"] and not is_told else None


def _stands_alone(sentence: Sentence, noun: Token, lexicon: Lexicon) -> bool:
    """True where trees are unsure and no noun before it governs it ("أعلن جنود انشقاقهم")."""
    if "launching" not in lexicon.roles or noun.index == 0:
        return False
    before = sentence.tokens[noun.index - 1]
    return before.upos not in NOMINAL | {"ADP"} or is_closed(before)


def _is_cause(sentence: Sentence, noun: Token, words: Words) -> bool:
    """True for "died by shots" and "сообщили о взрыве", elsewhere the mark of a topic."""
    governor = sentence.tokens[noun.head] if noun.head >= 0 else noun
    return fold(governor.lemma) in words.get("harming", NONE) | words.get("telling_of", NONE)


def is_told_anyway(sentence: Sentence, noun: Token, words: Words) -> bool:
    """True for what somebody answers for or comments on, told as a report would tell it."""
    if noun.head < 0 or (noun.upos not in NOMINAL and "VerbForm=Ger" not in noun.feats):
        return False
    return is_answered_for(sentence, noun, words) or is_told_in_full(sentence, noun, words)


def names_year(sentence: Sentence, noun: Token) -> bool:
    """True for an event known by its year ("the 2017 attack"); "2000 protesters" are counted."""
    known = sentence.tokens[noun.head] if noun.deprel == "compound" and noun.head >= 0 else noun
    if "Number=Plur" in known.feats:
        return False
    return any(
        t.deprel == "nummod" and YEAR_TEXT.fullmatch(t.text)
        for word in {noun.index, known.index}
        for t in children(sentence, word)
    )


def _fills_period(sentence: Sentence, noun: Token, words: Words) -> bool:
    """What filled days or weeks before ("tras una semana de disturbios") is background.

    Not so the fight that led to what is told ("after two days of clashes with the army").
    """
    if noun.deprel != "nmod" or noun.head < 0:
        return False
    against, above = words.get("opponent_cases", NONE), sentence.tokens[noun.head]
    near = (*children(sentence, noun.index), *children(sentence, above.index))
    if any(against & set(case_words(sentence, k.index)) for k in near):
        return False
    told = set(case_words(sentence, above.index)) & words.get("factual_marks", NONE)
    return bool(told) and fold(above.lemma) in words.get("periods", NONE)


def _is_backing(sentence: Sentence, noun: Token, words: Words) -> bool:
    """True for arms that stand behind a force ("troops backed by helicopters and artillery")."""
    top = noun
    while top.deprel in {"conj", "compound"} and top.head >= 0:
        top = sentence.tokens[top.head]
    above = sentence.tokens[top.head] if top.head >= 0 else top
    is_told = above.deprel in {"acl", "amod", "advcl"} and top.deprel.startswith("obl")
    return is_told and fold(above.lemma) in words.get("backing", NONE)


def _is_of_wave(sentence: Sentence, noun: Token, words: Words) -> bool:
    """What comes in waves, in a clause without a day ("a wave of kidnappings and bombings")."""
    top = noun
    while top.deprel == "conj" and top.head >= 0:
        top = sentence.tokens[top.head]
    if top.deprel != "nmod" or top.head < 0:
        return False
    if sentence.tokens[top.head].lemma.casefold() not in words.get("waves", NONE):
        return False
    inside = {token.start for token in clause_tokens(sentence, top.head)}
    return not any(e.label == "DATE" and e.start in inside for e in sentence.entities)


def _modifies_topic(sentence: Sentence, head: Token, words: Words) -> Judgement | None:
    """A noun in a compound whose head tells of something else ("battle reports").

    So does a bare noun behind "of" ("un hélicoptère de combat").
    """
    kids = children(sentence, head.index)
    is_bare = head.deprel == "nmod" and all(k.deprel in {"case", "amod"} for k in kids)
    if not (in_compound(head) or is_bare) or head.head < 0:
        return None
    above = sentence.tokens[head.head]
    return TOPIC if above.lemma.casefold() in words.get("topic_heads", NONE) else None


def _is_general(sentence: Sentence, noun: Token, words: Words) -> Judgement | None:
    """The subject of what something is, bare or with "a" ("Kidnapping is an industry").

    Also what something is called to be ("it is an attack on our freedom").
    """
    if is_called(sentence, noun):
        return GENERAL
    if noun.deprel != "nsubj" or noun.head < 0:
        return None
    above, kids = sentence.tokens[noun.head], children(sentence, noun.index)
    is_told = any(
        k.deprel in {"nummod", "nmod", "nmod:poss", "acl", "acl:relcl", "amod", "compound"}
        or (k.deprel == "det" and "Definite=Ind" not in k.feats)
        for k in kids
    )
    is_present = any(
        k.deprel == "cop" and "Tense=Pres" in k.feats for k in children(sentence, above.index)
    )
    return (
        GENERAL if above.upos in NOMINAL | {"NUM", "PRON"} and is_present and not is_told else None
    )


def _is_use(sentence: Sentence, verb: Token, words: Words) -> bool:
    """What a thing is for: "bombs and maps for carrying out attacks"."""
    if verb.deprel not in {"acl", "advcl"} or verb.head < 0:
        return False
    if sentence.tokens[verb.head].upos not in NOMINAL:
        return False
    marks = {fold(k.text) for k in children(sentence, verb.index) if k.deprel in {"mark", "case"}}
    return bool(marks & words.get("use_marks", NONE))


def is_led_by_plan(before: str, lexicon: Lexicon) -> bool:
    """True where words of a plan stand right before the trigger, whatever the tree says."""
    near = before[-PLAN_REACH:]
    return any(name == "plan_phrases" for name, _, _ in lexicon.phrases.find(near))


def judge_words(said: str, sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> Judgement:
    """What the words of the sentence say where its tree says nothing."""
    if is_question(said):
        return ASKED
    if is_led_by_plan(said[: trigger.span.start - sentence.start], lexicon):
        return PLANNED
    if is_without(sentence, trigger, lexicon):
        return NEGATED
    if is_denied(sentence, trigger, lexicon):
        return DENIED
    found = (start for name, start, _ in lexicon.phrases.find(said) if name == "background")
    is_told = any(not _is_of_adjective(sentence.start + at, sentence, lexicon) for at in found)
    return BACKGROUND if is_told else ASSERTED


def _is_of_adjective(start: int, sentence: Sentence, lexicon: Lexicon) -> bool:
    """True for how long a thing has been so ("salaries unpaid since years"), not the event."""
    since = lexicon.modality.get("since_marks", NONE)
    token = next((t for t in sentence.tokens if t.end > start), None)
    if token is None or not token.index or fold(token.text) not in since:
        return False
    before = sentence.tokens[token.index - 1]
    return before.upos == "ADJ" and before.head < before.index and before.deprel == "amod"
