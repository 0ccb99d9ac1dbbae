"""Place names that a tagger missed in scripts without capital letters.

Precision first: names of large places, names right behind a word of place ("بلدة مرجعيون"), and
proper nouns behind a preposition of place ("قرب ميناكا"), all as the gazetteer spells them.
"""

from __future__ import annotations

from collections.abc import Sequence

from transforms.gazetteer import Gazetteer, normal_form
from transforms.gazetteer.words import load_place_words
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import AnnotatedArticle, Sentence, Span, Token
from transforms.resolve.place_roles import is_led, load_place_roles
from transforms.resolve.toponym_scan import MIN_CHARS, find_gazetteer_names

NAMING = {"NOUN", "PROPN", "ADJ", "X", "VERB"}
"""What a small tagger takes a name in a script without capitals for."""
PROPER = {"PROPN", "X"}
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


def _untagged_large(
    sentence: Sentence, annotated: AnnotatedArticle, lexicon: Lexicon, gazetteer: Gazetteer
) -> list[Span]:
    """Names of large places that the tagger missed, after a word of place or in a list."""
    text = annotated.article.text[sentence.start : sentence.end]
    found = find_gazetteer_names(text, annotated.language, gazetteer, MIN_CHARS - 1)
    spans = [Span(s.start + sentence.start, s.end + sentence.start) for s in found]
    return [
        span
        for span in spans
        if _is_after_place_word(sentence, span, lexicon)
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
    text, found = annotated.article.text, []
    for token in sentence.tokens:
        before = text[sentence.start : token.start]
        is_named = token.upos in NAMING and is_led(before, annotated.language)
        if is_named and is_led(f"{before}{token.text} ", annotated.language):
            continue
        is_named = is_named or _is_listed(sentence, token, found)
        if not is_named and not _is_proper_in(sentence, token, lexicon):
            continue
        spans = _spans_from(token, sentence, text)
        hits = gazetteer.lookup([normal_form(text[s.start : s.end]) for s in spans])
        if len(hits.query):
            found.append(spans[int(hits.query.min())])
    return found


def _is_listed(sentence: Sentence, token: Token, found: Sequence[Span]) -> bool:
    """True for a proper noun that "and" joins to a name found ("بلدتي الخيام وكفركلا")."""
    if token.upos not in PROPER or token.index < 2 or not found:
        return False
    last, joint = sentence.tokens[token.index - 2 : token.index]
    return joint.upos == "CCONJ" and last.end == found[-1].end


def _is_proper_in(sentence: Sentence, token: Token, lexicon: Lexicon) -> bool:
    """True for a proper noun right behind a preposition of place ("قرب ميناكا")."""
    if token.upos not in PROPER or token.index == 0 or len(token.text) < MIN_CHARS:
        return False
    case = sentence.tokens[token.index - 1]
    return case.upos in {"ADP", "ADV"} and fold(case.text) in lexicon.roles["locative"]


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
