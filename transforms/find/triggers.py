"""Finds the words of a sentence that a trigger pack lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from transforms.find.crowd_cues import crowd_cues
from transforms.find.matched import NOMINAL, Trigger
from transforms.letters import fold
from transforms.lexicon import Lexicon, TriggerEntry
from transforms.records import Entity, Sentence, Span, Token
from transforms.tree import case_words

VERBAL = {"VERB", "AUX"}
MISTAGGED = VERBAL | {"NOUN", "ADJ", "ADV"}
"""What a small tagger takes the first word of a verb phrase ("shot dead") for."""
MAX_GAP = 10
PASSIVE = "Voice=Pass"
OWN = {"", "ه", "ها", "هم", "هما", "هن"}
"""Pronouns that Arabic joins to a noun ("سيطرتها"), folded."""
CLAUSES = {"root", "conj", "advcl", "ccomp", "xcomp", "parataxis"}
"""Relations of a verb that begins a clause of its own, no word inside a noun phrase."""
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
    articles = {t.head for t in sentence.tokens if t.deprel == "det"}
    behind_articles = {t.index + 1 for t in sentence.tokens if t.upos == "DET"}
    found: list[Trigger] = []
    taken: dict[int, set[tuple[str, frozenset[str]]]] = {}
    names = [e.span for e in sentence.entities if e.label == "DATE" or _is_town(sentence, e)]
    for token in sentence.tokens:
        if any(start <= token.start < end for start, end in names) or _is_in_name(sentence, token):
            continue
        for word in _forms(token, lexicon):
            for parts, entry in _entries(word, token, lexicon):
                last = _match(sentence, token, parts, lexicon)
                is_named = token.index in articles
                is_named &= len(parts) == 1 or token.index in behind_articles
                cues = told if entry.not_with & crowd else told | crowd
                if last is None or not _fits(token, entry, cues, len(parts), is_named):
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
    return _drop_covered([trigger for trigger in found if is_kept(trigger)])


def _is_in_name(sentence: Sentence, token: Token) -> bool:
    """True for a later word with a capital in a body's name ("Frente de Libertação")."""
    is_noun = token.upos in {"NOUN", "PROPN"} and token.text[:1].isupper()
    if not is_noun or token.text.isupper() or token.index < 2:
        return False
    first, joint = sentence.tokens[token.index - 2 : token.index]
    is_led = joint.upos == "ADP" and first.text[:1].isupper() and first.upos in {"NOUN", "PROPN"}
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
    known = [
        parts
        for form in forms
        for parts, entry in lexicon.triggers.get(form, ())
        if entry.pos != "NOUN" or entry.any_tag or token.upos not in VERBAL
    ]
    if all(len(parts) > 1 for parts in known):
        forms += lexicon.base_forms(fold(token.text))
    return forms


def _entries(
    word: str, token: Token, lexicon: Lexicon
) -> Iterator[tuple[tuple[str, ...], TriggerEntry]]:
    """Entries that begin with a word; nouns of several not by a guess at an ending ("sites in")."""
    text = fold(token.text)
    is_read = word in {fold(token.lemma), text} or text == f"{word}ا"
    is_read = is_read or lexicon.is_joined(word, text)
    for parts, entry in lexicon.triggers.get(word, ()):
        if is_read or entry.pos != "NOUN" or len(parts) == 1:
            yield parts, entry


def _match(
    sentence: Sentence, token: Token, parts: tuple[str, ...], lexicon: Lexicon
) -> int | None:
    at = token.index
    trees = "launching" not in lexicon.roles
    for number, part in enumerate(parts[1:], start=2):
        near = _next(sentence, at + 1, part)
        at = near if near >= 0 else _dependent(sentence, token, part, number == len(parts), trees)
        if near < 0 <= at and trees and _is_beside(sentence, at, parts):
            return None
        if at < 0:
            return None
    return at


def _dependent(sentence: Sentence, verb: Token, part: str, is_last: bool, trees: bool) -> int:
    """Index of `part` after the verb's object ("beat two men to death"); -1 if none.

    It hangs on the verb, or trees are unsure and no other verb or mark stands between.
    """
    if trees and verb.upos != "VERB":
        return -1
    behind = -1  # right behind another preposition there is only its own noun
    for token in sentence.tokens[verb.index + 1 : verb.index + MAX_GAP]:
        if not trees and (
            token.upos == "PUNCT" or (token.upos == "VERB" and token.deprel in CLAUSES)
        ):
            trees = True
        if is_last and token.upos == "ADP":
            is_own = not trees or _hangs_on(sentence, token, verb)
            if part == fold(token.text) and is_own and not _is_of_day(sentence, token):
                return token.index
            behind = token.index + 1
            continue
        is_free = not trees and token.index != behind
        if _is_part(token, part) and (
            is_free or token.head == verb.index or _hangs_on(sentence, token, verb)
        ):
            return token.index
    return -1


def _is_beside(sentence: Sentence, index: int, parts: tuple[str, ...]) -> bool:
    """True for a noun behind an adposition that is no part ("took place in X, a village")."""
    token = sentence.tokens[index]
    above = sentence.tokens[token.head] if token.deprel == "appos" else token
    cases = set(case_words(sentence, above.index))
    return token.upos == "NOUN" and token.deprel == "appos" and bool(cases - {*parts})


def _is_of_day(sentence: Sentence, case: Token) -> bool:
    """True for the "on" of "on Friday", which is no part of "fire on"."""
    at = sentence.tokens[case.head].start if case.head >= 0 else case.start
    return any(e.label == "DATE" and e.start <= at < e.end for e in sentence.entities)


def _hangs_on(sentence: Sentence, token: Token, verb: Token) -> bool:
    """True for a word one step further down: the "to" of "to death", the "dead" of its noun."""
    above = sentence.tokens[token.head] if token.head >= 0 else token
    if above.deprel == "nmod" and above.head >= 0:  # "beat a detainee to death", read as his
        above = sentence.tokens[above.head]
    return above is not token and verb.index in {above.head, above.index}


def _next(sentence: Sentence, start: int, part: str) -> int:
    """Index of the next token equal to `part`, over a determiner, quantity or helper, else -1."""
    for index in range(start, min(start + 3, len(sentence.tokens))):
        token = sentence.tokens[index]
        if _is_part(token, part):
            return index
        if token.upos not in {"DET", "NUM", "ADJ", "PRON", "AUX"}:
            return -1
    return -1


def _is_part(token: Token, part: str) -> bool:
    """The word itself or its plural in -s; in Arabic also an accusative or before a pronoun."""
    text = fold(token.text)
    if text in {f"{part}s", f"{part}es", f"{part}ا"}:
        return True
    stem = f"{part[:-1]}ت" if part[-1:] == "ه" else part
    return part in {fold(token.lemma), text} or (text.startswith(stem) and text[len(stem) :] in OWN)


def _fits(
    token: Token, entry: TriggerEntry, cues: frozenset[str], length: int, has_article: bool
) -> bool:
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


def _drop_covered(triggers: list[Trigger]) -> list[Trigger]:
    """A longer trigger hides the shorter ones inside it ("suicide attack" hides "attack")."""
    return [
        trigger
        for trigger in triggers
        if not any(
            other is not trigger
            and other.span.start <= trigger.span.start
            and trigger.span.end <= other.span.end
            and (other.span.end - other.span.start) > (trigger.span.end - trigger.span.start)
            for other in triggers
        )
    ]
