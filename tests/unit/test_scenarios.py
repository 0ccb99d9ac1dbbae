"""One sentence each: who did what to whom, where, with how many dead; and what is no event.

The tables hold sentences that were right when they were written; a new model may lose a few.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml
from coding_tables import CASES, real_kit

from transforms.article_coding import ArticleCoding
from transforms.pipeline import code_articles
from transforms.records import Article

SUNDAY, MONDAY = date(2024, 3, 10), date(2024, 3, 4)
MOST_WRONG = 0.03
LANGUAGES = ("ar", "en", "es", "fr", "pt", "ru", "tr", "uk")
COLUMNS = ("sub_event_type", "actor1", "actor2", "location", "fatalities")


def read_table(language: str) -> dict[str, list[Any]]:
    """The `scenarios` and the `none` of a language."""
    loaded: dict[str, list[Any]] = yaml.safe_load(
        (CASES / f"scenarios_{language}.yaml").read_text(encoding="utf-8")
    )
    return loaded


def code(texts: list[str], language: str) -> list[ArticleCoding]:
    articles = [
        Article(str(n), text, "t.txt", language=language, published_at=SUNDAY)
        for n, text in enumerate(texts)
    ]
    return code_articles(articles, real_kit())


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_scenario_gives_its_row(language: str) -> None:
    wanted = read_table(language)["scenarios"]
    wrong = []
    for case, coding in zip(wanted, code([c["text"] for c in wanted], language), strict=True):
        found = [[m.row[c] for c in COLUMNS] for m in coding.mentions]
        days = {m.row["event_date"] for m in coding.mentions}
        if found != [case["row"]] or days != {MONDAY}:
            wrong.append((case["text"], case["row"], found))
    assert len(wrong) <= MOST_WRONG * len(wanted), wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_event_gives_no_row(language: str) -> None:
    none = read_table(language)["none"]
    wrong = [t for t, coding in zip(none, code(none, language), strict=True) if coding.mentions]
    assert len(wrong) <= MOST_WRONG * len(none), wrong
