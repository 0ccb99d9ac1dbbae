"""Numbers of noun phrases: compounds, duals, groups of digits, vague words after joined ones."""

from __future__ import annotations

import pytest

from transforms.lexicon import load_lexicon
from transforms.records import Sentence, Token
from transforms.resolve.number_words import read_count

Row = tuple[str, str, str, str, int, str]
"""Word, lemma, part of speech, features, head (1-based), relation."""


def _sentence(rows: list[Row]) -> tuple[Sentence, str]:
    text = " ".join(row[0] for row in rows)
    tokens, at = [], 0
    for index, (word, lemma, upos, feats, head, relation) in enumerate(rows):
        tokens.append(
            Token(index, at, at + len(word), word, lemma, upos, feats, head - 1, relation)
        )
        at += len(word) + 1
    return Sentence(0, 0, len(text), 0, "body", tuple(tokens), ()), text


NOUN = ("NOUN", "Number=Plur")
CASES: list[tuple[str, list[Row], int, int, str]] = [
    ("ar", [("جنديان", "جندي", "NOUN", "Number=Dual", 0, "root")], 0, 2, "dual"),
    (
        "ar",
        [
            ("خمسة", "خمسه", "NUM", "", 4, "nummod"),
            ("و", "و", "CCONJ", "", 3, "cc"),
            ("عشرين", "عشرون", "NUM", "", 1, "conj"),
            ("شخصا", "شخص", "NOUN", "", 0, "root"),
        ],
        3,
        25,
        "exact",
    ),
    (
        "ar",
        [
            ("ثلاثة", "ثلاثه", "NUM", "", 3, "nummod"),
            ("عشر", "عشر", "NUM", "", 1, "nummod"),
            ("جنديا", "جندي", "NOUN", "", 0, "root"),
        ],
        2,
        13,
        "exact",
    ),
    (
        "ar",
        [
            ("بعشرات", "عشره", "NOUN", "Number=Plur", 0, "root"),
            ("الجنود", "جندي", *NOUN, 1, "nmod"),
        ],
        0,
        10,
        "tens",
    ),
    ("ar", [("شخصين", "شخصين", "NOUN", "", 0, "root")], 0, 2, "dual"),
    (
        "ar",
        [
            ("قتل", "قتل", "VERB", "", 0, "root"),
            ("أربعة", "اربعه", "NUM", "", 1, "nsubj"),
            ("مدنيين", "مدني", *NOUN, 1, "obj"),
        ],
        2,
        4,
        "exact",
    ),
    (
        "ru",
        [
            ("сто", "сто", "NUM", "", 4, "nummod"),
            ("двадцать", "двадцать", "NUM", "", 4, "nummod"),
            ("пять", "пять", "NUM", "", 4, "nummod"),
            ("человек", "человек", *NOUN, 0, "root"),
        ],
        3,
        125,
        "exact",
    ),
    (
        "ru",
        [
            ("1", "1", "NUM", "", 3, "nummod"),
            ("200", "200", "NUM", "", 3, "nummod"),
            ("человек", "человек", *NOUN, 0, "root"),
        ],
        2,
        1200,
        "exact",
    ),
    (
        "uk",
        [
            ("п’ятеро", "п’ятеро", "NUM", "", 2, "nummod:gov"),
            ("поранених", "поранений", *NOUN, 0, "root"),
        ],
        1,
        5,
        "exact",
    ),
    (
        "en",
        [
            ("3", "3", "NUM", "", 3, "nummod"),
            ("10", "10", "NUM", "", 1, "conj"),
            ("people", "people", *NOUN, 0, "root"),
        ],
        2,
        3,
        "exact",
    ),
]


@pytest.mark.parametrize(("language", "rows", "head", "value", "rule"), CASES)
def test_read_count(language: str, rows: list[Row], head: int, value: int, rule: str) -> None:
    sentence, text = _sentence(rows)
    found = read_count(sentence, head, text, load_lexicon(language))
    assert found is not None
    assert found[:2] == (value, rule)
