"""Relative clauses of Ukrainian, whose pronouns Russian models take for nouns, names or verbs.

"Молодь, яка вийшла на мітинг, перегородила трасу": the clause hangs on the noun before its comma,
and the verb behind it is the one that the sentence is about.
"""

from __future__ import annotations

from dataclasses import replace

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Token

NOUNS = {"NOUN", "PROPN", "ADJ", "NUM"}
REACH = 9
"""Words between a relative pronoun and its verb at most."""
BEFORE = 6
"""Words before the comma in which the noun is that a clause is about."""
MANY, PLURALS = (
    ("ли", "лися", "ють", "ять", "уть", "ються", "яться"),
    ("и", "і", "ї", "их", "ів", "їв"),
)
MANY_OF = ("кі", "рі", "их", "ими")
SUBJECTS = {"nsubj", "nsubj:pass"}
JOINED = {"conj", "advcl", "parataxis"}
RELATIVE = "acl:relcl"
PRONOUN = "PronType=Rel"


def mend_clauses(tokens: list[Token], lexicon: Lexicon) -> None:
    """Mend the relative clauses in place, for words of the role `relative_forms`."""
    forms = lexicon.roles.get("relative_forms", frozenset())
    for index in range(2, len(tokens)):
        if fold(tokens[index].text) in forms:
            _mend_clause(tokens, index, lexicon)


def _mend_clause(tokens: list[Token], index: int, lexicon: Lexicon) -> None:
    comma = index - 1 if tokens[index - 1].text == "," else index - 2
    verb = _verb_behind(tokens, index)
    if tokens[comma].text != "," or verb is None:
        return
    noun = _noun_before(tokens, comma, tokens[index], verb, lexicon)
    is_bare = comma == index - 1
    if noun is None or (is_bare and _is_told(tokens, index, verb, lexicon)):
        return
    _give_main(tokens, comma, noun, verb)
    tokens[verb.index] = replace(tokens[verb.index], head=noun.index, deprel=RELATIVE)
    is_subject = is_bare and fold(tokens[index].text) in lexicon.roles.get("relatives", frozenset())
    is_subject &= not any(
        t.head == verb.index and t.deprel in SUBJECTS and t.index > index for t in tokens
    )
    deprel = "nsubj" if is_subject else "obj" if is_bare else "obl"
    word = replace(tokens[index], upos="PRON", feats=PRONOUN, head=verb.index, deprel=deprel)
    tokens[index] = word
    for kid in tokens[index + 1 :]:
        if kid.head == index:
            tokens[kid.index] = replace(kid, head=verb.index, deprel=_freed(kid))


def _give_main(tokens: list[Token], comma: int, noun: Token, verb: Token) -> None:
    """What stands before the clause hangs on the verb behind it, else where its verb hung."""
    main = _main_verb(tokens, verb)
    before = [t for t in tokens[:comma] if t.head == verb.index and t.deprel != "punct"]
    if main is None and before:
        top = next((t for t in before if _is_under(tokens, noun, t.index)), before[-1])
        tokens[top.index] = replace(top, head=verb.head, deprel=verb.deprel)
        for kid in before:
            if kid.index != top.index:
                tokens[kid.index] = replace(kid, head=top.index)
    if main is None:
        return
    holder = noun if verb.head == noun.index else verb
    if main.head == verb.index:
        tokens[main.index] = replace(main, head=holder.head, deprel=holder.deprel)
    behind = [t for t in tokens[main.index + 1 :] if t.head == verb.index]
    for kid in (*before, *behind):
        tokens[kid.index] = replace(kid, head=main.index)
    is_bare = not any(t.head == noun.index and t.deprel == "case" for t in tokens)
    is_told = any(t.head == main.index and t.deprel in SUBJECTS for t in tokens)
    noun = tokens[noun.index]
    is_free = noun.head in {main.index, verb.head, holder.head} and noun.deprel not in {
        "obl",
        "obj",
    }
    if is_bare and is_free and not is_told:
        tokens[noun.index] = replace(noun, head=main.index, deprel="nsubj")


def _freed(kid: Token) -> str:
    return "obl" if kid.deprel in {"nmod", "flat:name"} else kid.deprel


def _verb_behind(tokens: list[Token], index: int) -> Token | None:
    """The first verb of the clause, before its next stop."""
    for token in tokens[index + 1 :][:REACH]:
        if token.upos == "VERB":
            return token
        if token.text in {";", ":", "–", "—"}:
            return None
    return None


def _noun_before(
    tokens: list[Token], comma: int, word: Token, verb: Token, lexicon: Lexicon
) -> Token | None:
    """The common noun that the verb agrees with in number, else a name, else the nearest."""
    near = [t for t in tokens[max(0, comma - BEFORE) : comma] if t.upos in {"NOUN", "PROPN"}]
    joins = lexicon.roles.get("content_words", frozenset())
    far = 1 if fold(word.text) in joins else 2
    if not near or near[-1].index < comma - far:
        return None
    is_many = fold(word.text).endswith(MANY_OF) or (
        fold(word.text) in joins and fold(verb.text).endswith(MANY)
    )
    same = [t for t in near if fold(t.text).endswith(PLURALS) == is_many] or near[-1:]
    return next((t for t in reversed(same) if t.upos == "NOUN"), same[-1])


def _is_told(tokens: list[Token], index: int, verb: Token, lexicon: Lexicon) -> bool:
    """True for "that", which begins what is told: a noun of its own stands before the verb."""
    joins = lexicon.roles.get("content_words", frozenset())
    if fold(tokens[index].text) not in joins:
        return False
    between = tokens[index + 1 : verb.index]
    return any(
        t.upos in {"NOUN", "PROPN", "PRON"} and tokens[t.index - 1].upos != "ADP" for t in between
    )


def _main_verb(tokens: list[Token], verb: Token) -> Token | None:
    """The verb joined to that of the clause, or beside it, behind the comma that ends it."""
    for token in tokens[verb.index + 1 :]:
        is_joined = token.head == verb.index and token.deprel in JOINED
        is_beside = token.head == verb.head >= 0 and token.deprel == verb.deprel == "conj"
        if token.upos == "VERB" and (is_joined or is_beside):
            between = tokens[verb.index + 1 : token.index]
            is_led = any(t.upos in {"CCONJ", "SCONJ"} for t in between)
            return token if not is_led and any(t.text == "," for t in between) else None
    return None


def _is_under(tokens: list[Token], token: Token, index: int) -> bool:
    if token.index == index:
        return True
    seen: set[int] = set()
    at = tokens[token.index].head
    while at >= 0 and at not in seen:
        if at == index:
            return True
        seen.add(at)
        at = tokens[at].head
    return False
