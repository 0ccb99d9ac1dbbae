"""The frozen records that pass from stage to stage, left of `to_frame`.

Article -> AnnotatedArticle -> Candidate -> Mention -> CodedMention | Rejection.
A span is (start, end) in characters of `Article.text`, end excluded. Offsets always
refer to that text, so evidence can be shown to a reader as it was written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Modality = Literal["asserted", "negated", "planned", "background", "said"]


class Span(NamedTuple):
    """Character offsets in the article's text, end excluded."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One raw article as read. Only `article_id`, `text` and `path` are always there."""

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
    """A sentence with its tokens; `role` is body, title, heading, caption, dateline or credit."""

    index: int
    start: int
    end: int
    paragraph: int
    role: str
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...] = ()

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


@dataclass(frozen=True, slots=True)
class Place:
    """A resolved place of the gazetteer. `kind` is city, admin1, admin2, country, natural, airport.

    Coordinates are degrees (EPSG:4326); `confidence` is 0 to 1.
    """

    geonameid: int | None
    name: str
    admin1: str | None
    admin2: str | None
    admin3: str | None
    country: str
    iso: int
    iso3: str
    region: str
    latitude: float
    longitude: float
    kind: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Argument:
    """A participant of a trigger: its head token, whole span and the words as written."""

    sentence: int
    head: int
    start: int
    end: int
    text: str
    role: str

    @property
    def span(self) -> Span:
        """The participant's characters in the article's text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Spans that may be an event; no meaning yet beyond the trigger's codebook entry.

    `is_anaphoric`: a definite noun ("the attack") that points back rather than reports;
    `cues`: cue classes of the sentence; `clause`: characters of the trigger's clause.
    """

    article_id: str
    sentence: int
    paragraph: int
    trigger: Span
    trigger_token: int
    trigger_id: str
    trigger_class: str
    family: str
    makes_event: bool
    is_anaphoric: bool
    modality: Modality
    modality_rule: str
    agents: tuple[Argument, ...]
    patients: tuple[Argument, ...]
    cues: frozenset[str]
    clause: Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a field has its value: the article's characters and the rule that read them."""

    field: str
    start: int | None
    end: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """The event's day. `day` is None when the text gives none; `reason` then says why."""

    day: date | None
    precision: int | None
    reason: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """The event's place. `place` is None when the text gives none; `reason` then says why."""

    place: Place | None
    precision: int | None
    reason: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class ActorReading:
    """What a participant's words mean, before the event's country and day are known.

    `kind` is state, police, group, armed, gang, communal, protesters, rioters, civilian,
    external or unknown; `form` may hold {country} and {years}; `country` is the ISO3 code
    that the words themselves give.
    """

    kind: str
    form: str
    inter: str | None
    country: str | None
    associates: tuple[str, ...]
    span: Span
    rule: str
    demonstration_form: str | None = None


@dataclass(frozen=True, slots=True)
class ResolvedActor:
    """An actor by the codebook's forms. `inter` is one of the eight actor types."""

    name: str
    inter: str
    associates: tuple[str, ...] = ()
    rule: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class ResolvedNumber:
    """A count read from the text (deaths, crowd), or the codebook's value for vague words."""

    value: int
    rule: str
    span: Span | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """One article's report of one event: its candidates, whose spans have become values.

    `features` are what the codebook's decision rules read (codebooks/decisions.yaml).
    """

    candidates: tuple[Candidate, ...]
    date: ResolvedDate
    place: ResolvedPlace
    agents: tuple[ActorReading, ...]
    patients: tuple[ActorReading, ...]
    fatalities: ResolvedNumber
    crowd: ResolvedNumber
    features: frozenset[str]


@dataclass(frozen=True, slots=True)
class CodedMention:
    """One article's report of one event, as ACLED-style columns.

    `row` holds the columns of codebooks/columns.yaml but event_id_cnty and timestamp;
    `missing` names required columns without a value: then the mention is incomplete.
    """

    mention_id: str
    article_id: str
    sentence: int
    trigger: Span
    row: dict[str, object]
    missing: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    flags: tuple[str, ...] = ()
    geonameid: int | None = None
    iso3: str | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """A span that looked like an event and is none, by a rule of the codebook."""

    article_id: str
    rule: str
    reason: str
    start: int
    end: int
