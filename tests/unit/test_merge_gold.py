"""Precision and recall of the merge over pairs of mentions, on the self-written gold."""

import random

import polars as pl
import pytest
from merge_gold import load_gold, score

from transforms.codebook import load_codebook
from transforms.merge.events import merge_reports
from transforms.schemas import EVENT_FIELDS, EVENTS

LEAST_PRECISION, LEAST_RECALL = 0.95, 0.90
PARTS = ("tuning", "held_out")


def merge(mentions):
    return merge_reports(mentions, load_codebook())


def found_events(merged):
    return dict(merged.assigned.select("mention_id", "event_key").iter_rows())


@pytest.mark.parametrize("part", PARTS)
def test_pairs_reach_the_bar(part):
    mentions, gold = load_gold(part)
    precision, recall, wrong, missed = score(found_events(merge(mentions)), gold)
    assert precision >= LEAST_PRECISION, wrong
    assert recall >= LEAST_RECALL, missed


def test_the_gold_is_large_enough():
    gold = {**load_gold("tuning")[1], **load_gold("held_out")[1]}
    languages = {m for part in PARTS for m in load_gold(part)[0]["source"]}
    assert len(gold) >= 150 and len(set(gold.values())) >= 60 and len(languages) > 4


@pytest.mark.parametrize("part", PARTS)
def test_order_and_repetition_change_nothing(part):
    mentions, _ = load_gold(part)
    whole = merge(mentions)
    for seed in range(5):
        order = random.Random(seed).sample(range(mentions.height), mentions.height)
        again = merge(pl.concat([mentions[order], mentions[order[:20]]]))
        assert again.events.equals(whole.events)
        assert again.assigned.equals(whole.assigned)
        assert again.fields.equals(whole.fields)


@pytest.mark.parametrize("part", PARTS)
def test_every_row_says_which_mention_gave_each_field(part):
    mentions, _ = load_gold(part)
    merged = merge(mentions)
    assert merged.events.schema == EVENTS and merged.fields.schema == EVENT_FIELDS
    told = {row["mention_id"]: row for row in mentions.iter_rows(named=True)}
    rows = {row["event_key"]: row for row in merged.events.iter_rows(named=True)}
    key_of = found_events(merged)
    for origin in merged.fields.iter_rows(named=True):
        row, mention = rows[origin["event_key"]], told[origin["mention_id"]]
        assert key_of[mention["mention_id"]] == origin["event_key"]
        assert mention["article_id"] == origin["article_id"]
        value = mention[origin["field"]]
        if origin["field"] in {"event_date", "location", "fatalities", "sub_event_type", "tags"}:
            assert value == row[origin["field"]], origin
        elif origin["field"] in {"actor1", "actor2"}:
            assert row[origin["field"]] in {mention["actor1"], mention["actor2"]}, origin
        elif origin["field"] == "source":
            assert value in row["source"].split("; ")
    together = merged.assigned.filter(pl.col("event_key").is_duplicated())["event_key"].unique()
    for key in together:
        fields = set(merged.fields.filter(pl.col("event_key") == key)["field"])
        assert {"event_date", "sub_event_type", "actor1", "location", "source"} <= fields


@pytest.mark.parametrize("part", PARTS)
def test_every_source_is_kept_and_no_two_rows_are_twins(part):
    mentions, _ = load_gold(part)
    merged = merge(mentions)
    rows = {row["event_key"]: row for row in merged.events.iter_rows(named=True)}
    key_of = found_events(merged)
    assert set(key_of) == set(mentions["mention_id"])
    for mention in mentions.iter_rows(named=True):
        row = rows[key_of[mention["mention_id"]]]
        assert mention["source"] in row["source"].split("; ")
    twins = merged.events.group_by(
        "event_date", "sub_event_type", "country", "admin1", "location",
        pl.min_horizontal("actor1", "actor2"), pl.max_horizontal("actor1", "actor2").alias("high"),
    ).len()  # fmt: skip
    assert twins["len"].max() == 1
