"""While a Prefect server starts in its process, this one does what is to be done anyway."""

import subprocess
import sys

import pytest

from flows import local_server
from flows.settings import load_settings
from flows.warm_up import warm_up
from transforms.errors import PipelineError


@pytest.fixture
def process():
    started = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    yield started
    started.kill()
    started.wait()


def _steps(taken, number=9):
    for step in range(number):
        taken.append(step)
        yield


def test_steps_are_taken_until_the_server_answers(process, monkeypatch, tmp_path):
    answers = iter([False, False, True])
    monkeypatch.setattr(local_server, "_is_healthy", lambda url: next(answers))
    taken = []
    local_server._await(process, 1, tmp_path / "log", _steps(taken))
    assert taken == [0, 1]


def test_a_server_that_ended_is_told_before_another_step(process, monkeypatch, tmp_path):
    monkeypatch.setattr(local_server, "_is_healthy", lambda url: False)
    process.kill()
    process.wait()
    taken = []
    with pytest.raises(PipelineError, match="did not start on port 1; see .*log"):
        local_server._await(process, 1, tmp_path / "log", _steps(taken))
    assert taken == []


@pytest.mark.parametrize("elsewhere", [{"runner": "dask"}, {"workers": 2}])
def test_workers_elsewhere_leave_stanza_unloaded(elsewhere, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr("flows.warm_up.import_module", asked.append)
    assert len(list(warm_up(load_settings(tmp_path, **elsewhere)))) == len(asked)
    assert asked == ["flows.steps", "expectations.loaded"]


def test_one_core_is_left_to_the_server(tmp_path, monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert list(warm_up(load_settings(tmp_path))) == []


def test_prefect_is_not_imported_before_its_server_has_an_address():
    code = "import sys, flows.steps, flows.warm_up; sys.exit('prefect' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
