"""Sentences that report nothing by their form: questions, instructions, what happens in a film."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.find.judgements import Words
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Sentence, Token
from transforms.tree import ancestors, case_words, children

QUOTES = " \n\"'”’»)]"
QUESTION_MARKS = ("?", "؟", "？")


def is_question(said: str) -> bool:
    """True for a sentence that ends with a question mark.

    >>> is_question("Did the army fire on the crowd?"), is_question("The army fired.")
    (True, False)
    """
    return said.rstrip(QUOTES).endswith(QUESTION_MARKS)


def is_in_fiction(sentence: Sentence, text: str, lexicon: Lexicon) -> bool:
    """True for a sentence that is set in a work: "in the new film", "no capítulo da novela".

    Or one that tells what a work is about: "the documentary follows a family through the siege".
    """
    if "fiction" not in lexicon.cues.names(text[sentence.start : sentence.end]):
        return False
    works = [t for t in sentence.tokens if t.upos == "NOUN" and _is_work(t, lexicon)]
    if any(_tells(sentence, token, lexicon) for token in works):
        return True
    return any(_is_inside(sentence, token, lexicon.roles["locative"]) for token in works)


def _tells(sentence: Sentence, work: Token, lexicon: Lexicon) -> bool:
    """True for the subject of the sentence's verb of telling ("the documentary follows ...")."""
    if not work.deprel.startswith("nsubj") or work.head < 0:
        return False
    verb = sentence.tokens[work.head]
    words = lexicon.modality.get("depicting", frozenset())
    return verb.deprel == "root" and bool({fold(verb.lemma), fold(verb.text)} & words)


def _is_work(token: Token, lexicon: Lexicon) -> bool:
    return "fiction" in lexicon.cues.names(token.text)


def _is_inside(sentence: Sentence, work: Token, inside: frozenset[str]) -> bool:
    """Whether the work, or a noun that it belongs to, stands behind a word for in."""
    token = work
    for above in (*ancestors(sentence, work.index), None):
        if inside & set(case_words(sentence, token.index)):
            return True
        if token.deprel != "nmod" or above is None:
            return False
        token = above
    return False


def is_instruction(sentence: Sentence, verb: Token) -> bool:
    """True for an infinitive that nothing governs and nobody does: "To kill the pain, rest"."""
    if verb.deprel != "root" or verb.upos != "VERB" or "VerbForm=Inf" not in verb.feats:
        return False
    return not any(k.deprel.startswith(("nsubj", "aux")) for k in children(sentence, verb.index))


def ends_unreal(verbs: Sequence[Token], words: Words) -> bool:
    """True where an ending shows a future that the tagger did not see ("atacarán")."""
    endings = tuple(words.get("prospective_endings", ()))
    return bool(endings) and any(
        "VerbForm=Fin" in verb.feats and fold(verb.text).endswith(endings) for verb in verbs
    )
