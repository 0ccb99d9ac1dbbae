"""A mention becomes a coded mention, or a rejection with its rule.

Every required column without a value is named in `missing`: such a mention is incomplete
and is kept as that. Nothing is filled in that neither the text nor the codebook gives.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from transforms.codebook import Codebook
from transforms.codebook_records import SubEventType
from transforms.coding.actors import Sides, assign_actors
from transforms.coding.decisions import Decision, decide_type
from transforms.coding.figures import find_figure
from transforms.coding.history import find_history
from transforms.coding.refusals import find_refusal
from transforms.coding.sources import ResolvedSource
from transforms.notes import write_notes
from transforms.records import (
    AnnotatedArticle,
    Article,
    CodedMention,
    Evidence,
    Mention,
    Rejection,
    ResolvedActor,
    ResolvedPlace,
    Span,
)
from transforms.regimes import Regimes
from transforms.schemas import CODED_COLUMNS

HOME_SCALES = {"National", "Subnational"}
CROWD_TYPES = {"Protests", "Riots"}
LETHAL_FREE = {"Peaceful protest", "Protest with intervention", "Abduction/forced disappearance"}
SEATS = {"admin1_seat": "seat:admin1", "admin2_seat": "seat:admin2", "region_anchor": "seat:region"}
COUNTRY_FIELDS = ("iso", "region", "country")
PLACE_FIELDS = ("admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision")


@dataclass(frozen=True)
class Rules:
    """What coding needs besides the mention."""

    codebook: Codebook
    decisions: tuple[Decision, ...]
    regimes: Regimes


def code_mention(
    mention: Mention,
    annotated: AnnotatedArticle,
    source: ResolvedSource,
    rules: Rules,
    topics: frozenset[str] = frozenset(),
) -> CodedMention | Rejection:
    """Return the mention as ACLED-style columns, or the rule by which it is no event."""
    decision = decide_type(mention.features, rules.decisions)
    if decision is None:
        return _reject(mention, "NC.no_type", "no rule of the codebook gives it a type")
    sub = rules.codebook.sub_event_type(decision.sub_event_type)
    refusal = find_refusal(mention, sub, topics) or find_history(mention, annotated)
    refusal = refusal or find_figure(mention, sub, annotated)
    if refusal:
        return _reject(mention, *refusal)
    sides = assign_actors(mention, sub, rules.codebook, rules.regimes)
    row = _row(mention, sub, sides, source, rules.codebook)
    missing = tuple(
        c.name
        for c in rules.codebook.columns
        if c.required and c.name in CODED_COLUMNS and row[c.name] is None and c.name != "notes"
    )
    flags = tuple(_flags(mention))
    if not missing:
        crowd = mention.crowd.words if row["tags"] else None
        row["notes"] = write_notes(row, crowd, flags=flags)
    else:
        missing += ("notes",)
    trigger = mention.candidates[0].trigger
    article = annotated.article
    return CodedMention(
        _mention_id(mention, article),
        article.article_id,
        mention.candidates[0].sentence,
        trigger,
        row,
        missing,
        tuple(_evidence(mention, decision, sides, source)),
        flags,
        mention.place.place.geonameid if mention.place.place else None,
        mention.place.place.iso3 if mention.place.place else None,
    )


def _mention_id(mention: Mention, article: Article) -> str:
    """A hash of the article and the trigger, and of what tells the parts of a split apart."""
    trigger = mention.candidates[0].trigger
    name = f"{article.article_id}|{article.content_hash}|{trigger.start}|{trigger.end}"
    if mention.place.reason.endswith(".split") and mention.place.span:
        name += f"|{mention.place.span.start}"
    if mention.date.reason.endswith(".split"):
        name += f"|{mention.date.day}"
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def _row(
    mention: Mention,
    sub: SubEventType,
    sides: Sides,
    source: ResolvedSource,
    codebook: Codebook,
) -> dict[str, object]:
    row: dict[str, object] = dict.fromkeys(CODED_COLUMNS)
    row |= _time(mention) | _place(mention) | _actors(sides, codebook)
    row["disorder_type"] = sub.disorder_type
    row["event_type"] = sub.event_type
    row["sub_event_type"] = sub.name
    targeted = sub.civilian_targeting == "always" or (
        sub.civilian_targeting == "depends" and row["inter2"] == "Civilians"
    )
    row["civilian_targeting"] = "Civilian targeting" if targeted else None
    row["source"], row["source_scale"] = source.name, _scale(mention, source)
    row["fatalities"] = _fatalities(mention, sub)
    if sub.event_type in CROWD_TYPES:
        row["tags"] = f"crowd size={mention.crowd.words}"
    return row


def _scale(mention: Mention, source: ResolvedSource) -> str:
    """An outlet's scale relative to the event: a national one abroad is international."""
    place = mention.place.place
    abroad = bool(place and source.country and source.country != place.iso3)
    return "International" if abroad and source.scale in HOME_SCALES else source.scale


