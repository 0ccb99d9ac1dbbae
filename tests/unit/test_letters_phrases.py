"""One form of letters, joined words, phrases found in texts whose letters differ."""

from __future__ import annotations

import pytest

from transforms.letters import fold, fold_letters, fold_with_offsets, joined_words, without_joined
from transforms.phrases import PhraseFinder

FINDER = PhraseFinder(
    {"attack": ("هجوم", "هجمات*"), "fire": ("إطلاق نار",), "plane": ("самолёт*",), "en": ("raid",)},
    joined_words("ar"),
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("هُجُومٌ", "هجوم"),
        ("مَقْتَل", "مقتل"),
        ("إلى", "الي"),
        ("قنبلة", "قنبله"),
        ("Ёлка", "елка"),
        ("Raid", "raid"),
    ],
)
def test_fold_gives_one_form(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_fold_letters_keeps_case() -> None:
    assert fold_letters("Самолёт") == "Самолет"


def test_offsets_are_those_of_the_text() -> None:
    folded, offsets = fold_with_offsets("في هُجومٍ قرب")
    assert folded == "في هجوم قرب"
    assert offsets is not None
    assert offsets[3] == 3
    assert offsets[-1] == len("في هُجومٍ قرب")


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("وبالهجوم على المدينة", "attack", "هجوم"),
        ("في هُجُومٍ قرب المدينة", "attack", "هُجُومٍ"),
        ("للهجمات المتكررة", "attack", "هجمات"),
        ("وإطلاق نار", "fire", "إطلاق نار"),
        ("упали самолеты", "plane", "самолеты"),
        ("a raid on a bar", "en", "raid"),
    ],
)
def test_phrase_is_found(text: str, name: str, words: str) -> None:
    assert [(n, text[start:end]) for n, start, end in FINDER.find(text)] == [(name, words)]


@pytest.mark.parametrize("text", ["استهجوم", "braid", "مهجوم"])
def test_part_of_another_word_is_not_found(text: str) -> None:
    assert not FINDER.names(text)


def test_joined_words_come_off_where_enough_is_left() -> None:
    assert without_joined("وبالقصف", joined_words("ar"))[-1] == "قصف"
    assert without_joined("ولد", joined_words("ar")) == []
    assert joined_words("en") == frozenset()
