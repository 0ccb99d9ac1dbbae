"""What a run will need, imported and read while its Prefect server starts in another process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module

from flows.settings import Settings

EVERYWHERE = ("flows.steps", "expectations.loaded")
TO_CODE = ("transforms.shards", "torch._dynamo")
"""Stanza makes an optimizer for each model it loads, and with the first comes torch's compiler."""


def warm_up(settings: Settings) -> Iterator[None]:
    """Load libraries, codebooks and gazetteer, a part at each step.

    These take seconds, and so does the server, on another core (with one core: nothing is
    done). Models are not loaded: which languages come is not known yet. Prefect is not
    imported: it reads the server's address.
    """
    if os.cpu_count() == 1:
        return
    is_local = settings.runner == "local" and settings.workers == 1
    for name in (*EVERYWHERE, *(TO_CODE if is_local else ())):
        import_module(name)
        yield
    if is_local:
        from transforms.pipeline import load_kit

        load_kit(settings.catalogue, settings.gazetteer)
        yield
