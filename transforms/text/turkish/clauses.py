"""What a Turkish verb takes from the phrases before it, by their cases.

A finite verb takes all of its clause. A participle, a verbal noun and a converb take what stands
right before them and leave a bare subject to the verb of the clause, with which they share it.
"""

from __future__ import annotations

from transforms.text.turkish.bare import bare_relation, subject
from transforms.text.turkish.bench import QUOTES, Bench
from transforms.text.turkish.lists import is_first_of_pair
from transforms.text.turkish.speech import is_saying, take_said
from transforms.text.turkish.word import Word
from transforms.text.turkish.words import load_words


def take_arguments(bench: Bench, verb: Word) -> None:
    """Hang on the verb the phrases of its clause; leave it open unless it joins another."""
    is_short = "WithoutHavingDoneSo" in verb.marks  # "kente direnişle karşılaşmadan girdi"
    while _take_one(bench, verb) and not (is_short and bench.has(verb, "obl")):
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
        bench.hang(top, _taker(bench, verb, relation), relation)
        return True
    bench.hang(top, verb, "advmod")
    return True


def _taker(bench: Bench, verb: Word, relation: str) -> Word:
    """Where and when something was that "is reported": of what is said, not of the saying."""
    is_told = verb.kind == "fin" and "Pass" in verb.marks and relation in {"obl", "obl:tmod"}
    if not is_told or not is_saying(bench, verb):
        return verb
    said = [w for w in bench.words if w.head == verb.index and w.deprel == "ccomp"]
    return said[0] if said else verb


def _pass(bench: Bench, mark: Word, verb: Word) -> bool:
    """A finite verb reaches over commas and "ve" to what no verb has taken; quotes end a clause."""
    before = next((w for w in reversed(bench.open[:-1]) if w.upos not in {"PUNCT", "CCONJ"}), None)
    if verb.kind != "fin":
        is_own = mark.text == "," and before is not None and _is_own_part(bench, before, verb)
        if is_own:
            bench.hang(mark, verb, "punct")
        return is_own
    says = is_saying(bench, verb)
    if mark.text in QUOTES and not says:
        return False
    if before is None or (before.kind == "fin" and not says):
        return False
    bench.hang(mark, verb, "cc" if mark.upos == "CCONJ" else "punct")
    return True


def _is_own_part(bench: Bench, before: Word, verb: Word) -> bool:
    """True for a part of a clause over its comma: its subject in the genitive, or what is said."""
    is_owner = before.is_nominal and before.case == "Gen" and "Post" not in before.marks
    if is_owner and verb.is_possessed and not bench.has(verb, "nsubj", "nsubj:pass"):
        return True
    return _is_of_said(bench, before, verb)


def _is_of_said(bench: Bench, before: Word, verb: Word) -> bool:
    """True for a part of what is said, over its comma ("üssü, çatışmanın ardından aldığını").

    The bare subject is left to the verb of saying, which shares it.
    """
    after = bench.words[verb.index + 1 : verb.index + 2]
    is_said = verb.kind in {"vnoun", "part"} and verb.is_possessed and verb.case in {"Acc", "Nom"}
    if not is_said or not after or not load_words().has("saying", after[0].lemma):
        return False
    if before.upos == "VERB":
        return before.kind == "conv" or "Post" in before.marks
    is_phrase = before.case != "Nom" or "Post" in before.marks
    return before.is_nominal and is_phrase and _relation(bench, before, verb) is not None


def _take_clause(bench: Bench, clause: Word, verb: Word) -> bool:
    if clause.kind == "fin":
        return take_said(bench, clause, verb)
    if clause.kind == "vnoun" and clause.is_possessed:
        return _take_deed(bench, clause, verb)
    if clause.kind == "conv" or "Post" in clause.marks or clause.case in {"Loc", "Abl", "Ins"}:
        bench.hang(clause, verb, "advcl")
        _hand_on(bench, clause, verb)
        return True
    if clause.case == "Gen":
        is_subject = clause.kind == "part" and verb.is_possessed
        is_subject &= not bench.has(verb, "nsubj", "nsubj:pass")
        if is_subject:  # "yerinden edilenlerin sığındığı okul"
            bench.hang(clause, verb, subject(verb))
        return is_subject
    if clause.case == "Nom" and clause.kind == "vnoun" and verb.kind != "fin":
        return False
    bench.hang(clause, verb, "ccomp")
    return True


