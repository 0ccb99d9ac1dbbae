"""Sides and modality that a language tells by its forms: cases, bare genitives, tenses.

Sentences are annotated by hand: word, lemma, part of speech, features, head (1-based), relation.
"""

from __future__ import annotations

import pytest

from transforms.find.arguments import find_arguments
from transforms.find.modality import judge_modality
from transforms.find.triggers import find_triggers
from transforms.lexicon import load_lexicon
from transforms.records import ActorReading, Sentence, Span, Token
from transforms.resolve.deeds import as_state

SEIZURE = """захват захват NOUN Case=Nom 4 nsubj
города город NOUN Case=Gen 1 nmod
боевиками боевик NOUN Case=Ins 1 nmod
подтвержден подтвердить VERB Voice=Pass 0 root"""
KILLED = """قتل قتل VERB Tense=Past 0 root
خمسة خمسة NUM _ 3 nummod
جنود جندي NOUN Number=Plur 1 nsubj
في في ADP _ 5 case
كمين كمين NOUN _ 1 obl"""
KILLERS = """قتل قتل VERB Tense=Past 0 root
مسلحون مسلح NOUN Number=Plur 1 nsubj
جنديا جندي NOUN Number=Sing 1 obj"""
MARCH = """خرجت خرج VERB Tense=Past 0 root
تظاهرة تظاهره NOUN _ 1 nsubj
عمال عامل NOUN _ 2 nmod"""
MURDER = """مقتل مقتل NOUN _ 0 root
صحفي صحفي NOUN _ 1 nmod"""
WHO = """المسلحون مسلح NOUN _ 0 root
الذين الذي PRON _ 3 nsubj
قتلوا قتل VERB Tense=Past 1 acl:relcl
جنديا جندي NOUN _ 3 obj"""
FIRE = """боевики боевик NOUN Case=Nom 2 nsubj
открыли открыть VERB Tense=Past 0 root
огонь огонь NOUN Case=Acc 2 obj
по по ADP _ 5 case
солдатам солдат NOUN Case=Dat 3 nmod"""
LIVES = """обстрел обстрел NOUN Case=Nom 2 nsubj
унес унести VERB Tense=Past 0 root
жизни жизнь NOUN Case=Acc 2 obj
жителей житель NOUN Case=Gen 3 nmod"""
AT_LEAST = """погибли погибнуть VERB Tense=Past 0 root
не не PART Polarity=Neg 5 advmod
менее менее ADV _ 4 advmod
пяти пять NUM _ 5 nummod
жителей житель NOUN Number=Plur 1 nsubj"""
NOBODY = """не не PART Polarity=Neg 2 advmod
погибли погибнуть VERB Tense=Past 0 root
жители житель NOUN Number=Plur 2 nsubj"""
FUTURE = """س س PART _ 2 compound:prt
يقتل قتل VERB Tense=Pres 0 root
مسلحون مسلح NOUN _ 2 nsubj"""
PERFECTIVE = """боевики боевик NOUN Case=Nom 2 nsubj
убьют убить VERB Tense=Fut 0 root
заложников заложник NOUN Case=Acc 2 obj"""
WOULD = """боевики боевик NOUN Case=Nom 3 nsubj
бы бы AUX Mood=Cnd 3 aux
убили убить VERB Tense=Past 0 root
заложников заложник NOUN Case=Acc 3 obj"""


def _read(table: str) -> tuple[Sentence, str]:
    rows = [line.split() for line in table.splitlines()]
    text = " ".join(row[0] for row in rows)
    tokens, at = [], 0
    for index, (word, lemma, upos, feats, head, relation) in enumerate(rows):
        tokens.append(
            Token(index, at, at + len(word), word, lemma, upos, feats, int(head) - 1, relation)
        )
        at += len(word) + 1
    return Sentence(0, 0, len(text), 0, "body", tuple(tokens), ()), text


@pytest.mark.parametrize(
    ("language", "table", "trigger_class", "agents", "patients"),
    [
        ("ru", SEIZURE, "capture", ["боевиками"], ["города"]),
        ("ru", FIRE, "shoot", ["боевики"], ["солдатам"]),
        ("ru", LIVES, "kill", ["обстрел"], ["жителей"]),
        ("ar", KILLED, "kill", [], ["خمسة جنود"]),
        ("ar", KILLERS, "kill", ["مسلحون"], ["جنديا"]),
        ("ar", MARCH, "protest", ["عمال"], []),
        ("ar", MURDER, "kill", [], ["صحفي"]),
        ("ar", WHO, "kill", ["المسلحون"], ["جنديا"]),
    ],
)
def test_sides(
    language: str, table: str, trigger_class: str, agents: list[str], patients: list[str]
) -> None:
    sentence, text = _read(table)
    lexicon = load_lexicon(language)
    found = find_triggers(sentence, text, lexicon)
    trigger = next(t for t in found if t.entry.trigger_class.name == trigger_class)
    sides = find_arguments(sentence, trigger, text, lexicon)
    assert [a.text for a in sides.agents] == agents
    assert [p.text for p in sides.patients] == patients


@pytest.mark.parametrize(
    ("country", "trigger_class", "kind"),
    [
        ("ISR", "airstrike", "state"),
        ("RUS", "shell", "state"),
        ("PSE", "shell", "unknown"),
        ("ISR", "attack", "unknown"),
        (None, "airstrike", "unknown"),
    ],
)
def test_demonym_names_the_state_by_its_arms(
    country: str | None, trigger_class: str, kind: str
) -> None:
    reading = ActorReading("unknown", "", None, country, (), Span(0, 1), "actor.unknown")
    assert as_state(reading, trigger_class).kind == kind


def test_demonym_names_the_state_by_its_planes() -> None:
    reading = ActorReading("unknown", "", None, "UKR", (), Span(0, 1), "actor.unknown")
    assert as_state(reading, "attack", frozenset({"air"})).kind == "state"


@pytest.mark.parametrize(
    ("language", "table", "modality"),
    [
        ("ar", KILLERS, "asserted"),
        ("ru", AT_LEAST, "asserted"),
        ("ru", NOBODY, "negated"),
        ("ar", FUTURE, "planned"),
        ("ru", PERFECTIVE, "planned"),
        ("ru", WOULD, "planned"),
    ],
)
def test_future_and_conditional(language: str, table: str, modality: str) -> None:
    sentence, text = _read(table)
    lexicon = load_lexicon(language)
    trigger = find_triggers(sentence, text, lexicon)[0]
    assert judge_modality(sentence, trigger, text, lexicon)[0] == modality


BROKE_OUT = """combates combate NOUN _ 2 nsubj
estallaron estallar VERB Tense=Past 0 root
entre entre ADP _ 5 case
el el DET _ 5 det
ejército ejército NOUN _ 2 obl
y y CCONJ _ 7 cc
guerrilleros guerrillero NOUN _ 5 conj"""


def test_sides_on_the_verb_of_an_event_noun() -> None:
    sentence, text = _read(BROKE_OUT)
    trigger = next(
        t
        for t in find_triggers(sentence, text, load_lexicon("es"))
        if t.entry.trigger_class.name == "clash"
    )
    found = find_arguments(sentence, trigger, text, load_lexicon("es"))
    assert [a.text for a in found.agents] == ["el ejército"]
    assert [a.text for a in found.patients] == ["guerrilleros"]
