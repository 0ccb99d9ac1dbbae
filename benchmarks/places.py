"""Time and memory of the gazetteer: load, resolve a batch, one article at a time.

    python benchmarks/places.py [MENTIONS]

Articles are made up: ten names each, drawn with a fixed seed from all names of the gazetteer,
four of five from one country. Prints seconds to load, memory added (MB, resident), microseconds
a mention in one batch and in batches of one article.
"""

from __future__ import annotations

import random
import resource
import sys
import time

import numpy as np

from transforms.gazetteer import Gazetteer, load_gazetteer
from transforms.resolve.toponyms import Toponym, ToponymQuery, resolve_toponyms

NAMES_PER_ARTICLE = 10
SEED = 7


def main() -> None:
    n_mentions = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    before_mb = _peak_mb()
    start = time.perf_counter()
    gazetteer = load_gazetteer()
    print(f"load {time.perf_counter() - start:.2f} s, +{_peak_mb() - before_mb:.0f} MB")
    articles = _articles(gazetteer, n_mentions // NAMES_PER_ARTICLE)
    resolve_toponyms(articles[:1], gazetteer)
    for size in (len(articles), 1):
        sample = articles if size > 1 else articles[:200]
        start = time.perf_counter()
        for at in range(0, len(sample), size):
            resolve_toponyms(sample[at : at + size], gazetteer)
        spent = time.perf_counter() - start
        each = spent / len(sample) / NAMES_PER_ARTICLE * 1e6
        print(f"{len(sample)} articles, {size} a batch: {each:.1f} microseconds a mention")
    print(f"memory added in all: {_peak_mb() - before_mb:.0f} MB")


def _articles(gazetteer: Gazetteer, count: int) -> list[ToponymQuery]:
    rng = random.Random(SEED)
    cities = gazetteer.names.filter(gazetteer.names["tier"] <= 1)
    country = gazetteer.country[cities["row"].to_numpy()]
    by_country = np.argsort(country, kind="stable")
    bounds = np.searchsorted(country[by_country], np.arange(len(gazetteer.countries) + 1))
    names = cities["norm"].to_list()
    return [_article(number, rng, names, by_country, bounds) for number in range(count)]


def _article(
    number: int, rng: random.Random, names: list[str], by_country: np.ndarray, bounds: np.ndarray
) -> ToponymQuery:
    home = by_country[rng.randrange(len(by_country))]
    at = int(np.searchsorted(bounds, np.flatnonzero(by_country == home)[0], side="right")) - 1
    toponyms = []
    for slot in range(NAMES_PER_ARTICLE):
        inside = rng.random() < 0.8
        pick = rng.randrange(bounds[at], bounds[at + 1]) if inside else rng.randrange(len(names))
        name = names[by_country[pick]]
        toponyms.append(Toponym(slot * 40, slot * 40 + len(name), name))
    return ToponymQuery(str(number), tuple(toponyms))


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
