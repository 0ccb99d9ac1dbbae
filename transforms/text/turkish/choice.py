"""Chooses one analysis for each word of a sentence, by its letters and its neighbours.

Preferences, the smallest sum of points first: no forms of talk, no name where the word has a small
letter, a verb where the clause ends, an adjective or participle where a noun follows, an object
before a transitive verb and a possessed noun behind the noun it belongs to, then the longest stem.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transforms.gazetteer import load_gazetteer
from transforms.records import Token
from transforms.text.turkish.analyses import Analysis, analyses
from transforms.text.turkish.durations import for_long
from transforms.text.turkish.endings import (
    guessed,
    has_ending,
    name_with_ending,
    of_digits,
    people_with_ending,
)
from transforms.text.turkish.view import FAR, View, opens_sentence
from transforms.text.turkish.word import Word, has_capital, plain_word
from transforms.text.turkish.words import load_words, lower

CLOSED = {"PUNCT", "CCONJ", "ADP"}
LONGEST_SHORT = 6
BETWEEN_REACH = 8


def read_words(tokens: Sequence[Token]) -> list[Word]:
    """Return the words of a sentence with the analyses chosen."""
    options = [_options(token) for token in tokens]
    words: list[Word] = []
    for at, token in enumerate(tokens):
        word = name_with_ending(at, token) or _day(at, token, words)
        word = word or _country(at, token) or _joint(at, tokens)
        after = lower(tokens[at + 1].text) if at + 1 < len(tokens) else ""
        word = word or _closed(at, token, words, after) or of_digits(at, token)
        if word is None:
            choice = _choose(at, tokens, options, words)
            word = _plain(at, token, choice, opens=opens_sentence(words))
            behind = tokens[at + 1 : at + 2]
            is_name = _ends_name(word, words) or _is_inside_name(word, words, behind)
            if is_name or _is_town(word, words, options[at + 1 : at + 2]):
                word.upos, word.kind, word.lemma = "PROPN", "prop", token.text
            word.deed = _deed(word, options[at])
        words.append(word)
    return words


def _options(token: Token) -> tuple[Analysis, ...]:
    return () if has_ending(token.text) else analyses(lower(token.text))


def _closed(at: int, token: Token, before: Sequence[Word], after: str) -> Word | None:
    """A mark, a conjunction, a determiner, an adverb or a postposition, by the lists."""
    low, words = lower(token.text), load_words()
    if not any(letter.isalnum() for letter in low):
        return plain_word(at, token, low, "PUNCT")
    last = before[-1] if before else None
    pair = f"{last.low} {low}" if last else low
    if words.has("compounds", pair):
        return replace(plain_word(at, token, "yer", "NOUN"), case="Dat", marks=frozenset({"P3sg"}))
    if _is_postposition(low, last):
        return plain_word(at, token, low, "ADP")
    return _in_one_form(at, token, low, last) or _listed(at, token, low, pair, after)


def _is_postposition(low: str, last: Word | None) -> bool:
    """True for a word of the list behind a noun in its case."""
    words = load_words()
    cases = words.postpositions.get(low)
    if not cases or last is None:
        return False
    if not (last.is_nominal or last.kind in {"vnoun", "part"} or last.upos == "ADJ"):
        return False
    fits = last.case in cases or (last.case == "Gen" and "Nom" in cases)
    is_bare = words.has("before_after", low) and last.case == "Nom" and not _is_time(last)
    return fits and not is_bare


def _in_one_form(at: int, token: Token, low: str, last: Word | None) -> Word | None:
    """A form with one reading, by the lists ("eline", "günü")."""
    words = load_words()
    if low in words.fixed:
        lemma, case, *marks = words.fixed[low]
        return replace(plain_word(at, token, lemma, "NOUN"), case=case, marks=frozenset(marks))
    if low in words.time_forms and last is not None:
        word = plain_word(at, token, words.time_forms[low], "NOUN")
        word.marks = frozenset({"P3sg"})
        return word
    if words.has("reached", low) and last is not None and last.case == "Dat":
        return plain_word(at, token, low, "ADJ")  # "kente hâkim bir tepe"
    return for_long(at, token)


def _listed(at: int, token: Token, low: str, pair: str, after: str) -> Word | None:
    """A conjunction, a determiner or an adverb, or the second word of "çok sayıda"."""
    words = load_words()
    if words.has("adverbial", f"{low} {after}"):
        return plain_word(at, token, low, "ADV")
    if words.has("before_times", low) and not words.has("times", after.partition("'")[0]):
        return None  # "sınırı geçen birlikler"
    if words.has("many", pair):
        return plain_word(at, token, low, "DET")
    for name, upos in (("conjunctions", "CCONJ"), ("determiners", "DET"), ("adverbs", "ADV")):
        if words.has(name, low):
            return plain_word(at, token, low, upos)
    return None


def _day(at: int, token: Token, before: Sequence[Word]) -> Word | None:
    """A month or weekday with its capital ("10 Şubat Pazartesi"), unless it ends a name."""
    low = lower(token.text)
    if not token.text[:1].isupper() or not load_words().has("weekdays_and_months", low):
        return None
    is_name = bool(before) and before[-1].upos == "PROPN"
    return None if is_name else plain_word(at, token, low, "NOUN")


def _country(at: int, token: Token) -> Word | None:
    """A country's name, which may be another word too ("Irak", "Mali")."""
    if not token.text[:1].isupper() or not load_gazetteer().country_of(token.text, "tr"):
        return None
    return replace(plain_word(at, token, token.text, "PROPN"), kind="prop")


