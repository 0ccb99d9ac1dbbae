"""Places that the tagger took for persons, or missed, beside verbs that take places.

"Los rebeldes tomaron Bukavu": what forces take, leave or win back is a place, if the
gazetteer has a town of that name. Which verbs these are is told by the trigger packs
(`object: named_place`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from transforms.gazetteer import Gazetteer, normal_form
from transforms.gazetteer.words import load_place_words
from transforms.letters import fold
from transforms.lexicon import NAMED_PLACE, Lexicon
from transforms.records import AnnotatedArticle, Entity, Place, Sentence, Span, Token
from transforms.resolve.borrowed_names import is_known_town
from transforms.resolve.place_roles import load_place_roles
from transforms.resolve.toponyms import Toponym
from transforms.tree import case_words, children, noun_phrase, span_of

FIRED_AT = {"shell", "bombard", "airstrike"}
TAKEN = {"obj", "obl", "nsubj:pass"}
WHOLE = {"flat", "flat:name", "flat:foreign"}
PLACE_LABELS = {"LOC", "FAC"}
ARMED_CUES = {"armed", "forces", "combat"}
HEAVY_CUES = {"artillery", "air", "projectile", "aircraft"}
LEAST_PEOPLE = {"PER": 4.0}
BESIDE = 30
"""Characters at most between a town and the area in which it lies."""
LEAST = 2.6
"""Log10 of the people of a town that a bare name can mean, and one taken for a person."""


def mark_place_objects(
    annotated: AnnotatedArticle, lexicon: Lexicon, gazetteer: Gazetteer
) -> AnnotatedArticle:
    """Return the article with such names among the entities, labelled LOC."""
    sentences = tuple(_marked(s, annotated, lexicon, gazetteer) for s in annotated.sentences)
    return replace(annotated, sentences=sentences)


def _marked(
    sentence: Sentence, annotated: AnnotatedArticle, lexicon: Lexicon, gazetteer: Gazetteer
) -> Sentence:
    text, entities = annotated.article.text, list(sentence.entities)
    for verb in sentence.tokens:
        if verb.upos != "VERB" or not _takes_places(verb, lexicon):
            continue
        for span in _named(sentence, verb, entities, lexicon):
            name = text[span.start : span.end]
            under = [e for e in entities if e.start < span.end and span.start < e.end]
            least = max((LEAST_PEOPLE.get(e.label, LEAST) for e in under), default=LEAST)
            is_town = is_known_town(name, lexicon.language, least, gazetteer)
            if is_town and _is_of_war(sentence, text, lexicon):
                entities = [e for e in entities if e not in under]
                entities.append(Entity(span.start, span.end, name, "LOC"))
    if set(entities) == set(sentence.entities):
        return sentence
    return replace(sentence, entities=tuple(sorted(entities, key=lambda e: e.start)))


def _is_of_war(sentence: Sentence, text: str, lexicon: Lexicon) -> bool:
    return bool(ARMED_CUES & lexicon.cues.names(text[sentence.start : sentence.end]))


def _takes_places(verb: Token, lexicon: Lexicon) -> bool:
    forms = {fold(verb.lemma), fold(verb.text), *lexicon.base_forms(fold(verb.text))}
    entries = (entry for form in forms for _, entry in lexicon.triggers.get(form, ()))
    return any(
        entry.pos == "VERB"
        and (NAMED_PLACE in entry.object or entry.trigger_class.name in FIRED_AT)
        for entry in entries
    )


def _named(
    sentence: Sentence, verb: Token, entities: Iterable[Entity], lexicon: Lexicon
) -> Iterable[Span]:
    """Names that the verb takes, not yet places, and no persons by their case word."""
    persons = lexicon.modality.get("object_cases", frozenset())
    known = [e for e in entities if e.label in PLACE_LABELS]
    falling = lexicon.roles.get("falling", frozenset())  # "Kidal cayó en manos de los tuaregs"
    kids = children(sentence, verb.index)
    posts = [k for k in kids if k.deprel in TAKEN and is_post(k, lexicon)]
    inner = [k for post in posts for k in children(sentence, post.index) if k.deprel == "nmod"]
    for kid in (*kids, *inner):
        is_fallen = kid.deprel == "nsubj" and fold(verb.lemma) in falling
        is_taken = is_fallen or kid.deprel in TAKEN or kid in inner
        if not is_taken or not _is_name(kid):
            continue
        if persons & set(case_words(sentence, kid.index)):
            continue
        parts = [
            kid,
            *(
                k
                for k in children(sentence, kid.index)
                if k.deprel in WHOLE and k.text[:1].isupper()
            ),
        ]
        span = span_of(parts)
        if not any(e.start < span.end and span.start < e.end for e in known):
            yield span


def is_post(token: Token, lexicon: Lexicon) -> bool:
    """True for a base or a post, whose town stands behind it ("el puesto militar de Diapaga")."""
    return bool({fold(token.lemma), fold(token.text)} & lexicon.roles["military_targets"])


def _is_name(token: Token) -> bool:
    """A proper noun, or a noun with a capital inside a sentence ("Никополь")."""
    is_inside = token.upos == "NOUN" and token.index > 0
    return (token.upos == "PROPN" or is_inside) and token.text[:1].isupper()


def doubtful_names(
    toponyms: Iterable[Toponym],
    read: Sequence[tuple[Toponym, Place]],
    sentences: Sequence[Sentence] = (),
) -> set[tuple[int, int]]:
    """Names taken for persons, but for those that are a place elsewhere or lie in an area.

    "Choloma" once read as a place is one all along; "Collipulli, región de La Araucanía" too.
    A family name that the text gives in full ("Colonel René Ponce") is no place ("said Ponce").
    """
    family = _family_names(sentences)
    named = {(t.start, t.end) for t, _ in read if t.text in family}
    read = [(t, place) for t, place in read if t.text not in family]
    places = [(t, place) for t, place in read if t.label in PLACE_LABELS]
    sure = {normal_form(t.text) for t, _ in places}
    sure_spans = {
        (t.start, t.end)
        for t, place in read
        for other, area in places
        if area.kind in {"admin1", "admin2"}
        and 0 < other.start - t.end <= BESIDE
        and (place.iso3, place.admin1) == (area.iso3, area.admin1)
    }
    spans = {
        (t.start, t.end) for t in toponyms if t.label == "PER" and normal_form(t.text) not in sure
    }
    return (spans - sure_spans) | named


def _family_names(sentences: Sequence[Sentence]) -> set[str]:
    """The last words of names of persons that have several."""
    persons = (e.text.split() for s in sentences for e in s.entities if e.label == "PER")
    return {words[-1] for words in persons if len(words) > 1}


def is_fired_at(sentence: Sentence, text: str, index: int | None, lexicon: Lexicon) -> bool:
    """True for a name at which heavy arms are aimed ("misiles contra Odesa"), read as a person."""
    if index is None or not HEAVY_CUES & lexicon.cues.names(text[sentence.start : sentence.end]):
        return False
    aims = lexicon.roles["target"] - lexicon.modality.get("object_cases", frozenset())
    return bool(aims & set(case_words(sentence, index)))


def is_in_place_phrase(sentence: Sentence, index: int | None, lexicon: Lexicon) -> bool:
    """A "person" behind a word of place ("en Juli", "ciudad de Járkov") is a mistagged place."""
    if index is None:
        return False
    token = sentence.tokens[index]
    while token.deprel in {"conj", "appos"} and token.head >= 0:
        token = sentence.tokens[token.head]
    name = [t.index for t in noun_phrase(sentence, token.index) if t.upos == "PROPN"]
    cases = {word for at in (token.index, *name) for word in case_words(sentence, at)}
    if load_place_roles(lexicon.language).locative_cases & cases:
        return True
    head = fold(sentence.tokens[token.head].lemma) if token.head >= 0 else ""
    words = load_place_words()
    is_kind = head in words.chain_words and head not in words.part_words  # "Lenin Square"
    return token.deprel in {"nmod", "appos", "flat"} and is_kind
