"""Releases: complete, the same again for the same rows, never changed, readable elsewhere."""

import hashlib
import json
import subprocess
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow.dataset as ds
import pytest
from warehouse_batches import NOW, article, event, load, mention, one_event, provenance

from transforms.errors import InputError, WarehouseError
from transforms.schemas import EVENT_COLUMNS
from warehouse.queries import run_query
from warehouse.release import write_release

COUNTRIES = ("Freedonia", "Côte d'Été", "North/South & Co")
ISO3 = ("FRE", "COT", "NSC")


def batch(order=1):
    """Six events in three countries and two years, staged in either order."""
    keys = [f"k{number}" for number in range(6)][::order]
    events = [
        event(
            key,
            country=COUNTRIES[int(key[1]) % 3],
            iso3=ISO3[int(key[1]) % 3],
            year=2023 + int(key[1]) % 2,
            event_date=date(2023 + int(key[1]) % 2, 3, 7),
        )
        for key in keys
    ]
    return {
        "articles": [article("a1", title="March", path="/home/me/secret.txt")],
        "mentions": [mention("a1", key) for key in keys],
        "provenance": [provenance("a1", key) for key in keys],
        "events": events,
        "quarantine": [
            {"quarantine_id": "q1", "kind": "line", "path": "x", "line": 3, "rule_ids": ["V20"]}
            | {"reason": "broken", "payload": "their text"}
        ],
    }


def digests(folder: Path):
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory):
    folder = tmp_path_factory.mktemp("warehouse")
    load(folder, **batch())
    return folder


@pytest.fixture(scope="module")
def release(data_dir):
    return write_release(data_dir)


def test_the_version_says_the_day_of_the_newest_row(release):
    assert release.version.startswith("v2025-10-09-")
    assert (release.is_new, release.n_events) == (True, 6)
    assert sorted(file.name for file in release.path.iterdir()) == [
        "CHANGELOG.md",
        "DATASHEET.md",
        "DATA_DICTIONARY.md",
        "LICENSE.md",
        "README.md",
        "articles.parquet",
        "changes.parquet",
        "checksums.sha256",
        "croissant.json",
        "datapackage.json",
        "deleted.parquet",
        "events",
        "provenance.parquet",
        "quarantine.parquet",
    ]


def test_publishing_unchanged_data_again_writes_nothing(data_dir, release):
    stamps = {file: file.stat().st_mtime_ns for file in release.path.rglob("*")}
    again = write_release(data_dir)
    assert (again.version, again.is_new) == (release.version, False)
    assert {file: file.stat().st_mtime_ns for file in release.path.rglob("*")} == stamps


def test_the_same_rows_give_the_same_bytes_whatever_their_order(tmp_path, release):
    staged = batch(order=-1)
    load(tmp_path, **staged)
    load(tmp_path, "run-2", now=NOW + 50, **batch())
    other = write_release(tmp_path)
    assert other.version == release.version
    assert digests(other.path) == digests(release.path)


def test_a_change_gives_another_version_and_moves_latest(tmp_path):
    load(tmp_path, **one_event())
    first = write_release(tmp_path)
    before = digests(first.path)
    load(tmp_path, "run-2", now=NOW + 86400, **one_event(fatalities=1))
    second = write_release(tmp_path)
    assert second.version.startswith("v2025-10-10-")
    latest = tmp_path / "releases/latest"
    assert latest.readlink() == Path(second.version)
    assert digests(first.path) == before


def test_checksums_are_those_of_sha256sum(release):
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "checksums.sha256"],
        cwd=release.path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    listed = (release.path / "checksums.sha256").read_text().split("\n")
    assert len(listed) - 1 == len(digests(release.path)) - 1


def test_event_files_hold_the_31_columns_sorted_one_file_a_year_and_country(data_dir, release):
    files = sorted((release.path / "events").rglob("*.parquet"))
    assert len(files) == 6
    for file in files:
        rows = pl.read_parquet(file, hive_partitioning=False)
        assert dict(rows.schema) == EVENT_COLUMNS
        assert rows.select("year", "country").n_unique() == 1
        assert rows["event_id_cnty"].is_sorted()
    whole = pl.concat([pl.read_parquet(file, hive_partitioning=False) for file in files])
    assert whole.sort("event_id_cnty").equals(
        run_query(data_dir, "from acled_style order by event_id_cnty")
    )


