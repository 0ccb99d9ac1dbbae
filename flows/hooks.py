"""What happens around a scheduled run: missed ones are dropped, a failure is told to someone."""

from __future__ import annotations

import json
import logging
import shlex
import subprocess
import urllib.request
from datetime import UTC, datetime
from typing import Any

from prefect import get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.states import Cancelled

from flows.settings import load_settings

log = logging.getLogger("newsledger.hooks")

NOTIFY_SECONDS = 30
PAGE_SIZE = 200
MISSED = "missed its time; the run that started instead reads the same inputs"


def drop_missed_runs(flow: Any, flow_run: FlowRun, state: State[Any]) -> None:
    """Cancel the scheduled runs of the same deployment whose time has passed (`on_running`).

    After a pause of server or worker all missed runs are due at once. The first to start
    reads everything that is there, so the others have nothing left to do. Runs that someone
    started by hand stay: they may have other parameters.
    """
    if flow_run.deployment_id is None:
        return
    due = FlowRunFilter(
        deployment_id=FlowRunFilterDeploymentId(any_=[flow_run.deployment_id]),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
        expected_start_time=FlowRunFilterExpectedStartTime.model_validate(
            {"before_": datetime.now(UTC)}
        ),
    )
    with get_client(sync_client=True) as client:
        missed = client.read_flow_runs(flow_run_filter=due, limit=PAGE_SIZE)
        while dropped := [r for r in missed if r.auto_scheduled and r.id != flow_run.id]:
            for other in dropped:
                client.set_flow_run_state(other.id, Cancelled(message=MISSED), force=True)
            log.info("dropped missed runs", extra={"runs": len(dropped)})
            missed = client.read_flow_runs(flow_run_filter=due, limit=PAGE_SIZE)


def notify_failure(flow: Any, flow_run: FlowRun, state: State[Any]) -> None:
    """Tell of a scheduled run that failed or crashed (`on_failure`, `on_crashed`).

    Writes an error line, and where set runs `notify_command` with the facts as JSON on its
    standard input, and posts them to `notify_url` (`text` is what chat services show).
    A run started on the command line says itself why it failed.
    """
    if flow_run.deployment_id is None:
        return
    facts = {
        "text": f"newsledger: {flow.name} {flow_run.name} {state.name}: {state.message}",
        "flow": flow.name,
        "run": flow_run.name,
        "run_id": str(flow_run.id),
        "state": state.name,
        "message": state.message,
        "parameters": flow_run.parameters,
    }
    log.error(facts["text"])
    body = json.dumps(facts, default=str).encode()
    settings = load_settings()
    if settings.notify_command:
        _run_command(settings.notify_command, body)
    if settings.notify_url:
        _post(str(settings.notify_url), body)


def _run_command(command: str, body: bytes) -> None:
    try:
        subprocess.run(shlex.split(command), input=body, check=True, timeout=NOTIFY_SECONDS)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        log.error("NEWSLEDGER_NOTIFY_COMMAND failed: %s", error)


def _post(url: str, body: bytes) -> None:
    request = urllib.request.Request(
        url, data=body, headers={"Content-Type": "application/json"}, method="POST"
    )
    try:
        with urllib.request.urlopen(request, timeout=NOTIFY_SECONDS):
            pass
    except (OSError, ValueError) as error:
        log.error("NEWSLEDGER_NOTIFY_URL failed: %s", error)
