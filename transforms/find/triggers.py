"""Finds the words of a sentence that a trigger pack lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from transforms.find.crowd_cues import crowd_cues
from transforms.find.matched import NOMINAL, Trigger
from transforms.find.phrase_match import match_phrase
from transforms.letters import fold
from transforms.lexicon import Lexicon, TriggerEntry
from transforms.records import Entity, Sentence, Span, Token

RAID = "operation"
VERBAL = {"VERB", "AUX"}
MISTAGGED = VERBAL | {"NOUN", "ADJ", "ADV"}
"""What a small tagger takes the first word of a verb phrase ("shot dead") for."""
PASSIVE, FINITE = "Voice=Pass", "VerbForm=Fin"
QUOTED = re.compile(r"[«“„\"](?=[^\W\d_a-zа-я])([^«»“”„\"]{4,50})[»”“\"]")
"""A phrase in quotation marks that begins with a capital."""
LONGEST_NAME = 5
PROTEST = "protest"
OBLIQUE = {"obl", "obj", "nmod"}
NOMINAL_RELATIONS = {"nsubj", "obj", "obl", "nmod", "nsubj:pass"}


def find_triggers(
    sentence: Sentence,
    text: str,
    lexicon: Lexicon,
    is_kept: Callable[[Trigger], bool] = lambda _: True,
) -> list[Trigger]:
    """Return the triggers of a sentence, longest first, at most one entry a class and token.

    Entries of one class that ask for different objects are all returned.
    A verb entry matches verbs and participles, a noun entry nouns; the cues that an entry
    needs or must not meet are looked up in the whole sentence. Those that are not `is_kept` hide
    no shorter ones.
    """
    told = lexicon.cues.names(text[sentence.start : sentence.end])
    crowd = crowd_cues(sentence, lexicon)
    articles = {
        t.head for t in sentence.tokens if t.deprel == "det" and not _is_of_verb(sentence, t)
    }
    behind_articles = {t.index + 1 for t in sentence.tokens if t.upos == "DET"}
    words = "\n".join(f"{fold(t.text)} {fold(t.lemma)}" for t in sentence.tokens)
    found: list[Trigger] = []
    taken: dict[int, set[tuple[str, frozenset[str]]]] = {}
    names = [e.span for e in sentence.entities if e.label == "DATE" or _is_town(sentence, e)]
    names += _quoted_names(sentence, text)
    for token in sentence.tokens:
        if _is_in_name(sentence, token, names):
            continue
        for word in _forms(token, lexicon):
            for parts, entry, last in _matches(sentence, word, token, words, lexicon):
                is_named = token.index in articles
                is_named &= len(parts) == 1 or token.index in behind_articles
                is_named &= last == token.index or sentence.tokens[last].upos not in VERBAL
                cues = told if entry.not_with & crowd else told | crowd
                if not _fits(token, entry, cues, len(parts), is_named):
                    continue
                span = Span(token.start, sentence.tokens[last].end)
                is_verb = len(parts) > 1 and _ends_in_verb(sentence.tokens[last], entry, parts[-1])
                if is_verb or not _has_elsewhere(entry, span, sentence, text, lexicon):
                    continue
                head = _head(sentence, token.index, last)
                key = (entry.trigger_class.name, entry.object)
                if key in taken.setdefault(head, set()):
                    continue
                taken[head].add(key)
                found.append(Trigger(head, span, entry, parts))
    return _drop_covered([trigger for trigger in found if is_kept(trigger)], sentence)


def _quoted_names(sentence: Sentence, text: str) -> list[Span]:
    """Names of some words in quotation marks: «Фронт освобождения Севера», no quoted clause."""
    said = text[sentence.start : sentence.end]
    quotes = [m for m in QUOTED.finditer(said) if 2 <= len(m[1].split()) <= LONGEST_NAME]
    spans = [Span(sentence.start + m.start(1), sentence.start + m.end(1)) for m in quotes]
    verbs = [t.start for t in sentence.tokens if t.upos in VERBAL and FINITE in t.feats]
    return [s for s in spans if not any(s.start <= at < s.end for at in verbs)]


def _is_of_verb(sentence: Sentence, article: Token) -> bool:
    """True for the article joined to the "a" of an infinitive ("al ser alcanzado")."""
    before = sentence.tokens[article.index - 1] if article.index else article
    is_joined = before is not article and article.start <= before.end
    return is_joined and sentence.tokens[article.head].upos == "VERB"


def _is_in_name(sentence: Sentence, token: Token, names: list[Span]) -> bool:
    """True in a name, or for a body's later word with a capital ("Frente de Libertação")."""
    if any(start <= token.start < end for start, end in names):
        return True
    is_noun = token.upos in {"NOUN", "PROPN"} and token.text[:1].isupper()
    if not is_noun or token.text.isupper() or token.index < 1:
        return False
    first, joint = sentence.tokens[max(token.index - 2, 0)], sentence.tokens[token.index - 1]
    is_led = joint.upos == "ADP" and first.text[:1].isupper() and first.upos in {"NOUN", "PROPN"}
    if any(e.label == "PER" and e.start < token.start < e.end for e in sentence.entities):
        return token.upos == "PROPN"  # "Elsa Saque"
    return is_led or any(
        e.label == "ORG" and e.start < token.start < e.end and not e.text.isupper()
        for e in sentence.entities
    )


