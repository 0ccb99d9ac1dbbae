"""Words beside a place name that say how small it is, and titles that place nothing."""

from __future__ import annotations

from transforms.gazetteer import normal_form
from transforms.gazetteer.words import load_place_words
from transforms.lexicon import Lexicon
from transforms.records import AnnotatedArticle, Span
from transforms.resolve.place_roles import load_place_roles
from transforms.resolve.toponyms import Toponym

_BEFORE_CHARS = 30
LONG_ACRONYM = 6
FORCES = "forces"


def is_small(before: str, language: str, after: str) -> bool:
    """True for a name that the words beside it call a village's or a camp's.

    >>> is_small("soldiers passing by the ", "en", " settlement, where")
    True
    """
    words = load_place_roles(language).small_places
    behind, near = normal_form(after).split()[:1], normal_form(before).split()[-2:]
    return bool(words.intersection(near) or (after[:1].isspace() and words.intersection(behind)))


def is_round_up(text: str, language: str) -> bool:
    """True where the first words of an article, or its title, announce many events."""
    pattern = load_place_roles(language).round_ups
    return pattern is not None and pattern.search(normal_form(text[:160])) is not None


def is_called_small(near: Span, annotated: AnnotatedArticle) -> bool:
    """A large town's name that "the village of" or "settlement" stands beside."""
    text = annotated.article.text
    before, after = text[max(0, near.start - _BEFORE_CHARS) : near.start], text[near.end :]
    return is_small(before, annotated.language, after[:_BEFORE_CHARS])


def is_called_village(span: Span, annotated: AnnotatedArticle) -> bool:
    """A name that "the village of" or another word for a settlement stands beside."""
    text, words = annotated.article.text, load_place_words()
    own = normal_form(text[span.start : span.end]).split()[:1]
    before = normal_form(text[max(0, span.start - _BEFORE_CHARS) : span.start]).split()
    after = normal_form(text[span.end : span.end + _BEFORE_CHARS]).split()
    leads = (" ".join(own), *(" ".join(before[-n:]) for n in (1, 2)))
    trails = (" ".join(after[:n]) for n in (1, 2))
    return any(words.lead.get(lead) == "city" for lead in leads) or any(
        words.trail.get(trail) == "city" for trail in trails
    )


def is_part(text: str, name: str) -> bool:
    """One word of a longer name ("Academy" of Little River-Academy)."""
    words = normal_form(name).replace("-", " ").split()
    return len(words) > 1 and normal_form(text) in words


def is_force(toponym: Toponym, lexicon: Lexicon) -> bool:
    """True for a body named by a word of forces ("a Marine"), or by an acronym ("NATO")."""
    text = toponym.text
    is_acronym = text.isupper() and len(text) <= LONG_ACRONYM
    return toponym.label == "ORG" and (is_acronym or FORCES in lexicon.cues.names(text))
