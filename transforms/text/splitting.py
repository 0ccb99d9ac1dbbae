"""Sentences and words of many texts by Stanza's tokeniser, without its documents.

Stanza's pipeline looks each character's features up by a list of functions and wraps every
word in objects, only to be asked for plain entries again; that took longer than its network.
Here a character is looked up once a call, and so is each distinct contraction. The entries
are those of the pipeline, without its notes on spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from stanza.models.common.doc import Document
from stanza.models.tokenization.data import PER_CHAR_FEAT_FUNCS, TokenizationDataset
from stanza.models.tokenization.utils import output_predictions

from transforms.text.drafts import TOO_LONG, Entry

BREAK = "\n\n"
"""Stanza's tokeniser never lets a sentence run over a blank line."""
END, START = "end_of_para", "start_of_para"
CONTRACTION = "MWT=Yes"
PROCESSORS = "tokenize,mwt"


def split_texts(pipeline: Any, texts: Sequence[str]) -> list[list[Entry]]:
    """Return the sentences of the texts in order, each as token entries.

    Offsets count from the start of the texts joined by `BREAK`.
    """
    whole = BREAK.join(texts)
    tokenizer = pipeline.processors["tokenize"]
    if hasattr(tokenizer, "_variant") or not tokenizer.trainer:
        names = ",".join(p for p in PROCESSORS.split(",") if p in pipeline.processors)
        entries: list[list[Entry]] = pipeline.process(whole, processors=names).to_dict()
        return entries
    sentences = _whole(_tokenize(tokenizer, whole), whole)
    return _expand(pipeline.processors.get("mwt"), sentences)


def _whole(sentences: Sequence[list[Entry]], text: str) -> list[list[Entry]]:
    """The sentences, joined where the tokeniser cut between two words ("Avenida Manoel | Dias").

    Only where nothing but a space stands between them, in scripts with two cases.
    """
    joined: list[list[Entry]] = []
    for sentence in sentences:
        last = joined[-1][-1] if joined and joined[-1] else None
        if last is not None and sentence and _is_one(last, sentence[0], text):
            joined[-1] = [*joined[-1], *sentence]
        else:
            joined.append(sentence)
    return joined


def _is_one(last: Entry, first: Entry, text: str) -> bool:
    between = text[last["end_char"] : first["start_char"]]
    before, after = text[last["end_char"] - 1], text[first["start_char"]]
    return between == " " and before.lower() != before.upper() and after.lower() != after.upper()


def _tokenize(tokenizer: Any, text: str) -> list[list[Entry]]:
    config, trainer = tokenizer.config, tokenizer.trainer
    longest = config.get("max_seqlen", tokenizer.MAX_SEQ_LENGTH_DEFAULT)
    paragraphs = Paragraphs(
        config,
        input_text=text,
        vocab=tokenizer.vocab,
        evaluation=True,
        dictionary=trainer.dictionary,
    )
    *_, sentences = output_predictions(
        None, trainer, paragraphs, tokenizer.vocab, None, longest, orig_text=text
    )
    for entry in (entry for sentence in sentences for entry in sentence):
        if len(entry["text"]) > longest:
            entry["text"] = TOO_LONG
    return list(sentences)


def _expand(mwt: Any, sentences: Sequence[list[Entry]]) -> list[list[Entry]]:
    """Give contractions their words, and the entries their numbers as a document has them."""
    found = {e["text"] for sentence in sentences for e in sentence if "misc" in e} if mwt else ()
    words = _words(mwt, sorted(found)) if found else {}
    return [list(_numbered(sentence, words)) for sentence in sentences]


def _words(mwt: Any, texts: Sequence[str]) -> dict[str, list[str]]:
    """Return the words of each contraction, each distinct one asked for once."""
    entries = [{"id": (n,), "text": text, "misc": CONTRACTION} for n, text in enumerate(texts, 1)]
    tokens = mwt.process(Document([entries])).sentences[0].tokens
    return {t: [w.text for w in token.words] for t, token in zip(texts, tokens, strict=True)}


def _numbered(sentence: Sequence[Entry], words: Mapping[str, Sequence[str]]) -> Iterator[Entry]:
    number = 1
    for entry in sentence:
        text, start, end = entry["text"], entry["start_char"], entry["end_char"]
        whole: Entry = {"id": number, "text": text, "start_char": start, "end_char": end}
        parts = words.get(text, ()) if "misc" in entry else ()
        if len(parts) < 2:
            yield whole
            number += 1
            continue
        last = number + len(parts) - 1
        yield {**whole, "id": (number, last)}
        pattern = r"\s*".join(f"({re.escape(part)})" for part in parts)
        lies = re.fullmatch(pattern, text)
        for group, part in enumerate(parts, start=1):
            word: Entry = {"id": number, "text": part}
            if lies:
                word |= {
                    "start_char": start + lies.start(group),
                    "end_char": start + lies.end(group),
                }
            yield word
            number += 1


class Paragraphs(TokenizationDataset):  # type: ignore[misc]
    """Stanza's data set of characters, each distinct one looked up once."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        names = self.args["feat_funcs"]
        self._functions = [PER_CHAR_FEAT_FUNCS[n] for n in names if n in PER_CHAR_FEAT_FUNCS]
        self._ends = [name for name in (END, START) if name in names]
        is_plain = len(self._functions) + len(self._ends) == len(names)
        self._is_plain = is_plain and not self.args["use_dictionary"]
        self._known: dict[str, tuple[int, tuple[float, ...]]] = {}

    def para_to_sentences(self, para: Sequence[tuple[str, int]]) -> list[Any]:
        """Return the paragraph as the ids and features of its characters."""
        if not self._is_plain or not para:
            found: list[Any] = super().para_to_sentences(para)
            return found
        units = [unit for unit, _ in para]
        rows = [self._known.get(unit) or self._look_up(unit) for unit in units]
        features = np.zeros((len(units), len(self._functions) + len(self._ends)))
        features[:, : len(self._functions)] = [row for _, row in rows]
        for column, name in enumerate(self._ends, start=len(self._functions)):
            features[-1 if name == END else 0, column] = 1
        ids = np.array([number for number, _ in rows])
        return [(ids, np.zeros(len(units), dtype=int), features, units)]

    def _look_up(self, unit: str) -> tuple[int, tuple[float, ...]]:
        row = tuple(float(function(unit)) for function in self._functions)
        self._known[unit] = self.vocab.unit2id(unit), row
        return self._known[unit]
