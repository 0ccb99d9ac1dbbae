"""What each task does, without Prefect: plain functions from paths to paths."""

from __future__ import annotations

import logging
import shutil
import time
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import polars as pl

from flows.copies import link_articles, outcome_kind, stage_copies
from flows.disk import disk_errors
from flows.intake import (
    check_any_article,
    check_before_start,
    read_loaded,
    record_loaded,
    was_loaded,
)
from flows.publishing import publish_ledger
from flows.recode import is_stored, read_stored
from flows.relink import relink_staged
from flows.report import BatchReport
from flows.settings import Settings
from flows.shards import Batch, coded_dir, sweep_shards, write_shards
from flows.staging import add_set_aside, complete_accepted, join_shards, stage_merged
from flows.versions import read_versions
from transforms.codebook import load_codebook
from transforms.records import Quarantined
from transforms.text.articles import read_articles
from transforms.text.languages import identify_language
from transforms.text.models import Models
from warehouse import load
from warehouse.connect import READER_FILE, WRITER_FILE
from warehouse.ids import claim_event_ids
from warehouse.lake import check_catalog, mirror_warehouse
from warehouse.mentions import merge_with_stored, read_known_articles
from warehouse.publish import publish_reader
from warehouse.queries import list_events_of
from warehouse.records import LoadReceipt, Release, RunRecord

if TYPE_CHECKING:
    from expectations.validate import ValidatedBatch
    from flows.ingest import SourceReport

log = logging.getLogger("newsledger.steps")


def fetch_sources(sources: Path, out: Path) -> list[SourceReport]:
    """Fetch the new articles of the sources that are due into the folder."""
    from flows.ingest import ingest

    return ingest(sources, out, is_due_only=True)


@disk_errors()
def read_batch(inputs: Sequence[Path], settings: Settings) -> Batch:
    """Read the articles, identify their languages, cut what is new into shards."""
    if is_stored(inputs):
        return read_stored(settings)
    check_before_start(inputs, settings)
    if settings.catalog:
        check_catalog(settings.catalog)
    versions = read_versions(settings.catalogue, load_codebook().version, settings.gazetteer)
    sweep_shards(settings.shards_dir, versions, time.time())
    items = (
        item if isinstance(item, Quarantined) else identify_language(item)
        for item in read_articles(inputs)
    )
    known = read_loaded(settings.data_dir, settings.shards_dir, versions)
    linked = link_articles(items, known, settings)
    batch = write_shards(linked, known, versions, inputs, settings.shards_dir, settings.shard_size)
    check_any_article(batch, inputs)
    return batch


@disk_errors()
def code_shard_once(shard: Path, models: Models, gazetteer_dir: Path | None = None) -> Path:
    """Code a shard into a directory beside it, unless that is there already."""
    from transforms.shards import code_shard

    target = coded_dir(shard)
    if target.exists():
        log.info("shard was coded by an earlier run", extra={"shard": shard.stem})
        return target
    aside = target.with_name(f"{target.name}.tmp-{uuid4().hex[:8]}")
    try:
        code_shard(shard, aside, models, gazetteer_dir)
        if not target.exists():
            aside.rename(target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return target


@disk_errors()
def merge_batch(batch: Batch, coded: Sequence[Path], settings: Settings) -> tuple[Path, int]:
    """Stage the batch's tables with its merged events; return where, and how many events."""
    work_dir = settings.batches_dir / batch.batch_id
    shutil.rmtree(work_dir, ignore_errors=True)
    staged = work_dir / "staged"
    join_shards(coded, staged)
    relink_staged(staged, stage_copies(staged, batch.copies, settings.data_dir), settings.data_dir)
    stored = read_known_articles(settings.data_dir).filter(pl.col("outcome") != "quarantined")
    add_set_aside(batch.aside, {*batch.hashes, *stored["article_id"]}, staged)
    mentions = pl.read_parquet(staged / "mentions.parquet")
    article_ids = pl.read_parquet(staged / "articles.parquet")["article_id"].to_list()
    merged, moved = merge_with_stored(settings.data_dir, mentions, article_ids, load_codebook())
    events = claim_event_ids(settings.data_dir, merged.events, int(time.time()))
    events.write_parquet(staged / "events.parquet")
    stage_merged(staged, merged, moved)
    return staged, events.height


@disk_errors()
def validate_batch(staged: Path) -> ValidatedBatch:
    """Check the staged events and complete the directory of what may be loaded."""
    from expectations.validate import validate_batch

    validated = validate_batch(staged, staged.parent, load_codebook())
    complete_accepted(staged, validated.accepted)
    return validated


@disk_errors()
def load_batch(
    batch: Batch, accepted: Path, started_at: datetime, settings: Settings
) -> LoadReceipt:
    """Load the accepted rows, then remember the articles as loaded and clear the staging."""
    versions = batch.versions
    run = RunRecord(
        run_id=batch.batch_id,
        started_at=started_at,
        code_version=versions.code,
        codebook_version=versions.codebook,
        model_version=versions.models,
        gazetteer_version=versions.gazetteer,
        inputs=batch.inputs,
        counts={
            "articles": len(batch.hashes),
            "known": batch.n_known,
            "set_aside": len(batch.aside),
            "languages": batch.languages,
        },
        parameters={"shard_size": settings.shard_size},
    )
    receipt = load.load_batch(settings.data_dir, accepted, run)
    record_loaded(settings.shards_dir, batch)
    shutil.rmtree(accepted.parent, ignore_errors=True)
    return receipt


def is_loaded(batch: Batch, settings: Settings) -> bool:
    """Whether earlier runs loaded all that the batch holds, so that there is nothing to do.

    A run that was killed between its load and its end may have left the readers' copy or
    the release behind; both are brought up to date here and by `write_release`.
    """
    has_news = bool(batch.fresh) or batch.copies is not None or not batch.hashes
    if has_news or (batch.aside and not was_loaded(settings.shards_dir, batch)):
        return False
    reader, writer = (settings.data_dir / name for name in (READER_FILE, WRITER_FILE))
    if not reader.exists() or reader.stat().st_mtime < writer.stat().st_mtime:
        publish_reader(settings.data_dir)
    return True


def write_release(settings: Settings) -> Release:
    """Publish the warehouse as a release with its report, unless nothing has changed."""
    return publish_ledger(settings)


def mirror_lake(catalog: str, settings: Settings) -> int:
    """Bring the DuckLake of that catalog to what the warehouse holds; return rows changed."""
    return mirror_warehouse(settings.data_dir, catalog, settings.lake_dir)


def make_report(
    batch: Batch, receipt: LoadReceipt, published: Release, settings: Settings
) -> BatchReport:
    """Gather what the run did, from the batch and from the warehouse."""
    known = read_known_articles(settings.data_dir)
    outcomes = known.filter(pl.col("article_id").is_in(list(batch.hashes)))["outcome"]
    pages = settings.batches_dir.glob("*/data_docs/index.html")
    return BatchReport(
        batch_id=batch.batch_id,
        n_articles=len(batch.hashes),
        n_known=batch.n_known,
        n_aside=len(batch.aside),
        languages=batch.languages,
        outcomes=dict(Counter(map(outcome_kind, outcomes)).most_common()),
        events=list_events_of(settings.data_dir, list(batch.hashes)),
        changes=receipt.as_dict(),
        database=settings.data_dir / READER_FILE,
        release=published.path,
        data_docs=max(pages, key=lambda page: page.stat().st_mtime, default=None),
    )
