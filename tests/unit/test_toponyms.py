"""The batch resolver: order, coherence, bad input, lines in and out, scan of plain text."""

import json

import pytest

from transforms.errors import InputError
from transforms.gazetteer import load_gazetteer
from transforms.resolve.toponym_lines import find_places, parse_queries, resolve_lines
from transforms.resolve.toponym_scan import find_gazetteer_names
from transforms.resolve.toponyms import Toponym, ToponymQuery, resolve_toponyms

KEYS = {
    "geonameid", "name", "admin1", "admin2", "country", "iso", "region", "lat", "lon", "kind",
    "confidence",
}  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


def query(text, *words, **about):
    toponyms = tuple(Toponym(text.index(w), text.index(w) + len(w), w) for w in words)
    return ToponymQuery("a1", toponyms, text=text, **about)


def only(gazetteer, text, *words, **about):
    return resolve_toponyms([query(text, *words, **about)], gazetteer)[0][0]


def test_answers_keep_the_order_of_queries_and_toponyms(gazetteer):
    first = query("Shots in Beirut and Zzqxw.", "Zzqxw", "Beirut")
    second = ToponymQuery("a2", ())
    third = query("Rain in Cairo.", "Cairo")
    answers = resolve_toponyms([first, second, third], gazetteer)
    assert [[p and p.name for p in a] for a in answers] == [[None, "Beirut"], [], ["Cairo"]]


def test_the_last_article_may_have_an_outlet_and_no_toponym(gazetteer):
    silent = ToponymQuery("a2", (), outlet_country="PAK")
    answers = resolve_toponyms([query("Rain in Cairo.", "Cairo"), silent], gazetteer)
    assert [[p.country for p in a] for a in answers] == [["Egypt"], []]


def test_a_name_has_one_sense_in_a_document(gazetteer):
    text = "Paris, Texas, mourns. Officials in Paris said a storm hit Paris."
    spans = [i for i in range(len(text)) if text.startswith("Paris", i)]
    toponyms = [Toponym(i, i + 5, "Paris") for i in spans]
    toponyms.append(Toponym(text.index("Texas"), text.index("Texas") + 5, "Texas"))
    places = resolve_toponyms([ToponymQuery("a", tuple(toponyms), text)], gazetteer)[0]
    assert {p.admin1 for p in places[:3]} == {"Texas"}


def test_containment_works_on_offsets_alone(gazetteer):
    toponyms = (Toponym(10, 17, "Lebanon"), Toponym(19, 31, "Pennsylvania"))
    place = resolve_toponyms([ToponymQuery("a", toponyms)], gazetteer)[0][0]
    assert (place.kind, place.admin1) == ("city", "Pennsylvania")


def test_the_word_beside_a_name_says_its_kind(gazetteer):
    assert only(gazetteer, "Clashes in Idlib province.", "Idlib").kind == "admin1"
    assert only(gazetteer, "Clashes in the city of Idlib.", "Idlib").kind == "city"
    assert only(gazetteer, "Clashes in Idlib.", "Idlib").kind == "city"


def test_dateline_and_outlet_are_weak_votes(gazetteer):
    text = "Police closed roads in Hyderabad."
    far = only(gazetteer, text, "Hyderabad", dateline="Karachi", outlet_country="PAK")
    assert (far.country, only(gazetteer, text, "Hyderabad").country) == ("Pakistan", "India")
    named = query("A march in Hyderabad, Telangana.", "Hyderabad", "Telangana")
    both = ToponymQuery("a", named.toponyms, named.text, outlet_country="PAK")
    assert resolve_toponyms([both], gazetteer)[0][0].country == "India"


def test_confidence_falls_with_ambiguity(gazetteer):
    sure = only(gazetteer, "Shots in Ouagadougou.", "Ouagadougou").confidence
    unsure = only(gazetteer, "Shots in Springfield.", "Springfield").confidence
    assert 0 < unsure < 0.6 < sure <= 1


def test_names_labelled_otherwise_are_not_looked_up_by_parts(gazetteer):
    text = "The Bank of Aleppo and Aleppo University closed."
    for label, name in (("ORG", None), ("LOC", "Aleppo")):
        words = ("Bank of Aleppo", "Aleppo University")
        tops = tuple(Toponym(text.index(w), text.index(w) + len(w), w, None, label) for w in words)
        places = resolve_toponyms([ToponymQuery("a", tops, text)], gazetteer)[0]
        assert [place and place.name for place in places] == [name, name]


@pytest.mark.parametrize(
    "name",
    ["x" * 10_000, "...---!!", "\x00\x07", "", "   ", "Моscоw zzq漢字אب", "’", "\u200f", "9" * 50],
)
def test_odd_names_have_no_place(gazetteer, name):
    toponyms = (Toponym(0, len(name), name), Toponym(20_000, 20_005, "Cairo"))
    odd, cairo = resolve_toponyms([ToponymQuery("a", toponyms)], gazetteer)[0]
    assert odd is None
    assert cairo.name == "Cairo"


