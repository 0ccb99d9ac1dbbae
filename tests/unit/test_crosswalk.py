"""Crosswalk columns: by the table, in releases of every format, and in `newsledger code`."""

import json
from pathlib import Path

import frictionless
import polars as pl
import pyarrow.parquet as pq
import pytest
from conftest import load_cases
from test_warehouse_release import batch
from typer.testing import CliRunner
from warehouse_batches import load

from flows.cli import app
from transforms.codebook import load_codebook
from transforms.crosswalk import CROSSWALK_COLUMNS, crosswalk_row, load_crosswalk
from transforms.errors import CodebookError
from transforms.schemas import EVENT_COLUMNS
from warehouse.release import FORMATS, write_release

ALL = [*EVENT_COLUMNS, *CROSSWALK_COLUMNS]
CLASH = {
    "sub_event_type": "Armed clash",
    "actor1": "Military Forces of Freedonia (2020-)",
    "inter1": "State forces",
    "actor2": "SLF: Sarun Liberation Front",
    "inter2": "Rebel group",
    "fatalities": 7,
}


@pytest.mark.parametrize("case", load_cases("crosswalk"), ids=lambda case: case["id"])
def test_a_row_has_the_classes_of_the_table(case):
    row = {"sub_event_type": case["type"], "fatalities": case["deaths"]}
    for number, (actor, inter) in enumerate(case["sides"], start=1):
        row |= {f"actor{number}": actor, f"inter{number}": inter}
    assert list(crosswalk_row(row).values()) == case["gives"]


def test_an_unknown_type_is_an_error():
    with pytest.raises(CodebookError, match="crosswalk.yaml has no sub-event type 'Duel'"):
        crosswalk_row({"sub_event_type": "Duel"})


def test_chosen_classes_are_among_those_that_the_type_may_be():
    tables = load_codebook().crosswalk
    modes = {entry["event"]: entry["modes"] for entry in tables["plover_modes"]}
    for entry in tables["sub_event_types"]:
        chosen = load_crosswalk().classes[entry["name"]]
        roots = {code[:2] for code in entry["cameo"]}
        assert chosen.cameo_root in roots or entry["name"] == "Other"
        assert chosen.plover_event in {None, *(event for event, _ in entry["plover"])}
        pair = [chosen.plover_event, chosen.plover_mode]
        assert chosen.plover_mode is None or pair in entry["plover"]
        assert all(mode in modes[event] for event, mode in entry["plover"] if mode)
    assert list(load_crosswalk().classes) == list(load_codebook().event_types)


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory):
    folder = tmp_path_factory.mktemp("warehouse")
    rows = batch()
    for staged in (rows["events"][0], rows["mentions"][0]):
        staged.update(CLASH)
    load(folder, **rows)
    return folder


@pytest.fixture(scope="module")
def releases(data_dir):
    plain = write_release(data_dir, formats=FORMATS)
    return plain, write_release(data_dir, formats=FORMATS, has_crosswalk=True)


def test_the_31_columns_stay_as_they_are_and_four_follow(releases):
    plain, crossed = (
        pl.read_parquet(each.path / "events", hive_partitioning=False) for each in releases
    )
    assert plain.columns == list(EVENT_COLUMNS)
    assert crossed.columns == ALL
    assert crossed.select(plain.columns).sort("event_id_cnty").equals(plain.sort("event_id_cnty"))
    found = crossed.group_by(*CROSSWALK_COLUMNS).len().sort("len").rows()
    assert found == [("ASSAULT", "firearms", "19", 1, 1), ("PROTEST", "demo", "14", None, 5)]
    assert crossed.schema["ucdp_type_of_violence"] == pl.Int8


def test_every_format_has_them(releases):
    crossed = releases[1].path
    assert pl.read_csv(crossed / "events.csv").columns == ALL
    features = json.loads((crossed / "events.geojson").read_text(encoding="utf-8"))["features"]
    assert all(list(feature["properties"]) == ALL for feature in features)
    assert {feature["properties"]["cameo_root"] for feature in features} == {"14", "19"}


def test_they_are_described_wherever_columns_are(releases):
    crossed = releases[1].path
    package = crossed / "datapackage.json"
    events = json.loads(package.read_text(encoding="utf-8"))["resources"][0]
    fields = {field["name"]: field for field in events["schema"]["fields"]}
    croissant = (crossed / "croissant.json").read_text(encoding="utf-8")
    dictionary = (crossed / "DATA_DICTIONARY.md").read_text(encoding="utf-8")
    schema = pq.read_schema(next((crossed / "events").rglob("*.parquet")))
    for name in CROSSWALK_COLUMNS:
        assert fields[name]["description"]
        assert f"| `{name}` |" in dictionary
        assert f'"events/{name}"' in croissant
        assert schema.field(name).metadata[b"description"]
    assert "35 columns" in (crossed / "README.md").read_text(encoding="utf-8")
    assert frictionless.validate(str(package)).valid


def test_an_update_has_them_too(data_dir, releases):
    update = write_release(data_dir, since="2020-01-01", has_crosswalk=True)
    events = pl.read_parquet(update.path / "events", hive_partitioning=False)
    assert events.columns == ALL and events.height == 6
    assert events["plover_event"].null_count() == 0


def test_the_command_publishes_them_as_another_release(data_dir, tmp_path):
    arguments = ["publish", "--warehouse", str(data_dir), "--out", str(tmp_path)]
    paths = []
    for extra in ([], ["--crosswalk"]):
        done = CliRunner().invoke(app, [*arguments, *extra])
        assert done.exit_code == 0, done.stderr
        paths.append(Path(done.stdout.strip()))
    assert paths[0] != paths[1]
    again = CliRunner().invoke(app, [*arguments, "--crosswalk"])
    assert "nothing written" in again.stderr
    assert (tmp_path / "latest").resolve() == paths[1].resolve()


def test_code_writes_them_behind_the_31(tmp_path):
    text = "Rebels killed five soldiers in Juba on Tuesday."
    line = {"article_id": "a", "language": "en", "published_at": "2024-03-08", "text": text}
    (tmp_path / "in.jsonl").write_text(json.dumps(line), encoding="utf-8")
    out = tmp_path / "out.jsonl"
    arguments = ["code", str(tmp_path / "in.jsonl"), "--out", str(out), "--crosswalk"]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    coded = json.loads(out.read_text(encoding="utf-8"))
    (row,) = [*coded["events"], *coded["incomplete"]]
    assert list(row)[:35] == ALL
    assert (row["plover_event"], row["cameo_root"]) == ("ASSAULT", "19")
