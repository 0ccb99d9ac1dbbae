"""Armed groups that the text names and no codebook lists: "members of the Red Falcons gang".

Such a group keeps the name that the text gives it. The name stands beside a noun for its kind
("la banda Los Halcones Rojos") or holds one itself ("the Free Highlands Army"); the roles
`group_kinds`, `group_naming`, `group_name_words` and `name_joints` of codebooks/cues have these
words. Names of places, peoples and persons are none ("a Colombian gang"). Only packs of languages
that write names with capitals have these roles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.gazetteer import Gazetteer
from transforms.gazetteer.words import load_place_words
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import ActorReading, Argument, Sentence, Span

RULE, GENERIC = "actor.named_by_text", "actor.generic."
REACH = 60
"""Characters behind the participant's words over which its name may run on."""
GAP = 8
"""Characters of "of the" between the participant's words and the name."""
CALLED_GAP = 22
"""The same with "known as the"."""
REBELS, MILITIA = "Rebel group", "Political militia"
OPEN = {"armed", "gang", "unknown", "civilian"}
NO_NAMES = {"LOC", "FAC", "PER", "DATE"}
WORD = re.compile(r"[^\W\d_][\w’'-]*|\S")
QUOTES = set('"“”«»„')
LEAST_WORDS = 2
BESIDE = 3
"""Words before a name among which the noun of its kind stands ("a gang called X")."""
NONE: frozenset[str] = frozenset()


def name_unlisted(
    reading: ActorReading,
    argument: Argument,
    sentence: Sentence,
    text: str,
    lexicon: Lexicon,
    gazetteer: Gazetteer,
) -> ActorReading:
    """The reading under the name that the text gives, where it is of nobody known."""
    head = sentence.tokens[argument.head]
    own = {fold(head.lemma), fold(head.text)}
    is_generic = reading.kind in {"armed", "gang"} and reading.rule.startswith(GENERIC)
    is_men = bool(own & (lexicon.roles["men"] | lexicon.roles.get("members", NONE)))
    kinds, naming = (lexicon.roles.get(r, NONE) for r in ("group_kinds", "group_naming"))
    told = kinds | naming if is_generic else kinds if is_men else NONE
    if not kinds or reading.kind not in OPEN or not (told or reading.kind == "unknown"):
        return reading
    said = text[argument.start : min(sentence.end, argument.end + REACH)]
    words = [(m.start(), m.group()) for m in WORD.finditer(said)]
    behind = {fold(word) for start, word in words if start > argument.end - argument.start}
    is_called = bool(behind & naming)
    last = argument.end - argument.start + (CALLED_GAP if is_called else GAP)
    for first, end in _names(words, argument.start == sentence.start, lexicon):
        start, stop = words[first][0], words[end - 1][0] + len(words[end - 1][1])
        name = said[start:stop]
        folded = [fold(word) for _, word in words[first:end]]
        is_body = bool(lexicon.roles.get("group_name_words", NONE) & {*folded})
        around = {fold(w) for _, w in words[max(0, first - BESIDE) : first] + words[end : end + 1]}
        is_beside = bool(told & around)
        at = Span(argument.start + start, argument.start + stop)
        if (
            start <= last
            and (is_body or is_beside)
            and not _is_other(name, at, sentence, gazetteer, lexicon)
        ):
            inter = REBELS if is_body else reading.inter if is_generic else MILITIA
            side = ("group", name, inter, reading.country, ())
            return ActorReading(*side, Span(argument.start, max(argument.end, at.end)), RULE)
    return reading


def _names(
    words: list[tuple[int, str]], starts_sentence: bool, lexicon: Lexicon
) -> Iterator[tuple[int, int]]:
    """First and end index of runs of words with capitals, joined by "of" and the like.

    A first word that only opens the sentence is none of them ("Members of the Red Falcons").
    """
    joints = lexicon.roles.get("name_joints", NONE)
    bodies = lexicon.roles.get("group_name_words", NONE)
    articles = load_place_words().of(lexicon.language).articles
    first = 0
    while first < len(words):
        end = last = first
        while end < len(words):
            word = words[end][1]
            is_part = word[:1].isupper() or (end > first and fold(word) in bodies)
            if not is_part and (end == first or word not in joints):
                break
            end += 1
            last = end if word[:1].isupper() else last
        if first == 0 and last > 1 and starts_sentence:
            is_opening = fold(words[0][1]) in articles or not words[1][1][:1].isupper()
            first = (
                next(i for i in range(1, last) if words[i][1][:1].isupper()) if is_opening else 0
            )
        if last - first >= LEAST_WORDS:
            yield first, last
        first = max(end, first + 1)


def _is_other(
    name: str, at: Span, sentence: Sentence, gazetteer: Gazetteer, lexicon: Lexicon
) -> bool:
    """True for a place, a person or a people, of which a group may be, but which is none."""
    language = lexicon.language
    inside = [e for e in sentence.entities if e.start < at.end and at.start < e.end]
    whole = any(e.label in NO_NAMES and e.start <= at.start and at.end <= e.end for e in inside)
    peoples = sum(gazetteer.demonym_country(word, language) is not None for word in name.split())
    return whole or peoples >= len(name.split()) - 1
