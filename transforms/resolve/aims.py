"""What people demonstrate for or against is told with its own day and place, not theirs."""

from __future__ import annotations

from dataclasses import replace

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Candidate, Sentence, Token
from transforms.tree import ancestors, case_words, clause_tokens, span_of

PROTEST, VIOLENCE = "protest", "violence"
AIMS = {"advcl", "xcomp"}
INFINITIVE = "VerbForm=Inf"


def at_main_verb(candidate: Candidate, sentence: Sentence, lexicon: Lexicon) -> Candidate:
    """The candidate as seen from the verb that its aim hangs on, else itself.

    "Marched in Lagos on Monday to protest against a kidnapping in Zamfara on Friday": day and
    place of the protest are those of the marching.
    """
    token = sentence.tokens[candidate.trigger_token]
    above = sentence.tokens[token.head] if token.head >= 0 else token
    marks = lexicon.modality["purpose_marks"]
    is_aim = "VerbForm=Inf" in token.feats or any(
        t.head == token.index and t.deprel == "mark" and t.lemma.casefold() in marks
        for t in sentence.tokens
    )
    if candidate.family != PROTEST or not is_aim or token.deprel not in AIMS:
        return candidate
    if above.upos != "VERB":
        return candidate
    below = {t.index for t in clause_tokens(sentence, token.index)}
    main = [t for t in clause_tokens(sentence, above.index) if t.index not in below]
    return replace(candidate, trigger_token=above.index, clause=span_of(main))


def is_of_aim(sentence: Sentence, place: int, candidate: Candidate, lexicon: Lexicon) -> bool:
    """True for the place (token `place`) of what people demonstrate over, not of the demonstration.

    "Ont convergé vers le consulat pour crier leur colère après le bombardement à Gaza."
    """
    if candidate.trigger_class != PROTEST:
        return False
    for above in ancestors(sentence, place):
        if above.index == candidate.trigger_token:
            return False
        if above.deprel in AIMS and INFINITIVE in above.feats:
            return True
        if above.deprel in {"obl", "nmod"} and _is_deed(sentence, above, lexicon):
            return True
    return False


def _is_deed(sentence: Sentence, noun: Token, lexicon: Lexicon) -> bool:
    """True for "after the bombing", "against the killing": what gathers people."""
    words = lexicon.modality
    marks = words.get("factual_marks", frozenset()) | words["topic_cases"]
    if noun.upos != "NOUN" or not marks & set(case_words(sentence, noun.index)):
        return False
    return any(
        entry.trigger_class.family == VIOLENCE
        for parts, entry in lexicon.triggers.get(fold(noun.lemma), ())
        if len(parts) == 1
    )
