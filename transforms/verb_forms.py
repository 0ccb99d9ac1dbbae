"""Endings of irregular verbs, from codebooks/verb_forms.yaml, beside those of the event packs."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from transforms.errors import CodebookError
from transforms.letters import fold
from transforms.yaml_once import read_yaml

PATH = Path(__file__).parent / "codebooks" / "verb_forms.yaml"


@lru_cache(maxsize=16)
def verb_endings(language: str) -> tuple[tuple[str, str], ...]:
    """Pairs of an inflected ending and that of the infinitive, the longest first.

    Raises:
        CodebookError: the file is malformed.
    """
    try:
        table = read_yaml(PATH)["languages"].get(language, {})
        pairs = {(fold(form), fold(end)) for end, forms in table.items() for form in forms}
    except (KeyError, AttributeError, TypeError) as error:
        raise CodebookError(f"{PATH.name}: {error!r} is odd") from error
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


def folded_pairs(endings: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    """Endings of words with those of their base forms, folded."""
    return tuple((fold(str(old)), fold(str(new))) for old, new in endings)
