"""A teacher for names: the multilingual encoder, fine-tuned on one language's name corpus.

It is too large to ship (some 240 MB in float32) and far better than a small net on few sentences;
it labels raw text of open treebanks, from which the shipped model learns (models/silver.py).
Fine-tuned on the training shard only: neither dev nor test of the language is learned from.
"""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

import entities
import torch
from encoder import DROPOUT, Encoder, WeightFile, packaged_weights
from torch import nn
from torch.nn import functional

BATCH_PIECES = 1200
PIECES_AT_MOST = 256
NO_LABEL = -100
SEED = 1234

Sentence = list[dict[str, str]]


class Teacher(nn.Module):
    """Encoder and one linear layer over the first piece of each word."""

    def __init__(self, tags: Sequence[str], raw: bytes) -> None:
        """A fresh teacher for these BIO tags; raw is the encoder's weight file."""
        super().__init__()
        self.tags = list(tags)
        self.encoder = Encoder(WeightFile(raw))
        self.head = nn.Linear(self.encoder.file.width, len(self.tags))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """int[sentences, pieces] to scores float[sentences, pieces, tags]."""
        states = functional.dropout(self.encoder(ids), DROPOUT, self.training)
        scores: torch.Tensor = self.head(states)
        return scores

    def spell(self, tokens: list[str]) -> tuple[list[int], list[int]]:
        """Pieces of a sentence with its two marks, and where each word that fits begins."""
        ids, firsts = [self.encoder.file.start], []
        for token in tokens:
            pieces = self.encoder.pieces(token)
            if len(ids) + len(pieces) >= PIECES_AT_MOST:
                break
            firsts.append(len(ids))
            ids += pieces
        return [*ids, self.encoder.file.end], firsts


class Course:
    """A training in progress: teacher, optimiser, schedule, epochs done, best score."""

    def __init__(
        self, teacher: Teacher, settings: dict[str, Any], sentences: list[Sentence]
    ) -> None:
        """AdamW; the rate rises over the first tenth of the steps and falls to nothing."""
        self.teacher, self.epoch, self.best = teacher, 0, -1.0
        groups = [
            {"params": teacher.encoder.parameters(), "lr": settings["lr"]},
            {"params": teacher.head.parameters(), "lr": settings["head_lr"]},
        ]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        steps = settings["epochs"] * sum(1 for _ in _batches(teacher, sentences))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda step: _rate(step, steps)
        )
        self.parts = {"teacher": teacher, "optimizer": self.optimizer, "schedule": self.schedule}

    def go_on(self, path: Path) -> None:
        """Takes up the checkpoint, where there is one."""
        if path.exists():
            saved = torch.load(path, weights_only=True)
            self.epoch, self.best = saved["epoch"], saved["best"]
            for name, part in self.parts.items():
                part.load_state_dict(saved[name])

    def save(self, path: Path) -> None:
        """Writes the checkpoint aside, then in its place."""
        states = {name: part.state_dict() for name, part in self.parts.items()}
        torch.save({**states, "epoch": self.epoch, "best": self.best}, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def run_epoch(self, sentences: list[Sentence], device: str) -> float:
        """Learns from every sentence once; returns the mean loss."""
        self.teacher.train()
        losses = []
        batches = list(_batches(self.teacher, sentences))
        random.shuffle(batches)
        for _, ids, targets in batches:
            with _half(device):
                scores = self.teacher(ids.to(device)).float().flatten(0, 1)
            goal = targets.to(device).flatten()
            loss = functional.cross_entropy(scores, goal, ignore_index=NO_LABEL)
            self.optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(self.teacher.parameters(), 1.0)
            self.optimizer.step()
            self.schedule.step()
            losses.append(loss.item())
        self.epoch += 1
        return sum(losses) / max(1, len(losses))


def train_teacher(
    folder: Path, path: Path, settings: dict[str, Any], device: str, log: TextIO
) -> None:
    """Fine-tunes on folder/train.json and keeps the weights of the best epoch on dev.json.

    Args:
        folder: Stanza's name files, lists of sentences of {"text", "ner"}.
        path: file to write, tags and weights; <path>_checkpoint.pt beside it lets a run go on.
        settings: `epochs`, `lr` of the encoder, `head_lr`.
        device: "cpu" or "cuda".
        log: takes one line an epoch.
    """
    sentences, held = (json.loads((folder / f"{s}.json").read_text()) for s in ("train", "dev"))
    tags = sorted({word["ner"] for sentence in sentences for word in sentence})
    torch.manual_seed(SEED)
    random.seed(SEED)
    course = Course(Teacher(tags, packaged_weights()).to(device), settings, sentences)
    checkpoint = path.with_name(f"{path.stem}_checkpoint.pt")
    course.go_on(checkpoint)
    while course.epoch < settings["epochs"]:
        loss = course.run_epoch(sentences, device)
        score = _f1(course.teacher, held)
        print(
            f"epoch {course.epoch}: loss {loss:.4f}, dev_score = {score:.4f}", file=log, flush=True
        )
        if score > course.best:
            course.best = score
            torch.save({"tags": tags, "state": course.teacher.state_dict()}, path)
        course.save(checkpoint)
    checkpoint.unlink()


def load_teacher(path: Path) -> Teacher:
    """The teacher as it was saved, ready to label."""
    saved = torch.load(path, weights_only=True)
    teacher = Teacher(saved["tags"], packaged_weights())
    teacher.load_state_dict(saved["state"])
    return teacher.eval()


def label_tokens(teacher: Teacher, sentences: list[list[str]]) -> list[list[entities.Span]]:
    """(start, end, label) in tokens of each sentence, in the order given."""
    rows = [[{"text": token, "ner": "O"} for token in tokens] for tokens in sentences]
    found: list[list[entities.Span]] = [[] for _ in rows]
    teacher.eval()
    for numbers, ids, targets in _batches(teacher, rows):
        with torch.inference_mode(), _half(ids.device.type):
            best = teacher(ids.to(next(teacher.parameters()).device)).argmax(-1).cpu()
        for row, number in enumerate(numbers):
            places = (targets[row] != NO_LABEL).nonzero().flatten()
            tags = [teacher.tags[i] for i in best[row][places].tolist()]
            found[number] = entities.spans_of(tags)
    return found


def _half(device: str) -> Any:
    return torch.autocast(device, dtype=torch.bfloat16)


def _rate(step: int, steps: int) -> float:
    """Up over the first tenth, then down in a line to nothing."""
    warm = max(1, steps // 10)
    return min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))


