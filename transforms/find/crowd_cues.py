"""Many people by their number: "150 dockers sat down" tells of a crowd, whatever their trade."""

from __future__ import annotations

import re

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Sentence, Token
from transforms.tree import children

CROWD = frozenset({"crowd", "crowd_people"})
MANY = 20
DIGITS = re.compile("^\\d{1,3}(?:[.,٬ \u00a0\u202f]\\d{3})+$|^\\d+$")
NONE: frozenset[str] = frozenset()


def crowd_cues(sentence: Sentence, lexicon: Lexicon) -> frozenset[str]:
    """The cues of a crowd where a subject is 20 people or more; none elsewhere."""
    return CROWD if any(_is_crowd(sentence, t, lexicon) for t in sentence.tokens) else NONE


def _is_crowd(sentence: Sentence, noun: Token, lexicon: Lexicon) -> bool:
    """A plural subject, also behind "about" that the parser hangs on the verb."""
    if noun.upos != "NOUN" or "Number=Plur" not in noun.feats:
        return False
    above = sentence.tokens[noun.head] if noun.head >= 0 else noun
    is_subject = noun.deprel in {"nsubj", "nsubj:pass"} or above.upos == "ADV"
    if not is_subject or fold(noun.lemma) in lexicon.roles["not_people"]:
        return False
    return any(_value(k, lexicon) >= MANY for k in children(sentence, noun.index))


def _value(token: Token, lexicon: Lexicon) -> int:
    word = fold(token.text)
    if not token.deprel.startswith("nummod"):
        return 0
    return int(re.sub(r"\D", "", word)) if DIGITS.match(word) else lexicon.numbers.get(word, 0)