def _joint(at: int, tokens: Sequence[Token]) -> Word | None:
    """The "ile" of "X ile Y arasında", which joins two nouns."""
    low = lower(tokens[at].text)
    if not load_words().has("with", low):
        return None
    behind = (lower(t.text) for t in tokens[at + 1 : at + 1 + BETWEEN_REACH])
    is_pair = any(load_words().has("between", word) for word in behind)
    return plain_word(at, tokens[at], low, "CCONJ") if is_pair else None


def _is_time(word: Word) -> bool:
    return load_words().has("times", word.lemma)


def _plain(at: int, token: Token, choice: Analysis | None, *, opens: bool) -> Word:
    low = lower(token.text)
    if choice is None:
        if not has_capital(token.text):
            return guessed(at, token)
        people = people_with_ending(at, token)
        if people is not None:
            return people
        return Word(at, token.start, token.end, token.text, low, token.text, "PROPN", "prop")
    is_name = choice.kind in {"prop", "abbr"}
    if not is_name and _is_capital_name(token, choice, opens):
        if choice.case != "Nom":  # without apostrophe the ending belongs to the name
            return Word(at, token.start, token.end, token.text, low, token.text, "PROPN", "prop")
        is_name = True
    upos = "PROPN" if is_name else choice.upos
    return Word(
        at, token.start, token.end, token.text, low, choice.lemma, upos, choice.kind, choice.case,
        choice.marks,
    )  # fmt: skip


def _deed(word: Word, options: Sequence[Analysis]) -> str:
    """The verb of a noun in -ma, "" for other words ("bombalaması": bombalamak)."""
    if word.upos != "NOUN" or not word.lemma.endswith(("ma", "me")):
        return ""
    is_form = "Inf2" in word.marks or any(a.kind == "vnoun" and "Inf2" in a.marks for a in options)
    return f"{word.lemma}k" if is_form else ""


def _is_capital_name(token: Token, choice: Analysis, opens: bool) -> bool:
    """A noun with a capital inside a sentence is a name, unless it is a title, a kind or a day."""
    is_noun = choice.upos in {"NOUN", "ADJ"} and not choice.is_possessed
    if choice.upos == "ADJ" and choice.case == "Nom":
        is_noun = False
    if opens or not token.text[:1].isupper() or not is_noun:
        return False
    names = ("titles", "bodies", "places", "facilities", "times", "adnouns")
    return not any(load_words().has(name, choice.lemma) for name in names)


