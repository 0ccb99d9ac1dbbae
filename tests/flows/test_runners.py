"""Shards coded elsewhere give what shards coded here give, also when a worker dies."""

import json
import os
import signal
import threading
import time

import polars as pl
import pytest

from flows.settings import load_settings
from transforms.errors import InputError
from warehouse.queries import run_query

TEXTS = {
    "nairobi": "Hundreds of teachers protested in Nairobi, Kenya, on Thursday against low wages.",
    "mombasa": "Police clashed with students in Mombasa, Kenya, on Wednesday. Two students died.",
    "kisumu": "Doctors marched through Kisumu, Kenya, on Tuesday and asked for better pay.",
    "eldoret": "Rioters burned shops in Eldoret, Kenya, on Thursday, witnesses said.",
}
TABLES = ("articles", "mentions", "events", "rejections", "entities")
WHEN = ("run_id", "timestamp")


def test_a_second_worker_is_a_process(monkeypatch):
    from prefect.task_runners import ProcessPoolTaskRunner, ThreadPoolTaskRunner

    from flows.runners import make_runner

    assert isinstance(make_runner(load_settings()), ThreadPoolTaskRunner)
    assert isinstance(make_runner(load_settings(workers=2)), ProcessPoolTaskRunner)


@pytest.mark.parametrize("name", ["dask", "ray"])
def test_a_runner_that_is_not_installed_says_what_to_install(name, monkeypatch):
    import sys

    from flows.runners import make_runner

    for module in (f"prefect_{name}", f"prefect_{name}.task_runners"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(InputError, match=rf"pip install 'newsledger\[{name}\]'"):
        make_runner(load_settings(runner=name))


def test_a_cluster_needs_a_runner_that_knows_clusters():
    from flows.runners import make_runner

    with pytest.raises(InputError, match="--runner dask or --runner ray"):
        make_runner(load_settings(cluster="tcp://127.0.0.1:8786"))


@pytest.mark.slow
def test_dask_workers_one_of_them_killed_give_the_same_rows(prefect_harness, tmp_path, monkeypatch):
    distributed = pytest.importorskip("distributed", reason="needs newsledger[dask]")
    from flows.code_batch import code_batch

    monkeypatch.setenv("NEWSLEDGER_SHARD_SIZE", "1")
    path = write_articles(tmp_path / "in.jsonl")
    code_batch([str(path)], str(tmp_path / "local"))
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, memory_limit=0, dashboard_address=None
    ) as cluster:
        first = cluster.workers[0]
        killer = threading.Thread(target=kill_when_busy, args=(first, tmp_path / "dask"))
        killed = first.pid
        killer.start()
        code_batch(
            [str(path)], str(tmp_path / "dask"), runner="dask", cluster=cluster.scheduler_address
        )
        killer.join(1)
        assert not killer.is_alive()
        assert first.pid != killed
    for table in TABLES:
        rows, expected = (kept(tmp_path / name, table) for name in ("dask", "local"))
        assert rows == expected, table
    assert len(kept(tmp_path / "dask", "events")) >= 3


def write_articles(path):
    rows = [
        {"article_id": name, "text": text, "language": "en", "published_at": "2024-03-08"}
        for name, text in TEXTS.items()
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def kill_when_busy(nanny, ledger):
    """Kill the worker's process as soon as a shard is being coded."""
    deadline = time.monotonic() + 120
    while not list(ledger.glob("shards/*/*.parquet")):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    time.sleep(1)
    os.kill(nanny.pid, signal.SIGKILL)


def kept(ledger, table):
    """The table's rows without the time and the run that wrote them."""
    frame = run_query(ledger, f"from {table} order by all")
    times = [c for c, kind in frame.schema.items() if c in WHEN or kind == pl.Datetime]
    return frame.drop(times).rows()
