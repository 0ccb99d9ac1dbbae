"""Marks what each part of an article is: prose, heading, caption, dateline, credit, fragment.

Only prose reports events; captions show other days, headings repeat, credits name towns of
editors. The words that give a line away are data: codebooks/layout.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import yaml

from transforms.errors import CodebookError
from transforms.text.genres import GENRES, tell_genres
from transforms.text.openings import is_place_like, opening_end
from transforms.text.paragraphs import FINAL_STOP, split_paragraphs

CODEBOOK = Path(__file__).parents[1] / "codebooks" / "layout.yaml"
WORD_LISTS = ("caption_openers", "caption_words", "credit_openers", "credit_phrases")
MAX_HEADING_CHARACTERS = 80
MAX_HEADING_WORDS = 12
MAX_CAPTION_CHARACTERS = 300
MAX_CREDIT_CHARACTERS = 200
MAX_DATELINE_CHARACTERS = 90

_FINAL_BRACKET = re.compile(r"[(\[](?P<inside>[^()\[\]\n]{2,70})[)\]][.\s]*$")
# A sentence of one word at the very end, after a stop that ends a word, not an abbreviation.
_STRAY_WORD = re.compile(r"(?<=\w{5})[.!?؟][\"'”’»]*\s+(?P<word>\w[\w'’-]*[.!]?)$")
_DASH = r"(?P<dash>\.?\s?[-–—―]{1,2}\s+|\s?[-–—―]{1,2}\s|\.?\s+(?=\w))"
_PLACE = r"(?P<place>[^\W\d_][^()\[\]/\n:;.!?–—]{1,60}?)"
_DATE = r"(?P<date>,?\s+(?=[^()–—\n]{0,30}\d)[^()\[\]/–—\n]{2,30}?)"
_AGENCY = r"(?P<agency>\s*[(\[/][^()\[\]/\n]{2,40}[)\]/])"
_DATELINE = re.compile(rf"{_PLACE}{_DATE}?(?:{_AGENCY}{_DASH}|(?P<bare>\.?\s?[-–—―]{{1,2}}\s+))")


@dataclass(frozen=True, slots=True)
class Section:
    """Part of an article with one role: characters [start, end), number of its paragraph.

    `role` is body, heading, caption, dateline, credit, fragment, list, transcript or verse.
    Sections are in order, do not overlap and leave out nothing but white space.
    """

    start: int
    end: int
    paragraph: int
    role: str


@dataclass(frozen=True, slots=True)
class LayoutWords:
    """One language's marks, as compiled patterns, and the agencies of all languages."""

    agencies: re.Pattern[str]
    caption_openers: re.Pattern[str]
    caption_words: re.Pattern[str]
    credit_openers: re.Pattern[str]
    credit_phrases: re.Pattern[str]
    questions: re.Pattern[str]
    answers: re.Pattern[str]


def mark_layout(text: str, language: str) -> tuple[Section, ...]:
    r"""Returns the sections of a cleaned text. A language without marks gets those of all.

    >>> [s.role for s in mark_layout("Talks stall\n\nThe talks ended on Monday.", "en")]
    ['heading', 'body']
    """
    words = load_layout_words(language)
    paragraphs = tuple(split_paragraphs(text))
    sections = [
        Section(start, end, number, _paragraph_role(text[start:end], words))
        for number, (start, end) in enumerate(paragraphs)
    ]
    sections = _settle_headings(_mark_genres(text, sections, words))
    bodies = [section.paragraph for section in sections if section.role == "body"]
    return tuple(p for s in sections for p in _split_section(text, s, bodies, words))


def _mark_genres(text: str, sections: Sequence[Section], words: LayoutWords) -> list[Section]:
    """Lists, transcripts and verse among the paragraphs that look like prose or headings."""
    plain = [s for s in sections if s.role in ("body", "heading")]
    genres = tell_genres([text[s.start : s.end] for s in plain], words.questions, words.answers)
    found = {s.paragraph: genre for s, genre in zip(plain, genres, strict=True) if genre}
    return [replace(s, role=found.get(s.paragraph, s.role)) for s in sections]


def is_caption_or_credit(line: str, language: str = "") -> bool:
    """True for a line that is a photo caption, a credit or a byline, so no headline."""
    return _paragraph_role(line, load_layout_words(language)) in ("caption", "credit")


