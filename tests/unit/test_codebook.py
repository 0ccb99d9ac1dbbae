"""The shipped codebook agrees with itself, and a malformed one names its file and entry."""

import re
import shutil

import pytest
import yaml

from transforms.codebook import DIRECTORY, FILES, load_codebook
from transforms.errors import CodebookError
from transforms.schemas import EVENT_COLUMNS


@pytest.fixture
def copied(tmp_path):
    """A copy of the shipped files, to be spoiled."""
    for name in FILES:
        shutil.copy(DIRECTORY / f"{name}.yaml", tmp_path)
    return tmp_path


def spoil(directory, name, old, new):
    path = directory / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_counts_are_those_of_the_published_codebook():
    codebook = load_codebook()
    assert [column.name for column in codebook.columns] == list(EVENT_COLUMNS)
    assert len(codebook.columns) == 31
    assert len(codebook.event_types) == 25
    assert len({sub.event_type for sub in codebook.event_types.values()}) == 6
    assert len(codebook.actor_types) == 8
    assert len(codebook.interactions) == 44
    assert len(codebook.regions) == 17
    assert len(codebook.countries) == 243
    assert list(codebook.validation_rules) == [f"V{n:02}" for n in range(1, 76)]


def test_region_counts_agree_with_the_countries():
    codebook = load_codebook()
    regions = yaml.safe_load((DIRECTORY / "regions.yaml").read_text(encoding="utf-8"))["regions"]
    for region in regions:
        inside = [c for c in codebook.countries.values() if c.region == region["region"]]
        assert len(inside) == region["n_countries"], region["region"]


@pytest.mark.parametrize(
    ("inter1", "inter2", "text"),
    [
        ("Protesters", None, "Protesters only"),
        ("Rebel group", "State forces", "State forces-Rebel group"),
        ("State forces", "Rebel group", "State forces-Rebel group"),
        ("Civilians", "External/Other forces", "External/Other forces-Civilians"),
        ("External/Other forces", "Civilians", "External/Other forces-Civilians"),
        ("Rioters", "Rioters", "Rioters-Rioters"),
    ],
)
def test_interaction(inter1, inter2, text):
    assert load_codebook().interaction(inter1, inter2) == text


def test_every_pair_of_kinds_has_an_interaction():
    codebook = load_codebook()
    kinds = list(codebook.actor_types)
    found = {codebook.interaction(one, two) for one in kinds for two in [None, *kinds]}
    assert found == set(codebook.interactions.values())


def test_lookups_name_what_is_unknown():
    codebook = load_codebook()
    assert codebook.country("KEN") is codebook.country("Kenya")
    assert codebook.country("Kosovo").iso == 0
    assert codebook.sub_event_type("Attack").event_type == "Violence against civilians"
    with pytest.raises(CodebookError, match="Atlantis"):
        codebook.country("Atlantis")
    with pytest.raises(CodebookError, match="attack"):
        codebook.sub_event_type("attack")
    with pytest.raises(CodebookError, match="Rebels"):
        codebook.interaction("Rebels", None)


def test_codes_are_unique():
    countries = load_codebook().countries.values()
    assert len({country.iso for country in countries}) == len(countries)
    assert all(re.fullmatch("[A-Z]{3}", country.iso3) for country in countries)


def test_ranks_order_the_sub_types_within_their_type():
    subs = load_codebook().event_types.values()
    by_type = {}
    for sub in subs:
        by_type.setdefault((sub.type_rank, sub.event_type), []).append(sub.rank)
    assert [rank for rank, _ in by_type] == [1, 2, 3, 4, 5, 6]
    for (_, name), ranks in by_type.items():
        expected = list(range(1, len(ranks) + 1))
        assert ranks == ([None] * len(ranks) if name == "Strategic developments" else expected)


