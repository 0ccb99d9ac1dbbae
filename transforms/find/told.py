"""Clauses that tell what took place, whatever governs them: "after they fired"."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.find.judgements import Words
from transforms.letters import fold
from transforms.records import Sentence, Token
from transforms.tree import case_words, children, is_participle


def is_told(sentence: Sentence, marks: Sequence[Token], words: Words) -> bool:
    """True when the clause's mark, or the word before it, says that it happened: "after"."""
    if not marks:
        return False
    first = min(marks, key=lambda mark: mark.index)
    before = sentence.tokens[max(first.index - 1, 0)]
    told = words.get("factual_marks", frozenset())
    forms = {fold(t.text) for t in (*marks, before)}
    forms.add(f"{fold(before.text)} {fold(first.text)}")  # "قبل أن تفرقهم الشرطة"
    if (after := sentence.tokens[first.index + 1]).start <= first.end:
        forms.add(fold(first.text + after.text))  # "ao passar"
    return bool(forms & told)


def tells_past(sentence: Sentence, verb: Token, words: Words) -> bool:
    """True for a clause on what was done ("the men who killed five", "after they fired")."""
    if not _is_past(sentence, verb):
        return False
    kids = children(sentence, verb.index)
    marks = [k for k in kids if k.deprel == "mark"]
    if verb.deprel == "advcl":  # "when" may be an adverb
        return is_told(sentence, marks or kids[:1], words)
    return verb.deprel.startswith("acl") and ("VerbForm=Fin" in verb.feats or verb.deprel != "acl")


def is_behind(sentence: Sentence, noun: Token, words: Words) -> bool:
    """True for what came before something else ("after the killing of two men")."""
    cases = set(case_words(sentence, noun.index)) & words.get("factual_marks", frozenset())
    return noun.deprel in {"obl", "nmod"} and bool(cases)


def _is_past(sentence: Sentence, verb: Token) -> bool:
    """True for a finite past, and for a participle with one ("was killed", "had fired").

    A past with a subject and an object but no auxiliary is finite, whatever the tagger says.
    """
    kids = children(sentence, verb.index)
    helpers = [k for k in kids if k.deprel.startswith("aux")]
    if not helpers and is_participle(verb) and {"nsubj", "obj"} <= {k.deprel for k in kids}:
        return True
    forms = (verb, *helpers) if is_participle(verb) else (verb,)
    return any({"Tense=Past", "VerbForm=Fin"} <= {*form.feats.split("|")} for form in forms)


def had_to(verb: Token, words: Words) -> bool:
    """True for what had to be done, and was ("ont dû faire usage de", "tiveram de usar")."""
    is_past = "Tense=Past" in verb.feats
    return is_past and fold(verb.lemma) in words.get("obliging", frozenset())


def happened(sentence: Sentence, verb: Token, words: Words) -> bool:
    """True for an infinitive of what took place: "tras atacar", "al explotar una mina"."""
    kids = children(sentence, verb.index)
    if any(k.deprel == "det" for k in kids):
        return True
    marks = [k for k in kids if k.deprel in {"mark", "case"}]
    return is_told(sentence, marks, words) or _came_next(sentence, verb, marks, words)


def _came_next(sentence: Sentence, verb: Token, marks: Sequence[Token], words: Words) -> bool:
    """True for what followed something done ("ont défilé avant de s'en prendre à").

    Not for what was stopped ("arrêtés avant de passer à l'acte").
    """
    if not marks or verb.head < 0:
        return False
    first = min(marks, key=lambda mark: mark.index)
    before = sentence.tokens[max(first.index - 1, 0)]
    sequel = words.get("sequel_marks", frozenset())
    if not {fold(first.text), fold(before.text)} & sequel:
        return False
    above = sentence.tokens[verb.head]
    if _is_undergone(sentence, verb) and not _is_undergone(sentence, above):
        return False  # "ont pillé avant d'être mis en fuite": another deed, of others
    is_past = _is_past(sentence, above) or "Tense=Past" in above.feats
    return is_past and fold(above.lemma) not in words.get("stopping", frozenset())


def is_told_after(sentence: Sentence, verb: Token, words: Words) -> bool:
    """True for what came of something undone ("no alcanzó a huir y murió"), not behind "nor"."""
    joints = {fold(k.text) for k in children(sentence, verb.index) if k.deprel == "cc"}
    is_finite = {"VerbForm=Fin", "Tense=Past"} <= {*verb.feats.split("|")}
    return is_finite and bool(joints) and not joints & words["negators"]


def only_own(sentence: Sentence, verb: Token) -> bool:
    """True when a coordinated verb has no subject or auxiliary of its own."""
    kids = children(sentence, verb.index)
    return not any(k.deprel.startswith(("nsubj", "aux")) for k in kids)


def _is_undergone(sentence: Sentence, verb: Token) -> bool:
    return any(k.deprel in {"aux:pass", "nsubj:pass"} for k in children(sentence, verb.index))


def is_fronted(sentence: Sentence, below: Token, above: Token) -> bool:
    """True for "with a march, the teachers demanded": a noun before the verb and a comma."""
    if below.deprel != "obl" or below.index > above.index:
        return False
    between = sentence.tokens[below.index : above.index]
    return bool(case_words(sentence, below.index)) and any(t.text == "," for t in between)
