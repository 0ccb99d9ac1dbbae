"""The compiled patterns of a pack: its scanner of words and numbers, and its tense cues."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from transforms.timexes.numbers import NUMBER_PATTERN, number_switches

LETTER = r"[\w\u0900-\u0963\u0970-\u097f]"  # Hindi vowel signs are no \\w, but part of words
WORD_END = r"(?![^\W\d]|[\u0900-\u0963\u0970-\u097f]|(?<=\d)\d)"  # 2 in 2023 is no word
FIRST_WORD = re.compile(r"(?:[^\W\d]|[\u0900-\u0963])+|\d+")
MAX_GAP = 8  # characters between two units that may be signs


@dataclass(frozen=True, slots=True)
class Lexer:
    """What finds the units of a pack: `unit` matches one at a place where it may start.

    `starts` finds the places (every word; in unspaced scripts every unit) and `firsts`
    holds the words that can start a unit. `signs` matches what may stand in a gap.
    """

    unit: re.Pattern[str]
    starts: re.Pattern[str]
    firsts: frozenset[str] | None
    signs: re.Pattern[str]


def alternatives(patterns: Iterable[str], spaced: bool) -> str:
    """One pattern over all `patterns`, as whole words; one that never matches if none."""
    joined = "|".join(patterns)
    if not joined:
        return r"(?!)"
    return rf"(?<!\w)(?:{joined}){WORD_END}" if spaced else f"(?:{joined})"


def cue_pattern(switches: Mapping[str, Any]) -> re.Pattern[str]:
    """Tense cues; a future cue takes in the verb after it ("will be held")."""
    spaced = bool(switches.get("spaced", True))
    future = alternatives(switches.get("future", ()), spaced)
    past = alternatives(switches.get("past", ()), spaced)
    return re.compile(rf"(?P<future>{future})(?: [^\W\d]+){{0,2}}|(?P<past>{past})")


def make_lexer(words: Iterable[str], switches: Mapping[str, Any]) -> Lexer:
    """The lexer of a pack's `words` (in shadow form), longest match first."""
    spaced = switches.get("spaced", True)
    named = {w for w in words if re.match(LETTER, w[0])}
    signs = sorted((w for w in words if w not in named), key=len, reverse=True)
    closed = {w for w in named if spaced and re.match(LETTER, w[-1])}
    clitics = sorted(switches.get("clitics", ()), key=len, reverse=True)
    head = f"(?:{'|'.join(clitics)})??" if clitics else ""
    tail = f"(?:{switches['suffix']})?" if "suffix" in switches else ""
    parts = [NUMBER_PATTERN.format(**number_switches(switches)) + tail]
    joined = {w for w in closed if set(w) & set("'-")}
    if joined and named - closed:  # "d'ici" goes before "d'", "demi-heure" before "demi-"
        parts.append(f"{head}(?P<joined>{trie(joined)}){tail}{WORD_END}(?!-)")
    if named - closed:
        parts.append(f"{head}(?P<opened>{trie(named - closed)})")
    if closed:
        parts.append(f"{head}(?P<closed>{trie(closed)}){tail}{WORD_END}")
    unit = re.compile("|".join(parts))
    firsts = {first[0] for w in named if (first := FIRST_WORD.match(w))}
    marks = "|".join(re.escape(sign) for sign in signs)
    return Lexer(
        unit,
        FIRST_WORD if spaced else unit,
        frozenset(firsts | {c + w for c in clitics for w in firsts}) if spaced else None,
        re.compile(marks),
    )


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