@lru_cache(maxsize=64)
def load_layout_words(language: str) -> LayoutWords:
    """Returns the marks of a language (of all where it has none). Raises CodebookError."""
    try:
        book = yaml.load(CODEBOOK.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        languages: dict[str, dict[str, list[str]]] = book["languages"]
        packs = [languages[language]] if language in languages else list(languages.values())
        lists = {name: [word for pack in packs for word in pack[name]] for name in WORD_LISTS}
        agencies = _any_of(book["agencies"])
        labels = {name: _any_of(book[name]) for name in ("question_labels", "answer_labels")}
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise CodebookError(f"{CODEBOOK.name}: cannot be read ({error!r})") from error
    return LayoutWords(
        agencies=re.compile(rf"(?:{agencies})(?!\w)", re.IGNORECASE),
        caption_openers=re.compile(
            rf"[(\[]?\s*(?:{_any_of(lists['caption_openers'])})\s*(?::|[)\]])", re.IGNORECASE
        ),
        caption_words=re.compile(rf"\b(?:{_any_of(lists['caption_words'])})\b", re.IGNORECASE),
        credit_openers=re.compile(rf"(?:{_any_of(lists['credit_openers'])})\s*:", re.IGNORECASE),
        credit_phrases=re.compile(
            rf"[(\[]?(?:{_any_of(lists['credit_phrases'])})(?!\w)", re.IGNORECASE
        ),
        questions=re.compile(rf"(?:{labels['question_labels']})\s?[.:：]"),
        answers=re.compile(rf"(?:{labels['answer_labels']})\s?[.:：]"),
    )


def _any_of(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


def _paragraph_role(paragraph: str, words: LayoutWords) -> str:
    if not any(character.isalnum() for character in paragraph):
        return "fragment"
    if _is_credit(paragraph, words):
        return "credit"
    if _is_caption(paragraph, words):
        return "caption"
    return "heading" if _looks_like_heading(paragraph) else "body"


def _is_credit(paragraph: str, words: LayoutWords) -> bool:
    if len(paragraph) > MAX_CREDIT_CHARACTERS:
        return False
    if words.credit_openers.match(paragraph) or words.credit_phrases.match(paragraph):
        return True
    bare = paragraph.strip("()[] .+")
    return len(bare.split()) <= 4 and _is_agency(bare, words)


def _is_caption(paragraph: str, words: LayoutWords) -> bool:
    """True for "Photo: ..." and for a short line that closes with a credit in brackets."""
    if len(paragraph) > MAX_CAPTION_CHARACTERS:
        return False
    if words.caption_openers.match(paragraph):
        return True
    bracket = _FINAL_BRACKET.search(paragraph)
    if bracket is None:
        return False
    if words.caption_words.search(bracket["inside"]):
        return True
    before = paragraph[: bracket.start()].rstrip()
    return _is_agency(bracket["inside"], words) and not FINAL_STOP.search(before)


def _is_agency(name: str, words: LayoutWords) -> bool:
    """True for "Reuters", "(AFP)", "AP/A. Photographer", "Al Jazeera + agencies"."""
    first = re.split(r"[/+,&]", name.strip("()[]/. "), maxsplit=1)[0]
    return bool(words.agencies.fullmatch(first.strip()))


def _looks_like_heading(paragraph: str) -> bool:
    if len(paragraph) > MAX_HEADING_CHARACTERS or len(paragraph.split()) > MAX_HEADING_WORDS:
        return False
    prose = _FINAL_BRACKET.sub("", paragraph).rstrip()
    return "\n" not in paragraph and not any(map(FINAL_STOP.search, (paragraph, prose)))


def _settle_headings(sections: Sequence[Section]) -> list[Section]:
    """A heading heads something: the last one is a stray line; without prose all are prose."""
    text = [section.paragraph for section in sections if section.role in {"body", *GENRES}]
    if not text:
        return [replace(s, role="body") if s.role == "heading" else s for s in sections]
    return [
        replace(s, role="fragment") if s.role == "heading" and s.paragraph > text[-1] else s
        for s in sections
    ]


def _split_section(
    text: str, section: Section, bodies: Sequence[int], words: LayoutWords
) -> Iterator[Section]:
    """Yields a paragraph of prose as dateline, prose and stray end; others as they are."""
    if section.role != "body":
        yield section
        return
    start, end = section.start, section.end
    is_first = section.paragraph == bodies[0]
    if dateline_end := _dateline_end(text[start:end], words, is_first=is_first):
        yield replace(section, end=start + dateline_end, role="dateline")
        start += dateline_end
        start += len(text[start:end]) - len(text[start:end].lstrip())
    stray = _stray_start(text, start, end) if section.paragraph == bodies[-1] else None
    yield replace(section, start=start, end=start + len(text[start : stray or end].rstrip()))
    if stray:
        yield replace(section, start=stray, role="fragment")


def _dateline_end(paragraph: str, words: LayoutWords, *, is_first: bool) -> int:
    """Returns the length of a dateline such as "CAIRO, March 7 (Reuters) -", 0 if none."""
    match = _DATELINE.match(paragraph, 0, MAX_DATELINE_CHARACTERS + 1)
    opening = opening_end(paragraph) if is_first else 0
    if opening:
        return opening
    if match is None or not _is_dateline(match, paragraph[match.end() :], words, is_first):
        return 0
    signed = words.agencies.match(paragraph, match.end())
    end = signed.end() if signed and paragraph.startswith(". ", signed.end()) else match.end()
    return end + (end > match.end()) if paragraph[end + 1 :].strip() else 0


def _is_dateline(match: re.Match[str], rest: str, words: LayoutWords, is_first: bool) -> bool:
    place, agency = match["place"], match["agency"]
    has_dash = bool((match["bare"] or match["dash"]).strip(" ."))
    is_signed = agency is not None and ("/" in agency or _is_agency(agency, words))
    if not is_place_like(place) or not rest[:1].strip():
        return False
    if not has_dash:
        return is_signed and ("/" in agency or place.isupper() or match["date"] is not None)
    if place.isupper() or is_signed:
        return True
    if rest[0].islower() or not is_first:
        return False
    return agency is not None or match["date"] is not None or _is_bare_dateline(place, rest)


def _is_bare_dateline(place: str, rest: str) -> bool:
    """True for "Nairobi - Police fired": few words, and no second dash that makes a pair."""
    first_sentence = re.split(r"[.!?؟]\s", rest, maxsplit=1)[0]
    return len(place.split()) <= 3 and not re.search(r"\s[-–—]\s", first_sentence)


def _stray_start(text: str, start: int, end: int) -> int | None:
    match = _STRAY_WORD.search(text, max(start, end - 80), end)
    return match.start("word") if match else None
