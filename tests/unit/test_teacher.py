"""The teacher of names: its weight file is read right, it learns, goes on and labels.

The encoder here is a small made-up one in the real file's shape; the real one is a package of the
build environment.
"""

import io
import json
import struct
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

sys.path.insert(0, str(Path(__file__).parents[2] / "models"))

import encoder
import parts
import recipes
import teacher
import workshop

WIDE, DEEP, PLACES = 32, 64, 48
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁a", "na", "▁ana", "▁in", "▁lima", "▁sees", "▁."]
SCORES = [0.0, 0.0, 0.0, 0.0, -6.0, -4.0, -4.0, -5.0, -3.0, -5.0, -4.0, -2.0]
ANA = [("Ana", "B-PER"), ("sees", "O"), ("Lima", "B-LOC"), (".", "O")]
LIMA = [("in", "O"), ("Lima", "B-LOC"), ("Ana", "B-PER"), ("Ana", "I-PER"), (".", "O")]


def packed(rows: int, columns: int, seed: int) -> bytes:
    draw = np.random.default_rng(seed)
    scale = struct.pack("<e", 0.05)
    nibbles = draw.integers(0, 256, (rows * columns // 32, 16), dtype=np.uint8)
    return b"".join(scale + block.tobytes() for block in nibbles)


def floats(count: int, value: float = 0.0) -> bytes:
    return struct.pack(f"<{count}f", *[value] * count)


def tensors() -> dict[str, bytes]:
    found = {
        "emb.word": packed(len(PIECES), WIDE, 1),
        "emb.pos": floats(PLACES * WIDE),
        "emb.type": floats(WIDE),
        "emb.ln.w": floats(WIDE, 1.0),
        "emb.ln.b": floats(WIDE),
    }
    sizes = {"q": (WIDE, WIDE), "k": (WIDE, WIDE), "v": (WIDE, WIDE), "ao": (WIDE, WIDE)}
    for seed, (name, (rows, columns)) in enumerate(
        {**sizes, "fi": (DEEP, WIDE), "fo": (WIDE, DEEP)}.items()
    ):
        found |= {f"l0.{name}.w": packed(rows, columns, seed), f"l0.{name}.b": floats(rows)}
    for name in ("aln", "oln"):
        found |= {f"l0.{name}.w": floats(WIDE, 1.0), f"l0.{name}.b": floats(WIDE)}
    return found


@pytest.fixture(scope="module")
def raw() -> bytes:
    """A weight file of one layer, 32 wide, with twelve pieces."""
    blob = [piece.lower().encode() for piece in PIECES]
    ends = np.cumsum([0, *map(len, blob)])
    head = b"E5S1" + struct.pack("<I4i3ifi", 1, WIDE, 1, 2, DEEP, len(PIECES), PLACES, 1, 1e-5, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, int(ends[-1]))
    head += struct.pack(f"<{len(ends)}I", *ends) + struct.pack(f"<{len(SCORES)}f", *SCORES)
    head += b"".join(blob) + struct.pack("<iI", 0, 0)
    parts = tensors()
    directory = sum(2 + len(name) + 1 + 4 + 8 + 8 for name in parts)
    at = len(head) + 4 + directory
    entries = b""
    for name, data in parts.items():
        entries += struct.pack("<H", len(name)) + name.encode()
        entries += struct.pack("<BIQQ", 0, len(data), at, len(data))
        at += len(data)
    return head + struct.pack("<i", len(parts)) + entries + b"".join(parts.values())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [[{"text": t.lower(), "ner": tag} for t, tag in s] for s in (ANA, LIMA, ANA)]
    for shard in ("train", "dev"):
        (tmp_path / f"{shard}.json").write_text(json.dumps(rows))
    return tmp_path


def test_a_block_is_its_scale_times_nibbles_less_eight() -> None:
    nibbles = bytes([0x08, 0xF9] + [0x88] * 14)
    row = np.frombuffer(struct.pack("<e", 0.5) + nibbles, np.uint8).reshape(1, -1)
    values = encoder.unpack(row)[0]
    assert values[:2].tolist() == [0.0, 0.5]
    assert values[16:18].tolist() == [-4.0, 3.5]
    assert not values[2:16].any()


def test_words_are_cut_into_the_likeliest_pieces(raw: bytes) -> None:
    model = encoder.Encoder(encoder.WeightFile(raw))
    assert [PIECES[i] for i in model.pieces("ana")] == ["▁ana"]
    assert [PIECES[i] for i in model.pieces("anana")] == ["▁ana", "na"]
    assert [PIECES[i] for i in model.pieces("q")] == ["▁", "<unk>"]


def test_a_file_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="E5S1"):
        encoder.WeightFile(b"GGUF" + bytes(64))


def test_padding_changes_nothing(raw: bytes) -> None:
    model = encoder.Encoder(encoder.WeightFile(raw)).eval()
    alone = model(torch.tensor([[0, 7, 8, 2]]))
    padded = model(torch.tensor([[0, 7, 8, 2, 1, 1], [0, 9, 8, 7, 6, 2]]))[:1, :4]
    assert torch.allclose(alone, padded, atol=1e-5)


def test_it_learns_names_and_labels_in_the_order_given(
    raw: bytes, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(teacher, "packaged_weights", lambda: raw)
    log, settings = io.StringIO(), {"epochs": 40, "lr": 0.01, "head_lr": 0.05}
    teacher.train_teacher(folder, folder / "teacher.pt", settings, "cpu", log)
    assert log.getvalue().count("dev_score") == 40
    assert not (folder / "teacher_checkpoint.pt").exists()
    taught = teacher.load_teacher(folder / "teacher.pt")
    sentences = [["in", "lima", "ana", "ana", "."], [], ["ana", "sees", "lima", "."]]
    found = teacher.label_tokens(taught, sentences)
    assert found == [[(1, 2, "LOC"), (2, 4, "PER")], [], [(0, 1, "PER"), (2, 3, "LOC")]]


def test_a_killed_training_goes_on_from_its_checkpoint(raw: bytes, folder: Path) -> None:
    sentences = json.loads((folder / "train.json").read_text())
    settings = {"epochs": 3, "lr": 0.01, "head_lr": 0.05}
    first = teacher.Course(teacher.Teacher(["B-PER", "O"], raw), settings, sentences)
    first.run_epoch(sentences, "cpu")
    first.save(folder / "checkpoint.pt")
    second = teacher.Course(teacher.Teacher(["B-PER", "O"], raw), settings, sentences)
    second.go_on(folder / "checkpoint.pt")
    assert second.epoch == 1
    assert torch.equal(second.teacher.head.weight, first.teacher.head.weight)
    assert second.schedule.last_epoch == first.schedule.last_epoch > 0


def test_the_teacher_never_learns_from_what_it_labels() -> None:
    for recipe in recipes.read_recipes().values():
        by_hand = recipes.taught_by_hand(recipe["ner"])
        assert not any(s.get("teacher") == "encoder" for shard in by_hand.values() for s in shard)
        has_pupil = by_hand != recipe["ner"]
        assert ("teacher" in recipe["parts"]) == has_pupil
        assert by_hand["dev"] == recipe["ner"]["dev"]
        assert by_hand["test"] == recipe["ner"]["test"]


@pytest.mark.parametrize(("scores", "kept"), [((70, 72, 71), 72), ((70, 69, 73), 73), ((70,), 70)])
def test_a_stage_that_ends_lower_is_thrown_away(
    scores: tuple[int, ...], kept: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[bool] = []

    def train(shop: workshop.Workshop, part: str, module: str, options: dict) -> None:
        score = scores[len(ran)]
        ran.append(options["finetune"])
        shop.path("ner.pt").write_text(str(score))
        with shop.path("ner.log").open("a") as log:
            log.write(f"INFO: Best dev F1 = {score}.00, at iteration = 200\n")

    monkeypatch.setattr(parts, "_train", train)
    monkeypatch.setattr(parts, "_names", lambda *_: None)
    recipe = {"ner": {}, "settings": {"ner": {"stages": len(scores)}}}
    parts.PARTS["ner"](workshop.Workshop("xx", recipe, tmp_path, tmp_path, "cpu"), False)
    assert ran == [False] + [True] * (len(scores) - 1)
    assert (tmp_path / "ner.pt").read_text() == str(kept)
