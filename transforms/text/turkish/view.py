"""A word among its neighbours: what speaks against each of its readings, in points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.gazetteer import load_gazetteer
from transforms.records import Token
from transforms.text.turkish.analyses import Analysis
from transforms.text.turkish.bench import QUOTES
from transforms.text.turkish.word import Word
from transforms.text.turkish.words import load_words, lower

FAR, ODD, WORSE, LESS, HALF = 8, 4, 2, 1, 0.5
ENDS = {"ve", "diye", "ama", "ancak", "fakat", "mi", "mı", "mu", "mü", "da", "de"}
SURE = {"Past", "Narr", "Prog1", "Prog2", "Fut"}
"""Tenses that leave no doubt about a verb at the end of its clause ("çıktı", no printout)."""
OPENERS = {'"', "“", "«", "‘", "'", ":", "(", "-", "–"}


def _without_bracket(before: Sequence[Word]) -> Sequence[Word]:
    """The words before, without a bracket that explains the last of them ("(UNIFIL)")."""
    if not before or before[-1].text != ")":
        return before
    at = next((n for n, w in reversed(list(enumerate(before))) if w.text == "("), 0)
    return before[:at] or before


def opens_sentence(before: Sequence[Word]) -> bool:
    """True for the first word of a sentence, and behind a quotation mark or colon."""
    return not before or before[-1].text in OPENERS or all(w.upos == "PUNCT" for w in before)


def _is_mean(readings: Sequence[Analysis]) -> bool:
    """True for a word that tells with what ("gazıyla"), or leads to one that does ("biber")."""
    plain = [a for a in readings if not a.is_odd]
    return any(a.case == "Ins" or (a.upos in {"NOUN", "ADJ"} and a.case == "Nom") for a in plain)


@dataclass(frozen=True)
class View:
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
        is_unmeant = self._is_passive(reading) or load_words().has("unmeant", reading.lemma)
        points += WORSE if is_unmeant else 0
        points += self._by_place(reading) + self._by_case(reading)
        return points, -reading.length, len(reading.marks)

    def _is_passive(self, reading: Analysis) -> bool:
        """True for a verb that is more likely the passive of another ("alındı": almak)."""
        if reading.upos != "VERB" or "Pass" in reading.marks:
            return False
        if load_words().has("own_verbs", reading.lemma):
            return False
        return any("Pass" in a.marks and a.kind == reading.kind for a in self._readings)

    def _by_letters(self, reading: Analysis) -> float:
        is_name = reading.kind in {"prop", "abbr"} or reading.lemma[:1].isupper()
        if not self.tokens[self.at].text[:1].isupper():
            return FAR if is_name else 0
        if reading.kind == "abbr":
            return FAR
        if reading.kind == "fin" and not opens_sentence(self.before):
            return FAR
        is_first = opens_sentence(self.before)
        return LESS if is_name == is_first else 0

    def _by_place(self, reading: Analysis) -> float:
        if reading.kind == "fin":
            is_vague = "Aor" in reading.marks and "Past" not in reading.marks
            return (0 if self._ends_clause() else WORSE) + (WORSE if is_vague else 0)
        if self._ends_clause() and any(a.kind == "fin" and a.marks & SURE for a in self._readings):
            return WORSE
        if reading.kind == "part" and reading.case == "Nom":
            return self._of_participle(reading)
        if reading.upos == "ADV" or "Zero" in reading.marks:
            return HALF
        return self._of_noun(reading) if reading.upos in {"NOUN", "ADJ"} else 0

    def _of_participle(self, reading: Analysis) -> float:
        is_noun = "Noun" in reading.marks
        if self.before_noun():
            return LESS if is_noun else 0
        return 0 if is_noun and (reading.is_possessed or "A3pl" in reading.marks) else LESS

    def _of_noun(self, reading: Analysis) -> float:
        leads = self.before_noun()
        if leads and reading.case == "Nom" and any("PresPart" in a.marks for a in self._readings):
            return LESS + HALF  # "sona eren eylem", no saint
        if reading.upos == "ADJ":
            words = load_words()
            if words.has("people", reading.lemma) or words.has("nouns", reading.lemma):
                return WORSE
            if self._is_chief():
                return WORSE
            return 0 if leads else LESS + HALF
        is_other = any(a.upos == "ADJ" and a.lemma == reading.lemma for a in self.options[self.at])
        return HALF / 2 if is_other and leads else 0

    def _is_chief(self) -> bool:
        """True for the place of a region before its name ("eyaletin merkezi Ubeyd")."""
        after = self.tokens[self.at + 1].text[:1] if self.at + 1 < len(self.tokens) else ""
        is_owned = bool(self.before) and self.before[-1].case == "Gen" and after.isupper()
        return is_owned and any(a.is_possessed and a.upos == "NOUN" for a in self._readings)

    def _by_case(self, reading: Analysis) -> float:
        if reading.upos not in {"NOUN", "PROPN"} and reading.kind not in {"vnoun", "part"}:
            return 0
        if reading.case == "Acc" and "Num" in reading.marks and not self._is_object():
            return LESS + HALF  # "üçü çocuk sekiz kişi"
        if reading.case == "Acc" and not reading.is_possessed:
            if reading.kind == "part":
                return ODD
            return LESS if self._is_owned() else 0
        if not reading.is_possessed and reading.kind != "part" and self._may_be_owned(reading):
            return LESS
        if reading.is_possessed and reading.case == "Nom" and reading.kind != "part":
            return 0 if self._is_owned() else LESS
        return 0

    def _may_be_owned(self, reading: Analysis) -> bool:
        """True where the same case may be that of a possessed noun ("hava aracının")."""
        others = (a for a in self._readings if a.is_possessed and a.case == reading.case)
        return reading.case != "Nom" and any(True for _ in others) and self._is_owned()

    def _is_owned(self) -> bool:
        """True behind the noun it belongs to, unless it is the object of the verb behind it."""
        if load_words().has("behind_possessed", self._text(1)):
            return True
        if self._is_quoted() or self._is_of_people():
            return True
        before = _without_bracket(self.before)
        owner = next((w for w in reversed(before) if w.upos not in {"ADJ", "NUM", "DET"}), None)
        if owner is None:
            return False
        if owner.kind == "vnoun" and owner is before[-1]:
            return owner.case == "Nom" and not owner.is_possessed  # "oturma eylemi"
        is_name = owner.has_capital and self.tokens[self.at].text[:1].isupper()
        if owner.upos == "PROPN" and owner.case == "Nom" and self._is_body():
            return True  # "PKK örgütü"
        if owner.is_nominal and (owner.case == "Gen" or (is_name and owner.case == "Nom")):
            return True
        if not owner.is_nominal or owner.case != "Nom" or owner is not before[-1]:
            return False
        return not (self._may_act(owner) and self._is_object())

    def _is_quoted(self) -> bool:
        """True right behind a closing quotation mark, which ends a name or slogan."""
        marks = [w for w in self.before if w.text in QUOTES]
        return len(marks) > 1 and len(marks) % 2 == 0 and marks[-1] is self.before[-1]

    def _is_of_people(self) -> bool:
        """True behind an adjective of a people, with which it is one ("Amerikan askerleri")."""
        before = self.before[-1] if self.before else None
        if before is None or before.upos != "ADJ" or not before.has_capital:
            return False
        return load_gazetteer().demonym_country(before.text, "tr") is not None

    def _is_body(self) -> bool:
        return any(load_words().has("bodies", a.lemma) for a in self.options[self.at])

    def _may_act(self, owner: Word) -> bool:
        """True for a noun that is more likely the subject than the first word of a compound."""
        before = self.before[owner.index - 1] if owner.index else None
        is_person = owner.lemma == "kişi" or load_words().has("people", owner.lemma)
        is_led = before is not None and before.upos in {"NUM", "ADJ", "DET"} and is_person
        opens = before is None or before.upos == "PUNCT" or is_led
        return opens or owner.upos == "PROPN" or owner.is_possessed or "A3pl" in owner.marks

    @property
    def _readings(self) -> list[Analysis]:
        return [a for a in self.options[self.at] if not a.is_odd and "Zero" not in a.marks]

    def _is_object(self) -> bool:
        """True right before an active verb that takes an object."""
        words = load_words()
        if words.has("behind_objects", self._text(1)):
            return True
        following = self._next_verb()
        verbs = [a for a in following if a.upos == "VERB" and not a.is_odd and a.length > 1]
        return any("Pass" not in a.marks and not words.has("intransitive", a.lemma) for a in verbs)

    def _next_verb(self) -> tuple[Analysis, ...]:
        """The readings of the word behind, over what it is done with ("biber gazıyla dağıttı")."""
        at = self.at + 1
        for step in (0, 1, 2):
            behind = self.options[at + step : at + step + 2]
            is_mean = len(behind) > 1 and any(a.case == "Ins" for o in behind for a in o)
            if not is_mean or not all(_is_mean(o) for o in behind[:1]):
                return behind[0] if behind else ()
        return ()

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
        if load_words().has("weekdays_and_months", following):
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
