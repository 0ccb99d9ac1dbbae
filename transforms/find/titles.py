"""Case words that stand before the title or post of a name ("against the former minister X")."""

from __future__ import annotations

from transforms.records import Sentence
from transforms.tree import case_words, children

TITLE = "nmod:desc"


def titled_cases(sentence: Sentence, index: int) -> tuple[str, ...]:
    """Adpositions of a token, or else of the title in front of it."""
    own = case_words(sentence, index)
    titles = [k.index for k in children(sentence, index) if k.deprel == TITLE]
    return own or tuple(word for title in titles for word in case_words(sentence, title))


def is_marked_name(sentence: Sentence, index: int) -> bool:
    """True for a name that has a case word, or a title in front: it stands as no bare genitive."""
    kids = children(sentence, index)
    return bool(case_words(sentence, index)) or any(k.deprel == TITLE for k in kids)
