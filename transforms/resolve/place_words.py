"""Words beside a place name that say how small it is, and titles that place nothing."""

from __future__ import annotations

from transforms.gazetteer import normal_form
from transforms.resolve.place_roles import load_place_roles


def is_small(before: str, language: str, after: str) -> bool:
    """True for a name that the words beside it call a village's or a camp's.

    >>> is_small("soldiers passing by the ", "en", " settlement, where")
    True
    """
    words = load_place_roles(language).small_places
    behind, near = normal_form(after).split()[:1], normal_form(before).split()[-2:]
    return bool(words.intersection(near) or (after[:1].isspace() and words.intersection(behind)))


def is_round_up(text: str, language: str) -> bool:
    """True where the first words of an article, or its title, announce many events."""
    pattern = load_place_roles(language).round_ups
    return pattern is not None and pattern.search(normal_form(text[:160])) is not None