def test_a_people_votes_for_its_country(gazetteer):
    text = "Colombian soldiers clashed with rebels in Granada."
    assert only(gazetteer, text, "Granada", language="en").country == "Colombia"
    assert only(gazetteer, text.replace("Colombian ", ""), "Granada", language="en").country == (
        "Spain"
    )


@pytest.mark.parametrize(
    ("text", "name", "area"),
    [
        ("A car bomb exploded in San Telmo, Cauca.", "San Telmo", "Cauca"),
        ("Une mine à Sare, dans la région de Mopti.", "Sare", "Mopti"),
        ("Fighting in the Lamar valley of Khyber district.", "Lamar", "Khyber"),
    ],
)
def test_a_namesake_elsewhere_than_the_area_beside_it_is_doubted(gazetteer, text, name, area):
    village, district = resolve_toponyms([query(text, name, area)], gazetteer)[0]
    assert village is None or village.confidence < 0.25
    assert district.confidence > 0.5


def test_kinds_of_things_alone_are_no_names(gazetteer):
    names = ("Third Street", "Downing Street", "Holy Redeemer Church", "Aleppo Street")
    toponyms = tuple(Toponym(40 * n, 40 * n + len(w), w) for n, w in enumerate(names))
    places = resolve_toponyms([ToponymQuery("a", toponyms)], gazetteer)[0]
    assert [place and place.name for place in places] == [None, "London", None, "Aleppo"]


def test_a_town_before_the_province_that_is_named_after_it(gazetteer):
    text = "Shots in Santiago, Dominican Republic."
    found = only(gazetteer, text, "Santiago", "Dominican Republic")
    assert (found.kind, found.name) == ("city", "Santiago de los Caballeros")


def test_no_queries(gazetteer):
    assert resolve_toponyms([], gazetteer) == []
    assert resolve_toponyms([ToponymQuery("a", ())], gazetteer) == [[]]


def test_lines_in_and_out(gazetteer):
    line = {"doc_id": "7", "toponyms": [{"start": 0, "end": 6, "text": "Syria"}]}
    odd = {"doc_id": "8", "toponyms": [{"start": 0, "end": 3, "text": "Qqq"}]}
    id_key, queries = parse_queries([json.dumps(line), "", json.dumps(odd)], "in.jsonl")
    answers = resolve_lines(id_key, queries, gazetteer)
    assert [answer["doc_id"] for answer in answers] == ["7", "8"]
    found = answers[0]["resolved"][0]
    assert set(found) == KEYS
    assert (found["geonameid"], found["iso"], found["kind"]) == (163843, 760, "country")
    assert (found["lat"], found["lon"]) == pytest.approx((35.0, 38.5), abs=0.6)
    assert answers[1]["resolved"] == [None]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 1: no JSON"),
        ("[1]", "line 1: no JSON object"),
        ('{"toponyms": []}', "line 1: article_id is missing"),
        ('{"article_id": "1"}', "line 1: toponyms must be a list"),
        ('{"article_id": "1", "toponyms": [{"start": 1}]}', "line 1: toponym .* needs start"),
        ('{"article_id": 1, "toponyms": [], "text": 5}', "line 1: text must be text, not 5"),
        ('{"article_id": 1, "toponyms": [], "language": []}', "line 1: language must be text"),
        (
            '{"article_id": 1, "toponyms": [{"start": 3, "end": 1, "text": "a"}]}',
            "line 1: toponym .* needs 0 <= start <= end",
        ),
        (
            '{"article_id": 1, "toponyms": [{"start": 3, "end": 1e12, "text": "a"}]}',
            "line 1: toponym .* needs 0 <= start <= end",
        ),
        (
            '{"article_id": 1, "toponyms": [{"start": 0, "end": 1, "text": null}]}',
            "line 1: toponym .* and text",
        ),
    ],
)
def test_bad_lines_name_file_and_line(line, message):
    with pytest.raises(InputError, match=f"in.jsonl, {message}"):
        parse_queries([line], "in.jsonl")


def test_find_places_puts_the_best_known_first(gazetteer):
    found = find_places("Tripoli", gazetteer, limit=3)
    assert [place.country for place in found[:2]] == ["Libya", "Lebanon"]
    assert len(found) == 3
    assert find_places("no such place at all", gazetteer) == []


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Troops left Syria for Iraqi Kurdistan; May said so in New Delhi.",
         ["Syria", "New Delhi"]),
        ("en", "He was reading a nice book most of the day.", []),
        ("es", "Hubo choques en Bogotá y Caracas.", ["Bogotá", "Caracas"]),
        ("ru", "Взрывы в Сирии и Израиле.", ["Сирии", "Израиле"]),
        ("ar", "انفجار ببغداد وقصف على دمشق", ["ببغداد", "دمشق"]),
        ("zh", "缅甸军方在仰光和曼德勒开火。", ["缅甸", "仰光", "曼德勒"]),
        ("hi", "पाकिस्तान के कराची में धमाका", ["पाकिस्तान", "कराची"]),
    ],
)  # fmt: skip
def test_scan_of_plain_text(gazetteer, language, text, found):
    spans = find_gazetteer_names(text, language, gazetteer)
    words = [text[span.start : span.end] for span in spans]
    assert [word for word in words if word in found] == found
    assert found or not words
