"""Restores capitals to text that has none, or nothing else: taggers read names by them.

Words that running text writes in lower case (codebooks/casing/<lang>.txt and the words of
our own packs) stay small, and so do longer words with an ending of common words ("-ation": a
line that begins with a hyphen); names of the gazetteer and the actor codebooks, and words known
to neither, get a capital. Lengths never change, so offsets hold for the original text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from transforms.actor_names import load_actor_index
from transforms.lexicon import DIRECTORY, load_lexicon

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
SENTENCE_START = re.compile(r"(?:^|[.!?]\s+|\n\s*\n\s*|[\"“]\s*)$")
MIN_WORDS = 20
FEW_CAPITALS = 0.03
MOSTLY_CAPITALS = 0.7
LEAST_NAME = 3
LOOK_BACK = 12
LEAST_DERIVED = 7
"""Letters of a word that its ending may tell to be a common one."""
ENDINGS = ("s", "es", "d", "ed", "ing", "ly")
ABBREVIATION = re.compile(r"\b(?:[a-z]\.){2,}\s+$", re.IGNORECASE)
"""What stands before a word that begins no sentence: "the U.S. embassy"."""


@dataclass(frozen=True, slots=True)
class Small:
    """Common words of a language, and the endings of such."""

    words: frozenset[str]
    endings: tuple[str, ...]


def restore_case(text: str, language: str) -> str:
    """Return the text with capitals restored where it has lost them, else as it is.

    Example:
        >>> restore_case("the rebels left kabul on monday. " * 5, "en")[:33]
        'The rebels left Kabul on Monday. '
    """
    small = _small_words(language)
    if not small.words or not _has_lost_case(text):
        return text
    return WORD.sub(lambda found: _recased(found, small, text), text.lower())


def _has_lost_case(text: str) -> bool:
    """True for text all in small letters or all in capitals (20 words at least)."""
    words = [w for w in WORD.findall(text) if len(w) >= LEAST_NAME]
    if len(words) < MIN_WORDS:
        return False
    inner = [m for m in WORD.finditer(text) if not _starts_sentence(text, m.start())]
    capitals = sum(m.group()[0].isupper() for m in inner)
    full = sum(word.isupper() for word in words)
    return capitals <= FEW_CAPITALS * len(inner) or full >= MOSTLY_CAPITALS * len(words)


def _recased(found: re.Match[str], small: Small, text: str) -> str:
    word = found.group()
    if _starts_sentence(text, found.start()) or not _is_small(word, small):
        return word[0].upper() + word[1:] if len(word[0].upper()) == 1 else word
    return word


def _is_small(word: str, small: Small) -> bool:
    if word in small.words or (len(word) >= LEAST_DERIVED and word.endswith(small.endings)):
        return True
    return any(
        word.endswith(ending) and word.removesuffix(ending) in small.words for ending in ENDINGS
    )


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - LOOK_BACK) : start]
    is_start = SENTENCE_START.search(before) and not ABBREVIATION.search(before)
    return bool(is_start) or start == 0


@lru_cache(maxsize=8)
def _small_words(language: str, directory: Path = DIRECTORY) -> Small:
    """What is not to be capitalised; no words for a language without a list."""
    path = directory / "casing" / f"{language}.txt"
    if not path.is_file():
        return Small(frozenset(), ())
    lines = path.read_text(encoding="utf-8").splitlines()
    words = {line for line in lines if line and not line.startswith(("#", "-"))}
    endings = tuple(line.removeprefix("-") for line in lines if line.startswith("-"))
    lexicon = load_lexicon(language)
    told = {part for parts in lexicon.triggers.values() for p, _ in parts for part in p}
    for phrases in lexicon.cues.classes.values():
        told |= {w.rstrip("*") for phrase in phrases for w in phrase.split()}
    words |= {word for word in told if len(word) > 1}  # not the "s" of "U.S."
    index = load_actor_index(language)
    for key, phrases in index.finder.classes.items():
        if key.startswith(("unit.", "generic.", "identity.")):
            words |= {w for phrase in phrases for w in phrase.split() if w.islower()}
    return Small(frozenset(words | {f"{w}s" for w in words}), endings)
