"""Opening the warehouse: migrations, locks, files that are no warehouse."""

import base64
import gzip
import logging
import subprocess
import sys
from pathlib import Path

import duckdb
import polars as pl
import pytest
import yaml

from transforms.errors import InputError, WarehouseError
from transforms.schemas import EVENT_COLUMNS, STAGED
from warehouse.connect import READER_FILE, WRITER_FILE, execute, open_reader, open_warehouse
from warehouse.load import OPTIONAL
from warehouse.publish import publish_reader

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/warehouse_connect.yaml").read_text())
OWN_COLUMNS = ("row_hash", "run_id", "version", "valid_from")


def columns(connection, table):
    found = connection.execute(
        "select column_name, data_type from information_schema.columns"
        " where table_name = $t order by ordinal_position",
        {"t": table},
    )
    return dict(found.fetchall())


def start(code, *arguments):
    """Start a Python process and wait until it has printed its first line."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline().strip() == "ready"
    return process


HOLD_FILE = """
import duckdb, sys, time
connection = duckdb.connect(sys.argv[1])
print("ready", flush=True)
time.sleep(float(sys.argv[2]))
"""
HOLD_WAREHOUSE = """
import pathlib, sys, time
from warehouse.connect import open_warehouse
with open_warehouse(pathlib.Path(sys.argv[1])):
    print("ready", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def test_migrations_are_applied_once(tmp_path):
    with open_warehouse(tmp_path) as connection:
        first = execute(connection, "connect/applied_migrations")
    content = (tmp_path / WRITER_FILE).read_bytes()
    with open_warehouse(tmp_path) as connection:
        assert execute(connection, "connect/applied_migrations") == first
    numbers = [number for number, _ in first]
    assert numbers[0] == 1 and numbers == sorted(set(numbers))
    assert (tmp_path / WRITER_FILE).read_bytes() == content


def test_an_older_warehouse_gets_the_missing_migrations_and_keeps_its_rows(tmp_path):
    with open_warehouse(tmp_path) as connection:
        connection.execute("insert into articles (article_id) values ('a1')")
        connection.execute("drop view release_quarantine")
        connection.execute("delete from migrations where name = '026_release_quarantine'")
    with open_warehouse(tmp_path) as connection:
        assert connection.execute("select article_id from articles").fetchall() == [("a1",)]
        assert connection.execute("from release_quarantine").fetchall() == []


@pytest.mark.parametrize("name", [*STAGED, *OPTIONAL])
def test_tables_have_the_declared_columns_and_types(tmp_path, name):
    with open_warehouse(tmp_path) as connection:
        stored = connection.sql(f'from "{name}" limit 0').pl()
    own = [column for column in stored.columns if column in OWN_COLUMNS]
    assert pl.Schema(stored.drop(own).schema) == {**STAGED, **OPTIONAL}[name]


def test_history_has_the_columns_of_events(tmp_path):
    with open_warehouse(tmp_path) as connection:
        history = columns(connection, "events_history")
        assert history.pop("valid_to") == "TIMESTAMP"
        assert history == columns(connection, "events")


def test_acled_style_is_the_31_columns_in_order(tmp_path):
    with open_warehouse(tmp_path) as connection:
        assert list(columns(connection, "acled_style")) == list(EVENT_COLUMNS)


def test_every_table_column_view_and_macro_is_documented(tmp_path):
    with open_warehouse(tmp_path) as connection:
        silent = connection.execute(
            "select table_name || '.' || column_name from duckdb_columns()"
            " join duckdb_tables() using (table_name)"
            " where duckdb_columns.comment is null and not duckdb_columns.internal"
            " union all select table_name from duckdb_tables() where comment is null"
            " union all select view_name from duckdb_views() where comment is null and not internal"
            " union all select function_name from duckdb_functions()"
            " where comment is null and not internal"
        ).fetchall()
    assert silent == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_file_that_is_no_warehouse_is_refused_and_left_alone(tmp_path, case):
    if duckdb.__version__ >= "2" and "2.0.0" in case["id"]:
        pytest.skip("this DuckDB can read it")
    content = gzip.decompress(base64.b64decode(case["content"]))
    (tmp_path / WRITER_FILE).write_bytes(content)
    with (
        pytest.raises(WarehouseError, match=case["message"]) as caught,
        open_warehouse(tmp_path),
    ):
        pass
    assert WRITER_FILE in str(caught.value)
    assert (tmp_path / WRITER_FILE).read_bytes() == content


@pytest.mark.parametrize("damage", ["cut", "overwritten"])
def test_a_damaged_warehouse_is_refused(tmp_path, damage):
    with open_warehouse(tmp_path) as connection:
        connection.execute("insert into articles (article_id) select range from range(10000)")
        connection.execute("checkpoint")
    path = tmp_path / WRITER_FILE
    content = bytearray(path.read_bytes())
    if damage == "cut":
        content = content[:9000]
    else:
        content[12288:] = bytes(byte ^ 0x5A for byte in content[12288:])
    path.write_bytes(content)
    with pytest.raises(WarehouseError, match="restore it from a backup"), open_warehouse(tmp_path):
        pass


def test_a_newer_warehouse_is_refused(tmp_path):
    with open_warehouse(tmp_path) as connection:
        execute(connection, "connect/record_migration", number=999, name="999_from_the_future")
    with (
        pytest.raises(WarehouseError, match="999_from_the_future.*update"),
        open_warehouse(tmp_path),
    ):
        pass


def test_a_foreign_duckdb_file_is_refused(tmp_path):
    with duckdb.connect(str(tmp_path / WRITER_FILE)) as connection:
        connection.execute("create table holiday_photos (name varchar)")
    with pytest.raises(WarehouseError, match="holiday_photos"), open_warehouse(tmp_path):
        pass


def test_a_log_without_its_warehouse_is_refused(tmp_path):
    (tmp_path / f"{WRITER_FILE}.wal").write_bytes(b"changes")
    with pytest.raises(WarehouseError, match="last changes"), open_warehouse(tmp_path):
        pass


def test_a_half_made_warehouse_of_a_killed_process_is_made_anew(tmp_path):
    (tmp_path / f".tmp-{WRITER_FILE}").write_bytes(b"half")
    (tmp_path / f".tmp-{WRITER_FILE}.wal").write_bytes(b"half")
    with open_warehouse(tmp_path) as connection:
        assert execute(connection, "connect/tables")
    assert not list(tmp_path.glob(".tmp-*"))


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WarehouseError, match="--warehouse"), open_warehouse(tmp_path / "file/x"):
        pass


