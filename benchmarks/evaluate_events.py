"""Score the event coder on a development set: emit, code, score, by the set's own scorer.

python benchmarks/evaluate_events.py case --eval ../shared/eval/events
python benchmarks/evaluate_events.py muc --eval ../shared/eval/events --splits tst1,tst2

Events and incomplete rows are scored together, in the order of the text. CASE snippets have
no date, so they get one (2020-06-15). Texts and predictions stay in the work directory.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from flows.jsonl import read_article_lines
from flows.settings import load_settings
from transforms.pipeline import code_articles, load_kit
from transforms.text.languages import identify_language

CASE_DATE = "2020-06-15"
BATCH = 20
KEPT = ("event_date", "event_type", "sub_event_type", "actor1", "assoc_actor_1", "actor2",
        "country", "location", "fatalities")  # fmt: skip


def main():
    """Run one of the sets and print its scorer's report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", choices=["case", "muc"])
    parser.add_argument("--eval", type=Path, required=True)
    parser.add_argument("--splits", default="tst1,tst2")
    parser.add_argument("--work", type=Path, default=Path("benchmarks/.work"))
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    scorer = args.eval / ("score_case2021.py" if args.set == "case" else "score_muc4.py")
    options = ["--half", "dev"] if args.set == "case" else ["--splits", args.splits]
    emitted, coded = args.work / f"{args.set}.jsonl", args.work / f"{args.set}_coded.jsonl"
    extra = [] if args.set == "case" else ["--case", "sentence"]
    run(sys.executable, scorer, *options, *extra, "--emit", emitted)
    if args.set == "case":
        add_dates(emitted)
    code(emitted, coded)
    run(sys.executable, scorer, *options, coded)


def run(*command):
    """Run a command, its output shown."""
    subprocess.run([str(part) for part in command], check=True)


def add_dates(path):
    """Give every snippet the publication date that the set lacks."""
    rows = [json.loads(line) | {"pub_date": CASE_DATE} for line in path.open(encoding="utf-8")]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def code(source, target):
    """Code the articles and write one line of predictions each."""
    kit = load_kit(load_settings().models_dir)
    lines = [line for line in read_article_lines(source) if line.article is not None]
    with target.open("w", encoding="utf-8") as out:
        for start in range(0, len(lines), BATCH):
            part = lines[start : start + BATCH]
            articles = [identify_language(line.article) for line in part]
            for line, coding in zip(part, code_articles(articles, kit), strict=True):
                events = [{k: m.row[k] for k in KEPT} for m in coding.mentions]
                row = {"doc_id": line.names["doc_id"], "events": events}
                out.write(json.dumps(row, default=str) + "\n")


if __name__ == "__main__":
    main()
