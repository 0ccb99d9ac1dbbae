"""Names and numbers with their endings behind an apostrophe ("Diyarbakır'daki", "7'si").

Their characters are those of the name; the ending gives the case, by its letters alone.
"""

from __future__ import annotations

import re

from transforms.gazetteer import load_gazetteer
from transforms.records import Token
from transforms.text.turkish.analyses import analyses
from transforms.text.turkish.word import Word, plain_word
from transforms.text.turkish.words import load_words, lower

_CUT = re.compile(r"^(?P<base>.+?)['’](?P<ending>[^\W\d_]+)$")
_NUMBER = re.compile(r"^%?\s?\d+(?:[.,:]\d+)*$")
_ENDING = re.compile(
    r"^(?P<with>l[ıiuü](?:l[ae]r)?)?(?P<plural>l[ae]r)?"
    r"(?:(?P<Loc>n?[dt][ae])|(?P<Abl>n?[dt][ae]n)|(?P<Ins>y?l[ae])|(?P<Gen>n?[ıiuü]n)"
    r"|(?P<Dat>[yn]?[ae])|(?P<Acc>[yn]?[ıiuü])|(?P<P3sg>s[ıiuü])(?P<more>n[ıiuüae]\w*)?)?"
    r"(?P<Rel>k[iü])?(?:d[ıiuü]r)?$"
)
_GUESSED = re.compile(
    r"^(?P<stem>\w{3,}?)(?P<plural>l[ae]r)?"
    r"(?:(?P<Loc>[dt][ae])|(?P<Abl>[dt][ae]n)|(?P<Ins>y?l[ae])|(?P<Gen>n?[ıiuü]n)|(?P<Dat>[yn]?[ae])"
    r"|(?P<Acc>[yn]?[ıiuü]))?$"
)
CASES = ("Loc", "Abl", "Ins", "Gen", "Dat", "Acc")


KINDS = ("places", "facilities", "bodies", "titles")


def name_with_ending(at: int, token: Token) -> Word | None:
    """A name or number with its ending; None for a word without apostrophe."""
    cut = _cut(token.text)
    return _name_with_ending(at, token, cut["base"], lower(cut["ending"])) if cut else None


def has_ending(text: str) -> bool:
    """True for a word with an apostrophe and an ending."""
    return _cut(text) is not None


def _cut(text: str) -> re.Match[str] | None:
    """Name and ending; behind a capital there is none ("N'Gourma"), but in a line of capitals."""
    cut = _CUT.match(text)
    return cut if cut and (cut["ending"][0].islower() or text.isupper()) else None


def of_digits(at: int, token: Token) -> Word | None:
    """A number or an ordinal in digits; None for another word."""
    if _NUMBER.match(token.text):
        return plain_word(at, token, token.text, "NUM")
    is_ordinal = token.text[:-1].isdigit() and token.text.endswith(".")
    return plain_word(at, token, token.text, "ADJ") if is_ordinal else None


def _name_with_ending(at: int, token: Token, base: str, ending: str) -> Word:
    """A name or number with its ending behind an apostrophe; its characters are the name's."""
    is_number = bool(_NUMBER.match(base))
    word = Word(at, token.start, token.start + len(base), base, lower(base), base, "PROPN")
    word.upos = "NUM" if is_number else "PROPN"
    word.kind = "" if is_number else "prop"
    _as_kind(word)
    if load_words().has("weekdays_and_months", word.low) or word.low in load_words().fixed:
        word.lemma, word.upos, word.kind = word.low, "NOUN", ""
    found = _ENDING.match(ending)
    if found is None:
        return word
    word.case = next((case for case in CASES if found[case]), "Nom")
    if is_number and word.case in {"Acc", "Gen"} or found["P3sg"]:  # "3'ü": three of them
        word.case, word.marks = ("Gen" if word.case == "Gen" else "Nom"), frozenset({"P3sg"})
        if found["more"]:
            word.case = _case_behind(found["more"])
    if found["with"] and not is_number:
        word.upos = "ADJ" if word.case == "Nom" and found["with"][2:] == "" else "PROPN"
        word.marks |= {"With"}
    if found["plural"] or (found["with"] and len(found["with"]) > len("li")):
        word.marks |= {"A3pl"}
    if found["Rel"]:
        word.kind = "rel"
    return word


def guessed(at: int, token: Token) -> Word:
    """A noun that no dictionary has, with the case that its last letters show."""
    word = plain_word(at, token, lower(token.text), "NOUN")
    found = _GUESSED.match(word.low)
    if found:
        word.lemma = found["stem"]
        word.case = next((case for case in CASES if found[case]), "Nom")
        word.marks = frozenset({"A3pl"} if found["plural"] else ())
    return word


def people_with_ending(at: int, token: Token) -> Word | None:
    """One of a people with an ending, which has no apostrophe ("Yemenliyi"); None for others."""
    word = guessed(at, token)
    stem = token.text[: len(word.lemma)]
    if word.case == "Nom" or load_gazetteer().demonym_country(stem, "tr") is None:
        return None
    word.upos, word.kind, word.lemma = "PROPN", "prop", stem
    return word


def _as_kind(word: Word) -> None:
    """A possessed noun before the apostrophe ("Taksim Meydanı'nda") keeps its own lemma."""
    for reading in analyses(word.low):
        if not any(load_words().has(name, reading.lemma) for name in KINDS):
            continue
        if (
            reading.upos == "NOUN"
            and reading.is_possessed
            and reading.case == "Nom"
            and not reading.kind
        ):
            word.lemma, word.upos, word.kind = reading.lemma, "NOUN", ""
            word.marks = reading.marks
            return


def _case_behind(ending: str) -> str:
    """The case of what stands behind a possessive ending ("-sına", "-sında")."""
    for case, letters in (
        ("Loc", ("nda", "nde")),
        ("Abl", ("ndan", "nden")),
        ("Dat", ("na", "ne")),
    ):
        if ending in letters:
            return case
    return "Gen" if ending.endswith("n") else "Acc"
