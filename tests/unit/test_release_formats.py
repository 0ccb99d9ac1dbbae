"""Releases for other programs: formats, metadata, changes and updates, read back by each."""

import csv
import json
import sys
import warnings
from datetime import date
from pathlib import Path

import absl.logging
import duckdb
import frictionless
import mlcroissant
import pandas as pd
import polars as pl
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from conftest import load_cases
from test_warehouse_release import COUNTRIES, batch, digests
from typer.testing import CliRunner
from warehouse_batches import NOW, article, event, load, mention, provenance

from flows.cli import app
from transforms.errors import InputError
from transforms.schemas import EVENT_COLUMNS
from warehouse.release import FORMATS, write_release

# mlcroissant logs by absl, whose handler closes the stream that it was made with, pytest's own,
# as soon as another library sets up logging.
absl.logging.get_absl_handler().python_handler.stream = sys.__stderr__

COLUMNS = list(EVENT_COLUMNS)
PARTITIONS = ["event_year", "iso3"]


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory):
    folder = tmp_path_factory.mktemp("warehouse")
    load(folder, **batch())
    return folder


@pytest.fixture(scope="module")
def release(data_dir):
    return write_release(data_dir, formats=FORMATS)


def three_days(tmp_path):
    """A warehouse after three loads: six events, then one corrected, one gone, one new."""
    load(tmp_path, **batch())
    yield write_release(tmp_path)
    changed = batch()
    changed["events"][0]["notes"] = "On 7 March 2023, people met in Port Ada."
    changed["events"][0]["fatalities"] = 2
    changed["events"] = [row for row in changed["events"] if row["event_key"] != "k5"]
    changed["mentions"] = [row for row in changed["mentions"] if row["event_key"] != "k5"]
    changed["provenance"] = [row for row in changed["provenance"] if row["event_key"] != "k5"]
    changed["articles"].append(article("a2"))
    changed["mentions"].append(mention("a2", "k9"))
    changed["provenance"].append(provenance("a2", "k9"))
    changed["events"].append(event("k9", event_date=date(2024, 5, 1)))
    load(tmp_path, "run-2", now=NOW + 86400, **changed)
    yield write_release(tmp_path)


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    folder = tmp_path_factory.mktemp("history")
    first, second = three_days(folder)
    return folder, first, second


READERS = {
    "pandas": lambda path: pd.read_parquet(path),
    "pandas with dataset": lambda path: (
        ds.dataset(path, partitioning="hive").to_table().to_pandas()
    ),
    "polars folder": lambda path: pl.read_parquet(path).to_pandas(),
    "polars glob": lambda path: pl.read_parquet(f"{path}/**/*.parquet").to_pandas(),
    "polars hive": lambda p: pl.scan_parquet(p, hive_partitioning=True).collect().to_pandas(),
    "pyarrow": lambda path: pq.read_table(path).to_pandas(),
    "duckdb": lambda path: duckdb.sql(f"from read_parquet('{path}/**/*.parquet')").df(),
    "duckdb hive": lambda path: duckdb.sql(
        f"from read_parquet('{path}/*/*/*.parquet', hive_partitioning = true)"
    ).df(),
}


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_finds_the_31_columns(release, reader):
    frame = READERS[reader](str(release.path / "events"))
    assert list(frame.columns)[:31] == COLUMNS
    assert set(frame.columns[31:]) <= set(PARTITIONS)
    assert frame.groupby("country").size().to_dict() == dict.fromkeys(COUNTRIES, 2)
    assert set(frame["year"].astype(int)) == {2023, 2024}


def test_partitions_are_found_as_arrow_for_r_does(release):
    """R's arrow::open_dataset guesses hive partitions as pyarrow's hive flavour does."""
    found = ds.dataset(release.path / "events", partitioning="hive", format="parquet")
    assert found.schema.names == COLUMNS + PARTITIONS
    one = found.to_table(filter=(ds.field("event_year") == 2024) & (ds.field("iso3") == "COT"))
    assert one.num_rows == 1
    assert one["country"].to_pylist() == ["Côte d'Été"]


def test_parquet_files_carry_meaning_and_units(release):
    file = next((release.path / "events").rglob("*.parquet"))
    schema = pq.read_schema(file)
    assert schema.field("latitude").metadata[b"unit"] == b"degrees, EPSG:4326"
    assert all(schema.field(name).metadata[b"description"] for name in COLUMNS)
    words = json.loads(pq.read_metadata(file).metadata[b"newsledger"])
    assert [column["name"] for column in words["columns"]] == COLUMNS
    assert "not ACLED data" in words["notice"]
    for path in release.path.glob("*.parquet"):
        assert b"newsledger" in pq.read_metadata(path).metadata, path.name


