"""Who held those that are freed: "quatre agents que retenait Boko Haram ont recouvré la liberté".

Which verbs tell of holding is data (role `holding` of codebooks/cues); a language without them
has no such rule.
"""

from __future__ import annotations

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Argument, Candidate, Sentence
from transforms.tree import case_words, children, noun_phrase, span_of

RELEASE = "release"
SUBJECTS = ("nsubj",)
CLAUSES = ("acl", "amod")


def captors(
    candidate: Candidate, sentence: Sentence, text: str, lexicon: Lexicon
) -> tuple[Argument, ...]:
    """The subject of a clause on the captives that says who held them; mostly none."""
    words = lexicon.roles.get("holding", frozenset())
    if candidate.trigger_class != RELEASE or not words:
        return ()
    for verb in sentence.tokens:
        if not verb.deprel.startswith(CLAUSES) or fold(verb.lemma) not in words:
            continue
        for noun in children(sentence, verb.index):
            is_by = bool(set(case_words(sentence, noun.index)) & lexicon.roles["by"])
            if not (noun.deprel in SUBJECTS or is_by) or noun.upos == "PRON":
                continue
            span = span_of(noun_phrase(sentence, noun.index))
            words_of = text[span.start : span.end]
            return (Argument(sentence.index, noun.index, span.start, span.end, words_of, "agent"),)
    return ()
