from datetime import date

import pytest
from conftest import case_id, load_cases

from transforms.records import Article
from transforms.text.duplicates import is_copy, sketch

CASES = load_cases("duplicates")


def article(article_id, fields):
    fields = {"language": "en", "published_at": "2024-05-06"} | fields
    day = fields["published_at"] and date.fromisoformat(fields["published_at"])
    return Article(
        article_id,
        fields["text"],
        f"{article_id}.txt",
        title=fields.get("title"),
        source=fields.get("source"),
        language=fields["language"],
        published_at=day,
        published_method="metadata" if day else None,
    )


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_copies(case):
    first, copy = article("first", case["first"]), article("copy", case["copy"])
    assert is_copy(copy, first) is case["expected"]


@pytest.mark.parametrize("case", [c for c in CASES if c["expected"]], ids=case_id)
def test_sketches_of_copies_meet(case):
    first, copy = sketch(article("first", case["first"])), sketch(article("copy", case["copy"]))
    assert first.text_key == copy.text_key or set(first.bands) & set(copy.bands)


def test_a_sketch_is_the_same_everywhere():
    made = sketch(article("a", CASES[0]["first"]))
    assert made.text_key == "508cec6358609408"
    assert made.bands[:2] == (7505092385992074036, -7892550160411691264)


def test_the_first_is_the_earliest_then_the_fullest_then_by_id():
    text = CASES[0]["first"]["text"]
    given = [
        article("d", {"text": text, "published_at": None}),
        article("c", {"text": text, "published_at": "2024-05-07"}),
        article("b", {"text": text}),
        article("a", {"text": text}),
        article("z", {"text": text + " One more sentence."}),
    ]
    ranked = sorted(map(sketch, given), key=lambda made: made.rank)
    assert [made.article_id for made in ranked] == ["z", "a", "b", "c", "d"]
