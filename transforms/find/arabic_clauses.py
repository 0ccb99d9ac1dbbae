"""Subjects of Arabic clauses that small parsers miss, by the word before or behind the verb.

"إن الشرطة الكينية قتلت": what follows the particle is the subject. "نهب ملثمون متجرا": a plural in
the nominative is one too. "اشتباك قتل فيه ثلاثة": who was killed stands behind the place.
"""

from __future__ import annotations

from transforms.find.arabic_nodes import NOUNS, Nodes
from transforms.letters import fold

SUBJECTS = {"nsubj", "nsubj:pass"}
PARTICLES = {"إن", "أن", "بأن", "لأن", "لكن"}
NOMINATIVE = ("ون", "ؤون")
FREE = {"nmod", "obj", "dep", "appos", "obl", "advcl", "amod"}
WHERE = {"في", "ب", "من"}
IT = {"ه", "ها", "هما", "هم"}
PAST = "Mood=Ind|Tense=Past|VerbForm=Fin|Voice=Pass"
REACH = 6
FAR = 12


def give_topic(tree: Nodes, index: int) -> None:
    """The noun behind "that" is the subject of the verb behind it ("إن الشرطة قتلت")."""
    if tree.own(index, SUBJECTS) is not None:
        return
    start = max(0, index - REACH)
    marks = [at for at in range(start, index) if tree.tokens[at].text in PARTICLES]
    if not marks or marks[-1] + 1 >= index:
        return
    between = tree.tokens[marks[-1] + 1 : index]
    head = between[0]
    is_phrase = all(t.upos in NOUNS | {"ADJ", "PRON"} for t in between) and head.upos in NOUNS
    if is_phrase and head.index not in tree.of_time and not tree.is_above(index, head.index):
        tree.change(head.index, head=index, deprel="nsubj")


def give_nominative(tree: Nodes, index: int) -> None:
    """A plural in the nominative right behind a verb is its subject ("نهب ملثمون متجرا")."""
    at = index + 1
    if at >= len(tree.tokens) or tree.own(index, SUBJECTS) is not None:
        return
    noun = tree.tokens[at]
    is_subject = noun.text.endswith(NOMINATIVE) and noun.upos in NOUNS | {"ADJ"}
    if is_subject and noun.deprel in FREE and at not in tree.of_time:
        tree.change(at, head=index, deprel="nsubj", upos="NOUN")


def tell_in_it(tree: Nodes, index: int) -> None:
    """Those "in which" were killed stand behind the place ("اشتباك قتل فيه ثلاثة جنود")."""
    case, it, noun = index + 1, index + 2, index + 3
    if noun >= len(tree.tokens) or tree.tokens[case].text not in WHERE:
        return
    is_mute = fold(tree.tokens[index].text) in tree.lexicon.roles["objectless_passive"]
    if not is_mute or tree.tokens[it].text not in IT or tree.tokens[noun].upos not in NOUNS:
        return
    if tree.tokens[noun].upos == "NUM" and tree.tokens[noun].head > noun:
        noun = tree.tokens[noun].head  # "ثلاثة من الخاطفين", "ثلاثة جنود"
    if noun in tree.of_time or tree.is_above(index, noun):
        return
    deprel = "acl:relcl" if tree.tokens[index].deprel == "nmod" else tree.tokens[index].deprel
    tree.change(index, upos="VERB", feats=PAST, deprel=deprel)
    tree.change(noun, head=index, deprel="nsubj:pass")


def tell_lost(tree: Nodes, index: int) -> None:
    """Who "went a victim" of something stands behind it ("راح ضحية الهجوم تسعة نازحين")."""
    roles, behind = tree.lexicon.roles, tree.tokens[index + 1 : index + 1 + FAR]
    is_lost = fold(tree.tokens[index].text) in roles["went"] and bool(behind)
    if not is_lost or fold(behind[0].text) not in roles["victims"]:
        return
    if tree.tokens[index].upos != "VERB":
        tree.change(index, upos="VERB", feats=PAST.replace("Pass", "Act"), deprel="acl:relcl")
    tree.change(behind[0].index, head=index, deprel="obl")
    for token in behind[1:]:
        is_number = token.upos == "NUM" or fold(token.text) in tree.lexicon.numbers
        if token.index in tree.of_time or not (is_number or fold(token.text) in roles["persons"]):
            continue
        noun = token.index + 1 if is_number and tree.is_noun(token.index + 1) else token.index
        noun = token.index if tree.text(noun).startswith("ال") else noun
        tree.change(noun, head=index, deprel="nsubj", upos="NOUN")
        if noun != token.index:
            tree.change(token.index, head=noun, deprel="nummod", upos="NUM")
        return


def give_next(tree: Nodes, index: int) -> None:
    """A new clause has its own subject, right behind its verb ("عندما اقتحم مسلحون")."""
    token = tree.tokens[index + 1]
    if token.deprel == "nummod" and token.head == index + 2:
        token = tree.tokens[token.head]  # "تعرضت ثلاث فتيات"
    _turn_round(tree, index, token.index)
    is_free = token.deprel not in {"obl", "obl:tmod"} and token.index not in tree.of_time
    if is_free and tree.own(index, SUBJECTS) is None and not tree.is_above(index, token.index):
        tree.change(token.index, head=index, deprel="nsubj")


def _turn_round(tree: Nodes, index: int, noun: int) -> None:
    """A verb that hangs on its own subject governs the clause ("أودى لغم بحياة ثلاثة")."""
    verb, subject = tree.tokens[index], tree.tokens[noun]
    if verb.head != noun or subject.head >= 0 or verb.upos != "VERB":
        return
    tree.change(index, head=-1, deprel="root")
    for kid in tree.tokens[noun + 1 :]:
        if kid.head == noun and kid.deprel.startswith(("obl", "punct")):
            tree.change(kid.index, head=index)
