"""The lake holds what the warehouse holds; many read it; without the extension it says so."""

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import duckdb
import pytest

from transforms.errors import InputError, WarehouseError
from warehouse import lake
from warehouse.connect import open_warehouse
from warehouse.lake import check_catalog, mirror_warehouse
from warehouse.publish import publish_reader

POSTGRES_BIN = Path("/usr/lib/postgresql/15/bin")


@pytest.fixture
def ledger(tmp_path):
    """A warehouse with two articles."""
    write(tmp_path, "insert into articles (article_id, title) values ('a', 'A'), ('b', 'it''s')")
    return tmp_path


@pytest.fixture
def needs_extension():
    if lake._packaged("ducklake") is None:
        pytest.skip("needs newsledger[lake]")


@pytest.fixture
def postgres():
    """The address of a PostgreSQL server of our own; the test is skipped where there is none."""
    if not POSTGRES_BIN.is_dir() or lake._packaged("postgres_scanner") is None:
        pytest.skip("needs PostgreSQL 15 and newsledger[lake]")
    user = "postgres" if os.geteuid() == 0 else None  # the server refuses to run as root
    with tempfile.TemporaryDirectory(prefix="pg-") as folder, socket.socket() as probe:
        if user:
            shutil.chown(folder, user)
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        data, options = f"{folder}/data", f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"
        run_as(user, "initdb", "-D", data, "-U", "ledger", "-A", "trust", "--no-sync")
        run_as(user, "pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start")
        yield f"postgres://ledger@127.0.0.1:{port}/postgres"
        run_as(user, "pg_ctl", "-D", data, "-m", "immediate", "stop")


def run_as(user, program, *arguments):
    subprocess.run(
        [POSTGRES_BIN / program, *arguments],
        check=True,
        user=user,
        cwd="/",
        stdout=subprocess.DEVNULL,
    )


def write(data_dir, statement):
    with open_warehouse(data_dir) as connection:
        connection.execute(statement)
    publish_reader(data_dir)


def in_lake(catalog, query):
    with duckdb.connect() as connection:
        lake._load_extensions(connection, catalog)
        address = lake._address(catalog).replace("'", "''")
        connection.execute(f"attach 'ducklake:{address}' as lake (read_only)")
        return connection.execute(query).fetchall()


def test_the_lake_follows_the_warehouse(needs_extension, ledger):
    catalog = str(ledger / "it's.ducklake")
    assert mirror_warehouse(ledger, catalog) > 2
    assert mirror_warehouse(ledger, catalog) == 0
    write(ledger, "delete from articles where article_id = 'a'")
    write(ledger, "insert into articles (article_id) values ('c')")
    assert mirror_warehouse(ledger, catalog) == 2
    titles = "select article_id, title from lake.articles order by all"
    assert in_lake(catalog, titles) == [("b", "it's"), ("c", None)]
    assert in_lake(catalog, "select count(*) from lake.migrations")[0][0] > 10


def test_a_new_column_reaches_the_lake(needs_extension, ledger):
    catalog = str(ledger / "catalog.ducklake")
    mirror_warehouse(ledger, catalog)
    write(ledger, "alter table articles add column mood varchar")
    mirror_warehouse(ledger, catalog)
    rows = in_lake(catalog, "select article_id, mood from lake.articles order by all")
    assert rows == [("a", None), ("b", None)]


def test_a_lake_mirrors_one_warehouse(needs_extension, ledger, tmp_path):
    catalog = str(ledger / "catalog.ducklake")
    mirror_warehouse(ledger, catalog)
    other = tmp_path / "other"
    write(other, "insert into articles (article_id) values ('z')")
    with pytest.raises(InputError, match="mirrors another warehouse"):
        mirror_warehouse(other, catalog, ledger / "lake")
    assert in_lake(catalog, "select count(*) from lake.articles") == [(2,)]


def test_a_catalog_that_cannot_be_reached_is_named(needs_extension, ledger):
    with pytest.raises(WarehouseError, match="catalog /no/such/folder/c"):
        mirror_warehouse(ledger, "/no/such/folder/c")


def test_without_the_extension_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(lake, "_packaged", lambda name: str(tmp_path / "none.duckdb_extension"))
    with pytest.raises(InputError, match=r"ducklake is not installed; pip install") as caught:
        check_catalog("postgres://ledger:secret@localhost/lake")
    assert "secret" not in str(caught.value)


def test_a_postgres_catalog(needs_extension, ledger, postgres):
    assert mirror_warehouse(ledger, postgres) > 2
    assert mirror_warehouse(ledger, postgres) == 0
    assert in_lake(postgres, "select count(*) from lake.articles") == [(2,)]
