"""Reading back what a new batch is merged or compared with."""

import pytest
from warehouse_batches import article, event, load, mention, one_event

from transforms.schemas import MENTIONS
from warehouse.mentions import KNOWN_ARTICLES, read_known_articles, read_related_mentions


@pytest.fixture
def data_dir(tmp_path):
    """k1 is reported by a1 and a2, k2 by a2, k3 by a3; a3 has an incomplete mention."""
    load(
        tmp_path,
        articles=[article(name) for name in ("a1", "a2", "a3")],
        mentions=[
            mention("a1", "k1"),
            mention("a2", "k1"),
            mention("a2", "k2"),
            mention("a3", "k3"),
            mention("a3", None, mention_id="m", status="incomplete", missing=["event_date"]),
        ],
        events=[event("k1", n_articles=2), event("k2"), event("k3")],
    )
    return tmp_path


@pytest.mark.parametrize(
    ("event_keys", "article_ids", "related"),
    [
        ([], [], []),
        (["k1"], ["new"], ["a1-k1", "a2-k1"]),
        (["k1"], ["a1"], ["a2-k1"]),
        ([], ["a1"], ["a2-k1"]),
        ([], ["a2"], ["a1-k1"]),
        (["k3"], ["a2"], ["a1-k1", "a3-k3"]),
        (["k1", "k2"], ["a1", "a2"], []),
        (["unknown"], ["a3"], []),
    ],
)
def test_related_mentions(data_dir, event_keys, article_ids, related):
    found = read_related_mentions(data_dir, event_keys, article_ids)
    assert found["mention_id"].to_list() == related
    assert found.schema == MENTIONS


def test_mentions_come_back_as_they_were_staged(tmp_path):
    row = mention("a1", "k1", missing=[], flags=["x", "y"], geonameid=5, tags=None)
    load(tmp_path, **(one_event() | {"mentions": [row]}))
    stored = read_related_mentions(tmp_path, ["k1"], []).row(0, named=True)
    assert {name: stored[name] for name in row} == row


def test_known_articles(data_dir):
    known = read_known_articles(data_dir)
    assert known.schema == KNOWN_ARTICLES
    assert known.row(0) == ("a1", "hash-a1", "m1", "c1", "events")
    assert known["article_id"].to_list() == ["a1", "a2", "a3"]


def test_no_warehouse_is_an_empty_frame_and_makes_none(tmp_path):
    assert read_related_mentions(tmp_path / "none", ["k1"], []).schema == MENTIONS
    assert read_known_articles(tmp_path / "none").schema == KNOWN_ARTICLES
    assert not (tmp_path / "none").exists()
