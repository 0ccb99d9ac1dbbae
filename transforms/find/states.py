"""Participles and clauses that tell a state or what came before, and no deed of the day."""

from __future__ import annotations

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Sentence, Token
from transforms.tree import is_participle

LEFT = {"withdraw", "displace"}
HELD = {"arrest", "abduct"}
TAKEN = {*HELD, "capture"}
LASTING = {*LEFT, *HELD, "deploy"}
NONE: frozenset[str] = frozenset()


def is_state(sentence: Sentence, verb: Token, name: str, lexicon: Lexicon) -> bool:
    """True for "displaced people", "remain displaced", "freed twelve men it had captured"."""
    if verb.head < 0:
        return False
    above = sentence.tokens[verb.head]
    if verb.upos == "VERB" and verb.deprel in {"amod", "acl"} and is_participle(verb):
        is_captive = above.lemma.casefold() in lexicon.roles.get("captives", NONE)
        if name in LEFT or (name in HELD and is_captive):
            return True
    if verb.deprel == "xcomp" and is_participle(verb) and name in LASTING:
        forms = {fold(above.lemma), fold(above.text), *lexicon.base_forms(fold(above.text))}
        return bool(forms & lexicon.roles.get("lasting", NONE))
    is_told_of = name in TAKEN and verb.deprel.startswith(("acl", "amod"))
    return is_told_of and _is_of_freed(sentence, above, lexicon)


def _is_of_freed(sentence: Sentence, noun: Token, lexicon: Lexicon) -> bool:
    """True for those whom somebody lets go, or who regain their freedom."""
    verb = sentence.tokens[noun.head] if noun.head >= 0 else noun
    entries = (entry for _, entry in lexicon.triggers.get(fold(verb.lemma), ()))
    is_freed = any(entry.trigger_class.name == "release" for entry in entries)
    regains = fold(verb.lemma) in lexicon.roles.get("regaining", NONE)
    relations = {"obj", "nsubj:pass", *(("nsubj",) if regains else ())}
    return noun.deprel in relations and is_freed
