"""Places that change hands by their own verb: "Goma fell into the hands of the rebels".

The subject is what is taken, and who takes it stands behind the last noun of the phrase.
"""

from __future__ import annotations

from transforms.find.triggers import Trigger
from transforms.lexicon import Lexicon
from transforms.records import Sentence
from transforms.tree import case_words, children

CAPTURE = "capture"


def fallen_sides(
    sentence: Sentence, trigger: Trigger, lexicon: Lexicon
) -> tuple[list[int], list[int]] | None:
    """Return who took it and what was taken; None where the trigger tells no fall."""
    if trigger.entry.trigger_class.name != CAPTURE or trigger.entry.pos != "VERB":
        return None
    kids = children(sentence, trigger.head)
    if any(k.deprel == "obj" for k in kids):
        return None
    start, end = trigger.span
    inner = [t for t in sentence.tokens if start < t.start < end and t.upos == "NOUN"]
    takers = [
        k.index
        for noun in inner
        for k in children(sentence, noun.index)
        if k.deprel in {"nmod", "amod"} and k.start >= end
        if k.deprel == "amod" or set(case_words(sentence, k.index)) & lexicon.roles["of"]
    ]
    subjects = [k.index for k in kids if k.deprel.startswith("nsubj")]
    return (takers, subjects) if takers and subjects else None
