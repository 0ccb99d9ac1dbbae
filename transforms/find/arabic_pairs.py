"""Those joined by "and", words of time inside a phrase, and subjects far behind their verb.

"تسعة جنود وأربعة من المتطوعين" (nine soldiers and four of the volunteers) are victims together,
whatever the parser hangs the second number on. "قتلت غارة أمس امرأة": yesterday is no part of the
woman. "قتل في الهجوم 12 جنديا": who was killed stands behind the place. "فيما لقي تسعة مصرعهم": the
"while" is no subject. Which words name people is data: role `persons` of codebooks/cues/ar.yaml.
"""

from __future__ import annotations

from transforms.find.arabic_nodes import NOUNS, Nodes
from transforms.find.arabic_phrases import is_event
from transforms.letters import fold

SUBJECTS = {"nsubj", "nsubj:pass"}
LOOSE = {"parataxis", "dep", "obl", "appos", "advmod", "nmod"}
INSIDE = {"nummod", "amod", "nmod", "det", "nmod:tmod"}
REACH = 14
DUALS = ("ان", "ين")
PASSIVE = "Mood=Ind|Tense=Past|VerbForm=Fin|Voice=Pass"


def tell_while(tree: Nodes, index: int) -> None:
    """A "while" that the tokenizer cut in two ("في" "ما") opens a clause with its own subject."""
    token, before = tree.tokens[index], tree.tokens[index - 1] if index else None
    verb = tree.tokens[index + 1] if index + 1 < len(tree.tokens) else None
    marks = tree.lexicon.roles["while_marks"]
    if before is None or verb is None or verb.upos not in {"VERB", "AUX"}:
        return
    is_cut = before.end == token.start or before.span == token.span
    if not is_cut or f"{before.text}{token.text}" not in marks:
        return
    for at in (index - 1, index):
        tree.change(at, head=verb.index, deprel="mark", upos="SCONJ")
    if tree.is_noun(index + 2) and tree.own(verb.index, SUBJECTS) is None:
        tree.change(index + 2, head=verb.index, deprel="nsubj")


def tell_person(tree: Nodes, index: int) -> None:
    """A word for people behind "and" is no verb ("سيدتان وطفل")."""
    token = tree.tokens[index]
    is_person = fold(token.text) in tree.lexicon.roles["persons"]
    if index < 2 or not is_person or tree.tokens[index - 1].upos != "CCONJ":
        return
    owner = _joined_to(tree, index - 1)
    if owner is not None and (token.upos == "VERB" or token.head != owner):
        tree.change(index, upos="NOUN", head=owner, deprel="conj")
        for kid in tree.tokens[index + 1 :]:
            if kid.head == index and kid.deprel in {"obl", "nmod:tmod", "advmod"}:
                tree.change(kid.index, head=_verb_above(tree, owner), deprel="obl")


def tell_number(tree: Nodes, index: int) -> None:
    """A number behind "and" counts more of those counted before it."""
    token = tree.tokens[index]
    if index < 2 or tree.tokens[index - 1].upos != "CCONJ" or index in tree.of_time:
        return
    is_number = token.upos == "NUM" or fold(token.text) in tree.lexicon.numbers
    owner = _joined_to(tree, index - 1) if is_number else None
    if owner is None:
        return
    is_counting = token.deprel == "nummod" and token.head == index + 1
    noun = token.head if is_counting else index
    if noun != owner and tree.tokens[noun].head != owner:
        tree.change(noun, head=owner, deprel="conj")


def tell_of_number(tree: Nodes, index: int) -> None:
    """Those of whom a number counts some are no second subject ("ثلاثة من رجال الشرطة قتلوا")."""
    if not _is_number(tree, index) or index + 2 >= len(tree.tokens) or index in tree.of_time:
        return
    of, noun = tree.tokens[index + 1], tree.tokens[index + 2]
    is_of = fold(of.text) in tree.lexicon.roles["of"]
    if is_of and noun.upos == "PRON" and tree.tokens[index].head == noun.index:
        _head_over(tree, index, noun.index)
        return
    is_second = noun.deprel in SUBJECTS | {"obj"} and noun.upos in NOUNS
    if is_of and of.upos == "ADP" and is_second:
        tree.change(noun.index, head=index, deprel="nmod")


