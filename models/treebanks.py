"""Universal Dependencies treebanks: read, cut into train, dev and test, written for Stanza.

Changes made to the published trees, all for the sake of the trained parts:
XPOS, enhanced dependencies and MISC (but SpaceAfter) are emptied; sentences with words too long for
the character models are left out of training, and those with words that Stanza itself cuts (web
addresses of over 100 letters) out of the tests too; where a treebank splits clitics without
saying so (Arabic PUD), a run of Arabic words without a space becomes one multi-word token.
"""

from __future__ import annotations

import gzip
import math
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

SHARDS = ("train", "dev", "test")
LONGEST_WORD = 40
LONGEST_WORD_TESTED = 100
LONGEST_SENTENCE = 120
FOLD_BLOCK = 5
ARABIC_WORD = re.compile(r"^[\u0620-\u065f\u0670-\u06d3]+$")
ARABIC_MARKS = re.compile(r"[\u064b-\u0652\u0670\u0640`]")
ARABIC_COMMAS = str.maketrans(",;?", "،؛؟")
TYPES_A_SENTENCE = 20

Sentence = list[str]


def read_treebank(path: Path) -> list[Sentence]:
    """Sentences of a .conllu.gz file, each a list of its lines, comments included."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        blocks = "".join(lines).split("\n\n")
    return [block.strip("\n").split("\n") for block in blocks if block.strip()]


def prepare_treebanks(recipe: dict[str, Any], corpora: Path, folder: Path) -> dict[str, int]:
    """Writes {train,dev,test}.conllu (and lemma.conllu, the train words by type) into folder.

    Args:
        recipe: for each of train, dev, test a list of sources (`file`, then `from` and `to` as
            shares of the file, or `folds` and `of`); `join_clitics` for Arabic.
        corpora: folder that the files are named from.
        folder: folder to write.

    Returns:
        Words a shard.
    """
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    for shard in SHARDS:
        sentences = [s for source in recipe[shard] for s in _source(source, corpora)]
        if recipe.get("join_clitics"):
            sentences = list(_arabic(sentences, vary=shard == "train"))
        if shard == "train":
            sentences = [s for s in sentences if _fits(s, LONGEST_WORD, LONGEST_SENTENCE)]
            _write(_types(sentences), folder / "lemma.conllu")
        sentences = [s for s in sentences if _fits(s, LONGEST_WORD_TESTED)]
        _write(sentences, folder / f"{shard}.conllu")
        counts[shard] = sum(len(list(words(s))) for s in sentences)
    return counts


def words(sentence: Sentence) -> Iterator[list[str]]:
    """The ten columns of each syntactic word."""
    for line in sentence:
        if line[:1].isdigit():
            columns = line.split("\t")
            if columns[0].isdigit():
                yield columns


def surface(sentence: Sentence) -> list[tuple[str, int]]:
    """Surface tokens with the number of syntactic words in each."""
    tokens, covered = [], 0
    for line in sentence:
        columns = line.split("\t")
        if line.startswith("#") or "." in columns[0]:
            continue
        if "-" in columns[0]:
            first, covered = (int(part) for part in columns[0].split("-"))
            tokens.append((columns[1], covered - first + 1))
        elif int(columns[0]) > covered:
            tokens.append((columns[1], 1))
    return tokens


def _source(source: dict[str, Any], corpora: Path) -> list[Sentence]:
    sentences = read_treebank(corpora / source["file"])
    return [_cleaned(sentences[i]) for i in chosen(len(sentences), source)]


def chosen(count: int, source: dict[str, Any]) -> list[int]:
    """Positions of the items that a recipe's source takes from a file of `count` items."""
    if "folds" in source:
        folds = set(source["folds"])
        block = source.get("block", FOLD_BLOCK)
        return [i for i in range(count) if i // block % source["of"] in folds]
    return list(range(round(source.get("from", 0) * count), round(source.get("to", 1) * count)))


def _cleaned(sentence: Sentence) -> Sentence:
    lines = []
    for line in sentence:
        columns = line.split("\t")
        if line.startswith("#"):
            if line.startswith(("# newdoc", "# newpar", "# sent_id")):
                lines.append(line)
        elif "." not in columns[0]:
            columns[4] = columns[8] = "_"
            columns[9] = "SpaceAfter=No" if "SpaceAfter=No" in columns[9] else "_"
            lines.append("\t".join(columns))
    return lines


def _fits(sentence: Sentence, longest_word: int, longest: float = math.inf) -> bool:
    forms = [columns[1] for columns in words(sentence)]
    return len(forms) <= longest and max(map(len, forms)) <= longest_word


def _arabic(sentences: Iterable[Sentence], vary: bool) -> Iterator[Sentence]:
    """Joins split clitics; lemmas lose their vowel signs; half the train commas become Arabic.

    The documents of the treebank are one sentence long, so they are run together: otherwise
    nothing would teach the tokenizer where a sentence ends.
    """
    draw = random.Random(1)
    for number, sentence in enumerate(sentences):
        commas = vary and draw.random() < 0.5
        lines = [line for line in sentence if not line.startswith("# newdoc")]
        if number % 8 == 0:
            lines.insert(0, f"# newdoc id = d{number}")
        rows = []
        for columns in words(lines):
            columns[2] = ARABIC_MARKS.sub("", columns[2]) or columns[1]
            if commas:
                columns[1] = columns[1].translate(ARABIC_COMMAS)
            rows.append(columns)
        yield [line for line in lines if line.startswith("#")] + list(_joined(rows))


def _joined(rows: list[list[str]]) -> Iterator[str]:
    start = 0
    while start < len(rows):
        stop = start
        while stop + 1 < len(rows) and _is_glued(rows[stop], rows[stop + 1]):
            stop += 1
        if stop > start:
            run = rows[start : stop + 1]
            after = run[-1][9]
            form = "".join(columns[1] for columns in run)
            yield "\t".join([f"{run[0][0]}-{run[-1][0]}", form, *["_"] * 7, after])
            for columns in run:
                columns[9] = "_"
        yield from ("\t".join(columns) for columns in rows[start : stop + 1])
        start = stop + 1


def _is_glued(left: list[str], right: list[str]) -> bool:
    arabic = ARABIC_WORD.match(left[1]) and ARABIC_WORD.match(right[1])
    return left[9] == "SpaceAfter=No" and bool(arabic)


def _types(sentences: list[Sentence]) -> list[Sentence]:
    """Every (form, UPOS) once, with its most frequent lemma, most frequent first."""
    seen: Counter[tuple[str, ...]] = Counter()
    for sentence in sentences:
        for columns in words(sentence):
            if columns[3] not in {"PUNCT", "SYM", "X"}:
                seen[columns[1], columns[3], columns[2]] += 1
    lemmas: dict[tuple[str, str], str] = {}
    for (form, upos, lemma), _ in seen.most_common():
        lemmas.setdefault((form, upos), lemma)
    rows = [[form, lemma, upos] for (form, upos), lemma in lemmas.items()]
    return [
        [
            f"{n}\t{form}\t{lemma}\t{upos}\t_\t_\t{n - 1}\t{'root' if n == 1 else 'dep'}\t_\t_"
            for n, (form, lemma, upos) in enumerate(rows[i : i + TYPES_A_SENTENCE], 1)
        ]
        for i in range(0, len(rows), TYPES_A_SENTENCE)
    ]


def _write(sentences: Iterable[Sentence], path: Path) -> None:
    text = "".join("\n".join(sentence) + "\n\n" for sentence in sentences)
    path.write_text(text, encoding="utf-8")
