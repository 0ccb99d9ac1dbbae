"""What several test modules share: paths, case tables, and Prefect for tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases"


def load_cases(name: str) -> list[dict]:
    """Return the entries of tests/cases/<name>.yaml, for `pytest.mark.parametrize`."""
    entries = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    assert isinstance(entries, list) and entries, f"tests/cases/{name}.yaml: a list of cases"
    return entries


def case_id(case: object) -> str:
    """Return a case's `id`, or the start of its text, as pytest shows it."""
    if not isinstance(case, dict):
        return str(case)[:40]
    return str(case.get("id") or case.get("name") or case.get("text") or case)[:60]


@pytest.fixture(scope="session")
def repo_root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """Material beside the checkout that never enters it; without it the test is skipped."""
    path = ROOT.parent / "shared"
    if not path.is_dir():
        pytest.skip("needs ../shared")
    return path


@pytest.fixture(autouse=True)
def restored_environment() -> Iterator[None]:
    """What a command sets for Prefect in this process does not reach the next test."""
    saved = dict(os.environ)
    yield
    if dict(os.environ) != saved:
        os.environ.clear()
        os.environ.update(saved)


@pytest.fixture(scope="session")
def prefect_harness(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A real Prefect server for flows run in this process, with a database of its own."""
    from flows.settings import configure_prefect, load_settings

    configure_prefect(
        load_settings(tmp_path_factory.mktemp("prefect")),
        PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL="CRITICAL",
    )
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        yield
