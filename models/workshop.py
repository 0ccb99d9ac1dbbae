"""Where one language is trained, and how a change of its recipe is told from a longer training."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import recipes

BEST = re.compile(r"(?:Best dev F1 = |dev_score = |Best dev score=|Best F1 = )([0-9.]+)")
LAST_BEST = re.compile(r"Best dev F1 = ([0-9.]+)")
LENGTHS = (
    "max_steps",
    "steps",
    "num_epoch",
    "max_steps_before_stop",
    "max_steps_no_improve",
    "epochs",
    "stages",
)


@dataclass(frozen=True)
class Workshop:
    """Where one language is trained: recipe, corpora, work folder, device flag."""

    lang: str
    recipe: dict[str, Any]
    corpora: Path
    folder: Path
    device: str

    def path(self, name: str) -> Path:
        """A file of the work folder."""
        return self.folder / name

    def settings(self, part: str) -> dict[str, Any]:
        """Options of a part."""
        return dict(self.recipe["settings"].get(part, {}))


def digests(shop: Workshop, part: str) -> dict[str, str]:
    """A digest of all that makes a part, and one of all but how long it trains (its family)."""
    settings = shop.settings(part)
    data = _data_of(shop, part)
    vectors_recipe = {k: v for k, v in shop.recipe["pretrain"].items() if k != "ship"}
    whole = [part, data, vectors_recipe, settings]
    kept = {k: v for k, v in settings.items() if k not in LENGTHS}
    return {"recipe": digest(whole), "family": digest([*whole[:3], kept])}


def _data_of(shop: Workshop, part: str) -> dict[str, Any] | None:
    shards = {"ner": shop.recipe["ner"], "teacher": recipes.taught_by_hand(shop.recipe["ner"])}
    return None if part == "pretrain" else shards.get(part, shop.recipe["treebanks"])


def digest(value: object) -> str:
    """A short digest of a recipe or a part of one."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


def best_on_dev(log: Path) -> float | None:
    """The trainer's best score on dev, as it logged it (Stanza's scorer, 0-100)."""
    found = BEST.findall(log.read_text(encoding="utf-8")) if log.exists() else []
    scores = [float(value) for value in found]
    return max((s if s > 1 else 100 * s for s in scores), default=None)


def last_best(log: Path) -> float:
    """The best score of the last run in a log of the name trainer."""
    return float(LAST_BEST.findall(log.read_text(encoding="utf-8"))[-1])
