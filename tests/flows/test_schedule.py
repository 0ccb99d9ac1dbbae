"""A real Prefect server, a real schedule: a run that nobody started writes its rows."""

import json
import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from transforms.errors import InputError
from warehouse.queries import run_query

pytestmark = pytest.mark.slow

ARTICLE = {
    "article_id": "nairobi",
    "published_at": "2024-03-08",
    "language": "en",
    "text": "Hundreds of teachers protested in Nairobi, Kenya, on Thursday against unpaid wages.",
}


@pytest.fixture
def environment(tmp_path):
    names = ("PREFECT_API_URL", "PREFECT_PROFILE", "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE")
    kept = {name: value for name, value in os.environ.items() if name not in names}
    return kept | {"PREFECT_HOME": str(tmp_path / "prefect"), "OMP_NUM_THREADS": "1"}


def test_a_scheduled_run_fires_and_writes_its_rows(environment, tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps(ARTICLE), encoding="utf-8")
    ledger = tmp_path / "ledger"
    command = [sys.executable, "-m", "flows", "serve", str(path), "--interval", "5"]
    command += ["--warehouse", str(ledger), "--port", str(free_port())]
    with (tmp_path / "log").open("w") as log:
        served = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            rows = wait_for_events(ledger, served, tmp_path / "log")
        finally:
            served.send_signal(signal.SIGINT)
            served.wait(60)
    assert rows == [("KEN1", "Nairobi")]


def test_prefect_yaml_deploys_both_flows(prefect_harness, repo_root):
    from prefect.client.orchestration import get_client
    from prefect.settings import PREFECT_API_URL

    environment = os.environ | {"PREFECT_API_URL": PREFECT_API_URL.value()}
    for words in ("work-pool create newsledger --type process", "--no-prompt deploy --all"):
        subprocess.run(
            [sys.executable, "-m", "prefect", *words.split()],
            cwd=repo_root,
            env=environment,
            check=True,
            capture_output=True,
        )
    with get_client(sync_client=True) as client:
        deployments = {deployment.name: deployment for deployment in client.read_deployments()}
    assert {"hourly", "daily"} <= deployments.keys()
    hourly = deployments["hourly"]
    assert [str(s.schedule.cron) for s in hourly.schedules] == ["0 * * * *"]
    assert hourly.parameters == {"inputs": ["samples/"], "warehouse": "warehouse/data"}
    assert hourly.global_concurrency_limit.limit == 1
    assert set(hourly.parameter_openapi_schema["properties"]) == {"inputs", "warehouse"}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_events(ledger, served, log, seconds=300):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert served.poll() is None, log.read_text()
        try:
            rows = run_query(ledger, "select event_id_cnty, location from events").rows()
        except InputError:
            rows = []
        if rows:
            return rows
        time.sleep(0.5)
    raise AssertionError(f"no run fired and loaded in {seconds} s:\n{log.read_text()}")
