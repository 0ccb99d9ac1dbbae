"""Ways in which Spanish, French and Portuguese news tells an event: the type of each sentence.

The tables hold sentences that were right when they were written; a new model may lose a few.
"""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from coding_tables import CASES, real_kit

from transforms.codebook import load_codebook
from transforms.pipeline import code_articles
from transforms.records import Article

SUNDAY, FRIDAY = date(2024, 3, 10), date(2024, 3, 8)
MOST_WRONG = 0.03
LANGUAGES = ("es", "fr", "pt")


def read_sentences(language: str) -> list[tuple[str, str]]:
    """The sentences of a language, each with its sub-event type."""
    table = yaml.safe_load((CASES / f"sentences_{language}.yaml").read_text(encoding="utf-8"))
    return [(name, sentence) for name, sentences in table.items() for sentence in sentences]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_sentence_gives_the_row_of_its_type(language: str) -> None:
    wanted = read_sentences(language)
    articles = [
        Article(f"{n}", text, "t.txt", language=language, published_at=SUNDAY)
        for n, (_, text) in enumerate(wanted)
    ]
    wrong = []
    for (name, text), coding in zip(wanted, code_articles(articles, real_kit()), strict=True):
        found = [(m.row["sub_event_type"], m.row["event_date"]) for m in coding.mentions]
        if found != [(name, FRIDAY)]:
            wrong.append((text, name, found))
    assert len(wrong) <= MOST_WRONG * len(wanted), wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sub_event_type_is_told(language: str) -> None:
    told = {name for name, _ in read_sentences(language)}
    assert told == {sub.name for sub in load_codebook().event_types.values()}
