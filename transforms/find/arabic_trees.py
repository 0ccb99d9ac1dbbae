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

from transforms.find.arabic_clauses import (
    give_next,
    give_nominative,
    give_topic,
    tell_in_it,
    tell_lost,
)
from transforms.find.arabic_joints import JOINTS_MENDED
from transforms.find.arabic_nodes import LANGUAGE, NOUNS, Nodes
from transforms.find.arabic_pairs import PAIRS_MENDED, give_counted, give_far_victim
from transforms.find.arabic_phrases import PHRASES_MENDED, give_masdar
from transforms.find.arabic_times import OBJECTS_MENDED, tell_noon
from transforms.find.arabic_words import (
    is_absolute,
    is_closed,
    is_definite,
    is_of_many,
    is_verb_form,
)
from transforms.letters import fold
from transforms.records import AnnotatedArticle, Sentence, Timex, Token

DAMMA = "\u064f"
MISTAKEN = {"NOUN", "ADJ", "PROPN", "X", "ADV", "PART", "ADP"}
HUNG = {"nmod", "appos", "amod", "xcomp", "obj", "dep", "nummod", "flat", "flat:foreign", "iobj"}
PAST = "Mood=Ind|Tense=Past|VerbForm=Fin|Voice=Act"
SUBJECTS = {"nsubj", "nsubj:pass"}
PARTICIPANTS = {*SUBJECTS, "obj"}
COMMAS = {"،", ","}
JOINTS = {"و", "ف"}
WHEN = {"عندما", "حين", "حينما", "بعدما", "لما", "فيما", "بينما", "إذ", "حيث", "كما", "ثم"}


