"""The knowledge files about actors: well formed, unambiguous, and right where facts are public."""

from collections import Counter, defaultdict
from datetime import date
from functools import lru_cache

import pytest
import yaml

from transforms.codebook import DIRECTORY, load_codebook

LANGUAGES = ("en", "ar", "es", "fr", "pt", "ru")
EXTRA_LANGUAGES = ("uk", "tr")
ACTOR_FILES = sorted((DIRECTORY / "actors").glob("*.yaml"))
SMALL_FILES = ("state_forces", "identities", "regimes", "outlets")


@lru_cache
def read(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def book(name):
    return read(DIRECTORY / f"{name}.yaml")


def groups():
    return [row for path in ACTOR_FILES for row in read(path)["actors"]]


def group(name_id):
    return next(row for row in groups() if row["id"] == name_id)


def phrases(row):
    aliases = [word for words in row["aliases"].values() for word in words]
    return [*aliases, *row.get("abbreviations", ())]


def span_of(iso3, day):
    """The years of a government, read as regimes.yaml says: "2022-", "1989-1994" or None."""
    for row in book("regimes")["regimes"]:
        if row["iso3"] != iso3:
            continue
        begun = [s for s in row["spans"] if s["from_date"] <= day]
        if not begun or day >= begun[-1].get("to_date", "9999"):
            return None
        return f"{begun[-1]['from']}-{begun[-1]['to'] or ''}"
    return None


@pytest.mark.parametrize("name", SMALL_FILES)
def test_every_text_is_a_text(name):
    """No unquoted "no", "on" or date slipped in as a boolean or a day."""

    def leaves(node):
        if isinstance(node, dict):
            return [leaf for value in node.values() for leaf in leaves(value)]
        if isinstance(node, list):
            return [leaf for value in node for leaf in leaves(value)]
        return [node]

    kinds = {type(leaf) for leaf in leaves(book(name))}
    assert kinds <= {str, int, type(None), bool}
    flags = [leaf for leaf in leaves(book(name)) if isinstance(leaf, bool)]
    assert all(flags), "the only flag is needs_country: true"


def test_groups_have_their_fields():
    assert len(groups()) >= 400
    codebook = load_codebook()
    repeated = [key for key, n in Counter(row["id"] for row in groups()).items() if n > 1]
    assert not repeated
    for row in groups():
        assert row["inter"] in codebook.actor_types, row["id"]
        assert row["source"].startswith("public knowledge: "), row["id"]
        assert set(row["home"]) <= set(codebook.countries_by_iso3), row["id"]
        assert set(row["aliases"]) <= {*LANGUAGES, *EXTRA_LANGUAGES}, row["id"]
        assert phrases(row), row["id"]
        assert row["until"] is None or row["since"] <= row["until"], row["id"]
        for era in row.get("eras", ()):
            assert date.fromisoformat(era["from_date"]) and era["name"], row["id"]
            assert era["inter"] in codebook.actor_types, row["id"]


def test_names_written_to_the_ledger_are_distinct():
    repeated = [name for name, n in Counter(row["name"] for row in groups()).items() if n > 1]
    assert not repeated


def test_an_alias_of_two_needs_the_country_in_both():
    owners = defaultdict(set)
    rows = [*groups(), *book("state_forces")["names"]]
    for row in rows:
        for phrase in phrases(row):
            owners[phrase.casefold()].add(row["id"])
    for row in rows:
        shared = {p for p in phrases(row) if len(owners[p.casefold()]) > 1}
        assert shared <= set(row.get("ambiguous", ())), f"{row['id']}: {shared}"


def test_ambiguous_aliases_belong_to_their_row():
    for row in [*groups(), *book("state_forces")["names"]]:
        assert bool(row.get("ambiguous")) == row.get("needs_country", False), row["id"]
        assert set(row.get("ambiguous", ())) <= set(phrases(row)), row["id"]
        if row.get("ambiguous"):
            assert row.get("home") or row.get("countries"), row["id"]


@pytest.mark.parametrize(
    ("name_id", "phrase", "ambiguous"),
    [
        ("eln", "Ejército de Liberación Nacional", True),
        ("epl", "EPL", True),
        ("fmln", "FMLN", False),
        ("hamas", "حركة حماس", False),
        ("jnim", "Groupe de soutien à l'islam et aux musulmans", False),
        ("rsf", "قوات الدعم السريع", False),
        ("islamic_state", "ИГ", True),
        ("ypg", "PKK/PYD", False),
    ],
)
def test_known_aliases(name_id, phrase, ambiguous):
    row = group(name_id)
    assert phrase in phrases(row)
    assert (phrase in row.get("ambiguous", ())) is ambiguous


@pytest.mark.parametrize(
    ("iso3", "day", "years"),
    [
        ("ISR", "2023-10-07", "2022-"),
        ("ISR", "2022-12-28", "2021-2022"),
        ("SLV", "1989-05-31", "1984-1989"),
        ("SLV", "1989-11-16", "1989-1994"),
        ("COL", "1989-08-18", "1986-1990"),
        ("PER", "1990-07-28", "1990-2000"),
        ("PAN", "1989-12-19", "1983-1989"),
        ("CHL", "1990-03-10", "1973-1990"),
        ("SYR", "2024-12-07", "2000-2024"),
        ("SYR", "2025-03-07", "2024-"),
        ("UKR", "2022-02-24", "2019-"),
        ("SOM", "1995-01-01", None),
        ("AFG", "2021-08-15", "2021-"),
        ("XXX", "2020-01-01", None),
    ],
)
def test_government_years(iso3, day, years):
    assert span_of(iso3, day) == years


def test_government_spans_are_ordered_and_do_not_overlap():
    countries = load_codebook().countries_by_iso3
    repeated = [
        k for k, n in Counter(r["iso3"] for r in book("regimes")["regimes"]).items() if n > 1
    ]
    assert not repeated
    for row in book("regimes")["regimes"]:
        assert row["iso3"] in countries, row["iso3"]
        spans = row["spans"]
        for span in spans:
            assert span["from_date"].startswith(f"{span['from']}-") and span["head"], row["iso3"]
            if "to_date" in span:
                assert span["to_date"].startswith(f"{span['to']}-"), row["iso3"]
                assert span["from_date"] < span["to_date"], row["iso3"]
        for one, two in zip(spans, spans[1:], strict=False):
            assert one["to"] is not None and one["to"] <= two["from"], row["iso3"]
            assert one["from_date"] < one.get("to_date", two["from_date"]), row["iso3"]
            assert one.get("to_date", two["from_date"]) <= two["from_date"], row["iso3"]
            assert "to_date" in one or one["to"] == two["from"], row["iso3"]


def test_state_forces_agree_with_their_units():
    units = {row["id"]: row for row in book("state_forces")["units"]}
    forms = ("Military Forces of {country} ({years})", "Police Forces of {country} ({years})")
    mutiny = "Mutiny of Military Forces of {country} ({years})"
    assert all(row["form"].startswith(forms) or row["form"] == mutiny for row in units.values())
    countries = load_codebook().countries_by_iso3
    for row in book("state_forces")["names"]:
        assert row["unit"] in units, row["id"]
        assert set(row["countries"]) <= set(countries), row["id"]
        assert set(row.get("context", ())) <= set(countries), row["id"]


@pytest.mark.parametrize("language", [*LANGUAGES, *EXTRA_LANGUAGES])
def test_a_state_force_word_means_one_unit(language):
    found = Counter(
        word for row in book("state_forces")["words"] for word in row["words"].get(language, ())
    )
    assert len(found) >= 100
    assert not [word for word, n in found.items() if n > 1]


@pytest.mark.parametrize("language", [*LANGUAGES, *EXTRA_LANGUAGES])
def test_each_class_of_people_has_words(language):
    people = book("identities")
    for row in [*people["generic"], *people["identities"]]:
        assert row["words"].get(language), row["id"]


def test_people_agree_with_the_codebook():
    codebook = load_codebook()
    people = book("identities")
    units = {row["id"] for row in book("state_forces")["units"]}
    assert all(row["inter"] in codebook.actor_types for row in people["generic"])
    assert {row["role"] for row in people["identities"]} == {"victim", "demonstrator", "both"}
    assert all("{country}" in row["name"] for row in people["identities"])
    linked = [unit for row in people["linked"] for unit in row["units"]]
    assert sorted(linked) == sorted(units)
    ids = Counter(row["id"] for row in [*people["generic"], *people["identities"]])
    assert max(ids.values()) == 1


def test_words_for_people_are_lower_case_where_the_script_has_case():
    people = book("identities")
    rows = [*people["generic"], *people["identities"], *book("state_forces")["words"]]
    words = [w for row in rows for words in row["words"].values() for w in words]
    assert [w for w in words if w != w.lower() and w not in {"جيل Z"}] == []


def test_outlets_have_one_owner_of_each_name_and_domain():
    codebook = load_codebook()
    outlets = book("outlets")["outlets"]
    assert len(outlets) >= 300
    names = Counter(n.casefold() for row in outlets for n in {row["name"], *row["aliases"]})
    domains = Counter(domain for row in outlets for domain in row["domains"])
    assert not [name for name, n in names.items() if n > 1]
    assert not [domain for domain, n in domains.items() if n > 1]
    base = {row["level"] for row in book("source_scale")["levels"]}
    for row in outlets:
        assert row["scale"] in base, row["id"]
        assert row["country"] is None or row["country"] in codebook.countries_by_iso3, row["id"]
        assert set(row["languages"]) <= {*LANGUAGES, *EXTRA_LANGUAGES}, row["id"]
        assert not any(name.lower() == "police" for name in (row["name"], *row["aliases"]))
