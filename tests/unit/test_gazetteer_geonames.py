"""A made-up GeoNames dump of the true format: loaded, broken, loaded by the command."""

import os
import zipfile

import polars as pl
import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.settings import load_settings
from flows.versions import read_versions
from transforms.errors import GazetteerError, InputError
from transforms.gazetteer import load_gazetteer, normal_form
from transforms.gazetteer.geonames import load_geonames
from transforms.gazetteer.loading import read_shipped

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
    "90000007\tNo more columns",
    place(90_000_006, 'A "quoted" village', "", 35.5, 36.5, "P", "PPL", "SY", "12"),
]  # fmt: skip
NAMES = [
    alternate(1, VILLAGE, "ru", "Телль-эз-Зейтун"),
    alternate(2, VILLAGE, "en", "Oldname", historic="1"),
    alternate(3, VILLAGE, "link", "https://example.org"),
    alternate(4, CAIRO, "es", "Capital del Nilo"),
    alternate(5, 12, "en", "Not Kept"),
    "6\tshort line",
    alternate(7, VILLAGE, "xx", "Klingon name"),
]


UNREAD = b"\n90000008\tBad \xff\xfe letters" + 17 * b"\t" + b"\n"


def write_archives(folder, places, names):
    countries, alternates = folder / "allCountries.zip", folder / "alternateNamesV2.zip"
    with zipfile.ZipFile(countries, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("allCountries.txt", places)
    with zipfile.ZipFile(alternates, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("alternateNamesV2.txt", names)
        archive.writestr("iso-languagecodes.txt", "")
    return countries, alternates


@pytest.fixture(scope="module")
def archives(tmp_path_factory):
    """Three broken lines among 500: one short in each file, one that is no UTF-8."""
    filler = [place(n, "", "", 0, 0, "H", "STM", "SY") for n in range(91_000_000, 91_000_250)]
    rest = [alternate(n, 12, "en", "Not Kept") for n in range(100, 350)]
    return write_archives(
        tmp_path_factory.mktemp("dump"),
        "\n".join(PLACES + filler).encode() + UNREAD,
        "\n".join(NAMES + rest) + "\n",
    )


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


def test_rough_points_make_way(loaded):
    """Kulbus of villages.csv is not in the small dump, and not in what was loaded."""
    assert places_of(load_gazetteer(), "Kulbus")[0].is_approximate
    assert places_of(loaded[1], "Kulbus") == []


def test_counts(loaded):
    counts, gazetteer, _ = loaded
    shipped = len(read_shipped("gaz_place"))  # without the villages of rough points
    assert counts.n_places == shipped + 4
    assert counts.n_broken == 3
    assert counts.n_names == gazetteer.names.height
    assert gazetteer.names.height > read_shipped("gaz_alias").height


@pytest.mark.parametrize("name", ["Tell Zeitoun", "تل الزيتون", "Телль-эз-Зейтун"])
def test_a_new_village_has_its_names_and_its_areas(loaded, name):
    (village,) = places_of(loaded[1], name)
    assert (village.geonameid, village.kind, village.country) == (VILLAGE, "city", "Syria")
    assert (village.admin1, village.admin2) == ("Idlib", "Zaytuna District")
    assert (village.latitude, village.longitude) == (35.91, 36.61)


def test_historic_names_links_and_small_features_are_left_out(loaded):
    for name in (
        "Oldname",
        "https://example.org",
        "Old Ferry",
        "Wadi Nowhere",
        "MRM",
        "Klingon name",
    ):
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


def test_the_versions_of_a_run_name_the_loaded_gazetteer(loaded, tmp_path):
    shipped, mine = (read_versions(tmp_path, "1", place) for place in (None, loaded[2]))
    assert mine.gazetteer.startswith(f"{shipped.gazetteer}+loaded-")
    assert mine.key != shipped.key


def test_a_loaded_gazetteer_is_used_where_it_is(monkeypatch, loaded, tmp_path):
    monkeypatch.setattr("flows.settings.LOADED_GAZETTEER", tmp_path / "none")
    monkeypatch.setenv("NEWSLEDGER_GAZETTEER_DIR", str(tmp_path / "none"))
    assert load_settings().gazetteer is None
    monkeypatch.setenv("NEWSLEDGER_GAZETTEER_DIR", str(loaded[2]))
    assert load_settings().gazetteer == loaded[2]
    found = CliRunner().invoke(app, ["places", "find", "Tell Zeitoun"])
    assert "Tall az Zaytun" in found.output
    monkeypatch.setenv("NEWSLEDGER_GAZETTEER_DIR", str(tmp_path / "gone"))
    missing = CliRunner().invoke(app, ["places", "find", "Cairo"])
    assert missing.exit_code == 2
    assert "gaz_place.parquet is missing" in missing.stderr


def test_files_of_two_builds_are_not_read(loaded, tmp_path):
    for path in loaded[2].iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    other = tmp_path / "gaz_alias.parquet"
    marks = pl.read_parquet_metadata(other) | {"newsledger_build": "another"}
    pl.read_parquet(other).write_parquet(other, metadata=marks)
    with pytest.raises(GazetteerError, match="mixes two builds"):
        load_gazetteer(tmp_path)


def no_zip(folder):
    return (folder / "allCountries.zip").write_bytes(b"PK nothing")


def cut_off(folder):
    whole = (folder / "allCountries.zip").read_bytes()
    return (folder / "allCountries.zip").write_bytes(whole[: len(whole) // 2])


def damaged(folder):
    whole = bytearray((folder / "allCountries.zip").read_bytes())
    whole[200:260] = bytes(60)
    return (folder / "allCountries.zip").write_bytes(whole)


def swapped(folder):
    return (folder / "allCountries.zip").write_bytes((folder / "alternateNamesV2.zip").read_bytes())


def short_lines(folder):
    return write_archives(folder, "\n".join([PLACES[0], *["1\ttwo"] * 9]), "\n".join(NAMES))


def empty(folder):
    return write_archives(folder, "", "\n".join(NAMES))


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (no_zip, "allCountries.zip: not a whole GeoNames dump"),
        (cut_off, "allCountries.zip: not a whole GeoNames dump"),
        (damaged, "allCountries.zip: not a whole GeoNames dump"),
        (swapped, "not a whole GeoNames dump with allCountries.txt of 19 columns"),
        (short_lines, "9 of 10 lines have not 19 columns"),
        (empty, "allCountries.zip: not a whole GeoNames dump"),
        (lambda folder: (folder / "allCountries.zip").unlink(), "no such file"),
    ],
)
def test_a_bad_dump_is_one_message_and_leaves_the_old_files(
    harm, message, archives, tmp_path, monkeypatch
):
    for archive in archives:
        (tmp_path / archive.name).write_bytes(archive.read_bytes())
    harm(tmp_path)
    target = tmp_path / "out"
    target.mkdir()
    (target / "gaz_place.parquet").write_bytes(b"old")
    monkeypatch.setenv("NEWSLEDGER_GAZETTEER_DIR", str(target))
    paths = [str(tmp_path / archive.name) for archive in archives]
    result = CliRunner().invoke(app, ["places", "load", *paths])
    assert result.exit_code == 2
    assert message in result.stderr
    assert [path.name for path in target.iterdir()] == ["gaz_place.parquet"]
    with pytest.raises(InputError, match=message):
        load_geonames(*(tmp_path / archive.name for archive in archives), target)


def test_the_command_loads_a_dump(archives, tmp_path, monkeypatch):
    left = tmp_path / "loaded" / ".loading-killed"
    left.mkdir(parents=True)
    os.utime(left, (1, 1))
    monkeypatch.setenv("NEWSLEDGER_GAZETTEER_DIR", str(tmp_path / "loaded"))
    result = CliRunner().invoke(app, ["places", "load", *map(str, archives)])
    assert result.exit_code == 0, result.stderr
    assert "3 broken lines left out" in result.stderr
    assert not left.exists()
    assert load_settings().gazetteer == tmp_path / "loaded"
    assert places_of(load_gazetteer(tmp_path / "loaded"), "Maram Camp")[0].geonameid == CAMP
