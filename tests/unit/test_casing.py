import pytest

from transforms.text.casing import restore_case

FILL = " the rebels left the town and the army came back to it on the same day of the year."


def lost(words):
    """The words in a text that has no capitals, as read: in lower case, with names restored."""
    return restore_case(words + FILL * 2, "en")[: len(words)]


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("he met quiroga in kabul.", "He met Quiroga in Kabul."),
        (
            "they perpetrated it after the indignation.",
            "They perpetrated it after the indignation.",
        ),
        ("the u.s. embassy was hit.", "The U.S. embassy was hit."),
        ("he ran. then quiroga came.", "He ran. Then Quiroga came."),
    ],
)
def test_names_get_a_capital_and_common_words_none(words, read):
    assert lost(words) == read
