"""Why a place of an article is not where its event was, by codebooks/place_roles.yaml.

Speakers ("Israel said"), origin ("prisoners in Gaza", "a man from Jenin"), hospitals
("taken to a hospital in Goma"), comparisons ("unlike in Aleppo"), statements ("told reporters
in Geneva").
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from transforms.errors import CodebookError
from transforms.gazetteer import Gazetteer, normal_form
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Sentence, Span, Token
from transforms.resolve.place_phrases import any_word, compile_phrases, folded
from transforms.resolve.speakers import is_fronted, is_of_speaker
from transforms.tree import ancestors, case_words, clause_head, subtree

PATH = Path(__file__).parent.parent / "codebooks" / "place_roles.yaml"
WINDOW_CHARS = 90
OF_PEOPLE, ORIGIN = "of_people", "origin"
PEOPLE = {"civilians", "crowd_people"}
OF_GROUND = {"territory", "place_noun"}
MODIFIERS = {"compound", "amod", "nmod:poss"}
POSSESSIVES = {"'s", "’s"}
CAMPS = {"camp", "campamento", "acampamento", "campo", "site"}

_BREAK = re.compile(r"[.!?;:,\n،؛。！？।]")


@dataclass(frozen=True)
class PlaceRoles:
    """The rules of one language, compiled: role and what stands before such a place."""

    before: tuple[tuple[str, re.Pattern[str] | None], ...]
    origin_cases: frozenset[str]
    distance_nouns: frozenset[str]
    locative_cases: frozenset[str]
    leads: re.Pattern[str] | None
    seats: frozenset[str]
    roads: frozenset[str]
    quarters: re.Pattern[str] | None
    quarter_nouns: frozenset[str]
    small_places: frozenset[str]
    round_ups: re.Pattern[str] | None


@lru_cache(maxsize=32)
def load_place_roles(language: str) -> PlaceRoles:
    """Read the rules of a language; none where the table has not the language.

    Raises:
        CodebookError: the file is malformed.
    """
    table = yaml.load(PATH.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    try:
        before = tuple(
            (role, compile_phrases(rule["phrases"][language], int(rule["gap"]), language))
            for role, rule in table["rules"].items()
            if language in rule["phrases"]
        )
        return PlaceRoles(
            before,
            folded(table["origin_cases"], language),
            folded(table["distance_nouns"], language),
            folded(table["locative_cases"], language),
            compile_phrases(table["leads"].get(language, ()), 0, language),
            folded(table["seats"], language),
            folded(table["roads"], language),
            compile_phrases(table["quarters"].get(language, ()), 0, language),
            folded(table["quarter_nouns"], language),
            folded(table["small_places"], language),
            any_word(table["round_ups"].get(language, ())),
        )
    except (KeyError, AttributeError, TypeError, ValueError) as error:
        raise CodebookError(f"{PATH.name}, language {language}: {error!r} is odd") from error


def refusal(sentence: Sentence, text: str, span: Span, index: int, lexicon: Lexicon) -> str | None:
    """The reason why the place at `span` (head token `index`) is not the event's, else None.

    Reasons: of_people, speaker, statement, origin, comparison, hospital, visit.
    """
    token = sentence.tokens[index]
    roles = load_place_roles(lexicon.language)
    if _is_of_people(sentence, index, lexicon):
        return OF_PEOPLE
    is_bare = token.deprel in {"nsubj", "vocative", "nmod:poss"}
    is_bare &= not set(case_words(sentence, index)) - POSSESSIVES
    is_bare = is_bare and not _owns_place(sentence, token, lexicon)
    joining = lexicon.roles.get("joining", frozenset())  # "el camino que une Tirúa con Quidico"
    is_bare &= token.head < 0 or fold(sentence.tokens[token.head].lemma) not in joining
    if is_bare and not any(t.head == token.head and t.deprel == "cop" for t in sentence.tokens):
        return "speaker"  # not "Kherson was the target"
    above = fold(sentence.tokens[token.head].lemma) if token.head >= 0 else ""
    if token.deprel == "obj" and above in lexicon.roles.get("bordering", frozenset()):
        return ORIGIN
    if _in_statement(sentence, index, lexicon) and not is_fronted(sentence, index, lexicon):
        return "statement"
    if is_of_speaker(sentence, index, roles.locative_cases, lexicon):
        return "speaker"
    said = said_role(text[sentence.start : span.start], lexicon.language)
    return said or (ORIGIN if _is_origin(sentence, index, roles) else None)


def _owns_place(sentence: Sentence, token: Token, lexicon: Lexicon) -> bool:
    """True for the town of "at Kano's mosque", and of its mayor (role `local_offices`)."""
    if token.deprel != "nmod:poss" or token.head < 0:
        return False
    head = sentence.tokens[token.head]
    is_held = fold(head.lemma) in lexicon.roles.get("local_offices", frozenset())
    if is_held or OF_GROUND & lexicon.cues.names(head.text):
        return True
    return bool(set(case_words(sentence, token.head)) & lexicon.roles["locative"])


def country_role(sentence: Sentence, index: int, lexicon: Lexicon) -> str | None:
    """Why a country's name is no place: "U.S. citizens", "missiles launched by Iran".

    So is that of the people who come from there: "dois comerciantes da Costa do Marfim".
    """
    token = sentence.tokens[index]
    above = sentence.tokens[token.head] if token.head >= 0 else token
    is_ground = bool(OF_GROUND & lexicon.cues.names(above.text)) or above.upos == "PROPN"
    if token.deprel in MODIFIERS and not (token.deprel == "nmod:poss" and is_ground):
        return "modifier"
    above = sentence.tokens[token.head] if token.deprel == "nmod" else token
    is_of = bool(set(case_words(sentence, index)) & lexicon.roles["of"])
    if is_of and above is not token and lexicon.cues.names(above.text) & PEOPLE:
        return "people"
    if is_of and fold(above.lemma) in load_place_roles(lexicon.language).roads:
        return "road"
    return "doer" if set(case_words(sentence, index)) & lexicon.roles["by"] else None


def told_country_role(
    sentence: Sentence, name: str, index: int, lexicon: Lexicon, gazetteer: Gazetteer
) -> str | None:
    """The same, also for a people that a tagger took for its country ("quatorze Palestiniens")."""
    language = lexicon.language
    is_people = gazetteer.demonym_country(name, language) is not None
    if is_people and gazetteer.country_of(name, language) is None:
        return "people"
    return country_role(sentence, index, lexicon)


def is_among(sentence: Sentence, index: int, people: Collection[int], language: str) -> bool:
    """True for the place where those people are: "the murder of two reporters in Peru"."""
    is_in = load_place_roles(language).locative_cases & set(case_words(sentence, index))
    return sentence.tokens[index].head in people and bool(is_in)


def said_role(before: str, language: str) -> str | None:
    """The role that the words before a place give: comparison, hospital, origin, visit, or None.

    >>> said_role("Two men were taken to a hospital in ", "en")
    'hospital'
    """
    window = normal_form(_BREAK.split(before[-WINDOW_CHARS:])[-1])
    rules = load_place_roles(language).before
    return next((role for role, pattern in rules if pattern and pattern.search(window)), None)


def is_led(before: str, language: str) -> bool:
    """True where the words before a name say that it is a place ("the people of").

    >>> is_led("Protestaron los vecinos de ", "es")
    True
    """
    leads = load_place_roles(language).leads
    if leads is None:
        return False
    words = normal_form(_BREAK.split(before[-WINDOW_CHARS:])[-1]).split()
    bare = [*words[:-2], *words[-1:]]  # "la ciudad ucraniana de"
    return any(leads.search(" ".join(form)) is not None for form in (words, bare))


def is_quarter(before: str, name: str, language: str, after: str = "") -> bool:
    """True for a part of a town or a street, by the word beside the name or its own first word.

    >>> is_quarter("en un billar de la ", "colonia Victoria", "es")
    True
    >>> is_quarter("in a shop on ", "Bordeaux", "en", " street on Monday")
    True
    """
    roles = load_place_roles(language)
    quarters, behind = roles.quarters, normal_form(after).split()[:1]
    if behind and after[:1].isspace() and behind[0] in roles.quarter_nouns:
        return True
    if quarters is None:
        return False
    window = normal_form(_BREAK.split(before[-WINDOW_CHARS:])[-1])
    words = normal_form(name).split()
    starts = (" ".join(words[:n]) for n in range(1, len(words)))
    return bool(quarters.search(window)) or any(quarters.fullmatch(start) for start in starts)


def _is_origin(sentence: Sentence, index: int, roles: PlaceRoles) -> bool:
    """A noun's place with a case word of origin ("a man from Jenin"), but no distance."""
    token = sentence.tokens[index]
    if token.deprel != "nmod" or not roles.origin_cases & set(case_words(sentence, index)):
        return False
    head = sentence.tokens[token.head]
    return head.upos in {"NOUN", "PRON"} and fold(head.lemma) not in roles.distance_nouns


