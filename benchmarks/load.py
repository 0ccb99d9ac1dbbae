"""Time and memory of loading a batch of 100,000 events into a warehouse of 5 million.

    python benchmarks/load.py                         5,000,000 stored, 100,000 staged
    python benchmarks/load.py --stored 500000 --keep /tmp/bench

Half of the staged events are new, half are corrections scattered over the table; each has an
article and a mention. Measured are the upsert of the events (staging, history, delete and insert,
uniqueness, commit), the whole `load_batch` (articles and mentions too, checkpoint, copy for
readers) and, as baseline, one `insert or replace` of the same events into a table of the same
size with a primary key.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl

from transforms.schemas import STAGED
from warehouse.connect import WRITER_FILE, execute, open_warehouse
from warehouse.load import load_batch
from warehouse.records import RunRecord

SQL = Path(__file__).parent / "sql" / "load"
FILLED = ("event_registry", "articles", "mentions", "events")
BATCH = 100_000
PART = 1_000_000
STEPS = ("build", "upsert", "load", "baseline")
UPSERT = (
    "events/stage", "events/archive_changed", "events/drop_changed", "events/restore",
    "events/insert", "checks/event_key_is_not_unique_in_events",
    "checks/event_id_cnty_is_not_unique_in_events", "checks/event_id_is_not_the_registered_one",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stored", type=int, default=5_000_000)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--step", choices=STEPS)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    if given.step:
        steps = {"build": build, "upsert": upsert, "load": load, "baseline": baseline}
        print(json.dumps(steps[given.step](given.folder, given.stored)))
        return
    folder = given.keep or Path(tempfile.mkdtemp(prefix="newsledger-bench-"))
    try:
        done = {step: _apart(step, folder, given.stored) for step in STEPS}
    finally:
        if not given.keep:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"{BATCH:,} events into {given.stored:,}, file {done['build']['file_mb']:.0f} MB")
    print("| step | s | cpu s | peak GB |\n| --- | --- | --- | --- |")
    for name, row in done.items():
        print(f"| {name} | {row['s']:.1f} | {row['cpu_s']:.1f} | {row['peak_gb']:.1f} |")
    ratio = done["upsert"]["cpu_s"] / done["baseline"]["cpu_s"]
    print(f"cpu of the upsert over that of `insert or replace` by primary key: {ratio:.2f}")


def _apart(step: str, folder: Path, stored: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--step", step, "--folder", folder, "--stored", stored]
    done = subprocess.run([*map(str, command)], stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout))


def build(folder: Path, stored: int) -> dict[str, float]:
    """Fill a warehouse with made-up events and stage a batch."""
    started = time.perf_counter()
    with open_warehouse(folder) as connection:
        for first in range(0, stored, PART):
            run(connection, "make_events", first=first, last=min(stored, first + PART))
            for table in FILLED:
                run(connection, f"fill_{table}")
            run(connection, "drop_made")
        run(connection, "make_events", first=stored, last=stored + BATCH // 2)
        run(connection, "fill_event_registry")
        new = connection.sql(statement("whole_made")).pl()
        run(connection, "drop_made")
        run(connection, "make_events", first=0, last=stored)
        old = connection.sql(statement("sample_made")).pl()
    stage(folder / "staged", pl.concat([new, old.with_columns(fatalities=pl.lit(99, pl.Int32))]))
    return _measured(started, 0.0) | {"file_mb": (folder / WRITER_FILE).stat().st_size / 1e6}


def statement(name: str) -> str:
    """Return the text of benchmarks/sql/load/<name>.sql."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def run(connection: duckdb.DuckDBPyConnection, name: str, **params: object) -> None:
    """Run the statement of that name."""
    connection.execute(statement(name), params)


def stage(folder: Path, rows: pl.DataFrame) -> None:
    """Write the staged tables of these events."""
    folder.mkdir(exist_ok=True)
    rows = rows.with_columns(
        content_hash="row_hash", text="notes", outcome=pl.lit("events"), status=pl.lit("coded"),
        mention_id=pl.col("article_id") + "-m",
    )  # fmt: skip
    for name, schema in STAGED.items():
        known = rows if name in {"articles", "mentions", "events"} else rows.clear()
        missing = [pl.lit(None, d).alias(n) for n, d in schema.items() if n not in rows.columns]
        frame = known.with_columns(missing).select(schema.names()).cast(dict(schema))
        frame.write_parquet(folder / f"{name}.parquet")


def upsert(folder: Path, stored: int) -> dict[str, float]:
    """The events alone, on a copy: what a load does to the table of events."""
    copy = folder / "upsert" / WRITER_FILE
    copy.parent.mkdir(exist_ok=True)
    shutil.copyfile(folder / WRITER_FILE, copy)
    staged = str(folder / "staged" / "events.parquet")
    params = {"path": staged, "run_id": "bench", "loaded_at": datetime(2026, 2, 1)}
    with open_warehouse(copy.parent) as connection:
        started, cpu = time.perf_counter(), time.process_time()
        execute(connection, "connect/begin")
        for name in UPSERT:
            assert not name.startswith("checks") or not execute(connection, f"load/{name}")
            if not name.startswith("checks"):
                execute(connection, f"load/{name}", **params)
        execute(connection, "connect/commit")
        done = _measured(started, cpu)
    shutil.rmtree(copy.parent)
    return done | {"stored": float(stored)}


def load(folder: Path, stored: int) -> dict[str, float]:
    """The load under test."""
    started, cpu = time.perf_counter(), time.process_time()
    now = datetime.now(UTC)
    run = RunRecord("bench", now, "c", "c", "c", "c", inputs={"stored": str(stored)})
    receipt = load_batch(folder, folder / "staged", run)
    counts = receipt.tables["events"]
    assert (counts.inserted, counts.updated) == (BATCH // 2, BATCH // 2), counts
    return _measured(started, cpu)


def baseline(folder: Path, stored: int) -> dict[str, float]:
    """The same events upserted by key into a table with a primary key."""
    with duckdb.connect(str(folder / "baseline.duckdb")) as connection:
        for first in range(0, stored, PART):
            run(connection, "make_events", first=first, last=min(stored, first + PART))
            if first == 0:
                run(connection, "keyed_table")
                run(connection, "add_key")
            run(connection, "fill_keyed")
            run(connection, "drop_made")
        run(connection, "stage_keyed", path=str(folder / "staged" / "events.parquet"))
        started, cpu = time.perf_counter(), time.process_time()
        run(connection, "upsert_keyed")
        return _measured(started, cpu)


def _measured(started: float, cpu: float) -> dict[str, float]:
    return {
        "s": time.perf_counter() - started,
        "cpu_s": time.process_time() - cpu,
        "peak_gb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
    }


if __name__ == "__main__":
    main()