def _head_over(tree: Nodes, number: int, pronoun: int) -> None:
    """Three "of them" are three: the number takes the place that the pronoun had."""
    above, deprel = tree.tokens[pronoun].head, tree.tokens[pronoun].deprel
    if above < 0:
        return
    is_bare = tree.own(above, SUBJECTS) is None and tree.tokens[above].upos == "VERB"
    tree.change(number, head=above, deprel="nsubj" if is_bare else deprel, upos="NUM")
    tree.change(pronoun, head=number, deprel="nmod")
    for kid in tree.tokens:
        if kid.head == pronoun and kid.deprel == "conj":
            tree.change(kid.index, head=number)


def tell_counted_noun(tree: Nodes, index: int) -> None:
    """What a number counts is no adjective ("أودى بحياة 76 شخصا")."""
    token, at = tree.tokens[index], index + 1
    is_counting = token.deprel == "nummod" and token.head == at and index not in tree.of_time
    if is_counting and tree.tokens[at].upos == "ADJ" and tree.tokens[at].text.endswith("ا"):
        deprel = "nmod" if tree.tokens[at].deprel == "amod" else tree.tokens[at].deprel
        tree.change(at, upos="NOUN", deprel=deprel)


def give_counted(tree: Nodes, index: int) -> None:
    """Counted people behind a verb and its subject are its object ("قتل مسلحون ... 51 شخصا")."""
    subject = tree.own(index, SUBJECTS)
    is_mute = fold(tree.tokens[index].text) in tree.lexicon.roles["objectless_passive"]
    if not is_mute or subject is None or subject < index or tree.own(index, {"obj"}) is not None:
        return
    for kid in tree.tokens[subject + 1 :]:
        is_free = kid.head == index and kid.deprel in LOOSE and kid.upos in NOUNS
        kids = [t.deprel for t in tree.tokens if t.head == kid.index]
        if is_free and "nummod" in kids and "case" not in kids and kid.index not in tree.of_time:
            tree.change(kid.index, deprel="obj")
            tree.change(subject, deprel="nsubj")
            return


def tell_dual(tree: Nodes, index: int) -> None:
    """A dual without voice behind two people tells what they suffered ("إن جنديين قتلا")."""
    token = tree.tokens[index]
    if index == 0 or token.upos == "VERB" or not token.text.endswith("ا"):
        return
    pair = tree.tokens[index - 1]
    is_mute = fold(token.text) in tree.lexicon.roles["objectless_passive"]
    if not is_mute or not pair.text.endswith(DUALS) or pair.upos not in NOUNS or pair.head < 0:
        return
    if pair.head == index or tree.is_above(pair.head, index):
        return
    tree.change(index, upos="VERB", feats=PASSIVE, head=pair.head, deprel="ccomp")
    tree.change(pair.index, head=index, deprel="nsubj:pass")


def tell_uncut(tree: Nodes, index: int) -> None:
    """A letter that belongs to its word is no preposition ("لجنة" cut into "ل" and "جنة")."""
    token, noun = tree.tokens[index], tree.tokens[index + 1 : index + 2]
    words = tree.lexicon.roles["uncut"]
    if len(token.text) > 1 or not noun or f"{token.text}{noun[0].text}" not in words:
        return
    tree.change(index, head=noun[0].index, deprel="goeswith", upos="X")
    if noun[0].upos == "VERB":  # "ليلا" (by night) cut into "to" and a verb
        tree.change(noun[0].index, upos="NOUN", deprel="obl:tmod", feats="")
    above = tree.tokens[noun[0].head] if noun[0].head >= 0 else noun[0]
    if noun[0].deprel == "obl" and above.index == index - 1 and above.upos == "VERB":
        tree.change(noun[0].index, deprel="nsubj", upos="NOUN")


