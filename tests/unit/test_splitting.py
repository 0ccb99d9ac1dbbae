"""Our way into Stanza's tokeniser against its own pipeline, on the same texts."""

from pathlib import Path

import pytest
import torch

from transforms.text.models import Models
from transforms.text.pipelines import load_reader
from transforms.text.splitting import split_texts

MODELS = Path(__file__).parents[2] / "models"
ODD = [
    "  Led by spaces.  Two   of them\tand a tab\nand a line. ",
    "a\u200f b\u0097c \U0001f600 emoji! ALL IN CAPITALS 12:30 1.000,5 2024-01-02",
    "x" * 400 + " y. http://www.a.example/x me@b.example don't can't",
    "...",
    "word " * 300,
]
TEXTS = {
    "es": ["El lunes dámelo. Marcharon del centro al mercado del pueblo.", "Le dijo: «Del todo»."],
    "ar": ["وقال وللكتاب بالمدينة وبقيت المتاجر. وقال الشهود."],
    "en": ["Gunmen didn't leave Goma. They're U.S. troops, Mr. Smith said."],
}


@pytest.mark.parametrize("language", TEXTS)
def test_entries_are_those_of_the_pipeline(language):
    pipeline = load_reader(Models(MODELS).bundles()[language]).pipeline
    texts = [*TEXTS[language], *ODD]
    names = ",".join(name for name in ("tokenize", "mwt") if name in pipeline.processors)
    with torch.inference_mode():
        expected = pipeline.process("\n\n".join(texts), processors=names).to_dict()
        found = split_texts(pipeline, texts)
    for sentence in expected:
        for entry in sentence:
            entry.pop("misc", None)
    assert found == expected
    has_contractions = any(isinstance(e["id"], tuple) for sentence in found for e in sentence)
    assert has_contractions or language == "en"


def test_a_tokeniser_of_another_kind_goes_through_the_pipeline():
    pipeline = load_reader(Models(MODELS).bundles()["en"]).pipeline
    tokenizer = pipeline.processors["tokenize"]
    asked = []

    class Variant:
        def process(self, text):
            asked.append(text)
            return type(tokenizer).process(plain, text)

    plain = object.__new__(type(tokenizer))
    plain.__dict__ = dict(tokenizer.__dict__)
    tokenizer._variant = Variant()
    try:
        found = split_texts(pipeline, ["One here.", "Two."])
    finally:
        del tokenizer._variant
    assert asked == ["One here.\n\nTwo."]
    assert [s[0]["text"] for s in found] == ["One", "Two"]
