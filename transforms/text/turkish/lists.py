"""Lists in a Turkish sentence: nouns joined by "ve", by commas, or "-le" and a word for between."""

from __future__ import annotations

from transforms.text.turkish.bench import Bench
from transforms.text.turkish.word import Word
from transforms.text.turkish.words import load_words


def join_list(bench: Bench, noun: Word) -> bool:
    """The noun behind "ve" or behind a comma of a list hangs on the first one."""
    if _join_pair(bench, noun) or _join_counted(bench, noun):
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


def _join_counted(bench: Bench, noun: Word) -> bool:
    """The second of "bir polis ile yoldan geçen bir satıcı", each told with its number."""
    first = bench.top()
    if first is None or not is_first_of_pair(bench, first) or not _is_counted(bench, noun):
        return False
    after = bench.words[noun.index + 1 : noun.index + 2]
    is_first = bool(after) and after[0].is_nominal and after[0].is_possessed
    if is_first and noun.case == "Nom" and not load_words().has("own_things", after[0].lemma):
        return False  # "bir asker ile bir polis memuru"
    joint = bench.words[max(w.index for w in bench.words if _is_with(w, first))]
    first.marks -= {"Post", f"Post={joint.low}"}
    first.ending = True
    joint.head, joint.deprel = noun.index, "cc"
    bench.hang(noun, first, "conj")
    lend_case(first, noun)
    return True


def is_first_of_pair(bench: Bench, first: Word) -> bool:
    """True for counted people with "ile" behind them, who are one of two."""
    is_led = any(_is_with(word, first) for word in bench.words[first.index + 1 :])
    return is_led and first.case == "Nom" and _is_counted(bench, first)


def _is_with(word: Word, noun: Word) -> bool:
    is_case = word.upos == "ADP" and word.head == noun.index
    return is_case and load_words().has("with", word.low)


def _is_counted(bench: Bench, noun: Word) -> bool:
    words = load_words()
    is_person = noun.upos == "NOUN" and any(
        words.has("people", w.lemma) or words.has("titles", w.lemma)
        for w in (noun, *(w for w in bench.words if w.head == noun.index))
    )
    counts = [w for w in bench.words if w.head == noun.index and w.deprel in {"nummod", "det"}]
    return is_person and bool(counts)


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
