"""Mends trees of Arabic sentences where its grammar rules out what a small parser says.

A verb told by its form ("اقتادوا") is one, whatever the tagger took it for. The vowel sign of
the passive ("قُتل") makes the subject the one it was done to. A noun with its article, with
the ending of an accusative, or in the plural or dual with its nun governs no other noun
(Ryding, A Reference Grammar of Modern Standard Arabic, 2005, chapter 8: the construct
phrase), so what the parser hangs on a subject like that ("مسلحون ثلاثة مزارعين") is the
verb's object. A verb in the plural has its subject before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transforms.find.arabic_words import (
    LEAST,
    TANWIN,
    is_absolute,
    is_closed,
    is_definite,
    is_verb_form,
)
from transforms.letters import fold
from transforms.lexicon import load_lexicon
from transforms.records import AnnotatedArticle, Sentence, Timex, Token

LANGUAGE = "ar"
DAMMA = "\u064f"
NOUNS = {"NOUN", "PROPN", "NUM", "X"}
MISTAKEN = {"NOUN", "ADJ", "PROPN", "X", "ADV", "PART", "ADP"}
HUNG = {"nmod", "appos", "amod", "xcomp", "obj", "dep", "nummod", "flat", "flat:foreign", "iobj"}
PAST = "Mood=Ind|Tense=Past|VerbForm=Fin|Voice=Act"
SUBJECTS = {"nsubj", "nsubj:pass"}
BREAKS = {"PUNCT", "CCONJ", "SCONJ", "VERB", "AUX", "ADP"}
REACH = 8
BY = {("علي", "يد"), ("علي", "ايدي"), ("ب", "ايدي"), ("من", "قبل"), ("من", "جانب")}
"""Folded. "من قبل" is "by" before a noun; "before that" has a pronoun."""


def mend_trees(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Returns an Arabic article with its trees mended; others as they are."""
    if annotated.language != LANGUAGE:
        return annotated
    sentences = tuple(
        _mend(sentence, annotated.timexes) if sentence.is_parsed else sentence
        for sentence in annotated.sentences
    )
    return replace(annotated, sentences=sentences)


def _mend(sentence: Sentence, timexes: Sequence[Timex]) -> Sentence:
    tree = _Tree(sentence, timexes)
    for token in sentence.tokens:
        tree.tell_verb(token.index)
        tree.tell_agent(token.index)
    for token in sentence.tokens:
        if tree.tokens[token.index].upos == "VERB":
            tree.give_subject(token.index)
            tree.give_object(token.index)
            tree.tell_passive(token.index)
    return replace(sentence, tokens=tuple(tree.tokens))


