"""Which place is the event's: choice among the resolved toponyms of an article.

Order: a toponym of the trigger's clause, of its sentence, of an earlier sentence of the
paragraph. Refused places: place_roles.py. The dateline comes last: place_context.py.
A country alone is no location: the mention stays incomplete, with its country.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from transforms.gazetteer import Gazetteer, geo_precision, normal_form
from transforms.gazetteer.words import load_place_words
from transforms.lexicon import Lexicon
from transforms.records import AnnotatedArticle, Candidate, Place, ResolvedPlace, Sentence, Span
from transforms.resolve.aims import is_of_aim
from transforms.resolve.place_context import mark_unknown_village, without_strays
from transforms.resolve.place_names import DATELINE, NOT_IN_TEXT, PLACE_LABELS, UNTAGGED
from transforms.resolve.place_objects import doubtful_names, is_fired_at, is_in_place_phrase
from transforms.resolve.place_relations import (
    gives_way,
    is_home,
    is_within,
    lies_beside,
    town_of_province,
)
from transforms.resolve.place_roles import (
    OF_PEOPLE,
    ORIGIN,
    is_among,
    refusal,
    told_country_role,
)
from transforms.resolve.place_sizes import least_confidence
from transforms.resolve.place_words import is_force, is_part
from transforms.resolve.same_towns import towns_by_noun
from transforms.resolve.toponyms import Toponym, ToponymQuery
from transforms.resolve.unknown_places import NO_PLACE, unknown_place
from transforms.tree import distance, subtree, top_token

BESIDE, ACRONYM = 30, 3
UNTAGGED_CONFIDENCE = 0.4
RELEASE, FLIGHT = "release", "displace"
COARSENESS = {"country": 3, "natural": 2, "admin1": 2, "admin2": 1}


@dataclass(frozen=True, slots=True)
class Located:
    """A resolved toponym at its place in a sentence. `is_event_place`: not refused.

    `sentence` and `token` are -1 for a dateline that stands in the metadata only.
    `is_of_people`: refused as somebody's origin ("prisoners in Gaza"); where these people
    are the ones released or hit, it is the place all the same. `is_beside`: another place is
    told by it ("a town east of the capital"). `is_origin`: refused as where somebody came from,
    which is the place of those who flee.
    """

    span: Span
    place: Place
    sentence: int
    token: int
    is_event_place: bool
    is_of_people: bool = False
    is_beside: bool = False
    is_origin: bool = False


def locate(
    annotated: AnnotatedArticle,
    query: ToponymQuery,
    places: Sequence[Place | None],
    lexicon: Lexicon,
    gazetteer: Gazetteer,
) -> list[Located]:
    """Put the resolver's answers back into their sentences and judge their role."""
    text = annotated.article.text
    named = zip(query.toponyms, places, strict=True)
    read = [(t, p) for t, p in named if p and _is_place(t, p, annotated.language)]
    read = [(t, p) for t, p in read if not is_force(t, lexicon)]
    found: Mapping[tuple[int, int], Place] = {
        (t.start, t.end): _as_city(place, t, text, gazetteer)
        for t, place in read
        if not gives_way(t, place, read, annotated)
    }
    doubtful = doubtful_names(query.toponyms, read, annotated.sentences)
    given = found.get(NOT_IN_TEXT)
    located = [Located(NOT_IN_TEXT, given, -1, -1, is_event_place=False)] if given else []
    for sentence in annotated.sentences:
        for (start, end), place in found.items():
            if not sentence.start <= start < sentence.end:
                continue
            span = Span(start, end)
            token = top_token(sentence, span)
            if (
                (start, end) in doubtful
                and not is_in_place_phrase(sentence, token, lexicon)
                and not is_fired_at(sentence, text, token, lexicon)
            ):
                continue
            if token is not None:
                reason = _refusal(sentence, text, span, token, lexicon)
                if place.kind == "country" and reason is None:
                    reason = told_country_role(sentence, text[start:end], token, lexicon, gazetteer)
                near = geo_precision(text, span, place, annotated.language)[1] == "near"
                reason = reason if reason != OF_PEOPLE or not near else None  # "a mine near Goma"
                own = (reason is None, reason == OF_PEOPLE, near, reason == ORIGIN)
                located.append(Located(span, place, sentence.index, token, *own))
    located = without_strays(located, annotated, gazetteer, query.home)
    for sentence, word, place in towns_by_noun(located, annotated, lexicon, gazetteer):
        reason = _refusal(sentence, text, word.span, word.index, lexicon)
        located.append(Located(word.span, place, sentence.index, word.index, reason is None))
    return located


def _refusal(sentence: Sentence, text: str, span: Span, token: int, lexicon: Lexicon) -> str | None:
    if sentence.role == DATELINE:
        return DATELINE
    return refusal(sentence, text, span, token, lexicon)


