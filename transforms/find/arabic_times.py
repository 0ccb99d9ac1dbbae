"""Words of time that Arabic parsers take for verbs, and what stands behind them.

"استهدفت مسيّرة ظهر أمس سيارة": "ظهر" is noon here, not "appeared"; and what stands bare behind a
time belongs to no noun before it, so it is what the verb strikes.
"""

from __future__ import annotations

from transforms.find.arabic_nodes import NOUNS, Nodes
from transforms.find.arabic_words import TANWIN
from transforms.letters import fold

SUBJECTS = {"nsubj", "nsubj:pass"}
NAMED = NOUNS | {"ADJ"}
BREAKS = {"PUNCT", "VERB", "AUX", "CCONJ", "SCONJ", "PART"}
REACH = 9
VIOLENCE = "violence"
FORCES, PEOPLE = "forces", {"forces", "civilians", "taken_people", "armed"}


def tell_noon(tree: Nodes, index: int) -> None:
    """A word inside a time is no verb ("ظهر أمس"); what hung on it belongs to the verb before."""
    if index not in tree.of_time or tree.tokens[index].upos != "VERB":
        return
    verb = next((t.index for t in reversed(tree.tokens[:index]) if t.upos == "VERB"), None)
    if verb is None:
        return
    tree.change(index, upos="NOUN", head=verb, deprel="obl:tmod", feats="")
    for kid in tree.tokens[index + 1 :]:
        if kid.head != index or kid.index in tree.of_time:
            continue
        is_bare = kid.upos in NAMED and not _has_case(tree, kid.index)
        is_object = is_bare and tree.own(verb, {"obj"}) is None
        tree.change(kid.index, head=verb, deprel="obj" if is_object else "obl")


def give_behind_time(tree: Nodes, index: int) -> None:
    """A bare noun behind a verb of violence, its subject and a time is who or what is struck."""
    subject = tree.own(index, SUBJECTS)
    is_near = subject is not None and index < subject <= index + 2
    if not is_near or tree.own(index, {"obj"}) is not None or not _is_violent(tree, index):
        return
    at = _behind_time(tree, index + 1)
    if at is None or tree.tokens[at].upos not in NAMED or _has_case(tree, at):
        return
    if tree.tokens[at].upos == "NUM" and tree.tokens[at].head == at + 1:
        at += 1
    tree.change(at, head=index, deprel="obj", upos="NOUN")


def give_person(tree: Nodes, index: int) -> None:
    """A person in the accusative behind the subject's own clause is the one who was struck.

    "اغتال مسلحان يستقلان دراجة ضابطا": two men on a motorcycle killed an officer.
    """
    subject, struck = tree.own(index, SUBJECTS), tree.own(index, {"obj"})
    is_free = struck is None or tree.tokens[struck].upos == "VERB"
    if subject is None or subject < index or not is_free or not _is_violent(tree, index):
        return
    for token in tree.tokens[subject + 1 : subject + 1 + REACH]:
        if token.upos in {"PUNCT", "CCONJ"}:
            return
        is_person = PEOPLE & tree.lexicon.cues.names(token.text)
        is_bare = token.text.endswith(TANWIN) and token.upos in NAMED and token.head != index
        if is_person and is_bare and not _has_case(tree, token.index):
            if struck is not None:
                tree.change(struck, deprel="acl:relcl", head=subject)
            tree.change(token.index, head=index, deprel="obj", upos="NOUN")
            _gather(tree, token.index)
            return


def _gather(tree: Nodes, noun: int) -> None:
    """What stands behind a noun is its own, and so is the number right before it."""
    for kid in tree.tokens[noun + 1 :]:
        if kid.head == noun and kid.deprel == "obl":
            tree.change(kid.index, deprel="nmod")
    if tree.tokens[noun - 1].upos == "NUM":
        tree.change(noun - 1, head=noun, deprel="nummod")


def give_owner(tree: Nodes, index: int) -> None:
    """The first of two "to" behind a verb and its subject says whose the subject is.

    "تصدت دفاعات للجيش لمسيرات": defences of the army met drones.
    """
    subject = tree.own(index, SUBJECTS)
    to = tree.lexicon.roles["of_doer"]
    found = [t for t in tree.tokens[index + 1 :] if t.text in to and t.deprel == "case"]
    if subject is None or subject != index + 1 or len(found) < 2:
        return
    owner = found[0].head
    is_next = all(t.upos == "ADJ" for t in tree.tokens[subject + 1 : found[0].index])
    if (
        is_next
        and tree.tokens[owner].head == index
        and FORCES in tree.lexicon.cues.names(tree.text(owner))
    ):
        tree.change(owner, head=subject, deprel="nmod")


def _behind_time(tree: Nodes, start: int) -> int | None:
    """The first word behind the first time within reach, in the same phrase."""
    was_time = False
    for token in tree.tokens[start : start + REACH]:
        is_time = token.index in tree.of_time
        if was_time and not is_time and fold(token.text) not in tree.lexicon.roles["the_same"]:
            return token.index
        if token.upos in BREAKS and not is_time:
            return None
        was_time |= is_time
    return None


def _has_case(tree: Nodes, at: int) -> bool:
    before = tree.tokens[at - 1] if at else None
    is_behind = before is not None and before.upos == "ADP"
    return is_behind or any(t.head == at and t.deprel == "case" for t in tree.tokens)


def _is_violent(tree: Nodes, index: int) -> bool:
    token = tree.tokens[index]
    forms = {fold(token.text), fold(token.lemma)}
    entries = [e for form in forms for _, e in tree.lexicon.triggers.get(form, ())]
    return any(e.pos == "VERB" and e.trigger_class.family == VIOLENCE for e in entries)


OBJECTS_MENDED = (give_behind_time, give_person, give_owner)
