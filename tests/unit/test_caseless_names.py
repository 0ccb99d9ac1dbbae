"""Arabic place names that the tagger missed, and sides that point back."""

from datetime import date

import pytest
from coding_tables import real_kit

from transforms.pipeline import code_articles
from transforms.records import Article


def row(text):
    """The only row of an Arabic article of 10 March 2024."""
    article = Article(
        "a", text, "a.txt", language="ar", published_at=date(2024, 3, 10),
        published_method="metadata",
    )  # fmt: skip
    rows = [m.row for m in code_articles([article], real_kit())[0].mentions]
    assert len(rows) == 1, rows
    return rows[0]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("قتل مسلحون رجلا في مأرب يوم الخميس.", "Marib"),
        ("أعلن الجيش اعتراض صاروخ قرب الرمثا يوم الخميس.", "Ar Ramtha"),
        ("قُتل رجل برصاص مسلحين في حي الزهور بمدينة عدن يوم الخميس.", "Aden"),
        ("لقي عشرون مواطنا مصرعهم جراء قصف مدفعي على سوق مدينة الأبيض الاثنين.", "El Obeid"),
    ],
)
def test_names_behind_a_word_of_place(text, place):
    assert row(text)["location"] == place


def test_a_group_named_after_a_province_is_no_place():
    text = "قُتل جنديان في انفجار عبوة زرعها تنظيم «ولاية سيناء» قرب مدينة الشيخ زويد يوم الخميس."
    assert row(text)["location"] == "Ash Shaykh Zuwayd"


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "قُتل مدني على يد مسلحين في تعز يوم الخميس.",
            "Unidentified Armed Group (Yemen)",
            "Civilians (Yemen)",
        ),
        (
            "تمكن الجيش من استرداد مدينة سنجة من قوات الدعم السريع يوم السبت.",
            "Military Forces of Sudan (2019-)",
            "RSF: Rapid Support Forces",
        ),
        (
            "هاجم مستوطنون مزارعين فلسطينيين قرب نابلس يوم الجمعة.",
            "Rioters (Israel)",
            "Civilians (Palestine)",
        ),
    ],
)
def test_sides_of_arabic_verbs(text, first, second):
    found = row(text)
    assert (found["actor1"], found["actor2"]) == (first, second)


def test_the_deaths_of_a_vague_toll_and_of_a_dual():
    text = "لقي ما لا يقل عن عشرين مواطنا مصرعهم جراء قصف مدفعي على سوق في تعز الاثنين."
    assert row(text)["fatalities"] == 20
    assert row("قضى صيادان في انفجار لغم قرب المخا يوم الأحد.")["fatalities"] == 2
