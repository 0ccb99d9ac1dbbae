"""Speed of coding (find, resolve, code) after annotation, in articles a second on one core.

    .venv/bin/python benchmarks/coding.py --articles 300
    .venv/bin/python benchmarks/coding.py --profile          # where the time goes

The articles are made up (made_articles.yaml: nearly all report something; annotate_texts.yaml:
longer, a third do). Baselines in the same run: a scan for the trigger words of the same
language packs, which knows neither who nor where nor when, and the annotation that comes before.
Seconds are CPU time of this process; the kit is loaded and each language read once before.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from annotate import make_articles as make_long_articles
from made_articles import make_articles

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from transforms.lexicon import load_lexicon  # noqa: E402
from transforms.pipeline import Kit, code_annotated, load_kit  # noqa: E402
from transforms.records import AnnotatedArticle, Article  # noqa: E402

BAR = 200
SHARD = 50
PROFILE_LINES = 30


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=300, help="of each of the two kinds")
    parser.add_argument("--profile", action="store_true", help="show where the time goes")
    options = parser.parse_args()
    kit = load_kit(ROOT / "models")
    for kind, articles in (("short", short_articles(options.articles)),
                           ("long", make_long_articles(options.articles, []))):  # fmt: skip
        kit.annotator.annotate(first_of_each(articles))
        seconds, annotated = timed(kit.annotator.annotate, articles)
        code_annotated(first_of_each(annotated), kit)
        if options.profile:
            profile(annotated, kit)
        tell(kind, annotated, kit, annotation_s=seconds)


def short_articles(count: int) -> list[Article]:
    """Made articles as the readers hand them on."""
    return [
        Article(
            row["article_id"],
            row["text"],
            row["source"],
            title=row["title"],
            language=row["language"],
            published_at=date.fromisoformat(row["published_at"]),
            published_method="metadata",
            content_hash=row["article_id"],
        )
        for row in make_articles(count)
    ]


def tell(kind: str, annotated: list[AnnotatedArticle], kit: Kit, annotation_s: float) -> None:
    """Print the speed of all and of each language, with the ratio to both baselines."""
    scan_s, _ = timed(scan_keywords, annotated)
    seconds, n_rows = 0.0, 0
    for language in sorted({a.language for a in annotated}):
        part = [a for a in annotated if a.language == language]
        spent, coded = timed(lambda shard: code_annotated(shard, kit), part)
        seconds, n_rows = seconds + spent, n_rows + sum(len(c.mentions) for c in coded)
        print(f"  {language}: {len(part) / spent:.0f} articles/s")
    speed = len(annotated) / seconds
    print(
        f"{kind}: {len(annotated)} articles, {sum(len(a.sentences) for a in annotated)} sentences, "
        f"{n_rows} rows: {speed:.0f} articles/s a core, {'over' if speed >= BAR else 'UNDER'} the "
        f"bar of {BAR}; {seconds / scan_s:.0f} x the keyword scan, "
        f"{seconds / annotation_s:.3f} x the annotation ({annotation_s:.0f} s)"
    )


def timed(function: Callable[[list[Any]], list[Any]], items: list[Any]) -> tuple[float, list[Any]]:
    """CPU seconds of a function over the items, in shards, and what it gave."""
    start = time.process_time()
    found = [one for at in range(0, len(items), SHARD) for one in function(items[at : at + SHARD])]
    return time.process_time() - start, found


def scan_keywords(annotated: list[AnnotatedArticle]) -> list[int]:
    """How many lemmas of each article the trigger index of its language knows."""
    return [
        sum(
            token.lemma.lower() in load_lexicon(article.language).triggers
            for sentence in article.sentences
            for token in sentence.tokens
        )
        for article in annotated
    ]


def profile(annotated: list[AnnotatedArticle], kit: Kit) -> None:
    """Print the functions that take most time of their own."""
    profiler = cProfile.Profile(time.process_time)
    profiler.runcall(timed, lambda shard: code_annotated(shard, kit), annotated)
    pstats.Stats(profiler).sort_stats("tottime").print_stats(PROFILE_LINES)


def first_of_each(articles: list[Any]) -> list[Any]:
    """One article of each language."""
    return list({article.language: article for article in articles}.values())


if __name__ == "__main__":
    main()
