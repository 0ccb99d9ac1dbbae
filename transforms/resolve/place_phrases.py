"""Compiles the words of codebooks/place_roles.yaml."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from transforms.gazetteer import normal_form
from transforms.letters import fold, joined_words


def compile_phrases(phrases: Sequence[str], gap: int, language: str) -> re.Pattern[str] | None:
    """What matches a text that ends with one of the phrases and at most `gap` words; or None."""
    if not phrases:
        return None
    joined = "".join(w for w in joined_words(language) if len(w) == 1)
    prefix = f"(?:^| )[{joined}]?" if joined else "(?:^| )"
    forms = "|".join(_phrase(phrase) for phrase in phrases)
    return re.compile(rf"{prefix}(?:{forms})(?: \S+){{0,{gap}}}$")


def _phrase(phrase: str) -> str:
    """A phrase as a pattern over normal forms: "*" any ending, "~" up to six words."""
    words = []
    for word in phrase.split():
        if word == "~":
            words.append(r"(?:\S+ ){0,6}")
        else:
            ending = r"\S* " if word.endswith("*") else " "
            words.append(re.escape(normal_form(word.rstrip("*"))) + ending)
    return "".join(words).removesuffix(" ")


def any_word(phrases: Sequence[str]) -> re.Pattern[str] | None:
    """What matches any of the phrases on whole words; None without phrases."""
    forms = "|".join(re.escape(normal_form(phrase)) for phrase in phrases)
    return re.compile(rf"(?:^| )(?:{forms})(?: |$)") if forms else None


def folded(table: dict[str, Any], language: str) -> frozenset[str]:
    """The words of one language, folded."""
    return frozenset(fold(word) for word in table.get(language, ()))
