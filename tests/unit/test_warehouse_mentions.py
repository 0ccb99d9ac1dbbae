"""Merging over runs: what was stored is found again, however the articles were spread."""

import random
from datetime import date

import polars as pl
import pytest
from merge_gold import load_gold
from warehouse_batches import NOW, article, load_merged, one_event

from transforms.codebook import load_codebook
from transforms.schemas import MENTIONS
from warehouse.connect import open_reader
from warehouse.mentions import KNOWN_ARTICLES, read_known_articles, read_related

BOOK = load_codebook()
OWN = ("event_id_cnty", "event_key", "timestamp", "row_hash", "run_id", "version", "valid_from")
"""What depends on when an event was first seen."""


def gold():
    return pl.concat([load_gold(part)[0] for part in ("tuning", "held_out")])


def only(mentions, *names):
    return mentions.filter(pl.col("mention_id").is_in(names))


def contents(data_dir):
    """Events without what depends on the runs, each with its mentions."""
    with open_reader(data_dir) as connection:
        events = connection.sql("from events").pl()
        told = connection.sql(
            "select event_key, list_sort(list(mention_id)) as told from mentions group by all"
        ).pl()
        fields = connection.sql(
            "select event_key, list_sort(list(concat_ws('|', field, mention_id, rule))) as origins "
            "from event_fields group by 1"
        ).pl()
    joined = events.join(told, on="event_key").join(fields, on="event_key", how="left")
    return joined.drop(OWN).sort("told")


@pytest.fixture(scope="module")
def one_run(tmp_path_factory):
    data_dir = tmp_path_factory.mktemp("one_run")
    load_merged(data_dir, gold())
    return contents(data_dir)


@pytest.mark.parametrize("seed", range(4))
def test_runs_in_any_order_give_what_one_run_gives(tmp_path, one_run, seed):
    mentions = gold()
    articles = mentions["article_id"].unique().sort().to_list()
    random.Random(seed).shuffle(articles)
    parts = [articles[:30], articles[30:32], articles[32:]] if seed else [articles[::-1]]
    for number, part in enumerate(parts):
        batch = mentions.filter(pl.col("article_id").is_in(part))
        load_merged(tmp_path, batch, f"run-{number}", NOW + number)
    assert contents(tmp_path).equals(one_run)


def test_an_article_taken_back_leaves_what_the_others_tell(tmp_path):
    mentions = gold()
    gone = "Wire A 2024-05-16 Burkina Faso"
    load_merged(tmp_path / "a", mentions)
    load_merged(tmp_path / "a", mentions.clear(), "run-2", NOW + 9, articles=[article(gone)])
    load_merged(tmp_path / "b", mentions.filter(pl.col("article_id") != gone))
    assert contents(tmp_path / "a").equals(contents(tmp_path / "b"))


def read(data_dir, query):
    with open_reader(data_dir) as connection:
        return connection.execute(query).fetchall()


def test_a_later_article_corrects_an_event_which_keeps_its_id(tmp_path):
    mentions = gold()
    load_merged(tmp_path, only(mentions, "T09-0"))
    before = read(tmp_path, "select event_id_cnty, event_date, version, timestamp from events")
    load_merged(tmp_path, only(mentions, "T09-1"), "run-2", NOW + 60)
    after = read(tmp_path, "select event_id_cnty, event_date, version, timestamp from events")
    assert before == [("NGA1", date(2024, 7, 10), 1, NOW)]
    assert after == [("NGA1", date(2024, 7, 11), 2, NOW + 60)]
    assert read(tmp_path, "select event_date, version from events_history") == [
        (date(2024, 7, 10), 1)
    ]


def test_two_events_that_turn_out_to_be_one_keep_the_older_id(tmp_path):
    mentions = gold()
    far = only(mentions, "T01-0").with_columns(fatalities=pl.lit(2, pl.Int32))
    named = only(mentions, "T01-1").with_columns(fatalities=pl.lit(9, pl.Int32))
    load_merged(tmp_path, far)
    load_merged(tmp_path, named, "run-2", NOW + 60)
    assert read(tmp_path, "select event_id_cnty from events order by 1") == [("BFA1",), ("BFA2",)]
    better = far.with_columns(fatalities=pl.lit(9, pl.Int32))
    load_merged(tmp_path, better, "run-3", NOW + 120)
    assert read(tmp_path, "select event_id_cnty, n_articles from events") == [("BFA1", 2)]
    assert read(tmp_path, "select event_id_cnty, reason from deleted_events") == [
        ("BFA2", "merged into BFA1")
    ]
    keys = read(
        tmp_path, "select distinct event_key from mentions union select event_key from events"
    )
    assert len(keys) == 1


def test_a_changed_article_goes_on_with_its_event(tmp_path):
    mention = only(gold(), "T03-0")
    load_merged(tmp_path, mention)
    moved = mention.with_columns(
        mention_id=pl.lit("new-id"),
        event_date=pl.lit(date(2024, 5, 16)),
        fatalities=pl.lit(4, pl.Int32),
    )
    load_merged(tmp_path, moved, "run-2", NOW + 60)
    assert read(tmp_path, "select event_id_cnty, version, fatalities from events") == [
        ("BFA1", 2, 4)
    ]
    assert read(tmp_path, "from deleted_events") == []


def test_loading_the_same_again_changes_nothing(tmp_path):
    mentions = gold()
    assert load_merged(tmp_path, mentions).has_changed
    assert not load_merged(tmp_path, mentions, "run-2", NOW + 60).has_changed


def test_each_field_of_a_merged_row_names_its_article(tmp_path):
    load_merged(tmp_path, only(gold(), "T01-0", "T01-1"))
    rows = read(
        tmp_path,
        "select field, taken_by, source from field_origins where field in ('actor1', 'fatalities')"
        " order by 1",
    )
    assert rows == [
        ("actor1", "most_specific", "Ada Herald"), ("fatalities", "lowest_of_latest", "Ada Herald")
    ]  # fmt: skip


def test_related_mentions_are_those_of_possible_pairs_only(tmp_path):
    mentions = gold()
    load_merged(tmp_path, mentions.filter(pl.col("mention_id") != "T09-1"))
    found = read_related(tmp_path, only(mentions, "T09-1"), [], BOOK)
    assert {"T09-0", "T09-2"} <= set(found.mentions["mention_id"])
    assert all(name.startswith(("T09", "T10")) for name in found.mentions["mention_id"])
    assert found.mentions.schema == MENTIONS


def test_known_articles(tmp_path):
    load_merged(tmp_path, only(gold(), "T01-0"))
    known = read_known_articles(tmp_path)
    assert known.schema == KNOWN_ARTICLES
    name = "Radio Plateau 2024-05-15 Burkina Faso"
    assert known.rows() == [(name, f"hash-{name}", "m1", "c1", "events")]


def test_no_warehouse_is_an_empty_frame_and_makes_none(tmp_path):
    found = read_related(tmp_path / "none", gold(), [], BOOK)
    assert found.mentions.schema == MENTIONS and not found.mentions.height
    assert read_known_articles(tmp_path / "none").schema == KNOWN_ARTICLES
    assert not (tmp_path / "none").exists()


def test_mentions_come_back_as_they_were_staged(tmp_path):
    load_merged(tmp_path, gold())
    one = only(gold(), "T01-0")
    found = read_related(tmp_path, one.with_columns(mention_id=pl.lit("x")), ["no article"], BOOK)
    back = only(found.mentions, "T01-0").drop("event_key")
    assert back.equals(one.drop("event_key"))
    assert one_event()["articles"][0]["article_id"] == "a1"
