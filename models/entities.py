"""Name corpora of many shapes, brought to surface tokens with one label set and written for Stanza.

Labels are PER, ORG, LOC, NORP, FAC, DATE, MISC; the recipe maps each source's own labels to them
and what it does not map is not a name. A sentence is a list of (token, BIO tag).
"""

from __future__ import annotations

import gzip
import json
import lzma
import re
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import silver
import treebanks

LABELS = ("PER", "ORG", "LOC", "NORP", "FAC", "DATE", "MISC")
RUSSIAN_NAMES = {"name": "PER", "surname": "PER", "patronymic": "PER", "nickname": "PER"}
RUSSIAN_SPANS = {**RUSSIAN_NAMES, "loc_name": "LOC", "org_name": "ORG"}
SENTENCE_END = {".", "!", "?", "…"}

Tagged = list[tuple[str, str]]
Span = tuple[int, int, str]


def prepare_entities(recipe: dict[str, Any], corpora: Path, folder: Path) -> dict[str, int]:
    """Writes {train,dev,test}.json into folder; returns the sentences in each.

    Args:
        recipe: for each of train, dev, test a list of sources: `file` and `format`, then `from`
            and `to`, or `folds` and `of`; `labels` maps the source's labels; `treebank` names the
            tree file that tells which words are one surface token; `teacher` labels what the
            corpus does not, in all labels or only those of `fill`; `repeat` weighs a source.
        corpora: folder that the files are named from.
        folder: folder to write.
    """
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    for shard in treebanks.SHARDS:
        sentences = [s for source in recipe[shard] for s in read_source(source, corpora)]
        sentences = [s for s in sentences if 0 < len(s) <= treebanks.LONGEST_SENTENCE]
        rows = [[{"text": token, "ner": tag} for token, tag in s] for s in sentences]
        path = folder / f"{shard}.json"
        path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
        counts[shard] = len(rows)
    return counts


def read_source(source: dict[str, Any], corpora: Path) -> list[Tagged]:
    """Sentences of one source, tags mapped, B and I repaired."""
    sentences = READERS[source["format"]](corpora / source["file"], source)
    sentences = [sentences[i] for i in treebanks.chosen(len(sentences), source)]
    if "treebank" in source:
        sentences = _on_surface(sentences, treebanks.read_treebank(corpora / source["treebank"]))
    labels = source.get("labels", {})
    mapped = [_mapped(sentence, labels) for sentence in sentences]
    if "teacher" in source:
        mapped = _taught(mapped, source)
    return mapped * source.get("repeat", 1)


def spans_of(tags: list[str]) -> list[Span]:
    """(start, end, label) of each name in BIO tags; a stray I- opens a name."""
    spans: list[Span] = []
    for i, tag in enumerate([*tags, "O"]):
        joins = tag.startswith("I-") and spans and spans[-1][1] == -1 and spans[-1][2] == tag[2:]
        if not joins and spans and spans[-1][1] == -1:
            spans[-1] = (spans[-1][0], i, spans[-1][2])
        if tag != "O" and not joins:
            spans.append((i, -1, tag[2:]))
    return spans


