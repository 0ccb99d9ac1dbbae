"""The faster steps of the parser against Stanza's own, on random scores."""

import numpy as np
import pytest
import torch
from stanza.models.common.biaffine import PairwiseBilinear
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from stanza.models.depparse.head_constraints import DEPREL_TO_GROUP
from stanza.models.depparse.model import GraphParser

from transforms.text.faster_parser import Bilinear, decode_trees, is_tree

RELATIONS = ["nsubj", "obj", "root", "det", "case", "csubj"]
SENTENCES = 60


class Vocabulary:
    def unmap(self, numbers):
        return [RELATIONS[n - VOCAB_PREFIX_SIZE] for n in numbers]


def make_scores(seed, sharpness):
    """Scores as the parser's: the sharper, the more often the best heads are a tree."""
    dice = torch.Generator().manual_seed(seed)
    lengths = torch.randint(2, 12, (SENTENCES,), generator=dice).tolist()
    longest = max(lengths)
    arcs = torch.randn(SENTENCES, longest, longest, generator=dice)
    for number, length in enumerate(lengths):
        for word in range(1, length):
            head = int(torch.randint(1, word, (1,), generator=dice)) if word > 1 else 0
            arcs[number, word, head] += sharpness
    arcs.masked_fill_(torch.eye(longest, dtype=torch.bool), -float("inf"))
    labels = torch.randn(SENTENCES, longest, longest, len(RELATIONS), generator=dice)
    parts = [
        arcs.log_softmax(2).numpy(),
        labels.max(3)[1].numpy() + VOCAB_PREFIX_SIZE,
        labels.log_softmax(3).numpy(),
    ]
    return parts, lengths


@pytest.mark.parametrize("sharpness", [0.0, 1.5, 3.0, 9.0])
@pytest.mark.parametrize("resolves", [False, True])
def test_same_trees_as_stanza(sharpness, resolves):
    parts, lengths = make_scores(5, sharpness)
    given = (Vocabulary(), SENTENCES, parts, lengths, resolves)
    asked = []

    def decode(*args):
        asked.append(args)
        return GraphParser.decode_graph_predictions(*args)

    ours = decode_trees(decode, DEPREL_TO_GROUP, *given)
    assert ours == GraphParser.decode_graph_predictions(*given)
    assert sharpness == 0 or len(asked) < SENTENCES


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ([0], True),
        ([2, 0, 2], True),
        ([0, 0], False),
        ([2, 1], False),
        ([0, 3, 2], False),
        ([2, 3, 4, 5, 0], True),
        ([5, 1, 2, 3, 4], False),
    ],
)
def test_is_tree(heads, expected):
    assert is_tree(np.array(heads)) is expected


def test_bilinear_is_stanzas():
    torch.manual_seed(3)
    theirs = PairwiseBilinear(7, 5, 4)
    with torch.no_grad():
        theirs.weight.normal_()
        theirs.bias.normal_()
    first, second = torch.randn(3, 6, 7), torch.randn(3, 9, 5)
    ours = Bilinear(theirs.weight, theirs.bias)(first, second)
    assert ours.shape == (3, 6, 9, 4)
    assert torch.allclose(ours, theirs(first, second), atol=1e-4)
