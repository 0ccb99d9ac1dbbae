import pytest

from transforms.text.possessives import GenitiveMender


def entries(*words):
    """Token entries of words with one space between; a pair is a contraction of two words."""
    found, number, at = [], 1, 0
    for word in words:
        parts = [word] if isinstance(word, str) else word
        whole = "".join(parts)
        if len(parts) > 1:
            last = number + len(parts) - 1
            spot = {"start_char": at, "end_char": at + len(whole)}
            found.append({"id": (number, last), "text": whole, **spot})
        for part in parts:
            spot = {"start_char": at, "end_char": at + len(part)}
            found.append({"id": number, "text": part, **spot})
            number, at = number + 1, at + len(part)
        at += 1
    return found


@pytest.mark.parametrize(
    ("words", "cut"),
    [
        (["Sake's", "mayor"], [["Sake", "'s"], "mayor"]),
        (["the", "U.S.’s", "army"], ["the", ["U.S.", "’s"], "army"]),
        ([["did", "n't"], "Ana's", "men"], [["did", "n't"], ["Ana", "'s"], "men"]),
        (["It's", "over"], ["It's", "over"]),
        (["the", "1990's"], ["the", "1990's"]),
    ],
)
def test_the_genitive_is_cut_off_and_all_is_numbered_anew(words, cut):
    assert GenitiveMender().mend(entries(*words)) == entries(*cut)
