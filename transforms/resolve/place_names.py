"""The place names of an article, tagged and untagged, as a query for the batch resolver."""

from __future__ import annotations

import re

from transforms.gazetteer import Gazetteer, normal_form
from transforms.gazetteer.words import load_place_words
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import AnnotatedArticle, Sentence, Span
from transforms.resolve.caseless_names import day_words, is_led_person, names_without_case
from transforms.resolve.joined_names import cut_names, with_joined_names
from transforms.resolve.place_roles import is_led, is_quarter, load_place_roles
from transforms.resolve.toponyms import Toponym, ToponymQuery
from transforms.resolve.untagged_names import untagged_names

PLACE_LABELS = {"LOC", "FAC"}
MAYBE_LABELS = {"ORG", "MISC", "PER"}
UNTAGGED = "PROPN"
DATELINE = "dateline"
NOT_IN_TEXT = Span(-(10**6), -(10**6))
"""Where the dateline of the metadata stands: beside no name of the text."""
CASELESS = {"ar", "fa", "hi", "zh"}

_ROAD_CHARS = 25
_LEAD = 40
_JOINED = re.compile(r"[ -](?:a[lrsdz]|e[lsdz]|e[zs]h?|as?h)[ -][A-ZÁÉÍÓÚ]\w+(?!\w)")
_RUN = re.compile(r" (?:[^\W\d_][\w'-]* )?")
_OF_TOWN = re.compile(r"\s(?:de|del|do|da|du|d['’])\s?([^\W\d_a-z][^\d]*)$")
_DATELINE_TOWN = re.compile(r"[^\W\d_][^\d,،/()–—:|]*?(?=\s*(?:[,،/()–—:|\d]|\s-|--|$))")
_OWNER = re.compile(r"([^\W\d_][^'’]+)['’]s\s")
_BEHIND = re.compile(r"[,;/(\[]")
_DATELINE_AREA = re.compile(r"[,،]\s*([^\W\d_][^\d,،/()–—:|]*?)(?=\s*(?:[,،()–—:]|\s-|--|$))")
SHORT = 3
"""Longest case word that may open a name ("In Salah")."""


def toponym_query(
    annotated: AnnotatedArticle,
    outlet_country: str | None,
    lexicon: Lexicon,
    gazetteer: Gazetteer,
) -> ToponymQuery:
    """Return the article's place names as a query for the batch resolver.

    Beside the tagged names these are untagged proper nouns after a word of place
    ("in Zurmi"), because taggers miss small places; in scripts without capital letters only
    names of large places.
    """
    toponyms = []
    for sentence in annotated.sentences:
        if sentence.role == DATELINE:
            toponyms += _dateline_names(annotated.article.text, sentence)
            continue
        spans = _tagged_names(sentence, annotated, lexicon, gazetteer)
        if annotated.language in CASELESS:
            untagged = names_without_case(
                sentence, [s for s, _ in spans], annotated, lexicon, gazetteer
            )
        else:
            untagged = untagged_names(sentence, lexicon)
        spans += [(span, UNTAGGED) for span in untagged]
        for span, label in _without_days(spans, annotated):
            words = annotated.article.text[span.start : span.end]
            inside = [t.lemma for t in sentence.tokens if span.start <= t.start < span.end]
            toponyms.append(Toponym(span.start, span.end, words, " ".join(inside), label))
    if annotated.article.dateline and all(s.role != DATELINE for s in annotated.sentences):
        town = _BEHIND.split(annotated.article.dateline, maxsplit=1)[0].strip()
        toponyms.append(Toponym(*NOT_IN_TEXT, town, None, DATELINE))
    return ToponymQuery(
        annotated.article.article_id,
        tuple(toponyms),
        annotated.article.text,
        annotated.language,
        outlet_country,
    )


def _without_days(
    spans: list[tuple[Span, str]], annotated: AnnotatedArticle
) -> list[tuple[Span, str]]:
    days = [t.span for t in annotated.timexes if t.type == "DATE"]  # "Thursday" is no island
    return [
        (s, x) for s, x in spans if not any(d.start <= s.start and s.end <= d.end for d in days)
    ]


