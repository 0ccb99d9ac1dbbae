"""Places that the tagger of a related language took for persons ("у Білій Церкві").

Ukrainian is read with the Russian tagger, to which towns in their Ukrainian cases are unknown
names. Behind a preposition or a word of place, what the gazetteer knows as a town is one.
"""

from __future__ import annotations

from dataclasses import replace

from transforms.gazetteer import Gazetteer, normal_form
from transforms.gazetteer.store import ADMIN1, CITY
from transforms.gazetteer.words import load_place_words
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import AnnotatedArticle, Entity, Sentence
from transforms.resolve.toponym_names import FAR_TIER, Name, find_names

MISTAKEN = {"PER", "ORG", "MISC"}
LONGEST = 2
"""Words of the longest name of a town that is taken for a person."""
TOWN = 3.7
"""Log10 of the people of a town that a preposition alone makes one (5,000)."""


def name_borrowed(
    annotated: AnnotatedArticle, lexicon: Lexicon, gazetteer: Gazetteer
) -> AnnotatedArticle:
    """Return the article with such names labelled LOC; mostly as it is."""
    if "adpositions" not in lexicon.roles:
        return annotated
    sentences = tuple(_named(s, annotated, lexicon, gazetteer) for s in annotated.sentences)
    return replace(annotated, sentences=sentences)


def _named(
    sentence: Sentence, annotated: AnnotatedArticle, lexicon: Lexicon, gazetteer: Gazetteer
) -> Sentence:
    text = annotated.article.text
    entities = tuple(
        replace(e, label="LOC")
        if e.label in MISTAKEN and _is_town(e, text[sentence.start : e.start], lexicon, gazetteer)
        else e
        for e in sentence.entities
    )
    return sentence if entities == sentence.entities else replace(sentence, entities=entities)


def _is_town(entity: Entity, before: str, lexicon: Lexicon, gazetteer: Gazetteer) -> bool:
    last = before.split()[-1:]
    if not last or len(entity.text.split()) > LONGEST:
        return False
    is_kind = normal_form(last[0]) in load_place_words().lead
    word = fold(last[0])
    is_event = any(form in lexicon.triggers for form in (word, *lexicon.base_forms(word)))
    is_led = word in lexicon.roles["adpositions"] | lexicon.roles["in"] or is_event
    if not is_kind and not is_led:
        return False
    least = 0.0 if is_kind else TOWN
    return is_known_town(entity.text, lexicon.language, least, gazetteer)


def is_known_town(name: str, language: str, least: float, gazetteer: Gazetteer) -> bool:
    """True for a name, in any case of the language, of a town of so many people or a province.

    `least` is the log10 of its people.
    """
    hits = find_names([Name(name, None, language)], gazetteer, load_place_words())
    rows = hits.row[hits.tier < FAR_TIER]
    kinds = gazetteer.kind[rows]
    is_large = (kinds == CITY) & (gazetteer.log_population[rows] >= least)
    return bool((is_large | (kinds == ADMIN1)).any())
