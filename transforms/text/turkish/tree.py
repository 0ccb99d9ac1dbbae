"""Builds a shallow tree of a Turkish sentence: head-final phrases, then the verb takes them.

Words are read from left to right. What a noun can take from the words before it, it takes
(phrases.py); a verb takes the phrases of its clause by their cases (clauses.py). Relations are
those of Universal Dependencies v2; what nothing takes hangs on the root as `dep`.
"""

from __future__ import annotations

from collections.abc import Sequence

from transforms.text.turkish.bench import OPEN, SEPARATORS, Bench
from transforms.text.turkish.clauses import take_arguments
from transforms.text.turkish.phrases import take_modifiers
from transforms.text.turkish.word import Word
from transforms.text.turkish.words import load_words

ROOT = -1
CLAUSAL = {"vnoun", "part"}
LEFT_OVER = {"PUNCT": "punct", "ADV": "advmod", "CCONJ": "cc", "DET": "det"}
OBLIQUE = {"Loc", "Abl", "Dat", "Ins"}


def build_tree(words: Sequence[Word]) -> None:
    """Give each word its head (-1 the root) and its relation."""
    bench = Bench(words)
    for word in words:
        _add(bench, word)
    _close(bench)


def _add(bench: Bench, word: Word) -> None:
    if word.deed and _governs(bench, word):
        word.upos, word.kind, word.lemma = "VERB", "vnoun", word.deed
    if word.upos == "PUNCT":
        _add_mark(bench, word)
    elif word.upos == "ADP":
        _postpose(bench, word)
    elif word.upos == "VERB":
        take_arguments(bench, word)
    elif word.is_nominal and not (word.upos == "NUM" and _is_modifier(word)):
        take_modifiers(bench, word)
    else:
        _add_modifier(bench, word)


def _add_mark(bench: Bench, mark: Word) -> None:
    if mark.text == ")" and any(w.text == "(" for w in bench.open):
        _close_bracket(bench)
    elif mark.text in SEPARATORS:
        bench.open.append(mark)
    elif mark.text == "/" and bench.open:  # "PKK/YPG"
        bench.hang(mark, bench.open[-1], "punct")


def _governs(bench: Bench, deed: Word) -> bool:
    """True for a noun in -ma that has its object or, with a bare noun, its subject before it.

    "Bir okulu bombalaması", "polisin ateş açması", but "basın açıklaması".
    """
    top = bench.top()
    if top is None or not top.is_nominal or top.index != deed.index - 1:
        return False
    if top.case == "Acc":
        return True
    subject = _owner_before(bench)
    is_led = subject is not None and subject.case == "Gen"
    is_light = load_words().has("light", deed.deed) and deed.is_possessed
    return is_led and is_light and top.case == "Nom" and not top.is_possessed


def _owner_before(bench: Bench) -> Word | None:
    """The phrase before the last, over whom, where and with what ("kalabalığa mermiyle ateş")."""
    for word in reversed(bench.open[:-1]):
        is_own = word.is_nominal and (word.case in OBLIQUE or "Post" in word.marks)
        if not is_own and word.upos != "ADV":
            return word
    return None


def _close_bracket(bench: Bench) -> None:
    """What stands in brackets explains the word before them."""
    at = max(n for n, word in enumerate(bench.open) if word.text == "(")
    inside = bench.open[at + 1 :]
    before = bench.open[at - 1] if at else None
    if before is None:
        return
    for word in (*inside, bench.open[at]):
        is_name = word.is_nominal and word is inside[-1]
        bench.hang(word, before, "appos" if is_name else "punct" if word.text == "(" else "dep")
        if bench.root is word:
            bench.root = None


def _add_modifier(bench: Bench, word: Word) -> None:
    top = bench.top()
    if load_words().has("said_so", word.low) and top is not None and top.kind == "fin":
        word.head, word.deprel = top.index, "mark"
        return
    if word.upos in {"ADJ", "NUM"}:
        _take_adverbs(bench, word)
    is_doer = {"Verb", "Agt"} <= word.marks and top is not None and top.index == word.index - 1
    if is_doer and top is not None and top.upos == "NOUN" and top.case == "Nom":
        bench.hang(top, word, "nmod")  # "göz yaşartıcı"
    is_owned = top is not None and top.is_possessed and top.index == word.index - 1
    is_owned &= top is not None and top.case == "Nom"
    if is_owned and top is not None and load_words().has("behind_possessed", word.low):
        bench.hang(top, word, "nmod")  # "kimliği belirsiz"
    is_laden = load_words().has("behind_nouns", word.low) and word.upos == "ADJ"
    if is_laden and top is not None and top.index == word.index - 1 and top.case == "Nom":
        bench.hang(top, word, "nmod")  # "bomba yüklü"
    is_placed = word.upos == "ADJ" and load_words().has("placed", word.low)
    if is_placed and top is not None and top.case == "Loc" and top.index == word.index - 1:
        bench.hang(top, word, "obl")  # "orduda görevli"
    is_reached = word.upos == "ADJ" and load_words().has("reached", word.low)
    if is_reached and top is not None and top.case == "Dat" and top.index == word.index - 1:
        bench.hang(top, word, "obl")  # "kente hâkim"
    bench.open.append(word)


def _is_modifier(number: Word) -> bool:
    return number.case == "Nom" and not number.is_possessed


def _take_adverbs(bench: Bench, word: Word) -> None:
    """Hang the adverbs right before a number or adjective on it ("en az 3")."""
    near = word.index - 1
    while (top := bench.top()) and top.upos in {"ADV", "DET"} and top.index == near:
        if word.upos == "ADJ" and load_words().has("one", top.low):
            return  # "bir seyyar satıcı"
        bench.hang(top, word, "advmod")
        near -= 1


def _postpose(bench: Bench, word: Word) -> None:
    """A postposition hangs on the noun or clause before it, whose role it tells."""
    top = bench.top()
    if top is None or not (top.is_nominal or top.kind in CLAUSAL or top.upos == "ADJ"):
        bench.open.append(word)
        return
    word.head, word.deprel = top.index, "case" if top.upos != "VERB" else "mark"
    top.ending = False
    top.marks |= {"Post", f"Post={word.low}"}
    if load_words().has("attributive", word.low):
        top.marks |= {"Attributive"}


def _close(bench: Bench) -> None:
    """Hang what is left on the root: the first finite verb, else the last phrase."""
    root = bench.root
    if root is None:
        heads = [w for w in bench.open if w.upos not in LEFT_OVER]
        root = heads[-1] if heads else bench.words[-1]
    root.head, root.deprel = ROOT, "root"
    for word in bench.words:
        if word.head == OPEN:
            word.head, word.deprel = root.index, _left_over(word, root)


def _left_over(word: Word, root: Word) -> str:
    if word.upos in LEFT_OVER:
        return LEFT_OVER[word.upos]
    if word.kind == "fin":
        return "parataxis"
    if word.is_nominal and word.case in OBLIQUE:
        return "nmod" if root.upos != "VERB" else "obl"
    return "dep"