def _behind_lead(text: str, span: Span, language: str, lexicon: Lexicon) -> Span:
    """The name behind a word of place inside what a tagger took for it ("سوق مدينة الأبيض")."""
    if language not in CASELESS:
        first, _, rest = text[span.start : span.end].partition(" ")
        is_lead = len(first) > SHORT and fold(first) in load_place_roles(language).locative_cases
        return Span(span.end - len(rest), span.end) if rest and is_lead else span  # "Near Sirte"
    starts = [m.end() for m in re.finditer(r" ", text[span.start : span.end])]
    led = [at for at in starts if is_led(text[span.start : span.start + at], language)]
    start = span.start + (led[-1] if led else 0)
    case, _, rest = text[start : span.end].partition(" ")
    is_case = len(case) >= SHORT and fold(case) in lexicon.roles["locative"]
    return Span(span.end - len(rest) if is_case and rest else start, span.end)  # "قرية قرب تعز"


def _without_lead(text: str, span: Span, language: str, gazetteer: Gazetteer) -> Span:
    """The town of "cité de Mweso", where only its own name is known."""
    words = text[span.start : span.end]
    cuts = [m.end() for m in re.finditer(r" ", words) if is_led(words[: m.end()], language)]
    if fold(words.split()[0]) in load_place_roles(language).roads:  # "route du Bénin"
        cuts = [m.end() for m in re.finditer(r" ", words) if words[m.end()].isupper()][:1] or cuts
    if not cuts or language in CASELESS:
        return span
    known = set(gazetteer.lookup([normal_form(words), normal_form(words[cuts[-1] :])]).query)
    return Span(span.start + cuts[-1], span.end) if known == {1} else span


def _before_day(span: Span, annotated: AnnotatedArticle, lexicon: Lexicon) -> Span:
    """A name without the day that a tagger took for its end ("عدن يوم الخميس").

    The January of "Rio de Janeiro" has a capital and belongs to it.
    """
    text = annotated.article.text
    inside = [t.start for t in annotated.timexes if span.start < t.start < span.end]
    end = min((at for at in inside if not text[at].isupper()), default=span.end)
    words = text[span.start : end].rstrip()
    first, _, last = words.rpartition(" ")
    is_day = end < span.end and fold(last) in day_words(lexicon)
    return Span(span.start, span.start + len((first if is_day else words).rstrip()))


def _tagged_names(
    sentence: Sentence, annotated: AnnotatedArticle, lexicon: Lexicon, gazetteer: Gazetteer
) -> list[tuple[Span, str]]:
    """Names that the tagger found, with their labels; places completed, two ends of a road cut."""
    text, found = annotated.article.text, []
    for entity in with_joined_names(sentence.entities, text, gazetteer):
        span, label = _whole_word(text, _before_day(entity.span, annotated, lexicon)), entity.label
        if is_led(text[span.start : span.end], annotated.language):
            continue  # a bare "the city of"
        span = _behind_lead(text, span, annotated.language, lexicon)
        span = _without_lead(text, span, annotated.language, gazetteer)
        if label in MAYBE_LABELS and is_led(text[sentence.start : span.start], annotated.language):
            label = "LOC"
        wider = _completed(text, span, sentence, gazetteer)
        is_person = label == "PER" and annotated.language in CASELESS
        if is_person and is_led_person(span, wider, sentence, text, lexicon):
            label = "LOC"
        if label in PLACE_LABELS:
            *owners, span = _owned(wider, text)
            found += [(owner, label) for owner in owners]
        is_body = label in {"ORG", "LOC"}
        town = _town_of(span, text, annotated.language, gazetteer) if is_body else None
        if town is not None:
            found.append((town, "LOC"))
        elif label in PLACE_LABELS | MAYBE_LABELS:
            roads = _ends_of_road(span, text, annotated.language, gazetteer)
            parts = [p for r in roads for p in cut_names(r, text, annotated.language, gazetteer)]
            found += [(part, "LOC" if len(parts) > 1 else label) for part in parts]
    return found


def _owned(span: Span, text: str) -> list[Span]:
    """The name, or the two of "Nairobi's Eastleigh"."""
    owner = _OWNER.match(text, span.start, span.end)
    return [Span(span.start, owner.end(1)), Span(owner.end(), span.end)] if owner else [span]


