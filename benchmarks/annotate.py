"""Speed of annotation: plain Stanza article by article, Stanza in bulk, and our two passes.

    python benchmarks/annotate.py                  # all languages that have models
    python benchmarks/annotate.py --languages en --articles 50

All three read the same invented articles (benchmarks/annotate_texts.yaml) with the same
models on one thread, each in a process of its own, so that peak memory is its own too.
Seconds are CPU time, which other work on the machine does not lengthen; loading is left out.
Then what is coded from the two passes is compared with what is coded from reading everything.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from itertools import groupby
from pathlib import Path

import yaml

HERE = Path(__file__).parent
MODELS = HERE.parent / "models"
WAYS = {"one": "(a) Stanza, article by article", "bulk": "(b) Stanza, bulk_process",
        "two": "(c) two passes", "all": "(c) reading every sentence"}  # fmt: skip
EVENTFUL = 0.3
SHARD = 50
PLACES = 2
"""Towns that an article names."""


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--languages", default="")
    parser.add_argument("--way", choices=WAYS, help="only this one, in this process")
    asked = parser.parse_args()
    articles = make_articles(asked.articles, asked.languages.split(",") if asked.languages else [])
    if asked.way:
        print(json.dumps(measure(asked.way, articles)))
        return
    print(f"{len(articles)} articles, {dict(Counter(a.language for a in articles))}")
    options = ["--articles", asked.articles, "--languages", asked.languages]
    results = {way: run(way, options) for way in WAYS}
    for way, result in results.items():
        speed = [
            f"{result[name] / result['seconds']:7.0f} {name}/s" for name in ("sentences", "tokens")
        ]
        ratio = results[way]["seconds"] / results["two"]["seconds"]
        print(f"{WAYS[way]:34} {result['seconds']:7.1f} s  {'  '.join(speed)}  "
              f"{result['peak_mb']:5.0f} MB  c is {ratio:.1f} x")  # fmt: skip
    print(f"sentences parsed by (c): {results['two']['parsed']} of {results['two']['sentences']}")
    print(compare(results["all"]["mentions"], results["two"]["mentions"]))


def compare(whole, read):
    """What the two passes lose: rows missing from an article, and rows with another value."""
    counts = [Counter(article for article, _ in rows) for rows in (whole, read)]
    lost, new = (counts[0] - counts[1]).total(), (counts[1] - counts[0]).total()
    same = sum(row in read for row in whole)
    other = len(whole) - lost - same
    return (
        f"rows from reading everything {len(whole)}: lost by (c) {lost}, with another value "
        f"{max(other, 0)}, more in (c) {new}"
    )


def make_articles(count, languages):
    """Invented articles, the same in every run: some 15 sentences, about a third eventful."""
    from transforms.records import Article

    texts = yaml.safe_load((HERE / "annotate_texts.yaml").read_text(encoding="utf-8"))
    known = json.loads((MODELS / "resources.json").read_text(encoding="utf-8"))
    chosen = [code for code in texts if code in known and (not languages or code in languages)]
    dice = random.Random(7)
    articles = []
    for number in range(count):
        language = chosen[number % len(chosen)]
        pack = texts[language]
        paragraphs = dice.choices(pack["padding"], k=dice.randint(9, 18))
        if dice.random() < EVENTFUL:
            paragraphs[dice.choice((0, 0, 4)) : 1] = dice.sample(pack["events"], k=2)
        places = dice.sample(pack["places"], k=PLACES)
        filled = [fill(paragraph, pack, places, dice) for paragraph in paragraphs]
        articles.append(
            Article(f"{language}{number}", "\n\n".join(filled), "benchmark", language=language,
                    published_at=date(2024, 5, 15), published_method="metadata",
                    content_hash=str(number))
        )  # fmt: skip
    return articles


def fill(sentence, pack, places, dice):
    return sentence.format(
        place=dice.choice(places),
        name=dice.choice(pack["names"]),
        day=dice.choice(pack["days"]),
        n=dice.randint(2, 19),
    )


def run(way, options):
    command = [sys.executable, __file__, "--way", way, *map(str, options)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def measure(way, articles):
    """Seconds, sentences, tokens and peak memory of one way, and the rows that come of it."""
    articles = sorted(articles, key=lambda a: a.language)
    seconds, sentences, tokens, annotated = 0.0, 0, 0, []
    for language, group in groupby(articles, key=lambda a: a.language):
        group = list(group)
        read = reader(way, language)
        read(group[:1])
        start = time.process_time()
        done = read(group)
        seconds += time.process_time() - start
        sentences += sum(len(d.sentences) for d in done)
        tokens += sum(len(s.tokens) for d in done for s in d.sentences)
        annotated += done if way in ("two", "all") else []
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    parsed = sum(s.is_parsed for a in annotated for s in a.sentences)
    return {"seconds": seconds, "sentences": sentences, "tokens": tokens, "peak_mb": peak,
            "parsed": parsed, "mentions": code(annotated)}  # fmt: skip


def reader(way, language):
    """A function from articles to documents, models loaded."""
    from transforms.text.annotate import Annotator
    from transforms.text.models import Models

    if way in ("two", "all"):
        annotator = Annotator(MODELS, reads_all=way == "all")
        return lambda group: [
            a
            for at in range(0, len(group), SHARD)
            for a in annotator.annotate(group[at : at + SHARD])
        ]
    pipeline = plain_pipeline(Models(MODELS).bundles()[language])
    if way == "one":
        return lambda group: [pipeline(article.text) for article in group]
    return lambda group: pipeline.bulk_process([article.text for article in group])


def plain_pipeline(bundle):
    """Stanza as its documentation has it, with nothing of ours but the models."""
    import stanza
    import torch

    from transforms.text.pipelines import full_precision

    torch.set_num_threads(1)
    return stanza.Pipeline(
        bundle.stanza_id,
        dir=str(bundle.directory),
        download_method=None,
        foundation_cache=full_precision(bundle),
        verbose=False,
    )


def code(annotated):
    """The rows of the annotated articles, without what names the annotation."""
    if not annotated:
        return []
    from transforms.pipeline import code_annotated, load_kit

    coded = code_annotated(annotated, load_kit(MODELS))
    return [
        [m.article_id, {k: str(v) for k, v in m.row.items()}] for c in coded for m in c.mentions
    ]


if __name__ == "__main__":
    main()
