"""The whole run on one screen: articles in, a validated, loaded and released batch out."""

from __future__ import annotations

from pathlib import Path

from prefect import flow
from prefect.task_runners import ThreadPoolTaskRunner

from flows import tasks
from flows.report import BatchReport
from flows.settings import Settings, load_settings
from flows.shards import Batch
from flows.steps import is_loaded
from flows.turns import one_writer
from warehouse.records import LoadReceipt


@flow(
    name="code-batch",
    flow_run_name="code",
    description="Codes articles into events. What is in the warehouse already is left alone.",
    task_runner=ThreadPoolTaskRunner(max_workers=load_settings().workers),  # type: ignore[arg-type]
    validate_parameters=True,
)
def code_batch(inputs: list[str], warehouse: str | None = None) -> BatchReport:
    """Code the articles under the inputs into events.

    Args:
        inputs: files or folders.
        warehouse: directory of the warehouse; by default the settings' data_dir.
    """
    settings = load_settings(warehouse)
    batch = tasks.read_batch([Path(name) for name in inputs], settings)
    tasks.name_run(batch)
    coded = tasks.code_shards(batch, settings)
    with one_writer(settings):
        receipt = load_new(batch, coded, settings)
        release = tasks.write_release(settings)
    return tasks.report_batch(batch, receipt, release, settings)


def load_new(batch: Batch, coded: list[Path], settings: Settings) -> LoadReceipt:
    """Merge, validate and load the batch, unless an earlier run has done all that."""
    if is_loaded(batch, settings):
        return LoadReceipt(batch.batch_id, {})
    staged = tasks.merge_batch(batch, coded, settings)
    accepted = tasks.validate_batch(staged)
    return tasks.load_batch(batch, accepted, settings)
