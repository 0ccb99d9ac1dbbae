"""Walks over a sentence's dependency tree (Universal Dependencies), on frozen records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from transforms.letters import fold
from transforms.records import Sentence, Span, Token

CLAUSE_RELATIONS = {
    "root",
    "ccomp",
    "xcomp",
    "advcl",
    "acl",
    "acl:relcl",
    "conj",
    "parataxis",
    "csubj",
}
PLACES = {"LOC", "FAC"}
BEHIND = 6
"""Words behind an oblique noun in which its own "between" stands."""
ENDING = "Ending="
"""Feature of a case ending that says what other languages say with an adposition."""
SUBJECTS = {"nsubj", "nsubj:pass", "csubj", "nsubj:outer"}


def children(sentence: Sentence, index: int) -> tuple[Token, ...]:
    """Tokens whose head is `index`, in order."""
    return tuple(t for t in sentence.tokens if t.head == index)


def ancestors(sentence: Sentence, index: int) -> Iterator[Token]:
    """The heads of a token up to the root; ends on a cycle."""
    seen = {index}
    head = sentence.tokens[index].head
    while 0 <= head < len(sentence.tokens) and head not in seen:
        seen.add(head)
        yield sentence.tokens[head]
        head = sentence.tokens[head].head


def relative_clause(sentence: Sentence, index: int) -> Token | None:
    """The verb of the innermost relative clause that a token stands in or heads, if any."""
    path = (sentence.tokens[index], *ancestors(sentence, index))
    return next((t for t in path if t.deprel == "acl:relcl"), None)


def number_of(token: Token) -> str | None:
    """The grammatical number that a token is marked for ("Number=Plur")."""
    return next((f for f in token.feats.split("|") if f.startswith("Number=")), None)


def subtree(sentence: Sentence, index: int) -> list[Token]:
    """The token and all its descendants, in order."""
    keep = {index}
    grown = True
    while grown:
        grown = False
        for token in sentence.tokens:
            if token.head in keep and token.index not in keep:
                keep.add(token.index)
                grown = True
    return [t for t in sentence.tokens if t.index in keep]


def noun_phrase(sentence: Sentence, index: int) -> list[Token]:
    """The token with its close modifiers, without clauses, conjuncts and appositions."""
    cut = {"conj", "cc", "acl", "acl:relcl", "appos", "parataxis", "punct", "advcl", "dep", "case"}
    keep = {index}
    for token in _top_down(sentence, index):
        is_close = token.deprel not in cut or _is_adjective(token, index)
        is_close = is_close or _is_name(sentence, token)
        if token.head in keep and is_close:
            keep.add(token.index)
    return [t for t in sentence.tokens if t.index in keep]


def _is_adjective(token: Token, noun: int) -> bool:
    """True for an adjective read as a clause right behind its noun ("homens armados")."""
    return token.deprel == "acl" and token.upos == "ADJ" and token.head == noun == token.index - 1


def _is_name(sentence: Sentence, token: Token) -> bool:
    """True for a name right behind its noun ("la banda Gran Grif"), read as an apposition."""
    is_behind = token.deprel == "appos" and 0 <= token.head < token.index
    if not is_behind or token.upos != "PROPN" or not token.text[:1].isupper():
        return False
    between = sentence.tokens[token.head + 1 : token.index]
    return all(t.head == token.index and t.text[:1].isupper() for t in between)


def span_of(tokens: list[Token]) -> Span:
    """The smallest span over the tokens."""
    return Span(min(t.start for t in tokens), max(t.end for t in tokens))


def top_token(sentence: Sentence, span: Span) -> int | None:
    """The highest token of those that begin in a span."""
    inside = [t for t in sentence.tokens if span.start <= t.start < span.end]
    indexes = {t.index for t in inside}
    return next((t.index for t in inside if t.head not in indexes), None)


def clause_head(sentence: Sentence, index: int) -> int:
    """The nearest token up the tree, itself included, that heads a clause."""
    token = sentence.tokens[index]
    if _heads_clause(token):
        return index
    for ancestor in ancestors(sentence, index):
        if _heads_clause(ancestor):
            return ancestor.index
    return index


def clause_tokens(sentence: Sentence, index: int) -> list[Token]:
    """The tokens of the clause that `index` heads, embedded clauses left out."""
    keep = {index}
    for token in _top_down(sentence, index):
        if token.head in keep and not (_heads_clause(token)):
            keep.add(token.index)
    return [t for t in sentence.tokens if t.index in keep]


def shared_clause(sentence: Sentence, index: int) -> list[Token]:
    """The tokens of a word's clause; a participle without subject shares that of its verb.

    "Jets bombed a house in Nabatieh on Monday, killing three": killed there and then.
    """
    head = sentence.tokens[clause_head(sentence, index)]
    tokens = clause_tokens(sentence, head.index)
    kids = children(sentence, head.index)
    is_bare = not any(k.deprel.startswith(("nsubj", "mark", "case", "aux")) for k in kids)
    if head.deprel == "advcl" and "VerbForm=Part" in head.feats and is_bare:
        tokens = [*clause_tokens(sentence, clause_head(sentence, head.head)), *tokens]
    return tokens


def distance(sentence: Sentence, one: int, other: int) -> int:
    """Number of edges between two tokens in the tree (99 where there is no path)."""
    up = {one: 0}
    for steps, token in enumerate(ancestors(sentence, one), start=1):
        up[token.index] = steps
    if other in up:
        return up[other]
    for steps, token in enumerate(ancestors(sentence, other), start=1):
        if token.index in up:
            return steps + up[token.index]
    return 99


def case_words(sentence: Sentence, index: int) -> tuple[str, ...]:
    """Lower-cased adpositions of a token, and the ending that stands for one (Turkish "-de")."""
    words = tuple(fold(t.text) for t in children(sentence, index) if t.deprel == "case")
    _, _, ending = sentence.tokens[index].feats.partition(ENDING)
    return (*words, ending.partition("|")[0]) if ending else words


def has_joint_case(sentence: Sentence, token: Token) -> bool:
    """True behind an adposition of several words ("pelo menos", which begins with a "by")."""
    cases = (k for k in children(sentence, token.index) if k.deprel == "case")
    return any(k.deprel == "fixed" for case in cases for k in children(sentence, case.index))


def is_in_date(sentence: Sentence, token: Token) -> bool:
    """True for a word of a date among the entities."""
    dates = (e for e in sentence.entities if e.label == "DATE")
    return any(e.start <= token.start < e.end for e in dates)


def is_numbered(sentence: Sentence, noun: Token) -> bool:
    """True for a noun with a numeral of its own."""
    return any(k.deprel.startswith("nummod") for k in children(sentence, noun.index))


def is_in_place(sentence: Sentence, token: Token) -> bool:
    """True for a word of a place's name."""
    return any(e.label in PLACES and e.start <= token.start < e.end for e in sentence.entities)