def tags_of(spans: list[Span], count: int) -> list[str]:
    """BIO tags of spans; of two that overlap the longer stays, then the earlier."""
    tags = ["O"] * count
    for start, end, label in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if all(tag == "O" for tag in tags[start:end]):
            tags[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
    return tags


def _mapped(sentence: Tagged, labels: dict[str, str]) -> Tagged:
    tokens = [token for token, _ in sentence]
    layers = [spans_of(layer) for layer in _layers([tag for _, tag in sentence])]
    spans = [
        (start, end, labels.get(label, label)) for layer in layers for start, end, label in layer
    ]
    known = [span for span in spans if span[2] in LABELS]
    return list(zip(tokens, tags_of(known, len(tokens)), strict=True))


def _layers(tags: list[str]) -> list[list[str]]:
    """One row of tags a label, so that nested names (tags parted by spaces) can be told apart."""
    names = sorted({part[2:] for tag in tags for part in tag.split() if part != "O"})
    return [
        [next((p for p in tag.split() if p[1:] == f"-{name}"), "O") for tag in tags]
        for name in names
    ]


def _taught(sentences: list[Tagged], source: dict[str, Any]) -> list[Tagged]:
    """The teacher's names, where the corpus has none and (with `fill`) only of those labels."""
    tokens = [[token for token, _ in sentence] for sentence in sentences]
    wanted = set(source.get("fill", LABELS))
    taught = []
    for sentence, guessed in zip(sentences, silver.label(source["teacher"], tokens), strict=True):
        own = spans_of([tag for _, tag in sentence])
        free = [
            s for s in guessed if s[2] in wanted and all(s[1] <= o[0] or o[1] <= s[0] for o in own)
        ]
        tags = tags_of(own + free, len(sentence))
        taught.append([(token, tag) for (token, _), tag in zip(sentence, tags, strict=True)])
    return taught


def _on_surface(sentences: list[Tagged], trees: list[treebanks.Sentence]) -> list[Tagged]:
    """Words of a tree (de + as) become the token that is in the text (das)."""
    known = {tuple(c[1] for c in treebanks.words(t)): treebanks.surface(t) for t in trees}
    return [_merged(s, known.get(tuple(token for token, _ in s))) for s in sentences]


def _merged(sentence: Tagged, surface: list[tuple[str, int]] | None) -> Tagged:
    if surface is None:
        return sentence
    merged, start = [], 0
    for token, count in surface:
        tags = [tag for _, tag in sentence[start : start + count]]
        merged.append((token, "O" if "O" in tags else tags[0]))
        start += count
    return merged


def _blocks(path: Path) -> Iterator[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for block in re.split(r"\n\s*\n", lines.read()):
            rows = [line for line in block.split("\n") if line.strip() and line[:2] != "# "]
            if rows:
                yield rows


def _columns(path: Path, source: dict[str, Any]) -> list[Tagged]:
    """Token and tag, the first and the last of the columns."""
    pairs = [[line.replace("\t", " ").split(" ") for line in rows] for rows in _blocks(path)]
    return [[(row[0], row[-1]) for row in rows if len(row) > 1] for rows in pairs]


def _unbroken(path: Path, source: dict[str, Any]) -> list[Tagged]:
    """Token and tag without sentence ends: cut after a full stop, clean tokens only."""
    sentences: list[Tagged] = [[]]
    for token, tag in (pair for sentence in _columns(path, source) for pair in sentence):
        sentences[-1].append((token, tag))
        if token in SENTENCE_END and len(sentences[-1]) > 3:
            sentences.append([])
    return [s for s in sentences if s and _is_clean(s)]


def _is_clean(sentence: Tagged) -> bool:
    odd = sum(1 for token, _ in sentence if not re.fullmatch(r"[\w'’-]+|[.,;:!?()«»\"-]", token))
    return odd * 20 <= len(sentence) <= 20 * treebanks.LONGEST_SENTENCE


def _iob2(path: Path, source: dict[str, Any]) -> list[Tagged]:
    """Universal NER: number, word, tag, two more columns."""
    rows = ([line.split("\t") for line in block] for block in _blocks(path))
    return [[(r[1], r[2]) for r in block if len(r) > 2] for block in rows]


def _trees(path: Path, source: dict[str, Any]) -> list[Tagged]:
    """A treebank's surface tokens, no names: for a teacher."""
    return [[(t, "O") for t, _ in treebanks.surface(s)] for s in treebanks.read_treebank(path)]


def _nested(path: Path, source: dict[str, Any]) -> list[Tagged]:
    """Wojood: a file in a tar.xz, token and one or more tags parted by spaces."""
    with tarfile.open(path, "r:xz") as tar:
        member = tar.extractfile(source["member"])
        text = member.read().decode("utf-8") if member else ""
    blocks = re.split(r"\n\s*\n|^\$#\$ O$", text, flags=re.MULTILINE)
    rows = ([line.split(" ", 1) for line in b.split("\n") if " " in line] for b in blocks)
    return [[(r[0], r[1]) for r in block] for block in rows if block]


def _factru(path: Path, source: dict[str, Any]) -> list[Tagged]:
    """FactRuEval 2016: tokens and typed spans of the documents of one folder of the archive."""
    with lzma.open(path) as raw, tarfile.open(fileobj=raw) as tar:
        texts = {
            name: member.read().decode("utf-8")
            for name in sorted(tar.getnames())
            if name.startswith(source["member"]) and (member := tar.extractfile(name))
        }
    stems = sorted(name.removesuffix(".spans") for name in texts if name.endswith(".spans"))
    return [s for stem in stems for s in _factru_document(texts, stem)]


def _factru_document(texts: dict[str, str], stem: str) -> Iterator[Tagged]:
    names: dict[str, str] = {}
    for line in texts[f"{stem}.spans"].splitlines():
        fields = line.split("#")[0].split()
        if len(fields) > 5 and fields[1] in RUSSIAN_SPANS:
            first, count = int(fields[4]), int(fields[5])
            names.update({str(first + i): RUSSIAN_SPANS[fields[1]] for i in range(count)})
    for block in re.split(r"\n\s*\n", texts[f"{stem}.tokens"]):
        rows = [line.split(" ", 3) for line in block.split("\n") if line.count(" ") >= 3]
        tags = [f"I-{names[r[0]]}" if r[0] in names else "O" for r in rows]
        spans = spans_of(tags)
        yield list(zip([r[3] for r in rows], tags_of(spans, len(rows)), strict=True))


READERS: dict[str, Callable[[Path, dict[str, Any]], list[Tagged]]] = {
    "columns": _columns,
    "unbroken": _unbroken,
    "iob2": _iob2,
    "trees": _trees,
    "nested": _nested,
    "factrueval": _factru,
}
