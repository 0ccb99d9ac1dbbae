"""The flow that publishes: warehouse in, versioned Parquet data set out."""

from __future__ import annotations

from prefect import flow

from flows import tasks
from flows.settings import load_settings
from flows.turns import one_writer


@flow(name="publish-release", flow_run_name="publish", validate_parameters=True)
def publish_release(warehouse: str | None = None) -> str:
    """Publish what the warehouse holds; the same content again writes nothing.

    Args:
        warehouse: directory of the warehouse; by default the settings' data_dir.

    Returns:
        The directory of the release.
    """
    settings = load_settings(warehouse)
    with one_writer(settings):
        return str(tasks.write_release(settings).path)
