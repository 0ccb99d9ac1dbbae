"""Mended dependency trees: other tokens in a sentence, and whether it is a tree still.

A cycle would never end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transforms.records import Sentence, Token


def with_tokens(sentence: Sentence, *changed: Token) -> Sentence:
    """The sentence with these tokens at their places."""
    new = {token.index: token for token in changed}
    return replace(sentence, tokens=tuple(new.get(t.index, t) for t in sentence.tokens))


def is_tree(sentence: Sentence) -> bool:
    """True where the heads of every token lead to a root: no mended one hangs on itself."""
    sure: set[int] = set()
    for token in sentence.tokens:
        path: list[int] = []
        while token.head >= 0 and token.index not in sure:
            if token.index in path:
                return False
            path.append(token.index)
            token = sentence.tokens[token.head]
        sure.update(path)
    return True


def sound(mended: Sequence[Sentence], read: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The mended sentences; those that are no trees any more as they were read."""
    pairs = zip(mended, read, strict=True)
    return tuple(new if new is old or is_tree(new) else old for new, old in pairs)
