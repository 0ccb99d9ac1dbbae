"""Towns named before that a text points back to: "en ese mismo municipio", "en la ciudad".

Which nouns do so is data (role `town_nouns`). A demonstrative or "mismo" points back to the last
town told; a bare "la ciudad" does so only in a sentence that names no place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from transforms.gazetteer import Gazetteer
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import AnnotatedArticle, Place, Sentence, Token
from transforms.resolve.capitals import capitals
from transforms.tree import case_words, children

if TYPE_CHECKING:
    from transforms.resolve.places import Located

POINTING = "PronType=Dem"
OPEN = {"nmod", "acl", "acl:relcl", "amod", "appos", "flat"}
"""What says which town is meant."""


def towns_by_noun(
    located: Sequence[Located],
    annotated: AnnotatedArticle,
    lexicon: Lexicon,
    gazetteer: Gazetteer,
) -> list[tuple[Sentence, Token, Place]]:
    """Capitals and towns told before that nouns stand for, with their sentences."""
    told = list(same_towns(located, annotated, lexicon))
    back = {(sentence.index, token.index) for sentence, token, _ in told}
    seats = capitals(located, annotated, lexicon, gazetteer)
    return told + [found for found in seats if (found[0].index, found[1].index) not in back]


def same_towns(
    located: Sequence[Located], annotated: AnnotatedArticle, lexicon: Lexicon
) -> Iterator[tuple[Sentence, Token, Place]]:
    """Yield the nouns that stand for a town told before, with their sentence and the town."""
    nouns = lexicon.roles.get("town_nouns", frozenset())
    same = lexicon.roles.get("same", frozenset())
    seats = lexicon.roles.get("capital", frozenset())
    towns = [p for p in located if p.place.kind == "city" and p.is_event_place]
    for sentence in annotated.sentences if nouns and towns else ():
        is_placed = any(p.sentence == sentence.index and p.is_event_place for p in located)
        for token in sentence.tokens:
            if fold(token.lemma) not in nouns or not case_words(sentence, token.index):
                continue
            before = [p for p in towns if p.span.end <= token.start]
            is_open = not is_placed and fold(token.lemma) not in seats
            if before and _points_back(sentence, token, same, is_open=is_open):
                yield sentence, token, before[-1].place


def _points_back(sentence: Sentence, noun: Token, same: frozenset[str], *, is_open: bool) -> bool:
    kids = children(sentence, noun.index)
    if any(POINTING in k.feats or fold(k.lemma) in same for k in kids):
        return True
    is_bare = not any(k.deprel in OPEN for k in kids)
    return is_bare and is_open and any("Definite=Def" in k.feats for k in kids)
