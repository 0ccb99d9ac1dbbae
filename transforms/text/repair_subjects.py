"""Mends subjects that small parsers hang elsewhere, in languages that mark no case on nouns.

A subject behind a date and a comma, taken for a second date: "El domingo, tropas malienses ...".
An object behind its verb, taken for a second subject: "una columna del ejército atacó Goma".
The second of those whom an apposition names, taken for one more: "dos personas, una madre y su
hijo, ...".
Of two objects of an infinitive behind "sin", the second: "tomaron sin disparar un tiro la base".
People behind "a" and a place, taken for its name: "mató en Durán a un fiscal".
More people behind the name of a body: "policías de la Autoridad Palestina y milicianos de ...".
A subject before its verb taken for an object: "hombres armados degollaron a cuatro ancianos".
A pronoun before its verb taken for an article: "y los degollaron".
A noun with an article taken for a verb: "a crowd attacked a church".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transforms.records import Sentence, Timex, Token
from transforms.sound_trees import with_tokens
from transforms.text.agreement import with_agreement
from transforms.tree import number_of

SUBJECTS = {"nsubj", "nsubj:pass"}
NOUNS = {"NOUN", "PROPN"}
CASE = "Case="
FINITE = "VerbForm=Fin"


def with_subjects(sentence: Sentence, dates: Sequence[Timex]) -> Sentence:
    """The sentence with the subjects and objects of its verbs as these need them."""
    if any(CASE in t.feats for t in sentence.tokens if t.upos in NOUNS):
        return with_agreement(sentence)
    changed = [*_behind_dates(sentence, dates), *_second_subjects(sentence)]
    changed += [*_named_in_apposition(sentence), *_second_objects(sentence)]
    changed += [*_behind_places(sentence), *_behind_bodies(sentence)]
    changed += [*_objects_ahead(sentence), *_articles_of_verbs(sentence)]
    changed += _nouns_called_verbs(sentence)
    return with_tokens(sentence, *changed) if changed else sentence


def _behind_dates(sentence: Sentence, dates: Sequence[Timex]) -> list[Token]:
    """Nouns that go on from a date before a verb without a subject: they are its subject."""
    found = []
    for token in sentence.tokens:
        if token.deprel not in {"conj", "appos"} or token.upos not in NOUNS or token.head < 0:
            continue
        day = sentence.tokens[token.head]
        if not _is_date(day, dates) or _is_date(token, dates):
            continue
        verb = sentence.tokens[day.head] if day.head >= 0 else day
        is_before = day.index < token.index < verb.index and verb.upos == "VERB"
        if is_before and not _has_subject(sentence, verb) and not _has_case(sentence, token):
            passive = any(t.head == verb.index and t.deprel == "aux:pass" for t in sentence.tokens)
            relation = "nsubj:pass" if passive else "nsubj"
            found.append(replace(token, head=verb.index, deprel=relation))
    return found


def _second_subjects(sentence: Sentence) -> list[Token]:
    """Nouns right behind a verb that has a noun for its subject before it and no object."""
    found = []
    for token in sentence.tokens:
        if token.deprel != "nsubj" or token.upos not in NOUNS or token.head < 0:
            continue
        verb = sentence.tokens[token.head]
        if verb.upos != "VERB" or token.index < verb.index:
            continue
        kids = [t for t in sentence.tokens if t.head == verb.index]
        first = [t for t in kids if t.deprel in SUBJECTS and t.index < verb.index]
        is_named = any(t.upos in NOUNS | {"NUM"} for t in first)
        is_whole = any(t.deprel in {"obj", "ccomp", "xcomp", "cop"} for t in kids)
        between = sentence.tokens[verb.index + 1 : token.index]
        if is_named and not is_whole and not any(t.upos == "PUNCT" for t in between):
            found.append(replace(token, deprel="obj"))
    return found


def _named_in_apposition(sentence: Sentence) -> list[Token]:
    """Nouns that go on from an apposition right before them, not from what it explains."""
    found = []
    for token in sentence.tokens:
        if token.deprel != "conj" or token.upos not in NOUNS or token.index < token.head:
            continue
        named = [
            t
            for t in sentence.tokens[token.head + 1 : token.index]
            if t.head == token.head and t.deprel == "appos"
        ]
        if not named or not any(
            t.head == token.index and t.deprel == "cc" for t in sentence.tokens
        ):
            continue
        between = sentence.tokens[named[-1].index + 1 : token.index]
        if not any(t.upos == "PUNCT" for t in between):
            found.append(replace(token, head=named[-1].index))
    return found


def _second_objects(sentence: Sentence) -> list[Token]:
    """Objects of an infinitive that has one, for the verb above, which has none."""
    found = []
    for token in sentence.tokens:
        verb = sentence.tokens[token.head] if token.head >= 0 else token
        if token.deprel != "obj" or "VerbForm=Inf" not in verb.feats or verb.head < 0:
            continue
        own = [t for t in sentence.tokens if t.head == verb.index and t.deprel == "obj"]
        is_marked = any(t.head == verb.index and t.deprel == "mark" for t in sentence.tokens)
        main = sentence.tokens[verb.head]
        is_open = main.upos == "VERB" and main.index < verb.index
        is_open &= not any(t.head == main.index and t.deprel == "obj" for t in sentence.tokens)
        if is_marked and is_open and own[0] is not token and len(own) == 2:
            found.append(replace(token, head=main.index))
    return found


def _behind_places(sentence: Sentence) -> list[Token]:
    """Common nouns with "a" behind a place in an oblique of a verb: whom the verb hits."""
    found = []
    for token in sentence.tokens:
        if token.deprel != "nmod" or token.upos != "NOUN" or _cases(sentence, token) != ["a"]:
            continue
        place = sentence.tokens[token.head]
        verb = sentence.tokens[place.head] if place.head >= 0 else place
        is_place = place.deprel == "obl" and _cases(sentence, place) == ["en"]
        is_place &= place.upos == "PROPN" or any(
            t.head == place.index and "PronType=Dem" in t.feats for t in sentence.tokens
        )
        has_object = any(t.head == verb.index and t.deprel == "obj" for t in sentence.tokens)
        if is_place and verb.upos == "VERB" and verb.index < place.index and not has_object:
            found.append(replace(token, head=verb.index, deprel="obl"))
    return found


def _behind_bodies(sentence: Sentence) -> list[Token]:
    """Common nouns that go on from a proper one, with a noun of people above it: from that."""
    found = []
    for token in sentence.tokens:
        if token.deprel != "conj" or token.upos != "NOUN" or token.head < 0:
            continue
        name = sentence.tokens[token.head]
        above = sentence.tokens[name.head] if name.head >= 0 else name
        is_name = name.upos == "PROPN" and name.deprel == "nmod" and name.index < token.index
        are_many = all("Number=Plur" in t.feats for t in (above, token))
        if is_name and are_many and above.upos == "NOUN" and not _has_case(sentence, token):
            found.append(replace(token, head=above.index))
    return found


def _objects_ahead(sentence: Sentence) -> list[Token]:
    """Nouns before a finite verb that agrees with them and has no subject: they are its subject."""
    found = []
    for token in sentence.tokens:
        verb = sentence.tokens[token.head] if token.head >= 0 else token
        if token.deprel != "obj" or token.upos not in NOUNS or token.index >= verb.index:
            continue
        agrees = number_of(token) is not None and number_of(token) == number_of(verb)
        is_finite = verb.upos == "VERB" and FINITE in verb.feats and verb.deprel != "acl:relcl"
        is_open = not _has_subject(sentence, verb) and not _has_case(sentence, token)
        if agrees and is_finite and is_open and _stands_right_before(sentence, token, verb):
            found.append(replace(token, deprel="nsubj"))
    return found


def _stands_right_before(sentence: Sentence, noun: Token, verb: Token) -> bool:
    """True where nothing but the noun's own words and no punctuation stands in between."""
    between = sentence.tokens[noun.index + 1 : verb.index]
    return all(t.upos != "PUNCT" and t.head < verb.index for t in between)


