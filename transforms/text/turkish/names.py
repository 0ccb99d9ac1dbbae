"""Names in a Turkish sentence: runs of capitals, told apart by endings, kinds and the gazetteer.

What follows a name tells what it is ("Lice ilçesinde", "Türk Tabipleri Birliği"), a title before
it a person; the rest is looked up among actors and places. Spans are without case endings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transforms.actor_names import load_actor_index
from transforms.gazetteer import load_gazetteer, normal_form
from transforms.records import Entity
from transforms.text.turkish.word import Word
from transforms.text.turkish.words import load_words

LANGUAGE = "tr"
LONGEST_ABBREVIATION = 6
LOCAL = {"Loc", "Abl", "Dat", "Gen"}
GROUPS = {"group", "force"}


def find_names(words: Sequence[Word], text: str) -> tuple[Entity, ...]:
    """Return the names of a sentence in order, without overlaps."""
    found = []
    for run in _runs(words):
        label = _label(run, words, text)
        if label is None:
            continue
        if label == "MISC" and len(run) > 1 and _is_office(run, text):
            label, run = "LOC", run[:1]  # "İstanbul Belediye Başkanı"
        if label == "LOC" and len(run) > 1 and _is_kind(run[-1]):
            is_street = load_words().has("streets", run[-1].lemma)
            label, run = ("FAC", run) if is_street else (label, run[:-1])
        start, end = run[0].start, run[-1].end
        found.append(Entity(start, end, text[start:end], label))
    return tuple(found)


def _runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words with capitals that follow each other, cut behind an ending of case."""
    run: list[Word] = []
    for word in words:
        if run and (not _may_name(word) or _ends_name(run[-1]) or _are_two(run, word)):
            yield run
            run = []
        if _may_name(word) and (run or word.index > 0 or _opens_name(word, words)):
            run.append(word)
    if run:
        yield run


def _are_two(run: Sequence[Word], word: Word) -> bool:
    """True for a town and its quarter ("İstanbul Kadıköy'de"), each known, the two together not."""
    if not run[-1].lent:
        return False
    first = " ".join(w.text for w in run)
    names = [normal_form(name) for name in (first, word.text, f"{first} {word.text}")]
    return set(load_gazetteer().lookup(names).query.tolist()) == {0, 1}


def _ends_name(word: Word) -> bool:
    """True behind an ending: no name goes on after it ("PKK'lı", "Ankara'da")."""
    is_member = "With" in word.marks and word.kind == "prop"
    return (word.case != "Nom" and not word.lent) or word.kind == "rel" or is_member


def _may_name(word: Word) -> bool:
    lists = load_words()
    if word.low in lists.fixed or (word.upos == "NOUN" and _is_day(word)):
        return False
    if word.index == 0 and word.deprel == "nmod" and lists.has("places", word.lemma):
        return False  # "Başkent Kinşasa"
    is_word = word.upos in {"PROPN", "NOUN", "ADJ"} or (word.upos == "VERB" and word.kind != "fin")
    return is_word and word.has_capital


def _is_day(word: Word) -> bool:
    return load_words().has("weekdays_and_months", word.lemma)


def _opens_name(word: Word, words: Sequence[Word]) -> bool:
    """The first word of a sentence is a name if it is no other word, or leads to a name."""
    after = words[1:2]
    is_led = bool(after) and after[0].has_capital and after[0].upos in {"PROPN", "NOUN"}
    is_country = load_gazetteer().country_of(word.text, LANGUAGE) is not None
    return word.upos == "PROPN" or is_country or (is_led and word.head in {0, after[0].index})


def _label(run: Sequence[Word], words: Sequence[Word], text: str) -> str | None:
    lists, last = load_words(), run[-1]
    name = text[run[0].start : last.end]
    if load_gazetteer().country_of(name, LANGUAGE):
        return "LOC"
    if len(run) == 1 and last.upos != "PROPN":
        return None
    if _is_people(name if len(run) > 1 else last.text, last.low):
        return "NORP"
    behind = words[last.index + 1 : last.index + 2]
    owner = behind[0] if behind and behind[0].is_possessed and not behind[0].has_capital else None
    if last.case == "Nom" and owner is not None and lists.has("places", owner.lemma):
        return "LOC"
    if _is_body(last) and len(run) > 1:
        return "ORG"
    if len(run) > 1 and _is_kind(last):
        return "LOC"
    if _is_group(name):
        return "ORG"
    return _looked_up(run, name, words)


def _looked_up(run: Sequence[Word], name: str, words: Sequence[Word]) -> str | None:
    gazetteer, last = load_gazetteer(), run[-1]
    if len(run) == 1 and name.isupper() and 1 < len(name) < LONGEST_ABBREVIATION:
        return "ORG"
    if _has_title(run[0], words) or "With" in last.marks and len(run) > 1:
        return "PER"
    is_known = len(gazetteer.lookup([normal_form(name)]).query) > 0
    is_local = last.case in LOCAL or last.kind == "rel" or _is_in_place(run[0], words)
    if is_known and (is_local or last.deprel not in {"nsubj", "nsubj:pass", "flat"}):
        return "LOC"
    if len(run) > 1:
        return "PER" if all(w.upos == "PROPN" for w in run) else "MISC"
    return "LOC" if last.case == "Loc" or last.kind == "rel" else "MISC"


def _is_in_place(first: Word, words: Sequence[Word]) -> bool:
    """True for a name behind where it lies ("Amhara bölgesindeki Lalibela")."""
    before = words[first.index - 1] if first.index else None
    is_rel = before is not None and before.kind == "rel" and before.head == first.index
    return is_rel and before is not None and load_words().has("places", before.lemma)


def _is_people(name: str, low: str) -> bool:
    """True for a people or its language, which is no place ("Afgan güçleri", "Güney Afrikalı")."""
    if " " not in name and load_words().has("nationals", low):
        return True
    gazetteer = load_gazetteer()
    is_country = gazetteer.country_of(name, LANGUAGE) is not None
    return not is_country and gazetteer.demonym_country(name, LANGUAGE) is not None


def _has_title(first: Word, words: Sequence[Word]) -> bool:
    before = words[first.index - 1] if first.index else None
    return before is not None and load_words().has("titles", before.lemma)


def _is_body(word: Word) -> bool:
    return load_words().has("bodies", word.lemma)


def _is_kind(word: Word) -> bool:
    lists = load_words()
    is_kind = lists.has("places", word.lemma) or lists.has("facilities", word.lemma)
    return is_kind and word.is_possessed


def _is_office(run: Sequence[Word], text: str) -> bool:
    """True for an office with its town before it."""
    is_title = run[-1].is_possessed and load_words().has("titles", run[-1].lemma)
    name = normal_form(text[run[0].start : run[0].end])
    return is_title and len(load_gazetteer().lookup([name]).query) > 0


def _is_group(name: str) -> bool:
    hits = load_actor_index(LANGUAGE).find(name)
    return any(h.actor.kind in GROUPS and h.end - h.start == len(name) for h in hits)
