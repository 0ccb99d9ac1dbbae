"""Mends what small Russian models misread, in Russian and in Ukrainian, which is read with them.

They take a verb that begins a sentence for a noun ("Погиб пограничник"), a noun behind a verb
for a second subject, and prepositions that Russian has not ("біля", "внаслідок") for names.
Which words are meant is data: roles `past_verbs`, `adpositions` and `joints` of codebooks/cues; a
language without the first is left alone.
"""

from __future__ import annotations

from dataclasses import replace

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import AnnotatedArticle, Sentence, Token

PAST = "Mood=Ind|Tense=Past|VerbForm=Fin|Voice=Act"
LIFELESS = "Animacy=Inan|"
"""What the tagger of another language cannot know of a noun."""
REACH = 5
"""Words behind a preposition in which its noun is looked for."""
NOUNS = {"NOUN", "PROPN", "NUM", "PRON"}
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
ONE = ("а", "я", "у", "ю", "ого", "його", "ому", "ою", "ею", "ем", "єм", "ом")
"""Endings of nouns in the singular that no verb in the plural has as its subject."""


def mend_borrowed(annotated: AnnotatedArticle, lexicon: Lexicon) -> AnnotatedArticle:
    """Returns the article with its verbs, objects and prepositions mended; mostly as it is."""
    if "past_verbs" not in lexicon.roles:
        return annotated
    sentences = tuple(_mend(s, lexicon) if s.is_parsed else s for s in annotated.sentences)
    return replace(annotated, sentences=sentences)