def test_other_programs_read_the_partitions(release):
    folder = str(release.path / "events")
    duck = duckdb.sql(f"select distinct country from read_parquet('{folder}/**/*.parquet')")
    frames = {
        "duckdb": [country for (country,) in duck.fetchall()],
        "polars": pl.read_parquet(f"{folder}/**/*.parquet")["country"].to_list(),
        "pandas": pd.read_parquet(folder)["country"].to_list(),
        "pyarrow": ds.dataset(folder, partitioning="hive").to_table()["country"].to_pylist(),
    }
    assert {name: set(found) for name, found in frames.items()} == {
        name: set(COUNTRIES) for name in frames
    }


def test_texts_and_paths_stay_at_home(release):
    articles = pl.read_parquet(release.path / "articles.parquet")
    assert not {"text", "path"} & set(articles.columns)
    quarantine = pl.read_parquet(release.path / "quarantine.parquet")
    assert quarantine.select("kind", "line", "rule_ids", "payload").rows() == [
        ("line", 3, "V20", None)
    ]
    kept = b"".join(file.read_bytes() for file in release.path.rglob("*.*"))
    assert b"me/secret" not in kept


def test_the_data_package_describes_every_column_of_every_file(release):
    package = json.loads((release.path / "datapackage.json").read_text())
    assert package["version"] == release.version
    resources = {resource["name"]: resource for resource in package["resources"]}
    assert list(resources) == [
        "events", "articles", "provenance", "quarantine", "changes", "deleted",
    ]  # fmt: skip
    for resource in resources.values():
        paths = [resource["path"]] if isinstance(resource["path"], str) else resource["path"]
        for path in paths:
            columns = pl.read_parquet_schema(release.path / path)
            assert [field["name"] for field in resource["schema"]["fields"]] == list(columns)
        assert all(field["description"] for field in resource["schema"]["fields"])
    units = {field["name"]: field.get("unit") for field in resources["events"]["schema"]["fields"]}
    assert "EPSG:4326" in units["latitude"]


def test_the_words_say_that_this_is_not_acled_data(release):
    for name in ("README.md", "LICENSE.md"):
        text = " ".join((release.path / name).read_text().split())
        assert "not endorsed by ACLED" in text
    assert "6 events" in (release.path / "README.md").read_text()


def test_a_named_version_does_not_change(tmp_path):
    load(tmp_path, **one_event())
    assert write_release(tmp_path, "v1").is_new
    assert not write_release(tmp_path, "v1").is_new
    load(tmp_path, "run-2", **one_event(fatalities=1))
    with pytest.raises(InputError, match=r"v1.*other content"):
        write_release(tmp_path, "v1")
    assert write_release(tmp_path, "v2").is_new
    assert (tmp_path / "releases/latest").readlink() == Path("v2")


@pytest.mark.parametrize("version", ["", "../v1", ".tmp-x", "a/b", "latest"])
def test_a_version_is_a_plain_name(tmp_path, version):
    load(tmp_path, **one_event())
    with pytest.raises(InputError, match="plain name"):
        write_release(tmp_path, version)


def test_a_half_written_release_of_a_killed_process_is_swept_away(tmp_path):
    load(tmp_path, **one_event())
    half = tmp_path / "releases/.tmp-v0/events"
    half.mkdir(parents=True)
    (half / "data_0.parquet").write_bytes(b"half")
    (tmp_path / "releases/.tmp-latest").symlink_to("nowhere")
    write_release(tmp_path)
    assert not list((tmp_path / "releases").glob(".tmp-*"))


def test_latest_stays_when_a_release_cannot_be_written(tmp_path, monkeypatch):
    load(tmp_path, **one_event())
    first = write_release(tmp_path)
    load(tmp_path, "run-2", **one_event(fatalities=1))
    monkeypatch.setattr("warehouse.release_metadata._sha256", fail_as_a_full_disk)
    with pytest.raises(WarehouseError, match="No space left"):
        write_release(tmp_path)
    releases = tmp_path / "releases"
    assert (releases / "latest").readlink() == Path(first.version)
    assert [path.name for path in releases.glob("v*")] == [first.version]


def fail_as_a_full_disk(path):
    raise OSError(28, "No space left on device")


def test_a_warehouse_without_events_can_be_released(tmp_path):
    load(tmp_path, articles=[article("a1", outcome="no_event")])
    released = write_release(tmp_path)
    assert released.version.startswith("vempty-")
    package = json.loads((released.path / "datapackage.json").read_text())
    assert "events" not in {resource["name"] for resource in package["resources"]}
    assert pl.read_parquet(released.path / "articles.parquet").height == 1


def test_without_a_warehouse_there_is_nothing_to_release(tmp_path):
    with pytest.raises(InputError, match="newsledger run"):
        write_release(tmp_path)
