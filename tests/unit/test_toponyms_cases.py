"""The place tables: exonyms, inflected forms, homonyms and admin words in twelve languages."""

import pytest
from conftest import CASES, load_cases

from transforms.gazetteer import load_gazetteer
from transforms.resolve.toponyms import Toponym, ToponymQuery, resolve_toponyms

LANGUAGES = ("ar", "de", "en", "es", "fa", "fr", "hi", "pt", "ru", "tr", "uk", "zh")
TABLE = [(code, case) for code in LANGUAGES for case in load_cases(f"places/{code}")]


def toponym(text, words, lemma=None):
    start = text.index(words)
    return Toponym(start, start + len(words), words, lemma)


@pytest.fixture(scope="module")
def resolved():
    queries = []
    for code, case in TABLE:
        text = case["text"]
        first = toponym(text, case["mention"], case.get("lemma"))
        others = tuple(toponym(text, words) for words in case.get("also", ()))
        queries.append(ToponymQuery(case["text"], (first, *others), text, code))
    return [places[0] for places in resolve_toponyms(queries, load_gazetteer())]


def test_every_language_has_its_table():
    assert {path.stem for path in (CASES / "places").glob("*.yaml")} == set(LANGUAGES)
    assert all(len(load_cases(f"places/{code}")) >= 25 for code in LANGUAGES)


@pytest.mark.parametrize("index", range(len(TABLE)), ids=lambda i: f"{TABLE[i][0]}-{i}")
def test_place(resolved, index):
    case, place = TABLE[index][1], resolved[index]
    assert place is not None, f"{case['mention']}: no place"
    found = {"iso3": place.iso3, "name": place.name, "kind": place.kind, "admin1": place.admin1}
    wanted = {key: case[key] for key in found if key in case}
    assert {key: found[key] for key in wanted} == wanted
