"""The place names of an article, tagged and untagged, as a query for the batch resolver."""

from __future__ import annotations

from transforms.lexicon import Lexicon
from transforms.records import AnnotatedArticle, Sentence, Span
from transforms.resolve.toponyms import Toponym, ToponymQuery
from transforms.tree import case_words, noun_phrase, span_of

PLACE_LABELS = {"LOC", "FAC"}
MAYBE_LABELS = {"ORG", "MISC", "PER"}
UNTAGGED = "PROPN"


def toponym_query(
    annotated: AnnotatedArticle, outlet_country: str | None, lexicon: Lexicon
) -> ToponymQuery:
    """Return the article's place names as a query for the batch resolver.

    Beside the tagged names these are untagged proper nouns after a word of place
    ("in Zurmi"), because taggers miss small places.
    """
    toponyms = []
    for sentence in annotated.sentences:
        named = [e for e in sentence.entities if e.label in PLACE_LABELS | MAYBE_LABELS]
        spans = [(_whole_word(annotated.article.text, e.span), e.label) for e in named]
        spans += [(span, UNTAGGED) for span in _untagged_names(sentence, lexicon)]
        for span, label in spans:
            words = annotated.article.text[span.start : span.end]
            inside = [t.lemma for t in sentence.tokens if span.start <= t.start < span.end]
            toponyms.append(Toponym(span.start, span.end, words, " ".join(inside), label))
    return ToponymQuery(
        annotated.article.article_id,
        tuple(toponyms),
        annotated.article.text,
        annotated.language,
        outlet_country,
        None,
    )


def _whole_word(text: str, span: Span) -> Span:
    """Stretch a name over hyphens that the tagger cut: "Port" of "Port-au-Prince"."""
    start, end = span
    while end < len(text) and (text[end] == "-" or text[end].isalpha()) and text[end - 1] != " ":
        end += 1
    while start > 0 and (text[start - 1] == "-" or text[start - 1].isalpha()):
        start -= 1
    return Span(start, end)


def _untagged_names(sentence: Sentence, lexicon: Lexicon) -> list[Span]:
    spans = []
    for token in sentence.tokens:
        if token.upos != "PROPN" or token.head < 0 or not token.text[:1].isupper():
            continue
        if not set(case_words(sentence, token.index)) & lexicon.roles["in"]:
            continue
        run = [
            t
            for t in noun_phrase(sentence, token.index)
            if t.upos == "PROPN" and t.deprel != "nmod"
        ]
        span = span_of(run) if run else token.span
        if not any(e.start < span.end and span.start < e.end for e in sentence.entities):
            spans.append(span)
    return spans
