"""Teachers: models of other packages that label names where no open corpus does.

They run at build time only (models/requirements.txt); what is shipped learned from their labels.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

BATCH = 200

Span = tuple[int, int, str]
Teacher = Callable[[list[list[str]]], Iterator[list[Span]]]


def label(teacher: str, sentences: list[list[str]]) -> list[list[Span]]:
    """Names in tokenised sentences as (start, end, label) in tokens.

    Args:
        teacher: `spacy:<package>`, `natasha`, `bundle:<lang>` (the bundle in this folder), or
            `encoder:<file>` (a teacher that teacher.py trained).
        sentences: lists of surface tokens.

    Raises:
        ImportError: the teacher's package is not installed.
    """
    kind, _, name = teacher.partition(":")
    return list(TEACHERS[kind](name)(sentences))


def _spacy(package: str) -> Teacher:
    """SpaCy on our tokens; only the parts that NER needs run."""
    nlp = importlib.import_module("spacy").load(package)
    tokens_module = importlib.import_module("spacy.tokens")
    nlp.select_pipes(enable=[name for name in ("tok2vec", "ner") if name in nlp.pipe_names])

    def run(sentences: list[list[str]]) -> Iterator[list[Span]]:
        docs = (tokens_module.Doc(nlp.vocab, words=sentence) for sentence in sentences)
        for doc in nlp.pipe(docs):
            yield [(entity.start, entity.end, entity.label_) for entity in doc.ents]

    return run


def _natasha(_: str) -> Teacher:
    """Slovnet's news model on the tokens joined by spaces."""
    natasha = importlib.import_module("natasha")
    tagger = natasha.NewsNERTagger(natasha.NewsEmbedding())

    def run(sentences: list[list[str]]) -> Iterator[list[Span]]:
        for sentence in sentences:
            spans = tagger(" ".join(sentence)).spans
            found = [_in_tokens(sentence, s.start, s.stop, s.type) for s in spans]
            yield [span for span in found if span[0] < span[1]]

    return run


def _in_tokens(sentence: list[str], start: int, stop: int, kind: str) -> Span:
    inside, offset = [], 0
    for number, token in enumerate(sentence):
        if offset < stop and offset + len(token) > start:
            inside.append(number)
        offset += len(token) + 1
    return (inside[0], inside[-1] + 1, kind) if inside else (0, 0, kind)


def _bundle(lang: str) -> Teacher:
    """The bundle that is already in this folder: an earlier generation teaches the next."""
    import bundles

    nlp = bundles.open_bundle(Path(__file__).parent, lang, "tokenize,ner", pretokenized=True)

    def run(sentences: list[list[str]]) -> Iterator[list[Span]]:
        for start in range(0, len(sentences), BATCH):
            document: Any = nlp(sentences[start : start + BATCH])
            for sentence in document.sentences:
                yield [(e.tokens[0].id[0] - 1, e.tokens[-1].id[-1], e.type) for e in sentence.ents]

    return run


def _encoder(path: str) -> Teacher:
    """The encoder that was fine-tuned on the language's own name corpus."""
    import teacher

    model = teacher.load_teacher(Path(path))
    return lambda sentences: iter(teacher.label_tokens(model, sentences))


TEACHERS: dict[str, Callable[[str], Teacher]] = {
    "spacy": _spacy,
    "natasha": _natasha,
    "bundle": _bundle,
    "encoder": _encoder,
}
