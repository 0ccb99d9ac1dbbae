"""Mends what small Russian models misread, in Russian and in Ukrainian, which is read with them.

They take a verb that begins a sentence for a noun ("Погиб пограничник") and prepositions that
Russian has not ("біля", "внаслідок") for names; who is subject and who is object: borrowed_sides;
words in a wrong place: borrowed_nouns. Which words are meant is data: roles `past_verbs`,
`adpositions` and `joints` of codebooks/cues; a language without the first is left alone.
"""

from __future__ import annotations

from dataclasses import replace

from transforms.find.borrowed_agreement import make_agreed
from transforms.find.borrowed_clauses import mend_clauses
from transforms.find.borrowed_nouns import give_nouns
from transforms.find.borrowed_order import make_bearer, mend_order
from transforms.find.borrowed_roots import mend_roots
from transforms.find.borrowed_sides import (
    SUBJECTS,
    make_active,
    make_agree,
    make_inverse,
    make_nominal,
    make_object,
    make_passive,
    make_shared,
    make_subject,
)
from transforms.find.borrowed_tags import mend_tags
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import AnnotatedArticle, Sentence, Token
from transforms.sound_trees import is_tree

PAST = "Mood=Ind|Tense=Past|VerbForm=Fin|Voice=Act"
PRESENT, COMMAND = "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin|Voice=Act", "Mood=Imp"
"""News commands nobody: "мітингують" is no imperative."""
SHORT_PASSIVES = ("ит", "ита", "ито", "иты", "ен", "ена", "ено", "ены", "ан", "ана", "ано", "аны")
"""Endings of short passives, with those in -o of Ukrainian ("поранено")."""
PAST_ENDINGS, WENT = ("в", "ла", "ло", "ли"), ("йшов", "ішов")
INFINITIVE = "ти"
LIFELESS = "Animacy=Inan|"
"""What the tagger of another language cannot know of a noun."""
PLURAL_ADJECTIVES = ("их", "им", "ими")
PEOPLE = {"xcomp", "obj", "iobj", "obl", "nsubj", "nsubj:pass"}
REACH = 5
"""Words behind a preposition in which its noun is looked for."""
NOUNS = {"NOUN", "PROPN", "NUM", "PRON"}


def mend_borrowed(annotated: AnnotatedArticle, lexicon: Lexicon) -> AnnotatedArticle:
    """Returns the article with its verbs, objects and prepositions mended; mostly as it is."""
    if "past_verbs" not in lexicon.roles:
        return annotated
    sentences = tuple(_mend(s, lexicon) if s.is_parsed else s for s in annotated.sentences)
    return replace(annotated, sentences=sentences)


