"""Time and memory of loading a batch of 100,000 events into a warehouse of 5 million.

    python benchmarks/load.py                         5,000,000 stored, 100,000 staged
    python benchmarks/load.py --stored 500000 --keep /tmp/bench

Half of the staged events are new, half are corrections scattered over the table; each has an
article and a mention. Measured are the upsert of the events (staging, history, delete and insert,
uniqueness, commit), the whole `load_batch` (articles and mentions too, checkpoint, copy for
readers) and, as baseline, one `insert ... on conflict do update` of the same events into a table
of the same size with a primary key.
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

MADE = """
create temp table made as
select
    'k' || number as event_key,
    'FRE' || number as event_id_cnty,
    'a' || number as article_id,
    'FRE' as iso3,
    1::integer as n_articles,
    date '2015-01-01' + (number % 3650)::integer as event_date,
    (2015 + number % 10)::integer as year,
    1::tinyint as time_precision,
    'Political violence' as disorder_type,
    'Violence against civilians' as event_type,
    'Attack' as sub_event_type,
    'Group ' || number % 500 as actor1,
    'Rebel group' as inter1,
    'Civilians (Freedonia)' as actor2,
    'Civilians' as inter2,
    'Rebel group-Civilians' as interaction,
    'Freedonia' as country,
    'Region ' || number % 12 as admin1,
    'Town ' || number % 700 as location,
    (number % 700) / 100.0 as latitude,
    (number % 900) / 100.0 as longitude,
    1::tinyint as geo_precision,
    'Outlet ' || number % 300 as source,
    'National' as source_scale,
    'On some day, Group ' || number % 500 || ' attacked people in a town.' as notes,
    (number % 7)::integer as fatalities,
    1760000000::bigint as timestamp,
    md5(number::varchar) as row_hash,
    'run-0' as run_id
from range({first}, {last}) as numbers (number)
"""
FILL = {
    "event_registry": """
        insert into event_registry
        select event_key, event_id_cnty, iso3, substr(event_key, 2)::integer, timestamp from made
    """,
    "articles": """
        insert into articles (article_id, content_hash, source, text, outcome, row_hash, run_id)
        select article_id, row_hash, source, notes, 'events', row_hash, run_id from made
    """,
    "mentions": """
        insert into mentions by name
        select * exclude (event_id_cnty, n_articles, timestamp), article_id || '-m' as mention_id,
            'coded' as status
        from made
    """,
    "events": """
        insert into events by name
        select * exclude (article_id), 1 as version, timestamp '2026-01-01' as valid_from
        from made
    """,
}
BASELINE = """
    insert into keyed select event_key, {columns} from staged
    on conflict (event_key) do update set {changes}
"""
BATCH = 100_000
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
    print(f"cpu of the upsert over that of `on conflict do update`: {ratio:.2f}")


def _apart(step: str, folder: Path, stored: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--step", step, "--folder", folder, "--stored", stored]
    done = subprocess.run([*map(str, command)], stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout))


def build(folder: Path, stored: int) -> dict[str, float]:
    """Fill a warehouse with made-up events and stage a batch."""
    started = time.perf_counter()
    with open_warehouse(folder) as connection:
        for first in range(0, stored, 1_000_000):
            last = min(stored, first + 1_000_000)
            connection.execute(MADE.format(first=first, last=last))
            for statement in FILL.values():
                connection.execute(statement)
            connection.execute("drop table made")
        half = BATCH // 2
        connection.execute(MADE.format(first=stored, last=stored + half))
        connection.execute(FILL["event_registry"])
        new = connection.sql("from made").pl()
        connection.execute("drop table made")
        connection.execute(MADE.format(first=0, last=stored))
        old = connection.sql(f"from made using sample reservoir({half} rows) repeatable (7)").pl()
    stage(folder / "staged", pl.concat([new, old.with_columns(fatalities=pl.lit(99, pl.Int32))]))
    return _measured(started, 0.0) | {"file_mb": (folder / WRITER_FILE).stat().st_size / 1e6}


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
        connection.execute(MADE.format(first=0, last=1))
        names = [row[0] for row in connection.execute("describe made").fetchall()]
        columns = [name for name in names if name not in {"event_key", "article_id", "row_hash"}]
        connection.execute("drop table made")
        for first in range(0, stored, 1_000_000):
            connection.execute(MADE.format(first=first, last=min(stored, first + 1_000_000)))
            listed = ", ".join(["event_key", *columns])
            if first == 0:
                connection.execute(
                    f"create table keyed as from (select {listed} from made) limit 0"
                )
                connection.execute("alter table keyed add primary key (event_key)")
            connection.execute(f"\ninsert into keyed select {listed} from made")
            connection.execute("drop table made")
        staged = folder / "staged" / "events.parquet"
        connection.execute(f"create temp table staged as select *, 'run' as run_id from '{staged}'")
        started, cpu = time.perf_counter(), time.process_time()
        changes = ", ".join(f"{name} = excluded.{name}" for name in columns)
        connection.execute(BASELINE.format(columns=", ".join(columns), changes=changes))
        return _measured(started, cpu)


def _measured(started: float, cpu: float) -> dict[str, float]:
    return {
        "s": time.perf_counter() - started,
        "cpu_s": time.process_time() - cpu,
        "peak_gb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
    }


if __name__ == "__main__":
    main()
