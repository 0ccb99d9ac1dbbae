"""One report of several places becomes one mention a place: "bombings in Kano and Jos killed 10".

By the codebook's splitting rule the toll is divided evenly, the remainder to the first place;
where the sentence counts the dead of each place, these are its tolls.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from transforms.gazetteer.words import load_place_words
from transforms.letters import fold
from transforms.lexicon import load_lexicon
from transforms.records import AnnotatedArticle, Mention, ResolvedNumber, Sentence
from transforms.resolve.counted_places import CountedPlace, counted_places
from transforms.resolve.place_relations import is_same_place
from transforms.resolve.places import Located, to_event_place
from transforms.resolve.reports import Group
from transforms.tree import case_words, children, conjuncts, relative_clause, subtree

SPLIT, COUNTED = "split", "counted"
UNSPLIT_CLASSES = {"ceasefire", "talks", "release"}
CLASH = "clash"


def split_mention(
    mention: Mention,
    group: Group,
    groups: Sequence[Group],
    annotated: AnnotatedArticle,
    located: Sequence[Located],
) -> tuple[Mention, ...]:
    """The mention itself, or one for each of the coordinated places of its sentence.

    Places that another report of the article tells of, talks, and "between X and Y" are not
    split.
    """
    taken = [g.place.place for g in groups if g is not group and g.place.place]
    counts = _counted(mention, annotated, located)
    if any(is_same_place(p.located.place, other) for p in counts[1:] for other in taken):
        counts = []
    joined = [p.located for p in counts[1:]] or list(_coordinated(mention, annotated, located))
    places = [p for p in joined if not any(is_same_place(p.place, other) for other in taken)]
    count = len(places) + 1
    if count == 1:
        return (mention,)
    own = [mention.place, *(to_event_place(p, annotated, "stated_place") for p in places)]
    tolls = _tolls(mention, counts) or _even(mention, count)
    return tuple(
        replace(mention, place=replace(place, reason=f"{place.reason}.{SPLIT}"), fatalities=toll)
        for place, toll in zip(own, tolls, strict=True)
    )


def _even(mention: Mention, count: int) -> list[ResolvedNumber]:
    """The toll divided by the number of places, the remainder to the first."""
    each, rest = divmod(mention.fatalities.value, count)
    rule = f"{mention.fatalities.rule}.{SPLIT}_{count}_places"
    tolls = [each + (number < rest) for number in range(count)]
    return [replace(mention.fatalities, value=toll, rule=rule) for toll in tolls]


def _tolls(mention: Mention, counts: Sequence[CountedPlace]) -> list[ResolvedNumber]:
    """The counts by place, where the mention's toll is one of them or their sum; else empty."""
    values = [p.number for p in counts]
    if mention.fatalities.value not in {*values, sum(values)}:
        return []
    rule = f"{mention.fatalities.rule}.{COUNTED}_{len(counts)}_places"
    return [replace(mention.fatalities, value=p.number, rule=rule, span=p.span) for p in counts]


def _counted(
    mention: Mention, annotated: AnnotatedArticle, located: Sequence[Located]
) -> list[CountedPlace]:
    """The places that the sentence lists with a count each, the mention's own first; or none."""
    here = next((p for p in located if p.span == mention.place.span), None)
    is_stated = mention.place.reason.startswith("stated_place")
    if here is None or not is_stated or here.sentence < 0:
        return []
    if any(c.trigger_class in UNSPLIT_CLASSES for c in mention.candidates):
        return []
    if here.sentence not in {c.sentence for c in mention.candidates}:
        return []
    lexicon = load_lexicon(annotated.language)
    return counted_places(annotated.sentences[here.sentence], here, located, lexicon)


def _coordinated(
    mention: Mention, annotated: AnnotatedArticle, located: Sequence[Located]
) -> Iterator[Located]:
    """Other places joined to the mention's by "and", all of them distinct."""
    here = next((p for p in located if p.span == mention.place.span), None)
    is_stated = mention.place.reason.startswith("stated_place")
    if here is None or not is_stated or mention.place.reason.endswith(".between"):
        return
    if any(c.trigger_class in UNSPLIT_CLASSES for c in mention.candidates):
        return
    sentence = annotated.sentences[here.sentence]
    joined = _list_of(sentence, here.token)
    is_aside = _is_in_aside(mention, sentence, here.token)
    if is_aside or _is_of_sides(mention, sentence, joined[0], annotated.language):
        return
    if not _has_and(sentence, joined, annotated.language):
        return
    kept = [here]
    for other in located:
        if other.sentence != here.sentence or other.token not in joined:
            continue
        is_new = not any(is_same_place(other.place, p.place) for p in kept)
        if is_new and other.is_event_place and other.place.kind != "country":
            kept.append(other)
            yield other


def _is_in_aside(mention: Mention, sentence: Sentence, index: int) -> bool:
    """True for places that a relative clause names ("the pipeline that links Orito and Tumaco")."""
    clause = relative_clause(sentence, index)
    if clause is None:
        return False
    inside = {t.start for t in subtree(sentence, clause.index)}
    heads = {t.start for t in sentence.tokens if t.index == clause.head}
    return not any(c.trigger.start in inside | heads for c in mention.candidates)


def _is_of_sides(mention: Mention, sentence: Sentence, index: int, language: str) -> bool:
    """True for where two sides come from ("enfrentamiento entre pobladores de X y de Y")."""
    roles = load_lexicon(language).roles
    head = sentence.tokens[index].head
    above = set(case_words(sentence, head)) if head >= 0 else set()
    if not any(c.trigger_class == CLASH for c in mention.candidates) or above & roles["locative"]:
        return False  # "clashes in the towns of X and Y"
    return bool(roles["of"] & set(case_words(sentence, index)))


def _list_of(sentence: Sentence, index: int) -> list[int]:
    """The tokens of the list in which a token stands."""
    token = sentence.tokens[index]
    while token.deprel == "conj" and token.head >= 0:
        token = sentence.tokens[token.head]
    return conjuncts(sentence, token.index)


def _has_and(sentence: Sentence, joined: Sequence[int], language: str) -> bool:
    """A list needs its "and": "X, Y" alone may be a town and its province."""
    and_words = load_place_words().of(language).and_words
    ccs = (kid for index in joined for kid in children(sentence, index) if kid.deprel == "cc")
    return any(fold(kid.text) in and_words for kid in ccs)
