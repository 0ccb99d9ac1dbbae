"""Stanza behind one module: articles in, annotated articles out.

An article is tokenised section by section (a heading never runs into the next sentence),
the sections are joined into one Stanza document with offsets in the article's text, then
tagged, parsed and searched for names. The processor `timex` adds the time expressions.
Models are those of `models/resources.json`, an ordinary Stanza catalogue.
"""

from __future__ import annotations

import hashlib
import json
import logging
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import stanza
from stanza.models.common.doc import Document
from stanza.models.common.foundation_cache import FoundationCache
from stanza.models.common.pretrain import Pretrain
from stanza.pipeline.processor import Processor, register_processor

from transforms.errors import AnnotationError, ModelError
from transforms.records import AnnotatedArticle, Article, CreationTime, Timex
from transforms.text.casing import restore_case
from transforms.text.conversion import to_sentences, with_layout
from transforms.text.dateline import creation_time
from transforms.text.layout import Section, mark_layout
from transforms.text.repair import free_dates
from transforms.timexes import find_timexes, supported_languages

SPLITTING = "tokenize,mwt"
READING = "pos,lemma,depparse,ner"
LOCK = threading.Lock()
log = logging.getLogger(__name__)


@register_processor("timex")
class TimexProcessor(Processor):  # type: ignore[misc]
    """Stanza processor: sets `document.timexes`, a list of `Timex` records.

    Needs tokens, reads tags where there are any. The document creation time is
    `document.dct` (a date or None), to be set before this processor runs.
    """

    PROVIDES_DEFAULT = {"timex"}
    REQUIRES_DEFAULT = {"tokenize"}

    def __init__(self, config: dict[str, Any], pipeline: Any, device: Any) -> None:
        self._config, self._pipeline = config, pipeline
        self._trainer = self._vocab = self._variant = None
        self._set_up_requires()
        self._set_up_provides()
        self._language = str(config.get("lang", pipeline.lang))

    def process(self, document: Document) -> Document:
        """Add `timexes` to the document and return it."""
        tokens = [t for s in to_sentences(document) for t in s.tokens]
        dct = getattr(document, "dct", None)
        document.timexes = find_timexes(document.text, self._language, dct, tokens)
        return document


@dataclass(frozen=True)
class Annotator:
    """The Stanza pipelines of one catalogue, each loaded once when first needed."""

    models: Path

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of the catalogue."""
        return tuple(sorted(_catalogue(self.models)))

    def model_version(self, language: str) -> str:
        """Hash over names, sizes and heads of the language's weight files, 12 hex digits."""
        return _model_version(self.models, language)

    def annotate(self, articles: Sequence[Article]) -> list[AnnotatedArticle]:
        """Annotate articles whose language the catalogue has, in the order given.

        A text that has lost its capitals gets them back (same length, same offsets).

        Raises:
            ModelError: a language has no model, or its files are damaged.
            AnnotationError: Stanza fails on an article; names it.
        """
        by_language: dict[str, list[Article]] = {}
        for article in articles:
            cased = replace(article, text=restore_case(article.text, article.language or ""))
            by_language.setdefault(article.language or "", []).append(cased)
        done = {
            annotated.article.article_id: annotated
            for language, group in by_language.items()
            for annotated in self._annotate_language(language, group)
        }
        return [done[article.article_id] for article in articles]

    def _annotate_language(
        self, language: str, articles: Sequence[Article]
    ) -> Iterator[AnnotatedArticle]:
        if language not in self.languages:
            raise ModelError(
                f"article {articles[0].article_id}: no model for language {language!r}; "
                f"have {', '.join(self.languages)}"
            )
        with LOCK:
            pipeline = _load_pipeline(self.models, language)
            layouts = [mark_layout(article.text, language) for article in articles]
            try:
                documents = _split(pipeline, articles, layouts)
                pipeline.bulk_process(documents, processors=READING)
            except (RuntimeError, ValueError, IndexError, AssertionError) as error:
                names = ", ".join(article.article_id for article in articles)
                raise AnnotationError(f"Stanza failed on one of {names}: {error}") from error
            for article, layout, document in zip(articles, layouts, documents, strict=True):
                yield self._to_record(pipeline, article, layout, document)

    def _to_record(
        self, pipeline: Any, article: Article, layout: Sequence[Section], document: Document
    ) -> AnnotatedArticle:
        language = str(article.language)
        when = creation_time(article, language)
        document.dct = when.day
        pipeline.process(document, processors="timex")
        sentences = free_dates(with_layout(to_sentences(document), layout), document.timexes)
        return AnnotatedArticle(
            article,
            language,
            tuple(sentences),
            tuple(document.timexes),
            when,
            self.model_version(language),
        )


