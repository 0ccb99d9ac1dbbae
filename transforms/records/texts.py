"""Records of an article: as read, as annotated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Span(NamedTuple):
    """Character offsets in the article's text, end excluded."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One raw article as read. Only `article_id`, `text` and `path` are always there.

    `source_country` (ISO3) and `source_scale` are those of the outlet, where the input says them;
    `dateline` is the place that it gives for the article ("BOGOTA"), where the text has no line.
    """

    article_id: str
    text: str
    path: str
    line: int | None = None
    title: str | None = None
    url: str | None = None
    source: str | None = None
    language: str | None = None
    language_confidence: float | None = None
    published_at: date | None = None
    published_method: str | None = None
    content_hash: str = ""
    source_country: str | None = None
    source_scale: str | None = None
    dateline: str | None = None


@dataclass(frozen=True, slots=True)
class Quarantined:
    """An input, or a row, kept aside with its reason. `kind` is article, line or event."""

    kind: str
    path: str
    line: int | None
    article_id: str | None
    rule_ids: tuple[str, ...]
    reason: str
    payload: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word (UD). `head` is the 0-based index in its sentence, -1 for the root."""

    index: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str

    @property
    def span(self) -> Span:
        """The token's characters in the article's text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity: PER, ORG, LOC, NORP, FAC, DATE or MISC."""

    start: int
    end: int
    text: str
    label: str

    @property
    def span(self) -> Span:
        """The entity's characters in the article's text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its tokens; `role` is body, title, heading, caption, dateline or credit.

    One that is not `is_parsed` could not matter to coding and was only tokenised: its tokens
    have the upos X and their own text as lemma, and it has no entities.
    """

    index: int
    start: int
    end: int
    paragraph: int
    role: str
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...] = ()
    is_parsed: bool = True

    @property
    def span(self) -> Span:
        """The sentence's characters in the article's text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression, normalised as TIMEX3, with the window of days it covers.

    `start_day` and `end_day` are None where the value names no days (durations, sets,
    seasons of unknown year). `direction` is past, present, future or none.
    """

    start: int
    end: int
    text: str
    type: str
    value: str
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    begin: str | None = None
    end_point: str | None = None
    start_day: date | None = None
    end_day: date | None = None
    grain: str = "day"
    direction: str = "none"
    direction_source: str = "default"
    anchor: str | None = None
    rule_id: str = ""
    confidence: float = 1.0

    @property
    def span(self) -> Span:
        """The expression's characters in the article's text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class CreationTime:
    """The document creation time (DCT): a day, or an interval, with its method.

    `day` is None when only an interval, or nothing, is known. `method` is metadata,
    page, url, dateline, inferred or unknown; `confidence` is 0 to 1.
    """

    day: date | None
    low: date | None
    high: date | None
    method: str
    confidence: float
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article with what Stanza made of it, its time expressions and its DCT."""

    article: Article
    language: str
    sentences: tuple[Sentence, ...]
    timexes: tuple[Timex, ...]
    creation_time: CreationTime
    model_version: str
