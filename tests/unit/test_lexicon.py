import shutil

import pytest
import yaml

from transforms.errors import CodebookError
from transforms.lexicon import (
    DIRECTORY,
    has_lexicon,
    load_lexicon,
    load_trigger_classes,
    read_yaml,
)

GOOD = {"class": "kill", "pos": "VERB", "words": ["kill"], "example": "They killed two."}


@pytest.fixture
def pack(tmp_path):
    """A directory of English packs whose triggers a test can replace."""
    for part in ("triggers", "cues", "numbers"):
        (tmp_path / part).mkdir()
        shutil.copy(DIRECTORY / part / "en.yaml", tmp_path / part / "en.yaml")
    shutil.copy(DIRECTORY / "trigger_classes.yaml", tmp_path)

    def replace(*rows):
        path = tmp_path / "triggers" / "en.yaml"
        path.write_text(yaml.safe_dump({"language": "en", "triggers": list(rows)}), "utf-8")
        return tmp_path

    return replace


def test_a_pack_of_one_entry_is_read(pack):
    lexicon = load_lexicon("en", pack(GOOD))
    [entry] = lexicon.entries
    assert (entry.trigger_class.name, entry.trigger_id) == ("kill", "en.kill.verb")
    assert lexicon.triggers["kill"][0][0] == ("kill",)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"class": "kil"}, "entry 2: unknown class 'kil'"),
        ({"pos": "VRB"}, "entry 2: needs pos"),
        ({"words": []}, "entry 2: needs pos"),
        ({"example": ""}, "entry 2: needs pos"),
        ({"needs": ["no_such_cue"]}, r"entry 2: cue classes \['no_such_cue'\]"),
        ({"object": ["no_such_cue"]}, r"entry 2: cue classes \['no_such_cue'\]"),
    ],
)
def test_a_malformed_entry_is_named(pack, change, message):
    with pytest.raises(CodebookError, match=message):
        load_lexicon("en", pack(GOOD, GOOD | change))


def test_a_missing_file_is_named(tmp_path):
    assert not has_lexicon("en", tmp_path)
    with pytest.raises(CodebookError, match=r"trigger_classes\.yaml"):
        load_lexicon("en", tmp_path)


def test_yaml_that_is_no_mapping(tmp_path):
    path = tmp_path / "list.yaml"
    path.write_text("- a\n- b\n", encoding="utf-8")
    with pytest.raises(CodebookError, match="not a mapping"):
        read_yaml(path)
    path.write_text("a: [1\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=r"list\.yaml"):
        read_yaml(path)


def test_every_trigger_class_has_a_definition_and_english_words():
    classes = load_trigger_classes()
    assert all(c.definition for c in classes.values())
    assert {e.trigger_class.name for e in load_lexicon("en").entries} == set(classes)


def test_phrases_match_whole_words_in_any_case():
    finder = load_lexicon("en").cues
    assert "device" in finder.names("BOMBS were found")
    assert "mine" not in finder.names("A famine struck the province")
    assert "sport" not in finder.names("They coached us")


def test_phrase_spans_hold_the_phrase():
    text = "Two car bombs and a Tear Gas canister"
    spans = {name: text[start:end] for name, start, end in load_lexicon("en").cues.find(text)}
    assert spans["tear_gas"] == "Tear Gas"


@pytest.mark.parametrize("word", ["retook", "fled", "overran", "withdrew"])
def test_irregular_forms_have_a_base(word):
    assert load_lexicon("en").base_forms(word)


@pytest.mark.parametrize(
    ("word", "base"), [("raided", "raid"), ("repelled", "repel"), ("torching", "torch")]
)
def test_endings_lead_to_the_base(word, base):
    assert base in load_lexicon("en").base_forms(word)


def test_a_key_written_twice_is_refused(tmp_path):
    path = tmp_path / "twice.yaml"
    path.write_text("convoys: [a]\nships: [b]\nconvoys: [c]\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=r"'convoys' is given twice(.|\n)*line 3"):
        read_yaml(path)
