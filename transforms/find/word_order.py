"""The words around a trigger, read in their order: who is named before and behind it.

Which words launch an attack, suffer it or stand between its sides is data (`roles` of
codebooks/cues).
"""

from __future__ import annotations

from collections.abc import Iterator

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Sentence, Span, Token
from transforms.tree import case_words, conjuncts

NOUNS = {"NOUN", "PROPN"}
NAMES = {*NOUNS, "NUM"}
REACH = 8
"""Words after (or before) a trigger in which a participant is looked for."""
MANAGED = 16
"""Words before a noun in which the verb of managing or beginning is looked for."""
STOPS = {".", ":", "؛", ";"}


class Order:
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

    def completed(
        self, span: Span, agents: list[int], patients: list[int]
    ) -> tuple[list[int], list[int]]:
        """The sides of a verb, with the target of its phrase ("ألقى القبض على") and the owner."""
        if not agents and not patients:
            return self.of_verb()
        setter = self._setter(span.end)
        if setter and span.end > self._head.end:
            return setter, agents
        if span.end > self._head.end:
            inside = {t.index for t in self._tokens if span.start <= t.start < span.end}
            patients = [i for i in patients if i not in inside]
        if not patients and span.end > self._head.end:
            patients = self.target(span.end) or self._name(self._index_at(span.end))
        return agents or self.owned(), patients

    def _setter(self, char: int) -> list[int]:
        """Who laid it, in a clause right behind a phrase ("وقعوا في كمين نصبه مسلحون")."""
        at = self._index_at(char)
        is_clause = at < len(self._tokens) and self._forms(self._tokens[at]) & self._launching
        return self._name(at + 1) if is_clause else []

    def _index_at(self, char: int) -> int:
        """Index of the first word behind a character."""
        return next((t.index for t in self._tokens if t.start >= char), len(self._tokens))

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
                sides = conjuncts(self._sentence, first[0])[:2] if first else []
                return sides if len(sides) != 1 else sides + self._joined(sides[0])
        return []

    def _joined(self, index: int) -> list[int]:
        """The name behind the next "and", where the tree joins it to another word."""
        for token in self._tokens[index + 1 : index + 1 + REACH]:
            if token.upos in {"VERB", "PUNCT"}:
                return []
            if token.deprel == "cc":
                return self._name(token.index + 1)
        return []

    def launcher(self, *, is_before: bool = False) -> list[int]:
        """Who the verb of launching, behind the noun or before it, names."""
        for token in self._after():
            if not is_before and self._forms(token) & self._launching and not self._is_after(token):
                return self._name(token.index + 1)
        if manager := self._manager():
            return manager
        if any(fold(t.text) in self._roles["in"] for t in self._before(1)):
            return []
        verb = next((t for t in self._before(REACH) if self._forms(t) & self._launching), None)
        found = self._name(verb.index + 1) if verb else []
        return [i for i in found if i < self._head.index]

    def _is_after(self, token: Token) -> bool:
        """True for a noun behind a preposition, which launches nothing ("بعد تدخل الأعيان")."""
        before = self._tokens[token.index - 1] if token.index else token
        return before.upos == "ADP"

    def _manager(self) -> list[int]:
        """Who managed it, where the noun follows that verb's preposition, or announced its own."""
        at = self._head.index
        before = self._tokens[at - 1] if at else self._head
        is_own = at + 1 < len(self._tokens) and self._tokens[at + 1].upos == "PRON"
        if before.upos != "ADP" and not is_own:
            return []
        managing = self._roles.get("declaring" if is_own else "managing", frozenset())
        verb = next((t for t in self._before(MANAGED) if self._forms(t) & managing), None)
        return [i for i in self._name(verb.index + 1) if i < self._head.index] if verb else []

    def owner(self, *, is_noun: bool = False) -> list[int]:
        """Whose death a noun tells, or whose bullets: the name right behind it."""
        found = self._name(self._head.index + 1)
        return [i for i in found if not is_noun or self._tokens[i].upos in NOUNS]

    def sufferer(self) -> list[int]:
        """Who came under it, by the verb before the noun ("تعرضت قاعدة لهجوم")."""
        suffering = self._roles.get("suffering", frozenset())
        verb = next((t for t in self._before(2 * REACH) if self._forms(t) & suffering), None)
        return self._name(verb.index + 1) if verb else []

    def doer(self, others: list[int]) -> list[int]:
        """Whose deed it is by "of" ("غارة للجيش", "قصف لقوات على قرى"), not whom it hits."""
        cases = self._roles.get("of_doer", frozenset())
        of = [i for i in others if cases & set(case_words(self._sentence, i))]
        is_own = bool(self._forms(self._head) & self._roles.get("own_deeds", frozenset()))
        return of[:1] if is_own or len(of) < len(others) else []

    def member(self) -> list[int]:
        """Whose fighter it is ("انتحاري من حركة الشباب")."""
        at = self._head.index + 1
        if at < len(self._tokens) and fold(self._tokens[at].text) in self._roles["of"]:
            return self._name(at + 1)
        return []

    def is_launching(self, index: int) -> bool:
        """True for a word that tells who is behind it, which itself is nobody."""
        return bool(self._forms(self._tokens[index]) & self._launching)

    def owned(self) -> list[int]:
        """Whose a thing is by "belonging to" behind it ("طائرة تابعة لقوات X")."""
        for token in self._after():
            if fold(token.text) in self._roles.get("belonging", frozenset()):
                return self._name(token.index + 2)
        return []

    def target(self, start: int = 0) -> list[int]:
        """Whom the noun is against, from a character on."""
        for token in self._after(start):
            if fold(token.text) in self._roles["against"]:
                return self._name(token.index + 1)
        return []

    def _after(self, char: int = 0) -> Iterator[Token]:
        start = self._head.index + 1
        while start < len(self._tokens) and self._tokens[start].start < char:
            start += 1
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
            if token.upos == "NUM" and token.deprel == "nummod" and token.head == token.index + 1:
                return [token.head]  # "ثلاث فتيات"
            if token.upos in NAMES or (token.upos == "ADJ" and token.text.startswith("ال")):
                return [token.index]
            if token.upos not in {"PRON", "DET"}:
                return []
        return []

    @staticmethod
    def _forms(token: Token) -> set[str]:
        return {fold(token.lemma), fold(token.text)}