@pytest.mark.parametrize("holder", [HOLD_FILE, HOLD_WAREHOUSE], ids=["shell", "newsledger"])
def test_a_second_writer_waits_then_fails_naming_the_process(tmp_path, caplog, holder):
    with open_warehouse(tmp_path):
        pass
    held = tmp_path / WRITER_FILE if holder == HOLD_FILE else tmp_path
    process = start(holder, held, 60)
    try:
        with (
            caplog.at_level(logging.WARNING),
            pytest.raises(WarehouseError, match=f"PID {process.pid}"),
            open_warehouse(tmp_path, wait_s=0.3),
        ):
            pass
        assert [r.message for r in caplog.records if r.message.startswith("waiting for another")]
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize("holder", [HOLD_FILE, HOLD_WAREHOUSE], ids=["shell", "newsledger"])
def test_a_second_writer_gets_in_when_the_first_has_ended(tmp_path, holder):
    with open_warehouse(tmp_path):
        pass
    process = start(holder, tmp_path / WRITER_FILE if holder == HOLD_FILE else tmp_path, 0.5)
    with open_warehouse(tmp_path, wait_s=60) as connection:
        assert execute(connection, "connect/tables")
    assert process.wait() == 0


def test_an_error_inside_the_block_names_the_warehouse_and_keeps_nothing(tmp_path):
    with pytest.raises(WarehouseError, match=WRITER_FILE), open_warehouse(tmp_path) as connection:
        execute(connection, "connect/begin")
        connection.execute("insert into articles (article_id) values ('a1')")
        connection.execute("select no_such_column from articles")
    with open_warehouse(tmp_path) as connection:
        assert connection.execute("from articles").fetchall() == []


def test_readers_need_a_published_copy(tmp_path):
    with pytest.raises(InputError, match="newsledger run"):
        open_reader(tmp_path)
    with open_warehouse(tmp_path):
        pass
    with pytest.raises(InputError, match="newsledger run"):
        open_reader(tmp_path)
    publish_reader(tmp_path)
    with open_reader(tmp_path) as connection:
        assert execute(connection, "connect/applied_migrations")


def test_a_reader_works_beside_a_writer_and_keeps_its_copy_when_a_new_one_comes(tmp_path):
    with open_warehouse(tmp_path):
        pass
    publish_reader(tmp_path)
    reader = open_reader(tmp_path)
    with open_warehouse(tmp_path) as connection:
        connection.execute("insert into articles (article_id) values ('a1')")
        assert reader.execute("select count(*) from articles").fetchall() == [(0,)]
    publish_reader(tmp_path)
    assert reader.execute("select count(*) from articles").fetchall() == [(0,)]
    reader.close()
    with open_reader(tmp_path) as connection:
        assert connection.execute("select count(*) from articles").fetchall() == [(1,)]


def test_a_damaged_copy_is_named(tmp_path):
    (tmp_path / READER_FILE).write_text("no database")
    with pytest.raises(WarehouseError, match=READER_FILE):
        open_reader(tmp_path)


def test_a_copy_published_by_another_version_is_refused(tmp_path):
    with open_warehouse(tmp_path) as connection:
        connection.execute("delete from migrations where name = '026_release_quarantine'")
        connection.execute("drop view release_quarantine")
    publish_reader(tmp_path)
    with pytest.raises(InputError, match="older.*`newsledger run`"):
        open_reader(tmp_path)
    with open_warehouse(tmp_path) as connection:
        execute(connection, "connect/record_migration", number=999, name="999_from_the_future")
    publish_reader(tmp_path)
    with pytest.raises(WarehouseError, match="999_from_the_future"):
        open_reader(tmp_path)
