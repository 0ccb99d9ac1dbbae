import pytest
from coding_tables import annotate_texts, code_table, real_kit

from transforms.pipeline import code_annotated

TEXTS = (
    "Gunmen killed two farmers near Gao on Monday. The attack shocked the town. Two men fled.",
    "Gunmen killed two farmers near Gao on Monday. On Tuesday gunmen killed a trader in Mopti.",
    "Gunmen killed two farmers near Gao on Monday. Farmers marched in Gao on Tuesday.",
    "Soldiers clashed with gunmen in Gao on Monday. Five gunmen were killed in the fighting.",
    "The attack shocked the whole town.",
    "Gunmen killed the trader Amadou Traore on Friday.\n\nMayor Seydou Keita was killed in Mopti.",
    "Rebels killed two farmers on Friday, police said.\n\nRebels killed a teacher in Mopti.",
    "A shop was partly destroyed in Gao on Monday when a strong bomb planted by rebels exploded.",
    "Hooded students took over the campus in Bogota on Monday.",
)


@pytest.mark.parametrize(("number", "count"), [*enumerate((1, 2, 2, 1, 0, 2, 2, 1, 1))])
def test_reports_of_one_event_are_one_mention(number, count):
    [*codings] = code_annotated(list(annotate_texts(TEXTS)), real_kit())
    assert len(codings[number].mentions) == count


def test_what_a_bomb_destroyed_was_no_bomb_made_safe():
    [*codings] = code_annotated(list(annotate_texts(TEXTS)), real_kit())
    [mention] = codings[7].mentions
    assert mention.row["sub_event_type"] == "Remote explosive/landmine/IED"


def test_a_definite_noun_alone_points_back_to_nothing():
    [*codings] = code_annotated(list(annotate_texts(TEXTS)), real_kit())
    assert {r.rule for r in codings[4].rejections} <= {"NC16.points_back", "NC11.nothing_named"}
    assert codings[4].rejections


def test_a_year_of_the_past_joins_no_event_of_today():
    coding = code_table("articles")["later_toll_counts_and_old_attack_is_background"]
    [mention] = coding.mentions
    text = coding.article.text
    spans = [text[e.start : e.end] for e in mention.evidence if e.start is not None]
    assert not any("2019" in words or "30" in words for words in spans)
    assert any(text.index("In 2019") <= r.start for r in coding.rejections)
