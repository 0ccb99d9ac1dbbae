"""Where shards are coded: in this process, in processes here, or by the workers of a cluster.

A shard needs only its path and the models' directory, so any worker that sees these
directories can code it; merge, validation and load stay with the one flow. Prefect's own
`ThreadPoolTaskRunner` would gain nothing from a second thread, because a Stanza pipeline
serves one at a time: with more than one worker there is a process for each.
"""

from __future__ import annotations

from typing import Any

from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner, ThreadPoolTaskRunner

from flows.settings import Settings
from transforms.errors import InputError

LOST_WORKER_TRIES = 3


def make_runner(settings: Settings) -> TaskRunner[Any]:
    """Return the task runner that the settings name; it is started by `with`.

    Raises:
        InputError: the runner's package is not installed, or a local run names a cluster.
    """
    if settings.runner == "dask":
        return _dask_runner(settings)
    if settings.runner == "ray":
        return _ray_runner(settings)
    if settings.cluster:
        raise InputError(f"cluster {settings.cluster}: needs --runner dask or --runner ray")
    if settings.workers > 1:
        return ProcessPoolTaskRunner(max_workers=settings.workers)
    return ThreadPoolTaskRunner(max_workers=1)


def _dask_runner(settings: Settings) -> TaskRunner[Any]:
    try:
        import dask
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError as error:
        raise _not_installed("dask") from error
    dask.config.set({"distributed.scheduler.allowed-failures": LOST_WORKER_TRIES})
    if settings.cluster:
        return DaskTaskRunner(address=settings.cluster)
    return DaskTaskRunner(
        cluster_kwargs={
            "n_workers": settings.workers,
            "threads_per_worker": 1,
            "processes": True,
            "memory_limit": 0,
            "dashboard_address": None,
        }
    )


def _ray_runner(settings: Settings) -> TaskRunner[Any]:
    try:
        from prefect_ray.task_runners import RayTaskRunner
    except ImportError as error:
        raise _not_installed("ray") from error
    own = {"num_cpus": settings.workers, "include_dashboard": False}
    runner: TaskRunner[Any] = RayTaskRunner(
        address=settings.cluster, init_kwargs={} if settings.cluster else own
    )
    return runner


def _not_installed(extra: str) -> InputError:
    return InputError(
        f"--runner {extra}: the package prefect-{extra} is not installed; "
        f"pip install 'newsledger[{extra}]', or run without --runner"
    )
