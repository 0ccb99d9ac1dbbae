"""find -> resolve -> code for annotated articles; composition only.

`load_kit` reads models, codebooks and gazetteer once a process; `code_articles` is a pure
function of articles and kit. Every article ends with an outcome and its reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import polars as pl

from transforms.actor_names import load_actor_index
from transforms.codebook import Codebook, load_codebook
from transforms.coding.code import Rules, code_mention
from transforms.coding.decisions import load_decisions
from transforms.coding.rows import provenance_frame, rejections_frame, to_frame
from transforms.coding.sources import Outlets, ResolvedSource, load_outlets, resolve_source
from transforms.find.candidates import find_candidates
from transforms.gazetteer import Gazetteer, load_gazetteer
from transforms.lexicon import has_lexicon, load_lexicon
from transforms.merge.events import merge_mentions
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
from transforms.resolve.entities import entities_frame
from transforms.resolve.features import to_mention
from transforms.resolve.mentions import group_candidates
from transforms.resolve.place_names import toponym_query
from transforms.resolve.places import locate
from transforms.resolve.toponyms import ToponymQuery, resolve_toponyms
from transforms.schemas import ARTICLES, QUARANTINE, STAGED, check_schema
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
def load_kit(models: Path) -> Kit:
    """Load codebooks, gazetteer and the (lazy) Stanza pipelines of a catalogue."""
    rules = Rules(load_codebook(), load_decisions(), load_regimes())
    return Kit(Annotator(models), load_gazetteer(), rules, load_outlets())


def code_articles(articles: Sequence[Article], kit: Kit) -> list[ArticleCoding]:
    """Code articles, in the order given; languages without a model or pack say so."""
    able = [a for a in articles if _is_able(a, kit)]
    coded = {c.article.article_id: c for c in code_annotated(kit.annotator.annotate(able), kit)}
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


def code_shard(shard: Path, out: Path, models: Path) -> None:
    """Code a Parquet shard of articles into Parquet tables: a pure function of its inputs.

    Args:
        shard: Parquet file whose columns are the fields of `Article`.
        out: directory to make; gets articles, mentions, provenance, rejections, entities
            and quarantine (schemas in transforms/schemas.py).
        models: directory of the Stanza catalogue.
    """
    kit = load_kit(models)
    articles = [Article(**row) for row in pl.read_parquet(shard).iter_rows(named=True)]
    out.mkdir(parents=True)
    for name, frame in to_frames(code_articles(articles, kit), kit).items():
        frame.write_parquet(out / f"{name}.parquet")


def to_frames(codings: Sequence[ArticleCoding], kit: Kit) -> dict[str, pl.DataFrame]:
    """Return the tables of some coded articles, by name."""
    version = kit.codebook.version
    done = [(c, c.annotated) for c in codings if c.annotated]
    return {
        "articles": _articles_frame(codings, kit),
        "mentions": _stack("mentions", [to_frame(c.mentions, a, version) for c, a in done]),
        "provenance": _stack(
            "provenance", [provenance_frame(c.mentions, a, version) for c, a in done]
        ),
        "rejections": _stack(
            "rejections", [rejections_frame(c.rejections, c.article.text) for c, _ in done]
        ),
        "entities": entities_frame([a for _, a in done]),
        "quarantine": pl.DataFrame(schema=QUARANTINE),
    }


def merge_batch(mentions: pl.DataFrame, codebook: Codebook) -> pl.DataFrame:
    """Merge the mentions of a batch, and stored ones of the same events, into events."""
    return merge_mentions(mentions, codebook)


def _stack(name: str, frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat([pl.DataFrame(schema=STAGED[name]), *frames])


def _articles_frame(codings: Sequence[ArticleCoding], kit: Kit) -> pl.DataFrame:
    rows = []
    for coding in codings:
        article, when = coding.article, coding.creation_time
        rows.append(
            {name: getattr(article, name, None) for name in ARTICLES.names()}
            | {
                "published_at": when.day,
                "published_low": when.low,
                "published_high": when.high,
                "published_method": when.method,
                "published_confidence": when.confidence,
                "outcome": coding.outcome,
                "reason": coding.reason,
                "model_version": coding.annotated.model_version if coding.annotated else None,
                "codebook_version": kit.codebook.version,
            }
        )
    return check_schema(pl.DataFrame(rows, schema=ARTICLES), ARTICLES, "articles")


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