def _batches(
    teacher: Teacher, sentences: list[Sentence]
) -> Iterator[tuple[list[int], torch.Tensor, torch.Tensor]]:
    """Numbers, ids and targets (NO_LABEL but at first pieces) of sentences of like length."""
    known = {tag: i for i, tag in enumerate(teacher.tags)}
    spelt = [teacher.spell([word["text"] for word in sentence]) for sentence in sentences]
    order = sorted(range(len(sentences)), key=lambda i: (len(spelt[i][0]), random.random()))
    batch: list[int] = []
    for number in itertools.chain(order, [-1]):
        if batch and (number < 0 or (len(batch) + 1) * len(spelt[number][0]) > BATCH_PIECES):
            ids = torch.full((len(batch), len(spelt[batch[-1]][0])), teacher.encoder.file.padding)
            targets = torch.full_like(ids, NO_LABEL)
            for row, i in enumerate(batch):
                ids[row, : len(spelt[i][0])] = torch.tensor(spelt[i][0])
                for place, word in zip(spelt[i][1], sentences[i], strict=False):
                    targets[row, place] = known.get(word["ner"], 0)
            yield batch, ids, targets
            batch = []
        batch.append(number)


def _f1(teacher: Teacher, sentences: list[Sentence]) -> float:
    """Share of spans with label right, harmonic mean of precision and recall."""
    gold = [entities.spans_of([word["ner"] for word in sentence]) for sentence in sentences]
    guessed = label_tokens(teacher, [[word["text"] for word in s] for s in sentences])
    right = sum(len(set(g) & set(p)) for g, p in zip(gold, guessed, strict=True))
    counted = sum(map(len, gold)) + sum(map(len, guessed))
    return 2 * right / counted if counted else 0.0
