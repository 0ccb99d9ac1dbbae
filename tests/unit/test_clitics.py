"""Words of Arabic cut anew: by ranks, with their characters, in Stanza's form of entries."""

import pytest

from transforms.text.clitics import Mender

RANKS = {
    "في": 0,
    "وزير": 200,
    "زير": 40_000,
    "وفق": 500,
    "قال": 50,
    "وقال": 90,
    "بلده": 900,
    "نقلت": 700,
}
RANKS |= {"وفي": 60, "الاسلحه": 800, "نفس": 100, "نفسه": 90}


def entries(*tokens):
    """Stanza's entries of surface tokens, each a list of its words."""
    found, number, at = [], 1, 0
    for words in tokens:
        text = "".join(words)
        last = number + len(words) - 1
        if len(words) > 1:
            spot = {"start_char": at, "end_char": at + len(text)}
            found.append({"id": (number, last), "text": text, **spot})
        start = at
        for word in words:
            spot = {"start_char": start, "end_char": start + len(word)}
            found.append({"id": number, "text": word, **spot})
            number, start = number + 1, start + len(word)
        at += len(text) + 1
    return found


@pytest.mark.parametrize(
    ("tokens", "words"),
    [
        ([["و", "زير"]], ["وزير"]),
        ([["و", "قال"]], ["و", "قال"]),
        ([["و", "فق"]], ["وفق"]),
        ([["ب", "لدة"]], ["بلدة"]),
        ([["ل", "لأسلحة"]], ["ل", "لأسلحة"]),
        ([["نفس", "ه"]], ["نفس", "ه"]),
        ([["وفي"], ["وزير"]], ["و", "في", "وزير"]),
        ([["ونُقلت"]], ["و", "نُقلت"]),
        ([["«وزير"], ["قال»"]], ["«", "وزير", "قال", "»"]),
    ],
)
def test_words_and_their_entries(tokens, words):
    given = entries(*tokens)
    mended = Mender(RANKS).mend(given)
    found = [e for e in mended if not isinstance(e["id"], tuple)]
    assert [e["text"] for e in found] == words
    assert [e["id"] for e in found] == list(range(1, len(words) + 1))
    text = " ".join("".join(t) for t in tokens)
    assert all(text[e["start_char"] : e["end_char"]] == e["text"] for e in mended)
