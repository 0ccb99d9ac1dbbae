"""Reads the number in a noun phrase: digits, number words, vague words, dual nouns.

Vague words have the codebook's values (coding_rules, fatalities): several 3, tens 10,
dozens 12, hundreds 100. A dual noun is two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Sentence, Span, Token
from transforms.tree import case_words, children, noun_phrase, subtree

VAGUE_VALUES = {"several": 3, "tens": 10, "dozens": 12, "hundreds": 100}
DIGITS = re.compile("^\\d{1,3}(?:[.,٬ \u00a0\u202f]\\d{3})+$|^\\d+$")
DUAL = "ان"
TENS = range(20, 100, 10)
SPELLED = 2
"""The least number word that counts the noun behind it, whatever the tree says."""
YEAR = re.compile(r"^(?:19|20)\d\d$")
AGE = re.compile(r"^\d{1,2}$")
OPENING, CLOSING = {",", "،", "("}, {",", "،", ")", "."}
PLACES = {"LOC", "FAC"}
THREE_DIGITS = re.compile(r"^\d{3}$")

Numeral = tuple[Token, int]


def read_count(
    sentence: Sentence, head: int, text: str, lexicon: Lexicon
) -> tuple[int, str, Span] | None:
    """Return (value, rule, characters) of the number of a noun phrase; None if it has none."""
    tokens = _counting(sentence, head, lexicon)
    numerals = _numerals(sentence, tokens, lexicon) or _beside(sentence, tokens, head, lexicon)
    if numerals:
        return _exact(numerals, tokens, lexicon)
    start = min(t.start for t in tokens)
    vague = _vague(text[start : sentence.tokens[head].end], lexicon)
    if vague is not None:
        kind, first, last = vague
        return VAGUE_VALUES[kind], kind, Span(start + first, start + last)
    token = sentence.tokens[head]
    if "Number=Dual" in token.feats or is_dual(fold(token.text), lexicon):
        return 2, "dual", token.span
    return None


def is_dual(word: str, lexicon: Lexicon) -> bool:
    """True for a listed dual, and for a noun with its ending that is no other word ("صيادان")."""
    others = lexicon.roles.get("not_duals", frozenset())
    is_ended = bool(others) and word.endswith(DUAL) and len(word) > len(DUAL) + 2
    return word in lexicon.duals or (is_ended and not word.startswith("ال") and word not in others)


def _counting(sentence: Sentence, head: int, lexicon: Lexicon) -> list[Token]:
    """The noun phrase without its complements: no age and no day counts ("un niño de 12 años")."""
    days = [e.span for e in sentence.entities if e.label == "DATE"]
    tokens = [
        t
        for t in noun_phrase(sentence, head)
        if t.index == head or not any(start <= t.start < end for start, end in days)
    ]
    token = sentence.tokens[head]
    if token.upos == "NUM" or token.lemma.casefold() in lexicon.roles["collective_nouns"]:
        return tokens
    complements = [
        k.index
        for k in children(sentence, head)
        if k.deprel == "nmod" and case_words(sentence, k.index)
    ]
    cut = {t.index for index in complements for t in subtree(sentence, index)}
    return [t for t in tokens if t.index not in cut]


def read_number(token: Token, lexicon: Lexicon) -> int | None:
    """The value of one token in digits or as a number word; None if it is neither."""
    word = fold(token.text)
    if DIGITS.match(word):
        return int(re.sub(r"\D", "", word))
    is_first = token.upos == "PROPN" and token.index == 0  # "Vingt-deux rebelles"
    if (token.upos in {"NUM", "DET", "ADJ", "NOUN"} or is_first) and word in lexicon.numbers:
        return lexicon.numbers[word] if token.upos == "NUM" or len(word) > 2 else None
    return None


def _numerals(sentence: Sentence, tokens: Sequence[Token], lexicon: Lexicon) -> list[Numeral]:
    """The numerals of a phrase in order, with the tens that "and" joins to units before them."""
    found = {
        t.index: t
        for t in tokens
        if read_number(t, lexicon) is not None
        and not is_age(sentence, t, lexicon)
        and not _is_year(sentence, t)
    }
    if lexicon.units_first:
        for token in list(found.values()):
            for kid in children(sentence, token.index):
                if kid.deprel == "conj" and read_number(kid, lexicon) is not None:
                    found[kid.index] = kid
    for token in _tens_before(sentence, found.values(), lexicon):
        found[token.index] = token
    values = [
        (token, lexicon.numbers.get(fold(token.text)) or read_number(token, lexicon))
        for _, token in sorted(found.items())
    ]
    return [(token, value) for token, value in values if value is not None]


def _tens_before(sentence: Sentence, units: Iterable[Token], lexicon: Lexicon) -> Iterator[Token]:
    """The tens that "and" joins to units, whatever the tagger takes them for."""
    for unit in list(units):
        before = sentence.tokens[max(unit.index - 2, 0) : unit.index]
        if len(before) == 2 and before[1].upos == "CCONJ" and unit.index >= 2:
            tens = lexicon.numbers.get(fold(before[0].text), 0)
            if tens in TENS and 0 < lexicon.numbers.get(fold(unit.text), 0) < 10:
                yield before[0]


def is_tens(head: Token, sentence: Sentence, lexicon: Lexicon) -> bool:
    """True for the "sixty" of "sixty and four", which the tree cuts off."""
    after = sentence.tokens[head.index + 1 : head.index + 3]
    is_joint = len(after) == 2 and after[0].upos == "CCONJ"
    return is_joint and head in _tens_before(sentence, after[1:], lexicon)


def _is_year(sentence: Sentence, numeral: Token) -> bool:
    """True for the year of a date ("killed on 11 October 1987")."""
    return bool(YEAR.fullmatch(numeral.text)) and any(
        e.label == "DATE" and e.start <= numeral.start < e.end for e in sentence.entities
    )


def is_age(sentence: Sentence, numeral: Token, lexicon: Lexicon) -> bool:
    """True for the number of "a 32-year-old man" (a hyphen joins it) or "um homem de 35 anos".

    So is one set apart behind a name ("Ana Ruiz, 34, a nurse").
    """
    if _is_apart(sentence, numeral):
        return True
    after = sentence.tokens[numeral.index + 1 : numeral.index + 3]
    if after and fold(after[0].text) in lexicon.roles.get("years", frozenset()):
        return True
    joined = bool(after) and after[0].start == numeral.end and after[0].text.startswith("-")
    return joined and (len(after) < 2 or read_number(after[1], lexicon) is None)


def _is_apart(sentence: Sentence, numeral: Token) -> bool:
    """True for digits alone between two marks, behind a name that is of no place."""
    around = sentence.tokens[max(numeral.index - 2, 0) : numeral.index + 2]
    if len(around) < 4 or not AGE.fullmatch(numeral.text):
        return False
    name, opening, _, closing = around
    is_place = any(e.label in PLACES and e.start <= name.start < e.end for e in sentence.entities)
    is_name = name.upos == "PROPN" and not is_place
    return is_name and opening.text in OPENING and closing.text in CLOSING


def _beside(
    sentence: Sentence, tokens: Sequence[Token], head: int, lexicon: Lexicon
) -> list[Numeral]:
    """The number right before a phrase that the parser hung beside it.

    On the same word, or wherever it is written out ("a diecisiete campesinos").
    """
    first = min(t.index for t in tokens)
    before = sentence.tokens[first - 1] if first else None
    if before is None:
        return []
    is_beside = before.upos == "NUM" and before.head == sentence.tokens[head].head
    if not is_beside and lexicon.numbers.get(fold(before.text), 0) < SPELLED:
        return []
    is_date = any(e.label == "DATE" and e.start <= before.start < e.end for e in sentence.entities)
    value = None if is_date or _is_apart(sentence, before) else read_number(before, lexicon)
    return [] if value is None else [(before, value)]


def _exact(
    numerals: Sequence[Numeral], tokens: Sequence[Token], lexicon: Lexicon
) -> tuple[int, str, Span]:
    value = _combine(numerals, lexicon.units_first)
    spelled = {token.index for token, _ in numerals}
    scale = [
        t for t in tokens if t.index not in spelled and t.lemma.casefold() in lexicon.multipliers
    ]
    for token in scale:
        value *= lexicon.multipliers[token.lemma.casefold()]
    used = [token for token, _ in numerals] + scale
    return value, "exact", Span(min(t.start for t in used), max(t.end for t in used))


def _combine(numerals: Sequence[Numeral], units_first: bool) -> int:
    """Hundred + twenty + five = 125, 1 + 200 in digits = 1200; else the first number stands."""
    before, total = numerals[0]
    for token, value in numerals[1:]:
        together = _together(before, token, total, value, units_first)
        if together is None:
            break
        before, total = token, together
    return total


def _together(before: Token, token: Token, total: int, value: int, units_first: bool) -> int | None:
    """Two numerals as one number, None where they are two numbers."""
    if DIGITS.match(before.text) or DIGITS.match(token.text):
        is_group = token.index == before.index + 1 and THREE_DIGITS.match(token.text)
        return total * 1000 + value if is_group and total < 1000 else None
    if total % 100 == 0 and 0 < value < 100 and total >= 100:
        return total + value
    if total % 10 == 0 and total % 100 >= 20 and value < 10:
        return total + value
    if units_first and total % 100 < 10 and value % 10 == 0 and value <= 90:
        return total + value
    return None


def _vague(words: str, lexicon: Lexicon) -> tuple[str, int, int] | None:
    """(kind, start, end) of the vague number in some words, the smallest kind first.

    "Several" before another one multiplies it ("plusieurs dizaines").
    """
    kinds = list(VAGUE_VALUES)
    hits = [hit for hit in lexicon.vague_finder.find(words) if hit[0] in VAGUE_VALUES]
    starts = {start for _, start, _ in hits}
    hits = [h for h in hits if h[0] != kinds[0] or not {h[2], h[2] + 1} & starts]
    return min(hits, key=lambda hit: (kinds.index(hit[0]), hit[1])) if hits else None
