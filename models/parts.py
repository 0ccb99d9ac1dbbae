"""The parts of a bundle and how Stanza's own trainers are called for each.

A part is finished when its state file says so with the same recipe. Asking for more steps goes on
from what was reached: the parser from its checkpoint (weights and optimiser), NER from its best
weights; tokenizer, tagger, lemmatizer and mwt expander start again.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import entities
import treebanks
import vectors

LENGTHS = ("max_steps", "steps", "num_epoch", "max_steps_before_stop", "max_steps_no_improve")
BEST = re.compile(r"(?:Best dev F1 = |dev_score = |Best dev score=|Best F1 = )([0-9.]+)")
RETAGGED = ("train", "dev")


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


def run_part(shop: Workshop, part: str) -> None:
    """Trains one part unless its state file says that it is done; writes that file.

    Raises:
        subprocess.CalledProcessError: the trainer failed; its log is <part>.log in the folder.
        FileNotFoundError: a corpus is missing.
    """
    asked = _digests(shop, part)
    state_path = shop.path(f"{part}.state.json")
    state = json.loads(state_path.read_text()) if state_path.exists() else {}
    if state.get("recipe") == asked["recipe"] and state.get("finished"):
        return
    goes_on = state.get("family") == asked["family"]
    state_path.write_text(json.dumps({**state, **asked, "finished": False}))
    if not goes_on:
        shop.path(f"{part}.log").unlink(missing_ok=True)
    start = time.monotonic()
    PARTS[part](shop, goes_on)
    minutes = state.get("minutes", 0) * goes_on + (time.monotonic() - start) / 60
    done = {
        **asked,
        "finished": True,
        "minutes": round(minutes, 1),
        "date": datetime.now(UTC).date().isoformat(),
        "best_on_dev": best_on_dev(shop.path(f"{part}.log")),
    }
    state_path.write_text(json.dumps(done))


def best_on_dev(log: Path) -> float | None:
    """The trainer's best score on dev, as it logged it (Stanza's scorer, 0-100)."""
    found = BEST.findall(log.read_text(encoding="utf-8")) if log.exists() else []
    scores = [float(value) for value in found]
    return max((s if s > 1 else 100 * s for s in scores), default=None)


def _digests(shop: Workshop, part: str) -> dict[str, str]:
    """A digest of all that makes a part, and one of all but how long it trains (its family)."""
    settings = shop.settings(part)
    data = shop.recipe["ner" if part == "ner" else "treebanks"] if part != "pretrain" else None
    vectors_recipe = {k: v for k, v in shop.recipe["pretrain"].items() if k != "ship"}
    whole = [part, data, vectors_recipe, settings]
    kept = {k: v for k, v in settings.items() if k not in LENGTHS}
    return {"recipe": _digest(whole), "family": _digest([*whole[:3], kept])}


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


def _train(shop: Workshop, part: str, module: str, options: dict[str, Any]) -> None:
    """Runs one of Stanza's trainers in its own process; its output goes to <part>.log."""
    command = [sys.executable, "-m", f"stanza.models.{module}"]
    for name, value in {**options, **shop.settings(part)}.items():
        if value is True:
            command.append(f"--{name}")
        elif value is not False and value is not None:
            command += [f"--{name}", str(value)]
    command.append(f"--{shop.device}")
    environment = {**os.environ, "PYTHONUTF8": "1"}  # the trainers open files in the locale's code
    with shop.path(f"{part}.log").open("a", encoding="utf-8") as log:
        subprocess.run(command, check=True, stdout=log, stderr=subprocess.STDOUT, env=environment)


def _saved(shop: Workshop, part: str) -> dict[str, Any]:
    return {"save_dir": shop.folder, "save_name": f"{part}.pt"}


def _named(shop: Workshop) -> dict[str, Any]:
    return {"lang": shop.lang, "shorthand": f"{shop.lang}_newsledger"}


def _trees(shop: Workshop) -> None:
    """Cuts the treebanks anew unless this recipe's are there."""
    mark = shop.path("treebanks.json")
    digest = _digest(shop.recipe["treebanks"])
    if not mark.exists() or json.loads(mark.read_text())["recipe"] != digest:
        counts = treebanks.prepare_treebanks(shop.recipe["treebanks"], shop.corpora, shop.folder)
        mark.write_text(json.dumps({"recipe": digest, "words": counts}))


def _pretrain(shop: Workshop, goes_on: bool) -> None:
    cache = shop.folder.parent / "vectors"
    vectors.build_pretrain(shop.recipe["pretrain"], shop.lang, shop.path("pretrain.pt"), cache)


