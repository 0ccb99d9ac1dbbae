"""The gazetteer: normal form, loading and its errors, country names, demonyms, geo_precision."""

import csv
from pathlib import Path

import polars as pl
import pytest
import yaml
from conftest import case_id, load_cases

from transforms.errors import GazetteerError
from transforms.gazetteer import geo_precision, load_gazetteer, normal_form
from transforms.gazetteer.loading import GAZETTEER_DIR
from transforms.gazetteer.translit import latin_form, skeleton
from transforms.records import Span

ROOT = Path(__file__).parents[2]
CAIRO, TEL_AVIV, SYRIA, IDLIB_PROVINCE = 360630, 293397, 163843, 169387


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


@pytest.mark.parametrize(
    ("written", "norm"),
    [
        ("Sana’a", "sanaa"),
        ("U.S.", "us"),
        ("İSTANBUL", "istanbul"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("القَاهِرة", "القاهره"),
        ("إسرائيل", "اسراييل"),
        ("Київ", "киів"),
        ("Йошкар-Ола", "иошкар ола"),
        ("फ़ैज़ाबाद", "फेजाबाद"),
        ("लन्दन", "लंदन"),
        ("紐約", "纽约"),
        ("تهران‌", "تهران"),
        ("San\u00a0José", "san jose"),
        ("Port\x00 Said\x1b", "port said"),
        ("---!?…", ""),
        ("x" * 10_000, ""),
        ("", ""),
    ],
)
def test_normal_form(written, norm):
    assert normal_form(written) == norm
    assert normal_form(norm) == norm


def test_transliteration_reaches_the_latin_name():
    assert latin_form("Бишкек") == "bishkek"
    assert latin_form("Cairo") is None
    assert skeleton("ماكاسار") == skeleton("Makassar")
    assert skeleton("Ur") is None


def test_point_of_an_area_is_its_seat(gazetteer):
    place = gazetteer.place(gazetteer.row_of(IDLIB_PROVINCE))
    assert (place.name, place.kind, place.country, place.iso) == ("Idlib", "admin1", "Syria", 760)
    assert (place.latitude, place.longitude) == pytest.approx((35.93, 36.63), abs=0.02)
    assert gazetteer.own_point(SYRIA) == pytest.approx((35.0, 38.5), abs=0.6)


def test_names_are_conventional(gazetteer):
    tel_aviv = gazetteer.place(gazetteer.row_of(TEL_AVIV))
    assert (tel_aviv.name, tel_aviv.admin1, tel_aviv.country) == ("Tel Aviv", "Tel Aviv", "Israel")
    assert (tel_aviv.latitude, tel_aviv.longitude) == pytest.approx((32.08, 34.78), abs=0.01)
    cairo = gazetteer.place(gazetteer.row_of(CAIRO))
    assert (cairo.admin1, cairo.region) == ("Cairo", "Northern Africa")


@pytest.mark.parametrize(
    ("name", "country", "iso", "admin1"),
    [
        ("Gaza", "Palestine", 275, "Gaza Strip"),
        ("Nablus", "Palestine", 275, "West Bank"),
        ("East Jerusalem", "Palestine", 275, "West Bank"),
        ("Simferopol", "Ukraine", 804, "Crimea"),
        ("Pristina", "Kosovo", 0, "Pristina"),
        ("Taipei", "Taiwan", 158, "Taiwan"),
        ("Dakhla", "Morocco", 504, "Dakhla-Oued Ed-Dahab"),
        ("Hargeisa", "Somalia", 706, "Woqooyi Galbeed"),
        ("Kowloon", "China", 156, "Hong Kong"),
        ("Macau", "China", 156, "Macau"),
        ("Kyrenia", "Cyprus", 196, "Keryneia"),
    ],
)
def test_disputed_territories(gazetteer, name, country, iso, admin1):
    rows = gazetteer.lookup([normal_form(name)]).row
    places = [gazetteer.place(int(row)) for row in rows]
    found = {(p.country, p.iso, p.admin1) for p in places if p.kind == "city"}
    assert (country, iso, admin1) in found


def test_a_region_of_several_countries_has_no_country(gazetteer):
    rows = gazetteer.lookup([normal_form("Sahel region")]).row
    place = gazetteer.place(int(rows[0]))
    assert (place.kind, place.country, place.iso, place.geonameid) == ("natural", "", 0, None)


@pytest.mark.parametrize(
    ("language", "name", "iso3"),
    [
        ("en", "the Gambia", "GMB"),
        ("en", "DR Congo", "COD"),
        ("en", "Turkey", "TUR"),
        ("ar", "سوريا", "SYR"),
        ("ar", "سورية", "SYR"),
        ("es", "Costa de Marfil", "CIV"),
        ("fr", "Centrafrique", "CAF"),
        ("pt", "Irã", "IRN"),
        ("ru", "Сирии", "SYR"),
        ("ru", "Южном Судане", "SSD"),
        ("uk", "Польщі", "POL"),
        ("tr", "Suriye", "SYR"),
        ("fa", "افغانستان", "AFG"),
        ("de", "Syriens", "SYR"),
        ("zh", "刚果（金）", "COD"),
        ("hi", "इसराइल", "ISR"),
        ("en", "Georgiana", None),
    ],
)
def test_country_of(gazetteer, language, name, iso3):
    assert gazetteer.country_of(name, language) == iso3


@pytest.mark.parametrize(
    ("language", "word", "iso3"),
    [
        ("en", "Israelis", "ISR"),
        ("en", "Nigerien", "NER"),
        ("en", "Nigerian", "NGA"),
        ("ar", "الإسرائيليين", "ISR"),
        ("ar", "فلسطينية", "PSE"),
        ("ar", "سورية", "SYR"),
        ("es", "israelíes", "ISR"),
        ("fr", "ivoirienne", "CIV"),
        ("pt", "moçambicanos", "MOZ"),
        ("ru", "израильских", "ISR"),
        ("ru", "украинцами", "UKR"),
        ("uk", "російського", "RUS"),
        ("tr", "Filistinliler", "PSE"),
        ("fa", "افغان‌ها", "AFG"),
        ("de", "palästinensischen", "PSE"),
        ("zh", "缅甸人", "MMR"),
        ("hi", "पाकिस्तानियों", "PAK"),
        ("en", "Martian", None),
        ("en", "Syria", None),
    ],
)
def test_demonym_country(gazetteer, language, word, iso3):
    assert gazetteer.demonym_country(word, language) == iso3


@pytest.mark.parametrize("case", load_cases("geo_precision"), ids=case_id)
def test_geo_precision(gazetteer, case):
    start = case["text"].index(case["mention"])
    place = gazetteer.place(gazetteer.row_of(case["geonameid"]))
    span = Span(start, start + len(case["mention"]))
    assert list(geo_precision(case["text"], span, place, case["language"])) == case["want"]


def test_countries_are_those_of_the_codebook():
    book = yaml.safe_load((ROOT / "transforms/codebooks/countries.yaml").read_text("utf-8"))
    with (GAZETTEER_DIR / "countries.csv").open(encoding="utf-8") as handle:
        ours = {(r["country"], r["region"], int(r["iso"])) for r in csv.DictReader(handle)}
    theirs = {(c["country"], c["region"], c["iso"] or 0) for c in book["countries"]}
    assert ours == theirs


def test_every_seat_lies_in_its_area(gazetteer):
    areas = [row for row in range(len(gazetteer.ids)) if gazetteer.kind[row] == 1]
    seated = [row for row in areas if gazetteer.seat[row] >= 0]
    assert len(seated) > 3_500
    assert all(gazetteer.a1[gazetteer.seat[row]] == row for row in seated)


def test_missing_file(tmp_path):
    with pytest.raises(GazetteerError, match=r"gaz_place\.parquet is missing"):
        load_gazetteer(tmp_path)


@pytest.fixture
def copied(tmp_path):
    for name in ("gaz_place.parquet", "gaz_alias.parquet"):
        (tmp_path / name).write_bytes((GAZETTEER_DIR / name).read_bytes())
    return tmp_path


def test_truncated_file(copied):
    path = copied / "gaz_alias.parquet"
    path.write_bytes(path.read_bytes()[:100_000])
    with pytest.raises(GazetteerError, match=r"gaz_alias\.parquet is damaged"):
        load_gazetteer(copied)


def test_file_of_another_version(copied):
    path = copied / "gaz_place.parquet"
    frame = pl.read_parquet(path)
    frame.head(10).write_parquet(path, metadata={"newsledger_gazetteer": "0"})
    with pytest.raises(GazetteerError, match="has version 0, this newsledger reads 2"):
        load_gazetteer(copied)


def test_file_without_a_column(copied):
    path = copied / "gaz_place.parquet"
    frame = pl.read_parquet(path).drop("seat_id")
    frame.head(10).write_parquet(path, metadata={"newsledger_gazetteer": "2"})
    with pytest.raises(GazetteerError, match=r"gaz_place\.parquet"):
        load_gazetteer(copied)


def test_unknown_id_is_an_error(gazetteer):
    with pytest.raises(GazetteerError, match="place id 1 is not in gazetteer"):
        gazetteer.row_of(1)


def test_lookup_by_search_and_by_join_agree(gazetteer):
    names = ["cairo", "tripoli", "no such place", "القاهره"] * 600
    joined, searched = gazetteer.lookup(names), gazetteer.lookup(names[:4])
    few = {(int(q), int(r), int(t)) for q, r, t in zip(*searched, strict=True)}
    many = {(int(q), int(r), int(t)) for q, r, t in zip(*joined, strict=True) if q < 4}
    assert few == many
    assert {query for query, _, _ in few} == {0, 1, 3}
