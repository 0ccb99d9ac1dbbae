"""Lists in a Turkish sentence: nouns joined by "ve", by commas, or "-le" and a word for between."""

from __future__ import annotations

from transforms.text.turkish.bench import Bench
from transforms.text.turkish.word import Word
from transforms.text.turkish.words import load_words


def join_list(bench: Bench, noun: Word) -> bool:
    """The noun behind "ve" or behind a comma of a list hangs on the first one."""
    if _join_pair(bench, noun):
        return True
    if len(bench.open) < 2:
        return False
    first, joint = bench.open[-2:]
    if _goes_on(bench, first, noun):
        return False
    if not first.is_nominal or "Post" in first.marks or first.kind == "rel":
        return False
    if joint.upos == "CCONJ":
        is_pair = load_words().has("joints", joint.low) and first.case in {"Nom", noun.case}
    else:
        is_pair = joint.text == "," and _is_list(bench, first, noun)
    if not is_pair:
        return False
    bench.hang(joint, noun, "cc" if joint.upos == "CCONJ" else "punct")
    bench.hang(noun, first, "conj")
    lend_case(first, noun)
    return True


def _join_pair(bench: Bench, noun: Word) -> bool:
    """The second side of "orduyla isyancılar arasında", which hangs on the first."""
    first, after = bench.top(), bench.words[noun.index + 1 : noun.index + 2]
    is_before = bool(after) and load_words().has("between", after[0].low)
    if first is None or not is_before or first.case != "Ins" or "Post" in first.marks:
        return False
    if not first.is_nominal or not bench.is_adjacent(first, noun):
        return False
    bench.hang(noun, first, "conj")
    first.case, first.lent = noun.case, True
    return True


def _goes_on(bench: Bench, first: Word, noun: Word) -> bool:
    """True where the noun belongs to the one behind it ("ordu güçleri ile PKK militanları")."""
    after = bench.words[noun.index + 1 : noun.index + 2]
    if not after or noun.case != "Nom" or noun.is_possessed or not after[0].is_nominal:
        return False
    is_whole = first.is_possessed or "A3pl" in first.marks or first.upos != noun.upos
    is_whole |= noun.upos == "NOUN"  # "35 el bombası", "ev ve iş yerleri"
    if load_words().has("nationals", noun.low):
        return True  # "Rus sınır muhafızları"
    is_name = noun.upos == after[0].upos == "PROPN"
    return is_whole and (is_name or (after[0].is_possessed and after[0].upos == "NOUN"))


def lend_case(first: Word, last: Word) -> None:
    """Only the last of several nouns has the ending of their case."""
    if first.case == "Nom":
        first.lent = last.case != "Nom"
        first.case = last.case
        if first.upos == "PROPN" and last.deprel == "flat":
            first.marks |= last.marks & {"P3sg", "P3pl"}


def _is_list(bench: Bench, first: Word, noun: Word) -> bool:
    """True for nouns of a list: each counted, in one case, or with "ve" behind the second."""
    between = bench.words[first.index + 1 : noun.index]
    if first.case not in {"Nom", noun.case} or any(w.upos == "VERB" for w in between):
        return False
    after = bench.words[noun.index + 1 : noun.index + 2]
    if after and after[0].upos == "CCONJ" and load_words().has("joints", after[0].low):
        is_marked = noun.case != "Nom" and first.case == "Nom"
        return first.upos == noun.upos and not is_marked
    counted = all(bench.has(n, "nummod") for n in (first, noun))
    goes_on = bool(after) and after[0].text == "," and first.upos == noun.upos
    return first.case == noun.case and (counted or (noun.case != "Nom" and goes_on))
