"""Names read by how they sound: only in the countries of the article, only where one place fits."""

import re
from pathlib import Path

import pytest
import yaml

from transforms.gazetteer import load_gazetteer
from transforms.gazetteer.normal import normal_form
from transforms.gazetteer.spellings import load_spellings, spelling_pattern
from transforms.resolve.toponyms import Toponym, ToponymQuery, resolve_toponyms

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "place_sounds.yaml").read_text(encoding="utf-8")
)


def resolve(name, beside):
    text = f"هجوم في {name} في {beside}"
    toponyms = [Toponym(text.index(w), text.index(w) + len(w), w) for w in (name, beside)]
    query = ToponymQuery("a", tuple(toponyms), text=text, language="ar")
    return resolve_toponyms([query], load_gazetteer())[0][0]


@pytest.mark.parametrize(("name", "beside", "place", "country"), CASES["found"])
def test_a_name_is_read_by_its_sound_in_a_country_of_the_article(name, beside, place, country):
    found = resolve(name, beside)
    assert found is not None
    assert (found.name, found.country) == (place, country)


@pytest.mark.parametrize(("name", "beside"), CASES["unknown"])
def test_a_name_that_fits_no_place_there_stays_unknown(name, beside):
    assert resolve(name, beside) is None


@pytest.mark.parametrize(
    ("name", "latin", "fits"),
    [
        ("الفولة", "al fula", True),
        ("الفولة", "el fulah", True),
        ("كوتيخا", "cotija", True),
        ("دير الزور", "dayr az zawr", True),
        ("أوباري", "ubari", True),
        ("أوباري", "barri", False),
        ("باسي", "bousse", False),
    ],
)
def test_every_letter_must_be_met_in_order(name, latin, fits):
    pattern = spelling_pattern(normal_form(name), load_spellings()["ar"])
    assert bool(re.fullmatch(pattern, latin)) is fits


def test_strange_letters_and_short_names_have_no_pattern():
    arabic = load_spellings()["ar"]
    assert spelling_pattern("macomia", arabic) is None
    assert spelling_pattern("مدغ", arabic) is None