def _is_of_people(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """True for somebody's origin: "prisoners in Gaza", "the bishop of Goma"."""
    nouns = lexicon.roles["origin_nouns"]
    token = sentence.tokens[index]
    if token.deprel not in {"nmod", "compound", "amod", "appos", "flat"} or token.head < 0:
        return False
    head = sentence.tokens[token.head]
    above = fold(sentence.tokens[head.head].lemma) if head.deprel == "nmod" else ""
    if fold(head.lemma) in lexicon.roles["employers"]:  # "the embassy in Bogota"
        return not set(case_words(sentence, index)) & lexicon.roles["locative"]
    return fold(head.lemma) in nouns and above not in CAMPS  # "camp de réfugiés de Goma"


def _in_statement(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """True when the toponym is of a reporting verb's clause with a complement, behind no ";"."""
    head = clause_head(sentence, index)
    verb = sentence.tokens[head]
    if fold(verb.lemma) not in lexicon.modality["reporting"]:
        return False
    if verb.deprel in {"parataxis", "conj"} and sentence.tokens[index].head == head:
        return True
    governors = [index, *(a.index for a in ancestors(sentence, index))]
    said = [t for t in subtree(sentence, head) if t.deprel in {"ccomp", "parataxis"}]
    reporting = lexicon.modality["reporting"]  # "sostuvieron combates, informó el Ejército"
    said = [t for t in said if t.head == head and fold(t.lemma) not in reporting]
    is_told = any(";" not in {x.text for x in sentence.tokens[head : t.index]} for t in said)
    return head in governors and is_told
