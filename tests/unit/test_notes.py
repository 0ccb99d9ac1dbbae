from datetime import date

import pytest

from transforms.codebook import load_codebook
from transforms.errors import CodebookError
from transforms.notes import spell_day, write_notes

ROW = {
    "event_date": date(2024, 3, 7),
    "time_precision": 1,
    "sub_event_type": "Peaceful protest",
    "actor1": "Protesters (Israel)",
    "actor2": None,
    "country": "Israel",
    "admin1": "Tel Aviv",
    "admin2": None,
    "location": "Tel Aviv",
    "geo_precision": 1,
    "fatalities": 0,
}


def test_the_sentence_is_made_of_the_fields():
    assert write_notes(ROW, None) == (
        "On 7 March 2024, Protesters (Israel) demonstrated in Tel Aviv (Tel Aviv, Israel)."
    )


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"time_precision": 2}, "Around 7 March 2024 (week of), "),
        ({"time_precision": 3}, "Around 7 March 2024 (month of), "),
        ({"geo_precision": 2}, " near Tel Aviv"),
        ({"fatalities": 1}, "One person was reported killed."),
        ({"fatalities": 12}, "12 people were reported killed."),
        ({"admin2": "Yafo"}, "(Yafo, Tel Aviv, Israel)"),
        (
            {"sub_event_type": "Attack", "actor1": "X", "actor2": "Civilians (Israel)"},
            "X attacked Civilians (Israel) in",
        ),
    ],
)
def test_each_field_has_its_words(change, part):
    assert part in write_notes(ROW | change, None)


def test_the_crowd_is_told_unless_unreported():
    assert write_notes(ROW, "about 300").endswith("Crowd size as reported: about 300.")
    assert "Crowd" not in write_notes(ROW, "no report")


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (
            ["date:publication_day"],
            ["The report gives no day; this is the day of its publication."],
        ),
        (["date:split", "deaths:split"], ["this is one of them.", "divided evenly among them."]),
        (["seat:admin1"], ["The report names only the area; its seat stands for it."]),
        (["seat:admin2", "seat:admin1"], ["The report names only the area; its seat stands for"]),
        (["place:dateline"], ["this is where it was sent from."]),
    ],
)
def test_what_a_rule_gave_is_told_once(flags, told):
    notes = write_notes(ROW, None, flags=flags)
    assert all(notes.count(words) == 1 for words in told)
    assert notes.startswith("On 7 March 2024, Protesters (Israel) demonstrated in Tel Aviv")


def test_a_plain_day_and_other_flags_add_nothing():
    assert write_notes(ROW, None, flags=["date:week", "other"]) == write_notes(ROW, None)


@pytest.mark.parametrize("name", sorted(load_codebook().event_types))
def test_every_sub_event_type_has_a_sentence(name):
    notes = write_notes(ROW | {"sub_event_type": name, "actor1": "A", "actor2": "B"}, None)
    assert notes.startswith("On 7 March 2024, A ") and "B" in notes
    assert "{" not in notes and "  " not in notes


def test_unknown_type_is_named():
    with pytest.raises(CodebookError, match="Peaceful tea"):
        write_notes(ROW | {"sub_event_type": "Peaceful tea"}, None)


def test_days_are_spelled():
    assert spell_day(date(2023, 12, 1)) == "1 December 2023"
