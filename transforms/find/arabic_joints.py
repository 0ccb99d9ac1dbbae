"""Words that small Arabic parsers hang on the nearest noun though they belong farther up.

A companion of the victim ("موظف في وزارة وسائقه"), the numbers before a noun or behind a masdar
("مصرع أحد عشر من عناصره"), what a masdar governs ("القضاء على سبعة مسلحين") and an adjective
before a word of time ("قصف مدفعي إسرائيلي عصر الاثنين"). Which words name companions is data:
role `companions` of codebooks/cues/ar.yaml.
"""

from __future__ import annotations

from transforms.find.arabic_nodes import Nodes
from transforms.find.arabic_phrases import is_event
from transforms.find.arabic_words import is_definite
from transforms.letters import fold
from transforms.records import Token

PARTICIPANTS = {"nsubj", "nsubj:pass", "obj"}
OF, IN = "من", "في"
REMOTE = ["عن", "بعد"]
PLURAL, JOINTS, VERBAL = "وا", {"و", "ف"}, {"VERB", "AUX"}
QUOTES = {'"', "«", "“"}


def tell_companion(tree: Nodes, index: int) -> None:
    """Somebody's driver or wife, behind an "and", is joined to that somebody."""
    token = tree.tokens[index]
    has_owner = any(t.head == index and t.upos == "PRON" for t in tree.tokens[index + 1 :])
    is_companion = fold(token.text) in tree.lexicon.roles["companions"] and has_owner
    if token.deprel != "conj" or token.head < 0 or not is_companion:
        return
    owner = _participant_before(tree, token.head)
    if owner is not None and owner != token.head:
        tree.change(index, head=owner)


def _participant_before(tree: Nodes, at: int) -> int | None:
    """Whom the place or body at an index describes: the participant before it."""
    while tree.tokens[at].deprel == "nmod" and tree.tokens[at].head >= 0:
        is_placed = _has_case(tree, at)
        at = tree.tokens[at].head
        if is_placed:
            return at
    verb = tree.tokens[at].head
    if tree.tokens[at].deprel != "obl" or verb < 0:
        return None
    before = [t.index for t in tree.tokens[:at] if t.head == verb and t.deprel in PARTICIPANTS]
    return before[-1] if before else None


def _has_case(tree: Nodes, at: int) -> bool:
    return any(t.head == at and t.deprel == "case" for t in tree.tokens)


def tell_part(tree: Nodes, index: int) -> None:
    """A number between a masdar of harm and "of" counts those harmed ("مقتل تسعة من عناصر")."""
    end = index
    while end < len(tree.tokens) and _is_number(tree, end):
        end += 1
    is_first = end > index and index > 0 and not _is_number(tree, index - 1)
    if not is_first or tree.text(end if end < len(tree.tokens) else -1) != OF:
        return
    masdar, last = tree.tokens[index - 1], end - 1
    if masdar.upos != "NOUN" or not is_event(masdar.text, tree.lexicon):
        return
    tree.change(last, head=masdar.index, deprel="nmod", upos="NUM")
    for at in range(index, last):
        tree.change(at, head=last, deprel="nummod", upos="NUM")


def _is_no_verb(token: Token) -> bool:
    return token.upos == "VERB" and not token.text.endswith(PLURAL) and "ُ" not in token.text


def _is_number(tree: Nodes, at: int) -> bool:
    return fold(tree.tokens[at].text) in tree.lexicon.numbers and at not in tree.of_time


def tell_source(tree: Nodes, index: int) -> None:
    """Who is quoted belongs to the whole sentence ("قرب أربيل، بحسب نائب كردي")."""
    if fold(tree.tokens[index].text) not in tree.lexicon.roles["sourcing"] or index == 0:
        return
    root = next((t.index for t in tree.tokens if t.head < 0), None)
    at = index
    while tree.tokens[at].deprel in {"case", "fixed", "mark"} and tree.tokens[at].head >= 0:
        at = tree.tokens[at].head
    if root is not None and at != root and tree.tokens[at].upos != "VERB":
        tree.change(at, head=root, deprel="obl")


def tell_adjective(tree: Nodes, index: int) -> None:
    """An adjective hung on the word of time behind it belongs to the noun before it."""
    token: Token = tree.tokens[index]
    is_lost = token.upos == "ADJ" and token.head in tree.of_time and token.head > index
    if not is_lost or index in tree.of_time or index == 0:
        return
    before = tree.tokens[index - 1]
    noun = before.head if before.upos == "ADJ" and before.deprel == "amod" else before.index
    if noun >= 0 and tree.is_noun(noun):
        tree.change(index, head=noun, deprel="amod")