def modifiers(sentence: Sentence, noun: Token, cases: frozenset[str]) -> tuple[Token, ...]:
    """The noun's children, and its verb's obliques with one of `cases` ("broke out between").

    What a tree hangs on a day between them is the noun's ("the murder on Monday of X").
    """
    own = children(sentence, noun.index)
    days = [k for k in own if k.deprel == "nmod" and is_in_date(sentence, k)]
    below = (k for day in days for k in children(sentence, day.index) if k.deprel == "nmod")
    own += tuple(k for k in below if not is_in_date(sentence, k))
    clauses = (k for k in own if k.deprel.startswith("acl"))  # "clashes that began between"
    inner = (g for c in clauses for g in children(sentence, c.index) if g.deprel == "obl")
    own += tuple(g for g in inner if cases & set(case_words(sentence, g.index)))
    if noun.deprel not in {"nsubj", "nsubj:pass", "obj", "obl"} or noun.head < 0:
        return own
    reach = noun.index + BEHIND if noun.deprel == "obl" else len(sentence.tokens)
    of_verb = (k for k in children(sentence, noun.head) if k.deprel == "obl" and k.index < reach)
    return own + tuple(k for k in of_verb if cases & set(case_words(sentence, k.index)))


def conjuncts(sentence: Sentence, index: int) -> list[int]:
    """The token and the tokens coordinated with it."""
    found = [index]
    for token in sentence.tokens:
        if token.deprel == "conj" and token.head in found:
            found.append(token.index)
    return found


def beside(phrase: Span, head: Token, trigger: Span) -> Span:
    """The participant's words on its side of the trigger, where the parser took in both."""
    if not phrase.start < trigger.start < phrase.end:
        return phrase
    if head.start < trigger.start:
        return Span(phrase.start, trigger.start)
    return Span(trigger.end, phrase.end) if head.start >= trigger.end else phrase


def outside(indexes: Iterable[int], sentence: Sentence, span: Span) -> list[int]:
    """The tokens that do not begin in a span."""
    return [i for i in indexes if not span.start <= sentence.tokens[i].start < span.end]


def in_compound(token: Token) -> bool:
    """True for the first noun of a compound, also one that its second noun marks (Turkish)."""
    is_marked = token.deprel == "nmod:poss" and "Case=Nom" in token.feats
    return token.deprel == "compound" or is_marked


def is_participle(token: Token) -> bool:
    """True for a participle of the past."""
    return "VerbForm=Part" in token.feats and "Tense=Pres" not in token.feats


def _heads_clause(token: Token) -> bool:
    if token.deprel == "conj":
        return token.upos in {"VERB", "AUX"}
    return token.deprel in CLAUSE_RELATIONS


def _top_down(sentence: Sentence, index: int) -> Iterator[Token]:
    waiting, seen = [index], {index}
    while waiting:
        head = waiting.pop(0)
        for token in children(sentence, head):
            if token.index not in seen:
                yield token
                waiting.append(token.index)
                seen.add(token.index)
