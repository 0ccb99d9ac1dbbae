"""Those who fight beside a side stand in its associated actors (codebook: more than two sides)."""

from datetime import date

import pytest
from coding_tables import real_kit

from transforms.pipeline import code_articles
from transforms.records import Article


@pytest.mark.parametrize(
    ("text", "first", "allies"),
    [
        (
            "Wagner mercenaries and Malian soldiers executed 12 villagers in Gao on Monday.",
            "Military Forces of Mali (2021-)",
            "Wagner Group",
        ),
        (
            "Malian soldiers executed 12 villagers in Gao on Monday.",
            "Military Forces of Mali (2021-)",
            None,
        ),
    ],
)
def test_joint_doers(text, first, allies):
    article = Article("a", text, "t.txt", language="en", published_at=date(2024, 3, 10))
    (coding,) = code_articles([article], real_kit())
    (row,) = [m.row for m in coding.mentions]
    assert (row["actor1"], row["assoc_actor_1"]) == (first, allies)
