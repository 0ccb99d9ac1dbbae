"""Fields of merged rows: which mention's value is taken."""

from datetime import date, timedelta

import polars as pl
import pytest
from merge_gold import load_gold

from transforms.codebook import load_codebook
from transforms.merge.events import merge_mentions, merge_reports
from transforms.merge.keys import PRIOR
from transforms.schemas import EVENTS, MENTIONS


@pytest.fixture(scope="module")
def attack():
    """The mention of one article, as a frame of one row: a clash of a group and an army."""
    mentions, _ = load_gold("tuning")
    return mentions.filter(pl.col("mention_id") == "T04-0")


def reported(frame, article, **values):
    """The same event as another article reports it."""
    changed = {"mention_id": f"m-{article}", "article_id": article, **values}
    columns = [pl.lit(v, MENTIONS[k]).alias(k) for k, v in changed.items()]
    return frame.with_columns(columns)


def merged(*frames):
    return merge_mentions(pl.concat(frames), load_codebook())


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
    assert "6 people were reported killed. Other reports give up to 9." in rows["notes"][0]
    same = merged(reported(attack, "a", fatalities=9), reported(attack, "b", fatalities=9))
    assert same["notes"][0].endswith("9 people were reported killed.")


def test_the_better_precision_wins(attack):
    vague = reported(attack, "b", time_precision=2, geo_precision=2)
    [row] = merged(vague, reported(attack, "a")).to_dicts()
    assert (row["time_precision"], row["geo_precision"]) == (1, 1)


def test_other_days_and_places_are_other_events(attack):
    later = reported(attack, "b", event_date=attack["event_date"][0] + timedelta(days=1))
    abroad = reported(attack, "c", iso3="ZZZ", country="Elsewhere")
    assert merged(attack, later, abroad).height == 3


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


def test_incomplete_mentions_make_no_event(attack):
    incomplete = attack.with_columns(
        pl.lit("incomplete").alias("status"), pl.lit(None, pl.String).alias("location")
    )
    assert merged(incomplete).height == 0


def test_no_mentions_no_events():
    assert merged(pl.DataFrame(schema=MENTIONS)).schema == EVENTS


def test_each_side_is_taken_from_the_report_that_names_it_best(attack):
    vague = reported(
        attack, "b", actor1="Unidentified Armed Group (Burkina Faso)", inter1="Political militia"
    )
    gendarmes = f"{attack['actor2'][0]} Gendarmerie"
    [row] = merged(vague, reported(attack, "c", actor2=gendarmes)).to_dicts()
    assert (row["actor1"], row["actor2"]) == (attack["actor1"][0], gendarmes)
    assert row["interaction"] == "State forces-Rebel group"


def test_sides_follow_the_best_claim_also_where_reports_repeat_them(attack):
    other = {"actor1": attack["actor2"][0], "actor2": attack["actor1"][0]}
    other |= {"inter1": attack["inter2"][0], "inter2": attack["inter1"][0]}
    rows = [
        reported(attack, "a", published_at=date(2024, 5, 18)),
        reported(attack, "b", published_at=date(2024, 5, 17), **other),
        reported(attack, "c", published_at=date(2024, 5, 16)),
    ]
    assert merged(*rows)["actor1"].to_list() == attack["actor1"].to_list()


def test_associates_of_all_reports_are_kept(attack):
    rows = [reported(attack, n, assoc_actor_1=names) for n, names in (("a", "X; Y"), ("b", "Z; X"))]
    [row] = merged(*rows).to_dicts()
    assert sorted(row["assoc_actor_1"].split("; ")) == ["X", "Y", "Z"]


def test_an_outlet_corrects_its_own_figure_upwards_but_not_that_of_others(attack):
    first = reported(attack, "a", source="AFP", published_at=date(2024, 5, 15), fatalities=4)
    later = reported(attack, "b", source="AFP", published_at=date(2024, 5, 17), fatalities=9)
    other = reported(attack, "c", source="AP", published_at=date(2024, 5, 17), fatalities=7)
    assert merged(first, later)["fatalities"].to_list() == [9]
    assert merged(first, other)["fatalities"].to_list() == [4]
    assert merged(first, later, other)["fatalities"].to_list() == [7]


def test_remarks_on_the_day_come_from_the_mention_that_gave_it(attack):
    vague = reported(attack, "b", time_precision=2, flags=["date:week", "other"])
    [row] = merged(attack, vague).to_dicts()
    assert row["flags"] == ["other"]


def test_a_divided_toll_is_told_only_where_it_is_the_row_s(attack):
    shared = reported(attack, "a", source="AFP", fatalities=6, flags=["deaths:split"])
    for deaths, is_told in ((4, False), (9, True)):
        [row] = merged(shared, reported(attack, "b", source="AP", fatalities=deaths)).to_dicts()
        assert ("divided evenly" in row["notes"]) == is_told == ("deaths:split" in row["flags"])


def prior(*rows):
    return pl.DataFrame(rows, schema=PRIOR, orient="row")


def test_the_oldest_event_keeps_its_key(attack):
    rows = pl.concat([reported(attack, "a"), reported(attack, "b", event_date=DAY_AFTER)])
    apart = merge_reports(rows, load_codebook(), prior(("m-a", "old", 0), ("m-b", "new", 1)))
    assert set(apart.events["event_key"]) == {"old", "new"}
    rows = pl.concat([reported(attack, "a"), reported(attack, "b")])
    one = merge_reports(rows, load_codebook(), prior(("m-a", "new", 1), ("m-b", "old", 0)))
    assert one.events["event_key"].to_list() == ["old"]


def test_a_split_event_leaves_its_key_to_most_of_its_mentions(attack):
    rows = pl.concat(
        [reported(attack, "a", event_date=DAY_AFTER), reported(attack, "b"), reported(attack, "c")]
    )
    told = prior(*((f"m-{name}", "old", 0) for name in "abc"))
    split = merge_reports(rows, load_codebook(), told).assigned
    keys = dict(split.iter_rows())
    assert keys["m-b"] == keys["m-c"] == "old" != keys["m-a"]


def test_a_key_in_use_elsewhere_is_not_given_out_again(attack):
    free = merge_reports(attack, load_codebook()).events["event_key"][0]
    again = merge_reports(attack, load_codebook(), taken=frozenset({free}))
    assert again.events["event_key"][0] != free
    assert free == attack["event_key"][0]


DAY_AFTER = date(2024, 5, 15)
