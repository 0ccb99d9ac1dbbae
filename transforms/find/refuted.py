"""What the words before a trigger refute, whatever the tree says: without it, or denied."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.find.matched import Trigger
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Candidate, Rejection, Sentence, Timex
from transforms.tree import ancestors

WITHOUT_REACH = 2
DENIAL_REACH = 8
CLAUSES = {"acl", "acl:relcl"}
DENIED = "NC01.denied"
TOLD_OF = {"NC01.topic", "NC01.accused", "NC11.vague_date"}
"""Why a noun is refused where its relative clause tells the same event."""
NONE: frozenset[str] = frozenset()


def refused_noun(
    candidate: Candidate,
    refused: Sequence[tuple[int, Rejection]],
    sentence: Sentence,
    times: Sequence[Timex],
) -> Rejection | None:
    """Why the noun of a trigger's relative clause was refused, where the clause names no day.

    "Charged two men over the massacre in which five children were shot."
    """
    trigger = sentence.tokens[candidate.trigger_token]
    path = [trigger, *ancestors(sentence, trigger.index)]
    clause = next((t for t in path if t.deprel in CLAUSES), None)
    if clause is None:
        return None
    is_dated = any(candidate.clause.start <= t.start < candidate.clause.end for t in times)
    rules = {DENIED} if is_dated else {DENIED, *TOLD_OF}
    return next((r for head, r in refused if head == clause.head and r.rule in rules), None)


def is_without(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> bool:
    """True for "without clashes", "задержанных нет", whatever the tree hangs it on."""
    if trigger.entry.pos != "NOUN":
        return False
    after = next((t for t in sentence.tokens if t.start >= trigger.span.end), None)
    if after is not None and fold(after.text) in lexicon.modality.get("absent", NONE):
        return True
    first = next(t.index for t in sentence.tokens if t.start >= trigger.span.start)
    before = sentence.tokens[max(first - WITHOUT_REACH, 0) : first]
    return any(fold(t.text) in lexicon.modality.get("without", NONE) for t in before)


def is_denied(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> bool:
    """True behind a verb of denial ("نفى الجيش الأنباء عن سقوط صاروخ"), where trees are unsure."""
    if "launching" not in lexicon.roles or trigger.entry.pos != "NOUN":
        return False
    before = [t for t in sentence.tokens if t.end <= trigger.span.start][-DENIAL_REACH:]
    words = lexicon.modality["denying"]
    return any(t.upos == "VERB" and {fold(t.lemma), fold(t.text)} & words for t in before)
