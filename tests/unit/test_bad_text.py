"""Odd and broken texts end with a stated outcome, never with a crash."""

import pytest
from coding_tables import annotate_texts, real_kit, to_article

from transforms.pipeline import MAX_CHARACTERS, code_articles
from transforms.text.drafts import MAX_WORD_CHARACTERS, MAX_WORDS

EVENT = "Gunmen killed four farmers near Gao on Monday."
NO_STOP = "gunmen killed two men in Gao and then they went on to the next village " * 60


def _code(text, **more):
    [coding] = code_articles([to_article({"id": "odd", "text": text, **more})], real_kit())
    return coding


def test_two_megabytes_without_a_full_stop_are_set_aside():
    coding = _code("gunmen killed two men and " * 80_000, language="en")
    assert coding.outcome == "quarantined"
    assert coding.reason.startswith("too_long: 2,080,000 characters")
    assert f"{MAX_CHARACTERS:,}" in coding.reason


def test_a_long_text_without_a_full_stop_is_cut_into_sentences():
    [annotated] = annotate_texts((NO_STOP,))
    sizes = [len(s.tokens) for s in annotated.sentences]
    assert len(sizes) > 5 and max(sizes) <= MAX_WORDS + 5
    words = "".join(t.text for s in annotated.sentences for t in s.tokens)
    assert words.replace(" ", "") == NO_STOP.replace(" ", "")
    assert all(NO_STOP[t.start : t.end] == t.text for s in annotated.sentences for t in s.tokens)
    assert all(
        [t.index for t in s.tokens] == list(range(len(s.tokens))) for s in annotated.sentences
    )


def test_a_word_without_end_keeps_its_characters():
    text = f"{EVENT} {'x' * 5000} was killed."
    [annotated] = annotate_texts((text,))
    longest = max((t for s in annotated.sentences for t in s.tokens), key=lambda t: len(t.text))
    assert len(longest.text) > MAX_WORD_CHARACTERS
    assert text[longest.start : longest.end] == longest.text


@pytest.mark.parametrize(
    "text",
    [
        f"\u200f\u202b{EVENT}\u202c\u200e",
        f"{EVENT} هطل المطر. Боевики убили двоих.",
        f"😀 {EVENT} 👨‍👩‍👧 🇲🇱",
        f"\x07{EVENT}\x1b[31m \x00",
        "GUNMEN KILLED FOUR FARMERS NEAR GAO ON MONDAY, THE POLICE IN THE TOWN SAID. "
        "THE MEN CAME ON MOTORBIKES AND LEFT BEFORE THE ARMY ARRIVED AT THE VILLAGE.",
    ],
    ids=["right_to_left_marks", "mixed_scripts", "emoji", "control_characters", "capitals"],
)
def test_an_event_in_an_odd_text_is_found(text):
    coding = _code(text, language="en")
    assert coding.outcome == "events", (coding.outcome, coding.reason)
    assert [m.row["location"] for m in coding.events] == ["Gao"]
    assert coding.article.text == text


@pytest.mark.parametrize("text", ["", " \n\t ", "\x00\x01", "😀" * 50, "\u200f\u200e", "؟" * 30])
def test_a_text_without_words_has_an_outcome(text):
    assert _code(text, language="en").outcome == "no_event"
    assert _code(text, language=None).outcome == "unknown_language"
