"""Sentences that report nothing by their form: questions, and instructions in the infinitive."""

from __future__ import annotations

from transforms.records import Sentence, Token
from transforms.tree import children

QUOTES = " \n\"'”’»)]"
QUESTION_MARKS = ("?", "؟", "？")


def is_question(said: str) -> bool:
    """True for a sentence that ends with a question mark.

    >>> is_question("Did the army fire on the crowd?"), is_question("The army fired.")
    (True, False)
    """
    return said.rstrip(QUOTES).endswith(QUESTION_MARKS)


def is_instruction(sentence: Sentence, verb: Token) -> bool:
    """True for an infinitive that nothing governs and nobody does: "To kill the pain, rest"."""
    if verb.deprel != "root" or verb.upos != "VERB" or "VerbForm=Inf" not in verb.feats:
        return False
    return not any(k.deprel.startswith(("nsubj", "aux")) for k in children(sentence, verb.index))
