"""Reads models/recipes.yaml: one recipe a language, its settings laid over the common ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

ENCODER = "encoder"
PATH = Path(__file__).parent / "recipes.yaml"


def read_recipes(path: Path = PATH) -> dict[str, dict[str, Any]]:
    """Recipes by language, each with `settings` complete."""
    book = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        lang: {**recipe, "settings": _laid_over(book["settings"], recipe.get("settings", {}))}
        for lang, recipe in book["languages"].items()
    }


def _laid_over(common: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    return {part: {**common.get(part, {}), **own.get(part, {})} for part in {*common, *own}}


def taught_by_hand(shards: dict[str, Any]) -> dict[str, Any]:
    """The name sources that people labelled: what the encoder learns from (see teacher.py)."""
    return {
        shard: [source for source in sources if source.get("teacher") != ENCODER]
        for shard, sources in shards.items()
    }


def with_teacher(shards: dict[str, Any], weights: Path) -> dict[str, Any]:
    """The name sources, where the encoder teaches with the file of its weights."""
    return {
        shard: [
            {**source, "teacher": f"{ENCODER}:{weights}"}
            if source.get("teacher") == ENCODER
            else source
            for source in sources
        ]
        for shard, sources in shards.items()
    }
