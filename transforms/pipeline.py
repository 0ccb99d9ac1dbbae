"""find -> resolve -> code for annotated articles; composition only.

`load_kit` reads models, codebooks and gazetteer once a process; `code_articles` is a pure
function of articles and kit. Every article ends with an outcome and its reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from transforms.actor_names import load_actor_index
from transforms.article_coding import ArticleCoding, join_parts, tell_outcome
from transforms.codebook import Codebook, load_codebook
from transforms.coding.code import Rules, code_mention
from transforms.coding.decisions import load_decisions
from transforms.coding.sources import Outlets, ResolvedSource, load_outlets, resolve_source
from transforms.coding.topics import find_topics
from transforms.errors import AnnotationError
from transforms.find.arabic_trees import mend_trees
from transforms.find.borrowed import mend_borrowed
from transforms.find.candidates import find_candidates
from transforms.find.lemmas import mend_lemmas
from transforms.gazetteer import Gazetteer, load_gazetteer
from transforms.lexicon import Lexicon, has_lexicon, load_lexicon
from transforms.records import (
    AnnotatedArticle,
    Article,
    CodedMention,
    CreationTime,
    Place,
    Rejection,
)
from transforms.regimes import load_regimes
from transforms.resolve.attribution import sole_homes
from transforms.resolve.borrowed_names import name_borrowed
from transforms.resolve.date_splits import split_days
from transforms.resolve.features import to_mention
from transforms.resolve.mentions import group_candidates
from transforms.resolve.place_names import toponym_query
from transforms.resolve.place_objects import mark_place_objects
from transforms.resolve.place_splits import split_mention
from transforms.resolve.places import locate
from transforms.resolve.toponyms import ToponymQuery, resolve_toponyms
from transforms.sound_trees import sound
from transforms.text.annotate import Annotator, read_plain
from transforms.text.models import Models
from transforms.text.parts import foreign_languages, split_languages
from transforms.timexes.links import drop_borrowed_days

MAX_CHARACTERS = 500_000
UNKNOWN_TIME = CreationTime(None, None, None, "unknown", 0.0)


@dataclass(frozen=True)
class Kit:
    """What coding needs, loaded once a process."""

    annotator: Annotator
    gazetteer: Gazetteer
    rules: Rules
    outlets: Outlets

    @property
    def codebook(self) -> Codebook:
        """The codebook that the rules rest on."""
        return self.rules.codebook


@lru_cache(maxsize=4)
def load_kit(models: Models | Path, gazetteer: Path | None = None) -> Kit:
    """Load codebooks, gazetteer (None: the shipped one) and the (lazy) Stanza pipelines."""
    rules = Rules(load_codebook(), load_decisions(), load_regimes())
    return Kit(Annotator(models), load_gazetteer(gazetteer), rules, load_outlets())


def code_articles(articles: Sequence[Article], kit: Kit) -> list[ArticleCoding]:
    """Code articles, in the order given; languages without a model or pack say so.

    The paragraphs of an article that are in another language are coded in that one.
    """
    readable = {name for name in kit.annotator.languages if has_lexicon(name)}
    parts = [[a] if _is_long(a) else split_languages(a, readable) for a in articles]
    found: dict[str, list[ArticleCoding]] = {a.article_id: [] for a in articles}
    for number in range(max(map(len, parts), default=0)):
        for coding in _code_batch([p[number] for p in parts if len(p) > number], kit):
            found[coding.article.article_id].append(coding)
    return [
        _whole(found[a.article_id], a, is_cut=p[0] is not a)
        for a, p in zip(articles, parts, strict=True)
    ]


def _whole(codings: Sequence[ArticleCoding], article: Article, *, is_cut: bool) -> ArticleCoding:
    if not is_cut:
        return _as_written(codings[0], article)
    return join_parts(codings, article, foreign_languages(article))


def _code_batch(articles: Sequence[Article], kit: Kit) -> list[ArticleCoding]:
    """Code articles in one language each, in the order given."""
    able = [a for a in articles if a.language in kit.annotator.languages and not _is_long(a)]
    annotated, failures = annotate_each(able, kit.annotator)
    done = [_without_words(a) for a in annotated if not has_lexicon(a.language)]
    done += code_annotated([a for a in annotated if has_lexicon(a.language)], kit)
    coded = {c.article.article_id: c for c in (*done, *failures)}
    return [coded.get(a.article_id) or _uncoded(a) for a in articles]


def code_annotated(annotated: Sequence[AnnotatedArticle], kit: Kit) -> list[ArticleCoding]:
    """Code annotated articles: the part that needs no Stanza. Places resolve in one batch."""
    annotated = [_with_places(a, load_lexicon(a.language), kit.gazetteer) for a in annotated]
    sources = [resolve_source(a, kit.outlets) for a in annotated]
    queries = [
        replace(
            toponym_query(a, source.country, load_lexicon(a.language), kit.gazetteer),
            home=source.home,
            group_homes=sole_homes(a, load_actor_index(a.language)),
        )
        for a, source in zip(annotated, sources, strict=True)
    ]
    places = resolve_toponyms(queries, kit.gazetteer)
    return [_code(*row, kit) for row in zip(annotated, sources, queries, places, strict=True)]


def _with_places(
    annotated: AnnotatedArticle, lexicon: Lexicon, gazetteer: Gazetteer
) -> AnnotatedArticle:
    """The article with the names of places that its tagger took for something else."""
    mended = name_borrowed(mend_borrowed(annotated, lexicon), lexicon, gazetteer)
    mended = replace(mended, sentences=sound(mended.sentences, annotated.sentences))
    return mark_place_objects(mended, lexicon, gazetteer)


def annotate_each(
    articles: Sequence[Article], annotator: Annotator
) -> tuple[list[AnnotatedArticle], list[ArticleCoding]]:
    """Annotate articles in one batch; if Stanza fails on it, one by one.

    Returns:
        The annotated articles, and for each that Stanza fails on a coding that says so.
    """
    try:
        return annotator.annotate(articles), []
    except AnnotationError as error:
        if len(articles) == 1:
            reason = f"annotation failed: {error}"
            return [], [ArticleCoding(articles[0], None, UNKNOWN_TIME, "quarantined", reason)]
    parts = [annotate_each([article], annotator) for article in articles]
    return [a for done, _ in parts for a in done], [c for _, failed in parts for c in failed]


def _as_written(coding: ArticleCoding, article: Article) -> ArticleCoding:
    """The coding on the text as the article has it, whatever case the models were given."""
    annotated = replace(coding.annotated, article=article) if coding.annotated else None
    return replace(coding, article=article, annotated=annotated)


def _code(
    annotated: AnnotatedArticle,
    source: ResolvedSource,
    query: ToponymQuery,
    places: Sequence[Place | None],
    kit: Kit,
) -> ArticleCoding:
    lexicon = load_lexicon(annotated.language)
    index = load_actor_index(annotated.language)
    annotated = replace(annotated, timexes=drop_borrowed_days(annotated.timexes))
    mended = mend_lemmas(mend_trees(annotated), lexicon)
    annotated = replace(mended, sentences=sound(mended.sentences, annotated.sentences))
    candidates, rejections = find_candidates(annotated, lexicon)
    located = locate(annotated, query, places, lexicon, kit.gazetteer)
    groups, refused = group_candidates(
        annotated, candidates, located, lexicon, index, kit.gazetteer, source.home
    )
    mentions: list[CodedMention] = []
    topics = find_topics(annotated, lexicon) if groups else frozenset()
    rejections += refused
    for group in groups:
        whole = to_mention(group, annotated, lexicon)
        parts = split_mention(whole, group, groups, annotated, located)
        is_one = len(parts) == 1
        days = (split_days(part, annotated, is_one_place=is_one) for part in parts)
        for mention in (row for rows in days for row in rows):
            result = code_mention(mention, annotated, source, kit.rules, topics)
            if isinstance(result, Rejection):
                rejections.append(result)
            else:
                mentions.append(result)
    outcome, reason = tell_outcome(mentions, rejections)
    return ArticleCoding(
        annotated.article,
        annotated,
        annotated.creation_time,
        outcome,
        reason,
        tuple(mentions),
        tuple(rejections),
        annotated.timexes,
    )


def _is_long(article: Article) -> bool:
    return len(article.text) > MAX_CHARACTERS


def _without_words(annotated: AnnotatedArticle) -> ArticleCoding:
    """An article in a language with models but without event words: names and dates only."""
    language = annotated.language
    reason = f"no event words for {language!r} yet; names and dates are read all the same"
    when, timexes = annotated.creation_time, annotated.timexes
    article = annotated.article
    outcome = f"no_words:{language}"
    return ArticleCoding(article, annotated, when, outcome, reason, timexes=timexes)


def _uncoded(article: Article) -> ArticleCoding:
    """An article that is too long, or whose language is unknown or has no model: dates only."""
    language = article.language
    if _is_long(article):
        size = f"{len(article.text):,} characters (limit {MAX_CHARACTERS:,})"
        reason = f"too_long: {size}; split it into its articles"
        return ArticleCoding(article, None, UNKNOWN_TIME, "quarantined", reason)
    if not language:
        reason = "language not recognised; give it in the metadata"
        return ArticleCoding(article, None, UNKNOWN_TIME, "unknown_language", reason)
    when, timexes = read_plain(article, language)
    reason = f"no Stanza models for {language!r}; dates are read all the same"
    return ArticleCoding(
        article, None, when, f"no_model:{language}", reason, timexes=tuple(timexes)
    )