def read_plain(article: Article, language: str) -> tuple[CreationTime, list[Timex]]:
    """Creation time and time expressions of an article without a model."""
    when = creation_time(article, language)
    known = language in supported_languages()
    return when, find_timexes(article.text, language, when.day) if known else []


@lru_cache(maxsize=8)
def _catalogue(models: Path) -> dict[str, Any]:
    path = models / "resources.json"
    try:
        catalogue = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError) as error:
        raise ModelError(f"{path}: not a Stanza catalogue ({error})") from error
    return {k: v for k, v in catalogue.items() if isinstance(v, dict) and "packages" in v}


@lru_cache(maxsize=64)
def _model_version(models: Path, language: str) -> str:
    digest = hashlib.sha256(stanza.__version__.encode())
    for path in sorted((models / language).rglob("*.pt")):
        digest.update(f"{path.relative_to(models)}:{path.stat().st_size}".encode())
        with path.open("rb") as weights:
            weights.seek(max(0, path.stat().st_size - 65536))
            digest.update(weights.read())
    return f"{language}-{digest.hexdigest()[:12]}"


@lru_cache(maxsize=16)
def _load_pipeline(models: Path, language: str) -> Any:
    log.info("load models", extra={"language": language, "models": str(models)})
    cache = FoundationCache(local_files_only=True)
    try:
        for path in (models / language / "pretrain").glob("*.pt"):
            pretrain = Pretrain(str(path))
            pretrain.load()
            pretrain._emb = pretrain._emb.float()  # fp16 on disk; tagger and parser need fp32
            cache.pretrains[str(path)] = pretrain
        parts = _catalogue(models)[language]["packages"]["default"]
        return stanza.Pipeline(
            language,
            dir=str(models),
            processors=",".join([*parts, "timex"]),
            download_method=None,
            foundation_cache=cache,
            use_gpu=None,
            verbose=False,
        )
    except Exception as error:
        raise ModelError(
            f"models of {language!r} in {models} do not load: {error}. Restore the files"
        ) from error


def _split(
    pipeline: Any, articles: Sequence[Article], layouts: Sequence[Sequence[Section]]
) -> list[Document]:
    processors = ",".join(p for p in SPLITTING.split(",") if p in pipeline.processors)
    places = [(i, s) for i, layout in enumerate(layouts) for s in layout]
    texts = [articles[i].text[s.start : s.end] for i, s in places]
    parts = pipeline.bulk_process(texts, processors=processors) if texts else []
    sentences: list[list[Any]] = [[] for _ in articles]
    for (i, section), part in zip(places, parts, strict=True):
        sentences[i].extend(_shifted(part.to_dict(), section.start))
    return [Document(s, text=article.text) for s, article in zip(sentences, articles, strict=True)]


def _shifted(sentences: list[list[dict[str, Any]]], offset: int) -> Iterator[list[dict[str, Any]]]:
    for sentence in sentences:
        for token in sentence:
            for key in ("start_char", "end_char"):
                if key in token:
                    token[key] += offset
        yield sentence
