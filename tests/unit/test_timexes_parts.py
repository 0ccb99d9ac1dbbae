"""The pieces of the time engine: calendars, windows, tense from tokens, event days, stories."""

import doctest
import importlib
import pkgutil
from datetime import date, datetime
from pathlib import Path

import pytest

import transforms.timexes
from transforms.records import Timex, Token
from transforms.timexes import find_timexes, supported_languages
from transforms.timexes.calendars import easter, feast_spans, hijri_span, jalali_span
from transforms.timexes.event_day import event_day
from transforms.timexes.links import tell_link
from transforms.timexes.windows import window

DCT = date(2024, 3, 7)
MODULES = [m.name for m in pkgutil.iter_modules(transforms.timexes.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings(name):
    module = importlib.import_module(f"transforms.timexes.{name}")
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("year", "first"),
    [(1399, "2020-03-20"), (1402, "2023-03-21"), (1403, "2024-03-20"), (1300, "1921-03-21")],
)
def test_nowruz(year, first):
    assert jalali_span(year, 1, 1)[0].isoformat() == first


def test_calendars_refuse_days_that_are_not():
    assert jalali_span(1402, 12, 30) is None
    assert hijri_span(1445, 9, 31) is None
    assert hijri_span(1200, 9, 1) is None


def test_hijri_months_and_feasts():
    assert hijri_span(1445, 9, None) == (date(2024, 3, 11), date(2024, 4, 9))
    assert hijri_span(1445, 8, 26) == (DCT, DCT)
    assert easter(2024) == date(2024, 3, 31)
    assert feast_spans("orthodox+0", 2024) == [(date(2024, 5, 5), date(2024, 5, 5))]
    assert feast_spans("nth 11 4 4", 2023)[0][0] == date(2023, 11, 23)
    assert feast_spans("hijri 12-10/4", 2024) == [(date(2024, 6, 16), date(2024, 6, 19))]


@pytest.mark.parametrize(
    ("value", "first", "last", "grain"),
    [
        ("2024-W09", "2024-02-26", "2024-03-03", "week"),
        ("2024-W09-WE", "2024-03-02", "2024-03-03", "weekend"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2024-Q1", "2024-01-01", "2024-03-31", "quarter"),
        ("2024-H2", "2024-07-01", "2024-12-31", "half"),
        ("2023-WI", "2023-12-01", "2024-02-29", "season"),
        ("198", "1980-01-01", "1989-12-31", "decade"),
        ("19", "1900-01-01", "1999-12-31", "century"),
        ("2024-03-07TEV", "2024-03-07", "2024-03-07", "time"),
    ],
)
def test_windows_of_values(value, first, last, grain):
    assert window(value) == (date.fromisoformat(first), date.fromisoformat(last), grain)


@pytest.mark.parametrize("value", ["XXXX-03", "P2D", "PAST_REF", "2024-13", "2024-02-30", "0000"])
def test_values_without_days(value):
    assert window(value) is None


def test_weekends_differ_between_countries():
    assert window("2024-W09-WE", (5, 6))[0] == date(2024, 3, 1)


def token(index, start, text, upos, feats, head, deprel):
    return Token(index, start, start + len(text), text, text.lower(), upos, feats, head, deprel)


def test_the_tense_of_the_governing_verb_beats_the_nearest_cue():
    text = "Police that were attacked will march Saturday"
    tokens = [
        token(0, 0, "Police", "NOUN", "Number=Plur", 5, "nsubj"),
        token(1, 7, "that", "PRON", "", 3, "nsubj:pass"),
        token(2, 12, "were", "AUX", "Mood=Ind|Tense=Past|VerbForm=Fin", 3, "aux:pass"),
        token(3, 17, "attacked", "VERB", "Tense=Past|VerbForm=Part|Voice=Pass", 0, "acl:relcl"),
        token(4, 26, "will", "AUX", "VerbForm=Fin", 5, "aux"),
        token(5, 31, "march", "VERB", "VerbForm=Inf", -1, "root"),
        token(6, 37, "Saturday", "PROPN", "Number=Sing", 5, "obl:tmod"),
    ]
    [found] = find_timexes(text, "en", DCT, tokens)
    assert (found.value, found.direction_source) == ("2024-03-09", "tense")


def test_past_tense_from_tokens():
    text = "They will say that troops left Saturday"
    tokens = [
        token(0, 0, "They", "PRON", "", 2, "nsubj"),
        token(1, 5, "will", "AUX", "VerbForm=Fin", 2, "aux"),
        token(2, 10, "say", "VERB", "VerbForm=Inf", -1, "root"),
        token(3, 14, "that", "SCONJ", "", 5, "mark"),
        token(4, 19, "troops", "NOUN", "", 5, "nsubj"),
        token(5, 26, "left", "VERB", "Mood=Ind|Tense=Past|VerbForm=Fin", 2, "ccomp"),
        token(6, 31, "Saturday", "PROPN", "", 5, "obl:tmod"),
    ]
    [found] = find_timexes(text, "en", DCT, tokens)
    assert (found.value, found.direction) == ("2024-03-02", "past")


STORY = (
    "In 1936 the war began. On 17 July 1936 garrisons rose. By 20 July the coast was lost. "
    "In September the siege was lifted. In 1937 the north fell; in June a town was bombed. "
    "In 1938 the front broke, and on 15 April the sea was reached. In 1939 the war ended; "
    "on 28 March the capital fell. Books of 1940, 1941 and 1945 tell of it."
)


def test_a_story_hangs_on_its_last_mention():
    values = [t.value for t in find_timexes(STORY, "en", date(2009, 12, 19))]
    assert values[2:4] == ["1936-07-20", "1936-09"]
    assert "1937-06" in values
    assert "1939-03-28" in values


def test_the_caller_decides_against_the_story():
    values = [t.value for t in find_timexes(STORY, "en", date(2009, 12, 19), narrative=False)]
    assert values[2] == "2009-07-20"


def timex(**fields):
    return Timex(**({"start": 0, "end": 1, "text": "x", "type": "DATE", "value": "v"} | fields))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"start_day": DCT, "end_day": DCT, "grain": "day"}, (DCT, 1)),
        ({"start_day": date(2024, 3, 8), "end_day": date(2024, 3, 8)}, (None, None)),
        ({"type": "SET", "start_day": DCT, "end_day": DCT}, (None, None)),
        ({"start_day": None, "end_day": None}, (None, None)),
        (
            {"start_day": date(2024, 3, 4), "end_day": date(2024, 3, 10), "grain": "week"},
            (date(2024, 3, 6), 2),
        ),
        (
            {"start_day": date(2024, 3, 1), "end_day": date(2024, 3, 31), "grain": "month"},
            (DCT, 3),
        ),
        (
            {"start_day": date(2023, 1, 1), "end_day": date(2023, 12, 31), "grain": "year"},
            (None, None),
        ),
    ],
)
def test_event_days(fields, expected):
    assert event_day(timex(**fields), DCT) == expected


