"""The features of a Turkish word in Universal Dependencies, as the rules of find read them.

Case endings that say what others say with an adposition are written as `Ending` (tree.case_words);
the participle of a relative clause is marked as the finite past that other languages have there,
and necessity, wish, ability and the aorist as moods of what has not happened.
"""

from __future__ import annotations

from collections.abc import Sequence

from transforms.text.turkish.analyses import MOODS, TENSES
from transforms.text.turkish.word import Word
from transforms.text.turkish.words import load_words

ENDINGS = {"Loc": "-de", "Abl": "-den", "Dat": "-e", "Ins": "-le", "Equ": "-ce"}
POINTING = {"Acc", "Gen", "Loc"}
"""Cases in which a bare noun of an event is one told of: "saldırıyı", "saldırıda"."""
UNREAL = {"Able", "Unable"}


def features(word: Word, kids: Sequence[Word]) -> str:
    """Return the features of a word, in alphabetical order; `kids` hang on it."""
    found = _verbal(word) if word.upos == "VERB" else _nominal(word, kids)
    if word.upos == "DET":
        lists = load_words()
        found |= {"Definite": "Ind"} if lists.has("one", word.low) else {}
        found |= {"PronType": "Dem"} if lists.has("pointing", word.low) else {}
    return "|".join(f"{name}={value}" for name, value in sorted(found.items()))


def _nominal(word: Word, kids: Sequence[Word]) -> dict[str, str]:
    if not word.is_nominal:
        return {}
    found = {"Case": word.case}
    if word.ending and word.case in ENDINGS:
        found["Ending"] = ENDINGS[word.case]
    is_behind = word.case == "Gen" and "Post" in word.marks
    points = word.upos == "NOUN" and word.case in POINTING and not is_behind
    if points and not _is_modified(word, kids):
        found["Known"] = "Yes"
    if word.is_possessed:
        found["Person[psor]"] = "3"
    one = load_words().lists["one"]
    is_counted = any(k.deprel == "nummod" and k.low not in one for k in kids)
    is_plural = bool(word.marks & {"A3pl", "P3pl"}) or is_counted
    found["Number"] = "Plur" if is_plural else "Sing"
    return found


def _is_modified(noun: Word, kids: Sequence[Word]) -> bool:
    return noun.is_possessed or any(k.deprel not in {"punct", "cc", "conj", "case"} for k in kids)


def _verbal(word: Word) -> dict[str, str]:
    marks, found = word.marks, {}
    if "Pass" in marks:
        found["Voice"] = "Pass"
    if marks & {"Neg", "Unable", "WithoutHavingDoneSo", "WithoutBeingAbleToHaveDoneSo"}:
        found["Polarity"] = "Neg"
    if word.kind == "fin":
        return found | _finite(word)
    if word.kind == "vnoun":
        is_told = "Post" in marks or word.case in {"Loc", "Abl", "Ins"}
        return found | {"VerbForm": "Vnoun" if is_told and "Inf1" not in marks else "Inf"}
    if word.kind == "conv":
        return found | {"VerbForm": "Conv"}
    if word.deprel not in {"acl", "acl:relcl"} and {"Pass", "A3pl", "PresPart"} <= marks:
        found["Known"] = "Yes"
    if "FutPart" in marks:
        return found | {"Tense": "Fut", "VerbForm": "Part"}
    return found | {"Tense": "Past", "VerbForm": "Part" if word.deprel == "acl" else "Fin"}


def _finite(word: Word) -> dict[str, str]:
    marks, found = word.marks, {"VerbForm": "Fin", "Person": "3"}
    found["Number"] = "Plur" if "A3pl" in marks else "Sing"
    tenses = {TENSES[mark] for mark in marks if mark in TENSES}
    found["Tense"] = next((t for t in ("Fut", "Aor", "Past", "Pres") if t in tenses), "Pres")
    if "Narr" in marks and "Past" not in marks:
        found["Evident"] = "Nfh"
    is_open = bool(marks & UNREAL) and "Past" not in tenses
    if is_open or found["Tense"] == "Aor" or any(mark in MOODS for mark in marks):
        found["Mood"] = "Cnd"
    return found
