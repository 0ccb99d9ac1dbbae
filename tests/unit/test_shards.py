import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from flows.shards import coded_dir, fingerprint, sweep_shards, write_shards
from flows.versions import Versions, read_versions
from transforms.records import Article, Quarantined

VERSIONS = Versions("1", "2", "3", "4")
ASIDE = Quarantined("line", "in.jsonl", 3, None, ("input.json",), "not JSON")


def article(name, **changes):
    return replace(Article(name, f"Text of {name}.", f"in/{name}.txt", content_hash="h"), **changes)


def cut(directory, *items, known=(), versions=VERSIONS, size=2):
    return write_shards(items, set(known), versions, [Path("in")], directory, size)


def test_articles_go_into_shards_in_the_order_read(tmp_path):
    batch = cut(tmp_path, article("a"), ASIDE, article("b"), article("c", language="fr"))
    frames = [pl.read_parquet(shard) for shard in batch.shards]
    assert [frame["article_id"].to_list() for frame in frames] == [["a", "b"], ["c"]]
    assert batch.aside == (ASIDE,)
    assert batch.languages == {"unknown": 2, "fr": 1}


def test_a_shard_gives_back_the_same_articles(tmp_path):
    given = article("a", published_at=date(2024, 3, 7), line=4, language_confidence=0.5)
    (shard,) = cut(tmp_path, given).shards
    (row,) = pl.read_parquet(shard).rows(named=True)
    assert Article(**row) == given


def test_known_articles_are_counted_and_not_cut(tmp_path):
    batch = cut(tmp_path, article("a"), article("b"), known=[fingerprint(article("a"))])
    assert (batch.n_known, len(batch.shards), len(batch.hashes)) == (1, 1, 2)
    assert [row[0] for row in batch.fresh] == ["b"]


@pytest.mark.parametrize(
    ("changes", "is_same"),
    [
        ({"path": "elsewhere/a.txt", "line": 9}, True),
        ({"text": "Other."}, False),
        ({"source": "Wire"}, False),
        ({"language": "en"}, False),
        ({"published_at": date(2024, 1, 1)}, False),
    ],
)
def test_a_fingerprint_covers_what_coding_reads(changes, is_same):
    assert (fingerprint(article("a")) == fingerprint(article("a", **changes))) is is_same


def test_names_depend_on_content_and_versions(tmp_path):
    first, again = cut(tmp_path, article("a")), cut(tmp_path, article("a"))
    other = cut(tmp_path, article("a"), versions=replace(VERSIONS, models="5"))
    assert (first.shards, first.batch_id) == (again.shards, again.batch_id)
    assert first.shards != other.shards
    assert first.batch_id != other.batch_id


def test_a_batch_does_not_depend_on_the_order_read(tmp_path):
    one, two = article("a"), article("b")
    assert cut(tmp_path, one, two).batch_id == cut(tmp_path, two, one).batch_id
    assert cut(tmp_path, one).batch_id != cut(tmp_path, one, ASIDE).batch_id


def test_leftovers_go_and_work_stays(tmp_path):
    (shard,) = cut(tmp_path, article("a")).shards
    (old,) = cut(tmp_path, article("a"), versions=replace(VERSIONS, code="0")).shards
    half = coded_dir(shard).with_name("half.tmp-1")
    half.mkdir()
    now = half.stat().st_mtime
    sweep_shards(tmp_path, VERSIONS, now)
    assert half.exists()
    assert old.exists()
    sweep_shards(tmp_path, VERSIONS, now + 100 * 86400)
    assert not half.exists()
    assert not old.exists()
    assert shard.exists()


def test_versions_follow_the_files(tmp_path):
    weights = tmp_path / "en" / "ner.pt"
    weights.parent.mkdir()
    weights.write_bytes(b"first")
    first = read_versions(tmp_path, "2026.1")
    os.utime(weights, (1, 1))
    assert read_versions(tmp_path, "2026.1") == first
    weights.write_bytes(b"other")
    assert read_versions(tmp_path, "2026.1").key != first.key
    assert read_versions(tmp_path, "2026.2").codebook != first.codebook
