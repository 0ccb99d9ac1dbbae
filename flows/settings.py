"""Frozen settings: the only reader of the environment, and of where things are kept.

Every field may be set by a variable `NEWSLEDGER_<FIELD>`. `configure_prefect` must run
before Prefect is imported, because Prefect reads its own variables at import.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version as package_version
from pathlib import Path
from typing import Any, Literal

from platformdirs import user_cache_dir
from pydantic import Field, HttpUrl, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from transforms.errors import InputError
from transforms.text.models import Choice, Models

CHECKOUT = Path(__file__).resolve().parents[1]
LOADED_GAZETTEER = CHECKOUT / "warehouse" / "data" / "gazetteer"
PREFECT_DEFAULTS = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": (
        "prefect.server.concurrency.lease_storage.filesystem"  # in memory, a slot outlives a crash
    ),
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_CLI_PROMPT": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "newsledger",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
}
"""What Prefect needs to be quiet and offline; a variable that the user set stays."""

Runner = Literal["local", "dask", "ray"]


def _stanza_resources() -> Path:
    """Where Stanza keeps what it downloads; told without importing it, which takes seconds."""
    given = os.environ.get("STANZA_RESOURCES_DIR")
    cache = Path(user_cache_dir("stanza", "StanfordNLP", package_version("stanza")))
    return Path(given) if given else cache / "resources"


class Settings(BaseSettings):
    """Where a run keeps and finds things, and how it cuts the work.

    Attributes:
        data_dir: the warehouse directory: newsledger.duckdb, releases/, shards/, batches/.
        models_dir: the embedded Stanza models, an ordinary catalogue with resources.json.
        official_dir: Stanza's own resource folder, where `models download` puts official ones;
            by default STANZA_RESOURCES_DIR, else Stanza's cache directory.
        models: which to take: auto (official where present), embedded or official.
        gazetteer_dir: where `places load` puts a gazetteer of your own; used once it is there.
        shard_size: articles in a shard; a shard is one Prefect task and what a kill can cost.
        runner: where shards are coded: here (local), or by the workers of dask or ray.
        workers: shards coded at a time: threads here, processes of a Dask or Ray of our own.
        cluster: address of a running Dask scheduler or Ray head; else one is started here.
        catalog: DuckLake catalog that mirrors the tables, `postgres://...` or a file.
        lake_dir: folder of the lake's Parquet files; by default lake/ under data_dir.
        notify_command: program to run when a scheduled run fails; gets JSON on its input.
        notify_url: http(s) address to post the same JSON to.
        lock_wait_seconds: how long to wait for another process that holds the warehouse.
        turn_wait_seconds: how long to wait for another run that merges and loads.
        prefect_home: Prefect's own files; by default under data_dir.
    """

    model_config = SettingsConfigDict(env_prefix="NEWSLEDGER_", frozen=True)

    data_dir: Path = CHECKOUT / "warehouse" / "data"
    models_dir: Path = CHECKOUT / "models"
    official_dir: Path = Field(default_factory=_stanza_resources)
    models: Choice = "auto"
    gazetteer_dir: Path = LOADED_GAZETTEER
    shard_size: int = Field(default=50, ge=1, le=10_000)
    runner: Runner = "local"
    workers: int = Field(default=1, ge=1, le=1024)
    cluster: str | None = None
    catalog: str | None = None
    lake_dir: Path | None = None
    notify_command: str | None = None
    notify_url: HttpUrl | None = None
    lock_wait_seconds: float = Field(default=30, ge=0)
    turn_wait_seconds: float = Field(default=3600, ge=0)
    prefect_home: Path | None = None

    @property
    def database(self) -> Path:
        """The DuckDB file of the warehouse."""
        return self.data_dir / "newsledger.duckdb"

    @property
    def catalogue(self) -> Models:
        """The models, and which to take."""
        return Models(self.models_dir, self.official_dir, self.models)

    @property
    def shards_dir(self) -> Path:
        """Shards waiting and shards coded, named by what they were made of."""
        return self.data_dir / "shards"

    @property
    def batches_dir(self) -> Path:
        """One directory a batch: the staged tables, the validation's work, the Data Docs."""
        return self.data_dir / "batches"

    @property
    def gazetteer(self) -> Path | None:
        """The loaded gazetteer, or None for the shipped one."""
        is_there = self.gazetteer_dir != LOADED_GAZETTEER or any(
            self.gazetteer_dir.glob("gaz_*.parquet")
        )
        return self.gazetteer_dir if is_there else None

    @property
    def home(self) -> Path:
        """Prefect's directory, unless the user has one already."""
        return self.prefect_home or self.data_dir / "prefect"


