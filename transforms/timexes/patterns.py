"""The compiled patterns of a pack: its scanner of words and numbers, and its tense cues."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from transforms.timexes.numbers import NUMBER_PATTERN, number_switches


def alternatives(patterns: Iterable[str]) -> str:
    """One pattern over all `patterns`, as whole words; one that never matches if none."""
    joined = "|".join(patterns)
    return rf"(?<!\w)(?:{joined})(?!\w)" if joined else r"(?!)"


def cue_pattern(switches: Mapping[str, Any]) -> re.Pattern[str]:
    """Tense cues; a future cue takes in the verb after it ("will be held")."""
    future = alternatives(switches.get("future", ()))
    past = alternatives(switches.get("past", ()))
    return re.compile(rf"(?P<future>{future})(?: [^\W\d]+){{0,2}}|(?P<past>{past})")


def scanner(words: Iterable[str], switches: Mapping[str, Any]) -> re.Pattern[str]:
    """One pattern for numbers and for the pack's words, the longest first."""
    spaced = switches.get("spaced", True)
    lead = r"(?<!\w)" if spaced else ""
    closed = {w for w in words if spaced and re.match(r"\w", w[-1])}
    opened = sorted(set(words) - closed, key=lambda w: (-len(w), w))
    clitics = f"(?P<clitic>{switches['clitics']})" if "clitics" in switches else ""
    tail = f"(?:{switches['suffix']})?" if "suffix" in switches else ""
    parts = [NUMBER_PATTERN.format(**number_switches(switches)) + tail]
    parts += [f"(?P<closed>{trie(closed)}){tail}(?!\\w)"] if closed else []
    parts = [parts[0], *(f"{lead}{clitics}{p}" for p in parts[1:])]
    if opened:
        inner = (
            trie(opened)
            if not spaced
            else "|".join((r"(?<!\w)" if w[0].isalnum() else "") + re.escape(w) for w in opened)
        )
        parts.insert(1, f"(?P<opened>{inner})")
    return re.compile("|".join(parts))


def trie(words: Iterable[str]) -> str:
    """A pattern of all `words` as a prefix tree, longest match first.

    >>> trie(["may", "mai", "ma"])
    'ma(?:i|y)?'
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branch(tree)


def _branch(node: Mapping[str, Any]) -> str:
    ends = "" in node
    options = [re.escape(c) + _branch(child) for c, child in sorted(node.items()) if c]
    if not options:
        return ""
    single = len(options) == 1 and not ends
    return options[0] if single else f"(?:{'|'.join(options)}){'?' if ends else ''}"
