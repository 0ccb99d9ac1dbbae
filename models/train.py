"""Trains the embedded models of one language from the open corpora and writes its bundle.

    python models/train.py --lang es             # every part, then the bundle in models/es
    python models/train.py --lang es --part ner  # one part, then the bundle anew

The recipe is models/recipes.yaml. Work is kept under ~/.cache/newsledger/training/<lang>: a part
that is done is not done again, one that was cut off goes on (see models/README.md).
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import bundles
import parts
import recipes
import torch
from workshop import Workshop

HERE = Path(__file__).parent
CORPORA = Path(os.environ.get("NEWSLEDGER_CORPORA", HERE.parent.parent / "shared" / "corpora"))
WORK = Path(os.environ.get("NEWSLEDGER_TRAINING", "~/.cache/newsledger/training")).expanduser()


def main() -> int:
    """Exit code 0, or 2 for a mistake in what was asked."""
    asked = _parse()
    known = recipes.read_recipes()
    if asked.lang not in known:
        print(f"no recipe for {asked.lang!r}; models/recipes.yaml has {', '.join(sorted(known))}")
        return 2
    if not asked.corpora.is_dir():
        print(f"no corpora at {asked.corpora}: name their folder with --corpora")
        return 2
    folder = asked.work / asked.lang
    folder.mkdir(parents=True, exist_ok=True)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    recipe = known[asked.lang]
    shop = Workshop(asked.lang, recipe, asked.corpora.resolve(), folder.resolve(), device)
    for part in asked.part or recipe["parts"]:
        print(f"{asked.lang} {part}", flush=True)
        parts.run_part(shop, part)
    if not asked.no_bundle:
        print(f"{asked.lang} bundle: {bundles.write_bundle(shop, asked.models)}")
    return 0


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--lang", required=True, help="en, ar, es, fr, pt or ru")
    parser.add_argument("--part", action="append", choices=list(parts.PARTS), help="only this")
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--work", type=Path, default=WORK, help="checkpoints and logs")
    parser.add_argument("--models", type=Path, default=HERE, help="where the bundle goes")
    parser.add_argument("--no-bundle", action="store_true", help="train only")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