def _tokenize(shop: Workshop, goes_on: bool) -> None:
    from stanza.utils.datasets import common

    _trees(shop)
    short = f"{shop.lang}_newsledger"
    for shard in treebanks.SHARDS:
        shutil.copy(shop.path(f"{shard}.conllu"), shop.path(f"{short}.{shard}.gold.conllu"))
    common.convert_conllu_to_txt(str(shop.folder), short)
    common.prepare_tokenizer_treebank_labels(str(shop.folder), short)
    options = {
        "txt_file": shop.path(f"{short}.train.txt"),
        "label_file": shop.path(f"{short}-ud-train.toklabels"),
        "dev_txt_file": shop.path(f"{short}.dev.txt"),
        "dev_label_file": shop.path(f"{short}-ud-dev.toklabels"),
        "dev_conll_gold": shop.path("dev.conllu"),
        "mwt_json_file": shop.path(f"{short}-ud-dev-mwt.json"),
    }
    _train(
        shop,
        "tokenize",
        "tokenizer",
        {**_named(shop), **_saved(shop, "tokenize"), **options},
    )


def _mwt(shop: Workshop, goes_on: bool) -> None:
    _trees(shop)
    files = {
        "data_dir": shop.folder,
        "train_file": shop.path("train.conllu"),
        "eval_file": shop.path("dev.conllu"),
        "output_file": shop.path("mwt.dev.conllu"),
        "gold_file": shop.path("dev.conllu"),
    }
    _train(shop, "mwt", "mwt_expander", {**_named(shop), **_saved(shop, "mwt"), **files})


def _pos(shop: Workshop, goes_on: bool) -> None:
    _trees(shop)
    files = {"train_file": shop.path("train.conllu"), "eval_file": shop.path("dev.conllu")}
    vectors_file = {"wordvec_pretrain_file": shop.path("pretrain.pt")}
    _train(shop, "pos", "tagger", {**_named(shop), **_saved(shop, "pos"), **files, **vectors_file})


def _lemma(shop: Workshop, goes_on: bool) -> None:
    _trees(shop)
    files = {"train_file": shop.path("lemma.conllu"), "eval_file": shop.path("dev.conllu")}
    name = {"shorthand": f"{shop.lang}_newsledger", "data_dir": shop.folder}
    _train(shop, "lemma", "lemmatizer", {**name, **_saved(shop, "lemma"), **files})


def _depparse(shop: Workshop, goes_on: bool) -> None:
    """On tags as the tagger gives them, as they will be when it is used."""
    _trees(shop)
    vectors_file = {"wordvec_pretrain_file": shop.path("pretrain.pt")}
    for shard in RETAGGED:
        _retag(shop, shard, vectors_file)
    checkpoint = shop.path("depparse_checkpoint.pt")
    if not goes_on:
        checkpoint.unlink(missing_ok=True)
    files = {
        "train_file": shop.path("tagged.train.conllu"),
        "eval_file": shop.path("tagged.dev.conllu"),
        "checkpoint_save_name": checkpoint.name,
    }
    options = {**_named(shop), **_saved(shop, "depparse"), **files, **vectors_file}
    _train(shop, "depparse", "parser", options)


def _retag(shop: Workshop, shard: str, vectors_file: dict[str, Any]) -> None:
    tagged, tagger = shop.path(f"tagged.{shard}.conllu"), shop.path("pos.pt")
    if tagged.exists() and tagged.stat().st_mtime > tagger.stat().st_mtime:
        return
    files = {"eval_file": shop.path(f"{shard}.conllu"), "output_file": tagged}
    options = {**_named(shop), **_saved(shop, "pos"), **files, **vectors_file, "mode": "predict"}
    _train(shop, "retag", "tagger", options)


def _ner(shop: Workshop, goes_on: bool) -> None:
    mark, digest = shop.path("ner/recipe.json"), _digest(shop.recipe["ner"])
    if not mark.exists() or json.loads(mark.read_text())["recipe"] != digest:
        counts = entities.prepare_entities(shop.recipe["ner"], shop.corpora, shop.path("ner"))
        mark.write_text(json.dumps({"recipe": digest, "sentences": counts}))
    files = {
        "train_file": shop.path("ner/train.json"),
        "eval_file": shop.path("ner/dev.json"),
        "wordvec_pretrain_file": shop.path("pretrain.pt"),
        "shorthand": f"{shop.lang}_newsledger",
        "finetune": goes_on and shop.path("ner.pt").exists(),
    }
    _train(shop, "ner", "ner_tagger", {**_saved(shop, "ner"), **files})


PARTS: dict[str, Callable[[Workshop, bool], None]] = {
    "pretrain": _pretrain,
    "tokenize": _tokenize,
    "mwt": _mwt,
    "pos": _pos,
    "lemma": _lemma,
    "depparse": _depparse,
    "ner": _ner,
}