def _choose(
    at: int,
    tokens: Sequence[Token],
    options: Sequence[tuple[Analysis, ...]],
    before: Sequence[Word],
) -> Analysis | None:
    text = tokens[at].text
    found = [a for a in options[at] if not _is_name_with_ending(a, options[at])]
    if not found or (1 < len(text) < LONGEST_SHORT and text.isupper() and text.isalpha()):
        return None
    view = View(at, tokens, options, before)
    chosen = min(found, key=view.points)
    if view.points(chosen)[0] >= FAR:
        return None
    if "Ness" in chosen.marks and before and before[-1].upos == "NUM":
        return replace(chosen, upos="ADJ")  # "40 araçlık konvoy"
    if chosen.kind == "part" and tokens[at].text[:1].isupper() and not opens_sentence(before):
        return replace(chosen, upos="ADJ", kind="")  # "Birleşmiş Milletler"
    if chosen.kind == "vnoun" and tokens[at].text[:1].isupper() and not opens_sentence(before):
        return replace(chosen, upos="NOUN", kind="", lemma=lower(tokens[at].text))  # "Kurtuluş"
    is_person = chosen.upos == "ADJ" and load_words().has("people", chosen.lemma)
    is_person &= not (_is_behind_place(before) and load_words().has("placed", chosen.lemma))
    return replace(chosen, upos="NOUN") if is_person else chosen


def _ends_name(word: Word, before: Sequence[Word]) -> bool:
    """True for an adjective with its capital right behind a name ("Boko Haram")."""
    last = before[-1] if before else None
    is_bare = word.upos == "ADJ" and word.case == "Nom" and not word.kind and word.has_capital
    is_name = last is not None and last.upos == "PROPN" and last.case == "Nom" and not last.lent
    return is_bare and is_name and load_gazetteer().demonym_country(word.text, "tr") is None


def _is_inside_name(word: Word, before: Sequence[Word], after: Sequence[Token]) -> bool:
    """True for a noun with its capital between parts of a name ("Sudan Halk Kurtuluş")."""
    last = before[-1] if before else None
    is_bare = word.upos == "NOUN" and word.case == "Nom" and not word.is_possessed
    is_name = last is not None and last.upos == "PROPN" and last.case == "Nom" and not last.lent
    goes_on = bool(after) and has_capital(after[0].text)
    return is_bare and word.has_capital and is_name and goes_on and not word.marks & {"A3pl"}


def _is_town(word: Word, before: Sequence[Word], after: Sequence[Sequence[Analysis]]) -> bool:
    """True for an adjective with its capital right before "kentinde": the town of Bol."""
    is_bare = word.upos == "ADJ" and not word.kind and word.has_capital and before
    if not is_bare or opens_sentence(before) or before[-1].case != "Gen":
        return False
    if load_gazetteer().demonym_country(word.text, "tr") is not None:
        return False
    kinds = (a for readings in after for a in readings if a.is_possessed)
    return any(load_words().has("places", a.lemma) for a in kinds)


def _is_behind_place(before: Sequence[Word]) -> bool:
    return bool(before) and before[-1].case == "Loc" and before[-1].is_nominal


def _is_name_with_ending(reading: Analysis, others: Sequence[Analysis]) -> bool:
    """True for a name with an ending that has no apostrophe before it, as it would be written.

    Only peoples are written without one ("Husiler", "Kürtlere").
    """
    if reading.kind != "prop" or (reading.case == "Nom" and not reading.is_possessed):
        return False
    is_people = "A3pl" in reading.marks
    return not is_people or any(a.upos == "NOUN" and a.kind != "prop" for a in others)
