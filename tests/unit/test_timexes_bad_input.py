"""Time expressions on input that no newsroom should send, and malformed packs."""

import random
from datetime import date

import pytest

from transforms.errors import CodebookError
from transforms.timexes import find_timexes, load_pack, supported_languages
from transforms.timexes.pack import STYLES, read_pack, read_packs
from transforms.timexes.scan import MAX_RUN, find_runs
from transforms.timexes.shapes import read_shapes

DCT = date(2024, 3, 7)


def values(text, dct=DCT, language="en", **options):
    return [(t.text, t.value, t.start_day) for t in find_timexes(text, language, dct, **options)]


def test_without_a_dct_nothing_is_invented():
    text = "On Thursday he spoke; in March, yesterday, last week, at Easter and on 7 March 2024."
    found = values(text, dct=None)
    assert [(v, d) for _, v, d in found] == [
        ("XXXX-WXX-4", None),
        ("XXXX-03", None),
        ("XXXX-XX-XX", None),
        ("XXXX-WXX", None),
        ("XXXX-XX-XX", None),
        ("2024-03-07", DCT),
    ]


@pytest.mark.parametrize("dct", [date(2999, 12, 31), date(1, 1, 1), date(9999, 12, 31)])
def test_extreme_dcts_do_not_raise(dct):
    text = (
        "Yesterday, tomorrow, last week, next year, last decade, two centuries ago, in ten days, "
        "on Sunday, in May, over the past two weeks, at Easter, in Ramadan, last weekend."
    )
    for timex in find_timexes(text, "en", dct):
        assert timex.start_day is None or timex.start_day <= timex.end_day


def test_a_dct_in_the_future_is_an_anchor_like_any_other():
    assert values("yesterday", dct=date(2999, 1, 1)) == [
        ("yesterday", "2998-12-31", date(2998, 12, 31))
    ]


@pytest.mark.parametrize("text", ["on 31 June 2024", "on 30 February", "on 29 February 2023"])
def test_impossible_days_get_no_day_of_their_own(text):
    for timex in find_timexes(text, "en", DCT):
        assert timex.grain != "day"


def test_impossible_digits_are_no_date():
    assert values("on 45/45/2024 and 99:99 and 2024-13-45") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [("in the year 0001", None), ("9999-12-31", "9999-12-31"), ("0001-01-01", "0001-01-01")],
)
def test_years_at_the_ends_of_the_calendar(text, expected):
    found = [v for _, v, _ in values(text)]
    assert found == ([expected] if expected else [])


def test_digits_of_mixed_scripts():
    found = find_timexes("في ٥ مارس 2024 و 7 مارس ٢٠٢٤", "ar", DCT)
    assert [t.value for t in found] == ["2024-03-05", "2024-03-07"]
    assert find_timexes("on ７ March ２０２４", "en", DCT)[0].value == "2024-03-07"


def test_offsets_survive_invisible_marks_and_decomposed_letters():
    text = "قال\u200f الخَمِيس\u200f إن \u202bالهجوم\u202c وقع أمس"
    found = find_timexes(text, "ar", DCT)
    assert [text[t.start : t.end] == t.text for t in found] == [True, True]
    assert [t.value for t in found] == ["2024-03-07", "2024-03-06"]
    decomposed = "El mie\u0301rcoles"
    assert find_timexes(decomposed, "es", DCT)[0].value == "2024-03-06"


@pytest.mark.parametrize("text", ["", "\n\n", "\x00\x01", "\ufeff", "   ", "((((", "1", "-" * 500])
def test_nothing_to_find(text):
    assert values(text) == []


def test_one_line_of_a_megabyte():
    filler = "the council of the port said that boats and nets were counted again " * 14
    line = f"Rebels shelled the town on Wednesday evening and left on 5 March 2024 {filler}" * 1_000
    found = find_timexes(line, "en", DCT)
    assert len(line) > 1_000_000
    assert len(found) == 2_000
    assert found[-1].value == "2024-03-05"


@pytest.mark.parametrize("unit", ["7 2024 ", "1, 2, 3, ", "march ", "monday tuesday ", "12/12/12 "])
def test_endless_repetition_is_read_in_short_runs(unit):
    pack = load_pack("en")
    lengths = [len(run) for run in find_runs(unit * 5_000, pack)]
    assert max(lengths, default=0) <= MAX_RUN + 9  # so the work grows with the text, not faster


