"""Who carried out what an event noun tells, by its clause or its operation."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Sentence, Token
from transforms.tree import children


def clause_subjects(verb: Token, sentence: Sentence, lexicon: Lexicon) -> list[int]:
    """Who did it by a clause on an event noun ("the shelling that the army carried out")."""
    words = {verb.lemma.casefold(), fold(verb.text)}
    if verb.deprel != "acl:relcl" or not words & lexicon.roles["light_verbs"]:
        return []
    subjects = (k for k in children(sentence, verb.index) if k.deprel == "nsubj")
    return [k.index for k in subjects if k.upos in {"NOUN", "PROPN"}]


def doers_of_operation(kids: Sequence[Token], sentence: Sentence, lexicon: Lexicon) -> list[int]:
    """Who did what was done in an operation of theirs ("jandarmanın düzenlediği operasyonda").

    Which nouns tell of such a one is data (role `operations`, Turkish only).
    """
    nouns = lexicon.roles.get("operations", frozenset())
    if not nouns:
        return []
    found = []
    for kid in (k for k in kids if k.deprel.startswith("obl") and fold(k.lemma) in nouns):
        for clause in children(sentence, kid.index):
            doers = {"obl:agent", "nsubj"} if clause.deprel.startswith("acl") else set()
            found += [k.index for k in children(sentence, clause.index) if k.deprel in doers]
        owners = [k for k in children(sentence, kid.index) if k.deprel == "nmod:poss"]
        found += [k.index for k in owners if "Case=Gen" in k.feats]
    return found
