"""Dates taken for arguments, subjects given to the verb of saying, objects to a participle."""

from __future__ import annotations

import pytest

from transforms.records import Entity, Sentence, Timex, Token
from transforms.text.repair import free_dates, without_named
from transforms.timexes import find_timexes

LYNCHED = """Vecinos vecino NOUN _ 2 nsubj
lincharon linchar VERB _ 0 root
el el DET _ 4 det
martes martes NOUN _ 2 obj
a a ADP _ 7 case
dos dos NUM _ 7 nummod
hombres hombre NOUN _ 4 nmod"""
SIGNED = """Rebeldes rebelde NOUN _ 2 nsubj
firmaron firmar VERB _ 0 root
el el DET _ 4 det
viernes viernes NOUN _ 2 obj
una uno DET _ 6 det
tregua tregua NOUN _ 4 nmod"""
DEAD = """Una uno DET _ 2 det
docena docena NOUN _ 0 root
de de ADP _ 4 case
muertos muerto NOUN _ 2 nmod
el el DET _ 6 det
lunes lunes NOUN _ 4 nmod"""
SAID = """Ataques ataque NOUN _ 5 nsubj
dejaron dejar VERB _ 5 ccomp
tres tres NUM _ 4 nummod
muertos muerto NOUN _ 2 obj
informó informar VERB _ 0 root
Ana Ana PROPN _ 5 nsubj"""
CYLINDER = """Zapadores zapador NOUN _ 2 nsubj
destruyeron destruir VERB VerbForm=Fin 0 root
de de ADP _ 4 case
manera manera NOUN _ 2 obl
controlada controlado VERB VerbForm=Part 2 advcl
una uno DET _ 7 det
bomba bomba NOUN _ 5 obj"""
LENT = """Gunmen gunman NOUN _ 2 nsubj
killed kill VERB VerbForm=Fin 6 ccomp
Ali Ali PROPN _ 6 nsubj
here here ADV _ 2 advmod
police police NOUN _ 6 nsubj
said say VERB _ 0 root"""
CLAUSE = """Shops shop NOUN _ 2 nsubj:pass
destroyed destroy VERB VerbForm=Part 0 root
when when ADV PronType=Int 5 advmod
bombs bomb NOUN _ 5 nsubj
exploded explode VERB VerbForm=Fin 2 obj"""
RETOOK = """They they PRON _ 2 nsubj
pushed push VERB VerbForm=Fin 0 root
into into ADP _ 4 case
valleys valley NOUN _ 2 obl
and and CCONJ _ 6 cc
retook retake VERB VerbForm=Fin 7 amod
crossings crossing NOUN _ 4 nmod"""
SOUND = """El el DET _ 2 det
martes martes NOUN _ 3 obl
atacaron atacar VERB _ 0 root
una uno DET _ 5 det
aldea aldea NOUN _ 3 obj"""


def _read(table: str) -> tuple[Sentence, list[Timex]]:
    rows = [line.split() for line in table.splitlines()]
    text = " ".join(row[0] for row in rows)
    tokens, at = [], 0
    for index, (word, lemma, upos, feats, head, relation) in enumerate(rows):
        tokens.append(
            Token(index, at, at + len(word), word, lemma, upos, feats, int(head) - 1, relation)
        )
        at += len(word) + 1
    sentence = Sentence(0, 0, len(text), 0, "body", tuple(tokens), ())
    return sentence, list(find_timexes(text, "es", None, []))


@pytest.mark.parametrize(
    ("table", "word", "head", "relation"),
    [
        (LYNCHED, "martes", "lincharon", "obl:tmod"),
        (LYNCHED, "hombres", "lincharon", "obl"),
        (LYNCHED, "dos", "hombres", "nummod"),
        (SIGNED, "tregua", "firmaron", "obj"),
        (DEAD, "lunes", "muertos", "nmod:tmod"),
        (DEAD, "muertos", "docena", "nmod"),
        (SAID, "Ataques", "dejaron", "nsubj"),
        (SAID, "Ana", "informó", "nsubj"),
        (CYLINDER, "bomba", "destruyeron", "obj"),
        (CYLINDER, "manera", "destruyeron", "obl"),
        (LENT, "Ali", "killed", "obj"),
        (LENT, "police", "said", "nsubj"),
        (CLAUSE, "exploded", "destroyed", "advcl"),
        (RETOOK, "retook", "pushed", "conj"),
        (RETOOK, "crossings", "retook", "obj"),
        (SOUND, "martes", "atacaron", "obl"),
        (SOUND, "aldea", "atacaron", "obj"),
    ],
)
def test_a_date_is_no_argument_and_governs_none(
    table: str, word: str, head: str, relation: str
) -> None:
    sentence, timexes = _read(table)
    (mended,) = free_dates(iter([sentence]), timexes)
    token = next(t for t in mended.tokens if t.text == word)
    assert (mended.tokens[token.head].text, token.deprel) == (head, relation)


def test_other_sentences_stay_the_same() -> None:
    sentence, timexes = _read(SOUND)
    assert timexes
    (mended,) = free_dates(iter([sentence]), timexes)
    assert mended.tokens == sentence.tokens
    assert list(free_dates(iter([sentence]), [])) == [sentence]


def test_a_date_is_an_entity_where_no_tagger_saw_it() -> None:
    sentence, timexes = _read(SOUND)
    (mended,) = free_dates(iter([sentence]), timexes)
    dates = [(e.start, e.end) for e in mended.entities if e.label == "DATE"]
    assert dates == [(t.start, t.end) for t in timexes]


def test_a_part_of_the_day_in_a_name_is_no_time() -> None:
    text = "El Frente del Alba se fue al alba"
    timexes = list(find_timexes(text, "es", None, []))
    name = Entity(3, 18, text[3:18], "ORG")
    sentence = Sentence(0, 0, len(text), 0, "body", (), (name,))
    assert [t.end for t in timexes] == [18, len(text)]
    assert [t.end for t in without_named(timexes, [sentence])] == [len(text)]
