import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.settings import configure_prefect, load_settings, prefect_api_url, server_environment
from transforms.errors import InputError


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch, tmp_path):
    for name in list(os.environ):
        if name.startswith(("PREFECT", "NEWSLEDGER", "DO_NOT_TRACK")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr(os, "environ", os.environ.copy())


def test_default_paths_are_in_the_checkout(repo_root):
    settings = load_settings()
    assert settings.data_dir == repo_root / "warehouse" / "data"
    assert settings.models_dir == repo_root / "models"


def test_warehouse_given_wins_over_the_environment_and_is_absolute(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    os.environ["NEWSLEDGER_DATA_DIR"] = "elsewhere"
    assert load_settings().data_dir == tmp_path / "elsewhere"
    assert load_settings("here").data_dir == tmp_path / "here"


def test_settings_are_frozen():
    with pytest.raises(ValueError, match="frozen"):
        load_settings().shard_size = 3


@pytest.mark.parametrize(
    ("name", "value"), [("SHARD_SIZE", "0"), ("SHARD_SIZE", "many"), ("WORKERS", "-1")]
)
def test_a_wrong_variable_is_named_with_its_value(name, value):
    os.environ[f"NEWSLEDGER_{name}"] = value
    with pytest.raises(InputError, match=f"NEWSLEDGER_{name}='?{value}"):
        load_settings()


def test_a_file_is_no_warehouse(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="--warehouse takes a directory"):
        load_settings(tmp_path / "file")


def test_prefect_is_quiet_offline_and_beside_the_warehouse(tmp_path):
    configure_prefect(load_settings(tmp_path))
    assert os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert os.environ["DO_NOT_TRACK"] == "1"
    assert os.environ["PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS"] == "120"
    assert os.environ["PREFECT_HOME"] == str(tmp_path / "prefect")
    assert prefect_api_url() is None


def test_what_the_user_configured_stays(tmp_path):
    os.environ |= {"PREFECT_HOME": "/their/home", "PREFECT_API_URL": "http://their/api"}
    os.environ["PREFECT_LOGGING_LEVEL"] = "DEBUG"
    configure_prefect(load_settings(tmp_path), PREFECT_LOGGING_LEVEL="INFO")
    assert os.environ["PREFECT_HOME"] == "/their/home"
    assert os.environ["PREFECT_LOGGING_LEVEL"] == "DEBUG"
    assert prefect_api_url() == "http://their/api"


def test_a_profile_with_a_server_is_used(tmp_path):
    home = Path(os.environ["HOME"]) / ".prefect"
    home.mkdir(parents=True)
    (home / "profiles.toml").write_text(
        'active = "office"\n[profiles.office]\nPREFECT_API_URL = "http://office/api"\n'
    )
    configure_prefect(load_settings(tmp_path))
    assert "PREFECT_HOME" not in os.environ
    assert prefect_api_url() == "http://office/api"


def test_a_broken_profile_is_named(tmp_path):
    home = Path(os.environ["HOME"]) / ".prefect"
    home.mkdir(parents=True)
    (home / "profiles.toml").write_text("active = ")
    with pytest.raises(InputError, match=r"profiles\.toml: not a Prefect profile"):
        configure_prefect(load_settings(tmp_path))


def test_only_a_scheduler_has_pages():
    assert server_environment(is_scheduler=False, port=1)["PREFECT_UI_ENABLED"] == "0"
    scheduler = server_environment(is_scheduler=True, port=4201)
    assert scheduler["PREFECT_UI_API_URL"] == "http://127.0.0.1:4201/api"
    assert "PREFECT__SERVER_EPHEMERAL" not in scheduler


def test_the_command_line_starts_without_the_heavy_libraries():
    code = (
        "import sys; from typer.testing import CliRunner; from flows.cli import app;"
        "CliRunner().invoke(app, ['--help']);"
        "print([m for m in ('prefect', 'stanza', 'torch', 'duckdb', 'polars', "
        "'great_expectations') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