def test_a_hundred_thousand_numbers():
    assert values("1234 56 7 " * 33_000) == []


@pytest.mark.parametrize("language", supported_languages())
def test_every_pack_loads_and_finds_an_iso_date(language):
    assert load_pack(language).language == language
    assert [t.value for t in find_timexes("2024-03-05", language, DCT)] == ["2024-03-05"]


ODD_NUMBERS = [
    "1",
    "3",
    "12",
    "31",
    "0730",
    "2019",
    "20240305",
    "1/2",
    "29/2",
    "3/4/2020",
    "10:30",
    "1.5",
    "7p",
    "2015-3",
    "½",
    "$5",
]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("language", supported_languages())
def test_words_in_any_order_at_the_ends_of_the_calendar(language, style):
    words = sorted(load_pack(language, style).words)
    pick = random.Random(f"{language} {style}")
    for _ in range(60):
        size = pick.randint(2, 9)
        text = " ".join(pick.choice(pick.choice([words, words, ODD_NUMBERS])) for _ in range(size))
        for dct in (date(9999, 12, 31), date(1, 1, 1)):
            for timex in find_timexes(text, language, dct, style=style):
                assert text[timex.start : timex.end] == timex.text
                assert timex.start_day is None or timex.start_day <= timex.end_day


@pytest.mark.parametrize("language", ["de", "en", "fr"])
def test_a_number_after_a_weekday_at_the_end_of_the_calendar(language):
    word = {"de": "Freitag", "en": "Friday", "fr": "vendredi"}[language]
    assert find_timexes(f"{word} 31 x", language, date(9999, 12, 31))


def test_an_unknown_style_names_those_there_are():
    with pytest.raises(CodebookError, match="no style 'chat' of time expressions; use news or dia"):
        find_timexes("today", "en", DCT, style="chat")


def test_a_malformed_overlay_of_a_style_is_named():
    sources = {"en.yaml": "language: 'en'", "dialogue/en.yaml": "\nmonths:\n  '13': ['x']"}
    with pytest.raises(CodebookError, match=r"dialogue/en\.yaml, line 3: months has no '13'"):
        read_packs(sources, "dialogue")


def test_an_unknown_language_names_those_there_are():
    with pytest.raises(CodebookError, match="no time pack for language 'xx'; there are ar, de"):
        find_timexes("today", "xx", DCT)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", r"bad\.yaml, line 1: a pack is a mapping"),
        ("language: 'en'\nmonths: [", r"bad\.yaml, line 2: not valid YAML"),
        ("months: {'1': ['may']}", r"bad\.yaml, line 1: language is missing"),
        ("language: 'en'\nfoo: 1", r"bad\.yaml, line 2: unknown section 'foo'"),
        ("language: 'en'\nmonths:\n  '13': ['x']", r"line 3: months has no '13'; use 1 to 12"),
        ("language: 'en'\nmonths:\n  '1': 'x'", r"line 3: months\.1 must be a list"),
        ("language: 'no'\nnumbers:\n  '1': [no]", r"line 3: quote 'no' in numbers\.1"),
        ("language: 'en'\nunits:\n  'fort': ['x']", r"line 3: units has no 'fort'; use one of"),
        ("language: 'en'\nlengths:\n  'P2X': ['x']", r"line 3: lengths cannot mean 'P2X'"),
        ("language: 'en'\nrelative:\n  'soon': ['x']", r"line 3: relative cannot mean 'soon'"),
        ("language: 'en'\nfeasts:\n  'xmas': ['x']", r"line 3: feasts cannot mean 'xmas'"),
        ("language: 'en'\nmarks: ['of']", r"line 2: marks must map a value to a list"),
        ("language: 'en'\nfuture: ['(']", r"bad\.yaml: future '\(' is no pattern"),
        ("language: 'en'\norder: 'xyz'", r"bad\.yaml: order must be one of dmy, mdy, ymd"),
        ("language: 'en'\ndrop_shapes: ['zz']", r"drop_shapes names no shape: zz"),
    ],
)
def test_malformed_packs_name_file_and_line(source, message):
    with pytest.raises(CodebookError, match=message):
        read_pack(source, "bad.yaml")


def test_a_template_without_a_builder_is_refused():
    with pytest.raises(CodebookError, match="entry 'x' needs id, shape and build"):
        read_shapes("- {id: x, shape: MONTH}", "templates.yaml")
