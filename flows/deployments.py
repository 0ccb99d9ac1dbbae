"""The flow as a Prefect deployment, served from this process (see also prefect.yaml)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from prefect import serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.client.schemas.schedules import CronSchedule
from prefect.deployments.runner import RunnerDeployment
from prefect.types.entrypoint import EntrypointType

from flows.code_batch import code_batch
from flows.settings import Settings
from transforms.errors import InputError

NAME = "newsledger"
ONE_AT_A_TIME = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE)
"""Two runs must not write at once: a run that comes too early waits for the one before."""


def check_cron(cron: str) -> None:
    """Raise InputError if Prefect cannot read the cron expression."""
    try:
        CronSchedule(cron=cron)
    except ValueError as error:
        message = f'--cron "{cron}": not a cron expression; an example is "0 * * * *" (hourly)'
        raise InputError(message) from error


def serve_code_batch(
    inputs: Sequence[Path],
    settings: Settings,
    *,
    cron: str | None = None,
    interval_seconds: int | None = None,
) -> None:
    """Deploy the flow with a schedule and run what is due, until the process is ended.

    Args:
        inputs: files or folders; they are read anew at each run.
        settings: whose data_dir is the warehouse.
        cron: when to run (UTC), or
        interval_seconds: how often.
    """
    deployment = code_batch.to_deployment(
        name=NAME,
        cron=cron,
        interval=interval_seconds,
        parameters={
            "inputs": [str(path.absolute()) for path in inputs],
            "warehouse": str(settings.data_dir),
        },
        concurrency_limit=ONE_AT_A_TIME,
        entrypoint_type=EntrypointType.MODULE_PATH,
        description="Codes the articles under the inputs that are not in the warehouse yet.",
        tags=["newsledger"],
    )
    serve(cast(RunnerDeployment, deployment), limit=1)
