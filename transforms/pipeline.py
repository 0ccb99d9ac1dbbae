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
from transforms.codebook import Codebook, load_codebook
from transforms.coding.code import Rules, code_mention
from transforms.coding.decisions import load_decisions
from transforms.coding.sources import Outlets, ResolvedSource, load_outlets, resolve_source
from transforms.errors import AnnotationError
from transforms.find.candidates import find_candidates
from transforms.gazetteer import Gazetteer, load_gazetteer
from transforms.lexicon import has_lexicon, load_lexicon
from transforms.records import (
    AnnotatedArticle,
    Article,
    CodedMention,
    CreationTime,
    Place,
    Rejection,
    Timex,
)
from transforms.regimes import load_regimes
from transforms.resolve.features import to_mention
from transforms.resolve.mentions import group_candidates
from transforms.resolve.place_names import toponym_query
from transforms.resolve.places import locate
from transforms.resolve.toponyms import ToponymQuery, resolve_toponyms
from transforms.text.annotate import Annotator, read_plain

NO_TRIGGER = "no word that reports an event in the codebook's sense"


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


@dataclass(frozen=True, slots=True)
class ArticleCoding:
    """What one article gave: its outcome with the reason, mentions, rejections, dates."""

    article: Article
    annotated: AnnotatedArticle | None
    creation_time: CreationTime
    outcome: str
    reason: str
    mentions: tuple[CodedMention, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    timexes: tuple[Timex, ...] = ()

    @property
    def events(self) -> tuple[CodedMention, ...]:
        """Mentions with every required column."""
        return tuple(m for m in self.mentions if not m.missing)

    @property
    def incomplete(self) -> tuple[CodedMention, ...]:
        """Mentions that lack a required column."""
        return tuple(m for m in self.mentions if m.missing)


@lru_cache(maxsize=4)
def load_kit(models: Path, gazetteer: Path | None = None) -> Kit:
    """Load codebooks, gazetteer (None: the shipped one) and the (lazy) Stanza pipelines."""
    rules = Rules(load_codebook(), load_decisions(), load_regimes())
    return Kit(Annotator(models), load_gazetteer(gazetteer), rules, load_outlets())


def code_articles(articles: Sequence[Article], kit: Kit) -> list[ArticleCoding]:
    """Code articles, in the order given; languages without a model or pack say so."""
    able = [a for a in articles if _is_able(a, kit)]
    annotated, failures = annotate_each(able, kit.annotator)
    coded = {c.article.article_id: c for c in code_annotated(annotated, kit)}
    coded |= {c.article.article_id: c for c in failures}
    return [
        _as_written(coded[a.article_id], a) if a.article_id in coded else _uncoded(a)
        for a in articles
    ]


def code_annotated(annotated: Sequence[AnnotatedArticle], kit: Kit) -> list[ArticleCoding]:
    """Code annotated articles: the part that needs no Stanza. Places resolve in one batch."""
    sources = [resolve_source(a, kit.outlets) for a in annotated]
    queries = [
        toponym_query(a, source.country, load_lexicon(a.language))
        for a, source in zip(annotated, sources, strict=True)
    ]
    places = resolve_toponyms(queries, kit.gazetteer)
    return [_code(*row, kit) for row in zip(annotated, sources, queries, places, strict=True)]


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
            unknown = CreationTime(None, None, None, "unknown", 0.0)
            return [], [ArticleCoding(articles[0], None, unknown, "quarantined", reason)]
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
    candidates, rejections = find_candidates(annotated, lexicon)
    located = locate(annotated, query, places, lexicon, kit.gazetteer)
    groups, refused = group_candidates(
        annotated, candidates, located, lexicon, index, kit.gazetteer
    )
    mentions: list[CodedMention] = []
    rejections += refused
    for group in groups:
        result = code_mention(to_mention(group, annotated, lexicon), annotated, source, kit.rules)
        if isinstance(result, Rejection):
            rejections.append(result)
        else:
            mentions.append(result)
    outcome, reason = _outcome(mentions, rejections)
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


def _outcome(mentions: Sequence[CodedMention], rejections: Sequence[Rejection]) -> tuple[str, str]:
    complete = [m for m in mentions if not m.missing]
    if complete:
        return "events", f"{len(complete)} coded, {len(mentions) - len(complete)} incomplete"
    if mentions:
        missing = sorted({name for m in mentions for name in m.missing})
        return "incomplete", f"missing: {', '.join(missing)}"
    if rejections:
        rules = sorted({f"{r.rule}: {r.reason}" for r in rejections})
        return "no_event", "; ".join(rules)
    return "no_event", NO_TRIGGER


def _is_able(article: Article, kit: Kit) -> bool:
    language = article.language or ""
    return language in kit.annotator.languages and has_lexicon(language)


def _uncoded(article: Article) -> ArticleCoding:
    """An article whose language is unknown or has no model: dates only."""
    language = article.language
    if not language:
        empty = CreationTime(None, None, None, "unknown", 0.0)
        reason = "language not recognised; give it in the metadata"
        return ArticleCoding(article, None, empty, "unknown_language", reason)
    when, timexes = read_plain(article, language)
    reason = f"no Stanza models and event words for {language!r} yet; dates are read all the same"
    return ArticleCoding(
        article, None, when, f"no_model:{language}", reason, timexes=tuple(timexes)
    )
