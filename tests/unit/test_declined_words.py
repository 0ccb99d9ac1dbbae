"""Declined words of the lists, Ukrainian words that a tokeniser cut, days of the next sentence."""

from datetime import date

import pytest
from coding_tables import real_kit

from transforms.letters import fold
from transforms.pipeline import code_articles
from transforms.records import Article
from transforms.text.seams import SeamMender
from transforms.word_forms import with_forms


def code(text, language):
    article = Article(
        "a", text, "a.txt", language=language, published_at=date(2024, 3, 10),
        published_method="metadata",
    )  # fmt: skip
    return code_articles([article], real_kit())[0].mentions


@pytest.mark.parametrize(
    ("word", "language", "form"),
    [
        ("прихильник", "uk", "прихильниками"),
        ("українець", "uk", "українцями"),
        ("боевик", "ru", "боевиками"),
        ("пограничник", "ru", "пограничников"),
    ],
)
def test_listed_people_are_known_in_their_cases(word, language, form):
    assert form in {fold(found) for found in with_forms([word], language)}


@pytest.mark.parametrize("words", [["кіт"], ["озброєні люди"], ["мітинг*"]])
def test_short_words_phrases_and_stems_stay_as_they_are(words):
    assert with_forms(words, "uk") == tuple(words)


def test_a_language_without_a_table_is_left_alone():
    assert with_forms(["farmer", "herder"], "en") == ("farmer", "herder")


def entry(number, text, start):
    return {"id": number, "text": text, "start_char": start, "end_char": start + len(text)}


@pytest.mark.parametrize(
    ("cut", "joined"),
    [
        ([("провінці", 0), ("ї", 8), ("Газні", 10)], ["провінції", "Газні"]),
        ([("Суми", 0), (",", 4), ("Львів", 6)], ["Суми", ",", "Львів"]),
        ([("20", 0), ("мм", 2)], ["20", "мм"]),
        ([], []),
    ],
)
def test_only_letters_with_nothing_between_them_are_joined(cut, joined):
    entries = [entry(n, text, start) for n, (text, start) in enumerate(cut, 1)]
    mended = SeamMender().mend(entries)
    assert [e["text"] for e in mended] == joined
    assert [e["id"] for e in mended] == list(range(1, len(joined) + 1))


@pytest.mark.parametrize(
    ("language", "text", "is_day"),
    [
        ("ru", "Неизвестные избили журналиста в Бишкеке. Это произошло во вторник.", True),
        ("uk", "Невідомі побили журналіста в Одесі. Це сталося у вівторок.", True),
        ("ru", "Неизвестные избили журналиста в Бишкеке. Суд прошёл во вторник в Оше.", False),
    ],
)
def test_the_next_sentence_gives_the_day_where_it_only_tells_when(language, text, is_day):
    days = {(m.row["event_date"], m.row["time_precision"]) for m in code(text, language)}
    assert ((date(2024, 3, 5), 1) in days) == is_day


@pytest.mark.parametrize(
    ("text", "is_told"),
    [("قد يشن الجيش هجوما على رفح.", False), ("شن الجيش هجوما على رفح.", True)],
)
def test_qad_with_the_present_is_no_event(text, is_told):
    assert bool(code(text, "ar")) == is_told
