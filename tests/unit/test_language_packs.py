"""Spanish, Portuguese and French event packs: complete, and whole articles where a model is there.

The checks of the packs need no model. Articles of tests/cases/coding/articles_<language>.yaml run
through the real pipeline when models/resources.json has the language.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from coding_tables import (
    CASES,
    ROOT,
    code_table,
    compare_rows,
    known_miss,
    lists_lacking,
    read_plain_table,
    read_table,
)

from transforms.coding.decisions import load_decisions
from transforms.find.triggers import find_triggers
from transforms.lexicon import load_lexicon, load_trigger_classes
from transforms.records import Sentence, Token
from transforms.yaml_once import read_yaml

LANGUAGES = ("es", "fr", "pt")
CODEBOOKS = ROOT / "transforms" / "codebooks"
EVENTS_AT_LEAST, NON_EVENTS_AT_LEAST = 12, 6
SUB_TYPES_AT_LEAST = 10
ELISIONS = ("'", "’")
CONTRACTIONS = {
    "es": {"del": "de el", "al": "a el"},
    "fr": {"du": "de le", "des": "de les", "au": "à le", "aux": "à les"},
    "pt": {
        **{"do": "de o", "da": "de a", "dos": "de os", "das": "de as"},
        **{"no": "em o", "na": "em a", "num": "em um", "numa": "em uma"},
        **{"ao": "a o", "à": "a a", "pelo": "por o", "pela": "por a", "pelos": "por os"},
    },
}


def _embedded() -> list[str]:
    catalogue = json.loads((ROOT / "models" / "resources.json").read_text(encoding="utf-8"))
    return [language for language in LANGUAGES if language in catalogue]


def _tables() -> list[str]:
    names = [f"articles_{language}" for language in _embedded()]
    return [name for name in names if (CASES / f"{name}.yaml").is_file()]


def _words(text: str, language: str) -> list[str]:
    for mark in ELISIONS:
        text = text.replace(mark, mark + " ")
    text = text.replace("-se ", " se ")
    for mark in ".,;:":
        text = text.replace(mark, f" {mark}")
    contracted = CONTRACTIONS[language]
    return " ".join(contracted.get(word, word) for word in text.split()).split()


def _sentence(text: str, language: str, upos: str) -> tuple[Sentence, str]:
    """Every word its own lemma, of one part of speech; a word is cut as treebanks cut it."""
    tokens, at = [], 0
    for index, word in enumerate(_words(text, language)):
        kind = (
            "DET" if word.casefold() in {"el", "la", "los", "las", "le", "les", "o", "a"} else upos
        )
        tokens.append(Token(index, at, at + len(word), word, word, kind, "", index - 1, "dep"))
        at += len(word) + 1
    joined = " ".join(t.text for t in tokens)
    return Sentence(0, 0, len(joined), 0, "body", tuple(tokens), ()), joined


def _classes(text: str, language: str) -> set[str]:
    found = set()
    for upos in ("VERB", "NOUN", "ADJ"):
        sentence, joined = _sentence(text, language, upos)
        for trigger in find_triggers(sentence, joined, load_lexicon(language)):
            found.add(trigger.entry.trigger_class.name)
    return found


EXAMPLES = [
    pytest.param(language, row, id=f"{language}-{row['class']}-{row['pos']}-{number}")
    for language in LANGUAGES
    for number, row in enumerate(read_yaml(CODEBOOKS / "triggers" / f"{language}.yaml")["triggers"])
]


ARTICLES = [
    pytest.param(name, case, id=case["id"], marks=known_miss(case))
    for name in _tables()
    for case in read_table(name)
]


@pytest.mark.parametrize(("language", "row"), EXAMPLES)
def test_example_has_its_trigger(language: str, row: dict[str, Any]) -> None:
    assert row["class"] in _classes(row["example"], language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pack_has_every_class_of_the_english_one(language: str) -> None:
    pack, english = load_lexicon(language), load_lexicon("en")
    assert {e.trigger_class.name for e in pack.entries} == set(load_trigger_classes())
    assert lists_lacking(language) == read_plain_table("lists_lacking")[language]
    assert set(pack.vague) == set(english.vague)


@pytest.mark.parametrize("language", LANGUAGES)
def test_cues_of_the_decisions_have_words(language: str) -> None:
    pack = load_lexicon(language)
    rules = [f for d in load_decisions() for f in d.every | d.some | d.needs | d.never]
    named = {f.removeprefix("c:") for f in rules if f.startswith("c:")}
    assert named
    assert [name for name in named if not pack.cues.classes[name]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_twice_and_stars_at_the_end(language: str) -> None:
    pack = load_lexicon(language)
    lists = {**pack.cues.classes, **{k: tuple(v) for k, v in pack.modality.items()}}
    assert {k: v for k, v in lists.items() if len(v) != len(set(v))} == {}
    assert [p for group in lists.values() for p in group if "*" in p[:-1]] == []
    rows = read_yaml(CODEBOOKS / "triggers" / f"{language}.yaml")["triggers"]
    assert [r["class"] for r in rows if len(r["words"]) != len(set(r["words"]))] == []


@pytest.mark.parametrize(
    ("language", "word", "base"),
    [
        ("es", "murieron", "morir"),
        ("es", "secuestradas", "secuestrar"),
        ("fr", "tuées", "tuer"),
        ("fr", "morts", "mort"),
        ("pt", "raptaram", "raptar"),
        ("pt", "mortos", "morto"),
    ],
)
def test_inflected_form_has_its_base(language: str, word: str, base: str) -> None:
    assert base in load_lexicon(language).base_forms(word)


@pytest.mark.parametrize(
    ("language", "word", "value"),
    [
        ("es", "veintidós", 22),
        ("es", "quinientas", 500),
        ("es", "docena", 12),
        ("fr", "dizaine", 10),
        ("fr", "quatre-vingt-dix-sept", 97),
        ("fr", "soixante-et-onze", 71),
        ("pt", "dezasseis", 16),
        ("pt", "dúzia", 12),
    ],
)
def test_number_word(language: str, word: str, value: int) -> None:
    assert load_lexicon(language).numbers[word] == value


@pytest.mark.parametrize("language", LANGUAGES)
def test_table_is_wide_enough(language: str) -> None:
    rows = read_table(f"articles_{language}")
    events = [row for row in rows if row["rows"]]
    assert len(events) >= EVENTS_AT_LEAST
    assert len(rows) - len(events) >= NON_EVENTS_AT_LEAST
    assert len({r["sub_event_type"] for row in events for r in row["rows"]}) >= SUB_TYPES_AT_LEAST
    assert len({row["id"] for row in rows}) == len(rows)


@pytest.mark.parametrize(("name", "case"), ARTICLES)
def test_article(name: str, case: dict[str, Any]) -> None:
    coded = code_table(name)[case["id"]]
    assert compare_rows(case["rows"], list(coded.mentions)) == []
