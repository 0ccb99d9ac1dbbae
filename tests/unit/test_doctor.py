"""A sound warehouse is found sound; each way to break one is named, with what to do."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from conftest import case_id, load_cases
from typer.testing import CliRunner
from warehouse_batches import NOW, article, event, load, mention, one_event, provenance

from flows.cli import app
from flows.doctor import find_broken_rules
from transforms.errors import InputError, WarehouseError
from warehouse.connect import READER_FILE, WRITER_FILE
from warehouse.doctor import _checks, examine_warehouse
from warehouse.publish import publish_reader
from warehouse.release import write_release

CASES = load_cases("warehouse_doctor")
FILE_CHECKS = {
    "event_breaks_a_rule", "migrations_are_missing", "changes_are_not_in_the_file",
    "readers_copy_is_missing", "readers_copy_is_behind", "readers_copy_cannot_be_read",
    "release_has_changed", "latest_points_nowhere", "files_are_left_over", "a_lock_is_held",
}  # fmt: skip
ORIGIN = {
    "event_key": "k2", "field": "fatalities", "mention_id": "a2-k2", "article_id": "a2",
    "rule": "only_figure",
}  # fmt: skip


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """FRE1 in its second version, FRE2 told by two articles, FRE3 deleted; one release."""
    data_dir = tmp_path_factory.mktemp("sound")
    load(
        data_dir,
        articles=[article(name) for name in ("a1", "a2", "a3", "a4")],
        mentions=[
            mention("a1", "k1"), mention("a2", "k2"), mention("a3", "k2"), mention("a4", "k3"),
        ],
        provenance=[provenance("a1", "k1")],
        events=[event("k1"), event("k2", n_articles=2), event("k3")],
        event_fields=[ORIGIN],
    )  # fmt: skip
    changed = one_event(fatalities=3)
    changed["mentions"][0]["fatalities"] = 3
    changed["articles"] += [article("a4", outcome="no_event"), article("a5", outcome="no_event")]
    load(data_dir, "run-2", now=NOW + 60, **changed)
    write_release(data_dir)
    shutil.rmtree(data_dir / "batches")
    return data_dir


@pytest.fixture
def broken(sound, tmp_path):
    """A copy of it to break."""
    return Path(shutil.copytree(sound, tmp_path / "copy", symlinks=True))


def findings(data_dir):
    return {finding.check: finding for finding in examine_warehouse(data_dir, 0.1)}


def run_sql(data_dir, *statements):
    with duckdb.connect(str(data_dir / WRITER_FILE)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_a_sound_warehouse_has_no_findings(sound):
    assert findings(sound) == {}


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_each_damage_is_named(broken, case):
    run_sql(broken, *case["sql"])
    publish_reader(broken)
    found = findings(broken)
    for check, example in case["expect"].items():
        assert check in found, sorted(found)
        assert example is None or example in found[check].examples
        assert found[check].n >= 1 and found[check].mend.endswith((".", "folder", "anew", "date"))


def test_every_check_is_broken_by_some_case():
    covered = {check for case in CASES for check in case["expect"]} | FILE_CHECKS
    unbreakable = {"event_id_cnty_is_twice_in_event_registry"}  # the table refuses it
    assert covered == set(_checks()) - unbreakable


def test_an_older_version_is_named_first(broken):
    run_sql(broken, "delete from migrations where number = 41")
    assert findings(broken)["migrations_are_missing"].examples == ("041_field_origins",)


def test_a_readers_copy_that_is_missing_behind_or_damaged(broken):
    run_sql(broken, "update events set version = version, row_hash = 'x'")
    assert "readers_copy_is_behind" in findings(broken)
    reader = broken / READER_FILE
    reader.chmod(0o644)
    reader.write_bytes(b"no database")
    assert "readers_copy_cannot_be_read" in findings(broken)
    reader.unlink()
    assert "readers_copy_is_missing" in findings(broken)


def test_changes_that_a_killed_run_left_are_named(broken):
    code = (
        "import duckdb, os, sys; connection = duckdb.connect(sys.argv[1]);"
        "connection.execute(\"insert into articles (article_id, run_id) values ('z', 'run-2')\");"
        "os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, broken / WRITER_FILE], check=False)
    assert "changes_are_not_in_the_file" in findings(broken)


def test_leftovers_are_named_unless_a_run_is_at_work(broken):
    for name in (".tmp-newsledger.duckdb", "shards/v/x.parquet.tmp-1", "releases/.tmp-v1"):
        path = broken / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (broken / "batches/b1/staged").mkdir(parents=True)
    found = findings(broken)["files_are_left_over"]
    assert found.n == 4 and "batches/b1/staged" in found.examples
    with (broken / "batch.lock").open("w") as handle:
        handle.write("999999999")
        handle.flush()
        fcntl.flock(handle, fcntl.LOCK_EX)
        found = findings(broken)
    assert "files_are_left_over" not in found
    assert found["a_lock_is_held"].examples == ("batch.lock by PID 999999999, which has ended",)


def test_releases_are_compared_with_their_checksums(broken):
    [release] = (broken / "releases").glob("v*")
    page = release / "README.md"
    page.write_text("other words", encoding="utf-8")
    (release / "extra").touch()
    (release / "LICENSE.md").unlink()
    found = findings(broken)["release_has_changed"]
    assert set(found.examples) == {
        f"{release.name}/README.md differs",
        f"{release.name}/extra is not listed",
        f"{release.name}/LICENSE.md is missing",
    }
    (broken / "releases/latest").unlink()
    assert "latest_points_nowhere" in findings(broken)


def test_rules_of_the_codebook_are_checked_on_stored_events(broken):
    run_sql(broken, "update events set time_precision = 9 where event_key = 'k1'")
    broken_rules = find_broken_rules(broken, 0.1)
    assert any(line.startswith("k1 V10") for line in broken_rules)


@pytest.mark.parametrize("damage", ["cut", "text", "block"])
def test_what_cannot_be_read_is_said_with_exit_code_2(broken, damage):
    path = broken / WRITER_FILE
    content = path.read_bytes()
    if damage == "block":
        middle = len(content) // 2
        content = content[:middle] + os.urandom(8192) + content[middle + 8192 :]
    path.write_bytes({"cut": content[:5000], "text": b"hello", "block": content}[damage])
    with pytest.raises(WarehouseError, match=str(path)):
        examine_warehouse(broken, 0.1)
    result = CliRunner().invoke(app, ["doctor", "--warehouse", str(broken)])
    assert result.exit_code == 2


def test_no_warehouse_is_exit_code_2(tmp_path):
    with pytest.raises(InputError, match="no warehouse"):
        examine_warehouse(tmp_path)
    assert CliRunner().invoke(app, ["doctor", "--warehouse", str(tmp_path)]).exit_code == 2


def test_findings_are_exit_code_1(broken):
    (broken / READER_FILE).unlink()
    result = CliRunner().invoke(app, ["doctor", "--warehouse", str(broken)])
    assert result.exit_code == 1
    assert "readers_copy_is_missing (1)" in result.output and "newsledger run" in result.output
