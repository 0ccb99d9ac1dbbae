"""Lists, transcripts and verse are told by their form."""

import pytest

from transforms.text.layout import mark_layout

VERSE = "The rain came down,\nand took the town,\nthe moon, the mill,\nand it is still."
LIST = "News:\n\n- Gunmen killed two men.\n- The road is open.\n- Rain is expected."
TALK = (
    "The mayor speaks.\n\nQ: Are you well?\n\nA: I am.\n\nQ: Why?\n\nA: I do not know.\n\nThe end."
)
RADIO = "Host: Good day.\n\nGuest: Thank you.\n\nHost: Who shot?\n\nGuest: Nobody knows."
DASHES = "— Где вы были?\n\n— В Казани.\n\n— А потом?\n\n— Потом дома."
PROSE = "Police: five people died in a blast.\n\nThe mayor said so: five.\n\nRain fell."
WRAPPED = (
    "Two people were killed on Sunday when a bomb went off in\na market in the southern city, "
    "police said, and eleven\nmore were wounded by glass. The army closed the road\nto the market."
)


@pytest.mark.parametrize(
    ("text", "language", "roles"),
    [
        (VERSE, "en", {"verse"}),
        (VERSE.replace(",", "،"), "ar", {"verse"}),
        (LIST, "en", {"list", "body"}),
        (LIST.replace("News:", "News"), "en", {"list", "heading"}),
        (LIST.replace("- ", "1. "), "xx", {"list", "body"}),
        (TALK, "en", {"body", "transcript"}),
        (RADIO, "en", {"transcript"}),
        (DASHES, "ru", {"transcript"}),
        (PROSE, "en", {"body"}),
        (WRAPPED, "en", {"body"}),
        ("Five died.\nTwo fled.\nOne was held.\nRain fell.", "en", {"body"}),
        ("- One item.\n- Another item.", "en", {"body"}),
    ],
)
def test_forms(text, language, roles):
    assert {section.role for section in mark_layout(text, language)} == roles


def test_an_introduction_stays_prose():
    first, *others = mark_layout(TALK, "en")
    assert TALK[first.start : first.end] == "The mayor speaks."
    assert first.role == "body" and {s.role for s in others} == {"transcript"}


def test_items_are_paragraphs_of_their_own():
    items = [LIST[s.start : s.end] for s in mark_layout(LIST, "en") if s.role == "list"]
    assert items == LIST.split("\n")[2:]
