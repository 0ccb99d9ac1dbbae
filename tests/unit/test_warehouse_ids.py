"""Ids of events: given once, kept, never reused."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import polars as pl
import pytest
from warehouse_batches import NOW, event, frame, load, one_event

from transforms.errors import SchemaError, WarehouseError
from transforms.schemas import EVENTS
from warehouse.connect import open_warehouse
from warehouse.ids import claim_event_ids


def claim(data_dir, *rows, now=NOW):
    claimed = claim_event_ids(data_dir, frame(rows, EVENTS), now)
    return dict(zip(claimed["event_key"], claimed["event_id_cnty"], strict=True))


def test_numbers_run_by_country_in_order_of_day_and_rows_keep_their_order(tmp_path):
    rows = [
        event("k3", event_date=pl.date(2024, 3, 9)),
        event("k1"),
        event("k2", iso3="SYL"),
    ]
    rows[0]["event_date"] = rows[1]["event_date"].replace(day=9)
    claimed = claim_event_ids(tmp_path, frame(rows, EVENTS), NOW)
    assert claimed["event_key"].to_list() == ["k3", "k1", "k2"]
    assert claimed["event_id_cnty"].to_list() == ["FRE2", "FRE1", "SYL1"]
    assert claimed["timestamp"].to_list() == [NOW] * 3
    assert claimed.schema == EVENTS


def test_an_id_stays_with_its_key_even_if_the_country_changes(tmp_path):
    assert claim(tmp_path, event("k1")) == {"k1": "FRE1"}
    assert claim(tmp_path, event("k1", iso3="SYL"), event("k0", iso3="SYL")) == {
        "k1": "FRE1",
        "k0": "SYL1",
    }


def test_ids_are_never_reused(tmp_path):
    load(tmp_path, **one_event())
    load(tmp_path, "run-2", articles=one_event()["articles"])
    with open_warehouse(tmp_path) as connection:
        assert connection.execute("from events").fetchall() == []
    assert claim(tmp_path, event("k2")) == {"k2": "FRE2"}
    assert claim(tmp_path, event("k1")) == {"k1": "FRE1"}


@pytest.mark.parametrize("iso3", [None, "", "fre", "FR", "FREE"])
def test_a_row_without_a_country_code_gets_no_id(tmp_path, iso3):
    assert claim(tmp_path, event("k1", iso3=iso3), event("k2")) == {"k1": None, "k2": "FRE1"}


def test_timestamp_is_kept_for_unchanged_content_and_never_goes_back(tmp_path):
    load(tmp_path, **one_event())
    unchanged = claim_event_ids(tmp_path, frame([event("k1")], EVENTS), NOW + 100)
    assert unchanged["timestamp"].to_list() == [NOW]
    changed = frame([event("k1", fatalities=1)], EVENTS)
    assert claim_event_ids(tmp_path, changed, NOW + 100)["timestamp"].to_list() == [NOW + 100]
    assert claim_event_ids(tmp_path, changed, NOW - 100)["timestamp"].to_list() == [NOW]


def test_threads_that_claim_at_once_get_different_ids(tmp_path):
    rows = [event(f"k{number}") for number in range(6)]
    with ThreadPoolExecutor(6) as pool:
        claimed = list(pool.map(partial(claim, tmp_path), rows))
    ids = [event_id for found in claimed for event_id in found.values()]
    assert sorted(ids) == [f"FRE{number}" for number in range(1, 7)]


def test_no_events_is_fine(tmp_path):
    assert claim_event_ids(tmp_path, EVENTS.to_frame(), NOW).schema == EVENTS


def test_repeated_or_missing_keys_are_refused(tmp_path):
    with pytest.raises(WarehouseError, match="'k1'"):
        claim(tmp_path, event("k1"), event("k1"))
    with pytest.raises(WarehouseError, match="None"):
        claim(tmp_path, event(None))


def test_another_schema_is_refused(tmp_path):
    with pytest.raises(SchemaError, match="event_key"):
        claim_event_ids(tmp_path, pl.DataFrame({"event_key": [1]}), NOW)
