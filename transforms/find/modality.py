"""Did it happen? Modality of a trigger: asserted, negated, planned, background or said.

Rules look at the auxiliaries, negation and marks of the trigger, then walk up to the
verbs and nouns that govern it. Each answer carries a rule of codebooks/not_coded.yaml.
"""

from __future__ import annotations

from collections.abc import Sequence

from transforms.find.bloodless import is_bloodless
from transforms.find.framed import judge_frame
from transforms.find.generic import judge_generic, judge_topic, judge_words
from transforms.find.governors import is_commented, is_done, is_wished
from transforms.find.hearsay import is_aside, is_hearsay
from transforms.find.judgements import (
    ACCUSED,
    ASSERTED,
    COMMENTED,
    DENIED,
    FICTION,
    NEGATED,
    NOMINAL,
    PLANNED,
    THREATENED,
    TOLD_TO,
    Judgement,
    Words,
)
from transforms.find.matched import Trigger
from transforms.find.negation import is_negated, is_negation
from transforms.find.reactions import REACTION, judge_known, told_anyway
from transforms.find.remarks import judge_remark
from transforms.find.told import (
    had_to,
    happened,
    is_behind,
    is_fronted,
    is_told,
    is_told_after,
    only_own,
    tells_past,
)
from transforms.find.unreal import ends_unreal, is_in_fiction, is_instruction
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Sentence, Token
from transforms.tree import ancestors, case_words, children, in_compound

COMPLEMENTS = {"xcomp", "ccomp", "obj", "obl", "acl", "nmod"}
COMPLEMENTS |= {"csubj", "nsubj:pass", "advcl", "iobj"}
VERBAL = {"VERB", "AUX"}
PERFECTIVE = {"Aspect=Perf", "Tense=Pres", "VerbForm=Fin"}
"""A perfective present of Russian tells the future ("начнет")."""
NONE: frozenset[str] = frozenset()
PROSPECTIVE = "NC03.prospective_verb"


def judge_modality(sentence: Sentence, trigger: Trigger, text: str, lexicon: Lexicon) -> Judgement:
    """Return (modality, rule id) of a trigger in its sentence."""
    is_phrase = trigger.words[0] in lexicon.modality["negators"]  # "no sobrevivió"
    own = None if is_phrase else _own(sentence, sentence.tokens[trigger.head], lexicon.modality)
    known = own or told_anyway(sentence, trigger, text, lexicon)
    if known and known != REACTION:
        return known
    judgement = _judge(sentence, trigger, text, lexicon)
    if known and judgement != ASSERTED:  # what is told plainly is no mere reaction
        return known
    said = text[sentence.start : sentence.end]
    return judge_known(judgement, sentence, trigger, said, lexicon)


def _judge(sentence: Sentence, trigger: Trigger, text: str, lexicon: Lexicon) -> Judgement:
    words, head = lexicon.modality, sentence.tokens[trigger.head]
    judgement = judge_frame(sentence, trigger, lexicon) or judge_remark(sentence, trigger, lexicon)
    judgement = judgement or judge_topic(sentence, trigger, lexicon)
    family = trigger.entry.trigger_class.family
    judgement = judgement or judge_generic(sentence, head, family, words)
    judgement = judgement or _of_prospect(sentence, head, words)
    if head.upos in NOMINAL and _is_infinitive(sentence, head, words):
        judgement = judgement or PLANNED
    if is_in_fiction(sentence, text, lexicon):
        judgement = judgement or FICTION
    if is_instruction(sentence, head):
        judgement = judgement or TOLD_TO
    below, top = head, None
    for above in ancestors(sentence, trigger.head):
        if judgement:
            return judgement
        is_over = is_done(above, family, words) and _own(sentence, above, words) != NEGATED
        is_over = is_over or (
            below is head and family == "violence" and is_behind(sentence, head, words)
        )
        is_over |= family == "violence" and _is_aside_of(head, below)
        if is_over or tells_past(sentence, below, words):
            break
        judgement = _governed(sentence, below, above, words)
        if judgement == NEGATED and is_bloodless(sentence, head, top or above, lexicon):
            judgement = None
            break
        below, top = above, top or above
    return judgement or judge_words(text[sentence.start : sentence.end], sentence, trigger, lexicon)


def _of_prospect(sentence: Sentence, noun: Token, words: Words) -> Judgement | None:
    """PLANNED for what something may be in the future ("would be a target of attack")."""
    if noun.upos not in NOMINAL or noun.deprel != "nmod" or noun.head < 0:
        return None
    above = sentence.tokens[noun.head]
    own = _own(sentence, above, words) if above.upos in NOMINAL else None
    return own if own is not None and own[1] == PROSPECTIVE else None


def _own(sentence: Sentence, token: Token, words: Words) -> Judgement | None:
    """What the token's own auxiliaries, negation, marks and adjectives say."""
    kids = children(sentence, token.index)
    if _is_prospective(token, kids, words) or _is_subjunctive(sentence, token, kids, words):
        return ("planned", PROSPECTIVE)
    if is_negated(token):
        return NEGATED
    for kid in kids:
        names = {kid.lemma.casefold(), fold(kid.text)}
        names |= {fold(k.text) for k in children(sentence, kid.index) if k.deprel == "fixed"}
        if is_negation(sentence, kid, names & words["negators"], words):
            return NEGATED
        if kid.deprel == "mark" and names & words["conditional_marks"]:
            return ("planned", "NC03.conditional")
        if kid.deprel in {"amod", "acl"} and names & words["prospective_adjectives"]:
            return ("planned", "NC03.prospective_adjective")
        if kid.deprel == "compound" and names & words["planning_nouns"]:
            return THREATENED
    return None


