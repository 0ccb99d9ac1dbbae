"""Stanza's objects -> our frozen records; needs no import of Stanza."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from transforms.letters import fold_letters
from transforms.records import Entity, Sentence, Token

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


def read_sentence(
    sentence: Any, draft: Sentence, text: str, labels: Mapping[str, str | None]
) -> Sentence:
    """Return a draft with what the models say of it.

    Args:
        sentence: Stanza's sentence; its offsets count from its section.
        draft: the sentence as tokenised.
        text: the article's text.
        labels: what the labels of the NER model mean in our set; None is no name.
    """
    shift = draft.start - min(t.start_char for t in sentence.tokens)
    words = [word for token in sentence.tokens for word in token.words]
    tokens = tuple(
        _to_token(word, old.start, old.end, old.text)
        for word, old in zip(words, draft.tokens, strict=True)
    )
    entities = tuple(
        Entity(start, end, text[start:end], label)
        for span in sentence.ents
        if (label := labels[span.type])
        for start, end in [(span.start_char + shift, span.end_char + shift)]
    )
    return replace(draft, tokens=tokens, entities=entities, is_parsed=True)


def _tokens(sentence: Any) -> Iterator[Token]:
    for token in sentence.tokens:
        for word in token.words:
            start = word.start_char if word.start_char is not None else token.start_char
            end = word.end_char if word.end_char is not None else token.end_char
            yield _to_token(word, start, end, word.text)


def _to_token(word: Any, start: int, end: int, text: str) -> Token:
    return Token(
        word.id - 1,
        start,
        end,
        text,
        fold_letters(word.lemma or word.text),
        word.upos or "X",
        word.feats or "",
        (word.head or 0) - 1,
        PLAIN_RELATIONS.get(word.deprel, word.deprel or "dep"),
    )
