"""Events that did no harm: what is negated is the harm, not the event.

"The blast caused no casualties", "nobody was hurt in the attack", "لم يسفر الهجوم عن ضحايا".
"""

from __future__ import annotations

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Sentence, Token
from transforms.tree import case_words, children

NONE: frozenset[str] = frozenset()
NOUNS = {"NOUN", "PROPN"}
BEHIND = {"obl", "nmod"}
TOLD = {"det", "nmod", "nmod:poss", "nummod", "acl", "amod", "nmod:tmod", "nmod:unmarked"}
"""What a single event has beside its noun ("in the attack"; "nobody took part in fighting")."""


def is_bloodless(sentence: Sentence, noun: Token, above: Token, lexicon: Lexicon) -> bool:
    """True where a negation above an event noun is of its outcome.

    The noun is the subject of a verb of causing, or what somebody was not hurt in.
    """
    if noun.upos not in NOUNS:
        return False
    names = {above.lemma.casefold(), fold(above.lemma), fold(above.text)}
    is_cause = bool(names & lexicon.modality.get("causing", NONE))
    if noun.deprel.startswith("nsubj") or is_cause:
        return is_cause and noun.deprel.startswith("nsubj")  # "did not result in clashes"
    inside = lexicon.roles["locative"] | lexicon.modality.get("factual_marks", NONE)
    is_told = any(k.deprel in TOLD for k in children(sentence, noun.index))
    return (
        is_told and noun.deprel in BEHIND and bool(set(case_words(sentence, noun.index)) & inside)
    )
