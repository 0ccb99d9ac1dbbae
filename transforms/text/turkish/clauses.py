"""What a Turkish verb takes from the phrases before it, by their cases.

A finite verb takes all of its clause. A participle, a verbal noun and a converb take what stands
right before them and leave a bare subject to the verb of the clause, with which they share it.
"""

from __future__ import annotations

from transforms.text.turkish.bench import QUOTES, Bench
from transforms.text.turkish.word import Word
from transforms.text.turkish.words import load_words

OWN_SUBJECT = {"When", "While", "SinceDoingSo", "AsLongAs"}
BECOMING = {"olmak", "düşmek", "kalmak"}
BY = {"Post=tarafından", "Post=tarafınca"}


def take_arguments(bench: Bench, verb: Word) -> None:
    """Hang on the verb the phrases of its clause; leave it open unless it joins another."""
    while _take_one(bench, verb):
        pass
    if verb.kind != "fin":
        _join_like(bench, verb)
        return
    if bench.root is None:
        bench.root = verb
        bench.open.append(verb)
        return
    top = bench.top()
    if top is not None and top.upos == "CCONJ":
        bench.hang(top, verb, "cc")
    verb.head, verb.deprel = bench.root.index, "conj"


def _join_like(bench: Bench, verb: Word) -> None:
    """Two participles or converbs joined by "ve" are one pair; else the verb stays open."""
    if len(bench.open) >= 2 and bench.open[-1].upos == "CCONJ":
        first, joint = bench.open[-2:]
        if first.upos == "VERB" and first.kind == verb.kind and "Post" not in first.marks:
            bench.hang(joint, verb, "cc")
            bench.hang(verb, first, "conj")
            first.case = verb.case if first.case == "Nom" else first.case
            return
    bench.open.append(verb)


def _take_one(bench: Bench, verb: Word) -> bool:
    top = bench.top()
    if top is None:
        return False
    if top.upos in {"PUNCT", "CCONJ"}:
        return _pass(bench, top, verb)
    if top.upos == "VERB":
        return _take_clause(bench, top, verb)
    if top.is_nominal:
        relation = _relation(bench, top, verb)
        if relation is None:
            return False
        bench.hang(top, verb, relation)
        return True
    bench.hang(top, verb, "advmod")
    return True


def _pass(bench: Bench, mark: Word, verb: Word) -> bool:
    """A finite verb reaches over commas and "ve" to what no verb has taken; quotes end a clause."""
    if verb.kind != "fin":
        return False
    before = next((w for w in reversed(bench.open[:-1]) if w.upos not in {"PUNCT", "CCONJ"}), None)
    is_saying = load_words().has("saying", verb.lemma)
    if mark.text in QUOTES and not is_saying:
        return False
    if before is None or (before.kind == "fin" and not is_saying):
        return False
    bench.hang(mark, verb, "cc" if mark.upos == "CCONJ" else "punct")
    return True


def _take_clause(bench: Bench, clause: Word, verb: Word) -> bool:
    if clause.kind == "fin":
        return _take_said(bench, clause, verb)
    if clause.kind == "conv" or "Post" in clause.marks or clause.case in {"Loc", "Abl", "Ins"}:
        bench.hang(clause, verb, "advcl")
        return True
    if clause.case == "Gen":
        return False
    if clause.case == "Nom" and clause.kind == "vnoun" and verb.kind != "fin":
        return False
    bench.hang(clause, verb, "ccomp")
    return True


def _take_said(bench: Bench, said: Word, verb: Word) -> bool:
    """What somebody says, before the verb of saying: in quotes, or right before it."""
    if verb.kind != "fin" or not load_words().has("saying", verb.lemma):
        return False
    between = bench.words[said.index + 1 : verb.index]
    is_near = all(w.upos == "PUNCT" or w.low == "diye" for w in between)
    is_quoted = any(w.text in QUOTES or w.low == "diye" for w in between)
    if not (is_near or is_quoted):
        return False
    bench.hang(said, verb, "ccomp")
    if bench.root is said:
        bench.root = None
    return True


def _relation(bench: Bench, noun: Word, verb: Word) -> str | None:
    """The relation of a noun to the verb; None where it belongs to another verb."""
    if noun.marks & BY:
        return "obl:agent"
    if "Post" in noun.marks or noun.case in {"Dat", "Loc", "Abl", "Ins", "Equ"}:
        return "obl"
    if noun.case == "Acc":
        return "obj" if verb.kind == "fin" or not _has_accusative(bench, verb) else None
    if noun.case == "Gen":
        is_subject = verb.is_possessed and not bench.has(verb, "nsubj", "nsubj:pass")
        return _subject(verb) if is_subject else ("dep" if verb.kind == "fin" else None)
    if load_words().has("times", noun.lemma) and noun.upos != "PROPN":
        return "obl:tmod"
    return _bare(bench, noun, verb)


def _has_accusative(bench: Bench, verb: Word) -> bool:
    return any(w.head == verb.index and w.deprel == "obj" and w.case == "Acc" for w in bench.words)


def _subject(verb: Word) -> str:
    return "nsubj:pass" if "Pass" in verb.marks else "nsubj"


def _bare(bench: Bench, noun: Word, verb: Word) -> str | None:
    """A noun without ending: the subject, or right before the verb its object."""
    words = load_words()
    is_next = noun.index == verb.index - 1
    is_active = "Pass" not in verb.marks
    if is_next and is_active and words.has("light", verb.lemma) and not bench.has(verb, "obj"):
        return "xcomp" if verb.lemma in BECOMING else "obj"
    if is_next and not is_active and words.has("behind_objects", noun.low):
        return "xcomp"  # "60 esir serbest bırakıldı"
    if verb.kind == "fin":
        return _of_finite(bench, noun, verb)
    if (
        verb.kind == "conv"
        and verb.marks & OWN_SUBJECT
        and not bench.has(verb, "nsubj", "nsubj:pass")
    ):
        return _subject(verb)
    is_plain = noun.upos == "NOUN" and "A3pl" not in noun.marks and not bench.has(noun, "nummod")
    if is_next and is_plain and verb.kind in {"part", "vnoun"}:
        return "obj" if is_active and not words.has("intransitive", verb.lemma) else _subject(verb)
    return None


def _of_finite(bench: Bench, noun: Word, verb: Word) -> str:
    first = next((w for w in bench.words if w.head == verb.index and w.deprel == "nsubj"), None)
    if not bench.has(verb, "nsubj", "nsubj:pass"):
        return _subject(verb)
    is_object = first is not None and first.index < verb.index and first.case == "Nom"
    if is_object and first is not None and not bench.has(verb, "obj") and _takes_object(verb):
        first.deprel = "obj"  # "polis 5 kişi yakaladı": the one nearer to the verb
        return "nsubj"
    return "dep"


def _takes_object(verb: Word) -> bool:
    return "Pass" not in verb.marks and not load_words().has("intransitive", verb.lemma)
