from datetime import date

import polars as pl
import pytest
from coding_tables import code_table, real_kit

from transforms.coding.rows import provenance_frame, to_frame
from transforms.merge.events import merge_mentions, merge_provenance
from transforms.schemas import EVENTS, MENTIONS


@pytest.fixture(scope="module")
def attack():
    """The mention of one coded article, as a frame of one row."""
    coding = code_table("articles")["militants_attack_army_base"]
    return to_frame(coding.mentions, coding.annotated, real_kit().codebook.version)


def reported(frame, article, **values):
    """The same event as another article reports it."""
    changed = {"mention_id": f"m-{article}", "article_id": article, **values}
    columns = [pl.lit(v, MENTIONS[k]).alias(k) for k, v in changed.items()]
    return frame.with_columns(columns)


def merged(*frames):
    return merge_mentions(pl.concat(frames), real_kit().codebook)


def test_two_articles_of_one_event_are_one_row(attack):
    other = reported(attack, "b", source="Reuters", fatalities=6)
    [row] = merged(reported(attack, "a", source="AFP", fatalities=9), other).to_dicts()
    assert row["n_articles"] == 2
    assert row["source"] == "AFP; Reuters"
    assert row["fatalities"] == 6


def test_a_report_without_deaths_does_not_lower_them(attack):
    rows = merged(reported(attack, "a", fatalities=9), reported(attack, "b", fatalities=0))
    assert rows["fatalities"].to_list() == [9]


def test_the_highest_type_wins(attack):
    bomb = {
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Remote explosive/landmine/IED",
    }
    for order in ((bomb, {}), ({}, bomb)):
        rows = [reported(attack, str(n), **values) for n, values in enumerate(order)]
        assert merged(*rows)["sub_event_type"].to_list() == ["Armed clash"]


def test_a_protest_that_turned_violent_is_a_riot(attack):
    calm = {"event_type": "Protests", "sub_event_type": "Peaceful protest"}
    wild = {"event_type": "Riots", "sub_event_type": "Violent demonstration"}
    for order in ((calm, wild), (wild, calm)):
        rows = [reported(attack, str(n), **values) for n, values in enumerate(order)]
        assert merged(*rows)["sub_event_type"].to_list() == ["Violent demonstration"]


def test_notes_tell_the_merged_deaths(attack):
    rows = merged(reported(attack, "a", fatalities=9), reported(attack, "b", fatalities=6))
    assert "6 people" in rows["notes"][0] and "9 people" not in rows["notes"][0]


def test_the_better_precision_wins(attack):
    vague = reported(attack, "b", time_precision=2, geo_precision=2)
    [row] = merged(vague, reported(attack, "a")).to_dicts()
    assert (row["time_precision"], row["geo_precision"]) == (1, 1)


def test_other_days_and_places_are_other_events(attack):
    later = reported(attack, "b", event_key="another")
    assert merged(attack, later).height == 2


def test_the_order_of_the_mentions_does_not_matter(attack):
    rows = [
        reported(attack, name, source=source, published_at=day, fatalities=deaths)
        for name, source, day, deaths in (
            ("a", "AFP", date(2024, 8, 22), 4),
            ("b", "Reuters", date(2024, 8, 23), 6),
            ("c", "AP", None, 0),
        )
    ]
    first = merged(*rows)
    assert first.schema == EVENTS
    assert first.equals(merged(*rows[::-1])) and first.equals(merged(rows[1], rows[2], rows[0]))
    assert first["published_at"].to_list() == [date(2024, 8, 23)]


def test_merging_again_changes_nothing(attack):
    twice = merged(attack, attack)
    assert twice["n_articles"].to_list() == [1]
    assert twice.drop("n_articles").equals(merged(attack).drop("n_articles"))


def test_incomplete_mentions_make_no_event():
    coding = code_table("no_event")["country_only_is_incomplete"]
    frame = to_frame(coding.mentions, coding.annotated, "v1")
    assert frame.height == 1
    assert merged(frame).height == 0


def test_no_mentions_no_events():
    assert merged(pl.DataFrame(schema=MENTIONS)).schema == EVENTS


def test_provenance_of_events_is_kept(attack):
    coding = code_table("articles")["militants_attack_army_base"]
    rows = provenance_frame(coding.mentions, coding.annotated, "v1")
    incomplete = rows.with_columns(pl.lit(None, pl.String).alias("event_key"))
    kept = merge_provenance(pl.concat([rows, incomplete]), merged(attack))
    assert kept.equals(rows) and rows.height > 20
