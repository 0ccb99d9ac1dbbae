"""The flows as Prefect deployments, served from this process (see also prefect.yaml)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from prefect import Flow, get_client, serve
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterName,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import (
    ConcurrencyLimitConfig,
    ConcurrencyLimitStrategy,
    StateType,
)
from prefect.client.schemas.schedules import CronSchedule
from prefect.deployments.runner import RunnerDeployment
from prefect.states import Crashed
from prefect.types.entrypoint import EntrypointType

from flows.check_warehouse import check_warehouse
from flows.code_batch import code_batch
from flows.publish_release import publish_release
from flows.settings import Settings
from transforms.errors import InputError
from warehouse.locks import hold_lock

LOCK_FILE = "serve.lock"
DEAD = "the process that ran it ended without saying so"
ONE_AT_A_TIME = ConcurrencyLimitConfig(
    limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
)
"""A run that comes due while the one before still works is dropped: the next reads it all."""


def check_cron(cron: str, option: str = "--cron") -> None:
    """Raise InputError if Prefect cannot read the cron expression."""
    try:
        CronSchedule(cron=cron)
    except ValueError as error:
        message = f'{option} "{cron}": not a cron expression; an example is "0 * * * *" (hourly)'
        raise InputError(message) from error


def serve_flows(
    inputs: Sequence[Path],
    settings: Settings,
    *,
    cron: str | None = None,
    interval_seconds: int | None = None,
    publish_cron: str | None = None,
    doctor_cron: str | None = None,
    sources: Path | None = None,
) -> None:
    """Deploy the flows with their schedules and run what is due, until the process is ended.

    Flows of one warehouse take turns at writing (`flows.turns`), and this process runs one
    flow at a time. What an earlier process left running when it died is closed first, so
    that its place is free.

    Args:
        inputs: files or folders; they are read anew at each run.
        settings: whose data_dir is the warehouse.
        cron: when to code (UTC), or
        interval_seconds: how often.
        publish_cron: when to publish; None for not at all.
        doctor_cron: when to examine the warehouse; None for not at all.
        sources: sources.yaml to fetch from, into the first input, before each coding.

    Raises:
        WarehouseError: another process serves this warehouse already.
    """
    warehouse = {"warehouse": str(settings.data_dir)}
    code = {"inputs": [str(path.absolute()) for path in inputs], **_coding(settings)} | warehouse
    if sources:
        code["sources"] = str(sources.absolute())
    deployments = [_deploy(code_batch, "code", code, cron=cron, interval=interval_seconds)]
    if publish_cron:
        deployments.append(_deploy(publish_release, "publish", warehouse, cron=publish_cron))
    if doctor_cron:
        deployments.append(_deploy(check_warehouse, "doctor", warehouse, cron=doctor_cron))
    with hold_lock(settings.data_dir / LOCK_FILE, wait_s=0):
        close_dead_runs([deployment.name for deployment in deployments])
        serve(*deployments, limit=1)


def close_dead_runs(deployments: Sequence[str]) -> int:
    """Mark the deployments' runs that are under way as crashed; return how many.

    Call it only while no process can be running them: a killed one cannot say that it ended,
    and would hold its place until Prefect's lease runs out (5 minutes).
    """
    under_way = FlowRunFilterStateType(
        any_=[StateType.RUNNING, StateType.PENDING, StateType.CANCELLING]
    )
    with get_client(sync_client=True) as client:
        dead = client.read_flow_runs(
            flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=under_way)),
            deployment_filter=DeploymentFilter(name=DeploymentFilterName(any_=list(deployments))),
        )
        for run in dead:
            client.set_flow_run_state(run.id, Crashed(message=DEAD))
    return len(dead)


def _coding(settings: Settings) -> dict[str, Any]:
    return {
        "runner": settings.runner,
        "workers": settings.workers,
        "cluster": settings.cluster,
        "catalog": settings.catalog,
    }


def _deploy(
    flow: Flow[..., Any], name: str, parameters: dict[str, Any], **schedule: Any
) -> RunnerDeployment:
    deployment = flow.to_deployment(
        name=name,
        parameters=parameters,
        concurrency_limit=ONE_AT_A_TIME,
        entrypoint_type=EntrypointType.MODULE_PATH,
        description=flow.description,
        tags=["newsledger"],
        **schedule,
    )
    return cast(RunnerDeployment, deployment)
