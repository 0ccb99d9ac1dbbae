"""What "and" joins, where a small parser hung it on the nearest noun.

"Deux agents de la police et un militaire": the soldier stands beside the two officers, not beside
the police. "Surpris par des rebelles des ADF et exécutés": killed were those who were surprised.
"Homens fardados irromperam na sede, expulsaram os presentes": the men did both.
"""

from __future__ import annotations

from dataclasses import replace

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Sentence, Token
from transforms.sound_trees import with_tokens
from transforms.tree import ancestors, children, is_participle

NOUNS = {"NOUN", "PROPN"}
AGREEING = ("Number=", "Gender=")
FINITE = "VerbForm=Fin"


def with_joints(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """The sentence with what is joined hung on what it is joined to."""
    for token in sentence.tokens:
        if token.deprel == "conj" and token.head >= 0:
            home = _home(sentence, token, lexicon)
            sentence = sentence if home is None else _hung(sentence, token, home)
        elif token.deprel in {"nsubj", "nsubj:pass"}:
            first = _first_verb(sentence, token)
            sentence = sentence if first is None else _hung(sentence, token, first)
    return sentence


def _home(sentence: Sentence, token: Token, lexicon: Lexicon) -> Token | None:
    beside = sentence.tokens[token.head]
    if beside.upos not in NOUNS or beside.index > token.index:
        return None
    kids = children(sentence, token.index)
    if token.upos == "VERB" and is_participle(token):
        return _passive_above(sentence, token)
    if token.upos not in NOUNS or beside.deprel != "nmod" or any(k.deprel == "case" for k in kids):
        return None
    top = sentence.tokens[beside.head]
    of = {fold(k.lemma) for k in children(sentence, beside.index) if k.deprel == "case"}
    is_part = bool(of) and of <= lexicon.roles.get("of", frozenset()) and top.upos in NOUNS
    is_new = _is_counted(sentence, token) and not _is_counted(sentence, beside)
    return top if is_part and is_new and _is_counted(sentence, top) else None


def _is_counted(sentence: Sentence, noun: Token) -> bool:
    """True for "two officers", "a soldier"."""
    return any(
        k.deprel.startswith("nummod") or "Definite=Ind" in k.feats
        for k in children(sentence, noun.index)
        if k.index < noun.index
    )


def _passive_above(sentence: Sentence, participle: Token) -> Token | None:
    """The verb of a passive, to whose subject the joined participle belongs too."""
    kids = children(sentence, participle.index)
    if not any(k.deprel == "cc" for k in kids) or any(k.deprel.startswith("nsubj") for k in kids):
        return None
    verb = next((t for t in ancestors(sentence, participle.index) if t.upos == "VERB"), None)
    if verb is None or verb.index > participle.index or not _agree(verb, participle):
        return None
    helped = any(k.deprel == "aux:pass" for k in children(sentence, verb.index))
    return verb if helped else None


def _agree(one: Token, other: Token) -> bool:
    marks = {*one.feats.split("|")}, {*other.feats.split("|")}
    for name in AGREEING:
        values = [next((m for m in feats if m.startswith(name)), None) for feats in marks]
        if None not in values and values[0] != values[1]:
            return False
    return True


def _first_verb(sentence: Sentence, subject: Token) -> Token | None:
    """The verb before the joined one that took its subject, which stands before both."""
    verb = sentence.tokens[subject.head]
    if verb.deprel != "conj" or verb.head < 0:
        return None
    first = sentence.tokens[verb.head]
    is_between = subject.index < first.index < verb.index
    if not is_between or first.upos != "VERB" or FINITE not in first.feats:
        return None
    has_own = any(k.deprel.startswith("nsubj") for k in children(sentence, first.index))
    return None if has_own else first


def _hung(sentence: Sentence, token: Token, home: Token) -> Sentence:
    return with_tokens(sentence, replace(token, head=home.index))
