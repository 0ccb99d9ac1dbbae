import pytest
from coding_tables import annotate_texts

from transforms.find.candidates import find_candidates
from transforms.lexicon import load_lexicon

ENGLISH = load_lexicon("en")


def read(text):
    [annotated] = annotate_texts((text,))
    return find_candidates(annotated, ENGLISH)


def test_a_caption_reports_nothing():
    text = (
        "The mayor opened a school in Gao on Monday.\n\n"
        "Protesters march through Bamako in an earlier demonstration (Reuters)\n\n"
        "The school has ten rooms, and its roof is new."
    )
    candidates, rejections = read(text)
    assert candidates == []
    assert {r.rule for r in rejections} == {"NC15.layout"}


def test_spans_are_of_the_text():
    text = "On Monday gunmen killed four farmers near the village."
    [candidate] = read(text)[0]
    assert text[slice(*candidate.trigger)] == "killed"
    assert text[slice(*candidate.clause)].startswith("On Monday gunmen killed")
    assert [text[slice(*a.span)] == a.text for a in candidate.agents] == [True]
    assert candidate.sentence == 0 and candidate.modality == "asserted"


def test_rejections_name_their_rule_and_words():
    text = "The militia threatened to attack the airport."
    candidates, rejections = read(text)
    assert candidates == []
    [rejection] = rejections
    assert rejection.reason and text[rejection.start : rejection.end] == "attack"


@pytest.mark.parametrize(
    ("text", "is_anaphoric"),
    [
        ("The attack lasted an hour.", True),
        ("The mayor said that this attack had lasted an hour.", True),
        ("An attack on the market lasted an hour.", False),
        ("Attacks on the market went on.", False),
    ],
)
def test_definite_nouns_point_back(text, is_anaphoric):
    [candidate] = [c for c in read(text)[0] if c.trigger_class == "attack"]
    assert candidate.is_anaphoric == is_anaphoric


def test_a_cue_after_a_negation_is_none():
    [candidate] = [
        c for c in read("Farmers marched in Gao without stones.")[0] if c.family == "protest"
    ]
    assert "violent_crowd" not in candidate.cues
    [candidate] = [
        c for c in read("Farmers marched in Gao with stones.")[0] if c.family == "protest"
    ]
    assert "violent_crowd" in candidate.cues


def test_a_toll_alone_makes_no_event():
    [candidate] = read("Two of the victims died in hospital.")[0]
    assert not candidate.makes_event


def test_reading_order():
    text = "Gunmen killed two men. Soldiers shelled the town. Farmers marched in Gao."
    starts = [c.trigger.start for c in read(text)[0]]
    assert starts == sorted(starts) and len(starts) == 3
