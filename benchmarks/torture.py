"""Kill runs at random moments and start them again: nothing may be lost or stored twice.

    make torture                                    # 300 articles, 30 kills
    .venv/bin/python benchmarks/torture.py --articles 60 --kills 6

The articles come in batches, loaded one after the other into one warehouse. Each batch is
killed (SIGKILL) several times, half of them at a random moment of its run and half just as a
file shows that the run merges, loads, publishes or releases; then it runs to its end. An
undisturbed warehouse gets the same batches. In the end both must hold the same rows with the
same ids.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from made_articles import make_articles, write_articles

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

MOMENTS = {
    "merge": "batches/*/staged/mentions.parquet",
    "validate": "batches/*/staged/events.parquet",
    "load": "newsledger.duckdb.wal",
    "publish": ".tmp-newsledger_read.duckdb",
    "release": "releases/.tmp-*",
    "shard": "shards/*/*.tmp-*",
}
"""Files that show where a run is; relative to the warehouse."""
TABLES = (
    "articles",
    "mentions",
    "events",
    "provenance",
    "rejections",
    "entities",
    "quarantine",
    "event_registry",
    "events_history",
    "deleted_events",
)
WHEN = {"run_id", "timestamp", "loaded_at", "valid_from", "claimed_at", "path", "payload"}


def main() -> None:
    options = read_options()
    draw = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        batches = write_batches(Path(folder), options.articles, options.batches)
        calm, harsh = Path(folder) / "calm", Path(folder) / "harsh"
        seconds = [run_to_end(batch, calm) for batch in batches]
        print(f"undisturbed: {len(batches)} runs, {sum(seconds):.0f} s")
        landed: Counter[str] = Counter()
        for number, (batch, usual) in enumerate(zip(batches, seconds, strict=True)):
            for _ in range(options.kills // len(batches) + (number < options.kills % len(batches))):
                landed[kill_run(batch, harsh, usual, draw)] += 1
            run_to_end(batch, harsh)
        print("kills landed:", ", ".join(f"{k} {n}" for k, n in sorted(landed.items())))
        compare(calm, harsh)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--batches", type=int, default=5)
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


def write_batches(folder: Path, n_articles: int, n_batches: int) -> list[Path]:
    size = -(-n_articles // n_batches)
    assert n_articles == len(list(make_articles(n_articles)))
    return [
        write_articles(folder / f"batch{n}.jsonl", min(size, n_articles - n * size), seed=n)
        for n in range(n_batches)
    ]


def start_run(batch: Path, warehouse: Path) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "NEWSLEDGER_SHARD_SIZE": "10",
        "OMP_NUM_THREADS": "1",
        "PYTHONPATH": str(ROOT),
    }
    warehouse.mkdir(exist_ok=True)
    with (warehouse.parent / f"{warehouse.name}.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "flows", "run", str(batch), "--warehouse", str(warehouse)],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
        )


def run_to_end(batch: Path, warehouse: Path) -> float:
    """Run the batch; return the seconds it took, or end with its output if it fails."""
    since = time.monotonic()
    if start_run(batch, warehouse).wait() != 0:
        log = warehouse.parent / f"{warehouse.name}.log"
        sys.exit(f"a run failed:\n{log.read_text(errors='replace')[-4000:]}")
    return time.monotonic() - since


def kill_run(batch: Path, warehouse: Path, usual: float, draw: random.Random) -> str:
    """Start the batch and kill it; return the moment: random, a file's name, or too late."""
    run = start_run(batch, warehouse)
    moment = draw.choice([*MOMENTS, *["random"] * len(MOMENTS)])
    deadline = time.monotonic() + (draw.uniform(0.2, usual) if moment == "random" else 4 * usual)
    pattern = MOMENTS.get(moment)
    while run.poll() is None and time.monotonic() < deadline:
        if pattern and any(warehouse.glob(pattern)):
            time.sleep(draw.uniform(0, 0.05))
            break
        time.sleep(0.002)
    is_late = run.poll() is not None
    run.send_signal(signal.SIGKILL)
    run.wait()
    return "after its end" if is_late else moment


def compare(calm: Path, harsh: Path) -> None:
    """End with an error if the two warehouses differ in anything but times."""
    from warehouse.queries import run_query

    for table in TABLES:
        frames = [run_query(folder, f"from {table} order by all") for folder in (calm, harsh)]
        columns = [c for c in frames[0].columns if c not in WHEN]
        expected, found = (Counter(map(repr, f.select(columns).rows())) for f in frames)
        if expected != found:
            lost, more = (expected - found).total(), (found - expected).total()
            sys.exit(f"{table}: {lost} rows lost, {more} too many or other than they should be")
        print(f"{table:<14} {found.total():>6} rows, the same")
    keys = run_query(harsh, "from events")["event_id_cnty"]
    if keys.n_unique() != keys.len():
        sys.exit("an event is stored twice")


if __name__ == "__main__":
    main()
