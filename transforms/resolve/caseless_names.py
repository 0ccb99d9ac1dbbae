"""Place names that a tagger missed in scripts without capital letters.

Precision first: names of large places, names right behind a word of place ("بلدة مرجعيون"), and
proper nouns behind a preposition of place ("قرب ميناكا"), all as the gazetteer spells them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.gazetteer import Gazetteer, normal_form
from transforms.gazetteer.store import ADMIN1, ADMIN2, CITY, Ints
from transforms.gazetteer.words import load_place_words
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import AnnotatedArticle, Sentence, Span, Token
from transforms.resolve.place_roles import is_led, load_place_roles
from transforms.resolve.toponym_scan import MIN_CHARS, find_gazetteer_names

NAMING = {"NOUN", "PROPN", "ADJ", "X", "VERB"}
"""What a small tagger takes a name in a script without capitals for."""
QUOTED = re.compile(r"[«“][^»”]*$")
PROPER = {"PROPN", "X"}
TOWN = 4.0
"""Log10 of the people of a town that a bare noun may name (10,000)."""
ARTICLE = "ال"
LONGEST = 3
"""Words of the longest name that is looked for behind a word of place."""


def names_without_case(
    sentence: Sentence,
    tagged: Sequence[Span],
    annotated: AnnotatedArticle,
    lexicon: Lexicon,
    gazetteer: Gazetteer,
) -> list[Span]:
    """Return the names of places that the tagger's names (`tagged`) do not cover."""
    found = _untagged_large(sentence, annotated, lexicon, gazetteer)
    for name in _led_names(sentence, annotated, lexicon, gazetteer):
        if not any(_overlap(name, other) for other in tagged):
            found = [name, *(s for s in found if not _overlap(s, name))]
    return found


def is_led_person(span: Span, wider: Span, sentence: Sentence, text: str, lexicon: Lexicon) -> bool:
    """True for a "person" that makes a town with the word before it ("قرب الشيخ زويد")."""
    before = fold(text[sentence.start : wider.start]).split()[-1:]
    return wider.start < span.start and not lexicon.roles["in"].isdisjoint(before)


def day_words(lexicon: Lexicon) -> frozenset[str]:
    """Words of a day that stand right behind a name, folded."""
    return lexicon.roles.get("day_words", frozenset())


def _untagged_large(
    sentence: Sentence, annotated: AnnotatedArticle, lexicon: Lexicon, gazetteer: Gazetteer
) -> list[Span]:
    """Names of large places that the tagger missed, after a word of place or in a list."""
    text = annotated.article.text[sentence.start : sentence.end]
    found = find_gazetteer_names(text, annotated.language, gazetteer, MIN_CHARS - 1)
    spans = [Span(s.start + sentence.start, s.end + sentence.start) for s in found]
    sides = load_place_words().of(lexicon.language).direction  # "the south", not South Lebanon
    return [
        span
        for span in spans
        if normal_form(annotated.article.text[slice(*span)]).removeprefix(ARTICLE) not in sides
        and _is_after_place_word(sentence, span, lexicon)
        and not any(e.start < span.end and span.start < e.end for e in sentence.entities)
    ]


def _is_after_place_word(sentence: Sentence, span: Span, lexicon: Lexicon) -> bool:
    inside = [t for t in sentence.tokens if span.start <= t.start < span.end]
    before = [t for t in sentence.tokens if t.start < span.start]
    is_short = span.end - span.start < MIN_CHARS
    if not is_short and any(t.deprel in {"conj", "case"} for t in inside):
        return True
    own = load_place_roles(lexicon.language).locative_cases if is_short else lexicon.roles["in"]
    words = own | load_place_words().lead.keys()
    return bool(before) and not words.isdisjoint(
        {fold(before[-1].text), normal_form(before[-1].text)}
    )


