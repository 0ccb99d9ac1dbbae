"""Export and import of a whole warehouse: equal tables, or a clear refusal."""

import json
import shutil

import polars as pl
import pytest
from merge_gold import load_gold
from typer.testing import CliRunner
from warehouse_batches import NOW, load, load_merged, one_event, provenance

from flows.cli import app
from transforms.errors import InputError, WarehouseError
from warehouse.connect import WRITER_FILE, open_warehouse
from warehouse.doctor import examine_warehouse
from warehouse.exchange import MANIFEST, export_warehouse, import_warehouse


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """Merged events with history, deleted ones, entities, quarantine and evidence."""
    data_dir = tmp_path_factory.mktemp("stored")
    load_merged(data_dir, load_gold("tuning")[0])
    more = one_event(fatalities=1) | {
        "entities": [{"article_id": "a1", "entity_id": "e", "start": 0, "end": 3, "text": "Ada"}],
        "quarantine": [{"quarantine_id": "q", "kind": "line", "rule_ids": ["V1"], "path": "x"}],
        "provenance": [provenance("a1", "k1")],
    }
    load(data_dir, "run-2", NOW + 60, **more)
    load(data_dir, "run-3", NOW + 90, **(more | {"events": [], "mentions": [], "provenance": []}))
    return data_dir


def tables(data_dir):
    with open_warehouse(data_dir) as connection:
        names = [
            name
            for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()
        ]
        return {
            name: connection.sql(f"from {name} order by all").pl()
            for name in names
            if name != "migrations"
        }


def test_an_import_has_equal_tables_and_is_sound(stored, tmp_path):
    exported = export_warehouse(stored, tmp_path / "export")
    assert exported.rows["events"] == 44 and exported.rows["deleted_events"] == 1
    import_warehouse(tmp_path / "again", tmp_path / "export")
    before, after = tables(stored), tables(tmp_path / "again")
    assert set(before) == set(after)
    for name, frame in before.items():
        assert frame.equals(after[name]), name
    assert examine_warehouse(tmp_path / "again") == []


def test_exporting_an_import_gives_the_same_rows(stored, tmp_path):
    export_warehouse(stored, tmp_path / "one")
    import_warehouse(tmp_path / "again", tmp_path / "one")
    export_warehouse(tmp_path / "again", tmp_path / "two")
    manifests = [json.loads((tmp_path / n / MANIFEST).read_text()) for n in ("one", "two")]
    contents = [{k: v["content"] for k, v in m["tables"].items()} for m in manifests]
    assert contents[0] == contents[1] and contents[0]["events"] != contents[0]["mentions"]


def test_the_imported_warehouse_goes_on_where_the_other_was(stored, tmp_path):
    export_warehouse(stored, tmp_path / "export")
    import_warehouse(tmp_path / "again", tmp_path / "export")
    receipt = load_merged(tmp_path / "again", load_gold("tuning")[0], "run-9", NOW + 500)
    assert not receipt.has_changed


def test_an_export_of_an_older_version_is_brought_up_to_date(stored, tmp_path):
    folder = tmp_path / "export"
    export_warehouse(stored, folder)
    manifest = json.loads((folder / MANIFEST).read_text())
    manifest["migrations"] = manifest["migrations"][:26]
    path = folder / "articles.parquet"
    pl.read_parquet(path).drop("source_scale").write_parquet(path)
    (folder / "event_fields.parquet").unlink()
    del manifest["tables"]["event_fields"]
    from warehouse.exchange import _sha256

    manifest["tables"]["articles"]["sha256"] = _sha256(path)
    (folder / MANIFEST).write_text(json.dumps(manifest))
    import_warehouse(tmp_path / "again", folder)
    found = tables(tmp_path / "again")
    assert found["articles"]["source_scale"].null_count() == found["articles"].height > 0
    assert found["event_fields"].height == 0 and found["events"].height == 44


def test_what_is_no_whole_export_is_refused_and_nothing_is_made(stored, tmp_path):
    folder = tmp_path / "export"
    export_warehouse(stored, folder)
    with pytest.raises(InputError, match="not an empty folder"):
        export_warehouse(stored, folder)
    with pytest.raises(InputError, match="holds a warehouse already"):
        import_warehouse(stored, folder)
    (folder / "events.parquet").write_bytes(b"other")
    with pytest.raises(InputError, match=r"events\.parquet: missing, or not what"):
        import_warehouse(tmp_path / "new", folder)
    shutil.rmtree(folder)
    with pytest.raises(InputError, match="no manifest"):
        import_warehouse(tmp_path / "new", folder)
    assert not (tmp_path / "new" / WRITER_FILE).exists()


def test_an_export_of_a_newer_version_is_refused(stored, tmp_path):
    folder = tmp_path / "export"
    export_warehouse(stored, folder)
    manifest = json.loads((folder / MANIFEST).read_text())
    (folder / MANIFEST).write_text(json.dumps(manifest | {"migrations": ["999_later"]}))
    with pytest.raises(WarehouseError, match="999_later.*update newsledger"):
        import_warehouse(tmp_path / "new", folder)
    assert not (tmp_path / "new" / WRITER_FILE).exists()


def test_rows_that_were_changed_with_their_checksum_are_noticed(stored, tmp_path):
    from warehouse.exchange import _sha256

    folder = tmp_path / "export"
    export_warehouse(stored, folder)
    path = folder / "events.parquet"
    pl.read_parquet(path).head(3).write_parquet(path)
    manifest = json.loads((folder / MANIFEST).read_text())
    manifest["tables"]["events"]["sha256"] = _sha256(path)
    (folder / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(WarehouseError, match="3 of 44 rows"):
        import_warehouse(tmp_path / "new", folder)


def test_commands(stored, tmp_path):
    folder = str(tmp_path / "export")
    done = CliRunner().invoke(app, ["export", folder, "--warehouse", str(stored)])
    assert done.exit_code == 0 and "exported" in done.output
    done = CliRunner().invoke(app, ["import", folder, "--warehouse", str(tmp_path / "new")])
    assert done.exit_code == 0 and "imported" in done.output
    done = CliRunner().invoke(app, ["import", folder, "--warehouse", str(tmp_path / "new")])
    assert done.exit_code == 2 and "holds a warehouse already" in done.output