def _mend(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    tokens = list(sentence.tokens)
    for token in sentence.tokens:
        if token.upos in NOUNS | {"ADJ", "X"} and fold(token.text) in lexicon.roles["past_verbs"]:
            _make_verb(tokens, token.index)
    if "adpositions" in lexicon.roles:
        _mend_words(tokens, lexicon)
    days = {
        t.index
        for t in tokens
        if any(e.label == "DATE" and e.start <= t.start < e.end for e in sentence.entities)
    }
    for token in tokens:
        if token.upos == "VERB":
            if "adpositions" in lexicon.roles:
                _make_subject(tokens, token.index, days)
                _make_agree(tokens, token.index)
            _make_active(tokens, token.index)
            _make_object(tokens, token.index)
    return replace(sentence, tokens=tuple(tokens))


def _make_verb(tokens: list[Token], index: int) -> None:
    """Makes a word a past verb, and the noun that hung on it behind it its subject."""
    tokens[index] = replace(tokens[index], upos="VERB", feats=PAST)
    behind = [t for t in tokens[index + 1 :] if t.head == index]
    subject = next((t for t in behind if t.deprel in {"nmod", "appos", "flat:name", "obj"}), None)
    if subject is not None:
        tokens[subject.index] = replace(subject, deprel="nsubj")


def _mend_words(tokens: list[Token], lexicon: Lexicon) -> None:
    """Conjunctions, prepositions and numbers of a language that the models do not know."""
    for index, token in enumerate(tokens):
        tokens[index] = replace(token, feats=token.feats.replace(LIFELESS, ""))
    for token in list(tokens):
        word = fold(token.text)
        if word in lexicon.roles["joints"] and token.upos != "CCONJ":
            tokens[token.index] = replace(token, upos="CCONJ", deprel="cc")
            _join(tokens, token.index)
        elif word in lexicon.roles["adpositions"] and token.upos != "ADP":
            _make_case(tokens, token.index)
        elif word in lexicon.approximators and token.upos in NOUNS:
            _make_vague(tokens, token.index)
        elif word in lexicon.numbers and token.upos not in {"NUM", "PRON"}:
            _make_number(tokens, token.index)


def _join(tokens: list[Token], index: int) -> None:
    """Two nouns with a conjunction between them are coordinated ("Україна та Росія")."""
    if not 0 < index < len(tokens) - 1:
        return
    one, other = tokens[index - 1], tokens[index + 1]
    if {one.upos, other.upos} <= NOUNS and other.head != one.head and one.head != other.index:
        tokens[other.index] = replace(other, head=one.index, deprel="conj")
    elif {one.upos, other.upos} <= NOUNS and other.head == one.index:
        tokens[other.index] = replace(other, deprel="conj")


def _make_case(tokens: list[Token], index: int) -> None:
    """Makes a word the case of the noun behind it, which takes the word's own place."""
    behind = tokens[index + 1 : index + 1 + REACH]
    noun = next((t for t in behind if t.upos in NOUNS), None)
    if noun is None:
        return
    word = tokens[index]
    if noun.head == index:
        deprel = "nmod" if word.head >= 0 and tokens[word.head].upos in NOUNS else "obl"
        tokens[noun.index] = noun = replace(noun, head=word.head, deprel=deprel)
    elif noun.deprel in SUBJECTS:
        tokens[noun.index] = noun = replace(noun, deprel="obl")
    for kid in tokens:
        if kid.head == index and kid.index not in {noun.index, noun.head}:
            tokens[kid.index] = replace(kid, head=noun.index)
    tokens[index] = replace(word, upos="ADP", deprel="case", head=noun.index)


def _make_vague(tokens: list[Token], index: int) -> None:
    """A word for "about" or "over" hangs on what it counts, which takes its place."""
    word = tokens[index]
    behind = tokens[index + 1 : index + 1 + REACH]
    noun = next((t for t in behind if t.upos in NOUNS and t.head == index), None)
    if noun is None:
        return
    last = next((t for t in reversed(behind) if t.head == index and t.upos in NOUNS), noun)
    tokens[last.index] = replace(last, head=word.head, deprel=word.deprel)
    for kid in tokens:
        if kid.head == index and kid.index != last.index:
            tokens[kid.index] = replace(kid, head=last.index)
    tokens[index] = replace(word, upos="ADV", deprel="advmod", head=last.index)


def _make_number(tokens: list[Token], index: int) -> None:
    """A number word counts the noun behind it, which takes its place ("збили п'ять дронів")."""
    number = tokens[index]
    noun = tokens[index + 1] if index + 1 < len(tokens) else number
    if noun.upos not in {"NOUN", "PROPN"} or number.head == noun.index:
        return
    if noun.head == index or noun.head == number.head:
        deprel = "obj" if number.deprel in {"xcomp", "ccomp", "advcl"} else number.deprel
        deprel = noun.deprel if noun.head == number.head else deprel
        tokens[noun.index] = replace(noun, head=number.head, deprel=deprel)
        tokens[index] = replace(number, upos="NUM", head=noun.index, deprel="nummod")


def _make_subject(tokens: list[Token], index: int, days: set[int]) -> None:
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


def _make_agree(tokens: list[Token], index: int) -> None:
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
        return
    tokens[wrong[0].index] = replace(wrong[0], deprel="obj")
    first = [k for k in kids if k.deprel == "obj" and k.index < index and _is_bare(tokens, k)]
    if first and fold(first[-1].text).endswith(("и", "і", "ї")):
        tokens[first[-1].index] = replace(first[-1], deprel="nsubj")


def _is_bare(tokens: list[Token], noun: Token) -> bool:
    return not any(t.head == noun.index and t.deprel == "case" for t in tokens)


def _make_active(tokens: list[Token], index: int) -> None:
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


def _is_above(tokens: list[Token], index: int, other: int) -> bool:
    seen: set[int] = set()
    at = tokens[index].head
    while at >= 0 and at not in seen:
        if at == other:
            return True
        seen.add(at)
        at = tokens[at].head
    return False


def _make_object(tokens: list[Token], index: int) -> None:
    """A bare second subject behind its verb is its object ("Військові обстріляли Херсон")."""
    subjects = [t for t in tokens if t.head == index and t.deprel in SUBJECTS]
    before = [t for t in subjects if t.index < index]
    behind = [t for t in subjects if t.index > index]
    has_object = any(t.head == index and t.deprel == "obj" for t in tokens)
    if before and behind and not has_object:
        tokens[behind[0].index] = replace(behind[0], deprel="obj")
