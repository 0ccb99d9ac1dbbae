"""Parts of an article that are no report by their form: lists, verse, transcripts of talk.

Told by line ends, bullets and speakers' labels only, the same in all languages but for the words
for question and answer (codebooks/layout.yaml).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from transforms.text.paragraphs import BULLET, FINAL_STOP

GENRES = frozenset({"list", "transcript", "verse"})
MIN_ITEMS = 3
MIN_TURNS = 2
MIN_LINES = 4
MAX_VERSE_CHARACTERS = 60

_SENTENCE_END = re.compile(r"[.!?…。！？।۔؟][\"'”’»“)\]]*$")
_QUESTION = re.compile(r"[?？؟][\"'”’»“)\]]*$")
_DASH = re.compile(r"[—–]\s*\S")
_SPEAKER = re.compile(r"(?P<name>[^\W\d_](?:[\w.'’-]|\s(?=\S)){0,30}?)\s?[:：]\s+\S")
_LABEL = re.compile(r"[^\W\d_][\w'’-]*(?:\s[\w'’-]+)?\s?[:：]\s+\S")
_MAX_NAME_WORDS = 4


def tell_genres(
    paragraphs: Sequence[str], questions: re.Pattern[str], answers: re.Pattern[str]
) -> list[str | None]:
    """Return list, transcript or verse for each paragraph, or None for all others.

    Args:
        paragraphs: those of one article, in order.
        questions: matches the label of a question at the beginning of a paragraph ("Q:").
        answers: matches the label of an answer.

    Verse is an article as a whole. A transcript begins with its first speaker and goes on to the
    end, so an introduction stays prose.
    """
    if _is_verse(paragraphs):
        return ["verse"] * len(paragraphs)
    turns = _turns(paragraphs, questions, answers)
    if turns:
        return [None if at < min(turns) else "transcript" for at in range(len(paragraphs))]
    items = _items(paragraphs)
    return ["list" if at in items else None for at in range(len(paragraphs))]


def _is_verse(paragraphs: Sequence[str]) -> bool:
    """Short lines that mostly end with a mark, and seldom with the end of a sentence."""
    lines = [line.strip() for paragraph in paragraphs for line in paragraph.split("\n")]
    if len(lines) < MIN_LINES or _items(lines):
        return False
    if sum(len(line) <= MAX_VERSE_CHARACTERS for line in lines) < 0.9 * len(lines):
        return False
    marked = sum(bool(FINAL_STOP.search(line)) for line in lines)
    ended = sum(bool(_SENTENCE_END.search(line)) for line in lines)
    return 2 * marked >= len(lines) >= 2 * ended


def _turns(
    paragraphs: Sequence[str], questions: re.Pattern[str], answers: re.Pattern[str]
) -> list[int]:
    """Numbers of the paragraphs with which speakers take turns; empty where nobody does."""
    asked = [at for at, paragraph in enumerate(paragraphs) if questions.match(paragraph)]
    answered = [at for at, paragraph in enumerate(paragraphs) if answers.match(paragraph)]
    if min(len(asked), len(answered)) >= MIN_TURNS:
        return asked + answered
    dashes = [at for at, paragraph in enumerate(paragraphs) if _DASH.match(paragraph)]
    if sum(bool(_QUESTION.search(paragraphs[at])) for at in dashes) >= MIN_TURNS:
        return dashes if len(dashes) > MIN_TURNS else []
    return _named_turns(paragraphs)


def _named_turns(paragraphs: Sequence[str]) -> list[int]:
    """Paragraphs that begin with one of several names, each said more than once: "Host: ..."."""
    found = {at: match["name"] for at, p in enumerate(paragraphs) if (match := _SPEAKER.match(p))}
    named = {at: name for at, name in found.items() if len(name.split()) <= _MAX_NAME_WORDS}
    counts = Counter(named.values())
    turns = [at for at, name in named.items() if counts[name] >= MIN_TURNS]
    speakers = {named[at] for at in turns}
    is_most = bool(turns) and 2 * len(turns) >= len(paragraphs) - min(turns)
    return turns if len(speakers) > 1 and is_most else []


def _items(paragraphs: Sequence[str]) -> set[int]:
    """Numbers of the paragraphs that are items of a list of at least three.

    An item begins with a bullet, a number or a word or two and a colon ("Friday: ...").
    """
    items: set[int] = set()
    run: list[int] = []
    for at, paragraph in enumerate([*paragraphs, ""]):
        if BULLET.match(paragraph) or _LABEL.match(paragraph):
            run.append(at)
            continue
        if len(run) >= MIN_ITEMS:
            items |= set(run)
        run = []
    return items