def test_targeting_and_legal_pairs():
    codebook = load_codebook()
    always = {s.name for s in codebook.event_types.values() if s.civilian_targeting == "always"}
    assert always == {
        "Excessive force against protesters", "Sexual violence", "Attack",
        "Abduction/forced disappearance",
    }  # fmt: skip
    pairs = {pair.of: pair for pair in codebook.legal_pairs}
    assert set(pairs["Battles"].both_sides) == set(codebook.organised)
    assert None in pairs["Peaceful protest"].other_side
    assert pairs["Strategic developments"].level == "none"


def test_crosswalk_covers_every_sub_type():
    codebook = load_codebook()
    names = [entry["name"] for entry in codebook.crosswalk["sub_event_types"]]
    assert names == list(codebook.event_types)


def test_loading_again_gives_the_same_object():
    assert load_codebook() is load_codebook(DIRECTORY)


SPOILED = [
    ("columns", 'codebook_version: "2026.1"', "codebook_version: 2026.1", "columns.yaml: code"),
    ("columns", 'name: "iso"', 'name: "iso_number"', "columns.yaml: columns are"),
    ("columns", 'type: "date"', 'type: "day"', "columns.yaml: columns: event_date: type is 'day'"),
    ("columns", "at_load: true, ", "", "columns.yaml: at_load must mark"),
    ("event_types", 'definition: "Groups fight', 'meaning: "Groups fight', "clash: key 'def"),
    ("event_types", 'name: "Grenade"', 'name: "Attack"', "Attack: given twice"),
    ("event_types", "rank: 2\n        disorder", 'rank: "2"\n        disorder', "must be a whole"),
    ("actor_types", "is_organised: true", 'is_organised: "yes"', "must be true or false"),
    ("actor_types", "(Armed Group|Gang)", "(Armed Group", "not a regular expression"),
    ("interactions", "code: 12,", "code: 21,", "State forces-Rebel group: code and pair"),
    ("interactions", '"Rebel group"', '"Rebels"', "is not one or two actor types"),
    ("countries", 'region: "Southern Africa"', 'region: "Africa"', "Botswana: region 'Africa'"),
    ("countries", 'iso3: "ALB"', 'iso3: "AFG"', "two countries share an iso3"),
    ("countries", 'country: "Norway"', "country: no", "country must be a quoted text"),
    ("regions", "regions:", "region_list:", "regions.yaml: key 'regions' is missing"),
    ("source_scale", "  - \"Local partner-National\"", "  - {a: 1}", "must be a list of quoted"),
    ("legal_pairs", '{of: "Riots"', '{of: "Riot"', "'Riot' is no type"),
    ("legal_pairs", 'must_have: "Rioters"', 'must_have: "Mob"', "Riots: 'Mob' is no actor type"),
    ("legal_pairs", "first_side: [\"organised\"]", "first_side: \"organised\"", "must be a list"),
    ("validation_rules", 'level: "warn"', 'level: "maybe"', "level is 'maybe'"),
    ("not_coded", 'id: "NC02"', 'id: "NC01"', "NC01: given twice"),
    ("crosswalk", "precision:", "precision: 1\nrest:", "precision must be a list of mappings"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "old", "new", "message"), SPOILED, ids=[f"{s[0]}-{n}" for n, s in enumerate(SPOILED)]
)
def test_spoiled_file_names_file_and_entry(copied, name, old, new, message):
    spoil(copied, name, old, new)
    with pytest.raises(CodebookError, match=re.escape(message)):
        load_codebook(copied)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "no such codebook file"),
        (b"regions: [", "not readable as YAML"),
        (b"\xff\xfe", "not readable as YAML"),
        (b"- 1", "must hold a mapping, not list"),
        (b"", "must hold a mapping, not NoneType"),
    ],
)
def test_unreadable_file(copied, content, message):
    path = copied / "regions.yaml"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CodebookError, match=message) as caught:
        load_codebook(copied)
    assert "regions.yaml" in str(caught.value)
