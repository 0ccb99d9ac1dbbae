"""Clauses behind a noun that takes them back or keeps their memory ("denied reports that ...")."""

from __future__ import annotations

from transforms.find.judgements import DENIED, Judgement
from transforms.find.matched import Trigger
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Sentence
from transforms.tree import ancestors

REMEMBERED: Judgement = ("background", "NC16.remembered")
NONE: frozenset[str] = frozenset()
CLAUSES = {"acl", "ccomp", "advcl"}
NOUNS = {"NOUN", "PROPN"}


def judge_frame(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> Judgement | None:
    """Why a deed told behind a noun is none: the noun is denied, or a memorial.

    "A memorial to the 96 people killed in the bombing was unveiled." Who denies an attack that
    killed five does not deny the killing.
    """
    words, is_clause = lexicon.modality, False
    below = sentence.tokens[trigger.head]
    for above in ancestors(sentence, trigger.head):
        names = {fold(above.lemma), fold(above.text)}
        if above.upos in NOUNS and names & words.get("memorials", NONE):
            return REMEMBERED
        is_clause |= below.deprel.split(":")[0] in CLAUSES
        verb = sentence.tokens[above.head] if above.head >= 0 else above
        is_report = (
            above.upos in NOUNS and above.deprel == "obj" and not names & {*lexicon.triggers}
        )
        if is_clause and is_report and verb.lemma.casefold() in words["denying"]:
            return DENIED
        below = above
    return None
