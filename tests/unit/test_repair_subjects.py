"""Subjects and objects that small parsers hang elsewhere are put right."""

import pytest

from transforms.records import Sentence, Timex, Token
from transforms.text.repair_subjects import with_subjects

WORDS = {
    "behind_date": (
        ["domingo NOUN 4 obl", ", PUNCT 0 punct", "tropas NOUN 0 conj", "y CCONJ 2 cc"]
        + ["entraron VERB -1 root"],
        {2: (4, "nsubj")},
    ),
    "second_subject": (
        ["columna NOUN 1 nsubj", "atacó VERB -1 root", "Goma PROPN 1 nsubj"],
        {2: (1, "obj")},
    ),
    "inverted_speech": (
        ["columna NOUN 1 nsubj", "atacó VERB -1 root", ", PUNCT 1 punct", "Goma PROPN 1 nsubj"],
        {},
    ),
    "apposition": (
        ["personas NOUN 4 nsubj", "madre NOUN 0 appos", "y CCONJ 3 cc", "hijo NOUN 0 conj"]
        + ["murieron VERB -1 root"],
        {3: (1, "conj")},
    ),
}


@pytest.mark.parametrize("name", WORDS)
def test_subjects(name):
    lines, moved = WORDS[name]
    tokens, start = [], 0
    for index, line in enumerate(lines):
        text, upos, head, deprel = line.split()
        tokens.append(token(index, start, text, upos, int(head), deprel))
        start += len(text) + 1
    sentence = Sentence(0, 0, start, 0, "body", tuple(tokens))
    days = [day(t) for t in tokens if t.text == "domingo"]
    mended = with_subjects(sentence, days).tokens
    assert {
        t.index: (t.head, t.deprel)
        for t, old in zip(mended, tokens, strict=True)
        if (t.head, t.deprel) != (old.head, old.deprel)
    } == moved


def token(index, start, text, upos, head, deprel):
    fields = {"lemma": text, "feats": "", "xpos": ""}
    known = {"index": index, "start": start, "end": start + len(text), "text": text}
    fields |= known | {"upos": upos, "head": head, "deprel": deprel}
    names = Token.__dataclass_fields__
    return Token(**{key: value for key, value in fields.items() if key in names})


def day(word):
    names = Timex.__dataclass_fields__
    fields = {"start": word.start, "end": word.end, "text": word.text, "type": "DATE"}
    fields |= {name: "" for name in names if name not in fields}
    return Timex(**{key: value for key, value in fields.items() if key in names})
