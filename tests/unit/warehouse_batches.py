"""Fictional batches, staged as the flow stages them, for the tests of the warehouse."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from transforms.codebook import load_codebook
from transforms.schemas import EVENTS, MENTIONS, STAGED
from warehouse.ids import claim_event_ids
from warehouse.load import OPTIONAL, RunRecord, load_batch
from warehouse.mentions import merge_with_stored

NOW = 1_760_000_000
CODED = {
    "event_date": date(2024, 3, 7),
    "year": 2024,
    "time_precision": 1,
    "disorder_type": "Demonstrations",
    "event_type": "Protests",
    "sub_event_type": "Peaceful protest",
    "actor1": "Protesters (Freedonia)",
    "inter1": "Protesters",
    "interaction": "Protesters only",
    "iso": 999,
    "region": "Middle East",
    "country": "Freedonia",
    "admin1": "Coast",
    "location": "Port Ada",
    "latitude": 10.5,
    "longitude": 20.25,
    "geo_precision": 1,
    "source": "Ada Herald",
    "source_scale": "National",
    "notes": "On 7 March 2024, people marched in Port Ada.",
    "fatalities": 0,
    "tags": "crowd size=no report",
}
TEXT = "Port Ada, 8 March. On Thursday people marched to the 3.5 km quay. Nobody was hurt."
TRIGGER = (TEXT.index("marched"), TEXT.index("marched") + 7)


def article(article_id, **changes):
    row = {
        "article_id": article_id,
        "content_hash": f"hash-{article_id}",
        "path": f"{article_id}.txt",
        "source": "Ada Herald",
        "text": TEXT,
        "language": "en",
        "outcome": "events",
        "reason": "1 event",
        "model_version": "m1",
        "codebook_version": "c1",
    }
    return row | changes


def mention(article_id, event_key, **changes):
    row = {
        "mention_id": f"{article_id}-{event_key}",
        "event_key": event_key,
        "article_id": article_id,
        "sentence": 1,
        "trigger_start": TRIGGER[0],
        "trigger_end": TRIGGER[1],
        "status": "coded",
        "missing": [],
        "flags": [],
        "iso3": "FRE",
        **CODED,
    }
    return row | changes


def event(event_key, **changes):
    row = {"event_key": event_key, "iso3": "FRE", "n_articles": 1, "flags": [], **CODED}
    return row | changes


def provenance(article_id, event_key, field="event_date", **changes):
    row = {
        "event_key": event_key,
        "mention_id": f"{article_id}-{event_key}",
        "article_id": article_id,
        "field": field,
        "start": TEXT.index("Thursday"),
        "end": TEXT.index("Thursday") + 8,
        "text": "Thursday",
        "rule": "weekday",
        "codebook_version": "c1",
    }
    return row | changes


def frame(rows, schema):
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema)


def write_staged(folder: Path, **tables) -> Path:
    """Write `tables` (lists of rows, or ready frames) and empty files for the others."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in STAGED.items():
        rows = tables.get(name, [])
        ready = rows if isinstance(rows, pl.DataFrame) else frame(rows, schema)
        ready.write_parquet(folder / f"{name}.parquet")
    for name, schema in OPTIONAL.items():
        if name in tables:
            frame(tables[name], schema).write_parquet(folder / f"{name}.parquet")
    return folder


def run_record(run_id="run-1", **changes):
    values = {
        "started_at": datetime(2026, 1, 1, 12, tzinfo=UTC),
        "finished_at": datetime(2026, 1, 1, 12, 5, tzinfo=UTC),
        "code_version": "0.1.0",
        "codebook_version": "c1",
        "model_version": "m1",
        "gazetteer_version": "g1",
        "inputs": {"samples": "ab12"},
        "counts": {"articles": 1},
        "parameters": {"input": ["samples"]},
    }
    return RunRecord(run_id, **(values | changes))


def load(data_dir: Path, run_id="run-1", now=NOW, **tables):
    """Claim ids for the events, stage everything and load it."""
    events = claim_event_ids(data_dir, frame(tables.pop("events", []), EVENTS), now)
    staged = write_staged(data_dir / "batches" / run_id, events=events, **tables)
    finished = datetime.fromtimestamp(now, UTC)
    return load_batch(data_dir, staged, run_record(run_id, finished_at=finished))


def load_merged(data_dir: Path, mentions, run_id="run-1", now=NOW, articles=()):
    """Merge the mentions with what is stored and load them with their articles, as a run does."""
    ids = [row["article_id"] for row in articles] or mentions[
        "article_id"
    ].unique().sort().to_list()
    merged, moved = merge_with_stored(data_dir, mentions, ids, load_codebook())
    events = claim_event_ids(data_dir, merged.events, now)
    keyed = mentions.drop("event_key").join(merged.assigned, on="mention_id", how="left")
    staged = write_staged(
        data_dir / "batches" / run_id,
        events=events,
        articles=list(articles) or [article(name) for name in ids],
        mentions=keyed.select(MENTIONS.names()),
    )
    merged.fields.write_parquet(staged / "event_fields.parquet")
    moved.write_parquet(staged / "reassigned.parquet")
    finished = datetime.fromtimestamp(now, UTC)
    return load_batch(data_dir, staged, run_record(run_id, finished_at=finished))


def one_event(article_id="a1", event_key="k1", **event_changes):
    """The tables of a batch of one article that reports one event."""
    return {
        "articles": [article(article_id)],
        "mentions": [mention(article_id, event_key)],
        "provenance": [provenance(article_id, event_key)],
        "events": [event(event_key, **event_changes)],
    }