def resolve_place(
    candidate: Candidate, annotated: AnnotatedArticle, located: Sequence[Located], lexicon: Lexicon
) -> ResolvedPlace:
    """Return the place that the candidate's own sentence gives, or none."""
    sentence = annotated.sentences[candidate.sentence]
    frees = candidate.trigger_class == RELEASE
    hit = {a.head for a in candidate.patients}
    inside = [
        p
        for p in located
        if p.sentence == candidate.sentence
        and (
            p.is_event_place
            or (p.is_origin and _is_left(p, candidate, sentence))
            or (p.is_of_people and (frees or is_among(sentence, p.token, hit, annotated.language)))
        )
    ]
    inside = [p for p in inside if not is_of_aim(sentence, p.token, candidate, lexicon)]
    if candidate.is_reaction:  # others are where somebody said so
        below = {t.index for t in subtree(sentence, candidate.trigger_token)}
        inside = [p for p in inside if p.token in below or p.token > candidate.trigger_token]
    if not inside and not (inside := [p for p in located if is_home(p, sentence, lexicon)]):
        return unknown_place(sentence, [p.sentence for p in located], lexicon)
    best = min(inside, key=lambda p: _rank(p, candidate, sentence))
    own = [p for p in located if p.sentence == candidate.sentence and _is_victims(p, hit, sentence)]
    text = annotated.article.text
    finer = [
        p for p in (*inside, *own) if is_within(p.place, best.place) or lies_beside(p, best, text)
    ]
    if finer:
        best = min(finer, key=lambda p: _rank(p, candidate, sentence))
    best = town_of_province(best, inside, candidate.trigger.start) or best
    place = to_event_place(best, annotated, "stated_place")
    return mark_unknown_village(place, sentence, annotated, located)


def _is_left(located: Located, candidate: Candidate, sentence: Sentence) -> bool:
    """The place from which people flee, told beside the verb ("fled from Sake")."""
    is_beside = sentence.tokens[located.token].head == candidate.trigger_token
    return candidate.trigger_class == FLIGHT and is_beside


def _is_victims(located: Located, hit: set[int], sentence: Sentence) -> bool:
    """The town of those who are hit, or of what is theirs ("la fachada de un diario de Pasto")."""
    above = sentence.tokens[sentence.tokens[located.token].head]
    return located.is_of_people and bool(hit & {above.index, above.head})


def nearest_place(
    candidate: Candidate, annotated: AnnotatedArticle, located: Sequence[Located]
) -> ResolvedPlace:
    """Return the place of the nearest earlier sentence of the paragraph that names one."""
    earlier = [
        p
        for p in located
        if p.is_event_place
        and p.sentence < candidate.sentence
        and annotated.sentences[p.sentence].paragraph == candidate.paragraph
        and annotated.sentences[p.sentence].role == "body"
        and p.place.kind not in {"country"}
    ]
    if not earlier:
        return NO_PLACE
    finer = [p for p in earlier if is_within(p.place, earlier[-1].place)]
    return to_event_place((finer or earlier)[-1], annotated, "paragraph_place")


def to_event_place(located: Located, annotated: AnnotatedArticle, reason: str) -> ResolvedPlace:
    """Give a located toponym its geo_precision; a country alone has none."""
    if located.place.kind == "country":
        return ResolvedPlace(located.place, None, "country_only", located.span)
    precision, rule = geo_precision(
        annotated.article.text, located.span, located.place, annotated.language
    )
    return ResolvedPlace(located.place, precision, f"{reason}.{rule}", located.span)


def _rank(located: Located, candidate: Candidate, sentence: Sentence) -> tuple[int, int, int, int]:
    in_clause = candidate.clause.start <= located.span.start < candidate.clause.end
    coarse = COARSENESS.get(located.place.kind, 0)
    return (
        3 if coarse == 3 else 0,
        0 if in_clause else 1,
        1 if located.is_beside else 0,
        distance(sentence, candidate.trigger_token, located.token) + coarse,
    )


def _as_city(place: Place, toponym: Toponym, text: str, gazetteer: Gazetteer) -> Place:
    """A bare name that a province shares with its seat means the town ("in Idlib").

    "The region of Segú" is the region, where only the town has that spelling.
    """
    words = load_place_words()
    before = normal_form(text[max(0, toponym.start - BESIDE) : toponym.start]).split()
    after = normal_form(text[toponym.end : toponym.end + BESIDE]).split()
    said = words.said_kind(before, after)
    if place.kind == "city" and said == "admin1" and place.name == place.admin1:
        return replace(place, kind="admin1")
    if place.kind not in {"admin1", "admin2"} or place.geonameid is None:
        return place
    is_area = said in {"admin1", "admin2"}
    seat_row = int(gazetteer.seat[gazetteer.row_of(place.geonameid)])
    if is_area or seat_row < 0:
        return place
    seat = gazetteer.place(seat_row, place.confidence)
    if normal_form(seat.name) != normal_form(place.name):
        return place
    name = normal_form(toponym.text)  # the town has it too: "Lisboa"
    is_shared = name == normal_form(place.name) or seat_row in gazetteer.lookup([name]).row
    return seat if is_shared else place


def _is_place(toponym: Toponym, place: Place, language: str | None) -> bool:
    """Names that the tagger does not call places count only as well-known ones, in full."""
    least = least_confidence(place, toponym.label, language)
    if not place.iso3 or place.confidence < least:
        return False
    if toponym.text.isupper() and len(toponym.text) <= ACRONYM and place.kind != "country":
        return toponym.label == DATELINE  # the UN is not in Un
    if toponym.label in PLACE_LABELS or toponym.label == DATELINE:
        return True
    is_sure = place.confidence >= UNTAGGED_CONFIDENCE
    if toponym.label == UNTAGGED:
        return is_sure and not is_part(toponym.text, place.name)
    if toponym.label == "PER":
        return is_sure and place.kind != "airport"
    is_same = normal_form(toponym.text) == normal_form(place.name)
    return toponym.label in {"ORG", "MISC"} and is_same
