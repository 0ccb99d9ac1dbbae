"""Whose subject a verb has: its own, that of a verb it hangs on, or the noun of its clause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from transforms.find.matched import Trigger
from transforms.find.told_of import classes_of
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Sentence, Token
from transforms.tree import case_words, children, clause_head, is_participle

NUMBER = "Number="
FREED = "release"
BEFALLING = {"wound", "ambush", FREED}
MODIFYING = {"acl", "amod", "xcomp"}
RELATIVE = {"who", "which", "that", "whom"}
BLAST = "explode"
HARMS = {"kill", "wound", "abduct", "arrest"}


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
        return _of_main_clause(verb, sentence, lexicon) or [verb.head]
    is_state = is_undergone(verb, sentence, lexicon)  # "resultó herido", read as an object
    is_shared = verb.deprel in {"conj", "advcl", "xcomp"} or is_state
    is_shared |= verb.deprel == "ccomp" and _is_infinitive(verb, sentence)  # "dijo haber atacado"
    if not is_shared or verb.head < 0:
        return []
    head = sentence.tokens[verb.head]
    without = tuple(lexicon.roles.get("without_subject", ()))
    if head.upos not in {"VERB", "AUX"} or (without and fold(verb.text).endswith(without)):
        return []
    kids = children(sentence, head.index)
    subjects = [k.index for k in kids if k.deprel in {"nsubj", "nsubj:pass"}]
    if verb.deprel == "xcomp":
        subjects = [k.index for k in kids if k.deprel == "obj"] or subjects
    return antecedents(subjects, sentence, lexicon) or shared_subject(head, sentence, lexicon)


def _of_main_clause(verb: Token, sentence: Sentence, lexicon: Lexicon) -> list[int]:
    """The subject of the clause around "donde": "fueron a Kenscoff, donde quemaron casas"."""
    where = lexicon.roles.get("where", frozenset())
    if not any(fold(k.text) in where for k in children(sentence, verb.index)):
        return []
    main = sentence.tokens[clause_head(sentence, verb.head)]
    subjects = [k for k in children(sentence, main.index) if k.deprel.startswith("nsubj")]
    same = [k for k in subjects if _number(k) in {"", _number(verb)}]
    return antecedents([k.index for k in same], sentence, lexicon)


def _number(token: Token) -> str:
    return token.feats.partition("Number=")[2].partition("|")[0]


def is_passive(verb: Token, sentence: Sentence, lexicon: Lexicon) -> bool:
    """True for a verb whose subject suffers it."""
    kids = children(sentence, verb.index)
    is_marked = any(k.deprel in {"nsubj:pass", "aux:pass"} for k in kids)
    is_marked &= not _is_active(verb, kids, lexicon)
    is_marked |= _is_passive_clause(verb)
    is_marked |= is_elliptic(verb, sentence, lexicon) or _is_reduced(verb, sentence, lexicon)
    if is_marked or is_undergone(verb, sentence, lexicon):
        return True
    is_bare = not any(k.deprel.startswith(("aux", "cop", "nsubj")) for k in kids)
    above = sentence.tokens[verb.head] if verb.deprel == "conj" else verb
    is_bare &= NUMBER in verb.feats  # a participle for certain: it agrees
    is_joined = is_bare and above.upos == "VERB" and is_participle(verb) and is_participle(above)
    return is_joined and above is not verb and is_passive(above, sentence, lexicon)


def _is_passive_clause(verb: Token) -> bool:
    """True for a converb or verbal noun in the passive by its form ("vurularak")."""
    is_clause = "VerbForm=Conv" in verb.feats or "VerbForm=Vnoun" in verb.feats
    is_clause |= verb.deprel == "advcl" and "VerbForm=Fin" in verb.feats
    return is_clause and "Voice=Pass" in verb.feats


def modifies_passively(verb: Token) -> bool:
    """True for a participle told of a noun that suffers it, not for "взрыв, унесший жизни"."""
    is_active = "Voice=Act" in verb.feats and "Case=" in verb.feats
    return verb.deprel in MODIFYING and is_participle(verb) and not is_active


def is_elliptic(verb: Token, sentence: Sentence, lexicon: Lexicon) -> bool:
    """True for a verb of harm without object, joined to a passive ("his guard killed").

    Only where the language has no other words for a passive (`passive_helpers`).
    """
    if verb.deprel != "conj" or verb.head < 0 or "passive_helpers" in lexicon.roles:
        return False
    before = [t for t in sentence.tokens[: verb.index] if t.upos == "VERB"][-1:]
    if not any(k.deprel == "aux:pass" for v in before for k in children(sentence, v.index)):
        return False
    if any(k.deprel in {"obj", "aux"} for k in children(sentence, verb.index)):
        return False
    return bool(HARMS & classes_of(lexicon, verb.lemma))


def _is_reduced(verb: Token, sentence: Sentence, lexicon: Lexicon) -> bool:
    """True for a bare participle of harm behind the subject ("X, kidnapped in May, was freed").

    It has no object, helper or subject of its own; a tagger may take it for a past tense.
    """
    kids = children(sentence, verb.index)
    if verb.deprel != "advcl" or not HARMS & classes_of(lexicon, verb.lemma):
        return False
    if any(k.deprel.startswith(("aux", "nsubj", "obj", "mark")) for k in kids):
        return False
    is_past = "Tense=Past" in verb.feats and "passive_helpers" not in lexicon.roles
    behind_comma = verb.index > 0 and sentence.tokens[verb.index - 1].text == ","
    return behind_comma and verb.index < verb.head and (is_participle(verb) or is_past)


def is_mute_passive(verb: Token, lexicon: Lexicon) -> bool:
    """A verb that without an object tells what its subject suffers, in unvowelled script."""
    words = lexicon.roles.get("objectless_passive", frozenset())
    return bool({fold(verb.lemma), fold(verb.text)} & words)


def is_undergone(verb: Token, sentence: Sentence, lexicon: Lexicon) -> bool:
    """True for a participle whose subject suffers it, whatever relation the parser gives.

    "Fueron abatidos" with any kind of auxiliary, "resultó herido" below a verb of becoming;
    which words these are is data (roles `passive_helpers` and `becoming`).
    """
    if not is_participle(verb):
        return False
    helpers = lexicon.roles.get("passive_helpers", frozenset())
    kids = children(sentence, verb.index)
    if any(k.deprel.startswith(("aux", "cop")) and fold(k.lemma) in helpers for k in kids):
        return True
    above = sentence.tokens[verb.head] if verb.head >= 0 else verb
    becoming = lexicon.roles.get("becoming", frozenset())
    return verb.deprel in {"obj", "xcomp", "ccomp"} and fold(above.lemma) in becoming


def is_suffered(verb: Token, trigger: Trigger, lexicon: Lexicon) -> bool:
    """True for a phrase of suffering ("recibir cuatro disparos"), whose subject is the victim.

    So is that of a reflexive verb of a blast ("подорвались двое").
    """
    is_phrase, name = len(trigger.words) > 1, trigger.entry.trigger_class.name
    forms = {fold(verb.lemma), *lexicon.base_forms(fold(verb.text))}
    befalls = lexicon.roles.get("becoming", frozenset())
    befalls |= lexicon.roles.get("regaining", frozenset()) if name == FREED else frozenset()
    if is_phrase and name in BEFALLING and forms & befalls:
        return True  # "resultaron contusos", "cayeron en una emboscada", "recobró la libertad"
    is_told = is_phrase or name == BLAST
    return is_told and bool(forms & lexicon.roles.get("suffering", frozenset()))


def with_clauses(tokens: Sequence[Token], sentence: Sentence) -> list[Token]:
    """The tokens, and what hangs on the clauses among them ("una emboscada tendida por X")."""
    clauses = (t for t in tokens if t.deprel.startswith("acl") or is_participle(t))
    return [*tokens, *(k for clause in clauses for k in children(sentence, clause.index))]


def bare_subject(verb: Token, sentence: Sentence) -> list[int]:
    """A noun before the verb, with no case word, that the parser takes for an oblique.

    So is a name with "Al" that opens a sentence, cut like a preposition ("Al Shabab tomó ...").
    """
    if "VerbForm=Fin" not in verb.feats:
        return []
    opening, joint, name = (*sentence.tokens, verb, verb)[:3]
    if opening.start == joint.start and name.upos == "PROPN" and name.head == verb.index:
        return [name.index]
    return [
        k.index
        for k in children(sentence, verb.index)
        if k.deprel == "obl"
        and k.upos in {"NOUN", "PROPN"}
        and k.index < verb.index
        and not case_words(sentence, k.index)
        and not any(e.label == "DATE" and e.start <= k.start < e.end for e in sentence.entities)
    ]


def _is_relative(token: Token, lexicon: Lexicon) -> bool:
    kinds = token.feats.partition("PronType=")[2].partition("|")[0].split(",")
    if "Rel" in kinds or token.text.casefold() in RELATIVE:
        return True
    return fold(token.text) in lexicon.roles.get("relatives", frozenset())


def _is_infinitive(verb: Token, sentence: Sentence) -> bool:
    """True for an infinitive, also one of its helper ("haber lanzado")."""
    helpers = [k for k in children(sentence, verb.index) if k.deprel.startswith("aux")]
    return any("VerbForm=Inf" in t.feats for t in (verb, *helpers))


def _is_active(verb: Token, kids: Sequence[Token], lexicon: Lexicon) -> bool:
    """True for a finite verb without helper and "se", in a language whose passive needs one."""
    needs = "passive_helpers" in lexicon.roles
    is_bare = not any(k.deprel.startswith(("aux", "expl", "cop")) for k in kids)
    return needs and is_bare and "VerbForm=Fin" in verb.feats
