from datetime import date
from pathlib import Path

import pytest
import yaml

from transforms.records import Article
from transforms.text.dateline import creation_time, find_creation_time, find_url_date
from transforms.text.readers_common import clean_text

TESTS = Path(__file__).parents[1]
CASES = yaml.safe_load((TESTS / "cases" / "dateline.yaml").read_text(encoding="utf-8"))
CAIRO = TESTS.parents[1] / "shared" / "samples" / "cairo_truce_talks.en.txt"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_stated_creation_time(case):
    published = case.get("published_at")
    article = Article(
        "a",
        case["text"],
        "a.txt",
        url=case.get("url"),
        published_at=date.fromisoformat(published) if published else None,
        published_method=case.get("published_method", "metadata" if published else None),
    )
    found = find_creation_time(article, case.get("language", "en"))
    assert found.method == case["method"]
    assert found.day == (date.fromisoformat(case["day"]) if "day" in case else None)
    assert (found.low, found.high) == (found.day, found.day)
    assert (found.confidence > 0.5) == (found.day is not None)
    assert (found.span and article.text[slice(*found.span)]) == case.get("span")


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://n.example/2024/03/07/talks", date(2024, 3, 7)),
        ("https://n.example/world/2024-03-07-talks.html", date(2024, 3, 7)),
        ("https://n.example/2024/mar/07/talks", date(2024, 3, 7)),
        ("https://n.example/news/20240307/talks", date(2024, 3, 7)),
        ("https://n.example/2024/3/7/talks", date(2024, 3, 7)),
        ("https://n.example/2024/03/talks", None),
        ("https://n.example/id/120240307123", None),
        ("https://n.example/2024/02/31/talks", None),
        ("https://n.example/2024/xyz/07/talks", None),
        ("https://2024-03-07.example/talks", None),
        ("https://n.example/talks?d=2024-03-07", None),
        ("https://n.example/1924/03/07/archive", None),
        ("", None),
    ],
)
def test_url_date(url, day):
    assert find_url_date(url) == day


def test_inferred_where_nothing_is_stated():
    text = (TESTS / "fixtures" / "articles" / "traps.en.txt").read_text(encoding="utf-8")
    found = creation_time(Article("a", clean_text(text), "a.txt"), "en")
    assert (found.method, found.day) == ("inferred", date(2025, 2, 27))
    assert found.confidence < 0.9


def test_a_stated_time_is_not_inferred():
    article = Article("a", "Talks ended.", "a.txt", url="https://n.example/2024/03/08/a")
    assert creation_time(article, "en").method == "url"


@pytest.mark.parametrize("language", ["en", "so", ""])
def test_unknown_where_the_text_fixes_nothing(language):
    found = creation_time(Article("a", "The talks ended.", "a.txt"), language)
    assert (found.method, found.day, found.low, found.high) == ("unknown", None, None, None)


@pytest.mark.skipif(not CAIRO.exists(), reason="the shared sample is not here")
def test_real_article():
    text = clean_text(CAIRO.read_text(encoding="utf-8"))
    found = creation_time(Article("a", text, "a.txt"), "en")
    assert (found.method, found.day) == ("inferred", date(2024, 3, 7))
