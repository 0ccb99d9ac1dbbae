"""Whose subject a verb has: its own, that of a verb it hangs on, or the noun of its clause."""

from __future__ import annotations

from collections.abc import Iterable

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Sentence, Token
from transforms.tree import case_words, children

RELATIVE = {"who", "which", "that", "whom"}


def antecedents(subjects: Iterable[int], sentence: Sentence, lexicon: Lexicon) -> list[int]:
    """The subjects, a relative pronoun replaced by the noun that its clause is about."""
    found = []
    for index in subjects:
        token = sentence.tokens[index]
        verb = sentence.tokens[token.head]
        if _is_relative(token, lexicon) and verb.deprel.startswith("acl"):
            found.append(verb.head)
        else:
            found.append(index)
    return found


def lent_subject(verb: Token, sentence: Sentence, lexicon: Lexicon) -> list[int]:
    """The subject that the parser gave to a reporting verb after this one ("..., X said")."""
    if verb.head < verb.index or verb.deprel not in {"ccomp", "parataxis", "conj", "advcl"}:
        return []
    report = sentence.tokens[verb.head]
    if report.lemma.casefold() not in lexicon.modality["reporting"]:
        return []
    subjects = [
        k.index
        for k in children(sentence, report.index)
        if k.deprel in {"nsubj", "nsubj:pass"} and k.index < verb.index
    ]
    return subjects[-1:]


def shared_subject(verb: Token, sentence: Sentence, lexicon: Lexicon) -> list[int]:
    """The subject of the verb that this one is joined or subordinate to."""
    if verb.deprel.startswith("acl") and verb.head >= 0:
        return [verb.head]
    if verb.deprel not in {"conj", "advcl", "xcomp"} or verb.head < 0:
        return []
    head = sentence.tokens[verb.head]
    if head.upos not in {"VERB", "AUX"}:
        return []
    kids = children(sentence, head.index)
    subjects = [k.index for k in kids if k.deprel in {"nsubj", "nsubj:pass"}]
    if verb.deprel == "xcomp":
        subjects = [k.index for k in kids if k.deprel == "obj"] or subjects
    return antecedents(subjects, sentence, lexicon) or shared_subject(head, sentence, lexicon)


def bare_subject(verb: Token, sentence: Sentence) -> list[int]:
    """A noun before the verb, with no case word, that the parser takes for an oblique."""
    if "VerbForm=Fin" not in verb.feats:
        return []
    return [
        k.index
        for k in children(sentence, verb.index)
        if k.deprel == "obl"
        and k.upos in {"NOUN", "PROPN"}
        and k.index < verb.index
        and not case_words(sentence, k.index)
        and not any(e.label == "DATE" and e.start <= k.start < e.end for e in sentence.entities)
    ]


def clause_subjects(verb: Token, sentence: Sentence, lexicon: Lexicon) -> list[int]:
    """Who did it by a clause on an event noun ("the shelling that the army carried out")."""
    words = {verb.lemma.casefold(), fold(verb.text)}
    if verb.deprel != "acl:relcl" or not words & lexicon.roles["light_verbs"]:
        return []
    subjects = (k for k in children(sentence, verb.index) if k.deprel == "nsubj")
    return [k.index for k in subjects if k.upos in {"NOUN", "PROPN"}]


def _is_relative(token: Token, lexicon: Lexicon) -> bool:
    if "PronType=Rel" in token.feats or token.text.casefold() in RELATIVE:
        return True
    return fold(token.text) in lexicon.roles.get("relatives", frozenset())
