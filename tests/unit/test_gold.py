"""The gold set is well-formed: its rows obey the codebook and its places and actors exist."""

import re
from collections import Counter, defaultdict
from functools import lru_cache

import pytest
import yaml
from conftest import CASES

from transforms.codebook import load_codebook
from transforms.gazetteer import load_gazetteer
from transforms.lexicon import DIRECTORY
from transforms.regimes import load_regimes
from transforms.resolve.toponym_lines import find_places

COUNTS = {"en": 121, "es": 165, "ar": 152, "fr": 155, "pt": 141, "ru": 99, "uk": 82, "tr": 107}
HELD = {"en": 8, "es": 8, "ar": 8, "fr": 8, "pt": 4, "ru": 4}
QUIET = {"en": 132, "es": 182, "ar": 108, "fr": 147, "pt": 124, "ru": 103, "uk": 65, "tr": 77}
NULLABLE = {"assoc_actor_1", "actor2", "assoc_actor_2", "civilian_targeting"}
PLACE = {"country", "admin1", "location", "geo_precision"}
FIELDS = {"event_date", "time_precision", "disorder_type", "event_type", "sub_event_type",
          "actor1", "fatalities"} | NULLABLE | PLACE  # fmt: skip
STATE = re.compile(r"(?:Military|Police) Forces of (.+?) \((\d{4}-(?:\d{4})?)\)( [A-Z].+)?$")
GOVERNMENT = re.compile(r"Government of (.+?) \((\d{4}-(?:\d{4})?)\)$")
GENERIC = re.compile(
    r"(Protesters|Rioters|Civilians|Private Security Forces|Unidentified [A-Z][A-Za-z ]+) \((.+)\)$"
)
FORM = re.compile(r"[A-Z0-9'][^;]*[A-Za-z0-9)-]$")
UNKNOWN_TO_GAZETTEER = {"Nyabiondo", "El Nula", "La Victoria", "Barja", "Dan Gulbi"}
UNKNOWN_TO_GAZETTEER |= {"Parotani", "Farabougou", "Biriki-Were", "Tishrin Dam", "Barsalogho"}
UNKNOWN_TO_GAZETTEER |= {"Entre Ríos", "Khan al Asal", "Darat Izza", "Um Dam Haj Ahmed"}
UNKNOWN_TO_GAZETTEER |= {"Giri", "Porga", "Banikoara", "Vilar Formoso"}
UNKNOWN_TO_GAZETTEER |= {"Ain Baal", "Chamaa", "Kirotshe", "Biranit", "Chankatagh"}
UNKNOWN_TO_GAZETTEER |= {
    "Sverdlikovo",
    "Yablunivka",
    "Minova",
    "Saut-d'Eau",
    "Barkaram",
    "Quissanga",
    "Hombori",
    "Ndélé",
    "Ramia",
    "Widikum",
    "Djaiba",
}
UNKNOWN_TO_GAZETTEER |= {"Kubaysah", "Tamboul", "Tambul", "Dansadau", "Manguredjipa", "Kibua"}
UNKNOWN_TO_GAZETTEER |= {"Ouenkoro", "Tondikiwindi", "Muaguide", "Musienene", "Karakemer"}
UNKNOWN_TO_GAZETTEER |= {"Maksat", "Arka", "Al Mastumah", "Bourj Hammoud", "Hadar", "Kipese"}
UNKNOWN_TO_GAZETTEER |= {"At Tukaynah", "Abu Ushar", "Tonzang", "Galcad", "Kaseghe", "Sindian"}
UNKNOWN_TO_GAZETTEER |= {"Ntutupue", "Namige", "Deralok", "San Luis"}


@lru_cache(maxsize=1)
def articles():
    paths = sorted((CASES / "gold").glob("articles_*.yaml")) + sorted(
        (CASES / "gold").glob("held_*.yaml")
    )
    files = [(path, yaml.safe_load(path.read_text(encoding="utf-8"))) for path in paths]
    return [(path.stem, entry) for path, file in files for entry in file["articles"]]


def rows():
    return [(entry, row) for _, entry in articles() for row in entry["expected"]]


def paragraphs():
    paths = sorted((CASES / "gold").glob("nonevents*.yaml"))
    files = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths]
    return [entry for file in files for entry in file["paragraphs"]]


def values(row, field):
    value = row[field]
    return value if isinstance(value, list) else [value]


def test_counts_and_ids():
    languages = Counter(entry["language"] for _, entry in articles())
    assert languages == COUNTS
    held = Counter(e["language"] for stem, e in articles() if stem.startswith("held"))
    assert held == HELD
    assert Counter(p["language"] for p in paragraphs()) == QUIET
    ids = [entry["id"] for _, entry in articles()] + [p["id"] for p in paragraphs()]
    assert [name for name, count in Counter(ids).items() if count > 1] == []


