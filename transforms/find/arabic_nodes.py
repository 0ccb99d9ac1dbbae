"""The tokens of an Arabic sentence while its tree is mended, and questions to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from transforms.find.arabic_words import LEAST, TANWIN, is_absolute, is_definite
from transforms.letters import fold
from transforms.lexicon import load_lexicon
from transforms.records import Sentence, Timex, Token

LANGUAGE = "ar"
NOUNS = {"NOUN", "PROPN", "NUM", "X"}
BREAKS = {"PUNCT", "CCONJ", "SCONJ", "VERB", "AUX", "ADP"}
REACH = 8


class Nodes:
    """The tokens of a sentence; `lexicon` has the words of the packs."""

    def __init__(self, sentence: Sentence, timexes: Sequence[Timex]) -> None:
        self.tokens = list(sentence.tokens)
        self.entities = sentence.entities
        times = [t for t in timexes if sentence.start <= t.start < sentence.end]
        self.of_time = {
            t.index for t in self.tokens if any(x.start <= t.start < x.end for x in times)
        }
        self.lexicon = load_lexicon(LANGUAGE)

    def is_accusative(self, at: int) -> bool:
        """True for a noun without article in the accusative."""
        if at >= len(self.tokens) or not self.is_noun(at):
            return False
        return self.tokens[at].text.endswith(TANWIN) and len(self.tokens[at].text) >= LEAST

    def phrase_before(self, index: int) -> int | None:
        """The head of the noun phrase right before a verb."""
        at = index - 1
        first = None
        if self.tokens[at].upos == "CCONJ":
            return None  # "... الطريق إلى السودان وأضرموا": its subject is that of the verb before
        while at >= max(0, index - REACH):
            token = self.tokens[at]
            joins = token.upos == "CCONJ" and self.tokens[at + 1].deprel == "conj"
            if (token.upos in BREAKS and not joins) or at in self.of_time:
                break
            first = at
            at -= 1
        if first is None or not self.is_noun(first):
            return None
        is_counted = self.tokens[first].upos == "NUM" and first + 1 < index
        return first + 1 if is_counted and self.tokens[first].head == first + 1 else first

    def own(self, index: int, deprels: set[str], *, before: bool = False) -> int | None:
        """The first child with one of some relations, or the first that stands before."""
        kids = (t.index for t in self.tokens if t.head == index and t.deprel in deprels)
        return next((k for k in kids if not before or k < index), None)

    def is_noun(self, at: int) -> bool:
        """True where there is a noun, a name or a number."""
        return 0 <= at < len(self.tokens) and self.tokens[at].upos in NOUNS

    def is_above(self, index: int, other: int) -> bool:
        """True where `other` is among the governors of `index`."""
        seen: set[int] = set()
        at = self.tokens[index].head
        while at >= 0 and at not in seen:
            if at == other:
                return True
            seen.add(at)
            at = self.tokens[at].head
        return False

    def text(self, at: int) -> str:
        """The word at an index; none before the first."""
        return self.tokens[at].text if at >= 0 else ""

    def behind_adjectives(self, at: int) -> int:
        """Where a definite noun follows adjectives without article, which it cannot belong to."""
        end = at
        while end < len(self.tokens) and self.tokens[end].upos == "ADJ":
            if is_definite(self.tokens[end]) or end in self.of_time:
                break
            end += 1
        is_apart = end < len(self.tokens) and is_definite(self.tokens[end]) and self.is_noun(end)
        is_apart |= end > at and self.is_accusative(end)
        return end if is_apart else at

    def governs_on(self, at: int) -> bool:
        """A noun between the first and the last one of a construct ("مقاتلو حركة الشباب")."""
        token = self.tokens[at]
        is_open = token.upos == "NOUN" and not self.is_last(at) and not is_absolute(token)
        return is_open and at + 1 < len(self.tokens) and self.tokens[at + 1].upos in NOUNS

    def is_last(self, at: int) -> bool:
        """A noun with its article, or a name: it ends a construct."""
        token = self.tokens[at]
        is_name = any(e.start <= token.start < e.end for e in self.entities)
        return is_definite(token) or token.upos == "PROPN" or is_name

    def is_name_on(self, at: int) -> bool:
        """A later word of a name ("طالبان باكستان"), no accusative behind it."""
        return self.tokens[at].deprel.startswith("flat") and not self.is_accusative(at)

    def is_root_verb(self, token: Token) -> bool:
        """A masdar that heads its sentence with an object is the verb ("قصف الجيش مواقع")."""
        kids = [t.deprel for t in self.tokens if t.head == token.index and t.index > token.index]
        is_listed = any(
            len(parts) == 1 and entry.pos == "VERB"
            for parts, entry in self.lexicon.triggers.get(fold(token.text), ())
        )
        return is_listed and token.head < 0 and "obj" in kids and bool({"nmod", "nsubj"} & {*kids})

    def change(self, index: int, **changed: Any) -> None:
        """Give a token other fields; nothing where its new head hangs on it."""
        head = changed.get("head", -1)
        if head == index or (head >= 0 and self.is_above(head, index)):
            return
        self.tokens[index] = replace(self.tokens[index], **changed)
