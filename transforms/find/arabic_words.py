"""What the form of an Arabic word says: a verb, a definite noun, one that governs no other."""

from __future__ import annotations

from functools import lru_cache

from transforms.letters import fold
from transforms.lexicon import Lexicon, load_lexicon
from transforms.records import Token

ARTICLES = ("ال", "لل")
ABSOLUTE = ("ون", "ين", "ان", "تين", "تان")
TANWIN = ("ا", "اً")
LEAST = 4
"""Letters of the shortest form that shows what it is."""
SHORTEST_PLURAL = 7


def is_verb_form(token: Token, lexicon: Lexicon) -> bool:
    """True for a form that no noun has: "اقتادوا", "يقتحم", "سيطرت", a listed "استهدف"."""
    text = fold(token.text)
    if len(text) < LEAST or text.startswith(ARTICLES):
        return False
    if text.endswith("وا"):
        return True
    if text not in _verbs(lexicon.language):
        return False
    is_feminine = text.endswith("ت") and not text.endswith("ات")
    return is_feminine or text[0] in "اي"


@lru_cache(maxsize=2)
def _verbs(language: str) -> frozenset[str]:
    """Verb triggers, and first words of verb phrases, that open no noun trigger."""
    rows = load_lexicon(language).triggers.values()
    firsts = [(parts[0], e.pos) for found in rows for parts, e in found]
    nouns = {word for word, pos in firsts if pos == "NOUN"}
    return frozenset(word for word, pos in firsts if pos == "VERB") - nouns


def is_definite(token: Token) -> bool:
    """True for a word with its article."""
    return token.text.startswith(ARTICLES) and len(token.text) >= LEAST


def is_absolute(token: Token) -> bool:
    """A plural or dual with its nun, or an accusative: it cannot govern a noun."""
    return token.text.endswith(ABSOLUTE + TANWIN) and len(token.text) > LEAST


def is_closed(token: Token) -> bool:
    """True for a noun that governs no noun behind it."""
    return is_definite(token) or is_absolute(token) or token.upos == "PRON"


def is_of_many(token: Token, head: Token) -> bool:
    """A plural that is no adjective of the single noun before it ("قتل الجيش المهاجمين")."""
    is_one = "Number=Sing" in head.feats and not head.text.endswith(("ين", "ون", "ات"))
    is_long = len(token.text) >= SHORTEST_PLURAL
    return is_one and is_long and is_definite(token) and token.text.endswith("ين")
