"""A made-up GeoNames dump of the true format replaces the two gazetteer files."""

import zipfile

import pytest

from transforms.errors import InputError
from transforms.gazetteer import load_gazetteer, normal_form
from transforms.gazetteer.geonames import load_geonames

CAIRO, SYRIA_ID = 360630, 163843
VILLAGE, CAMP, FERRY, DISTRICT, STREAM = 90_000_001, 90_000_002, 90_000_003, 90_000_004, 90_000_005


def place(number, name, alternates, lat, lon, feature, code, cc, a1="", a2="", people=0):
    columns = [
        number, name, name, alternates, lat, lon, feature, code, cc, "", a1, a2, "", "", people,
        "", 10, "Asia/Damascus", "2026-01-01",
    ]  # fmt: skip
    return "\t".join(map(str, columns))


def alternate(number, owner, language, name, historic=""):
    return "\t".join(map(str, [number, owner, language, name, "", "", "", historic, "", ""]))


PLACES = [
    place(169387, "Muḩāfaz̧at Idlib", "Idlib", 35.8, 36.7, "A", "ADM1", "SY", "12"),
    place(DISTRICT, "Zaytuna District", "", 35.9, 36.6, "A", "ADM2", "SY", "12", "777"),
    place(VILLAGE, "Tall az Zaytun", "Tell Zeitoun,تل الزيتون", 35.91, 36.61, "P", "PPL", "SY",
          "12", "777", 240),
    place(CAMP, "Maram Camp", "MRM", 36.1, 36.7, "S", "CMPRF", "SY", "12"),
    place(FERRY, "Old Ferry", "", 36.1, 36.7, "S", "FY", "SY", "12"),
    place(STREAM, "Wadi Nowhere", "", 36.1, 36.7, "H", "STM", "SY", "12"),
    place(CAIRO, "Al Qāhirah", "", 30.0, 31.2, "P", "PPLC", "EG", "11", "", 9_000_000),
    place("broken", "No Number", "", 1, 1, "P", "PPL", "SY"),
    place(90_000_006, 'A "quoted" village', "", 35.5, 36.5, "P", "PPL", "SY", "12"),
]  # fmt: skip
NAMES = [
    alternate(1, VILLAGE, "ru", "Телль-эз-Зейтун"),
    alternate(2, VILLAGE, "en", "Oldname", historic="1"),
    alternate(3, VILLAGE, "link", "https://example.org"),
    alternate(4, CAIRO, "es", "Capital del Nilo"),
    alternate(5, 12, "en", "Not Kept"),
]


@pytest.fixture(scope="module")
def archives(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dump")
    countries, names = folder / "allCountries.zip", folder / "alternateNamesV2.zip"
    with zipfile.ZipFile(countries, "w") as archive:
        archive.writestr("allCountries.txt", "\n".join(PLACES) + "\n")
    with zipfile.ZipFile(names, "w") as archive:
        archive.writestr("alternateNamesV2.txt", "\n".join(NAMES) + "\n")
        archive.writestr("iso-languagecodes.txt", "")
    return countries, names


@pytest.fixture(scope="module")
def loaded(archives, tmp_path_factory):
    out_dir = tmp_path_factory.mktemp("loaded")
    counts = load_geonames(*archives, out_dir)
    assert sorted(path.name for path in out_dir.iterdir()) == [
        "gaz_alias.parquet",
        "gaz_place.parquet",
    ]
    return counts, load_gazetteer(out_dir), out_dir


def places_of(gazetteer, name):
    return [gazetteer.place(int(row)) for row in gazetteer.lookup([normal_form(name)]).row]


def test_counts(loaded):
    counts, gazetteer, _ = loaded
    shipped = load_gazetteer()
    assert counts.n_places == len(shipped.ids) + 4
    assert counts.n_names == gazetteer.names.height
    assert gazetteer.names.height > shipped.names.height


@pytest.mark.parametrize("name", ["Tell Zeitoun", "تل الزيتون", "Телль-эз-Зейтун"])
def test_a_new_village_has_its_names_and_its_areas(loaded, name):
    (village,) = places_of(loaded[1], name)
    assert (village.geonameid, village.kind, village.country) == (VILLAGE, "city", "Syria")
    assert (village.admin1, village.admin2) == ("Idlib", "Zaytuna District")
    assert (village.latitude, village.longitude) == (35.91, 36.61)


def test_historic_names_links_and_small_features_are_left_out(loaded):
    for name in ("Oldname", "https://example.org", "Old Ferry", "Wadi Nowhere", "MRM"):
        assert VILLAGE not in {p.geonameid for p in places_of(loaded[1], name)}
        assert not [p for p in places_of(loaded[1], name) if (p.geonameid or 0) > 90_000_000]


def test_camps_and_quotes_are_kept(loaded):
    assert places_of(loaded[1], "Maram Camp")[0].geonameid == CAMP
    assert places_of(loaded[1], 'A "quoted" village')[0].admin1 == "Idlib"


def test_shipped_rows_stand_and_gain_names(loaded):
    cairo = loaded[1].place(loaded[1].row_of(CAIRO))
    assert (cairo.name, cairo.admin1) == ("Cairo", "Cairo")
    assert places_of(loaded[1], "Capital del Nilo") == [cairo]
    assert loaded[1].country_of("Сирии", "ru") == "SYR"
    assert loaded[1].demonym_country("Syrians", "en") == "SYR"
    assert loaded[1].place(loaded[1].row_of(SYRIA_ID)).kind == "country"


def test_loading_the_same_dump_again_gives_the_same_files(archives, loaded):
    counts, _, out_dir = loaded
    before = {path.name: path.read_bytes() for path in out_dir.iterdir()}
    assert load_geonames(*archives, out_dir) == counts
    assert {path.name: path.read_bytes() for path in out_dir.iterdir()} == before


def test_a_file_that_is_no_dump(archives, tmp_path):
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK nothing")
    with pytest.raises(InputError, match="broken.zip: not a GeoNames dump"):
        load_geonames(broken, archives[1], tmp_path / "out")
    with pytest.raises(InputError, match="missing.zip: not a GeoNames dump"):
        load_geonames(tmp_path / "missing.zip", archives[1], tmp_path / "out")
    with pytest.raises(InputError, match="not a GeoNames dump with allCountries.txt"):
        load_geonames(archives[1], archives[1], tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []
