"""Tables of time expressions per language: spans, values, event day and precision."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from transforms.timexes import find_timexes, supported_languages
from transforms.timexes.event_day import event_day
from transforms.timexes.pack import DIALOGUE, NEWS

CASES = Path(__file__).parents[1] / "cases" / "timexes"
DCT = "2024-03-07"


def load_cases(style=NEWS):
    for path in sorted((CASES if style == NEWS else CASES / style).glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield pytest.param(path.stem, case, id=f"{path.stem}-{case['id']}")


@pytest.mark.parametrize(("language", "case"), load_cases())
def test_spans_values_and_event_day(language, case):
    check(language, case, NEWS)


@pytest.mark.parametrize(("language", "case"), load_cases(DIALOGUE))
def test_chats_and_mails(language, case):
    check(language, case, DIALOGUE)


@pytest.mark.parametrize(("language", "case"), load_cases(DIALOGUE))
def test_news_does_not_read_like_a_chat(language, case):
    dct = date.fromisoformat(case.get("dct", DCT))
    found = find_timexes(case["text"], language, dct)
    assert [[t.text, t.value] for t in found] != case["expect"] or case.get("both")


def check(language, case, style):
    dct = date.fromisoformat(case.get("dct", DCT))
    found = find_timexes(case["text"], language, dct, style=style)
    assert [[t.text, t.value] for t in found] == case["expect"], case["why"]
    assert all(case["text"][t.start : t.end] == t.text for t in found)
    expected = case["event"]
    got = event_day(found[-1], dct) if found else (None, None)
    if expected is None:
        assert got == (None, None), case["why"]
    else:
        assert (got[0].isoformat(), got[1]) == tuple(expected), case["why"]


def test_every_case_names_its_reason():
    ids = [(param.values[0], param.values[1]["id"]) for param in load_cases()]
    assert len(ids) == len(set(ids))
    assert all(param.values[1]["why"] for param in load_cases())


def test_every_language_has_a_table():
    assert {path.stem for path in CASES.glob("*.yaml")} == set(supported_languages())
