"""Records of events: candidate, mention, coded mention, and what they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from transforms.records.texts import Span

Modality = Literal["asserted", "negated", "planned", "background", "said"]
REACTION_RULE = "asserted.reaction"
"""Modality rule of a deed that is known from what somebody says about it."""
KNOWN_RULE = "asserted.known"
"""Modality rule of a deed that a noun with its victims names as known ("the murder of X")."""


@dataclass(frozen=True, slots=True)
class Place:
    """A resolved place of the gazetteer. `kind` is city, admin1, admin2, country, natural, airport.

    Coordinates are degrees (EPSG:4326); `confidence` is 0 to 1. `is_approximate`: they are right
    to about ten kilometres only.
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
    is_approximate: bool = False


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

    @property
    def is_reaction(self) -> bool:
        """Known from a reaction: the sentence's day is that of the reaction."""
        return self.modality_rule == REACTION_RULE

    @property
    def is_known(self) -> bool:
        """True for a deed that is named with its victims, and not told anew."""
        return self.modality_rule in {REACTION_RULE, KNOWN_RULE}


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
    that the words themselves give; `eras` are (from day, name, inter) of a group that
    became a government, or lost it.
    """

    kind: str
    form: str
    inter: str | None
    country: str | None
    associates: tuple[str, ...]
    span: Span
    rule: str
    demonstration_form: str | None = None
    eras: tuple[tuple[date, str, str], ...] = ()


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
