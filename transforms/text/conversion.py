"""Stanza's objects -> our frozen records; needs no import of Stanza."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from transforms.letters import fold_letters
from transforms.records import Entity, Sentence, Token
from transforms.text.layout import Section

PLAIN_RELATIONS = {
    "obl:arg": "obl",
    "obl:mod": "obl",
    "obj:lvc": "obj",
    "nmod:appos": "appos",
    "acl:inf": "acl",
    "ccomp:speech": "ccomp",
}
"""Subtypes of some treebanks (French, Spanish, Portuguese) that tell us nothing more."""


def to_sentences(document: Any) -> Iterator[Sentence]:
    """Yield the document's sentences; offsets are characters of its text."""
    for index, sentence in enumerate(document.sentences):
        tokens = tuple(_tokens(sentence))
        if tokens:
            entities = tuple(
                Entity(e.start_char, e.end_char, e.text, e.type) for e in sentence.ents
            )
            start = min(t.start for t in tokens)
            end = max(t.end for t in tokens)
            yield Sentence(index, start, end, 0, "body", tokens, entities)


def _tokens(sentence: Any) -> Iterator[Token]:
    for token in sentence.tokens:
        for word in token.words:
            start = word.start_char if word.start_char is not None else token.start_char
            end = word.end_char if word.end_char is not None else token.end_char
            yield Token(
                word.id - 1,
                start,
                end,
                word.text,
                fold_letters(word.lemma or word.text),
                word.upos or "X",
                word.feats or "",
                (word.head or 0) - 1,
                PLAIN_RELATIONS.get(word.deprel, word.deprel or "dep"),
            )


def with_layout(sentences: Iterator[Sentence], layout: Sequence[Section]) -> Iterator[Sentence]:
    """Give each sentence the paragraph and the role of its section."""
    for sentence in sentences:
        section = next((s for s in layout if s.start <= sentence.start < s.end), None)
        if section is None:
            yield sentence
        else:
            yield replace(sentence, paragraph=section.paragraph, role=section.role)
