"""A failed run is told to someone, and missed runs are dropped; on a real Prefect server."""

import json
import logging
import sys
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace
from uuid import uuid4

import pytest

FLOW = SimpleNamespace(name="code-batch")


@pytest.fixture
def webhook():
    """A server that keeps what is posted to it: (address, bodies)."""
    bodies = []

    class Keep(BaseHTTPRequestHandler):
        def do_POST(self):
            bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Keep)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/hook", bodies
    server.shutdown()


@pytest.fixture
def log(caplog):
    """What the hooks log; Prefect keeps the records of its loggers to itself."""
    logger = logging.getLogger("newsledger.hooks")
    logger.addHandler(caplog.handler)
    yield caplog
    logger.removeHandler(caplog.handler)


def failed_run(deployment_id):
    from prefect.client.schemas.objects import FlowRun

    run = FlowRun(
        flow_id=uuid4(), name="code-1", deployment_id=deployment_id, parameters={"inputs": ["in"]}
    )
    return run, SimpleNamespace(name="Failed", message="no such file or folder: in")


def test_a_failed_scheduled_run_is_told_by_log_command_and_webhook(
    webhook, tmp_path, monkeypatch, log
):
    from flows.hooks import notify_failure

    address, bodies = webhook
    kept = tmp_path / "kept.json"
    program = "import sys; open(sys.argv[1], 'w').write(sys.stdin.read())"
    monkeypatch.setenv("NEWSLEDGER_NOTIFY_URL", address)
    monkeypatch.setenv("NEWSLEDGER_NOTIFY_COMMAND", f'{sys.executable} -c "{program}" {kept}')
    notify_failure(FLOW, *failed_run(uuid4()))
    (body,) = bodies
    assert body["text"] == "newsledger: code-batch code-1 Failed: no such file or folder: in"
    assert body["parameters"] == {"inputs": ["in"]}
    assert json.loads(kept.read_text()) == body
    assert body["text"] in log.text


def test_a_run_on_the_command_line_tells_nobody(webhook, monkeypatch):
    from flows.hooks import notify_failure

    address, bodies = webhook
    monkeypatch.setenv("NEWSLEDGER_NOTIFY_URL", address)
    notify_failure(FLOW, *failed_run(None))
    assert bodies == []


def test_a_notice_that_cannot_be_sent_is_logged(monkeypatch, log):
    from flows.hooks import notify_failure

    monkeypatch.setenv("NEWSLEDGER_NOTIFY_URL", "http://127.0.0.1:9/hook")
    monkeypatch.setenv("NEWSLEDGER_NOTIFY_COMMAND", "/no/such/program")
    notify_failure(FLOW, *failed_run(uuid4()))
    assert "NEWSLEDGER_NOTIFY_URL failed" in log.text
    assert "NEWSLEDGER_NOTIFY_COMMAND failed" in log.text


@pytest.mark.slow
def test_missed_runs_are_dropped_and_those_started_by_hand_stay(prefect_harness, tmp_path):
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.objects import StateType

    from flows.hooks import MISSED, drop_missed_runs
    from flows.publish_release import publish_release

    deployment_id = publish_release.to_deployment("late", interval=60).apply()
    an_hour_ago = datetime.now(UTC) - timedelta(hours=1)
    with get_client(sync_client=True) as client:
        schedule_runs(client, deployment_id, an_hour_ago)
        by_hand = client.create_flow_run_from_deployment(deployment_id)
        late = [r for r in client.read_flow_runs() if is_due(r, deployment_id)]
        first = min((r for r in late if r.auto_scheduled), key=lambda r: r.expected_start_time)
        drop_missed_runs(publish_release, first, first.state)
        runs = {r.id: r for r in client.read_flow_runs() if r.deployment_id == deployment_id}
    dropped = [r for r in runs.values() if r.state.type is StateType.CANCELLED]
    assert len(late) > 10
    assert {r.id for r in dropped} == {r.id for r in late} - {first.id, by_hand.id}
    assert {r.state.message for r in dropped} == {MISSED}
    assert runs[by_hand.id].state.type is StateType.SCHEDULED
    assert any(r.expected_start_time > datetime.now(UTC) for r in runs.values())


@pytest.mark.slow
def test_runs_that_died_with_their_process_give_their_place_back(prefect_harness, tmp_path):
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.objects import StateType
    from prefect.states import Pending, Running

    from flows.deployments import ONE_AT_A_TIME, close_dead_runs
    from flows.publish_release import publish_release

    deployment = publish_release.to_deployment("dead", concurrency_limit=ONE_AT_A_TIME)
    deployment_id = deployment.apply()
    with get_client(sync_client=True) as client:

        def start():
            run = client.create_flow_run_from_deployment(deployment_id)
            state = client.set_flow_run_state(run.id, Pending()).state
            if state.type is StateType.PENDING:
                state = client.set_flow_run_state(run.id, Running()).state
            return run.id, state.type

        dead, state = start()
        assert state is StateType.RUNNING
        assert start()[1] is StateType.CANCELLED
        assert close_dead_runs(["dead"]) == 1
        assert client.read_flow_run(dead).state.type is StateType.CRASHED
        assert start()[1] is StateType.RUNNING


def schedule_runs(client, deployment_id, since):
    """Let the server schedule the runs of the last hour, as if it had stood still since."""
    answer = client._client.post(
        f"/deployments/{deployment_id}/schedule",
        json={"start_time": since.isoformat(), "min_runs": 20, "max_runs": 100},
    )
    answer.raise_for_status()


def is_due(run, deployment_id):
    return run.deployment_id == deployment_id and run.expected_start_time <= datetime.now(UTC)
