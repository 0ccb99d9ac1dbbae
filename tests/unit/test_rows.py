from datetime import date

import pytest
from coding_tables import annotate_table, code_table, real_kit

from transforms.coding.rows import event_key, provenance_frame, rejections_frame, to_frame
from transforms.schemas import CODED_COLUMNS, MENTIONS, PROVENANCE

ROW = {
    "event_date": date(2024, 5, 14),
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "A",
    "inter1": "State forces",
    "actor2": "B",
    "country": "Mali",
    "admin1": "Gao",
    "location": "Gao",
}


@pytest.mark.parametrize(
    ("change", "is_same"),
    [
        ({"actor1": "B", "actor2": "A"}, True),
        ({"event_type": "Explosions/Remote violence", "sub_event_type": "Grenade"}, True),
        ({"event_date": date(2024, 5, 15)}, False),
        ({"location": "Ansongo"}, False),
        ({"actor2": "C"}, False),
        ({"actor2": None}, False),
        ({"event_type": "Strategic developments", "sub_event_type": "Agreement"}, False),
    ],
)
def test_one_event_is_one_dyad_place_and_day(change, is_same):
    assert (event_key(ROW) == event_key(ROW | change)) == is_same


def test_a_crowd_is_one_event_whoever_stands_against_it():
    crowd = ROW | {"event_type": "Protests", "actor1": "Protesters (Mali)", "actor2": None}
    crowd |= {"inter1": "Protesters"}
    riot = crowd | {"event_type": "Riots", "actor1": "Rioters (Mali)", "inter1": "Rioters"}
    assert event_key(crowd) == event_key(riot | {"actor2": "Police Forces of Mali (2021-)"})


@pytest.mark.parametrize("name", ["articles", "no_event", "actors"])
def test_every_value_has_its_evidence(name):
    for case_id, coding in code_table(name).items():
        text = coding.article.text
        rows = provenance_frame(coding.mentions, annotate_table(name)[case_id], "v1")
        assert rows.schema == PROVENANCE
        for mention in coding.mentions:
            mine = rows.filter(rows["mention_id"] == mention.mention_id)
            filled = {c for c in CODED_COLUMNS if mention.row[c] is not None}
            assert set(mine["field"]) == filled, case_id
            assert mine["field"].n_unique() == mine.height, case_id
        for row in rows.iter_rows(named=True):
            assert row["rule"], row
            if row["start"] is None:
                assert row["text"] is None
            else:
                assert 0 <= row["start"] < row["end"] <= len(text)
                assert row["text"] == text[row["start"] : row["end"]] != ""


def test_an_incomplete_mention_has_no_event_key():
    coding = code_table("no_event")["country_only_is_incomplete"]
    [mention] = coding.mentions
    frame = to_frame(coding.mentions, coding.annotated, real_kit().codebook.version)
    assert frame.schema == MENTIONS
    assert frame["event_key"].to_list() == [None]
    assert frame["status"].to_list() == ["incomplete"]
    assert {"location", "geo_precision"} <= set(mention.missing)
    assert mention.row["country"] == "Mali" and mention.row["location"] is None


def test_a_complete_mention_has_all_that_is_required():
    kit = real_kit()
    required = [c.name for c in kit.codebook.columns if c.required and c.name in CODED_COLUMNS]
    for coding in code_table("articles").values():
        for mention in coding.events:
            assert [c for c in required if mention.row[c] is None] == []


def test_rejections_hold_the_words_of_the_text():
    coding = code_table("no_event")["threat"]
    frame = rejections_frame(coding.rejections, coding.article.text)
    assert frame.height >= 1
    for row in frame.iter_rows(named=True):
        assert row["text"] == coding.article.text[row["start"] : row["end"]] and row["reason"]


def test_no_mentions_give_an_empty_frame_of_the_schema():
    coding = code_table("no_event")["list"]
    assert to_frame((), coding.annotated, "v1").schema == MENTIONS
    assert provenance_frame((), coding.annotated, "v1").schema == PROVENANCE