def tell_governed(tree: Nodes, index: int) -> None:
    """The noun behind a masdar with its preposition is the masdar's own ("القضاء على سبعة")."""
    token, case = tree.tokens[index], index + 1
    if case >= len(tree.tokens) or tree.tokens[case].upos != "ADP" or token.upos == "VERB":
        return
    pair = (fold(token.text), fold(tree.tokens[case].text))
    entries = tree.lexicon.triggers.get(pair[0], ())
    is_masdar = any(tuple(parts) == pair and entry.pos == "NOUN" for parts, entry in entries)
    noun = tree.tokens[case].head
    if is_masdar and noun > case and not tree.is_above(index, noun):
        tree.change(index, upos="NOUN")
        tree.change(noun, head=index, deprel="nmod")


def tell_counted(tree: Nodes, index: int) -> None:
    """What numbers count stands behind them, also behind a mark of quotation."""
    end = index
    while end < len(tree.tokens) and _is_number(tree, end):
        end += 1
    is_first = end > index and (index == 0 or not _is_number(tree, index - 1))
    if is_first and end < len(tree.tokens) and _is_no_verb(tree.tokens[end]):
        tree.change(end, upos="NOUN")  # what a number stands before ("ثلاثة تجار")
    quote = end < len(tree.tokens) and tree.tokens[end].text in QUOTES
    noun = end + 1 if quote else end
    is_run = end - index > 1 or (quote and end > index)
    if not is_run or not is_first or noun >= len(tree.tokens) or noun in tree.of_time:
        return
    number, counted = tree.tokens[index], tree.tokens[noun]
    inside = {*range(index, end)}
    above = next((tree.tokens[at].head for at in inside if tree.tokens[at].head not in inside), -1)
    is_near = counted.head in inside or counted.head == above
    if counted.upos not in {"NOUN", "ADJ", "PROPN"} or is_definite(counted) or not is_near:
        return
    tree.change(noun, head=above, deprel=number.deprel, upos="NOUN")
    for at in inside:
        tree.change(at, head=noun, deprel="nummod", upos="NUM")


def tell_chain(tree: Nodes, index: int) -> None:
    """A verb in the plural goes on from the last one in the plural ("أطلقوا النار ... فأردوا")."""
    verb = tree.tokens[index]
    if verb.upos != "VERB" or not verb.text.endswith(PLURAL) or tree.text(index - 1) not in JOINTS:
        return
    above = tree.tokens[verb.head] if verb.head >= 0 else verb
    before = [t.index for t in tree.tokens[:index] if t.upos == "VERB" and t.text.endswith(PLURAL)]
    if before and above.upos in VERBAL and not above.text.endswith(PLURAL):
        tree.change(index, head=before[-1], deprel="conj")


def tell_remote(tree: Nodes, index: int) -> None:
    """What "from afar" stands before is hit all the same ("استهدف تفجير عن بعد حافلة")."""
    if [t.text for t in tree.tokens[index : index + 2]] != REMOTE:
        return
    noun = index + 2
    verb = tree.tokens[noun].head if noun < len(tree.tokens) else -1
    if verb < 0 or tree.tokens[verb].upos != "VERB" or tree.tokens[noun].deprel != "obl":
        return
    tree.change(noun, deprel="obj")
    for at in (index, index + 1):
        tree.change(at, head=verb, deprel="advmod", upos="ADV")


def tell_oblique(tree: Nodes, index: int) -> None:
    """A noun with a preposition of its own is joined to nothing ("... قبل الغارات الأخيرة")."""
    token = tree.tokens[index]
    if token.deprel != "conj" or index < 2 or tree.tokens[index - 1].head != index:
        return
    is_placed = tree.tokens[index - 1].deprel == "case" and len(tree.text(index - 1)) > 1
    if not is_placed or tree.text(index - 2) in {*JOINTS, "أو", "،"}:
        return
    at = token.head
    while at >= 0 and tree.tokens[at].upos not in VERBAL and tree.tokens[at].head >= 0:
        at = tree.tokens[at].head
    tree.change(index, head=at, deprel="obl")


def tell_member(tree: Nodes, index: int) -> None:
    """What a leader or member is one of stands behind his word for "in" ("قيادي في «س»")."""
    if fold(tree.tokens[index].text) not in tree.lexicon.roles["members"]:
        return
    behind = tree.tokens[index + 1 : index + 4]
    if not behind or behind[0].text != IN:
        return
    group = next((t for t in behind[1:] if t.text not in QUOTES), None)
    if group is not None and group.upos in {"NOUN", "PROPN", "ADJ", "X"} and group.head != index:
        tree.change(group.index, head=index, deprel="nmod")
        tree.change(behind[0].index, head=group.index, deprel="case", upos="ADP")


JOINTS_MENDED = (
    tell_member,
    tell_oblique,
    tell_chain,
    tell_remote,
    tell_part,
    tell_counted,
    tell_governed,
    tell_adjective,
    tell_companion,
    tell_source,
)
"""What is mended at each token, in this order."""
