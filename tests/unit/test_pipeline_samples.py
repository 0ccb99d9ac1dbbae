"""The pipeline on the sample articles, on the article of traps and on the real one."""

from datetime import date
from functools import lru_cache

import pytest
import yaml
from coding_tables import ROOT, compare_rows, read_plain_table, real_kit

from transforms.pipeline import code_articles
from transforms.records import Article
from transforms.text.articles import read_articles
from transforms.text.languages import identify_language

FIXTURES = ROOT / "tests" / "fixtures"
TRAPS = FIXTURES / "articles" / "traps.en.txt"
EXPECTED = {
    entry["article_id"]: entry
    for entry in yaml.safe_load((FIXTURES / "expected_samples.yaml").read_text("utf-8"))["articles"]
}


@lru_cache(maxsize=4)
def code(*paths):
    articles = [a for a in read_articles(paths) if isinstance(a, Article)]
    coded = code_articles([identify_language(a) for a in articles], real_kit())
    return {c.article.article_id: c for c in coded}


def columns(rows):
    return [{k: v for k, v in row.items() if k not in {"evidence", "missing"}} for row in rows]


def trigger_sentence(coding, mention):
    sentence = coding.annotated.sentences[mention.sentence]
    return coding.article.text[sentence.start : sentence.end]


@pytest.mark.parametrize("article_id", read_plain_table("samples"))
def test_a_sample_gives_what_a_careful_coder_wrote(article_id):
    coding, wanted = code(ROOT / "samples")[article_id], EXPECTED[article_id]
    assert coding.creation_time.day == (
        date.fromisoformat(wanted["published_at"]) if wanted["published_at"] else None
    )
    assert compare_rows(columns(wanted["rows"]), list(coding.events)) == []
    incomplete = wanted.get("incomplete", [])
    assert compare_rows(columns(incomplete), list(coding.incomplete)) == []
    for row, mention in zip(incomplete, coding.incomplete, strict=True):
        assert set(row["missing"]) <= set(mention.missing)


def test_the_article_of_traps_gives_one_event():
    coding, wanted = code(TRAPS)["traps.en"], EXPECTED["traps.en"]
    assert str(coding.creation_time.day) == wanted["inferred_at"]
    [event] = coding.events
    assert compare_rows(columns(wanted["rows"]), [event]) == []
    assert wanted["rows"][0]["evidence"] in trigger_sentence(coding, event)
    assert all(m.row["location"] == "Muscat" for m in coding.incomplete)


def test_the_real_article_gives_one_event(shared_dir):
    path = shared_dir / "samples" / "cairo_truce_talks.en.txt"
    [coding] = code(path).values()
    day = date(2024, 3, 7)
    assert (coding.creation_time.day, coding.creation_time.method) == (day, "inferred")
    [event] = [m for m in coding.events if m.row["location"] != "Cairo"]
    wanted = {
        "event_date": "2024-03-07",
        "disorder_type": "Demonstrations",
        "event_type": "Protests",
        "sub_event_type": "Peaceful protest",
        "actor1": "Protesters (Israel)",
        "inter1": "Protesters",
        "actor2": None,
        "inter2": None,
        "interaction": "Protesters only",
        "country": "Israel",
        "iso": 376,
        "region": "Middle East",
        "admin1": "Tel Aviv",
        "location": "Tel Aviv",
        "geo_precision": 1,
        "fatalities": 0,
        "tags": "crowd size=no report",
    }
    assert compare_rows([wanted], [event]) == []
    assert event.row["time_precision"] in {1, 2}
    assert abs(event.row["latitude"] - 32.08) < 0.01 and abs(event.row["longitude"] - 34.78) < 0.01
    assert "closed the street" in trigger_sentence(coding, event)
    for other in coding.mentions:
        if other is not event:
            assert other.row["sub_event_type"] in {"Agreement", "Other"}
            assert other.row["location"] == "Cairo"
            # The talks go on "since Sunday" and, by the statement of Thursday, "today".
            assert other.row["event_date"] in {date(2024, 3, 3), day}
