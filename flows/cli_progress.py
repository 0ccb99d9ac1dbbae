"""Shows a run's stages on the terminal: a line for each, a bar for the one that takes long."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

SHOWN_LOGGERS = ("newsledger", "warehouse")


@contextmanager
def shown_progress(console: Console) -> Iterator[None]:
    """Show the stages logged within the block, and warnings of ours (waiting for a lock)."""
    bar = Progress(
        TextColumn("{task.description:<10}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )
    handler = _StageHandler(bar)
    for name in SHOWN_LOGGERS:
        logging.getLogger(name).addHandler(handler)
    try:
        with bar:
            yield
    finally:
        for name in SHOWN_LOGGERS:
            logging.getLogger(name).removeHandler(handler)


class _StageHandler(logging.Handler):
    """Turns log records of `flows.progress` into lines and a bar."""

    def __init__(self, bar: Progress) -> None:
        super().__init__(logging.INFO)
        self._bar = bar
        self._task = bar.add_task("start", total=None)
        self._since = time.monotonic()

    def emit(self, record: logging.LogRecord) -> None:
        stage = getattr(record, "stage", None)
        if stage is None:
            if record.levelno >= logging.WARNING:
                self._bar.console.print(f"[yellow]{record.getMessage()}[/] {_facts(record)}")
        elif hasattr(record, "part"):
            done, total = record.part
            self._bar.update(self._task, description=stage, completed=done, total=total)
        else:
            seconds, self._since = time.monotonic() - self._since, time.monotonic()
            words = getattr(record, "words", "")
            self._bar.console.print(f"[green]✓[/] {stage:<10} {words} [dim]({seconds:.1f} s)[/]")
            self._bar.update(self._task, description="…", completed=0, total=None)


def _facts(record: logging.LogRecord) -> str:
    """The extra fields of a record, e.g. the process that is waited for."""
    usual = set(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
    facts = {key: value for key, value in vars(record).items() if key not in usual}
    return " ".join(f"{key}={value}" for key, value in facts.items())
