"""Places that the tagger of a related language took for persons, or missed ("у Білій Церкві").

Ukrainian is read with the Russian tagger, to which towns in their Ukrainian cases are unknown
names. Behind a preposition or a word of place, what the gazetteer knows as a town is one, and
so is the name in front of its province ("Оріхова Запорізької області").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from transforms.gazetteer import Gazetteer, normal_form
from transforms.gazetteer.store import ADMIN1, CITY
from transforms.gazetteer.words import load_place_words
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import AnnotatedArticle, Entity, Sentence
from transforms.resolve.place_roles import is_led
from transforms.resolve.toponym_names import FAR_TIER, Name, find_names

MISTAKEN = {"PER", "ORG", "MISC"}
LONGEST = 2
"""Words of the longest name of a town that is taken for a person."""
ADJECTIVE = ("о", "ий", "ій", "ого", "ому", "ої", "їй", "ою", "им", "их", "ой", "ей", "ом", "ем")
"""Endings of what may stand between a preposition and a name ("в окупованій Василівці")."""
MOST_BETWEEN = 2
BESIDE = {"у"}
"""Of a person in Russian, too ("у Иванова"), but not where the tagger saw no person."""
AREAS = ("област", "район", "громад")
TOWN = 3.7
"""Log10 of the people of a town that a preposition alone makes one (5,000)."""


def name_borrowed(
    annotated: AnnotatedArticle, lexicon: Lexicon, gazetteer: Gazetteer
) -> AnnotatedArticle:
    """Return the article with such names labelled LOC; mostly as it is."""
    if "adpositions" not in lexicon.roles and "town_marks" not in lexicon.roles:
        return annotated
    sentences = tuple(_named(s, annotated, lexicon, gazetteer) for s in annotated.sentences)
    return replace(annotated, sentences=sentences)


def _named(
    sentence: Sentence, annotated: AnnotatedArticle, lexicon: Lexicon, gazetteer: Gazetteer
) -> Sentence:
    text, entities = annotated.article.text, []
    for entity in sentence.entities:
        if entity.label in MISTAKEN:
            entity = _name_only(entity, sentence, lexicon)
        parts = _before_area(entity, sentence) if entity.label in MISTAKEN else [entity]
        before = text[sentence.start : parts[0].start]
        name, is_mistaken = parts[0].text, parts[0].label in MISTAKEN
        is_town = len(parts) > 1 and is_known_town(name, lexicon.language, 0.0, gazetteer)
        if is_town or (is_mistaken and _is_town(parts[0], before, lexicon, gazetteer)):
            entity = parts[0]
            parts[0] = replace(parts[0], label="LOC")
        entities += parts if parts[0].label == "LOC" else [entity]
    entities += _unseen(sentence, text, entities, lexicon, gazetteer)
    found = tuple(sorted(entities, key=lambda e: e.start))
    return sentence if found == sentence.entities else replace(sentence, entities=found)


def _name_only(entity: Entity, sentence: Sentence, lexicon: Lexicon) -> Entity:
    """A name without a preposition before it and words in small letters behind it."""
    inside = [t for t in sentence.tokens if entity.start <= t.start < entity.end]
    if len(inside) > 1 and fold(inside[0].text) in _marks(lexicon):
        inside = inside[1:]
    name = list(takewhile(lambda t: not t.text[:1].islower(), inside))
    if not name or len(name) == len(inside) and inside[0].start == entity.start:
        return entity
    start, end = name[0].start, name[-1].end
    text = entity.text[start - entity.start : end - entity.start]
    return Entity(start, end, text, entity.label)


def _before_area(entity: Entity, sentence: Sentence) -> list[Entity]:
    """A name without the province or district behind it, and that one as a name of its own."""
    inside = [t for t in sentence.tokens if entity.start <= t.start < entity.end]
    behind = sentence.tokens[inside[-1].index + 1 :][:1] if inside else ()
    is_area = any(fold(t.text).startswith(AREAS) for t in behind)
    if len(inside) < 2 or not is_area or not fold(inside[-1].text).endswith(ADJECTIVE):
        return [entity]
    end, start = inside[-2].end, inside[-1].start
    town = replace(entity, end=end, text=entity.text[: end - entity.start])
    area = Entity(start, behind[0].end, f"{inside[-1].text} {behind[0].text}", "LOC")
    return [town, area]


def _unseen(
    sentence: Sentence,
    text: str,
    entities: Sequence[Entity],
    lexicon: Lexicon,
    gazetteer: Gazetteer,
) -> list[Entity]:
    """Towns behind a preposition of place that the tagger did not see at all ("під Щастям")."""
    found = []
    for word, token in pairwise(sentence.tokens):
        is_name = token.text[:1].isupper() and token.text[1:].islower()
        is_known = any(e.start < token.end and token.start < e.end for e in entities)
        if not is_name or is_known:
            continue
        is_kind = is_led(text[sentence.start : token.start], lexicon.language)
        if not is_kind and fold(word.text) not in _marks(lexicon) | BESIDE:
            continue
        if is_known_town(token.text, lexicon.language, 0.0 if is_kind else TOWN, gazetteer):
            found.append(Entity(token.start, token.end, token.text, "LOC"))
    return found


def _is_town(entity: Entity, before: str, lexicon: Lexicon, gazetteer: Gazetteer) -> bool:
    last = before.split()[-1 - MOST_BETWEEN :]
    if len(last) > MOST_BETWEEN and last[1].islower() and last[1].endswith(ADJECTIVE):
        last = last[:1] if fold(last[0]) in _marks(lexicon) else last  # "в занятой армией Увире"
    while len(last) > 1 and last[-1].islower() and last[-1].endswith(ADJECTIVE):
        last.pop()
    last = last[-1:]
    if not last or len(entity.text.split()) > LONGEST:
        return False
    is_kind = normal_form(last[0]) in load_place_words().lead
    word = fold(last[0])
    is_event = any(form in lexicon.triggers for form in (word, *lexicon.base_forms(word)))
    is_event &= "adpositions" in lexicon.roles or entity.label != "PER"  # "убийство Немцова"
    is_event |= is_led(before, lexicon.language)
    if not is_kind and not is_event and word not in _marks(lexicon):
        return False
    least = 0.0 if is_kind else TOWN
    return is_known_town(entity.text, lexicon.language, least, gazetteer)


def _marks(lexicon: Lexicon) -> frozenset[str]:
    """Prepositions that make a name behind them a town: few in Russian ("под Гримари")."""
    marks = lexicon.roles.get("town_marks")
    return marks or lexicon.roles["adpositions"] | lexicon.roles["in"]


def is_known_town(name: str, language: str, least: float, gazetteer: Gazetteer) -> bool:
    """True for a name, in any case of the language, of a town of so many people or a province.

    `least` is the log10 of its people.
    """
    hits = find_names([Name(name, None, language)], gazetteer, load_place_words())
    rows = hits.row[hits.tier < FAR_TIER]
    kinds = gazetteer.kind[rows]
    is_large = (kinds == CITY) & (gazetteer.log_population[rows] >= least)
    return bool((is_large | (kinds == ADMIN1)).any())
