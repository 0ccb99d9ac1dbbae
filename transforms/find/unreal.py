"""Sentences that report nothing by their form: questions, instructions, what happens in a film."""

from __future__ import annotations

from transforms.lexicon import Lexicon
from transforms.records import Sentence, Token
from transforms.tree import case_words, children

QUOTES = " \n\"'”’»)]"
QUESTION_MARKS = ("?", "؟", "？")


def is_question(said: str) -> bool:
    """True for a sentence that ends with a question mark.

    >>> is_question("Did the army fire on the crowd?"), is_question("The army fired.")
    (True, False)
    """
    return said.rstrip(QUOTES).endswith(QUESTION_MARKS)


def is_in_fiction(sentence: Sentence, lexicon: Lexicon) -> bool:
    """True for a sentence that is set in a work: "in the new film", "no capítulo da novela"."""
    inside = lexicon.roles["locative"]
    for token in sentence.tokens:
        if token.upos == "NOUN" and "fiction" in lexicon.cues.names(token.text):
            while not case_words(sentence, token.index) and token.deprel == "nmod":
                token = sentence.tokens[token.head]
            if set(case_words(sentence, token.index)) & inside:
                return True
            above = sentence.tokens[token.head] if token.deprel == "nmod" else token
            if set(case_words(sentence, above.index)) & inside:
                return True
    return False


def is_instruction(sentence: Sentence, verb: Token) -> bool:
    """True for an infinitive that nothing governs and nobody does: "To kill the pain, rest"."""
    if verb.deprel != "root" or verb.upos != "VERB" or "VerbForm=Inf" not in verb.feats:
        return False
    return not any(k.deprel.startswith(("nsubj", "aux")) for k in children(sentence, verb.index))
