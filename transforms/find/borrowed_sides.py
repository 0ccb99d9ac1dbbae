"""Who is the subject and who the object, where small Russian models mix them up.

They take a noun behind a verb for a second subject ("Військові обстріляли Херсон"), a singular
for the subject of a plural ("побили журналіста"), an object before the verb for its subject
("всех задержала милиция"). What the endings agree on counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transforms.letters import fold
from transforms.records import Token

CONSONANTS = tuple("бвгґджзйклмнпрстфхцчшщь")
AGREEING = (
    ("ла", ("а", "я")),
    ("лася", ("а", "я")),
    ("ли", ("и", "і", "ї")),
    ("лися", ("и", "і", "ї")),
    ("в", CONSONANTS),
    ("вся", CONSONANTS),
    ("ер", CONSONANTS),
)
"""Endings of past verbs and of the subjects that agree with them."""
SUBJECTS = {"nsubj", "nsubj:pass"}
MANY = ("ли", "лися", "лись")
"""Endings of past verbs in the plural."""
PLURALS = ("и", "і", "ї")
SHORT = ("т", "та", "то", "ты", "ті", "н", "на", "но", "ны", "ні")
"""Endings of short participles of the passive."""
MANY_HIT = ("ів", "їв", "ов", "ев", "ей", "их", "ых")
"""Endings of people who are hit, in the plural."""
PRONOUNS = ("его", "ее", "её", "их", "него", "його", "її", "їх")
REACH = 5
OTHERS = {"obj", "obl", "iobj"}
ONE = ("а", "я", "у", "ю", "ого", "його", "ому", "ою", "ею", "ем", "єм", "ом")
"""Endings of nouns in the singular that no verb in the plural has as its subject."""


def make_subject(tokens: list[Token], index: int, days: set[int]) -> None:
    """The bare noun right before a verb that agrees is its subject ("поліція затримала")."""
    noun = tokens[index - 1] if index else tokens[index]
    before = tokens[index - 2] if index > 1 else None
    if noun.upos not in {"NOUN", "PROPN"} or index - 1 in days or (before and before.upos == "ADP"):
        return
    if any(t.head == noun.index and t.deprel == "case" for t in tokens) or noun.head < 0:
        return
    verb = fold(tokens[index].text)
    agrees = any(verb.endswith(v) and fold(noun.text).endswith(n) for v, n in AGREEING)
    is_own = any(t.head == index and t.deprel in SUBJECTS and t.index < index for t in tokens)
    if agrees and not is_own and not _is_above(tokens, index, noun.index):
        tokens[noun.index] = replace(noun, head=index, deprel="nsubj")


def make_passive(tokens: list[Token], index: int) -> None:
    """A short participle tells what its subject suffers ("застрелены шестеро")."""
    verb = tokens[index]
    is_short = "Variant=Short" in verb.feats or fold(verb.text).endswith(SHORT)
    if "VerbForm=Part" not in verb.feats or "Case=" in verb.feats or not is_short:
        return
    tokens[index] = replace(verb, feats=verb.feats.replace("Voice=Act", "Voice=Pass"))
    _make_means(tokens, index)
    for kid in tokens:
        if kid.head == index and kid.deprel == "nsubj":
            tokens[kid.index] = replace(kid, deprel="nsubj:pass")


def _make_means(tokens: list[Token], index: int) -> None:
    """An instrumental is no subject of a passive; the noun right before its auxiliary is.

    "После отказа сдаться двое боевиков были уничтожены огнем".
    """
    means = [t for t in tokens if t.head == index and t.deprel in SUBJECTS]
    if len(means) != 1 or means[0].index < index or "Case=Ins" not in means[0].feats:
        return
    tokens[means[0].index] = replace(means[0], deprel="obl")
    first = min([index, *(t.index for t in tokens if t.head == index and "aux" in t.deprel)])
    noun = tokens[first - 1] if first else tokens[index]
    is_free = noun.upos in {"NOUN", "PROPN"} and noun.deprel in OTHERS | SUBJECTS
    if is_free and _is_bare(tokens, noun) and not _is_above(tokens, index, noun.index):
        tokens[noun.index] = replace(noun, head=index, deprel="nsubj:pass")


def make_nominal(tokens: list[Token], index: int, people: frozenset[str]) -> None:
    """An adjective for people is the subject of the verb behind it ("неизвестные похитили").

    The parser hung it on the town before it; what stands between ("в масках") is told of it.
    """
    word = tokens[index]
    if fold(word.text) not in people or word.upos == "VERB" or word.head > index:
        return
    verb = next((t for t in tokens[index + 1 :][:REACH] if t.upos == "VERB"), None)
    if word.deprel in SUBJECTS or verb is None or _is_above(tokens, verb.index, index):
        return
    if any(t.head == verb.index and t.deprel in SUBJECTS for t in tokens):
        return
    tokens[index] = replace(word, upos="NOUN", head=verb.index, deprel="nsubj")
    behind = tokens[index + 2 : index + 3]
    if tokens[index + 1].upos == "ADP" and behind and behind[0].head == verb.index:
        tokens[index + 2] = replace(behind[0], head=index, deprel="nmod")


def make_agree(tokens: list[Token], index: int) -> None:
    """A verb in the plural takes a noun in the singular as its object ("побили журналіста").

    The plural before it that the parser took for the object is then the subject.
    """
    if not fold(tokens[index].text).endswith(MANY):
        return
    kids = [t for t in tokens if t.head == index and t.upos in {"NOUN", "PROPN"}]
    is_joined = {t.head for t in tokens if t.deprel in {"conj", "nummod", "nummod:gov"}}
    wrong = [
        k
        for k in kids
        if k.deprel in SUBJECTS
        and k.index > index
        and k.index not in is_joined
        and fold(k.text).endswith(ONE)
    ]
    if not wrong:
        _make_first(tokens, index, kids)
        return
    tokens[wrong[0].index] = replace(wrong[0], deprel="obj")
    first = [k for k in kids if k.deprel == "obj" and k.index < index and _is_bare(tokens, k)]
    if first and fold(first[-1].text).endswith(PLURALS):
        tokens[first[-1].index] = replace(first[-1], deprel="nsubj")


def _make_first(tokens: list[Token], index: int, kids: Sequence[Token]) -> None:
    """Of two objects of a plural verb a plural before it is the subject ("сили ППО знищили")."""
    objects = [k for k in kids if k.deprel == "obj" and _is_bare(tokens, k)]
    first = next((k for k in objects if k.index < index), None)
    if first is None or any(k.deprel in SUBJECTS for k in kids):
        return
    is_other = any(k.index > index and k.deprel in OTHERS for k in kids)
    if is_other and fold(first.text).endswith(PLURALS):
        tokens[first.index] = replace(first, deprel="nsubj")


def _is_bare(tokens: list[Token], noun: Token) -> bool:
    return not any(t.head == noun.index and t.deprel == "case" for t in tokens)


def make_active(tokens: list[Token], index: int) -> None:
    """A "subject" in another case before the verb is its object ("всех задержала милиция").

    The noun behind the verb that agrees with it is then its subject.
    """
    subjects = [t for t in tokens if t.head == index and t.deprel == "nsubj" and t.index < index]
    behind = [t for t in tokens if t.head == index and t.deprel == "obj" and t.index > index]
    if len(subjects) != 1 or len(behind) != 1 or "Number=Sing" not in tokens[index].feats:
        return
    first, last = subjects[0], behind[0]
    cases = {"Case=Gen", "Case=Acc"} & {*first.feats.split("|")}
    is_other = "Number=Plur" in first.feats and bool(cases)
    is_other = is_other and first.upos in {"NOUN", "PRON"} and "Number=Sing" in last.feats
    is_counted = any(t.head == first.index and t.deprel.startswith("nummod") for t in tokens)
    if is_other and not is_counted:
        tokens[first.index] = replace(first, deprel="obj")
        tokens[last.index] = replace(last, deprel="nsubj")


def _make_hit(tokens: list[Token], kids: Sequence[Token], index: int) -> None:
    """A genitive before the verb and a plural behind it: "Нападавших застрелили охранники"."""
    first = [k for k in kids if k.deprel in SUBJECTS and k.index < index]
    last = [k for k in kids if k.deprel == "obj" and k.index > index]
    if len(first) != 1 or len(last) != 1 or first[0].upos not in {"NOUN", "ADJ"}:
        return
    is_counted = any(t.head == first[0].index and "nummod" in t.deprel for t in tokens)
    is_hit = fold(first[0].text).endswith(MANY_HIT) and not is_counted
    if is_hit and _is_bare(tokens, first[0]) and fold(last[0].text).endswith((*PLURALS, "ы")):
        tokens[first[0].index] = replace(first[0], deprel="obj")
        tokens[last[0].index] = replace(last[0], deprel="nsubj")


def make_inverse(tokens: list[Token], index: int) -> None:
    """A plural behind a plural verb whose object is a pronoun before it ("Его убили бойцы")."""
    if not fold(tokens[index].text).endswith(MANY):
        return
    kids = [t for t in tokens if t.head == index]
    _make_hit(tokens, kids, index)
    is_told = any(
        k.upos in {"PRON", "DET"} and k.index < index and fold(k.text) in PRONOUNS for k in kids
    )
    if not is_told or any(k.deprel in SUBJECTS and k.upos != "PRON" for k in kids):
        return
    behind = next((k for k in kids if k.deprel == "obj" and k.index > index), None)
    if behind is None or not _is_bare(tokens, behind) or "Case=Gen" in behind.feats:
        return
    if fold(behind.text).endswith(PLURALS + ("ы", "е")):
        tokens[behind.index] = replace(behind, deprel="nsubj")


def _is_above(tokens: list[Token], index: int, other: int) -> bool:
    seen: set[int] = set()
    at = tokens[index].head
    while at >= 0 and at not in seen:
        if at == other:
            return True
        seen.add(at)
        at = tokens[at].head
    return False


def make_object(tokens: list[Token], index: int) -> None:
    """A bare second subject behind its verb is its object ("Військові обстріляли Херсон").

    So is what was taken for an indirect one, with the ending of an object ("знешкодили бомбу").
    """
    has_any = any(t.head == index and t.deprel == "obj" for t in tokens)
    given = [t for t in tokens if t.head == index and t.deprel == "iobj" and t.index > index]
    for noun in given if not has_any else ():
        if noun.upos == "NOUN" and _is_bare(tokens, noun) and fold(noun.text).endswith(("у", "ю")):
            tokens[noun.index] = replace(noun, deprel="obj")
    subjects = [t for t in tokens if t.head == index and t.deprel in SUBJECTS]
    before = [t for t in subjects if t.index < index]
    behind = [t for t in subjects if t.index > index]
    has_object = any(t.head == index and t.deprel == "obj" for t in tokens)
    if before and behind and not has_object:
        tokens[behind[0].index] = replace(behind[0], deprel="obj")


def make_shared(tokens: list[Token], index: int) -> None:
    """A "subject" behind a joined verb in the plural is its object, the verbs share the first one.

    "Поселенці увірвалися в село, закидали камінням будинки": only where a case comes between, or
    the noun stands in no case of a subject.
    """
    verb = tokens[index]
    if verb.deprel != "conj" or not fold(verb.text).endswith(MANY) or verb.head < 0:
        return
    above = tokens[verb.head]
    first = [t for t in tokens if t.head == above.index and t.deprel == "nsubj"]
    own = [t for t in tokens if t.head == index and t.deprel == "nsubj"]
    if above.upos != "VERB" or len(own) != 1 or not first or first[0].index > above.index:
        return
    between = tokens[index + 1 : own[0].index]
    is_led = any(t.upos == "NOUN" and t.head == index and t.deprel != "nsubj" for t in between)
    if own[0].index > index and (is_led or "Animacy=Inan" in own[0].feats):
        tokens[own[0].index] = replace(own[0], deprel="obj")
