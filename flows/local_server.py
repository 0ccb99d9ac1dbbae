"""A Prefect server of our own, for users who have none: one process, ended with its parent.

Prefect's built-in ephemeral server outlives a killed run, and several that start at once
on a fresh database break its migrations (measured: six of six). This one watches its
parent through a pipe, and starts are taken one at a time.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.progress import report_stage
from flows.settings import prefect_api_url, prefect_home, server_environment, use_server
from transforms.errors import InputError, PipelineError
from warehouse.locks import hold_lock

STARTUP_SECONDS = 120
STOP_SECONDS = 10
ATTEMPTS = 3
DEFAULT_PORT = 4200
DONE = object()


@contextmanager
def prefect_server(
    *, is_scheduler: bool = False, port: int | None = None, meanwhile: Iterable[None] = ()
) -> Iterator[str]:
    """Yield the API's address: the user's server if one is configured, else one started here.

    Args:
        is_scheduler: start the scheduler and the pages too (a run alone needs neither).
        port: where to listen; by default 4200 for a scheduler if free, else any free port.
        meanwhile: steps to take while a server starts here; those left are not taken.

    Raises:
        InputError: the port is in use, or the configured server does not answer.
        PipelineError: the server did not start; names its log file.
    """
    configured = prefect_api_url()
    if configured is not None:
        _check_answers(configured)
        yield configured
        return
    home = prefect_home()
    with hold_lock(home / ".start.lock", 3 * STARTUP_SECONDS):
        chosen, process = _start_anywhere(
            port, home / "server.log", iter(meanwhile), is_scheduler=is_scheduler
        )
    url = f"http://127.0.0.1:{chosen}/api"
    try:
        with use_server(url):
            yield url
    finally:
        _send_rest()
        _stop(process)


def main() -> None:
    """Be the server process: `python -m flows.local_server PORT`, until stdin closes."""
    import uvicorn

    threading.Thread(target=_leave_with_parent, daemon=True).start()
    uvicorn.run(
        "prefect.server.api.server:create_app",
        factory=True,
        host="127.0.0.1",
        port=int(sys.argv[1]),
        log_level="error",
        lifespan="on",
    )


def _start_anywhere(
    port: int | None, log_file: Path, meanwhile: Iterator[None], *, is_scheduler: bool
) -> tuple[int, subprocess.Popen[bytes]]:
    """Start a server; another program may take a free port first, so it is tried again."""
    wanted = port or (DEFAULT_PORT if is_scheduler else 0)
    for attempt in range(ATTEMPTS):
        chosen = _free_port(wanted, is_required=port is not None)
        try:
            return chosen, _start(chosen, log_file, meanwhile, is_scheduler=is_scheduler)
        except PipelineError:
            if port is not None or attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("the last attempt returns or raises")


def _start(
    port: int, log_file: Path, meanwhile: Iterator[None], *, is_scheduler: bool
) -> subprocess.Popen[bytes]:
    with log_file.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "flows.local_server", str(port)],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            env=server_environment(is_scheduler=is_scheduler, port=port),
            start_new_session=True,
        )
    try:
        _await(process, port, log_file, meanwhile)
    except BaseException:
        _stop(process)
        raise
    report_stage("start", Prefect=f"on port {port}")
    return process


def _await(
    process: subprocess.Popen[bytes], port: int, log_file: Path, meanwhile: Iterator[None]
) -> None:
    deadline = time.monotonic() + STARTUP_SECONDS
    while not _is_healthy(f"http://127.0.0.1:{port}/api"):
        if process.poll() is not None or time.monotonic() > deadline:
            raise PipelineError(f"the Prefect server did not start on port {port}; see {log_file}")
        if next(meanwhile, DONE) is DONE:
            time.sleep(0.1)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _send_rest() -> None:
    """Send what Prefect still queues in this process; at exit the server would be gone."""
    if "prefect" not in sys.modules:
        return
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    APILogWorker.drain_all(timeout=STOP_SECONDS)
    EventsWorker.drain_all(timeout=STOP_SECONDS)


def _check_answers(url: str) -> None:
    """Raise InputError if the user's own server is not there; hosted ones are not asked."""
    if url.startswith("http://") and not _is_healthy(url):
        raise InputError(
            f"the Prefect server {url} does not answer; start it, or unset PREFECT_API_URL"
        )


def _is_healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url.rstrip('/')}/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError, ValueError):
        return False


def _free_port(preferred: int, *, is_required: bool) -> int:
    for port in (preferred,) if is_required else (preferred, 0):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise InputError(f"port {preferred} is in use; give another one with --port")


def _leave_with_parent() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
