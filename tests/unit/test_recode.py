"""Stored articles go through the same flow again, as they were read."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from warehouse_batches import TEXT, article, load

from flows import steps
from flows.intake import read_loaded, record_loaded
from flows.recode import STORED, is_stored
from flows.settings import load_settings
from transforms.errors import InputError

STATED = {"published_at": date(2024, 3, 8), "published_method": "metadata", "title": "March"}


@pytest.fixture
def settings(tmp_path):
    """A warehouse with a coded article, an undated one, a copy, and a file without text."""
    load(
        tmp_path,
        articles=[
            article("a1", outcome="no_event", source_scale="National", line=4, **STATED),
            article(
                "a2",
                outcome="no_model:xx",
                published_at=date(2024, 1, 1),
                published_method="inferred",
            ),
            article("a3", outcome="duplicate_of:a1"),
            article("a4", outcome="quarantined", text=None),
        ],
    )
    return load_settings(tmp_path)


def read(settings):
    return steps.read_batch([Path(STORED)], settings)


def test_stored_articles_are_cut_into_shards_as_they_were_read(settings):
    batch = read(settings)
    rows = {row["article_id"]: row for p in batch.shards for row in pl.read_parquet(p).to_dicts()}
    assert set(rows) == {"a1", "a2"} == set(batch.hashes)
    assert {name: rows["a1"][name] for name in STATED} == STATED
    assert (rows["a1"]["text"], rows["a1"]["path"], rows["a1"]["line"]) == (TEXT, "a1.txt", 4)
    assert rows["a1"]["source_scale"] == "National"
    assert rows["a2"]["published_at"] is None and rows["a2"]["published_method"] is None
    assert list(batch.inputs) == [STORED]


def test_what_these_versions_have_coded_is_left_alone(settings):
    first = read(settings)
    record_loaded(settings.shards_dir, first)
    again = read(settings)
    assert again.shards == () and again.n_known == 2
    assert again.batch_id == first.batch_id


def test_other_models_code_again_only_where_recoding_is_asked_for(settings):
    batch = read(settings)
    record_loaded(settings.shards_dir, batch)
    others = replace(batch.versions, models="other models")
    known = {mark for _, _, mark in batch.fresh}
    assert read_loaded(settings.data_dir, settings.shards_dir, others) == known
    strict = read_loaded(settings.data_dir, settings.shards_dir, others, by_any_models=False)
    assert strict == set()
    changed = replace(batch.versions, codebook="other codebook")
    assert read_loaded(settings.data_dir, settings.shards_dir, changed) == set()


def test_no_articles_is_said(tmp_path):
    with pytest.raises(InputError, match="no stored articles"):
        read(load_settings(tmp_path))


def test_only_the_word_itself_means_the_stored_articles():
    assert is_stored([Path(STORED)])
    assert not is_stored([Path("a.txt")]) and not is_stored([Path(STORED), Path("a.txt")])
