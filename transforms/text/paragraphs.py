"""Paragraphs of a text, by blank lines and line ends; hard-wrapped lines are put together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

BULLET = re.compile(r"(?:[-–•*▪◦·●‣]|\(?\d{1,3}[.)])\s+\S")
FINAL_STOP = re.compile(r"[.!?…:;,。！？।۔؟؛،][\"'”’»“)\]]*$")

SENTENCE_STOP = re.compile(r"[.!?…。！？।۔؟][\"'”’»“)\]]*$")


def split_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yields (start, end) of paragraphs: blank lines part them, line ends too unless wrapped."""
    for block in re.finditer(r"\S(?:[^\n]|\n(?!\s*\n))*", text):
        lines = list(re.finditer(r"[^\n]*\S", block[0]))
        if _is_hard_wrapped([line[0] for line in lines]):
            yield block.start(), block.start() + len(block[0].rstrip())
            continue
        for line in lines:
            yield block.start() + line.start(), block.start() + line.end()


def _is_hard_wrapped(lines: Sequence[str]) -> bool:
    """True if the line breaks are only there to keep lines near one width.

    The first line may be short where a dateline was cut off; then a line goes on in lower case,
    or several of full width follow without a stop at their ends.
    """
    if 2 * sum(bool(BULLET.match(line)) for line in lines) > len(lines):
        return False
    full = lines[:-1]
    going_on = sum(
        after[0].islower() and not FINAL_STOP.search(before) for before, after in pairwise(lines)
    )
    if full and going_on * 2 > len(full):
        return True
    runs_on = going_on > 0 or _runs_on(lines)
    return _is_of_one_width(full) or (runs_on and _is_of_one_width(full[1:]))


def _runs_on(lines: Sequence[str]) -> bool:
    """True for three lines or more of which the last alone ends a sentence."""
    *full, last = lines
    ends = [bool(SENTENCE_STOP.search(line)) for line in full]
    return len(full) > 1 and not any(ends) and bool(SENTENCE_STOP.search(last))


def _is_of_one_width(lines: Sequence[str]) -> bool:
    if not lines or not all(45 <= len(line) <= 100 for line in lines):
        return False
    stops = sum(bool(SENTENCE_STOP.search(line)) for line in lines)
    return max(map(len, lines)) - min(map(len, lines)) <= 25 and stops <= len(lines) / 2
