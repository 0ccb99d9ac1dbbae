"""Places that open an article as a sentence of their own: "Celaya, Gto. Un grupo ..."."""

from __future__ import annotations

import re

_TOWN = r"(?P<place>[^\W\d_a-z][\w'’-]{3,}(?: [\w'’-]+){0,3}, [^\W\d_a-z][\w'’ -]{1,24})"
_OPENING = re.compile(_TOWN + r"\.\s+[\"“«¿]?[^\W\d_a-z]")


def opening_end(paragraph: str) -> int:
    """Returns the length of a town and its province before the first sentence, 0 if none.

    >>> opening_end("Tocoa, Colón. Dos campesinos murieron."), opening_end("Murieron dos.")
    (13, 0)
    """
    match = _OPENING.match(paragraph)
    return match.end("place") + 1 if match and is_place_like(match["place"]) else 0


def is_place_like(place: str) -> bool:
    """True if every longer word has a capital, or the script has none."""
    long_words = [word for word in re.findall(r"\w+", place) if len(word) > 3] or [place]
    capitals = all(word[0].isupper() or not word[0].islower() for word in long_words)
    return capitals and len(place.split()) <= 6
