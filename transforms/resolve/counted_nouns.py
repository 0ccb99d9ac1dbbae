"""Numbers that a word for the dead has itself: "three deaths", "left at least 31 dead"."""

from __future__ import annotations

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Argument, Candidate, Sentence, Span, Token
from transforms.resolve.number_words import read_count, read_number
from transforms.resolve.tolls import Count
from transforms.resolve.victims import is_subset_at
from transforms.tree import case_words, children

DEADLY = {"kill", "die"}
PEOPLE_CLASSES = {"die", "protest", "riot"}
BESIDE = 2
"""Words from the noun that a number counts to the noun joined to it."""


def own_count(
    candidate: Candidate, sentence: Sentence, text: str, lexicon: Lexicon
) -> Count | None:
    """The number of a noun for the dead themselves: "three deaths", "dejó tres muertos"."""
    token = sentence.tokens[candidate.trigger_token]
    if candidate.trigger_class not in DEADLY:
        return None
    if token.upos == "VERB":
        return _inner_count(candidate, sentence, token, lexicon)
    if token.upos not in {"NOUN", "ADJ"}:
        return None
    head = sentence.tokens[token.head] if token.head >= 0 else token
    is_counted = token.deprel == "nmod" and (
        bool({head.lemma.casefold(), fold(head.text)} & lexicon.roles["collective_nouns"])
    )
    number = read_count(sentence, head.index if is_counted else token.index, text, lexicon)
    if number is None:
        return _single(candidate, sentence, token, lexicon)
    value, rule, span = number
    is_subset = is_subset_at(span.start, sentence, text, lexicon)
    return Count(value, rule, span, is_subset, token.lemma)


def tells_his(candidate: Candidate, sentence: Sentence, lexicon: Lexicon) -> bool:
    """True for a death with the pronoun of one person in its own word ("وفاته": his death)."""
    his, noun = lexicon.roles.get("his", frozenset()), sentence.tokens[candidate.trigger_token]
    after = sentence.tokens[noun.index + 1 : noun.index + 2]
    is_cut = any(t.upos == "PRON" and t.start <= noun.end and fold(t.text) in his for t in after)
    return noun.upos in {"NOUN", "PROPN"} and (
        is_cut or any(fold(noun.text).endswith(f"ت{h}") for h in his)
    )


def owner_count(
    sentence: Sentence, noun: Token, text: str, lexicon: Lexicon
) -> tuple[int, str, Span] | None:
    """The number of those whose lives or bodies they are ("tirou a vida de doze pessoas")."""
    if fold(noun.lemma) not in lexicon.roles["generic_victims"]:
        return None
    of = (k for k in children(sentence, noun.index) if k.deprel == "nmod")
    return next((n for k in of if (n := read_count(sentence, k.index, text, lexicon))), None)


def _is_one_dead(sentence: Sentence, noun: Token, lexicon: Lexicon) -> bool:
    """True for a word for one dead person by its form, but in "between dead and wounded"."""
    before = {fold(t.text) for t in sentence.tokens[max(0, noun.index - 1) : noun.index]}
    is_one = fold(noun.text) in lexicon.roles.get("one_dead", frozenset())
    return is_one and not before & lexicon.roles["between"]


def _single(
    candidate: Candidate, sentence: Sentence, noun: Token, lexicon: Lexicon
) -> Count | None:
    """One for a noun of the dead in the singular with "a" ("a causé un mort"); else None."""
    kids = children(sentence, noun.index)
    is_one = "Number=Sing" in noun.feats and any("Definite=Ind" in k.feats for k in kids)
    if _is_one_dead(sentence, noun, lexicon):
        return Count(1, "singular", noun.span, False, noun.lemma)
    is_object = noun.upos == "NOUN" and noun.deprel == "obj" and candidate.trigger_class == "die"
    return Count(1, "singular", noun.span, False, noun.lemma) if is_one and is_object else None


def _inner_count(
    candidate: Candidate, sentence: Sentence, verb: Token, lexicon: Lexicon
) -> Count | None:
    """The number inside a verb phrase: "left at least 31 dead"."""
    start, end = candidate.trigger
    inside = (t for t in sentence.tokens if start <= t.start < end and t.upos == "NUM")
    for numeral in inside:
        value = read_number(numeral, lexicon)
        counted = sentence.tokens[numeral.head] if numeral.head >= 0 else verb
        is_life = fold(counted.lemma) in lexicon.roles["generic_victims"]
        is_of_thing = counted.upos == "NOUN" and not is_life and not _names_dead(counted, lexicon)
        if value is not None and not candidate.patients and not is_of_thing:
            return Count(value, "exact", numeral.span, False, verb.lemma)
    return None


def _names_dead(noun: Token, lexicon: Lexicon) -> bool:
    """True for "31 dead", not for the shots of "morto com três tiros"."""
    entries = lexicon.triggers.get(fold(noun.lemma), ())
    return any(len(parts) == 1 and e.trigger_class.name in DEADLY for parts, e in entries)


def owners(candidate: Candidate, sentence: Sentence, lexicon: Lexicon) -> tuple[Argument, ...]:
    """Whose death a noun tells, unless it is what led to the news ("after the death of X")."""
    cases = set(case_words(sentence, candidate.trigger_token))
    if cases & lexicon.roles.get("following", frozenset()):
        return ()
    inside = {candidate.trigger_token, *(a.head for a in candidate.agents)}
    people = (a for a in candidate.agents if a.role != "doer")
    return tuple(a for a in people if sentence.tokens[a.head].head in inside)


def is_event_noun(token: Token, lexicon: Lexicon) -> bool:
    """True for "the attack in which two died", which is not among the dead."""
    entries = lexicon.triggers.get(fold(token.lemma), ())
    return any(
        e.pos == "NOUN" and e.trigger_class.name not in PEOPLE_CLASSES | DEADLY
        for parts, e in entries
        if len(parts) == 1
    )


def shares_number(sentence: Sentence, head: Token, top: Token, text: str, lexicon: Lexicon) -> bool:
    """True for the second of "seven traders and passers-by", right behind the first's noun."""
    is_joined = head is not top and 0 < head.index - top.index <= BESIDE
    return is_joined and bool(read_count(sentence, top.index, text, lexicon))
