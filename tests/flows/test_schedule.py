"""A real Prefect server and real schedules: runs that nobody started write their rows."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from contextlib import contextmanager

import pytest
import yaml

from transforms.errors import InputError
from warehouse.queries import run_query

pytestmark = pytest.mark.slow

ARTICLE = {
    "article_id": "nairobi",
    "published_at": "2024-03-08",
    "language": "en",
    "text": "Hundreds of teachers protested in Nairobi, Kenya, on Thursday against unpaid wages.",
}
ROWS = [("KEN1", "Nairobi")]
EVERY_SECONDS = 5


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """The environment of a Prefect server with scheduler, which runs for this module."""
    home = tmp_path_factory.mktemp("prefect")
    names = ("PREFECT_API_URL", "PREFECT_PROFILE", "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE")
    kept = {name: value for name, value in os.environ.items() if name not in names}
    kept |= {"PREFECT_HOME": str(home), "OMP_NUM_THREADS": "1", "PREFECT_LOGGING_LEVEL": "INFO"}
    kept |= {"PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "flows.local_server", str(port)]
    server = subprocess.Popen(command, env=kept, stdin=subprocess.PIPE, start_new_session=True)
    kept["PREFECT_API_URL"] = f"http://127.0.0.1:{port}/api"
    while server.poll() is None and not is_healthy(kept["PREFECT_API_URL"]):
        time.sleep(0.2)
    yield kept
    server.terminate()
    server.wait(30)


@pytest.fixture
def articles(tmp_path):
    """A file with the one article."""
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps(ARTICLE), encoding="utf-8")
    return path


def test_served_runs_fire_also_after_a_kill_and_missed_ones_are_dropped(
    environment, articles, tmp_path
):
    ledger = tmp_path / "ledger"
    arguments = ["-m", "flows", "serve", str(articles), "--interval", str(EVERY_SECONDS)]
    arguments += ["--warehouse", str(ledger)]
    with started(arguments, environment, tmp_path / "log") as (served, log):
        wait_for(lambda: "Running" in states(environment, "code"), served, log)
        os.killpg(served.pid, signal.SIGKILL)
    time.sleep(3 * EVERY_SECONDS)
    with started(arguments, environment, tmp_path / "log") as (served, log):
        assert wait_for(lambda: stored(ledger), served, log) == ROWS
        found = states(environment, "code")
    assert found["Crashed"] == 1
    assert found["Cancelled"] >= 1
    assert "Late" not in found or found["Late"] <= 1


def test_a_worker_runs_the_deployments_of_prefect_yaml(environment, articles, tmp_path, repo_root):
    ledger = tmp_path / "ledger"
    declared = yaml.safe_load((repo_root / "prefect.yaml").read_text(encoding="utf-8"))
    hourly = next(d for d in declared["deployments"] if d["name"] == "code-hourly")
    hourly["parameters"] = {"inputs": [str(articles)], "warehouse": str(ledger)}
    hourly["schedules"] = [{"interval": EVERY_SECONDS}]
    for daily in (d for d in declared["deployments"] if d is not hourly):
        daily["parameters"] = {"warehouse": str(ledger)}
    written = tmp_path / "prefect.yaml"
    written.write_text(yaml.safe_dump(declared), encoding="utf-8")
    for words in (
        ("work-pool", "create", "newsledger", "--type", "process"),
        ("--no-prompt", "deploy", "--all", "--prefect-file", str(written)),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "prefect", *words],
            cwd=repo_root,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    check_deployments(environment, declared)
    worker = ["-m", "prefect", "worker", "start", "--pool", "newsledger", "--limit", "2"]
    with started(worker, environment, tmp_path / "log") as (process, log):
        assert wait_for(lambda: stored(ledger), process, log) == ROWS
        fire(environment, "publish-daily", "doctor-daily", pause="code-hourly")
        for name in ("publish-daily", "doctor-daily"):
            wait_for(lambda name=name: "Completed" in states(environment, name), process, log)


def check_deployments(environment, declared):
    """What Prefect's pages show: parameters with type and meaning, one run at a time."""
    with client_of(environment) as client:
        deployments = {d.name: d for d in client.read_deployments()}
    assert {d["name"] for d in declared["deployments"]} <= deployments.keys()
    for name in (d["name"] for d in declared["deployments"]):
        deployment = deployments[name]
        assert deployment.global_concurrency_limit.limit == 1
        assert deployment.concurrency_options.collision_strategy == "CANCEL_NEW"
        for shown in deployment.parameter_openapi_schema["properties"].values():
            assert shown["description"]
            assert shown.keys() & {"type", "anyOf"}
    shown = deployments["code-hourly"].parameter_openapi_schema
    assert shown["required"] == ["inputs"]
    assert shown["properties"]["runner"]["anyOf"][0]["enum"] == ["local", "dask", "ray"]


def fire(environment, *names, pause):
    """Make the deployments due now; nothing new comes due of the one to pause."""
    with client_of(environment) as client:
        deployments = {d.name: d for d in client.read_deployments()}
        client.pause_deployment(deployments[pause].id)
        for name in names:
            client.create_flow_run_from_deployment(deployments[name].id)


@contextmanager
def started(arguments, environment, log_file):
    """Run a Python command in a process group of its own; (process, log) in the block."""
    with log_file.open("a") as log:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            yield process, log_file
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                raise


def states(environment, deployment):
    """How many of the deployment's runs are in which state, by name."""
    with client_of(environment) as client:
        ids = [d.id for d in client.read_deployments() if d.name == deployment]
        runs = client.read_flow_runs(limit=200)
    return Counter(run.state.name for run in runs if run.deployment_id in ids)


@contextmanager
def client_of(environment):
    from prefect.client.orchestration import SyncPrefectClient

    with SyncPrefectClient(environment["PREFECT_API_URL"]) as client:
        yield client


def is_healthy(url):
    try:
        return urllib.request.urlopen(f"{url}/health", timeout=5).status == 200
    except OSError:
        return False


def stored(ledger):
    try:
        return run_query(ledger, "select event_id_cnty, location from events").rows()
    except InputError:
        return []


def wait_for(condition, process, log, seconds=240):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()
        assert "Finished in state Failed" not in log.read_text(), log.read_text()
        if found := condition():
            return found
        time.sleep(0.3)
    raise AssertionError(f"waited {seconds} s in vain:\n{log.read_text()}")
