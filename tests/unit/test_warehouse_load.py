"""Loading batches: one transaction, reruns, corrections, history, deletions."""

from datetime import UTC, datetime

import polars as pl
import pytest
from warehouse_batches import (
    NOW,
    article,
    event,
    frame,
    load,
    mention,
    one_event,
    provenance,
    run_record,
    write_staged,
)

from transforms.errors import SchemaError, WarehouseError
from transforms.schemas import EVENTS
from warehouse.connect import READER_FILE, open_reader
from warehouse.load import load_batch
from warehouse.records import TableCounts

TABLES = ("articles", "mentions", "events", "provenance", "rejections", "entities")
REJECTION = {"article_id": "a1", "rule": "R1", "reason": "a film", "start": 3, "end": 6}
ENTITY = {"article_id": "a1", "entity_id": "e1", "label": "PER", "name": "A", "start": 1, "end": 2}
SKETCH = {"article_id": "a1", "scheme": "s", "bands": [1, -2]}
WARNING = {"event_key": "k1", "rule_id": "V45", "message": "deaths at a peaceful protest"}


def quarantined(**changes):
    row = {"quarantine_id": "q1", "kind": "event", "event_key": "k1", "rule_ids": ["V20"]}
    return row | changes


def rows(data_dir, query):
    with open_reader(data_dir) as connection:
        return connection.execute(query).fetchall()


ORIGIN = {
    "event_key": "k1",
    "field": "fatalities",
    "mention_id": "a1-k1",
    "article_id": "a1",
    "rule": "only_figure",
}


def full_batch():
    return one_event() | {
        "rejections": [REJECTION],
        "entities": [ENTITY],
        "warnings": [WARNING],
        "quarantine": [quarantined(event_key="k9"), quarantined(quarantine_id="q2", kind="line")],
        "sketches": [SKETCH],
        "event_fields": [ORIGIN],
    }


def test_a_batch_is_loaded_and_published(tmp_path):
    receipt = load(tmp_path, **full_batch())
    assert receipt.tables["events"] == TableCounts(inserted=1)
    assert {name: counts.inserted for name, counts in receipt.tables.items()} == {
        **dict.fromkeys(TABLES, 1),
        "warnings": 1,
        "quarantine": 2,
        "sketches": 1,
        "event_fields": 1,
    }
    assert rows(tmp_path, "select event_id_cnty, timestamp, version, run_id from events") == [
        ("FRE1", NOW, 1, "run-1")
    ]


def test_a_rerun_changes_no_row(tmp_path):
    load(tmp_path, **full_batch())
    tables = [*TABLES, "warnings", "quarantine", "sketches", "event_fields"]
    tables += ["event_registry", "events_history"]
    before = {name: rows(tmp_path, f"from {name} order by all") for name in tables}
    receipt = load(tmp_path, "run-2", now=NOW + 500, **full_batch())
    assert not receipt.has_changed
    assert all(counts.unchanged for counts in receipt.tables.values())
    assert {name: rows(tmp_path, f"from {name} order by all") for name in tables} == before
    assert rows(tmp_path, "select run_id from runs order by 1") == [("run-1",), ("run-2",)]


def test_a_repeated_load_of_one_run_keeps_one_record_of_it(tmp_path):
    load(tmp_path, **one_event())
    load(tmp_path, **one_event())
    found = rows(tmp_path, "select run_id, inputs->>'samples', parameters->'input' from runs")
    assert found == [("run-1", "ab12", '["samples"]')]


def test_a_correction_keeps_the_id_and_the_former_version(tmp_path):
    load(tmp_path, **one_event())
    receipt = load(tmp_path, "run-2", now=NOW + 500, **one_event(fatalities=2))
    assert receipt.tables["events"] == TableCounts(updated=1)
    assert rows(
        tmp_path, "select event_id_cnty, fatalities, version, timestamp, valid_from from events"
    ) == [("FRE1", 2, 2, NOW + 500, datetime.fromtimestamp(NOW + 500, UTC).replace(tzinfo=None))]
    assert rows(
        tmp_path,
        "select event_id_cnty, fatalities, version, epoch(valid_to)::bigint from events_history",
    ) == [("FRE1", 0, 1, NOW + 500)]


def test_history_never_runs_backwards_when_the_clock_is_set_back(tmp_path):
    load(tmp_path, **one_event())
    load(tmp_path, "run-2", now=NOW - 500, **one_event(fatalities=2))
    load(tmp_path, "run-3", now=NOW - 900, **one_event(fatalities=3))
    assert rows(tmp_path, "from events_history where valid_to < valid_from") == []
    assert rows(tmp_path, "select version, timestamp from events") == [(3, NOW)]


