"""A word of a Turkish sentence while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from transforms.records import Token
from transforms.text.turkish.words import lower

NOMINAL = {"NOUN", "PROPN", "NUM", "PRON"}


def has_capital(text: str) -> bool:
    """True for a word with a capital at its head, or behind an Arabic article ("el-Şam")."""
    return text[:1].isupper() or text.partition("-")[2][:1].isupper()


@dataclass(slots=True)
class Word:
    """A word while its sentence is read; `head` is -2 until it hangs on another."""

    index: int
    start: int
    end: int
    text: str
    low: str
    lemma: str
    upos: str
    kind: str = ""
    case: str = "Nom"
    marks: frozenset[str] = field(default_factory=frozenset)
    head: int = -2
    deprel: str = "dep"
    ending: bool = True
    deed: str = ""
    """Infinitive of the verb of which a noun in -ma may be a form ("bombalama")."""
    lent: bool = False
    """Whether the case is that of a later word of the same name or list."""

    @property
    def is_possessed(self) -> bool:
        """True with an ending of possession of the third person."""
        return bool(self.marks & {"P3sg", "P3pl"})

    @property
    def has_capital(self) -> bool:
        """True for a word that begins with a capital."""
        return has_capital(self.text)

    @property
    def is_nominal(self) -> bool:
        """True for a noun, name, number or pronoun."""
        return self.upos in NOMINAL


def plain_word(at: int, token: Token, lemma: str, upos: str) -> Word:
    """A word that is what a list says, without endings."""
    return Word(at, token.start, token.end, token.text, lower(token.text), lemma, upos)
