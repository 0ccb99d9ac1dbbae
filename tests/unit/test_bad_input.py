"""Texts that are no plain report (lists, blogs, talk, sport, verse, old wars) invent no row."""

from functools import lru_cache
from itertools import cycle, islice

import pytest
from coding_tables import read_plain_table, real_kit, to_article

from transforms.pipeline import code_articles

CASES = {case["id"]: case for case in read_plain_table("bad_input")}
ENTRIES = 200


def text_of(case):
    """The case's text, or its entries, each behind a time of day, until there are 200."""
    if "text" in case:
        return case["text"]
    lines = islice(cycle(case["entries"]), ENTRIES)
    return "\n\n".join(f"{6 + n // 12:02}:{n % 12 * 5:02} {line}" for n, line in enumerate(lines))


@lru_cache(maxsize=1)
def coded():
    articles = [to_article({**case, "text": text_of(case)}) for case in CASES.values()]
    return {coding.article.article_id: coding for coding in code_articles(articles, real_kit())}


def rows_of(coding):
    return [
        [str(e.row["event_date"]), e.row["sub_event_type"], e.row["location"]]
        for e in coding.events
    ]


@pytest.mark.parametrize("name", CASES)
def test_no_row_is_invented_and_the_article_has_an_outcome(name):
    coding, allowed = coded()[name], CASES[name].get("rows", [])
    assert [row for row in rows_of(coding) if row not in allowed] == []
    assert coding.outcome in {"events", "incomplete", "no_event"}
    assert coding.reason


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "rows" in case])
def test_what_such_a_text_does_report_is_found(name):
    found = rows_of(coded()[name])
    assert all(row in found for row in CASES[name]["rows"])
