"""Stanza behind one module: articles in, annotated articles out, in two passes.

First every article in whose text there may be a trigger is tokenised section by section (a
heading never runs into the next sentence) and its words are scanned again. Then the
sentences that can matter to coding are tagged, parsed and searched for names, those of all
articles of a language in batches of like length. The others stay as tokenised.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

import torch
from stanza.models.common.doc import Document

from transforms.errors import AnnotationError, ModelError
from transforms.letters import takes_endings
from transforms.lexicon import Lexicon, has_lexicon, load_lexicon
from transforms.records import AnnotatedArticle, Article, CreationTime, Sentence, Timex
from transforms.sound_trees import is_tree
from transforms.text.casing import restore_case
from transforms.text.conversion import read_sentence
from transforms.text.dateline import creation_time
from transforms.text.drafts import Draft, to_drafts
from transforms.text.fronted_places import with_fronted_place
from transforms.text.layout import Section, mark_layout
from transforms.text.loyal_men import with_loyal_men
from transforms.text.models import RULES, Models
from transforms.text.pipelines import Reader, load_reader
from transforms.text.repair import free_dates, without_named
from transforms.text.said_clauses import with_said_clauses
from transforms.text.selection import select_sentences
from transforms.text.splitting import BREAK, split_texts
from transforms.text.trigger_scan import TriggerScan
from transforms.text.turkish import TurkishReader, load_turkish, settled
from transforms.timexes import find_timexes, supported_languages
from transforms.timexes.event_day import is_spelled_hour
from transforms.timexes.nights import one_night

READING = "pos,lemma,depparse,ner"
AT_ONCE = 1000
"""Sentences handed to Stanza together; bounds the memory of one call."""
FAILURES = (RuntimeError, ValueError, IndexError, KeyError, TypeError, AssertionError)
LOCK = threading.Lock()


@dataclass(frozen=True)
class Annotator:
    """The Stanza pipelines of some models, each loaded once when first needed.

    `models` may be the directory of embedded ones. `reads_all`: every sentence is tagged and
    parsed, also those that no trigger makes worth it (for tests and measurements).
    """

    models: Models | Path
    reads_all: bool = False

    @property
    def catalogue(self) -> Models:
        """The models, and which to take."""
        return self.models if isinstance(self.models, Models) else Models(self.models)

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages that have models."""
        return self.catalogue.languages

    def model_version(self, language: str) -> str:
        """The language, and a hash over names, sizes and ends of its weight files."""
        return self.catalogue.bundles()[language].version

    def annotate(self, articles: Sequence[Article]) -> list[AnnotatedArticle]:
        """Annotate articles whose language has models, in the order given.

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
        bundle = self.catalogue.bundles().get(language)
        if bundle is None:
            raise ModelError(
                f"article {articles[0].article_id}: no model for language {language!r}; "
                f"have {', '.join(self.languages)}"
            )
        with LOCK, torch.inference_mode():
            reader = load_turkish() if bundle.kind == RULES else load_reader(bundle)
            scan = None if self.reads_all else reader.scan
            times = [creation_time(article, language) for article in articles]
            try:
                layouts = [_layout(article, language, scan) for article in articles]
                drafts = _split(reader, articles, layouts)
                chosen = [
                    _choose(article, found, scan, when.day)
                    for article, found, when in zip(articles, drafts, times, strict=True)
                ]
                read = _read(reader, articles, drafts, chosen)
            except FAILURES as error:
                names = ", ".join(article.article_id for article in articles)
                raise AnnotationError(f"Stanza failed on one of {names}: {error}") from error
        for article, when, sentences in zip(articles, times, read, strict=True):
            yield _to_record(article, when, sentences, bundle.version)


def read_plain(article: Article, language: str) -> tuple[CreationTime, list[Timex]]:
    """Creation time and time expressions of an article without a model."""
    when = creation_time(article, language)
    return when, _find_timexes(article, when.day)


def _find_timexes(
    article: Article, day: date | None, sentences: Sequence[Sentence] = ()
) -> list[Timex]:
    if article.language not in supported_languages():
        return []
    tokens = [token for s in sentences if s.is_parsed for token in s.tokens]
    found = find_timexes(article.text, article.language, day, tokens)
    found = one_night(found, article.text, article.language, day)
    return [t for t in found if not is_spelled_hour(t, day)]


def _layout(article: Article, language: str, scan: TriggerScan | None) -> Sequence[Section]:
    """The sections to tokenise: none of an article in which nothing may be a trigger."""
    if scan is not None and not scan.may_report_anywhere(article.text):
        return ()
    return mark_layout(article.text, language)


def _split(
    reader: Reader | TurkishReader,
    articles: Sequence[Article],
    layouts: Sequence[Sequence[Section]],
) -> list[list[Draft]]:
    """Tokenise the sections of all articles as the paragraphs of one text."""
    if isinstance(reader, TurkishReader):
        return [reader.split(a.text, found) for a, found in zip(articles, layouts, strict=True)]
    pipeline, mender = reader.pipeline, reader.mender
    texts = [
        article.text[section.start : section.end]
        for article, layout in zip(articles, layouts, strict=True)
        for section in layout
    ]
    starts = list(accumulate((len(text) + len(BREAK) for text in texts), initial=0))
    found: list[list[Any]] = [[] for _ in texts]
    if texts:
        for entries in split_texts(pipeline, texts):
            first = next(entry["start_char"] for entry in entries if "start_char" in entry)
            words = mender.mend(entries) if mender else entries
            found[bisect_right(starts, first) - 1].append(words)
    parts = zip(starts, found, strict=False)
    return [
        _drafts(article.text, layout, list(islice(parts, len(layout))))
        for article, layout in zip(articles, layouts, strict=True)
    ]


def _drafts(
    text: str, layout: Sequence[Section], parts: Sequence[tuple[int, list[Any]]]
) -> list[Draft]:
    pairs = zip(layout, parts, strict=True)
    return to_drafts([(s, s.start - start, sentences) for s, (start, sentences) in pairs], text)


def _choose(
    article: Article, drafts: Sequence[Draft], scan: TriggerScan | None, day: date | None
) -> set[int]:
    if scan is None:
        return set(range(len(drafts)))
    return select_sentences(drafts, article.text, lambda: _find_timexes(article, day), scan)


def _read(
    reader: Reader | TurkishReader,
    articles: Sequence[Article],
    drafts: Sequence[Sequence[Draft]],
    chosen: Sequence[set[int]],
) -> list[list[Sentence]]:
    """Tag, parse and name the chosen sentences of all articles, the shortest first."""
    read = [[draft.sentence for draft in found] for found in drafts]
    places = [(n, index) for n, indexes in enumerate(chosen) for index in indexes]
    if isinstance(reader, TurkishReader):
        for n, index in places:
            read[n][index] = reader.read(read[n][index], articles[n].text)
        return read
    places.sort(key=lambda place: (len(read[place[0]][place[1]].tokens), place))
    for first in range(0, len(places), AT_ONCE):
        batch = places[first : first + AT_ONCE]
        document = Document([drafts[n][index].for_stanza for n, index in batch])
        for sentence in document.sentences:
            sentence.text = ""  # names are cut out of the article, not out of this
        reader.pipeline.process(document, processors=READING)
        for (n, index), sentence in zip(batch, document.sentences, strict=True):
            text = articles[n].text
            found = read_sentence(sentence, read[n][index], text, reader.labels)
            read[n][index] = settled(found) if takes_endings(reader.language) else found
    return read


def _with_clauses(sentence: Sentence, lexicon: Lexicon | None) -> Sentence:
    """The sentence with its opening and the clauses that it quotes mended, if still a tree."""
    opened = sentence
    if lexicon is not None:
        opened = with_loyal_men(with_fronted_place(sentence, lexicon), lexicon)
    mended = with_said_clauses(opened)
    return mended if mended is sentence or is_tree(mended) else sentence


def _to_record(
    article: Article, when: CreationTime, sentences: Sequence[Sentence], version: str
) -> AnnotatedArticle:
    timexes, language = _find_timexes(article, when.day, sentences), str(article.language)
    timexes = without_named(timexes, sentences)
    lexicon = load_lexicon(language) if has_lexicon(language) else None
    return AnnotatedArticle(
        article,
        language,
        tuple(free_dates((_with_clauses(s, lexicon) for s in sentences), timexes)),
        tuple(timexes),
        when,
        version,
    )
