import errno
import socket
import subprocess
import sys
from datetime import UTC, datetime

import duckdb
import pytest
from typer.testing import CliRunner

from flows.cli import app
from warehouse.connect import open_warehouse


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text("Nothing happened in Graz on Monday.", encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def short_waits(monkeypatch):
    monkeypatch.setenv("NEWSLEDGER_LOCK_WAIT_SECONDS", "0.3")


def run(*arguments):
    return CliRunner().invoke(app, list(map(str, arguments)))


@pytest.mark.parametrize("command", [["run"], ["serve", "--cron", "0 * * * *"]])
def test_a_missing_input_is_named_before_anything_is_made(tmp_path, command):
    done = run(*command, tmp_path / "nowhere", "--warehouse", tmp_path / "ledger")
    assert done.exit_code == 2
    assert str(tmp_path / "nowhere") in done.stderr
    assert not (tmp_path / "ledger").exists()


def test_a_warehouse_held_by_another_process_is_named(article, tmp_path):
    code = (
        "import sys, duckdb; c = duckdb.connect(sys.argv[1]); print('open', flush=True);"
        "sys.stdin.read()"
    )
    with open_warehouse(tmp_path):
        pass
    command = [sys.executable, "-c", code, str(tmp_path / "newsledger.duckdb")]
    with subprocess.Popen(command, stdin=-1, stdout=-1, text=True) as holder:
        assert holder.stdout.readline() == "open\n"
        done = run("run", article, "--warehouse", tmp_path)
        holder.stdin.close()
    assert done.exit_code == 2
    assert f"PID {holder.pid}" in done.stderr


def test_a_newer_warehouse_is_refused(article, tmp_path):
    with open_warehouse(tmp_path):
        pass
    with duckdb.connect(str(tmp_path / "newsledger.duckdb")) as connection:
        row = [999, "999_of_tomorrow", datetime.now(UTC)]
        connection.execute("insert into migrations values (?, ?, ?)", row)
    done = run("run", article, "--warehouse", tmp_path)
    assert done.exit_code == 2
    assert "newer newsledger" in done.stderr
    assert "999_of_tomorrow" in done.stderr


def test_a_folder_that_cannot_be_made_is_named(article, tmp_path):
    (tmp_path / "file").touch()
    done = run("run", article, "--warehouse", tmp_path / "file" / "ledger")
    assert done.exit_code == 2
    assert str(tmp_path / "file") in done.stderr


@pytest.mark.parametrize(
    "options", [[], ["--cron", "0 * * * *", "--interval", "60"]], ids=["none", "both"]
)
def test_serve_needs_one_schedule(article, options):
    done = run("serve", article, *options)
    assert done.exit_code == 2
    assert "either --cron" in done.stderr


def test_a_wrong_cron_is_refused_before_a_server_starts(article, tmp_path):
    done = run("serve", article, "--cron", "at noon", "--warehouse", tmp_path)
    assert done.exit_code == 2
    assert '--cron "at noon"' in done.stderr
    assert not (tmp_path / "prefect" / "server.log").exists()


def test_a_port_in_use_is_named(article, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = run("serve", article, "--interval", 60, "--port", port, "--warehouse", tmp_path)
    assert done.exit_code == 2
    assert f"port {port} is in use" in done.stderr


@pytest.mark.parametrize("command", [["run"], ["serve", "--interval", "60"]])
def test_a_server_of_the_user_that_does_not_answer_is_named(
    article, tmp_path, monkeypatch, command
):
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    done = run(*command, article, "--warehouse", tmp_path)
    assert done.exit_code == 2
    assert "http://127.0.0.1:9/api does not answer" in done.stderr


def test_a_full_disk_is_told_without_a_trace(article, tmp_path, monkeypatch):
    def fill(*_):
        raise OSError(errno.ENOSPC, "No space left on device", str(tmp_path / "shards"))

    monkeypatch.setattr("flows.intake.check_before_start", fill)
    done = run("run", article, "--warehouse", tmp_path)
    assert done.exit_code == 2
    assert "shards: No space left on device" in done.stderr


def test_the_version_is_told():
    assert run("--version").stdout.startswith("newsledger 0.")
