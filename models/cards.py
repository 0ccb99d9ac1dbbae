"""The papers of a bundle: CARD.md (data, settings, scores, date) and ATTRIBUTION.md."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import recipes
import yaml

SOURCES = Path(__file__).parent / "sources.yaml"
MAX_MB = 25
UNSEEN = ("pretrain", "teacher")
DATA_KEYS = ("member", "from", "to", "folds", "of", "block", "teacher", "fill", "repeat")
SHARE_ALIKE = (
    "The weights are shared under CC BY-SA 4.0, because they learned from share-alike corpora. "
    "They hold no text of these corpora beyond word lists."
)


def language_name(lang: str) -> str:
    """English name of a language that has a recipe."""
    return str(recipes.read_recipes()[lang]["name"])


def kept(state: dict[str, Any], settings: dict[str, Any], sources: list[str]) -> dict[str, Any]:
    """What a card tells of a part's training, from its state file and its recipe."""
    facts = {key: state[key] for key in ("date", "minutes", "best_on_dev") if key in state}
    return {**facts, "settings": settings, "data": sources}


def sources_of(recipe: dict[str, Any], part: str) -> list[str]:
    """The sources of a part, one line each, as a card lists them."""
    if part == "pretrain":
        facts = recipe["pretrain"]
        words = facts.get("ship", facts["words"])
        return [f"{facts['source']}, {words} words, {facts['dimensions']} dimensions"]
    names = {"ner": recipe["ner"], "teacher": recipes.taught_by_hand(recipe["ner"])}
    shards = names.get(part, recipe["treebanks"])
    return [
        f"{shard}: " + "; ".join([source["file"], *_limits(source)])
        for shard in ("train", "dev", "test")
        for source in shards[shard]
    ]


def _limits(source: dict[str, Any]) -> list[str]:
    return [f"{key} {source[key]}" for key in DATA_KEYS if key in source]


def read_training(folder: Path) -> dict[str, Any]:
    """Facts of training.json: `parts` and the keys of `attribution`."""
    return {"parts": {}, "attribution": [], **_read(folder / "training.json")}


def write_papers(lang: str, recipe: dict[str, Any], folder: Path) -> None:
    """Writes CARD.md and ATTRIBUTION.md into a bundle's folder, from its json files."""
    training, scores = read_training(folder), _read(folder / "scores.json")
    blocks = [
        f"# {recipe['name']} models",
        f"Processors: {', '.join(p for p in recipe['parts'] if p not in UNSEEN)}. "
        f"Half precision, {_megabytes(folder):.1f} MB (at most {MAX_MB}). "
        "Vectors must be raised to float32 before use, as `transforms/text/annotate.py` does.",
        _labels(scores),
        "## Scores on held-out text\n\n" + _scores(scores),
        "## Data\n\n" + _data(training["parts"]),
        "## Training\n\n" + _training(training["parts"]),
        f"Reproduce: `make models LANG={lang}`. Licences: ATTRIBUTION.md.",
    ]
    (folder / "CARD.md").write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    (folder / "ATTRIBUTION.md").write_text(
        _attribution(recipe["name"], training["attribution"]), encoding="utf-8"
    )


def _labels(scores: dict[str, Any]) -> str:
    labels = scores.get("ner_labels", [])
    missing = [x for x in ("PER", "ORG", "LOC", "NORP", "FAC", "DATE", "MISC") if x not in labels]
    lacks = f" Not told apart: {', '.join(missing)}." if labels and missing else ""
    return f"NER labels: {', '.join(labels) or 'not measured yet'}.{lacks}"


def _scores(scores: dict[str, Any]) -> str:
    rows = scores.get("rows", [])
    lines = [f"| {row['measure']} | {row['score']:.1f} | {row['test']} |" for row in rows]
    head = ["| measure | score | test text |", "| --- | --- | --- |"]
    dated = f"\n\nMeasured {scores['date']} by `make evaluate-models`." if rows else ""
    return "\n".join([*head, *lines]) + dated


def _data(training: dict[str, Any]) -> str:
    """Parts that learned from the same sources share an entry."""
    grouped: dict[str, list[str]] = {}
    for part, facts in training.items():
        lines = "\n".join(f"  - {line}" for line in facts["data"])
        grouped.setdefault(lines, []).append(part)
    return "\n".join(f"- {', '.join(parts)}:\n{lines}" for lines, parts in grouped.items())


def _training(training: dict[str, Any]) -> str:
    lines = [
        "| part | date | minutes | best on dev | settings |",
        "| --- | --- | --- | --- | --- |",
    ]
    for part, facts in training.items():
        settings = ", ".join(f"{k} {v}" for k, v in facts.get("settings", {}).items())
        best = facts.get("best_on_dev")
        cells = [part, facts.get("date", ""), facts.get("minutes", ""), best or "", settings]
        lines.append("| " + " | ".join(str(cell) for cell in cells) + " |")
    return "\n".join(lines)


def _attribution(name: str, keys: list[str]) -> str:
    known = yaml.safe_load(SOURCES.read_text(encoding="utf-8"))
    lines = [f"# Sources of the {name} models", "", SHARE_ALIKE, ""]
    lines += ["| source | by | licence | what was learned from it |", "| --- | --- | --- | --- |"]
    for key in keys:
        source = known[key]
        cells = (source["name"], source["by"], source["licence"], source["used"])
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*.pt")) / 1e6


def _read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
