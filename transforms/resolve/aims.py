"""What people demonstrate for or against is told with its own day and place, not theirs."""

from __future__ import annotations

from dataclasses import replace

from transforms.lexicon import Lexicon
from transforms.records import Candidate, Sentence
from transforms.tree import clause_tokens, span_of

PROTEST = "protest"
AIMS = {"advcl", "xcomp"}


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
