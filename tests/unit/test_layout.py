from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from transforms.text import layout
from transforms.text.layout import is_caption_or_credit, load_layout_words, mark_layout
from transforms.text.readers_common import clean_text

TESTS = Path(__file__).parents[1]
CASES = yaml.safe_load((TESTS / "cases" / "layout.yaml").read_text(encoding="utf-8"))
CAIRO = TESTS.parents[1] / "shared" / "samples" / "cairo_truce_talks.en.txt"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_sections(case):
    text = case["text"]
    found = [[s.role, text[s.start : s.end].strip()] for s in mark_layout(text, case["language"])]
    assert found == case["expect"]


@given(st.text(alphabet='aB.()-–/: \n"*1م,'), st.sampled_from(["en", "ar", "xx"]))
def test_sections_cover_the_text_in_order(raw, language):
    text = clean_text(raw)
    sections = mark_layout(text, language)
    position = 0
    for section in sections:
        assert position <= section.start < section.end <= len(text)
        assert not text[position : section.start].strip()
        position = section.end
    assert not text[position:].strip()


def test_huge_paragraph_without_a_stop():
    text = "word " * 400_000
    [section] = mark_layout(text.strip(), "en")
    assert section.role == "body"


@pytest.mark.parametrize("line", ["By Our Correspondent", "Photo: Reuters", "Street (AFP)", "dpa"])
def test_captions_and_credits(line):
    assert is_caption_or_credit(line)


@pytest.mark.parametrize(
    "line", ["Two killed in Basra", "Army (SAF) advances on Sennar", "Por qué"]
)
def test_headlines_are_neither(line):
    assert not is_caption_or_credit(line)


def test_broken_codebook(tmp_path, monkeypatch):
    (tmp_path / "layout.yaml").write_text("agencies: [AP]\nlanguages: {'en': {}}\n")
    monkeypatch.setattr(layout, "CODEBOOK", tmp_path / "layout.yaml")
    load_layout_words.cache_clear()
    with pytest.raises(layout.CodebookError, match=r"layout\.yaml"):
        load_layout_words("en")
    load_layout_words.cache_clear()


@pytest.mark.skipif(not CAIRO.exists(), reason="the shared sample is not here")
def test_real_article():
    text = clean_text(CAIRO.read_text(encoding="utf-8"))
    marked = [(s.role, text[s.start : s.end]) for s in mark_layout(text, "en")]
    assert [role for role, _ in marked if role != "body"] == [
        "caption", "caption", "heading", "caption", "heading", "fragment", "credit",
    ]  # fmt: skip
    assert marked[0][1].endswith("(Al Jazeera)")
    assert ("heading", "Differences narrow") in marked
    assert ("heading", "Pressure and closure") in marked
    assert marked[-2:] == [
        ("fragment", "Collective."),
        ("credit", "Source: Al Jazeera + agencies"),
    ]