def test_files_hold_their_language_and_no_text_comes_twice():
    assert {stem[-2:] for stem, entry in articles() if stem[-2:] != entry["language"]} == set()
    texts = [entry["text"] for _, entry in articles()] + [p["text"] for p in paragraphs()]
    assert len(set(texts)) == len(texts)
    for _, entry in articles():
        sentences = re.findall(r"[.!?؟][»”\"]?(?:\s|$)", entry["text"])
        assert 4 <= len(sentences) <= 18, entry["id"]


def test_half_of_the_articles_have_traps_and_some_no_row():
    entries = [entry for _, entry in articles()]
    assert sum(bool(entry["traps"]) for entry in entries) >= len(entries) / 2
    for language in COUNTS:
        mine = [entry for entry in entries if entry["language"] == language]
        assert any(not entry["expected"] for entry in mine), language
        assert any(len(entry["expected"]) > 1 for entry in mine), language


def test_every_sub_type_in_three_languages():
    seen = defaultdict(set)
    for entry, row in rows():
        for name in values(row, "sub_event_type"):
            seen[name].add(entry["language"])
    names = {sub.name for sub in load_codebook().event_types.values()}
    assert {name for name in names if len(seen[name]) < 3} == set()
    assert set(seen) == names


@pytest.mark.parametrize(
    ("entry", "row"), rows(), ids=[f"{e['id']}-{r['location']}"[:30] for e, r in rows()]
)
def test_row_obeys_the_codebook(entry, row):
    assert set(row) - {"why"} == FIELDS
    types = load_codebook().event_types
    pairs = [types[name] for name in values(row, "sub_event_type")]
    assert set(values(row, "event_type")) == {sub.event_type for sub in pairs}
    assert set(values(row, "disorder_type")) == {sub.disorder_type for sub in pairs}
    for day in values(row, "event_date"):
        assert day is None or 0 <= (entry["published_at"] - day).days <= 30
    assert set(values(row, "time_precision")) <= {1, 2, 3, None}
    assert set(values(row, "geo_precision")) <= {1, 2, 3, None}
    assert (None in values(row, "event_date")) == (None in values(row, "time_precision"))
    assert (None in values(row, "location")) == (None in values(row, "geo_precision"))
    assert all(isinstance(n, int) and n >= 0 for n in values(row, "fatalities"))
    if values(row, "event_type") == ["Violence against civilians"]:
        assert row["civilian_targeting"] == "Civilian targeting"
        assert all(name.startswith("Civilians (") for name in values(row, "actor2"))
    if values(row, "event_type") == ["Battles"]:
        assert None not in values(row, "actor2")
        assert row["civilian_targeting"] is None


@pytest.mark.parametrize(
    ("entry", "row"), rows(), ids=[f"{e['id']}-{r['location']}"[:30] for e, r in rows()]
)
def test_actors_have_the_forms_of_the_codebook(entry, row):
    for field in ("actor1", "actor2", "assoc_actor_1", "assoc_actor_2"):
        names = [name for value in values(row, field) if value for name in value.split("; ")]
        assert all(FORM.match(name) for name in names), names
    day = values(row, "event_date")[0]
    for field in ("actor1", "actor2"):
        known = [name is None or is_known(name, day) for name in values(row, field)]
        assert any(known), f"{entry['id']} {row[field]}"


def is_known(name, day):
    """A state force with the years of its day, a generic actor, or a group of the codebook."""
    iso3 = {c.country: c.iso3 for c in load_codebook().countries.values()}
    if match := (STATE.match(name) or GOVERNMENT.match(name)):
        country = iso3[match.group(1)]
        authority = (match.groups()[2:] or ("",))[0] or ""
        spans = {load_regimes().years(country, day), load_regimes().years(authority.strip(), day)}
        return day is None or match.group(2) in spans
    if match := GENERIC.match(name):
        return match.group(2) in iso3
    return name in groups() or re.sub(r"\(.+\)$", "({country})", name) in groups()


@lru_cache(maxsize=1)
def groups():
    files = [
        yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in sorted((DIRECTORY / "actors").glob("*.yaml"))
    ]
    eras = [era["name"] for f in files for a in f["actors"] for era in a.get("eras", ())]
    return {actor["name"] for file in files for actor in file["actors"]} | set(eras)


def test_places_are_those_of_the_gazetteer():
    gazetteer = load_gazetteer()
    unknown = []
    for entry, row in rows():
        names = [name for name in values(row, "location") if name]
        found = [p for name in names for p in find_places(name, gazetteer, 40)]
        right = [p for p in found if p.country == row["country"]]
        right = [p for p in right if p.admin1 in values(row, "admin1")]
        if names and not right and not UNKNOWN_TO_GAZETTEER & set(names):
            unknown.append((entry["id"], names, row["admin1"]))
    assert unknown == []
