from datetime import date

import pytest

from transforms.errors import CodebookError
from transforms.regimes import load_regimes

NAME = "Military Forces of X ({years})"


@pytest.mark.parametrize(
    ("iso3", "day", "years"),
    [
        ("MLI", "2024-05-15", "2021-"),
        ("MLI", "2020-08-17", "2013-2020"),
        ("MLI", "2020-08-18", "2020-2021"),
        ("ISR", "2024-03-07", "2022-"),
        ("AFG", "2021-08-14", "2014-2021"),
        ("AFG", "2021-08-15", "2021-"),
        ("SYR", "2024-12-07", "2000-2024"),
        ("SYR", "2024-12-08", "2024-"),
        ("GBR", "2024-07-04", "2010-2024"),
        ("XYZ", "2024-05-15", None),
        ("SSD", "2001-01-01", None),
    ],
)
def test_years_of_a_day(iso3, day, years):
    assert load_regimes().years(iso3, date.fromisoformat(day)) == years


def test_no_day_no_years():
    assert load_regimes().years("MLI", None) is None
    assert load_regimes().with_years(NAME, "MLI", None) == "Military Forces of X"


def test_unknown_years_take_their_brackets_along():
    unit = "Military Forces of X ({years}) Air Force"
    assert load_regimes().with_years(unit, "XYZ", date(2024, 5, 15)) == (
        "Military Forces of X Air Force"
    )


def test_spans_are_in_order_and_do_not_overlap():
    for iso3, spans in load_regimes().spans.items():
        days = [span.from_day for span in spans]
        assert days == sorted(set(days)), iso3
        assert all(span.to_year is not None for span in spans[:-1]), iso3
        assert all(s.to_year is None or s.to_year >= s.from_year for s in spans), iso3


def test_malformed_file_is_named(tmp_path):
    (tmp_path / "regimes.yaml").write_text("- a\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=r"regimes\.yaml"):
        load_regimes(tmp_path)
