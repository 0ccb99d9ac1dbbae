"""Places of speakers, hospitals, origin and comparisons, by the words before them."""

import pytest
from conftest import load_cases

from transforms.resolve.place_roles import load_place_roles, said_role
from transforms.resolve.place_words import is_round_up

TABLE = load_cases("place_roles")


@pytest.mark.parametrize(
    ("language", "text", "place", "role"), TABLE, ids=lambda value: str(value)[:40]
)
def test_role(language, text, place, role):
    assert said_role(text[: text.index(place)], language) == role


def test_six_languages_have_a_table():
    assert {row[0] for row in TABLE} == {"en", "es", "fr", "pt", "ar", "ru"}
    for language in {row[0] for row in TABLE}:
        assert {row[3] for row in TABLE if row[0] == language} == {
            "comparison", "hospital", "origin", None,
        }  # fmt: skip


def test_a_language_without_rules_refuses_nothing():
    assert load_place_roles("zh").before == ()
    assert said_role("Unlike in ", "zh") is None


@pytest.mark.parametrize(
    ("language", "title", "is_one"),
    [
        ("en", "Weekly summary: Sahel", True),
        ("en", "Gunmen kill five in Gao", False),
        ("es", "Resumen de noticias", True),
        ("ar", "موجز الأخبار", True),
        ("ru", "Главное за день", True),
        ("zh", "简讯", False),
    ],
)
def test_round_ups(language, title, is_one):
    assert is_round_up(title, language) == is_one
