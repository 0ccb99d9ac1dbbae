"""A trigger as it was matched in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from transforms.letters import fold
from transforms.lexicon import TriggerEntry
from transforms.records import Sentence, Span, Token

NOMINAL = {"NOUN", "PROPN", "ADJ", "PRON", "NUM"}


@dataclass(frozen=True, slots=True)
class Trigger:
    """A matched trigger: its head token, its characters, its entry and the entry's words."""

    head: int
    span: Span
    entry: TriggerEntry
    words: tuple[str, ...] = ()

    def around(self, indexes: Iterable[int], sentence: Sentence) -> list[int]:
        """Tokens that are no words of it, also in its midst ("beat a man to death")."""
        start, end = self.span
        tokens = [sentence.tokens[i] for i in indexes]
        return [
            t.index
            for t in tokens
            if not start <= t.start < end
            or (t.upos in NOMINAL and not {fold(t.lemma), fold(t.text)} & {*self.words})
        ]

    def inside(self, sentence: Sentence) -> list[Token]:
        """The tokens of its words."""
        return [t for t in sentence.tokens if t.start in range(*self.span)]

    def aimed(self, inside: Iterable[Token]) -> list[int]:
        """Whom its last word, a case word, is of ("cargaron con gases contra los jubilados")."""
        if len(self.words) == 1:
            return []
        last = (t for t in inside if t.end == self.span.end and t.deprel == "case")
        return [t.head for t in last if t.head > t.index]

    def of_noun(self, noun: Token) -> Trigger:
        """The trigger of the noun alone, without the verb that it completes."""
        return replace(self, span=noun.span, words=(fold(noun.lemma), fold(noun.text)))
