"""Time and memory of merging 10^4, 10^5 and 10^6 mentions, against an equal-key group-by.

    python benchmarks/merge.py                 all three sizes, each in a process of its own
    python benchmarks/merge.py --size 100000   one size, here

The mentions are made up: about four an event, spread over years, countries, districts and towns
by Zipf's law, so that some towns are busy; a third of the mentions is vague in day or place, or
leaves the attacker unnamed.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from datetime import date
from math import log

import numpy as np
import polars as pl

from transforms.codebook import load_codebook
from transforms.event_keys import hash_key
from transforms.merge.events import merge_reports
from transforms.schemas import MENTIONS

SIZES = (10_000, 100_000, 1_000_000)
A_EVENT = 4
SUBS = ("Attack", "Armed clash", "Remote explosive/landmine/IED", "Peaceful protest")
FIRST_DAY = date(2015, 1, 1)
DAYS = 3650
KIND = (
    "iso3", "country", "iso", "region", "admin1", "location", "event_type", "sub_event_type",
    "disorder_type", "actor1", "inter1", "actor2", "inter2",
)  # fmt: skip
COUNTRIES, REGIONS, TOWNS, GROUPS = 40, 12, 40, 6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int)
    size = parser.parse_args().size
    if size:
        print(json.dumps(measure(size)))
        return
    done = [run_apart(number) for number in SIZES]
    print("| mentions | events | s | cpu s | us cpu a mention | baseline cpu s | ratio | peak GB |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for row in done:
        cpu, base = row["merge_cpu_s"], row["baseline_cpu_s"]
        print(
            f"| {row['mentions']:,} | {row['events']:,} | {row['merge_s']:.1f} | {cpu:.1f} "
            f"| {1e6 * cpu / row['mentions']:.0f} | {base:.2f} | {cpu / base:.0f} "
            f"| {row['peak_gb']:.1f} |"
        )
    first, last = done[0], done[-1]
    times = log(last["merge_cpu_s"] / first["merge_cpu_s"])
    grows = times / log(last["mentions"] / first["mentions"])
    print(f"\ncpu grows as n^{grows:.2f}; baseline: group_by(event_key), the first row of each")


def run_apart(size: int) -> dict[str, float]:
    """Measure in a process of its own, so that the peak memory is that size's."""
    command = [sys.executable, __file__, "--size", str(size)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout))


def measure(size: int) -> dict[str, float]:
    mentions = make_mentions(size)
    made_gb = _peak_gb()
    started, started_cpu = time.perf_counter(), time.process_time()
    mentions.group_by("event_key").agg(pl.all().first(), pl.len().alias("n"))
    baseline, baseline_cpu = time.perf_counter() - started, time.process_time() - started_cpu
    started, started_cpu = time.perf_counter(), time.process_time()
    merged = merge_reports(mentions, load_codebook())
    return {
        "mentions": mentions.height,
        "events": merged.events.height,
        "merge_s": time.perf_counter() - started,
        "merge_cpu_s": time.process_time() - started_cpu,
        "baseline_s": baseline,
        "baseline_cpu_s": baseline_cpu,
        "peak_gb": _peak_gb(),
        "input_gb": made_gb,
    }


def make_mentions(size: int, seed: int = 7) -> pl.DataFrame:
    """Return made-up mentions of the MENTIONS schema."""
    random = np.random.default_rng(seed)
    events = make_events(size // A_EVENT, random)
    picked = events[random.integers(0, events.height, size)]
    vague_day = random.random(size) < 0.1
    vague_place = random.random(size) < 0.1
    unnamed = random.random(size) < 0.2
    numbers = np.arange(size)
    toll = pl.col("fatalities") + pl.Series(random.integers(0, 2, size)) * (
        pl.col("fatalities") > 3
    )
    frame = picked.with_columns(
        pl.Series("mention_id", numbers).cast(pl.String).str.zfill(9),
        pl.Series("article_id", numbers).cast(pl.String).str.zfill(9),
        pl.when(pl.Series(vague_day)).then(2).otherwise(1).cast(pl.Int8).alias("time_precision"),
        pl.when(pl.Series(vague_place)).then(2).otherwise(1).cast(pl.Int8).alias("geo_precision"),
        pl.when(pl.Series(unnamed) & (pl.col("event_type") != "Protests"))
        .then(pl.format("Unidentified Armed Group ({})", "country"))
        .otherwise("actor1")
        .alias("actor1"),
        toll.cast(pl.Int32).alias("fatalities"),
        pl.format("Outlet {}", pl.Series(random.integers(0, 300, size))).alias("source"),
    )
    frame = frame.with_columns(
        pl.struct("event_date", "location", "actor1", "actor2")
        .map_elements(lambda r: hash_key(*map(str, r.values())), return_dtype=pl.String)
        .alias("event_key")
    )
    missing = {n: pl.lit(None, d).alias(n) for n, d in MENTIONS.items() if n not in frame.columns}
    return frame.with_columns(missing.values()).select(
        pl.col(name).cast(dtype) for name, dtype in MENTIONS.items()
    )


def make_events(n: int, random: np.random.Generator) -> pl.DataFrame:
    """Return made-up events: the columns of MENTIONS that its mentions share."""
    land = np.minimum(random.zipf(1.5, n) - 1, COUNTRIES - 1)
    region = random.integers(0, REGIONS, n)
    town = np.minimum(random.zipf(1.6, n) - 1, TOWNS - 1)
    subs = random.integers(0, len(SUBS), n)
    groups = random.integers(0, GROUPS, n)
    rows = [
        _kind(*map(int, numbers)) for numbers in zip(land, region, town, subs, groups, strict=True)
    ]
    day = pl.lit(FIRST_DAY) + pl.duration(days=pl.Series(random.integers(0, DAYS, n)))
    return pl.DataFrame(rows, schema=KIND, orient="row", infer_schema_length=None).with_columns(
        day.alias("event_date"),
        day.dt.offset_by("1d").alias("published_at"),
        day.dt.year().alias("year"),
        pl.Series("latitude", region * 1.1 + town * 0.05),
        pl.Series("longitude", land * 3.0 + town * 0.07),
        pl.Series("fatalities", random.poisson(2, n)),
        pl.lit("coded").alias("status"),
        pl.lit("National").alias("source_scale"),
        pl.lit("On some day, something was reported.").alias("notes"),
        pl.lit([], pl.List(pl.String)).alias("flags"),
        pl.lit([], pl.List(pl.String)).alias("missing"),
        pl.lit("x").alias("interaction"),
        pl.when(pl.col("event_type") == "Protests")
        .then(pl.lit("crowd size=no report"))
        .alias("tags"),
    )


def _kind(land: int, region: int, town: int, sub: int, group: int) -> tuple[object, ...]:
    """Country, place, type and sides of an event, as in KIND."""
    codebook = load_codebook()
    country = list(codebook.countries.values())[land]
    kind = codebook.event_types[SUBS[sub]]
    sides: tuple[str | None, ...] = (f"Group {group}", "Rebel group")
    if kind.event_type == "Protests":
        sides = (f"Protesters ({country.country})", "Protesters", None, None)
    elif kind.event_type == "Battles":
        sides += (f"Military Forces of {country.country} (2010-)", "State forces")
    else:
        sides += (f"Civilians ({country.country})", "Civilians")
    place = (f"Region {region}", f"Town {region}-{town}")
    types = (kind.event_type, kind.name, kind.disorder_type)
    return (
        country.iso3, country.country, country.iso, country.region, *place, *types, *sides,
    )  # fmt: skip


def _peak_gb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


if __name__ == "__main__":
    main()
