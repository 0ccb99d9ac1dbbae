"""Clauses behind a verb of saying without "that" ("officials say NATO forces killed ten men").

Small parsers give the verb of saying two subjects, one on each side, and take the verb of the
clause for a participle told of the second one; or they leave that verb without its subject.
"""

from __future__ import annotations

from dataclasses import replace

from transforms.records import Sentence, Token
from transforms.sound_trees import with_tokens

SUBJECT = "nsubj"
NOUNS = {"NOUN", "PROPN"}
PAST = "Mood=Ind|Tense=Past|VerbForm=Fin"


def with_said_clauses(sentence: Sentence) -> Sentence:
    """The sentence with the second subject of a verb of saying given to the verb behind it."""
    for verb in sentence.tokens:
        if verb.upos != "VERB":
            continue
        subjects = [t for t in sentence.tokens if t.head == verb.index and t.deprel == SUBJECT]
        if len(subjects) < 2 or not subjects[0].index < verb.index < subjects[-1].index:
            continue
        noun = subjects[-1]
        mended = _of_participle(sentence, verb, noun) or _of_clause(sentence, verb, noun)
        sentence = mended or sentence
    return sentence


def _of_participle(sentence: Sentence, verb: Token, noun: Token) -> Sentence | None:
    """With a participle that has an object: it is the verb of the clause."""
    told = [t for t in sentence.tokens if t.head == noun.index and t.deprel == "acl"]
    own = [
        t
        for t in told
        if t.upos == "VERB"
        and "Tense=Past" in t.feats
        and t.index > noun.index
        and any(_is_object(sentence, k) for k in sentence.tokens if k.head == t.index)
    ]
    if not own:
        return None
    clause = replace(own[0], head=verb.index, deprel="ccomp", feats=PAST)
    return with_tokens(sentence, clause, replace(noun, head=clause.index))


def _is_object(sentence: Sentence, token: Token) -> bool:
    """True for an object, also one behind "at least", read as an oblique without a case word."""
    if token.deprel != "obl" or token.upos not in NOUNS:
        return token.deprel == "obj"
    kids = [t for t in sentence.tokens if t.head == token.index]
    return not any(t.deprel == "case" for t in kids) and any(t.upos == "NUM" for t in kids)


def _of_clause(sentence: Sentence, verb: Token, noun: Token) -> Sentence | None:
    """With the verb behind that has no subject; a noun before, read as a clause, joins in."""
    clauses = [
        t
        for t in sentence.tokens[noun.index :]
        if t.head == verb.index and t.deprel == "ccomp" and t.upos == "VERB"
    ]
    if not clauses or any(
        t.head == clauses[0].index and t.deprel.startswith(SUBJECT) for t in sentence.tokens
    ):
        return None
    first = next(
        (
            t
            for t in sentence.tokens[verb.index : noun.index]
            if t.head == verb.index and t.deprel == "ccomp" and t.upos in NOUNS
        ),
        None,
    )
    is_joined = any(t.head == noun.index and t.deprel == "cc" for t in sentence.tokens)
    if first is not None and is_joined:
        lead = replace(first, head=clauses[0].index, deprel=SUBJECT)
        return with_tokens(sentence, lead, replace(noun, head=lead.index, deprel="conj"))
    return with_tokens(sentence, replace(noun, head=clauses[0].index))