def _fatalities(mention: Mention, sub: SubEventType) -> int:
    """Deaths of the row; a suicide bomber counts (codebook: fatalities, suicide_bomber)."""
    if sub.name in LETHAL_FREE:
        return 0
    bomber = 1 if sub.name == "Suicide bomb" else 0
    return mention.fatalities.value + bomber


def _time(mention: Mention) -> dict[str, object]:
    day = mention.date.day
    return {
        "event_date": day,
        "year": day.year if day else None,
        "time_precision": mention.date.precision,
    }


def _place(mention: Mention) -> dict[str, object]:
    place = mention.place.place
    if place is None:
        return {}
    fields: dict[str, object] = {
        "iso": place.iso,
        "region": place.region,
        "country": place.country,
    }
    if mention.place.precision is not None:
        fields |= {
            "admin1": place.admin1,
            "admin2": place.admin2,
            "admin3": place.admin3,
            "location": place.name,
            "latitude": round(place.latitude, 4),
            "longitude": round(place.longitude, 4),
            "geo_precision": mention.place.precision,
        }
    return fields


def _actors(sides: Sides, codebook: Codebook) -> dict[str, object]:
    one, two = sides.first, sides.second
    if one is None:
        return {}
    return {
        "actor1": one.name,
        "assoc_actor_1": _joined(one),
        "inter1": one.inter,
        "actor2": two.name if two else None,
        "assoc_actor_2": _joined(two),
        "inter2": two.inter if two else None,
        "interaction": codebook.interaction(one.inter, two.inter if two else None),
    }


def _joined(actor: ResolvedActor | None) -> str | None:
    return "; ".join(actor.associates) if actor and actor.associates else None


def _evidence(
    mention: Mention, decision: Decision, sides: Sides, source: ResolvedSource
) -> Iterator[Evidence]:
    trigger = mention.candidates[0].trigger

    def of(fields: tuple[str, ...], span: Span | None, rule: str) -> Iterator[Evidence]:
        for name in fields:
            yield Evidence(name, span.start if span else None, span.end if span else None, rule)

    yield from of(("event_date", "year", "time_precision"), mention.date.span, mention.date.reason)
    types = ("event_type", "sub_event_type", "disorder_type", "civilian_targeting")
    yield from of(types, trigger, f"decision.{decision.rule_id}")
    for side, number in ((sides.first, "1"), (sides.second, "2")):
        if side:
            fields = (f"actor{number}", f"assoc_actor_{number}", f"inter{number}")
            yield from of(fields, side.span, side.rule)
    yield from of(("interaction",), None, "interaction.of_inter1_inter2")
    if mention.place.place:
        yield from of(COUNTRY_FIELDS + PLACE_FIELDS, mention.place.span, mention.place.reason)
    yield from of(("source", "source_scale"), source.span, source.rule)
    yield from of(("fatalities",), mention.fatalities.span, mention.fatalities.rule)
    yield from of(("tags",), mention.crowd.span, mention.crowd.rule)
    yield from of(("notes",), None, "notes.of_coded_fields")


def _flags(mention: Mention) -> Iterator[str]:
    if mention.date.precision and mention.date.reason in {"news_day", "publication_day"}:
        yield f"date:{mention.date.reason}"
    if mention.date.reason.endswith(".split"):
        yield "date:split"
    if mention.date.reason == "weekend":
        yield "date:weekend"
    if mention.date.reason == "week_middle":
        yield "date:week"
    yield from _place_flags(mention.place)
    if ".split_" in mention.fatalities.rule and not mention.fatalities.rule.startswith("none"):
        yield "deaths:split"


def _place_flags(place: ResolvedPlace) -> Iterator[str]:
    source, *rules = place.reason.split(".")
    if source in {"lead_place", "paragraph_place", "dateline"}:
        yield f"place:{source}"
    yield from (f"place:{rule}" for rule in rules if rule in {"village_unknown", "split"})
    if place.precision and place.place and place.place.is_approximate:
        yield "place:approximate_point"
    if place.precision:
        yield from (SEATS[rule] for rule in rules if rule in SEATS)


def _reject(mention: Mention, rule: str, reason: str) -> Rejection:
    first = mention.candidates[0]
    return Rejection(first.article_id, rule, reason, first.trigger.start, first.trigger.end)
