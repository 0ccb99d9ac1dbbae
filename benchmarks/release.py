"""Time and memory of releases of 5 million events, against a plain DuckDB copy of the same rows.

    python benchmarks/release.py                   5 million rows; needs 8 GB of disk
    python benchmarks/release.py --rows 100000

The rows are made up, over 60 countries and 28 years. The baseline is DuckDB's `copy` of the 31
columns into one Parquet file: not sorted, not partitioned, without any of the other files.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from flows.publishing import publish_ledger
from flows.settings import load_settings
from warehouse.connect import open_reader, open_warehouse
from warehouse.publish import publish_reader

HERE = Path(__file__).parent
BAR_S = 60


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--formats", default="parquet")
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="newsledger-release-"))
    try:
        measure(folder, arguments.rows, tuple(arguments.formats.split(",")))
    finally:
        shutil.rmtree(folder)


def measure(folder: Path, n_rows: int, formats: tuple[str, ...]) -> None:
    settings = load_settings(folder)
    change(folder, "release_rows", n_rows=n_rows)
    print("| what | wall s | cpu s | times the baseline | MB | peak GB |")
    print("| --- | --- | --- | --- | --- | --- |")
    target = folder / "baseline.parquet"
    base = timed("plain copy (baseline)", lambda: copy_plainly(folder, target), target, None)

    def publish() -> Path:
        return publish_ledger(settings, formats=formats).path

    latest = folder / "releases" / "latest"
    first = timed("first release, with report", publish, latest, base)
    timed("again, nothing changed", publish, latest, base)
    change(folder, "release_correct")
    timed("release after 1 % were corrected", publish, latest, base)
    print(f"\n{n_rows:,} events; bar for a release: {BAR_S} s, first release: {first:.1f} s")


def timed(what: str, run: Callable[[], object], result: Path, base: float | None) -> float:
    started, cpu = time.perf_counter(), time.process_time()
    run()
    wall, cpu = time.perf_counter() - started, time.process_time() - cpu
    files = [result] if result.is_file() else [f for f in result.rglob("*") if f.is_file()]
    size = sum(file.stat().st_size for file in files) / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    ratio = wall / (base or wall)
    print(
        f"| {what} | {wall:.1f} | {cpu:.1f} | {ratio:.1f} | {size:.0f} | {peak:.1f} |", flush=True
    )
    return wall


def copy_plainly(folder: Path, target: Path) -> None:
    with open_reader(folder) as connection:
        connection.execute(text("release_baseline"), {"path": str(target)})


def change(folder: Path, name: str, **params: object) -> None:
    with open_warehouse(folder) as connection:
        connection.execute(text(name), params or None)
    publish_reader(folder)


def text(name: str) -> str:
    return (HERE / f"{name}.sql").read_text(encoding="utf-8")


if __name__ == "__main__":
    main()
