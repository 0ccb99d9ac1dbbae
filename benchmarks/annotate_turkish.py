"""Speed of the reader of Turkish, first and with its words known, to annotation by a Stanza model.

    python benchmarks/annotate_turkish.py [--articles 200]

The Turkish texts are the gold articles, over and over; the baseline is the Spanish ones with the
embedded model in the same run, one thread each. Loading is left out.
"""

import argparse
import time
from dataclasses import replace
from itertools import cycle, islice

from evaluate_gold import load_gold, say, to_article

from flows.settings import load_settings
from transforms.text.annotate import Annotator

BASELINE, LANGUAGE = "es", "tr"


def main():
    """Print words a second of both, and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=200)
    count = parser.parse_args().articles
    annotator = Annotator(load_settings().models_dir, reads_all=True)
    speeds = {}
    for language in (BASELINE, LANGUAGE):
        articles = texts(language, count)
        annotator.annotate(articles[:1])
        speeds[language], seconds = measure(annotator, articles)
        say(f"{language}: {speeds[language]:8.0f} words a second, {seconds:.1f} s")
    again, _ = measure(annotator, texts(LANGUAGE, count))
    say(f"{LANGUAGE}, words known: {again:8.0f} words a second")
    say(f"{LANGUAGE} to {BASELINE}: {speeds[LANGUAGE] / speeds[BASELINE]:.1f} x")


def texts(language, count):
    """Return so many articles of a language, each with a name of its own."""
    entries = cycle(load_gold(language, "tune"))
    return [
        replace(to_article(entry), article_id=f"{language}{n}")
        for n, entry in enumerate(islice(entries, count))
    ]


def measure(annotator, articles):
    """Return words a second and the CPU seconds of annotating."""
    start = time.process_time()
    annotated = annotator.annotate(articles)
    seconds = time.process_time() - start
    words = sum(len(s.tokens) for a in annotated for s in a.sentences)
    return words / seconds, seconds


if __name__ == "__main__":
    main()