def _led_names(
    sentence: Sentence, annotated: AnnotatedArticle, lexicon: Lexicon, gazetteer: Gazetteer
) -> list[Span]:
    """Names of the gazetteer behind a word or a preposition of place, the longest first."""
    text = annotated.article.text
    found: list[Span] = []
    for token in sentence.tokens:
        before = text[sentence.start : token.start]
        if QUOTED.search(before):
            continue  # in the name of a group
        is_named = token.upos in NAMING and is_led(before, annotated.language)
        if is_named and is_led(f"{before}{token.text} ", annotated.language):
            continue
        is_named = is_named or _is_listed(sentence, token, found)
        if not is_named and not _is_in(sentence, token, lexicon):
            continue
        spans = _spans_from(token, sentence, text)
        hits = gazetteer.lookup([normal_form(text[s.start : s.end]) for s in spans])
        if not len(hits.query):
            continue
        longest = int(hits.query.min())
        rows = hits.row[hits.query == longest]
        is_meant = _may_be_meant(spans[longest], text, lexicon)
        is_kind = not is_meant and spans[longest] == token.span and _is_kind(token)
        if is_kind or _is_no_place(spans[longest], text, lexicon):
            continue  # "the streets of the city" are not in Medina
        is_sure = is_named or token.upos in PROPER or is_meant
        if is_sure and (is_named or token.upos in PROPER or _is_known(rows, gazetteer)):
            found.append(spans[longest])
    return found


def _is_known(rows: Ints, gazetteer: Gazetteer) -> bool:
    """True where one of the places is a province, a district or a town of some size."""
    kinds = gazetteer.kind[rows]
    is_town = (kinds == CITY) & (gazetteer.log_population[rows] >= TOWN)
    return bool((is_town | (kinds == ADMIN1) | (kinds == ADMIN2)).any())


def _may_be_meant(span: Span, text: str, lexicon: Lexicon) -> bool:
    """True for a word that is nothing else that news speaks of ("in the north", "in a battle")."""
    words = load_place_words()
    name = normal_form(text[span.start : span.end])
    is_common = name in words.of(lexicon.language).not_places or name in words.kind_tokens
    return not is_common and fold(text[span.start : span.end]) not in lexicon.vocabulary


def _is_no_place(span: Span, text: str, lexicon: Lexicon) -> bool:
    """True for a listed word that is mostly something else ("on a desert road")."""
    words = load_place_words().of(lexicon.language).not_places
    return normal_form(text[span.start : span.end]) in words


def _is_kind(token: Token) -> bool:
    """True for a word of place with its article ("المدينة")."""
    word = normal_form(token.text)
    return word.removeprefix(ARTICLE) in load_place_words().lead


def _is_listed(sentence: Sentence, token: Token, found: Sequence[Span]) -> bool:
    """True for a proper noun that "and" joins to a name found ("بلدتي الخيام وكفركلا")."""
    if token.upos not in PROPER or token.index < 2 or not found:
        return False
    last, joint = sentence.tokens[token.index - 2 : token.index]
    return joint.upos == "CCONJ" and last.end == found[-1].end


def _is_in(sentence: Sentence, token: Token, lexicon: Lexicon) -> bool:
    """True for a noun right behind a preposition of place, with no noun of its own behind it."""
    if token.upos not in NAMING or token.index == 0 or len(token.text) < MIN_CHARS - 1:
        return False
    case = sentence.tokens[token.index - 1]
    if token.upos == "VERB" or len(token.text) < MIN_CHARS:  # "قرب تدمر", no case before a verb
        return len(case.text) > 1 and fold(case.text) in lexicon.roles["locative"]
    near = lexicon.roles["locative"] | (lexicon.roles["in"] if token.upos in PROPER else set())
    if fold(case.text) not in near:
        return False
    if token.upos in PROPER or token.index + 1 >= len(sentence.tokens):
        return True
    after = sentence.tokens[token.index + 1]
    directions = load_place_words().of(lexicon.language).direction
    is_side = normal_form(after.text) in directions or fold(after.text) in lexicon.roles["in"]
    is_day = fold(after.text) in day_words(lexicon) and len(case.text) > 1  # "بالكامل الأحد"
    return after.upos not in {"NOUN", "ADJ", "PRON"} or is_side or is_day


def _spans_from(token: Token, sentence: Sentence, text: str) -> list[Span]:
    """The name of three, of two words and of one that begins at a token; words end at blanks."""
    spans = [token.span]
    for after in sentence.tokens[token.index + 1 :]:
        if after.upos not in NAMING | {"CCONJ"} or len(spans) == LONGEST:
            break
        if text[after.start - 1 : after.start].isspace():
            spans.append(Span(token.start, after.end))
        else:
            spans[-1] = Span(token.start, after.end)  # "وزو" cut into "و" and "زو"
    return spans[::-1]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
