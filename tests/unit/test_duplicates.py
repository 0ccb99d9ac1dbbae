from datetime import date
from itertools import permutations

import pytest
from conftest import case_id, load_cases

from transforms.records import Article
from transforms.text.duplicates import is_copy, link_copies, sketch

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
    assert set(first.bands) & set(copy.bands)


def test_a_sketch_is_the_same_everywhere():
    made = sketch(article("a", CASES[0]["first"]))
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


def linked(*articles):
    by_id = {a.article_id: a for a in articles}
    return link_copies(map(sketch, articles), by_id.__getitem__)


def test_copies_are_linked_to_the_first_in_any_order():
    text = CASES[0]["first"]["text"]
    given = [
        article("late", {"text": text, "published_at": "2024-05-08"}),
        article("excerpt", {"text": text[: text.index(" The owner")]}),
        article("wire", {"text": text}),
        article("other", {"text": text.replace("three", "four")}),
        article("other-again", {"text": text.replace("three", "four"), "published_at": None}),
    ]
    expected = {"late": "wire", "excerpt": "wire", "other-again": "other"}
    assert all(linked(*order) == expected for order in permutations(given))


def test_a_crowded_band_does_not_hide_a_copy():
    menu = "Read this and more news of the region on our page every day and night. "
    notes = [
        article(f"n{n:03}", {"text": f"{menu}Police in town {n} counted {n * 7} goats."})
        for n in range(250)
    ]
    again = article("z", {"text": notes[120].text})
    assert linked(*notes, again) == {"z": "n120"}
