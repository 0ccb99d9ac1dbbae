"""Embedded and official models: a made-up official folder in Stanza's layout really loads."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from coding_tables import ROOT, to_article
from typer.testing import CliRunner

from flows.cli import app
from transforms.errors import ModelError
from transforms.pipeline import code_articles, load_kit
from transforms.text.annotate import Annotator
from transforms.text.models import Bundle, Models, load_labels, load_official

EMBEDDED = ROOT / "models"
ONTONOTES = {"PER": "PERSON", "LOC": "GPE", "MISC": "EVENT", "DATE": "DATE"}
TEXT = "Gunmen killed four farmers near Gao on Monday. John Smith of the army said so."


@pytest.fixture(scope="module")
def official(tmp_path_factory) -> Path:
    """Our English bundle as Stanza would have it: other package names, OntoNotes labels."""
    folder = tmp_path_factory.mktemp("stanza_resources")
    row = json.loads((EMBEDDED / "resources.json").read_text("utf-8"))["en"]
    text = json.dumps(row).replace('"newsledger"', '"combined"')
    for processor in ("tokenize", "mwt", "pos", "lemma", "depparse", "ner", "pretrain"):
        (folder / "en" / processor).mkdir(parents=True)
        source = EMBEDDED / "en" / processor / "newsledger.pt"
        (folder / "en" / processor / "combined.pt").symlink_to(source)
    _relabel(folder / "en" / "ner" / "combined.pt")
    catalogue = {"en": json.loads(text), "english": {"alias": "en"}, "url": "x", "fr": {}}
    (folder / "resources.json").write_text(json.dumps(catalogue), "utf-8")
    return folder


def _relabel(path: Path) -> None:
    """Give the NER model the label set of OntoNotes; the weights stay."""
    weights = torch.load(path, weights_only=True)
    tags = weights["vocab"]["tag"]
    tags["_unit2id"] = {0: {_other(tag): n for tag, n in tags["_unit2id"][0].items()}}
    tags["_id2unit"][0] = [_other(tag) for tag in tags["_id2unit"][0]]
    path.unlink()
    torch.save(weights, path, _use_new_zipfile_serialization=False)


def _other(tag: str) -> str:
    place, dash, label = tag.partition("-")
    return place + dash + ONTONOTES.get(label, label)


def _read(models):
    article = to_article({"id": "a", "text": TEXT})
    [annotated] = Annotator(models, reads_all=True).annotate([article])
    return annotated


def test_official_models_load_and_their_labels_become_ours(official):
    theirs = _read(Models(EMBEDDED, official, "official"))
    ours = _read(EMBEDDED)
    assert theirs.sentences == ours.sentences
    assert {e.label for s in theirs.sentences for e in s.entities} >= {"PER", "LOC", "DATE"}
    assert theirs.model_version.startswith("en-official-")
    assert theirs.model_version != ours.model_version


def test_auto_takes_official_models_where_there_are_some(official):
    kinds = {b.language: b.kind for b in Models(EMBEDDED, official, "auto").bundles().values()}
    assert kinds["en"] == "official" and kinds["es"] == kinds["ar"] == "embedded"
    only = Models(EMBEDDED, official, "official")
    assert only.languages == ("en",)
    assert only.version != Models(EMBEDDED, official, "auto").version != Models(EMBEDDED).version


def test_without_official_models_auto_takes_ours_and_official_says_so(tmp_path):
    assert Models(EMBEDDED, tmp_path, "auto").languages == Models(EMBEDDED).languages
    with pytest.raises(ModelError, match=r"models download LANGUAGE"):
        Models(EMBEDDED, tmp_path, "official").bundles()


def test_a_language_with_models_but_no_event_words_gives_names_and_dates(official, tmp_path):
    shutil.copytree(official, tmp_path / "r", symlinks=True)
    (tmp_path / "r" / "en").rename(tmp_path / "r" / "de")
    path = tmp_path / "r" / "resources.json"
    path.write_text(json.dumps({"de": json.loads(path.read_text("utf-8"))["en"]}), "utf-8")
    kit = load_kit(Models(EMBEDDED, tmp_path / "r", "auto"))
    article = to_article(
        {"id": "a", "text": "Angela Merkel war am 3. Mai in Berlin.", "language": "de"}
    )
    [coding] = code_articles([article], kit)
    assert coding.outcome == "no_words:de" and "no event words" in coding.reason
    assert any(s.entities for s in coding.annotated.sentences) and coding.timexes


def test_a_folder_of_another_stanza_version_is_named(tmp_path):
    old = {"en": {"tokenize": {"ewt": {"md5": "x"}}, "default_processors": {"tokenize": "ewt"}}}
    (tmp_path / "resources.json").write_text(json.dumps(old), "utf-8")
    with pytest.raises(ModelError, match=r"another version of Stanza.*models download"):
        Models(EMBEDDED, tmp_path, "auto").bundles()


def test_a_truncated_official_file_says_what_to_do(official, tmp_path):
    shutil.copytree(official, tmp_path / "r", symlinks=True)
    weights = tmp_path / "r" / "en" / "ner" / "combined.pt"
    weights.write_bytes(weights.read_bytes()[:5000])
    with pytest.raises(ModelError, match=r"do not load.*models download en"):
        _read(Models(EMBEDDED, tmp_path / "r", "official"))


def test_half_a_download_is_not_taken(official, tmp_path):
    shutil.copytree(official, tmp_path / "r", symlinks=True)
    (tmp_path / "r" / "en" / "depparse" / "combined.pt").unlink()
    assert Models(EMBEDDED, tmp_path / "r", "auto").bundles()["en"].kind == "embedded"


def test_unlisted_labels_are_an_error_and_no_two_sets_contradict():
    bundle = Bundle("xx", "xx", EMBEDDED, "official", (("ner", "odd"),), ())
    with pytest.raises(ModelError, match=r"'odd'.*ner_labels\.yaml does not list: KNIGHT"):
        bundle.label_map(["PERSON", "KNIGHT"])
    assert bundle.label_map(["GPE", "MONEY"]) == {"GPE": "LOC", "MONEY": None}
    ours = {"PER", "ORG", "LOC", "NORP", "FAC", "DATE", "MISC", None}
    assert set(load_labels().values()) == ours


def test_the_official_languages_are_stanzas_own():
    from stanza.resources.default_packages import default_ners

    listed = {row.stanza_id: row.ner_package for row in load_official().values()}
    assert listed == {k: v for k, v in default_ners.items() if k != "ang"}
    assert len(listed) >= 29
    assert load_official()["zh"].stanza_id == "zh-hans"


def test_models_list_shows_what_is_there(official, monkeypatch):
    monkeypatch.setenv("STANZA_RESOURCES_DIR", str(official))
    result = CliRunner().invoke(app, ["models", "list"])
    assert result.exit_code == 0
    rows = [line.split() for line in result.output.splitlines()]
    english = [row for row in rows if row[0] == "en"]
    assert [row[2] for row in english] == ["embedded", "downloaded"]
    assert 15 <= int(english[0][3]) <= 25  # MB
    ukrainian = next(row for row in rows if row[0] == "uk")
    assert ukrainian[2] == "available" and ukrainian[4:8] == ["PER", "ORG", "LOC", "MISC"]


def test_downloading_without_internet_is_one_message(tmp_path):
    environment = os.environ | {
        "STANZA_RESOURCES_DIR": str(tmp_path),
        "STANZA_RESOURCES_URL": "http://127.0.0.1:9/nowhere",
    }
    command = [sys.executable, "-m", "flows", "models", "download", "es"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 2
    assert "could not be downloaded" in done.stderr and "needs the internet" in done.stderr
    assert "Traceback" not in done.stderr and not list(tmp_path.glob("**/*.pt"))


def test_downloading_an_unknown_language_names_the_known_ones():
    result = CliRunner().invoke(app, ["models", "download", "xx"])
    assert result.exit_code == 2 and "xx" in result.output and "uk" in result.output


def test_ukrainian_is_read_with_the_russian_models_while_it_has_none():
    lent = Models(EMBEDDED).bundles()["uk"]
    assert lent.files == Models(EMBEDDED).bundles()["ru"].files
    assert lent.version.startswith("uk-by-ru-")
    assert "uk" not in Models(EMBEDDED).find("embedded")
