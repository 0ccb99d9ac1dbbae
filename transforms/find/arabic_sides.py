"""Sides that Arabic trees turn round, where the verb does not show its voice.

"قتل انتحاري 12 شخصا" (a bomber killed 12), "قتلت غارة قياديا" (a raid killed one): what strikes
is the subject, and who is counted or in the accusative behind it is hit. "قتل أربعة بينهم طفلان":
the children are among the four. "وقعت الحكومة والمتمردون اتفاقا": who signs stands behind the verb
before. "أفرج الخاطفون عن الكاهن": who is freed stands behind the preposition.
"""

from __future__ import annotations

from transforms.find.matched import Trigger
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Sentence, Token
from transforms.tree import conjuncts

RELEASE = "release"
HARM = {"kill", "wound"}
TREATIES = {"ceasefire", "talks"}
STRIKES = {"airstrike", "shell", "bombard", "attack"}
NAMES = {"NOUN", "PROPN"}
ACCUSATIVE = "ا"
REACH = 12
Sides = tuple[list[int], list[int]]


def mended_sides(
    sentence: Sentence, trigger: Trigger, agents: list[int], patients: list[int], lexicon: Lexicon
) -> Sides:
    """Return the agents and patients, put right where one of these patterns shows them."""
    name = trigger.entry.trigger_class.name
    if name in HARM:
        return _of_harm(sentence, trigger, agents, patients, lexicon)
    if name in TREATIES and not agents:
        signers = _signers(sentence, trigger.head)
        return (signers[:1], signers[1:]) if signers else (agents, patients)
    if name == RELEASE:
        return agents, patients or _freed(sentence, trigger.head, lexicon)
    if name in STRIKES and not agents:
        return _nation(sentence, trigger.head), patients
    return agents, patients


def _of_harm(
    sentence: Sentence, trigger: Trigger, agents: list[int], patients: list[int], lexicon: Lexicon
) -> Sides:
    tokens = sentence.tokens
    among = [i for i in patients if i >= 2 and _is_among(tokens[i - 2], tokens[i - 1], lexicon)]
    if among and agents:
        return [], [*agents, *(i for i in patients if i not in among)]
    if not agents and len(patients) == 1 and _strikes(tokens[patients[0]], lexicon):
        return patients, _struck(sentence, patients[0])
    return agents, patients


def _is_among(case: Token, pronoun: Token, lexicon: Lexicon) -> bool:
    return pronoun.upos == "PRON" and fold(case.text) in lexicon.roles["between"]


def _strikes(token: Token, lexicon: Lexicon) -> bool:
    """A bomber, or a noun of a strike or a device, which nobody kills."""
    lemma = fold(token.lemma)
    if {lemma, fold(token.text)} & lexicon.roles["bombers"]:
        return True
    entries = lexicon.triggers.get(lemma, ()) or lexicon.triggers.get(fold(token.text), ())
    return any(e.pos == "NOUN" and e.trigger_class.family == "violence" for _, e in entries)


def _struck(sentence: Sentence, subject: int) -> list[int]:
    """Who is hit: the first counted noun behind the subject, else the first in the accusative."""
    behind = sentence.tokens[subject + 1 : subject + 1 + REACH]
    for token, after in zip(behind, behind[1:], strict=False):
        if token.upos == "NUM" and after.upos in {*NAMES, "ADJ"}:
            return [after.index]
    ends = [t.index for t in behind if t.upos in NAMES and t.text.endswith(ACCUSATIVE)]
    return ends[:1]


def _nation(sentence: Sentence, noun: int) -> list[int]:
    """The adjective right behind a strike ("غارات إسرائيلية"), which may name a people."""
    after = sentence.tokens[noun + 1 : noun + 2]
    return [t.index for t in after if t.upos in {"ADJ", "NOUN", "PROPN"} and t.text[:2] != "ال"]


def _signers(sentence: Sentence, head: int) -> list[int]:
    """Who the verb before the treaty names, with those joined to it."""
    before = sentence.tokens[max(0, head - REACH) : head]
    verb = next((t for t in reversed(before) if t.upos == "VERB"), None)
    if verb is None:
        return []
    first = sentence.tokens[verb.index + 1 : verb.index + 2]
    return [i for t in first if t.upos in NAMES for i in conjuncts(sentence, t.index) if i < head]


def _freed(sentence: Sentence, head: int, lexicon: Lexicon) -> list[int]:
    """Who is let go: the noun behind the preposition of freeing."""
    cases = lexicon.roles.get("freed", frozenset())
    behind = sentence.tokens[head + 1 : head + 1 + REACH]
    pairs = zip(behind, behind[1:], strict=False)
    return [n.index for c, n in pairs if fold(c.text) in cases and n.upos in {*NAMES, "NUM"}][:1]
