"""Declared schemas of every frame, right of `to_frame`, and the one check against them.

`EVENT_COLUMNS` are the 31 ACLED-style columns in export order. A staged events frame
(`EVENTS`) carries them after `event_key`; `MENTIONS` carries one row for each article's report.
"""

from __future__ import annotations

import polars as pl

from transforms.errors import SchemaError

EVENT_COLUMNS: dict[str, pl.DataType] = {
    "event_id_cnty": pl.String(),
    "event_date": pl.Date(),
    "year": pl.Int32(),
    "time_precision": pl.Int8(),
    "disorder_type": pl.String(),
    "event_type": pl.String(),
    "sub_event_type": pl.String(),
    "actor1": pl.String(),
    "assoc_actor_1": pl.String(),
    "inter1": pl.String(),
    "actor2": pl.String(),
    "assoc_actor_2": pl.String(),
    "inter2": pl.String(),
    "interaction": pl.String(),
    "civilian_targeting": pl.String(),
    "iso": pl.Int32(),
    "region": pl.String(),
    "country": pl.String(),
    "admin1": pl.String(),
    "admin2": pl.String(),
    "admin3": pl.String(),
    "location": pl.String(),
    "latitude": pl.Float64(),
    "longitude": pl.Float64(),
    "geo_precision": pl.Int8(),
    "source": pl.String(),
    "source_scale": pl.String(),
    "notes": pl.String(),
    "fatalities": pl.Int32(),
    "tags": pl.String(),
    "timestamp": pl.Int64(),
}

MINTED_AT_LOAD = ("event_id_cnty", "timestamp")
"""Columns that no text gives: the registry's id and the time of upload."""

CODED_COLUMNS: dict[str, pl.DataType] = {
    name: dtype for name, dtype in EVENT_COLUMNS.items() if name not in MINTED_AT_LOAD
}

ARTICLES = pl.Schema(
    {
        "article_id": pl.String(),
        "content_hash": pl.String(),
        "path": pl.String(),
        "line": pl.Int64(),
        "url": pl.String(),
        "source": pl.String(),
        "title": pl.String(),
        "text": pl.String(),
        "language": pl.String(),
        "language_confidence": pl.Float64(),
        "published_at": pl.Date(),
        "published_low": pl.Date(),
        "published_high": pl.Date(),
        "published_method": pl.String(),
        "published_confidence": pl.Float64(),
        "outcome": pl.String(),
        "reason": pl.String(),
        "model_version": pl.String(),
        "codebook_version": pl.String(),
        "source_country": pl.String(),
        "source_scale": pl.String(),
        "dateline": pl.String(),
    }
)
"""One row an article. outcome: events, incomplete, no_event, no_model:<lang>, no_words:<lang>,
unknown_language, quarantined, duplicate_of:<article_id>; reason says why in words."""

MENTIONS = pl.Schema(
    {
        "mention_id": pl.String(),
        "event_key": pl.String(),
        "article_id": pl.String(),
        "published_at": pl.Date(),
        "sentence": pl.Int32(),
        "trigger_start": pl.Int32(),
        "trigger_end": pl.Int32(),
        "status": pl.String(),
        "missing": pl.List(pl.String()),
        "flags": pl.List(pl.String()),
        "geonameid": pl.Int64(),
        "iso3": pl.String(),
        **CODED_COLUMNS,
        "codebook_version": pl.String(),
        "model_version": pl.String(),
    }
)
"""One row an article's report of an event. status: coded or incomplete; an incomplete
mention has a null event_key and names the missing columns."""

EVENTS = pl.Schema(
    {
        "event_key": pl.String(),
        "iso3": pl.String(),
        "n_articles": pl.Int32(),
        "published_at": pl.Date(),
        "flags": pl.List(pl.String()),
        **EVENT_COLUMNS,
    }
)
"""One row an event, staged: event_key (stable, 16 hex), ISO3 of the country, number of
articles, latest publication day of the cited articles, flags of its mentions."""

PROVENANCE = pl.Schema(
    {
        "event_key": pl.String(),
        "mention_id": pl.String(),
        "article_id": pl.String(),
        "field": pl.String(),
        "start": pl.Int32(),
        "end": pl.Int32(),
        "text": pl.String(),
        "rule": pl.String(),
        "codebook_version": pl.String(),
    }
)
"""One row a field of a mention: the characters and the rule that gave its value.
start, end and text are null where a rule derives the value from other fields."""

EVENT_FIELDS = pl.Schema(
    {
        "event_key": pl.String(),
        "field": pl.String(),
        "mention_id": pl.String(),
        "article_id": pl.String(),
        "rule": pl.String(),
    }
)
"""One row a field of an event and a mention that gave it, of events that several mentions
tell. event_date stands for year and time_precision, sub_event_type for all that follows from
it, location for country to geo_precision, an actor for its kind."""

REASSIGNED = pl.Schema({"mention_id": pl.String(), "event_key": pl.String()})
"""Stored mentions that tell another event now."""

REJECTIONS = pl.Schema(
    {
        "article_id": pl.String(),
        "rule": pl.String(),
        "reason": pl.String(),
        "start": pl.Int32(),
        "end": pl.Int32(),
        "text": pl.String(),
    }
)

ENTITIES = pl.Schema(
    {
        "article_id": pl.String(),
        "entity_id": pl.String(),
        "label": pl.String(),
        "name": pl.String(),
        "start": pl.Int32(),
        "end": pl.Int32(),
        "text": pl.String(),
    }
)
"""One row a mention of an entity; mentions of one entity share entity_id and name."""

QUARANTINE = pl.Schema(
    {
        "quarantine_id": pl.String(),
        "kind": pl.String(),
        "article_id": pl.String(),
        "event_key": pl.String(),
        "path": pl.String(),
        "line": pl.Int64(),
        "rule_ids": pl.List(pl.String()),
        "reason": pl.String(),
        "payload": pl.String(),
    }
)
"""Inputs and rows kept aside. kind: article, line or event; payload: the row as JSON or
the start of the bad line; quarantine_id: hash of kind, place and reason, so reruns agree."""

STAGED = {
    "articles": ARTICLES,
    "mentions": MENTIONS,
    "events": EVENTS,
    "provenance": PROVENANCE,
    "rejections": REJECTIONS,
    "entities": ENTITIES,
    "quarantine": QUARANTINE,
}
"""A staged batch is a directory with one Parquet file of each name."""


def check_schema(frame: pl.DataFrame, schema: pl.Schema, name: str) -> pl.DataFrame:
    """Return the frame with exactly the schema's columns, in order.

    Raises:
        SchemaError: a column is missing, extra, or of another type.
    """
    found = frame.schema  # built anew at each access
    wrong = [
        f"{column}: {found.get(column, 'missing')} instead of {dtype}"
        for column, dtype in schema.items()
        if found.get(column) != dtype
    ]
    wrong += [f"{column}: not declared" for column in frame.columns if column not in schema]
    if wrong:
        raise SchemaError(f"{name} frame: {'; '.join(wrong)}. Compare transforms/schemas.py")
    return frame.select(schema.names())
