"""Nights told by two days, or by a word of their own beside a day, are one time."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from transforms.timexes import find_timexes
from transforms.timexes.event_day import event_day
from transforms.timexes.nights import one_night

CASES = Path(__file__).parents[1] / "cases" / "nights.yaml"
TODAY = date(2024, 3, 10)


@pytest.mark.parametrize(
    "case", yaml.safe_load(CASES.read_text(encoding="utf-8"))["cases"], ids=lambda c: c["text"]
)
def test_one_night_is_one_day(case):
    found = find_timexes(case["text"], case["language"], TODAY)
    nights = one_night(found, case["text"], case["language"], TODAY)
    assert [event_day(t, TODAY)[0] for t in nights] == case["days"]
