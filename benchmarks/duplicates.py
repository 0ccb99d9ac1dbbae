"""Copies among made-up wire texts: what is linked, what is linked wrongly, and how fast.

    python benchmarks/duplicates.py [--articles 10000]

Speed is given as a ratio to reading the same texts as JSON lines, in the same run, and for
MinHash alone to datasketch, where that is installed.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from transforms.records import Article
from transforms.text.articles import read_articles
from transforms.text.duplicates import link_copies, sketch
from transforms.text.prose import read_prose

PLACES = [f"{a}{b}" for a in ("Tas", "Bak", "Nor", "Kel", "Mar") for b in ("so", "el", "um", "ira")]
WHO = ("Gunmen", "Soldiers", "Herders", "Residents", "Rebels")
DID = ("attacked a mill", "blocked a road", "burned a market", "stormed a depot", "shelled a camp")
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
FILLER = (
    "A curfew was imposed on the district until further notice.",
    "The governor will visit the area in the coming days.",
    "Schools stayed closed and most shops did not open.",
    "The road is the only link between the lake and the capital.",
    "A doctor at the hospital asked for blood donors.",
    "Trade in grain has slowed since the harvest failed.",
    "Similar incidents have become common since last year.",
    "No group has claimed responsibility so far.",
)
FIRST_DAY = date(2024, 1, 1)


def main() -> None:
    """Print what was linked and how long it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=10_000)
    number = parser.parse_args().articles
    articles, gold = make_articles(number, random.Random(7))
    read_s = time_reading(articles)
    read_prose.cache_clear()
    started = time.perf_counter()
    sketches = [sketch(article) for article in articles]
    sketch_s = time.perf_counter() - started
    by_id = {article.article_id: article for article in articles}
    started = time.perf_counter()
    found = link_copies(sketches, by_id.__getitem__)
    link_s = time.perf_counter() - started
    right = sum(gold.get(copy) == gold.get(first, first) for copy, first in found.items())
    print(f"articles {number:,}, copies {len(gold):,}, linked {len(found):,}")
    print(f"precision {100 * right / len(found):.2f} %, recall {100 * right / len(gold):.2f} %")
    print(
        f"sketch {1000 * sketch_s / number:.3f} ms an article, link {1000 * link_s / number:.3f} ms"
    )
    print(f"both: {(sketch_s + link_s) / read_s:.1f} times reading the texts as JSON lines")
    compare_minhash(articles[:1000])


def make_articles(number: int, rng: random.Random) -> tuple[list[Article], dict[str, str]]:
    """Return articles in random order, and copy -> first. Near texts with other facts are none."""
    articles: list[Article] = []
    gold: dict[str, str] = {}
    while len(articles) < number:
        first = _article(f"w{len(articles):06}", _story(rng), rng.randrange(300))
        articles.append(first)
        if rng.random() < 0.3:
            near = first.text.replace(first.text.split()[0], rng.choice(WHO), 1)
            near = near.replace(" 1", " 2", 1)
            if near != first.text:
                articles.append(_article(f"x{len(articles):06}", near, 300))
        for _ in range(rng.choice((0, 0, 0, 1, 3))):
            copy_id = f"y{len(articles):06}"
            day = (first.published_at or FIRST_DAY) - FIRST_DAY
            articles.append(_article(copy_id, _print_again(first.text, rng), day.days + 1))
            gold[copy_id] = first.article_id
    rng.shuffle(articles)
    return articles, gold


def time_reading(articles: list[Article]) -> float:
    """Return the seconds that it takes to read the texts from JSON lines."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonl"
        lines = (json.dumps({"article_id": a.article_id, "text": a.text}) for a in articles)
        path.write_text("\n".join(lines), encoding="utf-8")
        started = time.perf_counter()
        list(read_articles([path]))
        return time.perf_counter() - started


def compare_minhash(articles: list[Article]) -> None:
    """Print how long MinHash alone takes by rensa, and by datasketch where it is installed."""
    import rensa

    shingles = [[" ".join(w) for w in _triples(a.text.split())] for a in articles]
    started = time.perf_counter()
    for words in shingles:
        minhash = rensa.RMinHash(64, 1)
        minhash.update(words)
        minhash.digest()
    rensa_s = time.perf_counter() - started
    print(f"MinHash by rensa: {1000 * rensa_s / len(articles):.3f} ms an article")
    try:
        from datasketch import MinHash
    except ImportError:
        return
    started = time.perf_counter()
    for words in shingles:
        MinHash(num_perm=64).update_batch([word.encode() for word in words])
    ratio = (time.perf_counter() - started) / rensa_s
    print(f"MinHash by datasketch: {ratio:.0f} times as long")


def _triples(words: list[str]) -> list[tuple[str, str, str]]:
    return list(zip(words, words[1:], words[2:], strict=False))


def _story(rng: random.Random) -> str:
    place, other = rng.sample(PLACES, 2)
    lead = (
        f"{rng.choice(WHO)} {rng.choice(DID)} near {place} on Monday and killed "
        f"{rng.choice(NUMBERS)} people, an official said. "
        f"Another {rng.randrange(10, 99)} were taken to a hospital in {other}. "
        f"The area lies {rng.randrange(100, 999)} km north of the capital and {rng.random():.4f} "
        "degrees off the line."
    )
    return " ".join([lead, *rng.sample(FILLER, 5)])


def _print_again(text: str, rng: random.Random) -> str:
    """As another outlet prints it: cut, with a dateline or a credit, or edited lightly."""
    sentences = text.split(". ")
    kind = rng.randrange(4)
    if kind == 0:
        return ". ".join(sentences[: rng.randrange(4, len(sentences))]).rstrip(".") + "."
    if kind == 1:
        return f"TASSO, (Reuters) - {text}"
    if kind == 2:
        return f"{text}\n\n(Reporting by A. Writer; editing by B. Editor)"
    return text.replace("Similar", "Comparable").replace("donors", "givers")


def _article(article_id: str, text: str, day: int) -> Article:
    when = FIRST_DAY + timedelta(days=day)
    return Article(
        article_id, text, "x", language="en", published_at=when, published_method="metadata"
    )


if __name__ == "__main__":
    main()