def test_a_recoded_article_replaces_all_it_gave(tmp_path):
    load(tmp_path, **full_batch())
    recoded = {
        "articles": [article("a1", codebook_version="c2")],
        "mentions": [mention("a1", "k2", mention_id="m2")],
        "provenance": [provenance("a1", "k2", mention_id="m2")],
        "events": [event("k2")],
        "rejections": [REJECTION | {"rule": "R2"}],
    }
    receipt = load(tmp_path, "run-2", **recoded)
    assert receipt.tables["events"] == TableCounts(inserted=1, deleted=1)
    assert receipt.tables["articles"] == TableCounts(updated=1)
    assert rows(tmp_path, "select mention_id from mentions") == [("m2",)]
    assert rows(tmp_path, "select mention_id, event_key from provenance") == [("m2", "k2")]
    assert rows(tmp_path, "select rule from rejections") == [("R2",)]
    assert rows(tmp_path, "from entities") == []
    assert rows(tmp_path, "from warnings") == []
    assert rows(tmp_path, "select event_id_cnty, reason, run_id from deleted_events") == [
        ("FRE1", "no article reports it any more", "run-2")
    ]
    assert rows(tmp_path, "select event_key, version from events_history") == [("k1", 1)]


def test_an_event_that_is_reported_again_gets_its_id_back(tmp_path):
    load(tmp_path, **one_event())
    load(tmp_path, "run-2", articles=[article("a1", outcome="no_event")])
    load(tmp_path, "run-3", now=NOW + 9, **one_event(fatalities=1))
    assert rows(tmp_path, "select event_id_cnty, version from events") == [("FRE1", 2)]
    assert rows(tmp_path, "from deleted_events") == []


def test_an_event_with_another_article_stays(tmp_path):
    load(tmp_path, **one_event())
    second = one_event("a2", n_articles=2)
    load(tmp_path, "run-2", **second)
    receipt = load(tmp_path, "run-3", articles=[article("a1", outcome="no_event")])
    assert receipt.tables["events"] == TableCounts()
    assert rows(tmp_path, "select mention_id from mentions") == [("a2-k1",)]
    assert rows(tmp_path, "select n_articles from events") == [(2,)]


def test_a_stored_mention_of_another_article_can_move_to_another_event(tmp_path):
    load(tmp_path, **one_event())
    moved = mention("a1", "k2", mention_id="a1-k1")
    load(
        tmp_path,
        "run-2",
        articles=[article("a2")],
        mentions=[moved, mention("a2", "k2")],
        provenance=[provenance("a2", "k2")],
        events=[event("k2", n_articles=2)],
    )
    assert rows(tmp_path, "select event_key from events") == [("k2",)]
    assert rows(tmp_path, "select distinct event_key from provenance") == [("k2",)]
    assert rows(tmp_path, "select event_key from deleted_events") == [("k1",)]


def test_an_event_whose_row_is_quarantined_now_is_withdrawn(tmp_path):
    load(tmp_path, **one_event())
    tables = one_event() | {"events": [], "quarantine": [quarantined()]}
    receipt = load(tmp_path, "run-2", **tables)
    assert receipt.tables["events"].deleted == 1
    assert rows(tmp_path, "select reason from deleted_events") == [("quarantined: V20",)]
    load(tmp_path, "run-3", **one_event())
    assert rows(tmp_path, "from quarantine") == []
    assert rows(tmp_path, "select event_id_cnty from events") == [("FRE1",)]


@pytest.mark.parametrize(
    ("fault", "is_mended"),
    [
        ({"kind": "article", "article_id": "a1"}, True),
        ({"kind": "article", "path": "a1.txt"}, True),
        ({"kind": "line", "path": "a1.txt", "line": 7}, False),
        ({"kind": "line", "path": "other.jsonl", "line": 7}, False),
        ({"kind": "article", "article_id": "a2"}, False),
        ({"kind": "event", "event_key": "k1"}, True),
        ({"kind": "event", "event_key": "k2"}, False),
    ],
)
def test_quarantine_is_left_when_the_same_place_is_read_without_the_fault(
    tmp_path, fault, is_mended
):
    row = {"quarantine_id": "q1", "rule_ids": [], "reason": "bad encoding"} | fault
    load(tmp_path, quarantine=[row])
    receipt = load(tmp_path, "run-2", **one_event())
    assert receipt.tables["quarantine"].deleted == is_mended


