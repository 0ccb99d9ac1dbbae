"""Towns that a text names by what they are: "in the capital".

Which words these are is data (role `capital`); whose capital it is, the words beside them say
("in the Lebanese capital"), else it is that of the country that the article speaks of. A
province's capital is another thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from transforms.gazetteer import Gazetteer
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import AnnotatedArticle, Place, Sentence, Token
from transforms.resolve.home_country import count_countries, home_country
from transforms.resolve.place_roles import load_place_roles
from transforms.tree import case_words, children

if TYPE_CHECKING:
    from transforms.resolve.places import Located

NAMES = {"nmod", "appos", "flat", "flat:name", "nmod:poss", "compound"}
NEAR = 25
"""Characters behind the word in which its own name may stand ("la capital del país, Lima")."""


def capitals(
    located: Sequence[Located],
    annotated: AnnotatedArticle,
    lexicon: Lexicon,
    gazetteer: Gazetteer,
) -> Iterator[tuple[Sentence, Token, Place]]:
    """Yield the words that stand for a capital, with their sentence and the town."""
    words = lexicon.roles.get("capital", frozenset())
    cases = load_place_roles(lexicon.language).locative_cases
    home = None
    for sentence in annotated.sentences if words else ():
        for token in sentence.tokens:
            if fold(token.lemma) not in words or not cases & set(case_words(sentence, token.index)):
                continue
            if _is_named(sentence, token, located):
                continue
            own = _own_country(sentence, token, gazetteer, lexicon.language)
            home = home or home_country(count_countries(annotated, located, gazetteer))
            town = _capital_of(own or home, gazetteer)
            if town is not None:
                yield sentence, token, town


def _is_named(sentence: Sentence, token: Token, located: Sequence[Located]) -> bool:
    """True where its name follows, or what it is the capital of."""
    near = range(token.end, token.end + NEAR)
    is_followed = any(p.sentence == sentence.index and p.span.start in near for p in located)
    return is_followed or any(k.deprel in NAMES for k in children(sentence, token.index))


def _own_country(
    sentence: Sentence, token: Token, gazetteer: Gazetteer, language: str
) -> str | None:
    kids = (k for k in children(sentence, token.index) if k.deprel == "amod")
    found = (gazetteer.demonym_country(k.text, language) for k in kids)
    return next((iso3 for iso3 in found if iso3), None)


def _capital_of(iso3: str | None, gazetteer: Gazetteer) -> Place | None:
    """The town of that rank in a country; None without a country."""
    if iso3 is None:
        return None
    number = next(n for n, country in enumerate(gazetteer.countries) if country.iso3 == iso3)
    rows = np.flatnonzero((gazetteer.country == number) & (gazetteer.is_capital > 0))
    return gazetteer.place(int(rows[0])) if len(rows) == 1 else None
