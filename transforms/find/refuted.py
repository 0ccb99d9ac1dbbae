"""What the words before a trigger refute, whatever the tree says: without it, or denied."""

from __future__ import annotations

from transforms.find.matched import Trigger
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Sentence

WITHOUT_REACH = 2
DENIAL_REACH = 8
NONE: frozenset[str] = frozenset()


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
