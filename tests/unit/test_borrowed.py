"""Ukrainian read with the Russian models, and Russian verbs taken for nouns: trees and places."""

from datetime import date

import pytest
from coding_tables import real_kit

from transforms.find.borrowed import mend_borrowed
from transforms.lexicon import load_lexicon
from transforms.pipeline import annotate_each, code_articles
from transforms.records import Article


def article(text, language):
    return Article(
        "a", text, "a.txt", language=language, published_at=date(2024, 3, 10),
        published_method="metadata",
    )  # fmt: skip


def relations(text, language):
    """The relation and the governing word of each word, after mending."""
    found, _ = annotate_each([article(text, language)], real_kit().annotator)
    tokens = mend_borrowed(found[0], load_lexicon(language)).sentences[0].tokens
    return {t.text: (t.deprel, tokens[t.head].text if t.head >= 0 else None) for t in tokens}


@pytest.mark.parametrize(
    ("language", "text", "word", "wanted"),
    [
        ("uk", "Поблизу Ізюма підірвався трактор у вівторок.", "Поблизу", ("case", "Ізюма")),
        ("uk", "Військові обстріляли Херсон у вівторок.", "Херсон", ("obj", "обстріляли")),
        ("uk", "Сили ППО збили п'ять дронів над Києвом.", "п'ять", ("nummod", "дронів")),
        ("ru", "Погиб кыргызский пограничник.", "пограничник", ("nsubj", "Погиб")),
        ("uk", "Російські солдати викрали голову.", "солдати", ("nsubj", "викрали")),
        (
            "uk",
            "Натовп у понеділок розгромив офіс компанії в Рівному.",
            "офіс",
            ("obj", "розгромив"),
        ),
        (
            "uk",
            "Натовп у понеділок розгромив офіс компанії в Рівному.",
            "Натовп",
            ("nsubj", "розгромив"),
        ),
        ("uk", "Сили збили над Одесою сім російських дронів.", "дронів", ("obj", "збили")),
        (
            "uk",
            "Молодь, яка зранку вийшла на площу, ввечері спалила офіс партії в Луцьку.",
            "вийшла",
            ("acl:relcl", "Молодь"),
        ),
        (
            "uk",
            "Колону мітингувальників біля парку в Рівному супроводжувала поліція.",
            "поліція",
            ("nsubj", "супроводжувала"),
        ),
        (
            "uk",
            "Прикордонний загін у середу відбив напад на заставу.",
            "відбив",
            ("root", None),
        ),
        (
            "uk",
            "Унаслідок обстрілу Торецька в понеділок загинуло двоє людей.",
            "обстрілу",
            ("obl", "загинуло"),
        ),
    ],
)
def test_words_hang_where_the_language_has_them(language, text, word, wanted):
    assert relations(text, language)[word] == wanted


def test_a_language_with_models_of_its_own_is_left_alone():
    found, _ = annotate_each([article("Rebels attacked Goma.", "en")], real_kit().annotator)
    assert mend_borrowed(found[0], load_lexicon("en")) is found[0]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Росіяни обстріляли Куп'янськ у вівторок, двоє людей загинули.", "Kupyansk"),
        ("У Білій Церкві студенти мітингували в середу.", "Bila Tserkva"),
        ("Російський дрон ударив по маршрутці в Нікополі у вівторок, двоє загинули.", "Nikopol"),
    ],
)
def test_ukrainian_towns_in_their_cases_are_places(text, place):
    rows = [m.row["location"] for m in code_articles([article(text, "uk")], real_kit())[0].mentions]
    assert rows == [place]
