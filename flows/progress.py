"""One line a stage: what a run did, for the terminal and for Prefect's log alike."""

from __future__ import annotations

import logging

log = logging.getLogger("newsledger.stages")
log.setLevel(logging.INFO)


def report_progress(stage: str, done: int, total: int) -> None:
    """Say how far a stage is, in units of its work (shards)."""
    log.info("%s %d of %d", stage, done, total, extra={"stage": stage, "part": (done, total)})


def report_stage(stage: str, **facts: int | str) -> None:
    """Say that a stage is finished: `articles=3` reads "3 articles", text as "name text"."""
    words = ", ".join(_words(name.replace("_", " "), value) for name, value in facts.items())
    log.info("%s: %s", stage, words, extra={"stage": stage, "words": words})


def _words(name: str, value: int | str) -> str:
    return f"{value:,} {name}" if isinstance(value, int) else f"{name} {value}"
