"""Arabic, Russian and Ukrainian event packs: complete, and their words found as news writes them.

There need be no model: a sentence is cut at white space, a word is its own lemma, and its part
of speech may be a verb or a noun. Real articles run where the language's models are embedded.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from coding_tables import code_table, compare_rows, known_miss, lists_lacking, read_plain_table

from transforms.coding.decisions import load_decisions
from transforms.find.triggers import find_triggers
from transforms.lexicon import load_lexicon, load_trigger_classes
from transforms.records import Sentence, Token
from transforms.yaml_once import read_yaml

ROOT = Path(__file__).parents[2]
PACKS = ROOT / "transforms" / "codebooks"
CASES = ROOT / "tests" / "cases" / "coding"
LANGUAGES = ("ar", "ru", "uk")
WORDS = re.compile(r"[\w\u064b-\u0652]+(?:['’ʼ-]\w+)*|[^\w\s]")


def _read_table(name: str) -> list[dict[str, Any]]:
    path = CASES / f"{name}.yaml"
    rows: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return rows


def _modelled() -> list[str]:
    """The languages of this file whose models are embedded."""
    catalogue = json.loads((ROOT / "models" / "resources.json").read_text(encoding="utf-8"))
    return [language for language in LANGUAGES if language in catalogue]


def _sentence(text: str, upos: str) -> Sentence:
    found = list(WORDS.finditer(text))
    tokens = tuple(
        Token(i, m.start(), m.end(), m.group(), m.group(), upos, "", i - 1, "dep")
        for i, m in enumerate(found)
    )
    return Sentence(0, 0, len(text), 0, "body", tokens, ())


def _classes(language: str, text: str) -> set[str]:
    lexicon = load_lexicon(language)
    found = [
        trigger
        for upos in ("VERB", "NOUN")
        for trigger in find_triggers(_sentence(text, upos), text, lexicon)
    ]
    return {trigger.entry.trigger_class.name for trigger in found}


EXAMPLES = [
    pytest.param(language, row, id=f"{language}-{row['class']}-{row['pos']}-{number}")
    for language in LANGUAGES
    for number, row in enumerate(read_yaml(PACKS / "triggers" / f"{language}.yaml")["triggers"])
]
SENTENCES = [
    pytest.param(language, row, id=f"{language}-{number}")
    for language in LANGUAGES
    for number, row in enumerate(_read_table(f"packs_{language}"))
]


@pytest.mark.parametrize(("language", "row"), EXAMPLES)
def test_example_has_its_trigger(language: str, row: dict[str, Any]) -> None:
    assert row["class"] in _classes(language, row["example"])


@pytest.mark.parametrize(("language", "row"), SENTENCES)
def test_sentence_has_its_trigger_classes(language: str, row: dict[str, Any]) -> None:
    found = _classes(language, row["text"])
    assert set(row.get("finds", ())) <= found
    assert not set(row.get("not", ())) & found


@pytest.mark.parametrize("language", LANGUAGES)
def test_pack_has_every_class_of_the_english_one(language: str) -> None:
    pack, english = load_lexicon(language), load_lexicon("en")
    assert {e.trigger_class.name for e in pack.entries} == set(load_trigger_classes())
    assert lists_lacking(language) == read_plain_table("lists_lacking")[language]
    assert set(pack.vague) == set(english.vague)


@pytest.mark.parametrize("language", LANGUAGES)
def test_cues_of_the_decisions_have_words(language: str) -> None:
    pack = load_lexicon(language)
    named = {
        f[2:]
        for d in load_decisions()
        for f in d.every | d.some | d.needs | d.never
        if f[:2] == "c:"
    }
    assert named
    assert not [name for name in named if not pack.cues.classes[name]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_star_stands_only_at_the_end(language: str) -> None:
    pack = load_lexicon(language)
    phrases = [p for group in pack.cues.classes.values() for p in group]
    phrases += [p for group in pack.modality.values() for p in group]
    assert not [p for p in phrases if "*" in p[:-1]]


ARTICLES = [
    pytest.param(language, row, id=row["id"], marks=known_miss(row))
    for language in _modelled()
    for row in _read_table(f"articles_{language}")
]


@pytest.mark.parametrize(("language", "row"), ARTICLES)
def test_article_gives_its_rows(language: str, row: dict[str, Any]) -> None:
    coding = code_table(f"articles_{language}")[row["id"]]
    assert compare_rows(row["rows"], list(coding.mentions)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_articles_hold_events_and_traps(language: str) -> None:
    rows = _read_table(f"articles_{language}")
    assert len(rows) >= 12
    assert sum(not row["rows"] for row in rows) >= 5
    assert all(row["language"] == language for row in rows)
