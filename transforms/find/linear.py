"""Participants by the order of words, where the tree is unsure.

In any language those of a verb phrase not taken for one. In Arabic those of each trigger
whose tree names nobody: news puts the verb first, then who did it, then to whom; an event
noun is followed by "between X and Y", by a clause on who launched it ("هجوم شنه مسلحون"),
and by "against X". Which words do this is data: roles `launching`, `between`, `against` and
`suffering` of codebooks/cues. Languages without `launching` words are left to their trees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from transforms.find.triggers import Trigger
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Sentence, Span, Token
from transforms.tree import conjuncts, noun_phrase

NOUNS = {"NOUN", "PROPN"}
NAMES = {*NOUNS, "NUM"}
NEXT_WORDS = 6
REACH = 8
"""Words after (or before) a trigger in which a participant is looked for."""
HARM = {"kill", "die", "wound"}
FIRE = "shoot"
"""Whose bullets they are is the noun right behind ("رصاص الشرطة")."""
STOPS = {".", ":", "؛", ";"}


def fill_in(
    sentence: Sentence, trigger: Trigger, agents: list[int], patients: list[int], lexicon: Lexicon
) -> tuple[list[int], list[int]]:
    """Return the agents and patients of a trigger, those that lack looked for by word order."""
    launching = lexicon.roles.get("launching")
    head = sentence.tokens[trigger.head]
    if not launching:
        is_harm = (
            trigger.entry.trigger_class.name in HARM and "Tense=Pres|VerbForm=Part" in head.feats
        )
        is_clash = trigger.entry.trigger_class.name == "clash" and head.upos in NOUNS
        if is_clash and not agents and not patients:
            sides = _Order(sentence, head, lexicon, frozenset()).between()
            return sides[:1], sides[1:]
        return agents, patients or (_next_noun(sentence, head) if is_harm else [])
    order = _Order(sentence, head, lexicon, launching)
    if trigger.entry.pos == "VERB" and head.upos not in {"VERB", "AUX"} and order.is_mute():
        return [], order.neighbour() or patients or agents
    is_verb = head.upos in {"VERB", "AUX"} and trigger.entry.pos == "VERB"
    is_clash = trigger.entry.trigger_class.name == "clash"
    sides = order.between() if is_clash or not is_verb else []
    if sides:
        return sides[:1], sides[1:]
    if is_verb:
        return (agents, patients) if agents or patients else order.of_verb()
    if trigger.entry.trigger_class.name in HARM:
        return agents, patients or order.owner()
    if trigger.entry.trigger_class.name == FIRE:
        owner = order.owner()
        return agents or owner, [i for i in patients if i not in owner]
    patients = patients or order.sufferer()
    return agents or order.launcher(), patients or order.target()


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
    if before and before[-1].upos == "AUX":
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


class _Order:
    """The words around one trigger."""

    def __init__(
        self, sentence: Sentence, head: Token, lexicon: Lexicon, launching: frozenset[str]
    ) -> None:
        self._tokens = sentence.tokens
        self._sentence = sentence
        self._head = head
        self._roles = lexicon.roles
        self._launching = launching

    def of_verb(self) -> tuple[list[int], list[int]]:
        """The first name behind a verb: who did it, or to whom for a verb without voice."""
        found = self._name(self._head.index + 1)
        if self._forms(self._head) & self._roles.get("objectless_passive", frozenset()):
            return [], found
        return found, []

    def is_mute(self) -> bool:
        """True for a verb that does not show its voice, whatever person it ends in."""
        mute = self._roles.get("objectless_passive", frozenset())
        forms = self._forms(self._head)
        return any(f.startswith(w) and len(f) <= len(w) + 2 for f in forms for w in mute)

    def neighbour(self) -> list[int]:
        """The noun right before ("ثلاثة جنود قتلوا"), else right behind."""
        before = self._head.index - 1
        is_noun = before >= 0 and self._tokens[before].upos in NAMES
        return [before] if is_noun else self._name(self._head.index + 1)

    def between(self) -> list[int]:
        """The two sides of "اشتباكات ... بين X و Y", also where "entre" hangs on the verb."""
        for token in self._after():
            if fold(token.text) in self._roles["between"]:
                first = self._name(token.index + 1)
                return conjuncts(self._sentence, first[0])[:2] if first else []
        return []

    def launcher(self) -> list[int]:
        """Who the verb of launching, behind the noun or before it, names."""
        for token in self._after():
            if self._forms(token) & self._launching:
                return self._name(token.index + 1)
        if any(fold(t.text) in self._roles["in"] for t in self._before(1)):
            return []
        verb = next((t for t in self._before(REACH) if self._forms(t) & self._launching), None)
        found = self._name(verb.index + 1) if verb else []
        return [i for i in found if i < self._head.index]

    def owner(self) -> list[int]:
        """Whose death a noun tells: the name right behind it."""
        return self._name(self._head.index + 1)

    def sufferer(self) -> list[int]:
        """Who came under it, by the verb before the noun ("تعرضت قاعدة لهجوم")."""
        suffering = self._roles.get("suffering", frozenset())
        verb = next((t for t in self._before(2 * REACH) if self._forms(t) & suffering), None)
        return self._name(verb.index + 1) if verb else []

    def target(self) -> list[int]:
        """Whom the noun is against."""
        for token in self._after():
            if fold(token.text) in self._roles["against"]:
                return self._name(token.index + 1)
        return []

    def _after(self) -> Iterator[Token]:
        start = self._head.index + 1
        for token in self._tokens[start : start + REACH]:
            if token.text in STOPS:
                return
            yield token

    def _before(self, reach: int) -> Iterator[Token]:
        start = max(self._head.index - reach, 0)
        for token in reversed(self._tokens[start : self._head.index]):
            if token.text in STOPS:
                return
            yield token

    def _name(self, start: int) -> list[int]:
        """The noun at `start`, over pronouns joined to the word before; none if another word."""
        for token in self._tokens[start : start + 2]:
            if token.upos in NAMES or (token.upos == "ADJ" and token.text.startswith("ال")):
                return [token.index]
            if token.upos not in {"PRON", "DET"}:
                return []
        return []

    @staticmethod
    def _forms(token: Token) -> set[str]:
        return {fold(token.lemma), fold(token.text)}
