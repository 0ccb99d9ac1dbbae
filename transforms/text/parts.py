"""Cuts an article in two languages into one article a language, each with its offsets kept.

In a part the paragraphs of the other languages are blank: spaces for letters, line ends as
they were. So what is found in a part lies at the same characters of the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from transforms.records import Article
from transforms.text.languages import ForeignSection, find_foreign_sections

_VISIBLE = re.compile(r"\S")


def split_languages(article: Article, readable: Collection[str]) -> list[Article]:
    """Return the article in its own language, then its foreign parts that can be read.

    An article in one language comes back as it is. Paragraphs in a language that is not
    `readable` are blank in every part. The title stays with the article's own language.
    """
    if article.language not in readable:
        return [article]
    foreign = find_foreign_sections(article)
    if not foreign:
        return [article]
    parts = [replace(article, text=_blank(article.text, foreign))]
    for language in dict.fromkeys(s.language for s in foreign):
        mine = [section for section in foreign if section.language == language]
        if language in readable:
            text = _blank(article.text, _gaps(article.text, mine))
            sure = min(section.confidence for section in mine)
            parts.append(
                replace(article, text=text, title=None, language=language, language_confidence=sure)
            )
    return parts


def foreign_languages(article: Article) -> dict[str, int]:
    """Return the other languages of an article, and how many paragraphs are in each."""
    languages = [section.language for section in find_foreign_sections(article)]
    return {language: languages.count(language) for language in dict.fromkeys(languages)}


def _gaps(text: str, sections: Sequence[ForeignSection]) -> list[ForeignSection]:
    """What lies between the sections."""
    starts = [0, *(section.end for section in sections)]
    ends = [*(section.start for section in sections), len(text)]
    return [ForeignSection(a, b, "", 1.0) for a, b in zip(starts, ends, strict=True)]


def _blank(text: str, sections: Sequence[ForeignSection]) -> str:
    for section in sections:
        hidden = _VISIBLE.sub(" ", text[section.start : section.end])
        text = text[: section.start] + hidden + text[section.end :]
    return text