def _is_prospective(token: Token, kids: Sequence[Token], words: Words) -> bool:
    """True for "will attack", and for a verb in the future or the conditional of its language."""
    helpers = [k for k in kids if k.deprel.startswith("aux") or k.deprel == "compound:prt"]
    helpers = [k for k in helpers if not had_to(k, words)]
    if is_hearsay(token, helpers, words):
        return False
    names = {form for k in helpers for form in (k.lemma.casefold(), fold(k.text))}
    forms = [t for t in (token, *helpers) if t.upos in VERBAL]
    is_unreal = any("Tense=Fut" in t.feats or "Mood=Cnd" in t.feats for t in forms)
    is_unreal |= any({*t.feats.split("|")} >= PERFECTIVE for t in forms)
    is_unreal |= bool(names & words.get("may_marks", NONE)) and "Aspect=Imp" in token.feats
    return bool(names & words["prospective_aux"]) or is_unreal or ends_unreal(forms, words)


def _is_subjunctive(sentence: Sentence, token: Token, kids: Sequence[Token], words: Words) -> bool:
    """True for a wish or a doubt in its mood ("pide que liberen", "niega que haya atacado")."""
    helpers = [k for k in kids if k.deprel.startswith("aux")]
    if not any("Mood=Sub" in t.feats for t in (token, *helpers) if t.upos in VERBAL):
        return False
    marks = [k for k in kids if k.deprel == "mark"]
    return bool(marks) and not is_told(sentence, marks, words)


def _governed(sentence: Sentence, below: Token, above: Token, words: Words) -> Judgement | None:
    """What a governing word makes of the token below it."""
    if below.deprel == "conj":
        shared = _own(sentence, above, words) if only_own(sentence, below) else None
        return None if shared == NEGATED and is_told_after(sentence, below, words) else shared
    if below.deprel not in COMPLEMENTS and not (in_compound(below) and below.deprel != "compound"):
        is_subject = below.deprel.startswith("nsubj") and above.upos in VERBAL
        if is_subject and {above.lemma.casefold(), fold(above.text)} & words["prospective_aux"]:
            return None if had_to(above, words) else ("planned", "NC03.prospective_verb")
        return _shared(sentence, above, words) if is_subject else None
    infinitive = _is_infinitive(sentence, below, words)
    judgement = _by_governor(sentence, below, above, infinitive, words)
    if judgement:
        return judgement
    is_purpose = below.deprel in {"advcl", "acl", "csubj"} or above.upos in {"ADJ", "NOUN"}
    if infinitive and is_purpose:
        return None if happened(sentence, below, words) else ("planned", "NC03.purpose")
    shares = below.upos in NOMINAL or infinitive
    shares |= below.deprel in {"xcomp", "obj"} and "VerbForm=Part" in below.feats
    return _shared(sentence, above, words) if shares and above.upos in VERBAL else None


def _is_aside_of(head: Token, subject: Token) -> bool:
    """True for what a participle tells of a subject ("the man, seized at home, did not call")."""
    is_part = head.deprel in {"acl", "advcl"} and "VerbForm=Part" in head.feats
    return is_part and head.head == subject.index and subject.deprel.startswith("nsubj")


def _shared(sentence: Sentence, above: Token, words: Words) -> Judgement | None:
    """What a verb says of its participants; what does not end goes on."""
    own = _own(sentence, above, words)
    ends = {above.lemma.casefold(), fold(above.text)} & words.get("ending", NONE)
    return None if own == NEGATED and ends else own


def _by_governor(
    sentence: Sentence, below: Token, above: Token, infinitive: bool, words: Words
) -> Judgement | None:
    """What the governing word itself says: denied, accused, planned, threatened, commented."""
    names = {above.lemma.casefold(), fold(above.text)}
    verbal, nominal = above.upos in VERBAL, above.upos in NOMINAL
    if names & words["denying"] and not is_aside(sentence, below, above, words):
        return DENIED
    if verbal and names & words["accusing"] and not is_aside(sentence, below, above, words):
        return ACCUSED
    if nominal and names & words["accusing_nouns"]:
        return ACCUSED
    is_next = below.deprel == "advcl" and 0 < below.index - above.index <= 2
    by_what = below.deprel == "obl" and bool(names & words.get("averting", NONE))
    if by_what:  # "la police les en a empêchés à coups de matraque"
        return None
    plans = words["planning"] | (words.get("telling", NONE) if infinitive else NONE)
    if (
        verbal
        and names & plans
        and not set(case_words(sentence, below.index)) & words.get("time_cases", NONE)
        and not had_to(above, words)
        and (is_next or is_wished(below, infinitive))
        and not is_fronted(sentence, below, above)
    ):
        return PLANNED
    if nominal and names & words["planning_nouns"] and below.deprel != "obl":
        return THREATENED
    is_praise = verbal and bool(names & words.get("praising", NONE)) and below.deprel == "advcl"
    if names & words["commenting"] and (is_praise or is_commented(sentence, below, names, words)):
        return COMMENTED
    return None


def _is_infinitive(sentence: Sentence, token: Token, words: Words) -> bool:
    """True for a noun by its tag that is a verb by its form or particle ("the army to march")."""
    return "VerbForm=Inf" in token.feats or any(
        (k.deprel == "mark" or k.upos == "PART") and k.lemma.casefold() in words["purpose_marks"]
        for k in children(sentence, token.index)
    )
