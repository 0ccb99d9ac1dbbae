"""A text with marked spans as HTML: spans may overlap, nest, and belong to several targets.

The text is cut at every beginning and end of a span, so that each piece stands in one element;
a piece looks like the shortest span around it. Each piece links to its targets, and has an id
by its first character, to which the targets link back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

MAX_NUMBERS = 6
PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Target:
    """What a span belongs to: id of its element, the short sign shown, and its name in words."""

    id: str
    sign: str
    name: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters of the text (end excluded), what they are (a CSS class), and for what."""

    start: int
    end: int
    kind: str
    target: Target


def anchor(start: int) -> str:
    """Return the id of the piece that begins at that character."""
    return f"c{start}"


def render_marked(text: str, marks: Iterable[Mark]) -> str:
    """Return the text as HTML paragraphs, one a line that is not blank, its spans marked.

    Marks that are empty or reach beyond the text are left out. Direction is that of each
    paragraph's letters (`dir="auto"`).

    Example:
        >>> render_marked("On Tuesday.", [])
        '<p dir="auto">On Tuesday.</p>'
    """
    sound = sorted(
        {mark for mark in marks if 0 <= mark.start < mark.end <= len(text)},
        key=lambda mark: (mark.start, mark.end, mark.kind, mark.target.id),
    )
    return "\n".join(
        f'<p dir="auto">{_paragraph(text, found.start(), found.end(), sound)}</p>'
        for found in PARAGRAPH.finditer(text)
        if not found.group().isspace()
    )


def _paragraph(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    within = [mark for mark in marks if mark.start < end and mark.end > start]
    edges = {start, end, *(edge for mark in within for edge in (mark.start, mark.end))}
    cuts = sorted(edge for edge in edges if start <= edge <= end)
    return "".join(_piece(text, a, b, within) for a, b in zip(cuts, cuts[1:], strict=False))


def _piece(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    over = [mark for mark in marks if mark.start <= start and mark.end >= end]
    words = escape(text[start:end])
    if not over:
        return words
    shown = min(over, key=lambda mark: (mark.kind == "refused", mark.end - mark.start))
    targets = {mark.target.id: mark.target for mark in over}
    title = "; ".join(dict.fromkeys(f"{mark.kind}: {mark.target.name}" for mark in over))
    return (
        f'<mark class="{shown.kind}" id="{anchor(start)}" data-for="{" ".join(targets)}">'
        f'<a href="#{shown.target.id}" title="{escape(title)}">{words}</a></mark>'
        f"{_signs(over, end)}"
    )


def _signs(over: Sequence[Mark], end: int) -> str:
    """The signs of all targets whose spans end here; each is a link where there are several."""
    go_on = {mark.target.id for mark in over if mark.end > end}
    targets = list({m.target.id: m.target for m in over if m.target.id not in go_on}.values())
    if not targets:
        return ""
    if len(targets) == 1:
        return f'<sup aria-hidden="true">{escape(targets[0].sign)}</sup>'
    links = " ".join(
        f'<a href="#{target.id}" title="{escape(target.name)}">{escape(target.sign)}</a>'
        for target in targets[:MAX_NUMBERS]
    )
    more = len(targets) - MAX_NUMBERS
    return f"<sup>{links}{f' +{more}' if more > 0 else ''}</sup>"
