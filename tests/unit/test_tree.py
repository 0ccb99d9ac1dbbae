import pytest

from transforms.records import Sentence, Token
from transforms.tree import (
    ancestors,
    case_words,
    children,
    clause_head,
    clause_tokens,
    conjuncts,
    distance,
    noun_phrase,
    span_of,
    subtree,
)

# The mayor said that gunmen in masks killed three farmers and a priest
ROWS = [
    ("The", "DET", 1, "det"),
    ("mayor", "NOUN", 2, "nsubj"),
    ("said", "VERB", -1, "root"),
    ("that", "SCONJ", 7, "mark"),
    ("gunmen", "NOUN", 7, "nsubj"),
    ("in", "ADP", 6, "case"),
    ("masks", "NOUN", 4, "nmod"),
    ("killed", "VERB", 2, "ccomp"),
    ("three", "NUM", 9, "nummod"),
    ("farmers", "NOUN", 7, "obj"),
    ("and", "CCONJ", 12, "cc"),
    ("a", "DET", 12, "det"),
    ("priest", "NOUN", 9, "conj"),
]


def sentence_of(rows):
    tokens, at = [], 0
    for index, (text, upos, head, deprel) in enumerate(rows):
        tokens.append(Token(index, at, at + len(text), text, text, upos, "", head, deprel))
        at += len(text) + 1
    return Sentence(0, 0, at - 1, 0, "body", tuple(tokens))


SENTENCE = sentence_of(ROWS)
TEXT = " ".join(row[0] for row in ROWS)


def words(tokens):
    return [t.text for t in tokens]


def test_children_and_ancestors():
    assert words(children(SENTENCE, 7)) == ["that", "gunmen", "farmers"]
    assert words(ancestors(SENTENCE, 6)) == ["gunmen", "killed", "said"]


def test_ancestors_end_on_a_cycle():
    rows = [("a", "X", 1, "dep"), ("b", "X", 0, "dep")]
    assert words(ancestors(sentence_of(rows), 0)) == ["b"]


def test_subtree_holds_all_below():
    assert words(subtree(SENTENCE, 9)) == ["three", "farmers", "and", "a", "priest"]


def test_noun_phrase_leaves_conjuncts_out():
    assert words(noun_phrase(SENTENCE, 9)) == ["three", "farmers"]


def test_span_is_of_the_text():
    start, end = span_of(noun_phrase(SENTENCE, 9))
    assert TEXT[start:end] == "three farmers"


@pytest.mark.parametrize(("index", "head"), [(9, 7), (12, 7), (7, 7), (0, 2), (6, 7)])
def test_clause_head(index, head):
    assert clause_head(SENTENCE, index) == head


def test_clause_leaves_embedded_clauses_out():
    assert words(clause_tokens(SENTENCE, 2)) == ["The", "mayor", "said"]


@pytest.mark.parametrize(("one", "other", "edges"), [(7, 9, 1), (9, 7, 1), (0, 6, 5), (9, 9, 0)])
def test_distance(one, other, edges):
    assert distance(SENTENCE, one, other) == edges


def test_no_path_is_far():
    rows = [("a", "X", -1, "root"), ("b", "X", -1, "root")]
    assert distance(sentence_of(rows), 0, 1) == 99


def test_case_words_and_conjuncts():
    assert case_words(SENTENCE, 6) == ("in",)
    assert conjuncts(SENTENCE, 9) == [9, 12]
