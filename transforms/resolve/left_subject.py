"""Who stands right before a verb to which the parser gives no subject.

"El lunes guerrilleros del ELN retuvieron a un comerciante", where a small parser hangs the men on
the day: the words between the last mark, day or verb and this verb, if no preposition opens them.
Whether they are a side at all is told by their reading.
"""

from __future__ import annotations

from itertools import takewhile

from transforms.lexicon import Lexicon
from transforms.light_verb import light_verb
from transforms.records import Argument, Candidate, Sentence, Token
from transforms.tree import children, span_of

VIOLENCE, DEATH = "violence", "die"
LINKING = {"PUNCT", "SCONJ", "CCONJ", "AUX"}
SKIPPED = {"ADV", "PRON"}
OPENING = {"NOUN", "PROPN", "ADJ"}
LEADING = {"DET", "NUM"}
FINITE = {"VerbForm=Fin", "Person=3"}
LONGEST = 14


def left_subject(
    candidate: Candidate, sentence: Sentence, text: str, lexicon: Lexicon
) -> tuple[Argument, ...]:
    """The words right before an active finite verb of violence that has no agent, as its agent."""
    verb = sentence.tokens[candidate.trigger_token]
    if verb.upos == "NOUN":  # "sicarios protagonizaron una balacera"
        verb = light_verb(sentence, verb, lexicon) or verb
    is_deed = candidate.family == VIOLENCE and candidate.trigger_class != DEATH
    if not lexicon.drops_subject or not is_deed or not _is_active(sentence, verb):
        return ()
    before = list(reversed(sentence.tokens[: verb.index]))
    while before and before[0].upos in SKIPPED:
        before.pop(0)
    run = list(takewhile(lambda t: not _is_edge(sentence, t), before))[::-1]
    if not run or len(run) > LONGEST:
        return ()
    head = next((t for t in run if t.upos not in LEADING), run[0])
    if head.upos not in OPENING:
        return ()
    span = span_of(run)
    words = text[span.start : span.end]
    return (Argument(sentence.index, head.index, span.start, span.end, words, "agent"),)


def _is_active(sentence: Sentence, verb: Token) -> bool:
    kids = children(sentence, verb.index)
    is_bare = not any(k.deprel.startswith(("aux", "expl", "cop", "nsubj")) for k in kids)
    return is_bare and {*verb.feats.split("|")} >= FINITE


def _is_edge(sentence: Sentence, token: Token) -> bool:
    """A mark, a joint, a finite verb or a word of a date."""
    if token.upos in LINKING or "VerbForm=Fin" in token.feats:
        return True
    return any(e.label == "DATE" and e.start <= token.start < e.end for e in sentence.entities)
