"""Where the events of whole articles were: splits, roles, unknown villages, datelines."""

import pytest
from coding_tables import real_kit, to_article
from conftest import case_id, load_cases

from transforms.pipeline import code_articles

TABLE = [{"id": f"place{n}", **case} for n, case in enumerate(load_cases("place_articles"))]


@pytest.fixture(scope="module")
def coded():
    codings = code_articles([to_article(case) for case in TABLE], real_kit())
    return {coding.article.article_id: coding for coding in codings}


@pytest.mark.parametrize("case", TABLE, ids=case_id)
def test_rows(coded, case):
    found = coded[case["id"]].events
    places = [
        [
            event.row["location"],
            event.row["geo_precision"],
            event.row["fatalities"],
            next((flag for flag in event.flags if flag.startswith("place:")), None),
        ]
        for event in found
    ]
    assert places == case["rows"]
    if "country" in case:
        assert {event.row["country"] for event in found} == {case["country"]}
    if "incomplete_country" in case:
        lacking = [(e.row["country"], e.row["location"]) for e in coded[case["id"]].incomplete]
        assert lacking == [(country, None) for country in case["incomplete_country"]]


def test_mentions_of_one_report_have_their_own_ids(coded):
    ids = [mention.mention_id for coding in coded.values() for mention in coding.mentions]
    assert len(ids) == len(set(ids)) > 20
