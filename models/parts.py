"""The parts of a bundle and how Stanza's own trainers are called for each.

The teacher (teacher.py) is not shipped: it labels text for the names part.

A part is finished when its state file says so with the same recipe. Asking for more steps goes on
from what was reached: the parser from its checkpoint (weights and optimiser), NER from its best
weights; tokenizer, tagger, lemmatizer and mwt expander start again.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import entities
import recipes
import treebanks
import vectors
from workshop import Workshop, best_on_dev, digest, digests, last_best

NOT_OPTIONS = {"stages"}
RETAGGED = ("train", "dev")


def run_part(shop: Workshop, part: str) -> None:
    """Trains one part unless its state file says that it is done; writes that file.

    Raises:
        subprocess.CalledProcessError: the trainer failed; its log is <part>.log in the folder.
        FileNotFoundError: a corpus is missing.
    """
    asked = digests(shop, part)
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


def _train(shop: Workshop, part: str, module: str, options: dict[str, Any]) -> None:
    """Runs one of Stanza's trainers in its own process; its output goes to <part>.log."""
    command = [sys.executable, "-m", f"stanza.models.{module}"]
    for name, value in {**options, **shop.settings(part)}.items():
        if name in NOT_OPTIONS:
            continue
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
    made_by = digest(shop.recipe["treebanks"])
    if not mark.exists() or json.loads(mark.read_text())["recipe"] != made_by:
        counts = treebanks.prepare_treebanks(shop.recipe["treebanks"], shop.corpora, shop.folder)
        mark.write_text(json.dumps({"recipe": made_by, "words": counts}))


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


def _names(shop: Workshop, shards: dict[str, Any], folder: Path) -> None:
    """Cuts the name corpora anew unless this recipe's are there."""
    mark, made_by = folder / "recipe.json", digest(shards)
    if not mark.exists() or json.loads(mark.read_text())["recipe"] != made_by:
        counts = entities.prepare_entities(shards, shop.corpora, folder)
        mark.write_text(json.dumps({"recipe": made_by, "sentences": counts}))


def _teacher(shop: Workshop, goes_on: bool) -> None:
    import teacher

    _names(shop, recipes.taught_by_hand(shop.recipe["ner"]), shop.path("gold"))
    checkpoint = shop.path("teacher_checkpoint.pt")
    if not goes_on:
        checkpoint.unlink(missing_ok=True)
    with shop.path("teacher.log").open("a", encoding="utf-8") as log:
        teacher.train_teacher(
            shop.path("gold"), shop.path("teacher.pt"), shop.settings("teacher"), shop.device, log
        )


def _ner(shop: Workshop, goes_on: bool) -> None:
    """In stages: the rate falls until it is spent, then the best weights begin anew at full rate.

    Warm restarts (Loshchilov and Hutter 2017, SGDR). A stage that ends lower is thrown away.
    """
    _names(
        shop, recipes.with_teacher(shop.recipe["ner"], shop.path("teacher.pt")), shop.path("ner")
    )
    files = {
        "train_file": shop.path("ner/train.json"),
        "eval_file": shop.path("ner/dev.json"),
        "wordvec_pretrain_file": shop.path("pretrain.pt"),
        "shorthand": f"{shop.lang}_newsledger",
    }
    weights, kept = shop.path("ner.pt"), shop.path("ner.best.pt")
    if not goes_on:
        weights.unlink(missing_ok=True)
    best = -1.0
    if weights.exists():
        best = best_on_dev(shop.path("ner.log")) or best
        shutil.copy(weights, kept)
    for _ in range(shop.settings("ner").get("stages", 1)):
        _train(
            shop,
            "ner",
            "ner_tagger",
            {**_saved(shop, "ner"), **files, "finetune": weights.exists()},
        )
        score = last_best(shop.path("ner.log"))
        if score < best:
            shutil.copy(kept, weights)
        else:
            best = score
            shutil.copy(weights, kept)


PARTS: dict[str, Callable[[Workshop, bool], None]] = {
    "pretrain": _pretrain,
    "tokenize": _tokenize,
    "mwt": _mwt,
    "pos": _pos,
    "lemma": _lemma,
    "depparse": _depparse,
    "teacher": _teacher,
    "ner": _ner,
}