def _is_town(sentence: Sentence, entity: Entity) -> bool:
    """True for a place named by one word with a capital inside a sentence: "en Granada"."""
    if entity.label != "LOC" or not entity.text[:1].isupper() or entity.start == sentence.start:
        return False
    return any(
        t.upos == "PROPN" and (t.start, t.end) == (entity.start, entity.end)
        for t in sentence.tokens
    )


def _forms(token: Token, lexicon: Lexicon) -> list[str]:
    """The token's lemma and text; where neither is a trigger alone, its base forms by ending."""
    lemma, text = fold(token.lemma), fold(token.text)
    if token.upos == "PROPN" and len(lemma) > len(text) + 1:
        lemma = text  # "La Mar" is no march
    forms = list(dict.fromkeys([lemma, text]))
    starts = [lexicon.starts[form] for form in forms if form in lexicon.starts]
    is_verbal = token.upos in VERBAL
    if not any(start.is_alone_verbal if is_verbal else start.is_alone for start in starts):
        forms += lexicon.base_forms(fold(token.text))
    return forms


def _entries(
    word: str, token: Token, words: str, lexicon: Lexicon
) -> Iterator[tuple[tuple[str, ...], TriggerEntry]]:
    """Entries that begin with a word; nouns of several not by a guess at an ending ("sites in").

    `words` are those of the sentence, folded.
    """
    text = fold(token.text)
    is_read = word in {fold(token.lemma), text} or text == f"{word}ا"
    is_read = is_read or lexicon.is_joined(word, text)
    start = lexicon.starts.get(word)
    for parts, entry in start.held(words) if start else ():
        if is_read or entry.pos != "NOUN" or len(parts) == 1:
            yield parts, entry


def _matches(
    sentence: Sentence, word: str, token: Token, words: str, lexicon: Lexicon
) -> Iterator[tuple[tuple[str, ...], TriggerEntry, int]]:
    """Entries whose words stand in the sentence from a token on, with their last token."""
    for parts, entry in _entries(word, token, words, lexicon):
        last = match_phrase(sentence, token, parts, lexicon)
        if last is not None:
            yield parts, entry, last


def _fits(
    token: Token, entry: TriggerEntry, cues: frozenset[str], length: int, has_article: bool
) -> bool:
    if entry.trigger_class.name == RAID and token.text[:1].isupper() and token.index:
        return False  # "Operação Verão" is a campaign
    if entry.needs and not entry.needs & cues or entry.not_with & cues:
        return False
    if length > 1 and (entry.pos != "VERB" or token.upos in MISTAGGED and not has_article):
        return True
    if entry.pos == "VERB":
        is_verbal = token.upos in VERBAL or (token.upos == "ADJ" and PASSIVE in token.feats)
        return is_verbal and not has_article
    if entry.pos == "ADJ":
        return token.upos in NOMINAL | VERBAL
    if token.upos in {"ADJ", "VERB", "ADV"}:
        return entry.any_tag or token.deprel in NOMINAL_RELATIONS
    return token.upos in {"NOUN", "PROPN"}


def _has_elsewhere(
    entry: TriggerEntry, span: Span, sentence: Sentence, text: str, lexicon: Lexicon
) -> bool:
    """Whether the sentence has a cue that the entry asks for besides the trigger's own words."""
    if not entry.elsewhere:
        return True
    around = f"{text[sentence.start : span.start]}\n{text[span.end : sentence.end]}"
    return bool(entry.elsewhere & (lexicon.cues.names(around) | crowd_cues(sentence, lexicon)))


def _ends_in_verb(token: Token, entry: TriggerEntry, part: str) -> bool:
    """True where a compound noun ("artillery shell") would end in a verb ("artillery shelled")."""
    is_noun = entry.pos == "NOUN" and not entry.any_tag
    return is_noun and token.upos in VERBAL and fold(token.text) != part


def _head(sentence: Sentence, first: int, last: int) -> int:
    inside = range(first, last + 1)
    for index in inside:
        if sentence.tokens[index].head not in inside:
            return index
    return first


def _drop_covered(triggers: list[Trigger], sentence: Sentence) -> list[Trigger]:
    """A longer trigger hides the shorter ones inside it ("suicide attack" hides "attack").

    A phrase in a row goes before one around an object ("shot dead a man at").
    """
    return [t for t in triggers if not any(_hides(other, t, sentence) for other in triggers)]


def _hides(other: Trigger, trigger: Trigger, sentence: Sentence) -> bool:
    (start, end), (first, last) = trigger.span, other.span
    is_row = len(other.words) > 1 and first == start and _is_in_row(other, sentence)
    if is_row and not _is_in_row(trigger, sentence):
        return True
    is_inside = first <= start and end <= last and last - first > end - start
    if is_inside and not {*trigger.words} & {*other.words} and _is_target(trigger, other, sentence):
        return False
    return is_inside and (len(trigger.words) == 1 or first < start or _is_in_row(other, sentence))


def _is_target(trigger: Trigger, other: Trigger, sentence: Sentence) -> bool:
    """True for the march in "fired at a march of miners in", matched as "fire in"."""
    head = sentence.tokens[trigger.head]
    is_gathering = trigger.entry.trigger_class.family == PROTEST
    return is_gathering and head.deprel in OBLIQUE and not _is_in_row(other, sentence)


def _is_in_row(trigger: Trigger, sentence: Sentence) -> bool:
    start, end = trigger.span
    return sum(start <= t.start < end for t in sentence.tokens) == len(trigger.words)