def _town_of(span: Span, text: str, language: str, gazetteer: Gazetteer) -> Span | None:
    """The town in the name of a body or building ("Policía de Jamundí"); None if it has none.

    And that of a quarter or hamlet which nobody knows: "el barrio [Siloé de Cali]".
    """
    words = text[span.start : span.end]
    tail = _OF_TOWN.search(words)
    if tail is None:
        return None
    is_body = fold(words.split()[0]) in load_place_roles(language).seats
    before = text[max(0, span.start - _LEAD) : span.start]
    if not (is_body or is_led(before, language) or is_quarter(before, "", language)):
        return None
    known = set(gazetteer.lookup([normal_form(tail.group(1)), normal_form(words)]).query.tolist())
    town = Span(span.start + tail.start(1), span.end)
    return town if known == {0} or (is_body and 0 in known) else None


def _ends_of_road(span: Span, text: str, language: str, gazetteer: Gazetteer) -> list[Span]:
    """The name, or its two parts if only these are known ("Cochabamba-Santa Cruz")."""
    words = text[span.start : span.end]
    cut = re.search(r"[-–]", words) or (language in CASELESS and re.search(r" ", words)) or None
    before = fold(text[max(0, span.start - _ROAD_CHARS) : span.start]).split()
    after = fold(text[span.end : span.end + _ROAD_CHARS]).split()[:1]
    roads = load_place_roles(language).roads
    if cut is None or roads.isdisjoint({*before, *after}):
        return [span]
    one, other = Span(span.start, span.start + cut.start()), Span(span.start + cut.end(), span.end)
    names = [words, text[one.start : one.end], text[other.start : other.end]]
    hits = gazetteer.lookup([normal_form(name) for name in names])
    is_told = not roads.isdisjoint(before)  # "the Abuja-Kaduna highway": by their own names only
    ranked = zip(hits.query.tolist(), hits.tier.tolist(), strict=True)
    known = {query for query, tier in ranked if is_told or tier == 0}
    return [one, other] if known == {1, 2} else [span]


def _dateline_names(text: str, sentence: Sentence) -> list[Toponym]:
    """The first name of a dateline, and the one behind a comma: "GOMA, Congo (Reuters) -"."""
    town = _DATELINE_TOWN.match(text, sentence.start, sentence.end)
    if town is None:
        return []
    area = _DATELINE_AREA.match(text, town.end(), sentence.end)
    spans = [town.span(), *([area.span(1)] if area else [])]
    return [Toponym(start, end, text[start:end], None, DATELINE) for start, end in spans]


def _whole_word(text: str, span: Span) -> Span:
    """Stretch a name that the tagger cut: "Port" of "Port-au-Prince", "Djamena" of "N'Djamena"."""
    start, end = span
    while end < len(text) and (text[end] == "-" or text[end].isalpha()) and text[end - 1] != " ":
        end += 1
    while start > 0 and (text[start - 1] == "-" or text[start - 1].isalpha()):
        start -= 1
    if start > 1 and text[start - 1] in "'’" and text[start - 2].isupper():
        start -= 2
    return Span(start, end)


def _completed(text: str, span: Span, sentence: Sentence, gazetteer: Gazetteer) -> Span:
    """The span with the word before or after it, where that makes a known name.

    "North Darfur" tagged as Darfur, "أم درمان" as its second word; so with two words behind.
    """
    before = [t for t in sentence.tokens if t.end <= span.start][-1:]
    after = [t for t in sentence.tokens if t.start >= span.end][:2]
    wider = [Span(t.start, span.end) for t in before if text[t.end : span.start] == " "]
    wider += [
        Span(span.start, _whole_word(text, t.span).end)
        for t in reversed(after)
        if _RUN.fullmatch(text, span.end, t.start)
    ]
    named = [s for s in wider if all(_may_name(word) for word in text[s.start : s.end].split())]
    joined = _JOINED.match(text, span.end, sentence.end)  # "Deir" "al" "Balah"
    named = [Span(span.start, joined.end()), *named] if joined else named
    hits = gazetteer.lookup([normal_form(text[s.start : s.end]) for s in named]) if named else None
    return named[int(hits.query[0])] if hits is not None and len(hits.query) else span


def _may_name(word: str) -> bool:
    """Words with a capital, or of a script without; kinds and joints begin no second name."""
    words, norm = load_place_words(), normal_form(word)
    is_direction = any(norm in own.direction for own in words.languages.values())
    is_plain = norm in words.joints or norm in words.kind_tokens
    return word[0].isalpha() and (is_direction or (word[0] == word[0].upper() and not is_plain))
