"""What the words of a participant tell of it: only hurt, or a deed with its target."""

from __future__ import annotations

from dataclasses import replace

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Argument, Sentence
from transforms.tree import case_words, children, subtree

HURT, PAST = "wound", "Tense=Past"
AGAINST = "target"
VIOLENCE = "violence"


def classes_of(lexicon: Lexicon, lemma: str, pos: str = "VERB") -> set[str]:
    """The classes of which a lemma alone is a trigger."""
    given = lexicon.triggers.get(fold(lemma), ())
    return {e.trigger_class.name for parts, e in given if len(parts) == 1 and e.pos == pos}


def is_only_hurt(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """True for "50 others injured" beside "30 were killed", read as dead ones told of."""
    return any(
        k.deprel == "acl"
        and k.index > index
        and PAST in k.feats
        and HURT in classes_of(lexicon, k.lemma)
        for k in children(sentence, index)
    )


def without_target(sentence: Sentence, argument: Argument, text: str, lexicon: Lexicon) -> Argument:
    """A deed that does harm, without whom it hits ("a suicide attack on a NATO convoy")."""
    noun = sentence.tokens[argument.head]
    given = lexicon.triggers.get(fold(noun.lemma), ()) if noun.upos == "NOUN" else ()
    if not any(e.trigger_class.family == VIOLENCE and e.pos == "NOUN" for _, e in given):
        return argument
    targets = [
        min(t.start for t in subtree(sentence, k.index))
        for k in children(sentence, noun.index)
        if k.deprel in {"nmod", "obl"} and k.index > noun.index
        if lexicon.roles[AGAINST] & set(case_words(sentence, k.index))
    ]
    end = min((at for at in targets if at > noun.start), default=argument.end)
    words = text[argument.start : end].rstrip()
    if end >= argument.end:
        return argument
    return replace(argument, end=argument.start + len(words), text=words)