class _Tree:
    """The tokens of a sentence while its tree is mended."""

    def __init__(self, sentence: Sentence, timexes: Sequence[Timex]) -> None:
        self.tokens = list(sentence.tokens)
        times = [t for t in timexes if sentence.start <= t.start < sentence.end]
        self._of_time = {
            t.index for t in self.tokens if any(x.start <= t.start < x.end for x in times)
        }
        self._lexicon = load_lexicon(LANGUAGE)

    def tell_verb(self, index: int) -> None:
        """Tags as a verb what can be nothing else by its form."""
        token = self.tokens[index]
        if token.upos not in MISTAKEN or not is_verb_form(token, self._lexicon):
            return
        head, deprel = token.head, token.deprel
        if deprel in HUNG | SUBJECTS | {"advmod", "case"} and head >= 0:
            deprel = "conj" if self._text(index - 1) in {"و", "ف"} else "acl:relcl"
        self._set(index, upos="VERB", feats=PAST, head=head, deprel=deprel)

    def tell_agent(self, index: int) -> None:
        """The noun behind "at the hands of", "by" of two words is who did it."""
        if index + 2 >= len(self.tokens):
            return
        pair = (fold(self.tokens[index].text), fold(self.tokens[index + 1].text))
        if pair not in BY or not self._is_noun(index + 2):
            return
        above = self.tokens[index + 1].head
        if above in {index, index + 2}:
            above = self.tokens[index].head
        if above in {index + 1, index + 2, -1}:
            return
        for at in (index, index + 1):
            self._set(at, head=index + 2, deprel="case", upos="ADP")
        self._set(index + 2, head=above, deprel="obl:agent")

    def give_subject(self, index: int) -> None:
        """A verb in the plural or dual has the noun right before it as its subject."""
        verb = self.tokens[index]
        if not verb.text.endswith("وا") or self._own(index, SUBJECTS, before=True) is not None:
            return
        start = self._phrase_before(index)
        if start is not None and start != verb.head:
            for kid in self.tokens:
                if kid.head == index and kid.deprel in SUBJECTS:
                    self._set(kid.index, deprel="obj")
            if self.tokens[start].head == index or not self._is_above(index, start):
                self._set(start, head=index, deprel="nsubj")

    def give_object(self, index: int) -> None:
        """The noun that cannot belong to the subject before it is the verb's object."""
        subject = self._own(index, SUBJECTS)
        if subject is None or not index < subject <= index + 2:
            return
        if self._own(index, {"obj"}) is not None:
            return
        at = self._end_of_phrase(subject)
        found = self._object_at(at, subject) if at is not None else None
        if found is None:
            return
        self._set(found, head=index, deprel="obj")
        for at in range(subject + 1, found):
            if self.tokens[at].head > found:
                self._set(at, head=subject, deprel="nmod")

    def tell_passive(self, index: int) -> None:
        """A verb with the vowel sign of the passive tells what its subject suffers."""
        verb = self.tokens[index]
        if verb.text[1:2] != DAMMA:
            return
        self._set(index, feats=verb.feats.replace("Voice=Act", "Voice=Pass") or "Voice=Pass")
        kid = self._own(index, SUBJECTS | {"obj"})
        if kid is None and index + 1 < len(self.tokens) and self._is_noun(index + 1):
            kid = index + 1
            self._set(kid, head=index)
        if kid is not None:
            self._set(kid, deprel="nsubj:pass")

    def _end_of_phrase(self, start: int) -> int | None:
        """Where a new noun phrase may begin behind the one at `start`; None where it goes on."""
        token = self.tokens[start]
        at = start + 1
        if token.upos == "NUM":
            return None
        if not is_closed(token):
            if at >= len(self.tokens) or not is_definite(self.tokens[at]):
                return at if self._is_accusative(at) else None
            at += 1
        while at < len(self.tokens) and self._goes_on(at, token):
            at += 1
        return at

    def _goes_on(self, at: int, head: Token) -> bool:
        """Adjectives of the phrase: with the article, or with the ending of their noun."""
        token = self.tokens[at]
        if token.upos == "PUNCT" or at in self._of_time:
            return False
        if is_definite(token) or token.upos in {"DET", "PRON"}:
            return True
        is_like = not is_definite(head) and token.text[-2:] == head.text[-2:]
        return is_like and token.upos in {"ADJ", "NOUN"} and is_absolute(token)

    def _object_at(self, at: int, subject: int) -> int | None:
        if at >= len(self.tokens) or at in self._of_time:
            return None
        token = self.tokens[at]
        if token.upos not in NOUNS | {"ADJ"} or is_definite(token) or token.upos == "PROPN":
            return None
        if any(t.head == at and t.deprel == "case" and t.index < at for t in self.tokens):
            return None
        if token.upos == "NUM" and self._is_noun(at + 1) and token.head == at + 1:
            at += 1
        if not self._is_above(at, subject) and self.tokens[at].deprel not in HUNG:
            return None
        return at

    def _is_accusative(self, at: int) -> bool:
        if at >= len(self.tokens) or not self._is_noun(at):
            return False
        return self.tokens[at].text.endswith(TANWIN) and len(self.tokens[at].text) >= LEAST

    def _phrase_before(self, index: int) -> int | None:
        """The head of the noun phrase right before a verb."""
        at = index - 1
        first = None
        while at >= max(0, index - REACH):
            token = self.tokens[at]
            if token.upos in BREAKS or at in self._of_time:
                break
            first = at
            at -= 1
        if first is None or not self._is_noun(first):
            return None
        is_counted = self.tokens[first].upos == "NUM" and first + 1 < index
        return first + 1 if is_counted and self._is_noun(first + 1) else first

    def _own(self, index: int, deprels: set[str], *, before: bool = False) -> int | None:
        kids = (t.index for t in self.tokens if t.head == index and t.deprel in deprels)
        return next((k for k in kids if not before or k < index), None)

    def _is_noun(self, at: int) -> bool:
        return 0 <= at < len(self.tokens) and self.tokens[at].upos in NOUNS

    def _is_above(self, index: int, other: int) -> bool:
        """True where `other` is among the governors of `index`."""
        seen: set[int] = set()
        at = self.tokens[index].head
        while at >= 0 and at not in seen:
            if at == other:
                return True
            seen.add(at)
            at = self.tokens[at].head
        return False

    def _text(self, at: int) -> str:
        return self.tokens[at].text if at >= 0 else ""

    def _set(self, index: int, **changed: str | int) -> None:
        self.tokens[index] = replace(self.tokens[index], **changed)  # type: ignore[arg-type]
