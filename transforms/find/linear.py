"""Participants by the order of words, where the tree is unsure.

In any language those of a verb phrase not taken for one. In Arabic those of each trigger
whose tree names nobody: news puts the verb first, then who did it, then to whom; an event
noun is followed by "between X and Y", by a clause on who launched it ("هجوم شنه مسلحون"),
and by "against X". Which words do this is data: roles `launching`, `between`, `against` and
`suffering` of codebooks/cues. Languages without `launching` words are left to their trees.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from transforms.find.arabic_sides import mended_sides
from transforms.find.matched import Trigger
from transforms.find.word_order import NAMES, NOUNS, REACH, Order
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Sentence, Span, Token
from transforms.tree import noun_phrase

NEXT_WORDS = 6
BOTH = 2
BY_REACH = 14
"""Words after a passive in which who did it is looked for."""
GERUND = "Tense=Pres|VerbForm=Part"
HARM = {"kill", "die", "wound"}
BOMBER, DEATH = "suicide_bomb", "die"
FIRE = "shoot"
FORCE = "disperse"
"""Whose bullets they are is the noun right behind ("رصاص الشرطة")."""


def fill_in(
    sentence: Sentence, trigger: Trigger, agents: list[int], patients: list[int], lexicon: Lexicon
) -> tuple[list[int], list[int]]:
    """Return the agents and patients of a trigger, those that lack looked for by word order."""
    launching = lexicon.roles.get("launching")
    head = sentence.tokens[trigger.head]
    if not launching:
        return _fill_in_by_tree(sentence, trigger, agents, patients, lexicon)
    order = Order(sentence, head, lexicon, launching)
    if trigger.entry.pos == "VERB" and head.upos not in {"VERB", "AUX"} and order.is_mute():
        return [], order.neighbour() or patients or agents
    is_verb = head.upos in {"VERB", "AUX"} and trigger.entry.pos == "VERB"
    is_clash = trigger.entry.trigger_class.name == "clash"
    sides = order.between() if is_clash or not is_verb else []
    if sides:
        return sides[:1], sides[1:]
    if is_verb and trigger.entry.trigger_class.name == DEATH and agents:
        return agents, []  # "died of the bullets of soldiers": no victim but who died
    if is_verb:
        whole = order.completed(trigger.span, agents, patients)
    else:
        is_phrase, name = trigger.span.end > head.end, trigger.entry.trigger_class.name
        whole = _of_noun(name, order, agents, patients, is_phrase=is_phrase)
    return mended_sides(sentence, trigger, *whole, lexicon)


def _fill_in_by_tree(
    sentence: Sentence, trigger: Trigger, agents: list[int], patients: list[int], lexicon: Lexicon
) -> tuple[list[int], list[int]]:
    """The victims behind a participle, and the sides of "between X and Y"."""
    head = sentence.tokens[trigger.head]
    is_harm = trigger.entry.trigger_class.name in HARM and GERUND in head.feats
    is_noun = head.upos in NOUNS or head.feats == GERUND  # "Fighting between X and Y"
    is_clash = trigger.entry.trigger_class.name == "clash" and is_noun
    if is_clash and len(agents) + len(patients) < BOTH:
        sides = Order(sentence, head, lexicon, frozenset()).between()
        if len(sides) > len(agents) + len(patients):
            return sides[:1], sides[1:]
        patients = patients or _right_with(sentence, head, lexicon)
    is_passive = "Voice=Pass" in head.feats or any(
        t.head == head.index and t.deprel == "aux:pass" for t in sentence.tokens
    )
    if not agents and patients and trigger.entry.pos == "VERB" and is_passive:
        agents = _behind_by(sentence, trigger.span, lexicon)
    return agents, patients or (_next_noun(sentence, head) if is_harm else [])


def _right_with(sentence: Sentence, head: Token, lexicon: Lexicon) -> list[int]:
    """With whom, right behind the noun ("a clash with soldiers"), wherever it hangs."""
    after = sentence.tokens[head.index + 1 : head.index + 2]
    nouns = [t.head for t in after if t.deprel == "case" and fold(t.text) in lexicon.roles["with"]]
    return [i for i in nouns if sentence.tokens[i].upos in NOUNS]


def _behind_by(sentence: Sentence, span: Span, lexicon: Lexicon) -> list[int]:
    """Who stands behind the next "by" of a passive, wherever the parser has hung it."""
    after = [t for t in sentence.tokens if t.start >= span.end][:BY_REACH]
    for token in after:
        if token.text in {".", ";", ":"} or token.upos == "VERB":
            return []
        if fold(token.text) in lexicon.roles["by"] and token.deprel == "case":
            noun = sentence.tokens[token.head]
            is_date = any(
                e.label == "DATE" and e.start <= noun.start < e.end for e in sentence.entities
            )
            return [] if is_date or noun.upos not in NOUNS else [noun.index]
    return []


def _of_noun(
    name: str, order: Order, agents: list[int], patients: list[int], *, is_phrase: bool
) -> tuple[list[int], list[int]]:
    """The sides of an event noun of a trigger class, of one word or (`is_phrase`) of more."""
    patients = [i for i in patients if not order.is_launching(i)]
    if name in HARM:
        return agents, patients or order.owner()
    if name == FORCE:
        return order.launcher(is_before=True) or agents, patients
    if name == FIRE:
        owner = [] if is_phrase else order.owner(is_noun=True)
        patients = order.sufferer() or patients
        return owner or order.launcher() or agents, [i for i in patients if i not in owner]
    if name == BOMBER:
        return order.member() or agents or order.launcher(), patients or order.target()
    doers = [] if agents else order.doer(patients)
    patients = [i for i in patients if i not in doers] or order.sufferer()
    agents = agents or doers
    return agents or order.launcher() or order.owned(), patients or order.target()


def follows(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> Span:
    """The words behind a trigger that it may govern, where trees are unsure; else none.

    They end at the next verb or mark.
    """
    if "launching" not in lexicon.roles:
        return Span(trigger.span.end, trigger.span.end)
    end = trigger.span.end
    behind = (t for t in sentence.tokens if t.start >= trigger.span.end)
    for token in islice(behind, REACH):
        if token.upos in {"VERB", "PUNCT"}:
            break
        end = token.end
    return Span(trigger.span.end, end)


def _next_noun(sentence: Sentence, verb: Token) -> list[int]:
    """The victims right behind a participle that the tree gives none (", killing two men")."""
    for token in sentence.tokens[verb.index + 1 : verb.index + NEXT_WORDS]:
        if token.upos in NOUNS:
            return [token.index]
        if token.upos not in {"NUM", "ADJ", "DET", "ADV"}:
            return []
    return []


def mistagged_sides(
    sentence: Sentence, span: Span, is_by: Callable[[Token], bool]
) -> tuple[list[int], list[int]]:
    """A verb phrase not taken for one ("Gunmen shot dead two men"): by the order of words."""
    before = [t for t in sentence.tokens if t.end <= span.start]
    after = [t for t in sentence.tokens if t.start >= span.end][:NEXT_WORDS]
    nouns = [t for t in reversed(before) if t.upos in NOUNS]
    subjects = [t for t in nouns if t.deprel.startswith("nsubj")]
    left = next(iter(subjects or nouns), before[0] if before else None)
    while left and left.deprel in {"nmod", "conj"} and 0 <= left.head < left.index:
        left = sentence.tokens[left.head]
    right = next((t for t in after if t.upos in NOUNS), None)
    words = {t.index for t in sentence.tokens if span.start <= t.start < span.end}
    is_passive = any(t.head in words and t.deprel == "cop" for t in before[-NEXT_WORDS:])
    if before and (before[-1].upos == "AUX" or is_passive):
        return [k.index for k in after if is_by(k)], [left.index] if left else []
    return [left.index] if left else [], [right.index] if right else []


def counted(sentence: Sentence, number: Token, lexicon: Lexicon) -> list[Token]:
    """A number with the people it counts over "of", where the tree parts them ("15 من عناصر")."""
    at = number.index
    if number.upos != "NUM" or "launching" not in lexicon.roles or at + 2 >= len(sentence.tokens):
        return []
    joint, noun = sentence.tokens[at + 1 : at + 3]
    if fold(joint.text) not in lexicon.roles["from"] or noun.upos not in NAMES:
        return []
    return [number, *noun_phrase(sentence, noun.index)]
