"""The flow that publishes: warehouse in, versioned data set out."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from prefect import flow

from flows.hooks import drop_missed_runs, notify_failure
from flows.publishing import publish_ledger
from flows.settings import load_settings
from flows.turns import one_writer

Format = Literal["parquet", "csv", "geojson"]


@flow(
    name="publish-release",
    flow_run_name="publish",
    description="Publishes the warehouse as a data set. Unchanged data write nothing.",
    validate_parameters=True,
    on_running=[drop_missed_runs],
    on_failure=[notify_failure],
    on_crashed=[notify_failure],
)
def publish_release(
    warehouse: str | None = None,
    formats: list[Format] | None = None,
    since: str | None = None,
    out: str | None = None,
    crosswalk: bool = False,
) -> str:
    """Publish what the warehouse holds; the same content again writes nothing.

    Args:
        warehouse: directory of the warehouse; by default the settings' data_dir.
        formats: formats of the tables; Parquet is always written.
        since: a day (2026-01-31, UTC) or a release: write only what changed since.
        out: directory of the releases; by default releases/ of the warehouse.
        crosswalk: add PLOVER, CAMEO and UCDP classes behind the 31 columns of events.

    Returns:
        The directory of the release.
    """
    settings = load_settings(warehouse)
    with one_writer(settings):
        release = publish_ledger(
            settings,
            formats=tuple(formats or ("parquet",)),
            since=since,
            out=Path(out) if out else None,
            has_crosswalk=crosswalk,
        )
    return str(release.path)
