"""Inferring the day of writing from the text's own dates, feasts and weekdays."""

from datetime import date
from pathlib import Path

import pytest

from transforms.timexes.creation import infer_creation_time

SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "cairo_truce_talks.en.txt"
ARTICLE = """Talks in the port city end without a deal (Harbour News)

The rebel council said that its envoys left Port Varna on Wednesday, while the mediator called it
a mistake to assume that the talks had failed. "Our envoys left today to consult," a statement said.

The mediator confirmed on Wednesday that everyone is looking forward to the approaching month of
Ramadan. Envoys had arrived on Tuesday evening. At the time of the shooting the hall was empty.

Since Saturday, talks have been held in the city. An earlier truce held for a week from
November 24 until December 1, 2023. The war began on October 7, 2023 and cost thousands of lives.
"""


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample article is not in this checkout")
def test_the_sample_article_is_from_a_thursday_in_march():
    inferred = infer_creation_time(SAMPLE.read_text(encoding="utf-8"), "en")
    assert inferred.day == date(2024, 3, 7)
    assert inferred.method == "inferred"
    assert inferred.low <= inferred.day <= inferred.high
    assert (inferred.high - inferred.low).days <= 6


def test_a_coming_feast_and_the_weekday_of_the_news_give_the_day():
    inferred = infer_creation_time(ARTICLE, "en")
    assert (inferred.day, inferred.low, inferred.high) == (
        date(2024, 3, 6),
        date(2024, 3, 4),
        date(2024, 3, 10),
    )
    assert inferred.confidence == 0.7


def test_past_dates_alone_leave_the_interval_open():
    inferred = infer_creation_time("The war began on October 7, 2023. He spoke on Monday.", "en")
    assert (inferred.day, inferred.low, inferred.high) == (None, date(2023, 10, 7), None)


def test_a_planned_date_bounds_the_interval():
    text = "The army took the town on 2 May 2023. A vote will be held on 9 May 2023."
    inferred = infer_creation_time(text, "en")
    assert (inferred.low, inferred.high) == (date(2023, 5, 2), date(2023, 5, 9))
    assert inferred.day is None


def test_a_text_without_dates_is_unknown():
    inferred = infer_creation_time("Soldiers fired at the crowd.", "en")
    assert (inferred.day, inferred.low, inferred.high) == (None, None, None)
    assert inferred.method == "unknown"


def test_arabic_ramadan():
    text = (
        "قال المتحدث الخميس إن الوفد غادر اليوم. "
        "بدأت الحرب في 7 أكتوبر 2023. نتطلع إلى شهر رمضان المقبل."
    )
    assert infer_creation_time(text, "ar").day == date(2024, 3, 7)
