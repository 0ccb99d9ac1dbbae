"""The flow that examines: a run of it fails, and so tells someone, if anything is wrong."""

from __future__ import annotations

from prefect import flow
from prefect.artifacts import create_table_artifact

from flows.doctor import examine
from flows.hooks import drop_missed_runs, notify_failure
from flows.settings import load_settings
from flows.turns import one_writer
from transforms.errors import WarehouseError

FINDINGS_KEY = "doctor-findings"


@flow(
    name="check-warehouse",
    flow_run_name="doctor",
    description="Examines the warehouse and changes nothing. Fails if something is wrong.",
    validate_parameters=True,
    on_running=[drop_missed_runs],
    on_failure=[notify_failure],
    on_crashed=[notify_failure],
)
def check_warehouse(warehouse: str | None = None) -> None:
    """Examine the warehouse, as `newsledger doctor` does; the findings become an artifact.

    Args:
        warehouse: directory of the warehouse; by default NEWSLEDGER_DATA_DIR.

    Raises:
        WarehouseError: something is wrong; the message names each finding and its cure.
    """
    settings = load_settings(warehouse)
    with one_writer(settings):
        pass  # a run at work would look like a fault; the doctor waits for its end
    found = examine(settings)
    rows = [{"check": f.check, "rows": f.n, "what": f.what, "cure": f.mend} for f in found]
    create_table_artifact(rows, key=FINDINGS_KEY, description=f"{len(found)} findings")
    if found:
        told = "; ".join(f"{f.check} ({f.n}): {f.what} -> {f.mend}" for f in found)
        raise WarehouseError(f"{settings.data_dir}: {told}")
