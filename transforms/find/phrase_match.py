"""The words of a phrase that a trigger pack lists, in a row or around an object."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.letters import fold, takes_endings
from transforms.lexicon import Lexicon
from transforms.records import Entity, Sentence, Token
from transforms.tree import case_words, children

MAX_GAP = 10
LONG = 4
"""Letters of adpositions that hang on anything ("de", "en"); longer ones tell a target."""
OWN = {"", "ه", "ها", "هم", "هما", "هن"}
"""Pronouns that Arabic joins to a noun ("سيطرتها"), folded."""
CLAUSES = {"root", "conj", "advcl", "ccomp", "xcomp", "parataxis"}
"""Relations of a verb that begins a clause of its own, no word inside a noun phrase."""


def match_phrase(
    sentence: Sentence, token: Token, parts: tuple[str, ...], lexicon: Lexicon
) -> int | None:
    """Index of the last word of the phrase that begins at a token; None if it is not there."""
    at = token.index
    trees = "launching" not in lexicon.roles
    for number, part in enumerate(parts[1:], start=2):
        near = _next(sentence, at + 1, part)
        if near < 0 and number == len(parts) and takes_endings(lexicon.language):
            near = _governor(sentence, at, part)
        at = near if near >= 0 else _dependent(sentence, token, part, number == len(parts), trees)
        if near < 0 <= at and trees and _is_beside(sentence, token, at, parts):
            return None
        if at < 0:
            return None
    return at


def _dependent(sentence: Sentence, verb: Token, part: str, is_last: bool, trees: bool) -> int:
    """Index of `part` after the verb's object ("beat two men to death"); -1 if none.

    It hangs on the verb, or trees are unsure and no other verb or mark stands between.
    """
    if trees and verb.upos != "VERB":
        return -1
    behind = -1  # right behind another preposition there is only its own noun
    for token in sentence.tokens[verb.index + 1 : verb.index + MAX_GAP]:
        if not trees and (
            token.upos == "PUNCT" or (token.upos == "VERB" and token.deprel in CLAUSES)
        ):
            trees = True
        if is_last and token.upos == "ADP":
            is_own = not trees or _hangs_on(sentence, token, verb)
            is_own = is_own or _is_open(sentence, verb, token)
            if part == fold(token.text) and is_own and not _is_of_day(sentence, token):
                return token.index
            behind = token.index + 1
            continue
        is_free = not trees and token.index != behind
        if _is_part(token, part) and (
            is_free or token.head == verb.index or _hangs_on(sentence, token, verb)
        ):
            return token.index
    return -1


def _is_open(sentence: Sentence, verb: Token, case: Token) -> bool:
    """True for a long adposition with no mark and no verb before it ("cargaron con ... contra")."""
    between = sentence.tokens[verb.index + 1 : case.index]
    return len(case.text) > LONG and not any(t.upos in {"PUNCT", "VERB", "SCONJ"} for t in between)


def _is_beside(sentence: Sentence, verb: Token, index: int, parts: tuple[str, ...]) -> bool:
    """True for a noun behind an adposition that is no part ("took place in X, a village").

    It stands beside another, or where the verb has its object ("took place in the city").
    """
    token = sentence.tokens[index]
    is_beside = token.deprel == "appos"
    above = sentence.tokens[token.head] if is_beside else token
    top = token  # "took place in parts of the city"
    while top.deprel == "nmod" and top.head >= 0:
        top = sentence.tokens[top.head]
    if top.deprel == "obl" and any(k.deprel == "obj" for k in children(sentence, verb.index)):
        is_beside = True
    cases = set(case_words(sentence, above.index))
    return token.upos == "NOUN" and is_beside and bool(cases - {*parts})


def _is_of_day(sentence: Sentence, case: Token) -> bool:
    """True for the "on" of "on Friday", which is no part of "fire on"."""
    at = sentence.tokens[case.head].start if case.head >= 0 else case.start
    return any(e.label == "DATE" and e.start <= at < e.end for e in sentence.entities)


def _hangs_on(sentence: Sentence, token: Token, verb: Token) -> bool:
    """True for a word one step further down: the "to" of "to death", the "dead" of its noun."""
    above = sentence.tokens[token.head] if token.head >= 0 else token
    if above.deprel == "nmod" and above.head >= 0:  # "beat a detainee to death", read as his
        above = sentence.tokens[above.head]
    return above is not token and verb.index in {above.head, above.index}


def _next(sentence: Sentence, start: int, part: str) -> int:
    """Index of the next token equal to `part`, over a determiner, quantity or helper, else -1."""
    days = [e for e in sentence.entities if e.label == "DATE"]
    while start < len(sentence.tokens) and _is_of_days(sentence.tokens, start, days):
        start += 1  # "acabó el lunes con la vida de"
    for index in range(start, min(start + 3, len(sentence.tokens))):
        token = sentence.tokens[index]
        if _is_part(token, part):
            return index
        if token.upos not in {"DET", "NUM", "ADJ", "PRON", "AUX"}:
            return -1
    return -1


def _is_of_days(tokens: Sequence[Token], index: int, days: Sequence[Entity]) -> bool:
    """True for a word of a date, and for the article right before it."""
    token, behind = tokens[index], tokens[index + 1 : index + 2]
    near = [token, *(behind if token.upos == "DET" else [])]
    return any(e.start <= t.start < e.end for e in days for t in near)


def _governor(sentence: Sentence, at: int, part: str) -> int:
    """Index of the verb that a word before hangs on, over what stands between; else -1.

    Where the verb comes last: "mitinge binlerce kişi katıldı".
    """
    head = sentence.tokens[at].head
    is_behind = at < head < at + MAX_GAP and sentence.tokens[head].upos == "VERB"
    return head if is_behind and _is_part(sentence.tokens[head], part) else -1


def _is_part(token: Token, part: str) -> bool:
    """The word itself or its plural in -s; in Arabic also an accusative or before a pronoun."""
    text = fold(token.text)
    if text in {f"{part}s", f"{part}es", f"{part}ا"}:
        return True
    stem = f"{part[:-1]}ت" if part[-1:] == "ه" else part
    lemma = fold(token.lemma)
    if " " in lemma and lemma.endswith(f" {part}"):  # "protesto etmek" is one verb
        return True
    return part in {lemma, text} or (text.startswith(stem) and text[len(stem) :] in OWN)
