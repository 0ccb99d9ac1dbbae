"""The whole run on one screen: articles in, a validated, loaded and released batch out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from prefect import flow
from pydantic import Field

from flows import tasks
from flows.hooks import drop_missed_runs, notify_failure
from flows.report import BatchReport
from flows.runners import make_runner
from flows.settings import Runner, Settings, load_settings
from flows.shards import Batch
from flows.steps import is_loaded
from flows.turns import one_writer
from transforms.text.models import Choice
from warehouse.records import LoadReceipt


@flow(
    name="code-batch",
    flow_run_name="code",
    description="Codes articles into events. What is in the warehouse already is left alone.",
    validate_parameters=True,
    on_running=[drop_missed_runs],
    on_failure=[notify_failure],
    on_crashed=[notify_failure],
)
def code_batch(
    inputs: Annotated[list[str], Field(min_length=1, examples=[["incoming/"]])],
    warehouse: str | None = None,
    runner: Runner | None = None,
    workers: Annotated[int, Field(ge=1, le=1024)] | None = None,
    cluster: str | None = None,
    models: Choice | None = None,
    catalog: str | None = None,
    sources: str | None = None,
) -> BatchReport:
    """Code the articles under the inputs into events.

    Args:
        inputs: files or folders, read anew at each run; with sources the first is a folder.
        warehouse: directory of the warehouse; by default NEWSLEDGER_DATA_DIR.
        runner: where shards are coded: local (this machine), dask or ray.
        workers: shards coded at a time, each in a process of its own.
        cluster: address of a running Dask scheduler or Ray head.
        sources: sources.yaml; what its outlets have new is fetched into the first input before.
        catalog: DuckLake catalog to mirror the tables to, postgres://... or a file.
        models: which Stanza models: auto (official where present), embedded or official.
    """
    given = {"runner": runner, "workers": workers, "cluster": cluster, "models": models}
    settings = load_settings(warehouse, catalog=catalog, **given)
    task_runner = make_runner(settings)
    if sources:
        tasks.fetch_sources(Path(sources), Path(inputs[0]))
    batch = tasks.read_batch([Path(name) for name in inputs], settings)
    tasks.name_run(batch)
    coded = tasks.code_shards(batch, settings, task_runner)
    with one_writer(settings):
        receipt = load_new(batch, coded, settings)
        release = tasks.write_release(settings)
        if settings.catalog:
            tasks.mirror_lake(settings.catalog, settings)
    return tasks.report_batch(batch, receipt, release, settings)


def load_new(batch: Batch, coded: list[Path], settings: Settings) -> LoadReceipt:
    """Merge, validate and load the batch, unless an earlier run has done all that."""
    if is_loaded(batch, settings):
        return LoadReceipt(batch.batch_id, {})
    staged = tasks.merge_batch(batch, coded, settings)
    accepted = tasks.validate_batch(staged)
    return tasks.load_batch(batch, accepted, settings)
