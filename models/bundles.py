"""From trained parts to what is shipped: half-precision weights, catalogue, attribution, card.

A bundle is models/<lang>/<processor>/newsledger.pt for each part, CARD.md, ATTRIBUTION.md,
training.json (settings and dates) and scores.json (written by evaluate.py). resources.json beside
the bundles is a catalogue that Stanza reads as if it were its own.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cards
import torch

if TYPE_CHECKING:
    from workshop import Workshop

PACKAGE = "newsledger"
NEED_VECTORS = ("pos", "depparse", "ner")
ORDER = ("pretrain", "tokenize", "mwt", "lemma", "pos", "depparse", "ner")
SPECIAL_UNITS = 4
LAST_OF_PATH = re.compile(r"^.*/(?=[^/]*$)")


def write_bundle(shop: Workshop, folder: Path) -> str:
    """Writes the finished parts of a language into folder/<lang>; returns a line of sizes.

    Parts that are not yet trained are left as they are in the folder, so one part can be renewed.
    """
    target = folder / shop.lang
    training = cards.read_training(target)
    sizes = []
    for part in shop.recipe["parts"]:
        state = _read(shop.path(f"{part}.state.json"))
        if part not in ORDER and state.get("finished"):
            facts = cards.kept(state, shop.settings(part), cards.sources_of(shop.recipe, part))
            training["parts"][part] = facts
        trained, weights = shop.path(f"{part}.pt"), target / part / f"{PACKAGE}.pt"
        if (
            part in ORDER
            and trained.exists()
            and _is_new(training["parts"].get(part), trained, weights)
        ):
            weights.parent.mkdir(parents=True, exist_ok=True)
            shrink(trained, weights, shop.recipe["pretrain"].get("ship"))
            sources = cards.sources_of(shop.recipe, part)
            facts = cards.kept(state, shop.settings(part), sources)
            training["parts"][part] = {**facts, "made_from": _digest(trained)}
            sizes.append(f"{part} {weights.stat().st_size / 1e6:.1f} MB")
    training["attribution"] = shop.recipe["attribution"]
    (target / "training.json").write_text(json.dumps(training, indent=1) + "\n")
    cards.write_papers(shop.lang, shop.recipe, target)
    write_catalogue(folder)
    return ", ".join(sizes)


def _is_new(facts: dict[str, Any] | None, trained: Path, weights: Path) -> bool:
    """False when the weights in the bundle were made from this very file.

    Stanza's weight files differ in some bytes each time they are written.
    """
    return not (weights.exists() and facts and facts.get("made_from") == _digest(trained))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def shrink(source: Path, target: Path, words: int | None = None) -> None:
    """Halves the precision of every weight and drops what is not needed to run a model.

    With `words`, only so many of the most frequent words keep their vectors. The embedding that
    NER would have tuned is all zero (it was not tuned) and is cut to its first rows; file names
    in the saved settings lose their folders.
    """
    saved = torch.load(source, map_location="cpu", weights_only=True)
    if "emb" in saved:
        saved["emb"] = saved["emb"].half()[_kept(words)].clone()
        _cut_vocab(saved["vocab"], words)
    model = saved.get("model")
    if isinstance(model, dict):
        if "delta_emb.weight" in model:
            _cut_delta(saved)
            _cut_vocab(saved["vocab"]["word"], words)
        saved["model"] = {name: _halved(value) for name, value in model.items()}
    if isinstance(saved.get("config"), dict):
        saved["config"] = {key: _without_folder(value) for key, value in saved["config"].items()}
    for name in ("optimizer_state_dict", "scheduler_state_dict"):
        saved.pop(name, None)
    torch.save(saved, target, _use_new_zipfile_serialization=False)


def _halved(value: Any) -> Any:
    is_float = isinstance(value, torch.Tensor) and value.is_floating_point()
    return value.half() if is_float else value


def _without_folder(value: Any) -> Any:
    return LAST_OF_PATH.sub("", value) if isinstance(value, str) else value


def _kept(words: int | None) -> slice:
    return slice(None if words is None else words + SPECIAL_UNITS)


def _cut_vocab(vocab: dict[str, Any], words: int | None) -> None:
    vocab["_id2unit"] = vocab["_id2unit"][_kept(words)]
    vocab["_unit2id"] = {unit: i for i, unit in enumerate(vocab["_id2unit"])}


def _cut_delta(saved: dict[str, Any]) -> None:
    if bool(saved["model"]["delta_emb.weight"].any()):
        raise ValueError("the NER model tuned its word vectors: train it with no_emb_finetune")
    saved["model"]["delta_emb.weight"] = saved["model"]["delta_emb.weight"][:SPECIAL_UNITS].clone()
    _cut_vocab(saved["vocab"]["delta"], 0)
    saved["vocab"]["delta"]["ignore"] = []


def write_catalogue(folder: Path) -> None:
    """Writes folder/resources.json from the weight files that lie in folder/<lang>."""
    catalogue = {}
    for lang in sorted(path.name for path in folder.iterdir() if (path / "pretrain").is_dir()):
        present = [part for part in ORDER if (folder / lang / part / f"{PACKAGE}.pt").exists()]
        needs = {"dependencies": [{"model": "pretrain", "package": PACKAGE}]}
        catalogue[lang] = {
            "lang_name": cards.language_name(lang),
            **{part: {PACKAGE: needs if part in NEED_VECTORS else {}} for part in present},
            "packages": {"default": {p: PACKAGE for p in present if p != "pretrain"}},
        }
    text = json.dumps(catalogue, indent=1) + "\n"
    (folder / "resources.json").write_text(text, encoding="utf-8")


def open_bundle(folder: Path, lang: str, processors: str, pretokenized: bool = False) -> Any:
    """A Stanza pipeline on a bundle; its vectors are brought to full precision once.

    Args:
        folder: the folder of resources.json.
        lang: language of the bundle.
        processors: comma-separated, as Stanza has them.
        pretokenized: the input is lists of tokens.
    """
    import stanza
    from stanza.models.common.foundation_cache import FoundationCache
    from stanza.models.common.pretrain import Pretrain

    path = str(folder / lang / "pretrain" / f"{PACKAGE}.pt")
    pretrain = Pretrain(path)
    pretrain.load()
    pretrain._emb = pretrain.emb.float()
    cache = FoundationCache(local_files_only=True)
    cache.pretrains[path] = pretrain
    return stanza.Pipeline(
        lang,
        dir=str(folder),
        download_method=None,
        processors=processors,
        foundation_cache=cache,
        tokenize_pretokenized=pretokenized,
        use_gpu=torch.cuda.is_available(),
        verbose=False,
    )


def _read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