def test_a_mended_line_leaves_quarantine(tmp_path):
    bad = {"quarantine_id": "q7", "kind": "line", "path": "in.jsonl", "rule_ids": []}
    load(tmp_path, quarantine=[bad | {"line": 7}, bad | {"line": 8, "quarantine_id": "q8"}])
    load(tmp_path, "run-2", articles=[article("a1", path="in.jsonl", line=7)])
    assert rows(tmp_path, "select quarantine_id from quarantine") == [("q8",)]


def test_quarantine_of_an_event_that_nothing_reports_any_more_is_dropped(tmp_path):
    tables = one_event() | {"events": [], "quarantine": [quarantined()]}
    load(tmp_path, **tables)
    load(tmp_path, "run-2", articles=[article("a1", outcome="no_event")])
    assert rows(tmp_path, "from quarantine") == []


def test_incomplete_mentions_are_stored_without_an_event(tmp_path):
    incomplete = mention("a1", None, mention_id="m1", status="incomplete", missing=["event_date"])
    load(tmp_path, articles=[article("a1")], mentions=[incomplete])
    assert rows(tmp_path, "select status, missing, event_key from mentions") == [
        ("incomplete", ["event_date"], None)
    ]


REFUSED = {
    "article id is not unique": {"articles": [article("a1"), article("a1", url="u")]},
    "mention id is not unique": {
        "mentions": [mention("a1", "k1"), mention("a1", "k1", sentence=2)]
    },
    "event has no mention": {"mentions": []},
    "mention has no article": {"articles": []},
    "quarantine id is not unique": {
        "quarantine": [quarantined(event_key="k8"), quarantined(event_key="k9")]
    },
}


@pytest.mark.parametrize("message", REFUSED)
def test_an_inconsistent_batch_is_refused_whole(tmp_path, message):
    load(tmp_path, **one_event("a0", "k0"))
    before = (tmp_path / READER_FILE).read_bytes()
    with pytest.raises(WarehouseError, match=message):
        load(tmp_path, "run-2", **(one_event() | REFUSED[message]))
    assert (tmp_path / READER_FILE).read_bytes() == before
    load(tmp_path, "run-3", **one_event("a0", "k0"))
    assert rows(tmp_path, "select article_id from articles") == [("a0",)]
    assert rows(tmp_path, "select run_id from runs order by 1") == [("run-1",), ("run-3",)]


@pytest.mark.parametrize("event_id", [None, "FRE7"])
def test_an_event_must_have_its_registered_id(tmp_path, event_id):
    row = event("k1", event_id_cnty=event_id or "none", timestamp=NOW)
    staged = write_staged(tmp_path / "s", **(one_event() | {"events": frame([row], EVENTS)}))
    with pytest.raises(WarehouseError, match="registered.*k1"):
        load_batch(tmp_path, staged, run_record())


def test_two_events_with_one_key_are_refused(tmp_path):
    load(tmp_path, **one_event())
    twice = [event("k1", event_id_cnty="FRE1", timestamp=NOW, fatalities=n) for n in (1, 2)]
    staged = write_staged(tmp_path / "s", **(one_event() | {"events": frame(twice, EVENTS)}))
    with pytest.raises(WarehouseError, match="not unique in events"):
        load_batch(tmp_path, staged, run_record("run-2"))


def test_a_missing_file_or_column_is_named(tmp_path):
    staged = write_staged(tmp_path / "s")
    pl.DataFrame({"article_id": ["a1"]}).write_parquet(staged / "rejections.parquet")
    with pytest.raises(SchemaError, match="rejections.*rule"):
        load_batch(tmp_path, staged, run_record())
    (staged / "rejections.parquet").unlink()
    with pytest.raises(WarehouseError, match="rejections.parquet: missing"):
        load_batch(tmp_path, staged, run_record())


def test_text_that_looks_like_null_or_sql_stays_as_it_is(tmp_path):
    odd = ["NULL", "", "'; drop table events; --", "\x00\u202e😀", None]
    load(tmp_path, articles=[article(f"a{n}", title=title) for n, title in enumerate(odd)])
    load(tmp_path, "run-2", articles=[article("a0", title=None), article("a4", title="NULL")])
    stored = rows(tmp_path, "select title from articles order by article_id")
    assert [title for (title,) in stored] == [None, *odd[1:4], "NULL"]
