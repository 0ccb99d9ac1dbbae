"""What is said in a Turkish sentence: before a verb of saying, and in quotes before a noun."""

from __future__ import annotations

from transforms.text.turkish.bench import QUOTES, Bench
from transforms.text.turkish.word import Word
from transforms.text.turkish.words import load_words


def is_saying(bench: Bench, verb: Word) -> bool:
    """True for a verb of saying, and for one with its noun ("ilan etti", "öne sürdü")."""
    lists, before = load_words(), bench.words[verb.index - 1 : verb.index]
    is_made = bool(before) and before[0].head == verb.index and lists.has("saying", before[0].low)
    return is_made or lists.has("saying", verb.lemma)


def take_said(bench: Bench, said: Word, verb: Word) -> bool:
    """What somebody says, before the verb of saying: in quotes, or right before it."""
    if verb.kind != "fin" or not is_saying(bench, verb):
        return False
    between = bench.words[said.index + 1 : verb.index]
    is_near = all(w.upos == "PUNCT" or load_words().has("said_so", w.low) for w in between)
    is_quoted = any(w.text in QUOTES or load_words().has("said_so", w.low) for w in between)
    if not (is_near or is_quoted):
        return False
    bench.hang(said, verb, "ccomp")
    if bench.root is said:
        bench.root = None
    return True


def take_quoted(bench: Bench, noun: Word) -> bool:
    """What a slogan or placard says, in quotes right before it."""
    if not (noun.is_possessed or load_words().has("quoting", noun.lemma)):
        return False
    marks = [n for n, w in enumerate(bench.open) if w.text in QUOTES]
    if len(marks) < 2 or bench.open[-1].index != noun.index - 1 or marks[-1] != len(bench.open) - 1:
        return False
    opening, *said, closing = bench.open[marks[-2] :]
    for word in said:
        bench.hang(word, noun, "acl" if word.upos == "VERB" or len(said) == 1 else "dep")
        if bench.root is word:
            bench.root = None
    for mark in (opening, closing):
        bench.hang(mark, said[-1] if said else noun, "punct")
    return bool(said)