def _mend(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    tokens = list(sentence.tokens)
    for token in sentence.tokens:
        if token.upos in NOUNS | {"ADJ", "X"} and _is_past(token, lexicon):
            _make_verb(tokens, token.index)
    days = {
        t.index
        for t in tokens
        if any(e.label == "DATE" and e.start <= t.start < e.end for e in sentence.entities)
    }
    if "adpositions" in lexicon.roles:
        mend_tags(tokens, lexicon, days)
        _mend_words(tokens, lexicon)
        give_nouns(tokens, lexicon, days)
        tokens = _with_clauses(sentence, tokens, lexicon, days)
    for token in tokens:
        _make_person(tokens, token, lexicon)
        people = lexicon.roles.get("people_subjects", frozenset())
        make_nominal(tokens, token.index, people)
        make_bearer(tokens, token.index, people)
    for token in tokens:
        if token.upos == "VERB":
            if "adpositions" in lexicon.roles:
                make_subject(tokens, token.index, days)
                make_agree(tokens, token.index)
                make_agreed(tokens, token.index, days)
            else:
                mend_order(tokens, token.index, days)
            make_passive(tokens, token.index)
            make_active(tokens, token.index)
            make_inverse(tokens, token.index)
            make_object(tokens, token.index)
            make_shared(tokens, token.index)
    return replace(sentence, tokens=tuple(tokens))


def _is_past(token: Token, lexicon: Lexicon) -> bool:
    """True for a listed past verb, and by its ending for one of saying or of motion."""
    word = fold(token.text)
    if word in lexicon.roles["past_verbs"]:
        return True
    if "adpositions" not in lexicon.roles or not word.endswith(PAST_ENDINGS):
        return False
    stem = next(word.removesuffix(e) for e in PAST_ENDINGS if word.endswith(e))
    return word.endswith(WENT) or stem + INFINITIVE in lexicon.modality["reporting"]


def _with_clauses(
    sentence: Sentence, tokens: list[Token], lexicon: Lexicon, days: set[int]
) -> list[Token]:
    """The tokens with their root and their relative clauses mended, where they are a tree still."""
    mended = list(tokens)
    mend_roots(mended, lexicon, days)
    if not is_tree(replace(sentence, tokens=tuple(mended))):
        mended = list(tokens)
    tokens = list(mended)
    mend_clauses(mended, lexicon)
    return mended if is_tree(replace(sentence, tokens=tuple(mended))) else tokens


def _make_verb(tokens: list[Token], index: int) -> None:
    """Makes a word a past verb, and the noun that hung on it behind it its subject."""
    is_passive = fold(tokens[index].text).endswith(SHORT_PASSIVES)
    feats = PAST.replace("Voice=Act", "Voice=Pass") if is_passive else PAST
    tokens[index] = replace(tokens[index], upos="VERB", feats=feats)
    behind = [t for t in tokens[index + 1 :] if t.head == index]
    subject = next((t for t in behind if t.deprel in {"nmod", "appos", "flat:name", "obj"}), None)
    if subject is not None:
        tokens[subject.index] = replace(subject, deprel="nsubj")
    _make_root(tokens, index)


def _make_root(tokens: list[Token], index: int) -> None:
    """A verb before the noun that was taken for the root is the root ("Натовп підпалив офіс")."""
    root = next((t for t in tokens if t.head < 0), tokens[index])
    before = [t for t in tokens[:index] if t.head == root.index and t.deprel in SUBJECTS]
    if root.index <= index or root.upos not in NOUNS or not before:
        return
    for kid in before:
        tokens[kid.index] = replace(kid, head=index)
    tokens[root.index] = replace(root, head=index, deprel="obj")
    tokens[index] = replace(tokens[index], head=-1, deprel="root")


def _make_person(tokens: list[Token], token: Token, lexicon: Lexicon) -> None:
    """A participle that stands for people is a noun ("ищет нападавшего", "п'ятеро вбитих")."""
    found = lexicon.triggers.get(fold(token.text), ())
    is_listed = any(len(parts) == 1 and entry.pos == "NOUN" for parts, entry in found)
    is_person = "VerbForm=Part" in token.feats and "Case=" in token.feats
    is_person &= token.deprel in PEOPLE and token.upos == "VERB"
    is_listed &= token.upos in {"VERB", "ADJ"} and fold(token.text).endswith(PLURAL_ADJECTIVES)
    if is_person:
        tokens[token.index] = replace(token, upos="NOUN", lemma=fold(token.text))
    elif is_listed:
        tokens[token.index] = replace(token, upos="NOUN")


def _mend_words(tokens: list[Token], lexicon: Lexicon) -> None:
    """Conjunctions, prepositions and numbers of a language that the models do not know."""
    for index, token in enumerate(tokens):
        feats = PRESENT if _is_no_command(token, lexicon) else token.feats
        tokens[index] = replace(token, feats=feats.replace(LIFELESS, ""))
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


def _is_no_command(token: Token, lexicon: Lexicon) -> bool:
    """True for a verb taken for an imperative, or for an infinitive that its ending is not."""
    if token.upos != "VERB" or "VerbForm=Inf" not in token.feats:
        return token.upos == "VERB" and COMMAND in token.feats
    word = fold(token.text)
    return word not in lexicon.triggers and bool(lexicon.base_forms(word))


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
    behind = [t for t in tokens[index + 1 :][:REACH] if t.upos != "ADJ"]
    noun = behind[0] if behind else number
    if noun.upos not in {"NOUN", "PROPN"}:
        return
    if number.head == noun.index:
        tokens[index] = replace(number, upos="NUM", deprel="nummod")
        return
    if noun.head == index or noun.head == number.head:
        deprel = "obj" if number.deprel in {"xcomp", "ccomp", "advcl"} else number.deprel
        deprel = noun.deprel if noun.head == number.head else deprel
        tokens[noun.index] = replace(noun, head=number.head, deprel=deprel)
        tokens[index] = replace(number, upos="NUM", head=noun.index, deprel="nummod")
