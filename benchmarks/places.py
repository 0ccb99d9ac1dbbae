"""Time and memory of the gazetteer: load, resolve a batch, one article at a time.

    python benchmarks/places.py [MENTIONS]

Articles are made up: ten names each, drawn with a fixed seed from all names of the gazetteer,
four of five from one country. Prints seconds to load, memory added (MB, resident, polars and
numpy included) and microseconds a mention, wall and processor, in one batch and in batches of
one article. Baseline of the same run: one look-up a mention, the most populous place wins.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable

_START_MB = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

import numpy as np  # noqa: E402

from transforms.gazetteer import Gazetteer, load_gazetteer, normal_form  # noqa: E402
from transforms.resolve.toponyms import (  # noqa: E402
    Toponym,
    ToponymQuery,
    resolve_toponyms,
)

NAMES_PER_ARTICLE = 10
SEED = 7
FEW = 200
RUNS = 3


def main() -> None:
    n_mentions = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    wall, spent = time.perf_counter(), time.process_time()
    gazetteer = load_gazetteer()
    wall, spent = time.perf_counter() - wall, time.process_time() - spent
    print(f"load {wall:.2f} s wall, {spent:.2f} s processor, +{_added_mb():.0f} MB")
    articles = _articles(gazetteer, n_mentions // NAMES_PER_ARTICLE)
    resolve_toponyms(articles[:1], gazetteer)
    few = articles[:FEW]
    batch = _timed("one batch", lambda: resolve_toponyms(articles, gazetteer), articles)
    _timed("one article a batch", lambda: [resolve_toponyms([a], gazetteer) for a in few], few)
    base = _timed("baseline, one look-up a mention", lambda: _most_populous(few, gazetteer), few)
    print(f"batch / baseline: {batch / base:.2f} of the processor time")
    print(f"memory added in all: {_added_mb():.0f} MB, articles included")


def _timed(label: str, work: Callable[[], object], articles: list[ToponymQuery]) -> float:
    """Prints microseconds a mention, the median of RUNS; returns those of the processor."""
    walls, spents = [], []
    for _ in range(RUNS):
        wall, spent = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        spents.append(time.process_time() - spent)
    count = len(articles) * NAMES_PER_ARTICLE
    wall, spent = (1e6 / count * statistics.median(times) for times in (walls, spents))
    print(f"{label}, {count} mentions: {wall:.1f} us wall, {spent:.1f} us processor")
    return spent


def _most_populous(articles: list[ToponymQuery], gazetteer: Gazetteer) -> list[int]:
    found = []
    for query in articles:
        for toponym in query.toponyms:
            rows = gazetteer.lookup([normal_form(toponym.text)]).row
            if len(rows):
                found.append(int(rows[np.argmax(gazetteer.log_population[rows])]))
    return found


def _articles(gazetteer: Gazetteer, count: int) -> list[ToponymQuery]:
    """Names of the gazetteer as articles: NAMES_PER_ARTICLE each, 80 % of one country."""
    rng = np.random.default_rng(SEED)
    own = np.flatnonzero((gazetteer.names["tier"] <= 1).to_numpy())
    country = gazetteer.country[gazetteer.names["row"].to_numpy()[own]]
    by_country = own[np.argsort(country, kind="stable")]
    bounds = np.searchsorted(np.sort(country), np.arange(len(gazetteer.countries) + 1))
    home = country[rng.integers(0, len(own), count)][:, None]
    size = (count, NAMES_PER_ARTICLE)
    inside = by_country[rng.integers(bounds[home], bounds[home + 1], size)]
    picks = np.where(rng.random(size) < 0.8, inside, rng.choice(own, size))
    names = iter(gazetteer.names["norm"].gather(picks.ravel()).to_list())
    return [
        ToponymQuery(str(number), tuple(_toponym(slot, next(names)) for slot in range(size[1])))
        for number in range(count)
    ]


def _toponym(slot: int, name: str) -> Toponym:
    return Toponym(slot * 40, slot * 40 + len(name), name)


def _added_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - _START_MB


if __name__ == "__main__":
    main()
