"""Thin Prefect tasks around plain functions: names, retries, a line of progress, no more.

A shard's result is a directory that is renamed into place when it is whole, so a run
that was killed or failed finds every finished shard again and goes on from there.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from prefect import get_client, task
from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    update_progress_artifact,
)
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.futures import PrefectFuture, as_completed
from prefect.runtime import flow_run
from prefect.task_runners import TaskRunner

from flows import steps
from flows.progress import report_progress, report_stage
from flows.report import BatchReport, to_markdown
from flows.settings import Settings
from flows.shards import Batch
from transforms.errors import PipelineError, WarehouseError
from transforms.text.models import Models
from warehouse.records import LoadReceipt, Release

log = logging.getLogger("newsledger.tasks")

BUSY_WORDS = ("locked by another", "open in another")
SUMMARY_KEY = "batch-summary"


def _may_pass(_task: Any, _run: TaskRun, state: State[Any]) -> bool:
    """Whether trying again can help: a busy warehouse or disk, not a wrong input."""
    if isinstance(state.data, WarehouseError):
        return any(word in str(state.data) for word in BUSY_WORDS)
    return isinstance(state.data, OSError)


@task(name="fetch", cache_policy=NO_CACHE)
def fetch_sources(sources: Path, out: Path) -> None:
    """Fetch what the outlets have new; one that fails is logged and holds up no other."""
    reports = steps.fetch_sources(sources, out)
    failed = [report for report in reports if report.error]
    for report in failed:
        log.warning("source failed", extra={"source": report.name, "reason": report.error})
    report_stage("fetch", articles=sum(r.n_new for r in reports), sources_failed=len(failed))


@task(name="read", cache_policy=NO_CACHE, retries=1, retry_condition_fn=_may_pass)
def read_batch(inputs: Sequence[Path], settings: Settings) -> Batch:
    """Read the articles, identify their languages, cut what is new into shards."""
    batch = steps.read_batch(inputs, settings)
    report_stage(
        "read", articles=len(batch.hashes), known_already=batch.n_known, set_aside=len(batch.aside)
    )
    return batch


@task(
    name="code",
    task_run_name="code-{shard.stem}",
    cache_policy=NO_CACHE,
    retries=1,
    retry_delay_seconds=2,
    retry_condition_fn=_may_pass,
)
def code_shard(shard: Path, models: Models, gazetteer_dir: Path | None = None) -> Path:
    """Code one shard, unless an earlier run has done so; return its directory."""
    return steps.code_shard_once(shard, models, gazetteer_dir)


def name_run(batch: Batch) -> None:
    """Name the flow run after its batch, which is only known once the input is read."""
    with get_client(sync_client=True) as client:
        client.update_flow_run(flow_run.id, name=f"code-{batch.batch_id}")


def code_shards(batch: Batch, settings: Settings, runner: TaskRunner[Any]) -> list[Path]:
    """Code every shard in a task of its own; return their directories, in order.

    The runner, and with it a cluster of our own, is started only if there is something to code.

    Raises:
        PipelineError: a shard failed. The others are finished first and kept, so that the
            next run codes only what failed.
    """
    total = len(batch.shards)
    artifact = cast(UUID, create_progress_artifact(0.0, description=f"{total} shards of articles"))
    report_progress("code", 0, total)
    coded: list[Path] = []
    paths = {"models": settings.catalogue, "gazetteer_dir": settings.gazetteer}
    if total:
        with runner:
            futures = [
                runner.submit(code_shard, {"shard": shard, **paths}) for shard in batch.shards
            ]
            for done, _ in enumerate(as_completed(list(futures)), start=1):
                report_progress("code", done, total)
                update_progress_artifact(artifact, progress=100.0 * done / total)
            coded = _results(futures)
    report_stage("code", shards=total)
    return coded


@task(name="merge", cache_policy=NO_CACHE, retries=1, retry_condition_fn=_may_pass)
def merge_batch(batch: Batch, coded: Sequence[Path], settings: Settings) -> Path:
    """Merge the new mentions with related stored ones, give ids, stage the tables."""
    staged, n_events = steps.merge_batch(batch, coded, settings)
    report_stage("merge", events=n_events)
    return staged


@task(name="validate", cache_policy=NO_CACHE)
def validate_batch(staged: Path) -> Path:
    """Check the staged events; return the directory of what may be loaded."""
    validated = steps.validate_batch(staged)
    report_stage(
        "validate",
        accepted=validated.n_accepted,
        quarantined=validated.n_quarantined,
        warnings=validated.n_warnings,
    )
    return validated.accepted


@task(
    name="load",
    cache_policy=NO_CACHE,
    retries=3,
    retry_delay_seconds=[2, 10, 30],
    retry_condition_fn=_may_pass,
)
def load_batch(batch: Batch, accepted: Path, settings: Settings) -> LoadReceipt:
    """Load the accepted rows in one transaction; another run's turn is waited for."""
    receipt = steps.load_batch(batch, accepted, started_at(), settings)
    events = receipt.tables["events"]
    report_stage("load", new=events.inserted, corrected=events.updated, withdrawn=events.deleted)
    return receipt


@task(name="release", cache_policy=NO_CACHE, retries=1, retry_condition_fn=_may_pass)
def write_release(settings: Settings) -> Release:
    """Write the warehouse's events as a Parquet release, unless nothing has changed."""
    release = steps.write_release(settings)
    report_stage("release", events=release.n_events, version=release.version)
    return release


@task(name="mirror", cache_policy=NO_CACHE, retries=1, retry_condition_fn=_may_pass)
def mirror_lake(catalog: str, settings: Settings) -> None:
    """Bring the shared lake to what the warehouse holds."""
    report_stage("mirror", rows=steps.mirror_lake(catalog, settings))


def report_batch(
    batch: Batch, receipt: LoadReceipt, release: Release, settings: Settings
) -> BatchReport:
    """Say what the run did, on Prefect's page and as a record."""
    report = steps.make_report(batch, receipt, release, settings)
    create_markdown_artifact(to_markdown(report), key=SUMMARY_KEY, description="What the run did")
    return report


def started_at() -> datetime:
    """The time at which this flow run was due or began (UTC)."""
    return flow_run.scheduled_start_time or datetime.now(UTC)


def _results(futures: Sequence[PrefectFuture[Path]]) -> list[Path]:
    results: list[Any] = [future.result(raise_on_failure=False) for future in futures]
    failed = [result for result in results if not isinstance(result, Path)]
    if not failed:
        return [result for result in results if isinstance(result, Path)]
    first: BaseException = failed[0]
    if not isinstance(first, PipelineError):
        raise first
    raise PipelineError(
        f"{len(failed)} of {len(results)} shards failed, the others are kept; "
        f"mend the cause and run again. First: {first}"
    ) from first