def test_csv_says_the_same_as_parquet(release):
    with (release.path / "events.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    parquet = pl.read_parquet(release.path / "events", hive_partitioning=False)
    assert list(rows[0]) == COLUMNS
    shown = {
        row["event_id_cnty"]: [None if v is None else str(v) for v in row.values()]
        for row in parquet.iter_rows(named=True)
    }
    assert {r["event_id_cnty"]: [v or None for v in r.values()] for r in rows} == shown
    assert {path.stem for path in release.path.glob("*.csv")} == {
        "events", "articles", "provenance", "quarantine", "changes", "deleted",
    }  # fmt: skip


def test_geojson_follows_rfc_7946(release):
    collection = json.loads((release.path / "events.geojson").read_text(encoding="utf-8"))
    assert set(collection) == {"type", "features"}  # 4: no "crs" member
    assert collection["type"] == "FeatureCollection"
    assert len(collection["features"]) == 6
    for feature in collection["features"]:
        assert feature["type"] == "Feature"
        assert feature["id"] == feature["properties"]["event_id_cnty"]
        assert list(feature["properties"]) == COLUMNS
        assert feature["geometry"]["type"] == "Point"
        longitude, latitude = feature["geometry"]["coordinates"]  # 3.1.1: longitude first
        assert (longitude, latitude) == (20.25, 10.5)


def test_frictionless_accepts_the_package_and_every_partition(release):
    package = release.path / "datapackage.json"
    report = frictionless.validate(str(package))
    assert report.valid, report.flatten(["name", "type", "message"])
    described = json.loads(package.read_text())["resources"]
    events = next(resource for resource in described if resource["name"] == "events")
    for path in events["path"]:
        one = {"name": "part", "path": path, "format": "parquet", "schema": events["schema"]}
        part = frictionless.Resource.from_descriptor(one, basepath=str(release.path))
        assert part.validate().valid
        assert len(part.read_rows()) == 1


def test_mlcroissant_accepts_the_metadata_and_reads_the_rows(release, caplog):
    dataset = mlcroissant.Dataset(jsonld=str(release.path / "croissant.json"))
    issues = dataset.metadata.ctx.issues
    assert not issues.errors and not issues.warnings
    assert not [record for record in caplog.records if "not standard" in record.getMessage()]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ids = {row["events/event_id_cnty"].decode() for row in dataset.records("events")}
        assert [row["articles/title"] for row in dataset.records("articles")] == [b"March"]
    assert ids == {"FRE1", "FRE2", "COT1", "COT2", "NSC1", "NSC2"}


def test_all_formats_are_the_same_bytes_again(tmp_path, release):
    load(tmp_path, **batch(order=-1))
    load(tmp_path, "run-2", now=NOW + 50, **batch())
    other = write_release(tmp_path, formats=FORMATS)
    assert digests(other.path) == digests(release.path)


def test_a_release_with_more_formats_is_another_one_and_stays_the_latest(tmp_path):
    load(tmp_path, **batch())
    plain = write_release(tmp_path)
    full = write_release(tmp_path, formats=("csv", "geojson"))
    assert full.version != plain.version and full.is_new
    again = write_release(tmp_path)
    assert (again.version, again.is_new) == (full.version, False)
    assert (tmp_path / "releases/latest").resolve().name == full.version


def test_the_first_release_has_only_new_events(release):
    assert release.changes == {"new": 6, "corrected": 0, "deleted": 0}
    assert pl.read_parquet(release.path / "deleted.parquet").height == 0


def test_changes_since_the_release_before(history):
    _, first, second = history
    changes = pl.read_parquet(second.path / "changes.parquet").sort("event_id_cnty")
    assert changes.select("event_id_cnty", "change", "fields").rows() == [
        ("FRE1", "corrected", "notes; fatalities"),
        ("FRE3", "new", None),
        ("NSC2", "deleted", None),
    ]
    deleted = pl.read_parquet(second.path / "deleted.parquet")
    assert deleted.select("event_id_cnty", "deleted_timestamp", "reason").rows() == [
        ("NSC2", NOW + 86400, "no article reports it any more")
    ]
    assert second.changes == {"new": 1, "corrected": 1, "deleted": 1}
    changelog = (second.path / "CHANGELOG.md").read_text(encoding="utf-8")
    assert changelog.index(f"## {second.version}, after {first.version}") < changelog.index(
        f"## {first.version}, the first"
    )
    assert "- FRE1 (2023-03-07, Freedonia): notes; fatalities" in changelog
    assert "- NSC2 (2024-03-07, North/South & Co): no article reports it any more" in changelog


def test_a_deleted_release_is_written_again_as_it_was(history):
    import shutil

    folder, _, second = history
    before = digests(second.path)
    shutil.rmtree(second.path)
    again = write_release(folder)
    assert again.is_new and digests(again.path) == before


@pytest.mark.parametrize("case", ["day", "version"])
def test_an_update_holds_what_changed_since(history, case):
    folder, first, second = history
    since = {"day": "2025-10-10", "version": first.version}[case]
    update = write_release(folder, since=since, formats=("csv",))
    assert update.version.endswith(f"-since-{since}")
    events = pd.read_parquet(update.path / "events")
    assert sorted(events["event_id_cnty"]) == ["FRE1", "FRE3"]
    assert pl.read_csv(update.path / "events.csv").height == update.n_events == 2
    assert pl.read_parquet(update.path / "deleted.parquet")["event_id_cnty"].to_list() == ["NSC2"]
    assert pl.read_parquet(update.path / "articles.parquet").height == 2
    assert "an update" in (update.path / "README.md").read_text()
    assert (folder / "releases/latest").resolve().name == second.version
    assert frictionless.validate(str(update.path / "datapackage.json")).valid
    assert not write_release(folder, since=since, formats=("csv",)).is_new


def test_an_update_applied_to_the_first_release_gives_the_second(history):
    folder, first, second = history
    update = write_release(folder, since=first.version)
    read = {
        name: pl.read_parquet(each.path / "events", hive_partitioning=False)
        for name, each in (("old", first), ("new", second), ("update", update))
    }
    gone = pl.read_parquet(update.path / "deleted.parquet")["event_id_cnty"].to_list()
    stale = [*gone, *read["update"]["event_id_cnty"]]
    kept = read["old"].filter(~pl.col("event_id_cnty").is_in(stale))
    applied = pl.concat([kept, read["update"]]).sort("event_id_cnty")
    assert applied.equals(read["new"].sort("event_id_cnty"))


def test_the_dictionary_and_the_datasheet_follow_codebook_and_content(release):
    dictionary = (release.path / "DATA_DICTIONARY.md").read_text(encoding="utf-8")
    for column in COLUMNS:
        assert f"| `{column}` |" in dictionary
    assert "| Protests | Peaceful protest | Demonstrations |" in dictionary
    assert "## deleted" in dictionary
    datasheet = " ".join((release.path / "DATASHEET.md").read_text(encoding="utf-8").split())
    assert "6 events from 2023-03-07 to 2024-03-07, in 3 countries" in datasheet
    assert "| Protests | Peaceful protest | 6 | 0 |" in datasheet


@pytest.mark.parametrize("case", load_cases("release_refusals"), ids=lambda case: case["id"])
def test_the_command_refuses_what_it_cannot_do(data_dir, case):
    done = CliRunner().invoke(app, ["publish", "--warehouse", str(data_dir), *case["arguments"]])
    assert done.exit_code == 2
    for word in case["words"]:
        assert word in done.stderr


def test_the_command_publishes_into_a_folder_of_the_users_choice(data_dir, tmp_path):
    arguments = ["publish", "--warehouse", str(data_dir), "--out", str(tmp_path / "web")]
    done = CliRunner().invoke(app, [*arguments, "--format", "csv,geojson"])
    assert done.exit_code == 0, done.stderr
    path = Path(done.stdout.strip())
    assert path.parent == tmp_path / "web"
    assert {"events.csv", "events.geojson", "events"} <= {file.name for file in path.iterdir()}
    again = CliRunner().invoke(app, [*arguments, "--format", "csv"])
    assert "nothing written" in again.stderr
    assert again.stdout == done.stdout


def test_an_unknown_format_is_refused(data_dir):
    with pytest.raises(InputError, match="shapefile"):
        write_release(data_dir, formats=("shapefile",))


def test_since_latest_names_the_release_that_it_points_to(history):
    folder, _, second = history
    update = write_release(folder, since="latest")
    assert update.version.endswith(f"-since-{second.version}")
    assert update.changes == {"new": 0, "corrected": 0, "deleted": 0}
    assert not list((update.path / "events").iterdir())


@pytest.mark.parametrize("text", ["no json", "[1]", "{}"])
def test_foreign_folders_among_the_releases_are_left_alone(tmp_path, text):
    load(tmp_path, **batch())
    foreign = tmp_path / "releases" / "theirs"
    foreign.mkdir(parents=True)
    (foreign / "datapackage.json").write_text(text)
    assert write_release(tmp_path).changes["new"] == 6
    with pytest.raises(InputError, match="theirs"):
        write_release(tmp_path, "theirs")


def test_the_flow_takes_the_same_choices(tmp_path):
    from flows.publish_release import publish_release

    load(tmp_path, **batch())
    path = Path(publish_release.fn(str(tmp_path), ["csv"], None, str(tmp_path / "web")))
    assert (path / "events.csv").is_file() and (path / "report.html").is_file()
    shown = publish_release.parameters.properties
    assert shown["formats"]["anyOf"][0]["items"]["enum"] == list(FORMATS)
