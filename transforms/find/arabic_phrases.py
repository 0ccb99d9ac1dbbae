"""Phrases of Arabic that small parsers misread: "at the hands of", "no fewer than", masdars.

Each function mends one token of a sentence in place. Which words are meant is data: role
`by_phrases` of codebooks/cues/ar.yaml, `approximate` of codebooks/numbers/ar.yaml and the verbs
of reporting.
"""

from __future__ import annotations

from transforms.find.arabic_nodes import NOUNS, Nodes
from transforms.find.arabic_words import is_closed, is_definite
from transforms.letters import fold
from transforms.lexicon import Lexicon

LONGEST = 4
"""Words of the longest phrase that makes a number vague ("ما لا يقل عن")."""
NAMED = NOUNS | {"ADJ"}
BESIDE = {"nsubj", "nsubj:pass", "obj", "dep", "appos"}
MIM = "م"
"""Letter that opens a masdar which has the form of no verb ("مقتل", "مصرع")."""
CLAUSAL = {"ccomp", "xcomp", "advcl", "parataxis"}
LATER = {"obl", "obl:tmod", "nmod", "advmod"}
MASDAR_REACH = 8
"""Words behind a verb of reporting in which its masdar is looked for."""


def tell_agent(tree: Nodes, index: int) -> None:
    """The noun behind "at the hands of", "by", in one or two words, is who did it."""
    words = [fold(t.text) for t in tree.tokens[index : index + 2]]
    known = tree.lexicon.roles["by_phrases"]
    length = next((n for n in (2, 1) if " ".join(words[:n]) in known), 0)
    if not length or index + length >= len(tree.tokens):
        return
    by = tree.tokens[index + length]
    inside = {*range(index, index + length)}
    heads = (tree.tokens[i].head for i in (*inside, by.index))
    above = next((head for head in heads if head not in {*inside, by.index}), -1)
    if by.upos not in NAMED or above < 0:
        return
    upos = "NOUN" if by.upos == "ADJ" else by.upos
    tree.change(by.index, head=above, deprel="obl:agent", upos=upos)
    for kid in tree.tokens[by.index + 1 :]:
        if kid.head in inside:
            tree.change(kid.index, head=by.index)
    for at in inside:
        tree.change(at, head=by.index, deprel="case", upos="ADP")
    if tree.is_noun(by.index + 1) and not is_closed(by) and by.index + 1 not in tree.of_time:
        tree.change(by.index + 1, head=by.index, deprel="nmod")


def tell_count(tree: Nodes, index: int) -> None:
    """A number counts the noun behind it; "no fewer than" before it counts for nothing."""
    token = tree.tokens[index]
    is_number = token.upos == "NUM" or fold(token.text) in tree.lexicon.numbers
    if not is_number or index in tree.of_time:
        return
    if token.upos == "DET" and token.head >= 0 and tree.tokens[token.head].upos == "VERB":
        tree.change(index, upos="NUM", deprel="obj")
    start = _start_of_vagueness(tree, index)
    if start < index:
        _drop_vagueness(tree, start, index)
        tree.change(index, upos="NUM")
    token = tree.tokens[index]
    if token.upos == "NUM" and index + 1 < len(tree.tokens) and _counts(tree, index):
        tree.change(index + 1, head=token.head, deprel=token.deprel, upos="NOUN")
        tree.change(index, head=index + 1, deprel="nummod")


def _start_of_vagueness(tree: Nodes, index: int) -> int:
    """Where a phrase of several words that makes the number vague begins; `index` without one."""
    for start in range(max(0, index - LONGEST), index - 1):
        words = " ".join(fold(t.text) for t in tree.tokens[start:index])
        if words in tree.lexicon.modality["approximate"]:
            return start
    return index


def _drop_vagueness(tree: Nodes, start: int, index: int) -> None:
    """Hangs the words of the phrase on the number, and what hung on them on what is above."""
    inside = range(start, index)
    verb = next((at for at in inside if tree.tokens[at].upos == "VERB"), start)
    above, deprel = tree.tokens[verb].head, tree.tokens[verb].deprel
    if above in {*inside, index}:
        above, deprel = tree.tokens[start].head, tree.tokens[start].deprel
    if above < 0 or above in {*inside, index}:
        return
    top = index
    while tree.tokens[top].head not in {-1, above, *inside}:
        top = tree.tokens[top].head
    is_bare = tree.tokens[above].upos == "VERB" and tree.own(above, {"nsubj"}, before=False) is None
    for kid in tree.tokens:
        if kid.head in inside and kid.index not in inside and kid.index != top:
            tree.change(kid.index, head=above)
    if tree.tokens[top].head in inside:
        tree.change(top, head=above, deprel="nsubj" if is_bare else deprel)
    for at in inside:
        tree.change(at, head=index, deprel="advmod", upos="PART")