def mend_trees(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Returns an Arabic article with its trees mended; others as they are."""
    if annotated.language != LANGUAGE:
        return annotated
    times = annotated.timexes
    sentences = tuple(_mend(s, times) if s.is_parsed else s for s in annotated.sentences)
    return replace(annotated, sentences=sentences)


def _mend(sentence: Sentence, timexes: Sequence[Timex]) -> Sentence:
    tree = _Tree(sentence, timexes)
    for token in sentence.tokens:
        tell_noon(tree, token.index)
        tell_lost(tree, token.index)
        tree.tell_verb(token.index)
        for tell in (*PHRASES_MENDED, *JOINTS_MENDED, *PAIRS_MENDED):
            tell(tree, token.index)
    for token in sentence.tokens:
        tell_in_it(tree, token.index)
        if tree.tokens[token.index].upos == "VERB":
            give_topic(tree, token.index)
            give_nominative(tree, token.index)
            tree.give_subject(token.index)
            tree.give_object(token.index)
            for give in OBJECTS_MENDED:
                give(tree, token.index)
            tree.tell_passive(token.index)
            give_far_victim(tree, token.index)
            give_counted(tree, token.index)
            give_masdar(tree, token.index)
    return replace(sentence, tokens=tuple(tree.tokens))


class _Tree(Nodes):
    """The tokens of a sentence while its tree is mended."""

    def tell_verb(self, index: int) -> None:
        """Tags as a verb what can be nothing else by its form."""
        token = self.tokens[index]
        if token.upos not in MISTAKEN:
            return
        is_joined = self.text(index - 1) in JOINTS
        is_passive = is_joined and self._is_joined_passive(token)
        is_passive |= token.text[1:2] == DAMMA and self._is_mute(token)
        is_passive |= self.is_root_verb(token)
        if not is_passive and not is_verb_form(token, self.lexicon):
            return
        head, deprel = token.head, token.deprel
        if head >= 0 and (is_joined or deprel in HUNG | SUBJECTS | {"advmod", "case"}):
            verbs = [t.index for t in self.tokens[:index] if t.upos == "VERB"]
            deprel = "conj" if is_joined else "acl:relcl"
            head = verbs[-1] if is_joined and verbs else head
        self.change(index, upos="VERB", feats=PAST, head=head, deprel=deprel)
        after = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        if after and after.deprel in {"nmod", "appos"} and after.head in {index, token.head}:
            deprel = "obj" if token.text.endswith("وا") else "nsubj"
            self.change(after.index, head=index, deprel=deprel)

    def _is_joined_passive(self, token: Token) -> bool:
        """A second verb taken for a second subject ("قُتل جندي وجُرح آخر")."""
        if token.text[1:2] == DAMMA and not token.text.startswith("م"):
            return True
        is_conjunct = token.deprel == "conj" and self.tokens[token.head].deprel in PARTICIPANTS
        return is_conjunct and self._is_mute(token)

    def _is_mute(self, token: Token) -> bool:
        """True for a verb that does not show its voice without vowel signs."""
        return fold(token.text) in self.lexicon.roles["objectless_passive"]

    def give_subject(self, index: int) -> None:
        """A verb in the plural or dual has the noun right before it as its subject."""
        verb = self.tokens[index]
        if self.is_noun(index + 1) and self._opens_clause(index):
            give_next(self, index)
        is_dual = verb.text.endswith("ا") and self.tokens[index - 1].text.endswith(("ان", "ين"))
        is_many = verb.text.endswith("وا") or (is_dual and index > 0)
        if not is_many or self.own(index, SUBJECTS, before=True) is not None:
            return
        start = self.phrase_before(index)
        if start is not None and start != verb.head and not self._is_of_verb_before(start):
            for kid in self.tokens:
                if kid.head == index and kid.deprel in SUBJECTS:
                    self.change(kid.index, deprel="obj")
            if self.tokens[start].head == index or not self.is_above(index, start):
                self.change(start, head=index, deprel="nsubj")

    def _is_of_verb_before(self, start: int) -> bool:
        """Whether a phrase stands right behind a verb of its own ("هاجم مسلحون قرية وقتلوا")."""
        return start > 0 and self.tokens[start - 1].upos == "VERB"

    def _opens_clause(self, index: int) -> bool:
        """True for the first word of a sentence or of a new clause, before an own subject."""
        before, after = self.text(index - 1), self.tokens[index + 1]
        if before in WHEN:
            return True
        is_first = index == 0 or before in COMMAS or before in JOINTS and index == 1
        return is_first and not self.is_accusative(after.index) and after.deprel != "obl"

    def give_object(self, index: int) -> None:
        """The noun that cannot belong to the subject before it is the verb's object."""
        if self.tokens[index].text.endswith("وا"):
            self._give_counted(index)
        subject = self.own(index, SUBJECTS)
        if subject is None or not index < subject <= index + 2:
            return
        if self.own(index, {"obj"}) is not None:
            return
        at = self._end_of_phrase(subject)
        found = self._object_at(at, subject) if at is not None else None
        if found is None:
            return
        self.change(found, head=index, deprel="obj")
        self.change(subject, deprel="nsubj")
        for at in range(subject + 1, found):
            if self.tokens[at].head > found:
                self.change(at, head=subject, deprel="nmod")

    def _give_counted(self, index: int) -> None:
        """A number right behind a plural verb counts its objects ("وقتلوا اثني عشر مدنيا")."""
        if self.own(index, {"obj"}) is not None:
            return
        at = index + 1
        while at < len(self.tokens) and fold(self.tokens[at].text) in self.lexicon.numbers:
            at += 1
        if at > index + 1 and self.is_noun(at) and at not in self.of_time:
            self.change(at, head=index, deprel="obj")
            for number in range(index + 1, at):
                self.change(number, head=at, deprel="nummod", upos="NUM")

    def tell_passive(self, index: int) -> None:
        """A verb with the vowel sign of the passive tells what its subject suffers."""
        verb = self.tokens[index]
        if verb.text[1:2] != DAMMA:
            self._tell_active(verb)
            return
        self.change(index, feats=verb.feats.replace("Voice=Act", "Voice=Pass") or "Voice=Pass")
        kid = self.own(index, SUBJECTS | {"obj"})
        if kid is None and index + 1 < len(self.tokens) and self.is_noun(index + 1):
            kid = index + 1
            self.change(kid, head=index)
        if kid is not None:
            self.change(kid, deprel="nsubj:pass")

    def _tell_active(self, verb: Token) -> None:
        """A verb without that sign that is no known passive has a subject that acts."""
        mute = self.lexicon.roles["objectless_passive"]
        if DAMMA in verb.text or {fold(verb.lemma), fold(verb.text)} & mute:
            return
        kid = self.own(verb.index, {"nsubj:pass"})
        if kid is not None and "Voice=Pass" not in verb.feats:
            self.change(kid, deprel="nsubj")

    def _end_of_phrase(self, start: int) -> int | None:
        """Where a new noun phrase may begin behind the one at `start`; None where it goes on."""
        token = self.tokens[start]
        at = start + 1
        if token.upos == "NUM":
            return None
        if not is_closed(token):
            while at < len(self.tokens) and self.governs_on(at):
                at += 1
            if at >= len(self.tokens) or not self.is_last(at):
                end = self.behind_adjectives(at)
                return end if end > at or self.is_accusative(at) else None
            at += 1
            while at < len(self.tokens) and self.is_name_on(at):
                at += 1
        while at < len(self.tokens) and self._goes_on(at, token):
            at += 1
        return at

    def _goes_on(self, at: int, head: Token) -> bool:
        """Adjectives of the phrase: with the article, or with the ending of their noun."""
        token = self.tokens[at]
        if token.upos == "PUNCT" or at in self.of_time:
            return False
        if is_definite(token) or token.upos in {"DET", "PRON"}:
            return not is_of_many(token, head)
        is_like = not is_definite(head) and token.text[-2:] == head.text[-2:]
        return is_like and token.upos in {"ADJ", "NOUN"} and is_absolute(token)

    def _object_at(self, at: int, subject: int) -> int | None:
        if at >= len(self.tokens) or at in self.of_time:
            return None
        token = self.tokens[at]
        before = self.tokens[at - 1]
        is_apart = before.upos == "ADJ" and not is_definite(before)
        is_name = token.upos == "PROPN" and not self.is_accusative(at)
        if token.upos not in NOUNS | {"ADJ"} or is_name:
            return None
        is_many = at == subject + 1 and is_of_many(token, before)
        if is_definite(token) and not is_apart and not is_many:
            return None
        if any(t.head == at and t.deprel == "case" and t.index < at for t in self.tokens):
            return None
        if token.upos == "NUM" and self.is_noun(at + 1) and token.head == at + 1:
            at += 1
        if not self.is_above(at, subject) and self.tokens[at].deprel not in HUNG:
            return None
        return at
