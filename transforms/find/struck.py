"""Demonstrations that are told as what somebody hits: "abrieron fuego contra una marcha"."""

from __future__ import annotations

from transforms.find.matched import Trigger
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Sentence, Token
from transforms.tree import ancestors, case_words

PROTEST, VIOLENCE = "protest", "violence"
FORCE = "disperse"
STEPS = 2
"""The noun's verb, or the verb above its noun ("abrir fuego contra")."""


def is_struck(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> bool:
    """True for a gathering at which a deed is aimed; talk or a law against one is none."""
    noun = sentence.tokens[trigger.head]
    if trigger.entry.trigger_class.family != PROTEST:
        return False
    if not set(case_words(sentence, noun.index)) & lexicon.roles["target"]:
        return False
    above = list(ancestors(sentence, noun.index))[:STEPS]
    return any(_is_deed(token, lexicon) for token in above)


def is_left(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> bool:
    """True for a gathering that somebody comes from ("cuando salía de un mitin")."""
    noun = sentence.tokens[trigger.head]
    if trigger.entry.trigger_class.family != PROTEST or noun.deprel != "obl" or noun.head < 0:
        return False
    is_from = set(case_words(sentence, noun.index)) & lexicon.roles["from"]
    verb = fold(sentence.tokens[noun.head].lemma)
    return bool(is_from) and verb in lexicon.roles.get("leaving", frozenset())


def _is_deed(token: Token, lexicon: Lexicon) -> bool:
    """A verb that opens a trigger of violence or of force, or one of using ("utilizó gases")."""
    using = lexicon.modality.get("using", frozenset())
    forms = {fold(token.lemma), fold(token.text)}
    entries = (entry for form in forms for _, entry in lexicon.triggers.get(form, ()))
    is_deed = any(
        e.pos == "VERB" and (e.trigger_class.family == VIOLENCE or e.trigger_class.name == FORCE)
        for e in entries
    )
    return token.upos == "VERB" and (is_deed or bool(forms & using))