def load_settings(warehouse: Path | str | None = None, **given: Any) -> Settings:
    """Read the settings; `warehouse` and other fields given, unless None, win over the environment.

    Paths become absolute, so that a scheduled run in another directory means the same.

    Raises:
        InputError: a variable does not hold what it should; names it and its value.
    """
    given["data_dir"] = None if warehouse is None else Path(warehouse)
    try:
        settings = Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        wrong = "; ".join(
            f"NEWSLEDGER_{'_'.join(map(str, e['loc'])).upper()}={e['input']!r}: {e['msg']}"
            for e in error.errors()
        )
        raise InputError(f"settings: {wrong}") from error
    if settings.data_dir.exists() and not settings.data_dir.is_dir():
        raise InputError(f"{settings.data_dir} is a file; --warehouse takes a directory")
    paths = ("data_dir", "models_dir", "official_dir", "gazetteer_dir", "lake_dir", "prefect_home")
    absolute = {name: p.absolute() for name in paths if (p := getattr(settings, name)) is not None}
    return settings.model_copy(update=absolute)


def configure_prefect(settings: Settings, **overrides: str) -> None:
    """Set what Prefect reads at import; whatever the user has configured stays.

    Args:
        settings: gives PREFECT_HOME, unless the user set one or uses a profile with a server.
        overrides: defaults of this command, e.g. PREFECT_LOGGING_LEVEL="INFO".
    """
    defaults = PREFECT_DEFAULTS | overrides
    if not _has_own_profile():
        defaults["PREFECT_HOME"] = str(settings.home)
    for name, value in defaults.items():
        os.environ.setdefault(name, value)


def prefect_api_url() -> str | None:
    """The Prefect server that the user has configured, by variable or profile; else None."""
    return os.environ.get("PREFECT_API_URL") or _profile_api_url()


def prefect_home() -> Path:
    """The directory that Prefect will use; call it after `configure_prefect`."""
    return Path(os.environ.get("PREFECT_HOME", Path.home() / ".prefect"))


def server_environment(*, is_scheduler: bool, port: int) -> dict[str, str]:
    """The environment of a Prefect server process of our own.

    Args:
        is_scheduler: with the scheduler and the pages; else only what one run needs.
        port: where it listens; the pages in the browser ask there too.
    """
    environment = {k: v for k, v in os.environ.items() if k != "PREFECT_API_URL"}
    if is_scheduler:
        return environment | {"PREFECT_UI_API_URL": f"http://127.0.0.1:{port}/api"}
    return environment | {
        "PREFECT__SERVER_EPHEMERAL": "1",
        "PREFECT__SERVER_FINAL": "1",
        "PREFECT_UI_ENABLED": "0",
    }


@contextmanager
def use_server(url: str) -> Iterator[None]:
    """Make this process and its children talk to the Prefect server at `url`, in the block."""
    os.environ["PREFECT_API_URL"] = url
    try:
        yield
    finally:
        del os.environ["PREFECT_API_URL"]


def _has_own_profile() -> bool:
    return "PREFECT_HOME" not in os.environ and _profile_api_url() is not None


def _profile_api_url() -> str | None:
    path = prefect_home() / "profiles.toml"
    if not path.is_file():
        return None
    try:
        profiles = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not a Prefect profile ({error})") from error
    name = os.environ.get("PREFECT_PROFILE") or profiles.get("active")
    url = profiles.get("profiles", {}).get(name, {}).get("PREFECT_API_URL")
    return str(url) if url else None