def tell_past_dual(tree: Nodes, index: int) -> None:
    """A verb in -a without the prefix of a present is a dual of the past ("قد توصلا إلى")."""
    token = tree.tokens[index]
    is_present = "Aspect=Imp" in token.feats and token.upos == "VERB"
    is_dual = token.text.endswith("ا") and not token.text.startswith("ي")
    if is_present and is_dual and not token.text.endswith("وا"):
        tree.change(index, feats=token.feats.replace("Aspect=Imp", "Aspect=Perf"))


def _joined_to(tree: Nodes, joint: int) -> int | None:
    """The people whom an "and" goes on from: a bare noun right before it, or its number."""
    noun = tree.tokens[joint - 1]
    above = tree.tokens[noun.head] if noun.head >= 0 else noun
    if noun.upos == "ADJ" and noun.deprel == "amod" and is_event(above.text, tree.lexicon):
        tree.change(noun.index, upos="NOUN", deprel="nmod")  # "مقتل جندي وثلاثة مدنيين"
        return noun.index
    if noun.upos not in NOUNS or noun.index in tree.of_time or is_event(noun.text, tree.lexicon):
        return None
    is_counted = above.index == noun.index - 1 and _is_number(tree, above.index)
    top = above.index if is_counted else noun.index
    is_person = fold(noun.text) in tree.lexicon.roles["persons"] or is_counted
    is_person |= any(t.head == noun.index and t.deprel == "nummod" for t in tree.tokens)
    has_case = any(t.head == top and t.deprel == "case" for t in tree.tokens)
    return top if is_person and not has_case else None


def _is_number(tree: Nodes, at: int) -> bool:
    return tree.tokens[at].upos == "NUM" or fold(tree.tokens[at].text) in tree.lexicon.numbers


def _verb_above(tree: Nodes, at: int) -> int:
    """The verb or masdar that a participant belongs to."""
    head = tree.tokens[at].head
    return head if head >= 0 else at


def tell_time(tree: Nodes, index: int) -> None:
    """A bare word of time that hangs on the noun behind it belongs to the noun's verb."""
    token = tree.tokens[index]
    if index not in tree.of_time or token.deprel not in INSIDE or token.head <= index:
        return
    noun = tree.tokens[token.head]
    if noun.index not in tree.of_time and noun.upos in NOUNS | {"ADJ"} and noun.head >= 0:
        tree.change(index, head=noun.head, deprel="advmod")


def give_far_victim(tree: Nodes, index: int) -> None:
    """Who was killed stands behind place and day ("قتل في الهجوم على كيدال أمس 12 جنديا")."""
    verb = tree.tokens[index]
    is_mute = fold(verb.text) in tree.lexicon.roles["objectless_passive"]
    if not is_mute or tree.own(index, SUBJECTS | {"obj"}) is not None:
        return
    if index + 1 >= len(tree.tokens) or tree.tokens[index + 1].upos != "ADP":
        return
    for token in tree.tokens[index + 2 : index + REACH]:
        if token.upos in {"PUNCT", "VERB"}:
            return
        if token.index in tree.of_time or not _is_number(tree, token.index):
            continue
        is_counting = token.deprel == "nummod" and token.head == token.index + 1
        noun = token.head if is_counting else token.index
        has_case = any(t.head == noun and t.deprel == "case" for t in tree.tokens)
        if not has_case and not tree.is_above(index, noun):
            tree.change(noun, head=index, deprel="nsubj:pass")
            return


PAIRS_MENDED = (
    tell_uncut,
    tell_while,
    tell_time,
    tell_of_number,
    tell_counted_noun,
    tell_dual,
    tell_past_dual,
    tell_person,
    tell_number,
)
