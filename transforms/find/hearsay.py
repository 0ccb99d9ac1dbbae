"""What is told with reserve, or by the side that did it: "terão morrido", "revendique"."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.find.judgements import Words
from transforms.find.matched import Trigger
from transforms.find.told import is_told
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Sentence, Token
from transforms.tree import children, is_participle

UNREAL = ("Mood=Cnd", "Tense=Fut")
VIOLENCE, DEATH = "violence", "die"
TELLING = {"nmod", "acl", "acl:relcl"}
NONE: frozenset[str] = frozenset()


def is_hearsay(verb: Token, helpers: Sequence[Token], words: Words) -> bool:
    """True for a participle whose helper is in the mood in which news tells hearsay.

    The past conditional of French ("auraient tué"), the future perfect of Portuguese ("terão
    morrido"): what they tell has happened, by somebody's word. Which helpers, is data
    (`hearsay_aux` of codebooks/cues).
    """
    known = words.get("hearsay_aux", NONE)
    telling = [k for k in helpers if {k.lemma.casefold(), fold(k.text)} & known]
    is_told = is_participle(verb) or "VerbForm" not in verb.feats  # "morto", without its form
    return is_told and any(mark in k.feats for k in telling for mark in UNREAL)


def is_claimed(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> bool:
    """True for violence that its side claims and tells ("revendique une attaque contre X").

    So for dead who are mourned by their number ("déplore la perte de neuf combattants").
    """
    noun = sentence.tokens[trigger.head]
    if trigger.entry.trigger_class.family != VIOLENCE or noun.deprel != "obj" or noun.head < 0:
        return False
    verb = fold(sentence.tokens[noun.head].lemma)
    if trigger.entry.trigger_class.name == DEATH and verb in lexicon.modality.get("reacting", NONE):
        victims = [k for k in children(sentence, noun.index) if k.deprel == "nmod"]
        beside = (k for v in victims for k in children(sentence, v.index))
        return any(k.deprel.startswith("nummod") for k in beside)
    is_claim = verb in lexicon.modality.get("claiming", NONE)
    return is_claim and any(
        k.deprel in TELLING or (k.deprel == "amod" and children(sentence, k.index))
        for k in children(sentence, noun.index)
    )


def is_aside(sentence: Sentence, below: Token, above: Token, words: Words) -> bool:
    """A clause that is no part of the accusation or denial ("accused him after soldiers fired").

    Before the verb a whole sentence is what somebody says ("Dix ont péri, accuse une ONG").
    """
    kids = children(sentence, below.index)
    if below.index < above.index and any(k.deprel.startswith("nsubj") for k in kids):
        return below.deprel in {"ccomp", "parataxis"}
    marks = [k for k in kids if k.deprel == "mark"]
    return below.deprel == "advcl" and (not marks or is_told(sentence, marks, words))