def documented_examples(heading="One example in every language"):
    page = (Path(__file__).parents[2] / "docs" / "dates.md").read_text("utf-8")
    section = page.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in section.split("\n")]
    return [row for row in rows if len(row) == 3 and row[0] in supported_languages()]


def test_the_documented_examples_cover_every_language():
    assert sorted(row[0] for row in documented_examples()) == list(supported_languages())


@pytest.mark.parametrize(("language", "text", "value"), documented_examples())
def test_documented_examples(language, text, value):
    assert find_timexes(text, language, DCT)[-1].value == value


@pytest.mark.parametrize(("language", "text", "value"), documented_examples("Chats and e-mails"))
def test_documented_examples_of_chats(language, text, value):
    assert find_timexes(text, language, DCT, style="dialogue")[0].value == value


def test_a_clock_given_with_the_dct_counts_hours():
    [timex] = find_timexes("It began two hours ago.", "en", datetime(2024, 3, 7, 1, 15))
    assert (timex.value, timex.start_day) == ("2024-03-06T23:15", date(2024, 3, 6))


@pytest.mark.parametrize("moment", [datetime.max, datetime.min])
def test_hours_beyond_the_calendar_have_no_day(moment):
    found = find_timexes("in 30 hours, 30 hours ago", "en", moment)
    assert [t.text for t in found] == ["30 hours", "30 hours ago"]


def test_weeks_tell_the_day_that_they_reach():
    [timex] = find_timexes("It began two weeks ago.", "en", DCT)
    assert (timex.value, timex.begin, timex.end_point) == ("2024-W08", "2024-02-22", "2024-02-22")


def test_a_duration_beside_its_date_tells_the_day_reached():
    length, start = find_timexes("She died two days after 1 March.", "en", DCT)
    assert (length.value, length.begin, length.end_point) == ("P2D", "2024-03-01", "2024-03-03")
    assert event_day(length, DCT) == (date(2024, 3, 3), 1)
    assert start.start_day == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("from Monday to Wednesday", "range_middle"),
        ("between Monday and Wednesday", "range_middle"),
        ("Monday and Wednesday", "listed_days"),
        ("Monday, then Wednesday", None),
        ("Monday against Wednesday", None),
        ("Monday and Wednesday's attack", None),
    ],
)
def test_what_joins_two_days(text, link):
    first, last = find_timexes(text, "en", DCT)
    assert tell_link(text, first, last, "en") == link