def _articles_of_verbs(sentence: Sentence) -> list[Token]:
    """Articles right before a finite verb that they hang on: pronouns, its objects."""
    found = []
    for token in sentence.tokens:
        verb = sentence.tokens[token.head] if token.head >= 0 else token
        is_article = token.upos == "DET" and token.deprel == "det" and "PronType=Art" in token.feats
        if not is_article or verb.index != token.index + 1:
            continue
        has_object = any(t.head == verb.index and t.deprel == "obj" for t in sentence.tokens)
        if verb.upos == "VERB" and FINITE in verb.feats and not has_object:
            found.append(replace(token, upos="PRON", deprel="obj"))
    return found


def _nouns_called_verbs(sentence: Sentence) -> list[Token]:
    """Subjects and objects with an article that are called verbs: "a crowd attacked a church"."""
    passive = {t.head for t in sentence.tokens if t.deprel == "aux:pass"}
    articles = {t.head for t in sentence.tokens if t.deprel == "det" and "PronType=Art" in t.feats}
    return [
        replace(t, upos="NOUN", deprel="nsubj" if t.head not in passive else t.deprel)
        for t in sentence.tokens
        if t.upos == "VERB" and t.deprel in SUBJECTS and t.index in articles
    ]


def _cases(sentence: Sentence, token: Token) -> list[str]:
    return [
        t.text.casefold() for t in sentence.tokens if t.head == token.index and t.deprel == "case"
    ]


def _is_date(token: Token, dates: Sequence[Timex]) -> bool:
    return any(t.start <= token.start < t.end for t in dates)


def _has_subject(sentence: Sentence, verb: Token) -> bool:
    return any(t.head == verb.index and t.deprel in SUBJECTS for t in sentence.tokens)


def _has_case(sentence: Sentence, token: Token) -> bool:
    return any(t.head == token.index and t.deprel == "case" for t in sentence.tokens)
