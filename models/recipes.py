"""Reads models/recipes.yaml: one recipe a language, its settings laid over the common ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

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
