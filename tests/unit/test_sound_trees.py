"""Mended trees: none hangs on itself, and walks end all the same."""

from dataclasses import replace

from test_tree import ROWS, sentence_of

from transforms.sound_trees import is_tree, sound
from transforms.tree import noun_phrase


def cyclic():
    read = sentence_of(ROWS)
    tokens = list(read.tokens)
    tokens[7] = replace(tokens[7], head=6, deprel="acl:relcl")  # killed hangs on its own gunmen
    return read, replace(read, tokens=tuple(tokens))


def test_a_cycle_is_no_tree():
    read, mended = cyclic()
    assert is_tree(read)
    assert not is_tree(mended)


def test_what_is_no_tree_stays_as_it_was_read():
    read, mended = cyclic()
    other = replace(read, paragraph=3)
    assert sound([mended, other], [read, read]) == (read, other)


def test_a_walk_down_a_cycle_ends():
    _, mended = cyclic()
    assert "masks" in [t.text for t in noun_phrase(mended, 6)]