def _hand_on(bench: Bench, manner: Word, verb: Word) -> None:
    """The object of a manner right before a verb is its own ("esiri döverek öldürdü")."""
    is_manner = "ByDoingSo" in manner.marks and manner.index == verb.index - 1
    is_active = "Pass" not in verb.marks and not load_words().has("intransitive", verb.lemma)
    if not (is_manner and is_active and verb.kind == "fin") or bench.has(verb, "obj"):
        return
    for word in bench.words:
        if word.head == manner.index and word.deprel == "obj" and word.case == "Acc":
            word.head = verb.index


def _take_deed(bench: Bench, deed: Word, verb: Word) -> bool:
    """A deed told as a noun: one that is suffered is a noun ("köyün bombalanması")."""
    if "Pass" in deed.marks:
        as_noun(bench, deed)
        relation = _relation(bench, deed, verb)
    elif "Post" in deed.marks or deed.case in {"Loc", "Abl", "Ins"}:
        relation = "advcl"
    else:
        relation = {"Acc": "obj", "Gen": None}.get(deed.case, "ccomp")
    if relation is None:
        return False
    bench.hang(deed, verb, relation)
    return True


def as_noun(bench: Bench, deed: Word) -> None:
    """Make a verbal noun a noun, its subject the owner ("gazetecinin öldürülmesi")."""
    deed.upos, deed.kind, deed.lemma = "NOUN", "", deed.lemma.removesuffix("k")
    for word in bench.words:
        if word.head != deed.index:
            continue
        if word.deprel in {"nsubj", "nsubj:pass"}:
            word.deprel = "nmod:poss"
        if word.deprel == "mark":
            word.deprel = "case"


def _relation(bench: Bench, noun: Word, verb: Word) -> str | None:
    """The relation of a noun to the verb; None where it belongs to another verb."""
    if verb.kind == "part" and is_first_of_pair(bench, noun):
        return None
    is_by = any(load_words().has("by", m.removeprefix("Post=")) for m in noun.marks)
    if is_by or (noun.case == "Equ" and "Pass" in verb.marks):
        return "obl:agent"
    if "Post" in noun.marks or noun.case in {"Dat", "Loc", "Abl", "Ins", "Equ"}:
        return "obl"
    if noun.case == "Acc" and _is_objectless(verb):
        return None
    if noun.case == "Acc":
        return "obj" if verb.kind == "fin" or not _has_accusative(bench, verb) else None
    if noun.case == "Gen":
        is_subject = verb.is_possessed and not bench.has(verb, "nsubj", "nsubj:pass")
        return subject(verb) if is_subject else ("dep" if verb.kind == "fin" else None)
    if load_words().has("times", noun.lemma):
        return None if _is_of_main(bench, noun, verb) else "obl:tmod"
    return bare_relation(bench, noun, verb)


def _is_objectless(verb: Word) -> bool:
    """True for a clause of a verb without object ("bombayı patlamadan imha etti")."""
    words = load_words()
    has_none = words.has("intransitive", verb.lemma) and not words.has("reaching", verb.lemma)
    return verb.kind != "fin" and has_none


def _is_of_main(bench: Bench, time: Word, verb: Word) -> bool:
    """True for a time between the subject and what is said: "yetkililer pazartesi günü ..."."""
    is_said = verb.kind in {"part", "vnoun"} and verb.case == "Acc" or "FutPart" in verb.marks
    at = bench.open.index(time)
    before = bench.open[at - 1] if at else None
    return is_said and before is not None and before.is_nominal and before.case == "Nom"


def _has_accusative(bench: Bench, verb: Word) -> bool:
    return any(w.head == verb.index and w.deprel == "obj" and w.case == "Acc" for w in bench.words)
