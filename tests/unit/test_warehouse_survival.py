"""Killed, out of disk, two at once: the warehouse stays whole and the next run mends the rest."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from warehouse_batches import article, event, load, mention, one_event, provenance, run_record

from transforms.errors import WarehouseError
from warehouse.connect import execute, open_reader, open_warehouse
from warehouse.load import load_batch
from warehouse.release import write_release

HERE = Path(__file__).parent
ARTICLES_A_BATCH = 40
KILLS = 4

LOAD_FOREVER = """
import itertools, pathlib, sys
sys.path.insert(0, sys.argv[2])
from test_warehouse_survival import load_numbered
for number in itertools.count(int(sys.argv[3])):
    load_numbered(pathlib.Path(sys.argv[1]), number)
    print(number, flush=True)
"""
LOAD_WITH_SMALL_DISK = """
import pathlib, resource, signal, sys
sys.path.insert(0, sys.argv[2])
from test_warehouse_survival import load_numbered
from transforms.errors import WarehouseError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    load_numbered(pathlib.Path(sys.argv[1]), 2)
except WarehouseError as error:
    print(error)
"""


def load_numbered(data_dir, number):
    """Load batch `number`: new articles with new events, and a correction of event k0."""
    names = [f"b{number}-{place}" for place in range(ARTICLES_A_BATCH)]
    load(
        data_dir,
        f"run-{number}",
        now=1_760_000_000 + number,
        articles=[article(name) for name in names] + [article("a0")],
        mentions=[mention(name, f"k-{name}") for name in names] + [mention("a0", "k0")],
        provenance=[provenance(name, f"k-{name}") for name in names] + [provenance("a0", "k0")],
        events=[event(f"k-{name}") for name in names] + [event("k0", fatalities=number)],
    )


def assert_whole(connection, last_reported):
    """Only whole batches are there, every reported one is, and no id is given twice."""
    runs = connection.execute("select run_id from runs").fetchall()
    assert {f"run-{number}" for number in range(last_reported + 1)} <= {run for (run,) in runs}
    counts = {
        table: connection.execute(f"select count(*) from {table}").fetchall()[0][0]
        for table in ("articles", "mentions", "events", "provenance")
    }
    assert set(counts.values()) == {len(runs) * ARTICLES_A_BATCH + 1}
    versions = connection.execute("select version from events where event_key = 'k0'").fetchall()
    assert versions == [(len(runs),)]
    history = connection.execute("select count(*) from events_history").fetchall()
    assert history == [(len(runs) - 1,)]
    ids = connection.execute("select count(distinct event_id_cnty) from events").fetchall()
    assert ids == [(counts["events"],)]
    return len(runs)


def test_kill_9_at_any_moment_leaves_whole_batches(tmp_path):
    moments = random.Random(7)
    done = 0
    for _ in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, "-c", LOAD_FOREVER, tmp_path, HERE, str(done)],
            stdout=subprocess.PIPE,
            text=True,
        )
        process.stdout.readline()
        time.sleep(moments.uniform(0.0, 0.4))
        process.send_signal(signal.SIGKILL)
        reported = [int(line) for line in process.stdout.read().split()]
        assert process.wait() == -signal.SIGKILL
        with open_reader(tmp_path) as connection:
            assert_whole(connection, -1)
        with open_warehouse(tmp_path) as connection:
            done = assert_whole(connection, max(reported, default=done))
    assert done >= KILLS


def test_a_file_that_a_kill_damaged_gives_way_to_the_published_copy(tmp_path):
    for number in (0, 1):
        load_numbered(tmp_path, number)
    path = tmp_path / "newsledger.duckdb"
    content = bytearray(path.read_bytes())
    content[12288:] = bytes(byte ^ 0x5A for byte in content[12288:])
    path.write_bytes(content)
    with open_warehouse(tmp_path) as connection:
        assert assert_whole(connection, 1) == 2
    assert (tmp_path / "newsledger.duckdb.damaged-1").read_bytes() == content
    load_numbered(tmp_path, 2)
    with open_reader(tmp_path) as connection:
        assert assert_whole(connection, 2) == 3


def test_a_damaged_file_stays_when_the_copy_cannot_be_put_in_its_place(tmp_path, monkeypatch):
    load_numbered(tmp_path, 0)
    path = tmp_path / "newsledger.duckdb"
    content = bytearray(path.read_bytes())
    content[12288:] = bytes(byte ^ 0x5A for byte in content[12288:])
    path.write_bytes(content)
    monkeypatch.setattr("warehouse.copies.shutil.copyfile", fail_as_a_full_disk)
    with pytest.raises(WarehouseError, match="No space left.*run again"), open_warehouse(tmp_path):
        pass
    assert path.read_bytes() == content


def test_a_kill_inside_the_transaction_leaves_the_former_state_and_the_rerun_completes(tmp_path):
    load_numbered(tmp_path, 0)
    staged = tmp_path / "batches/run-1"
    code = (
        "import os, pathlib, sys; sys.path.insert(0, sys.argv[2])\n"
        "import warehouse.load\n"
        "warehouse.load._assert_consistent = lambda *_: os._exit(9)\n"
        "from test_warehouse_survival import load_numbered\n"
        "load_numbered(pathlib.Path(sys.argv[1]), 1)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path, HERE])
    assert done.returncode == 9
    with open_warehouse(tmp_path) as connection:
        assert assert_whole(connection, 0) == 1
        registered = (
            execute(connection, "connect/tables")
            and connection.execute(
                "select event_key, event_id_cnty from event_registry order by all"
            ).fetchall()
        )
    load_batch(tmp_path, staged, run_record("run-1"))
    with open_warehouse(tmp_path) as connection:
        assert assert_whole(connection, 1) == 2
        ids = connection.execute("select event_key, event_id_cnty from events order by all")
        assert ids.fetchall() == registered


def test_a_full_disk_fails_clearly_and_leaves_the_former_state(tmp_path):
    for number in (0, 1):
        load_numbered(tmp_path, number)
    sizes = [file.stat().st_size for file in tmp_path.glob("*.duckdb")]
    done = subprocess.run(
        [sys.executable, "-c", LOAD_WITH_SMALL_DISK, tmp_path, HERE, str(min(sizes) // 2)],
        capture_output=True,
        text=True,
    )
    assert "duckdb" in done.stdout, done.stderr
    with open_reader(tmp_path) as connection:
        assert assert_whole(connection, 1) == 2
    load_numbered(tmp_path, 2)
    with open_reader(tmp_path) as connection:
        assert assert_whole(connection, 2) == 3


def test_two_runs_at_once_load_one_after_the_other(tmp_path):
    load_numbered(tmp_path, 0)
    code = (
        "import pathlib, sys; sys.path.insert(0, sys.argv[2])\n"
        "from test_warehouse_survival import load_numbered\n"
        "load_numbered(pathlib.Path(sys.argv[1]), int(sys.argv[3]))\n"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", code, tmp_path, HERE, str(number)])
        for number in (1, 2)
    ]
    assert [process.wait() for process in both] == [0, 0]
    with open_reader(tmp_path) as connection:
        assert assert_whole(connection, 2) == 3


def test_a_copy_that_cannot_be_published_leaves_the_old_one_and_the_load(tmp_path, monkeypatch):
    load(tmp_path, **one_event())
    monkeypatch.setattr("warehouse.copies.shutil.copyfile", fail_as_a_full_disk)
    with pytest.raises(WarehouseError, match=r"No space left.*load itself is kept"):
        load(tmp_path, "run-2", **one_event(fatalities=1))
    with open_reader(tmp_path) as connection:
        assert connection.execute("select fatalities from events").fetchall() == [(0,)]
    monkeypatch.undo()
    assert not load(tmp_path, "run-3", **one_event(fatalities=1)).has_changed
    assert write_release(tmp_path).n_events == 1
    with open_reader(tmp_path) as connection:
        assert connection.execute("select fatalities from events").fetchall() == [(1,)]


def fail_as_a_full_disk(source, target):
    raise OSError(28, "No space left on device")