def _counts(tree: Nodes, index: int) -> bool:
    """Whether a number has the noun behind it hung on itself."""
    noun = tree.tokens[index + 1]
    number = tree.tokens[index]
    is_named = noun.upos in {"NOUN", "ADJ"} or (
        noun.upos == "PROPN" and tree.is_accusative(index + 1)
    )
    is_bare = is_named and not is_definite(noun)
    is_beside = noun.head == number.head and noun.deprel in BESIDE  # "تعرضت ثلاث فتيات"
    is_own = noun.head == index or (is_beside and number.deprel in BESIDE)
    return is_bare and is_own and index + 1 not in tree.of_time


def tell_case(tree: Nodes, index: int) -> None:
    """A word of place or time before a noun is its preposition ("قرب نابلس")."""
    token, at = tree.tokens[index], index + 1
    if token.upos == "ADP" or fold(token.text) not in tree.lexicon.roles["prepositions"]:
        return
    if not tree.is_noun(at) or token.head < 0 or at in tree.of_time:
        return
    noun = tree.tokens[at]
    if noun.head == index or token.deprel in {"obj", "nsubj"}:
        deprel = "nmod" if tree.tokens[token.head].upos in NOUNS else "obl"
        tree.change(at, head=token.head, deprel=deprel)
    tree.change(index, head=at, deprel="case", upos="ADP")


def tell_noun(tree: Nodes, index: int) -> None:
    """A word that the pack lists as an event is no proper noun.

    A word for a person right behind an event is no adjective ("مقتل قيادي"), unless his death
    led to what is told ("عقب وفاة شاب"). Plurals may have a lemma of their own in the pack.
    """
    token = tree.tokens[index]
    if token.upos == "NOUN" and (lemma := tree.lexicon.irregular.get(fold(token.text))):
        tree.change(index, lemma=lemma)
    if token.upos == "PROPN" and is_event(token.text, tree.lexicon):
        tree.change(index, upos="NOUN")
    if token.upos == "VERB" and is_event(token.text, tree.lexicon):
        _tell_masdar(tree, index)
    people = tree.lexicon.roles["persons"] | tree.lexicon.roles["members"]
    is_hung = token.upos == "ADJ" and token.deprel == "amod" and token.head == index - 1
    is_before = fold(tree.text(index - 2)) in tree.lexicon.roles["following"]
    is_person = is_hung and not is_before and fold(token.text) in people
    if is_person and is_event(tree.text(index - 1), tree.lexicon):
        tree.change(index, upos="NOUN", deprel="nmod")


def _tell_masdar(tree: Nodes, index: int) -> None:
    """An event that is no verb of the pack is a noun, and who was its subject suffered it."""
    token = tree.tokens[index]
    entries = tree.lexicon.triggers.get(fold(token.text), ())
    if token.head < 0 or not token.text.startswith(MIM) or any(e.pos == "VERB" for _, e in entries):
        return
    deprel = "obj" if token.deprel in CLAUSAL else token.deprel
    tree.change(index, upos="NOUN", feats="", deprel=deprel)
    for kid in tree.tokens[index + 1 :]:
        if kid.head == index and kid.deprel in BESIDE | {"obl"}:
            tree.change(kid.index, deprel="nmod")


def give_masdar(tree: Nodes, index: int) -> None:
    """Place and time behind the masdar of a verb of reporting are the masdar's own.

    "The ministry announced the death of a boy at the entrance of Jenin": he died there.
    """
    verb = tree.tokens[index]
    if not {fold(verb.lemma), fold(verb.text)} & tree.lexicon.modality["reporting"]:
        return
    near = tree.tokens[index + 1 : index + 1 + MASDAR_REACH]
    masdar = next((t for t in near if t.head == index and is_event(t.text, tree.lexicon)), None)
    if masdar is None or masdar.deprel.startswith("nsubj"):
        return
    for kid in tree.tokens[masdar.index + 1 :]:
        if kid.head == index and kid.deprel in LATER:
            tree.change(kid.index, head=masdar.index)


def is_event(text: str, lexicon: Lexicon) -> bool:
    """True for a word that is a noun trigger by itself."""
    found = lexicon.triggers.get(fold(text), ())
    return any(len(parts) == 1 and entry.pos == "NOUN" for parts, entry in found)


PHRASES_MENDED = (tell_noun, tell_case, tell_agent, tell_count)
