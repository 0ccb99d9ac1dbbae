"""A whole run, stage by stage: how much of it is Stanza, and what a second run costs.

    .venv/bin/python benchmarks/pipeline.py --articles 1000

The flow runs in this process with a Prefect server of its own, as `newsledger run` does it.
Stanza's share is the time in its pipelines (loading, tokenizing, tagging, parsing, names) and
in importing it; the baseline of every share is the wall time of the same run. CPU seconds are
those of this process and tell more than wall time on a busy machine.
"""

from __future__ import annotations

import argparse
import logging
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from made_articles import write_articles

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from flows.local_server import prefect_server
from flows.settings import configure_prefect, load_settings
from flows.warm_up import warm_up

MAX_SHARE_PCT = 10
MAX_SECOND_RUN_S = 5


class Clock:
    """Adds up wall and CPU seconds by name; nested spans of one name count once."""

    def __init__(self) -> None:
        self.wall: dict[str, float] = defaultdict(float)
        self.cpu: dict[str, float] = defaultdict(float)
        self._open: set[str] = set()

    @contextmanager
    def span(self, name: str) -> Iterator[None]:
        """Add the block's seconds to `name`."""
        if name in self._open:
            yield
            return
        self._open.add(name)
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            yield
        finally:
            self._open.discard(name)
            self.wall[name] += time.perf_counter() - wall
            self.cpu[name] += time.process_time() - cpu

    def wrap(self, function: Callable[..., Any], name: str) -> Callable[..., Any]:
        """Return the function, timed; the processor of our own is left out."""

        def timed(*args: Any, **kwargs: Any) -> Any:
            if kwargs.get("processors") == "timex":
                return function(*args, **kwargs)
            with self.span(name):
                return function(*args, **kwargs)

        return timed


class Stages(logging.Handler):
    """Notes when each stage of a run reports that it has ended."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.seconds: dict[str, float] = {}
        self.since = time.perf_counter()
        logging.getLogger("newsledger.stages").addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Take the time since the stage before."""
        stage = getattr(record, "stage", None)
        if stage and not hasattr(record, "part"):
            now = time.perf_counter()
            self.seconds[stage], self.since = now - self.since, now


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)

    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pipeline-") as folder:
        path = write_articles(Path(folder) / "in.jsonl", options.articles)
        settings = load_settings(Path(folder) / "ledger")
        configure_prefect(settings, PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL="CRITICAL")
        clock = Clock()
        with clock.span("import stanza"):
            patch_stanza(clock)
        stages = Stages()
        with prefect_server(meanwhile=warm_up(settings)):
            first = run(path, settings.data_dir, clock, stages)
            report_first(first, clock, options.articles)
            report_second(run(path, settings.data_dir, Clock(), stages))
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process {peak_mb:,.0f} MB")


def patch_stanza(clock: Clock) -> None:
    import stanza
    from stanza.models.common.pretrain import Pretrain

    from transforms.text import splitting

    for owner, method in (
        (splitting, "output_predictions"),
        (splitting, "_words"),
        (stanza.Pipeline, "__init__"),
        (stanza.Pipeline, "process"),
        (stanza.Pipeline, "bulk_process"),
        (Pretrain, "load"),
    ):
        setattr(owner, method, clock.wrap(getattr(owner, method), "stanza"))


def run(path: Path, warehouse: Path, clock: Clock, stages: Stages) -> dict[str, float]:
    """Run the flow; return the seconds of each stage, `end` being what follows the last."""
    from flows.code_batch import code_batch

    with clock.span("flow"):
        code_batch([str(path)], str(warehouse))
    stages.seconds["end"] = time.perf_counter() - stages.since
    seconds, stages.seconds, stages.since = stages.seconds, {}, time.perf_counter()
    return seconds


def report_first(stages: dict[str, float], clock: Clock, n_articles: int) -> None:
    imports = clock.wall["import stanza"]
    total = sum(stages.values()) + imports
    print(f"{n_articles} articles, first run: {total:.1f} s wall")
    for stage, seconds in stages.items():
        print(f"  {stage:<10} {seconds:8.1f} s {100 * seconds / total:5.1f} %")
    in_stanza, in_flow = clock.wall["stanza"], clock.wall["flow"]
    print(f"  Stanza     {in_stanza:8.1f} s in `code`, {imports:.1f} s to import")
    flow_share = 100 * (1 - in_stanza / in_flow)
    cpu_share = 100 * (1 - clock.cpu["stanza"] / clock.cpu["flow"])
    whole_share = 100 * (1 - (in_stanza + imports) / total)
    print(f"not in Stanza: {flow_share:.1f} % of the flow's wall, {cpu_share:.1f} % of its CPU,")
    print(f"  {whole_share:.1f} % of the whole, Prefect's start included (bar {MAX_SHARE_PCT} %)")
    print(f"throughput {n_articles / in_flow:.1f} articles/s, CPU {clock.cpu['flow']:.0f} s")


def report_second(stages: dict[str, float]) -> None:
    told = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in stages.items())
    added = sum(stages.values())
    print(f"second run adds {added:.1f} s to Prefect's start (bar {MAX_SECOND_RUN_S} s): {told}")


if __name__ == "__main__":
    main()
