"""What the resolver is asked: the toponyms of an article, and their distinct names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from transforms.gazetteer.normal import normal_form
from transforms.gazetteer.words import PlaceWords
from transforms.resolve.toponym_names import Name

OTHER_LABELS = frozenset({"ORG", "MISC", "PER"})
"""Labels of names that may be places though the parser says otherwise."""

_CONTEXT_CHARS = 24
_FIRST_OTHER_LETTER = "\u0400"
_SCRIPTS = (
    ("uk", re.compile("[іїєґІЇЄҐ]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
)
"""The language whose forms are tried for a name of an article of unknown language."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name in an article: its characters, the words, and what the parser adds.

    Names labelled ORG, MISC or PER are looked up as they stand only, and weigh less for the
    other names of the article.
    """

    start: int
    end: int
    text: str
    lemma: str | None = None
    label: str = "LOC"


@dataclass(frozen=True, slots=True)
class ToponymQuery:
    """The toponyms of one article, with what is known of the article.

    The dateline counts as one more name of the article, the outlet's country as half a name.
    `outlet_country` is an ISO 3166 alpha-3 code; `dateline` the place in the dateline.
    """

    article_id: str
    toponyms: tuple[Toponym, ...]
    text: str | None = None
    language: str | None = None
    outlet_country: str | None = None
    dateline: str | None = None


class ToponymMention(NamedTuple):
    """A toponym in a batch: its document, slot (None: the dateline), name and said kind."""

    document: int
    slot: int | None
    name: int
    kind: str | None


def collect_mentions(
    queries: Sequence[ToponymQuery], words: PlaceWords
) -> tuple[list[Name], list[ToponymMention]]:
    """Distinct names of the batch, and for each toponym its name and the kind said beside it."""
    index: dict[Name, int] = {}
    mentions = []
    for document, query in enumerate(queries):
        for slot, toponym in enumerate(query.toponyms):
            language = query.language or _language_of_script(toponym.text)
            name = Name(toponym.text, toponym.lemma, language, toponym.label not in OTHER_LABELS)
            at = index.setdefault(name, len(index))
            kind = _kind_beside(query.text, toponym, words) if query.text else None
            mentions.append(ToponymMention(document, slot, at, kind))
        if query.dateline:
            language = query.language or _language_of_script(query.dateline)
            name = Name(query.dateline, None, language)
            at = index.setdefault(name, len(index))
            mentions.append(ToponymMention(document, None, at, None))
    return list(index), mentions


def _kind_beside(text: str, toponym: Toponym, words: PlaceWords) -> str | None:
    after = normal_form(text[toponym.end : toponym.end + _CONTEXT_CHARS]).split()
    before = normal_form(text[max(0, toponym.start - _CONTEXT_CHARS) : toponym.start]).split()
    for size in (1, 2, 3):
        if " ".join(after[:size]) in words.trail:
            return words.trail[" ".join(after[:size])]
        if " ".join(before[-size:]) in words.lead:
            return words.lead[" ".join(before[-size:])]
    return None


def _language_of_script(name: str) -> str:
    if name.isascii() or max(name) < _FIRST_OTHER_LETTER:
        return "en"
    return next((code for code, letters in _SCRIPTS if letters.search(name)), "en")
