"""Measures the embedded models on held-out text and writes what it finds.

    python models/evaluate.py                # every bundle
    python models/evaluate.py --lang es      # one; the others keep their figures

Scores go to models/<lang>/scores.json and CARD.md, and to docs/evaluation.md between the markers
models:start and models:end, beside the published figures of Stanza's official models.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import cards
import measure
import recipes
import yaml

HERE = Path(__file__).parent
CORPORA = Path(os.environ.get("NEWSLEDGER_CORPORA", HERE.parent.parent / "shared" / "corpora"))
REPORT = HERE.parent / "docs" / "evaluation.md"
START, END = "<!-- models:start -->", "<!-- models:end -->"
BARS = {
    "en": {"ner": 80, "las": 83, "upos": 93, "sentences": 85},
    "ar": {"ner": 72, "las": 60, "upos": 88, "sentences": 85},
    "es": {"ner": 80, "las": 83, "upos": 93, "sentences": 85},
    "fr": {"ner": 78, "las": 83, "upos": 93, "sentences": 85},
    "pt": {"ner": 84, "las": 85, "upos": 93, "sentences": 85},
    "ru": {"ner": 80, "las": 76, "upos": 93, "sentences": 85},
}
COLUMNS = {
    "NER F1": ("ner", "NER F1", "held-out test"),
    "sentence F1": ("sentences", "sentence F1", "raw text"),
    "UPOS, raw text": ("upos", "UPOS", "raw text"),
    "UPOS, gold tokens": ("upos", "UPOS", "gold tokens"),
    "LAS, raw text": ("las", "LAS", "raw text"),
    "LAS, gold tokens": ("las", "LAS", "gold tokens"),
}


def main() -> int:
    """Exit code 0, or 2 for a mistake in what was asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--lang", action="append", help="only this language")
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--models", type=Path, default=HERE)
    asked = parser.parse_args()
    known = recipes.read_recipes()
    present = [lang for lang in known if (asked.models / lang / "pretrain").is_dir()]
    wrong = [lang for lang in asked.lang or [] if lang not in present]
    if wrong or not asked.corpora.is_dir():
        print(f"no bundle for {', '.join(wrong)}" if wrong else f"no corpora at {asked.corpora}")
        return 2
    for lang in asked.lang or present:
        scores = measure.measure(lang, known[lang], asked.corpora, asked.models)
        scores["date"] = datetime.now(UTC).date().isoformat()
        folder = asked.models / lang
        (folder / "scores.json").write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
        cards.write_papers(lang, known[lang], folder)
        print(_line(lang, scores))
    write_report(asked.models, present, REPORT)
    return 0


def write_report(models: Path, langs: list[str], report: Path) -> None:
    """Puts the table of all bundles between the markers of the report, or at its end."""
    section = f"{START}\n{_section(models, langs)}\n{END}"
    text = report.read_text(encoding="utf-8") if report.exists() else "# Evaluation\n"
    if START in text and END in text:
        before, rest = text.split(START, 1)
        text = before + section + rest.split(END, 1)[1]
    else:
        text = f"{text.rstrip()}\n\n{section}\n"
    report.write_text(text, encoding="utf-8")


def _section(models: Path, langs: list[str]) -> str:
    official = yaml.safe_load((HERE / "official.yaml").read_text(encoding="utf-8"))
    measured = {lang: _read(models / lang / "scores.json") for lang in langs}
    lines = [
        "## Embedded models",
        "",
        "Ours are held-out scores by `make evaluate-models` (CoNLL 2018 script for tokens and "
        "trees; a name counts when span and label agree). An asterisk marks a figure under its "
        "bar; what each test text is, and the scores by label, stands in models/<lang>/CARD.md.",
        "",
        "| language | " + " | ".join(COLUMNS) + " | MB | measured |",
        "| --- |" + " ---: |" * (len(COLUMNS) + 1) + " --- |",
    ]
    lines += [_row(lang, scores, models / lang) for lang, scores in measured.items() if scores]
    lines += ["", "Bars (held-out): " + "; ".join(_bar(lang) for lang in BARS) + ".", ""]
    lines += ["Published figures of the official models, for comparison (their own test texts, so"]
    lines += [f"only roughly comparable). Trees: {official['source']['trees']}."]
    lines += [f"Names: {official['source']['names']}.", ""]
    lines += ["| language | treebank | sentence F1 | UPOS | LAS | NER F1 | NER corpus |"]
    lines += ["| --- | --- | ---: | ---: | ---: | ---: | --- |"]
    for lang, row in official["languages"].items():
        cells = (row["treebank"], row["sentences"], row["upos"], row["las"])
        names = (row.get("ner", "none"), row.get("ner_corpus", ""))
        lines.append(f"| {lang} | " + " | ".join(str(cell) for cell in (*cells, *names)) + " |")
    return "\n".join(lines)


def _bar(lang: str) -> str:
    ner, las, upos, sentences = (BARS[lang][key] for key in ("ner", "las", "upos", "sentences"))
    return f"{lang} NER {ner}, LAS {las}, UPOS {upos}, sentences {sentences}"


def _row(lang: str, scores: dict[str, Any], folder: Path) -> str:
    cells = []
    for bar, name, test in COLUMNS.values():
        score = _score(scores, name, test)
        cells.append(f"{score:.1f}" + ("*" if score < BARS[lang][bar] else ""))
    megabytes = sum(path.stat().st_size for path in folder.rglob("*.pt")) / 1e6
    return f"| {lang} | " + " | ".join(cells) + f" | {megabytes:.1f} | {scores['date']} |"


def _score(scores: dict[str, Any], name: str, test: str) -> float:
    rows = scores["rows"]
    return next(r["score"] for r in rows if r["measure"] == name and r["test"].startswith(test))


def _line(lang: str, scores: dict[str, Any]) -> str:
    parts = (f"{title} {_score(scores, *COLUMNS[title][1:]):.1f}" for title in COLUMNS)
    return f"{lang}: " + ", ".join(parts)


def _read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


if __name__ == "__main__":
    sys.exit(main())
