"""Each way of telling an event in a sentence gives one row, of its type."""

from datetime import date

import pytest
import yaml
from coding_tables import CASES, real_kit

from transforms.pipeline import code_articles
from transforms.records import Article

SUNDAY = date(2024, 3, 10)
LEAST_TYPES = 20
MORE = sorted(
    path.stem.removeprefix("ways_")
    for part in ("more", "gaps")
    for path in CASES.glob(f"ways_*_{part}.yaml")
)
TABLES = ["ar", "en", "ru", "tr", "uk", *MORE]


def _ways(language):
    table = yaml.safe_load((CASES / f"ways_{language}.yaml").read_text("utf-8"))
    return [(kind, text) for kind, texts in table.items() for text in texts]


def _article(number, text, language):
    name = f"way{number}"
    return Article(
        name, text, f"{name}.txt", language=language[:2], published_at=SUNDAY,
        published_method="metadata",
    )  # fmt: skip


@pytest.mark.parametrize("language", TABLES)
def test_each_way_gives_its_type(language):
    ways = _ways(language)
    assert len({kind for kind, _ in ways}) >= LEAST_TYPES
    articles = [_article(n, text, language) for n, (_, text) in enumerate(ways)]
    codings = code_articles(articles, real_kit())
    wrong = [
        (kind, text, [m.row["sub_event_type"] for m in coding.mentions])
        for (kind, text), coding in zip(ways, codings, strict=True)
        if [m.row["sub_event_type"] for m in coding.mentions] != [kind]
    ]
    assert wrong == []
