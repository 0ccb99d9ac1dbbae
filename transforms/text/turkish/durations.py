"""Words for how long ("aylardır", "iki gündür"): nouns of time with the ending of a copula."""

from __future__ import annotations

import re

from transforms.records import Token
from transforms.text.turkish.analyses import analyses
from transforms.text.turkish.word import Word, plain_word
from transforms.text.turkish.words import load_words, lower

_COPULA = re.compile(r"^(\w{2,})[dt][ıiuü]r$")


def for_long(at: int, token: Token) -> Word | None:
    """A noun of time that tells how long, as an oblique of its verb; None for other words."""
    cut = _COPULA.match(lower(token.text))
    for reading in analyses(cut[1]) if cut else ():
        is_bare = reading.case == "Nom" and not reading.is_possessed
        if reading.upos == "NOUN" and is_bare and load_words().has("times", reading.lemma):
            word = plain_word(at, token, reading.lemma, "NOUN")
            word.case, word.ending = "Abl", False
            return word
    return None
