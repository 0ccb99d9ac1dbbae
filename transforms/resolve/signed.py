"""Whose deed it is by marks around a name, where a small tree names nobody who did it.

"قصف مدفعي شنته جماعة الحوثي" (a shelling that the group launched), "بطائرة تابعة لقوات X" (with a
drone of X's), "مسيّرة إسرائيلية" (an Israeli drone), "لغم من مخلفات X", "على يد X": the words are
data (roles `arms_nouns`, `launching`, `belonging`, `left_by` and `by_phrases` of codebooks/cues); a
language without `arms_nouns` has no such rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from transforms.actor_names import ActorHit, ActorIndex
from transforms.gazetteer import Gazetteer
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import ActorReading, Argument, Candidate, Sentence, Token
from transforms.resolve.actors import ARMED_KINDS, STATE_FORM, kind_of
from transforms.resolve.deeds import NO_HEAVY_ARMS

VIOLENCE = "violence"
CHANGES = "form_group"
NOT_SIGNED = {"clash", "repel", "capture", "recapture", "die", "arrest", "disperse"}
NAMED = {"group", "state", "police", "external"}
REACH = 16
"""Words between the trigger and the name."""
OWNED = 5
"""Words between an arm or a deed and the word that says whose it is."""
BETWEEN = {"ADJ", "CCONJ", "PRON"}


def is_unsigned(candidate: Candidate, agents: tuple[ActorReading, ...]) -> bool:
    """True for violence whose words name no armed side that did it."""
    is_deed = candidate.family == VIOLENCE and candidate.trigger_class not in NOT_SIGNED
    return is_deed and not any(a.kind in ARMED_KINDS for a in agents)


def signer(
    candidate: Candidate,
    sentence: Sentence,
    text: str,
    index: ActorIndex,
    countries: frozenset[str],
    lexicon: Lexicon,
    gazetteer: Gazetteer,
) -> Argument | ActorReading | None:
    """The armed side that a mark says did it: its words, or a state.

    A named one goes before gunmen, then the one nearest to the trigger.
    """
    arms = lexicon.roles.get("arms_nouns")
    if not arms or not _has_mark(sentence, lexicon):
        return None
    hits = index.find(text[sentence.start : sentence.end], countries)
    sides = [h for h in hits if h.actor.kind != "identity" and kind_of(h) in ARMED_KINDS]
    found: list[tuple[bool, int, Argument | ActorReading]] = []
    for token in sentence.tokens:
        apart = abs(token.index - candidate.trigger_token)
        if apart > REACH or not _is_marked(sentence, token, lexicon):
            continue
        hit = _hit_at(sentence, token, sides, lexicon)
        if hit is not None:
            end = sentence.start + hit.end
            side = Argument(
                sentence.index, token.index, token.start, end, text[token.start : end], "agent"
            )
            found.append((kind_of(hit) not in NAMED, apart, side))
        elif _is_of_arms(sentence, token, lexicon):
            country = gazetteer.demonym_country(token.text, lexicon.language)
            if country and country not in NO_HEAVY_ARMS:
                state = ("state", STATE_FORM, None, country, (), token.span, "actor.demonym")
                found.append((False, apart, ActorReading(*state)))
    return min(found, key=lambda item: item[:2])[2] if found else None


def _hit_at(
    sentence: Sentence, token: Token, sides: Iterable[ActorHit], lexicon: Lexicon
) -> ActorHit | None:
    """The side that a word begins, or to which the people belong that it names."""
    offset = sentence.start
    here = [h for h in sides if token.start <= h.start + offset < token.end]
    if fold(token.text) in lexicon.roles["people_of"]:
        behind = sentence.tokens[token.index + 1 : token.index + 1 + OWNED]
        joints = lexicon.roles["of"] | lexicon.roles["belonging"] | lexicon.roles["of_doer"]
        for before, noun in zip(behind, behind[1:], strict=False):
            named = [h for h in sides if noun.start <= h.start + offset < noun.end]
            named += [h for h in sides if h.start + offset == before.start]
            if fold(before.text) in joints and named:
                return named[0]
            if before.upos not in {"ADJ", "ADP", "NOUN", "PROPN"}:
                break
    return here[0] if here else None


def _has_mark(sentence: Sentence, lexicon: Lexicon) -> bool:
    roles = lexicon.roles
    words = roles["arms_nouns"] | roles["launching"] | roles["belonging"]
    by = {word.split()[-1] for word in roles["by_phrases"]}
    return any(fold(t.text) in words or fold(t.text) in by for t in sentence.tokens)


def _is_marked(sentence: Sentence, token: Token, lexicon: Lexicon) -> bool:
    return (
        _is_behind_by(sentence, token, lexicon)
        or _is_of_arms(sentence, token, lexicon)
        or _is_launching(sentence, token, lexicon)
        or _is_owner(sentence, token, lexicon)
    )


def _is_behind_by(sentence: Sentence, token: Token, lexicon: Lexicon) -> bool:
    words = [fold(t.text) for t in sentence.tokens[max(0, token.index - 2) : token.index]]
    known = lexicon.roles["by_phrases"]
    return " ".join(words) in known or (bool(words) and words[-1] in known)


def _is_of_arms(sentence: Sentence, token: Token, lexicon: Lexicon) -> bool:
    """An owner or adjective right behind an arm or a deed done with it, over adjectives."""
    for before in _back(sentence, token.index):
        if fold(before.text) in lexicon.roles["arms_nouns"]:
            return True
        if before.upos not in BETWEEN:
            return False
    return False


def _is_launching(sentence: Sentence, token: Token, lexicon: Lexicon) -> bool:
    """The subject of "which X launched": the verb has an object in its own word."""
    before = list(_back(sentence, token.index))[:2]
    if before and before[0].upos == "PRON":
        before = before[1:]
    elif before and fold(before[0].text) not in lexicon.roles["launched"]:
        return False
    verb = before[0] if before else token
    return bool({fold(verb.text), fold(verb.lemma)} & lexicon.roles["launching"])


def _is_owner(sentence: Sentence, token: Token, lexicon: Lexicon) -> bool:
    """Whose the arm is: "a drone belonging to X", "a mine of those that X left"."""
    before = list(_back(sentence, token.index))
    if before and fold(before[0].text) in lexicon.roles["of_doer"]:
        before = before[1:]
    own = lexicon.roles["belonging"] | lexicon.roles["left_by"]
    if not before or fold(before[0].text) not in own:
        return False
    return any(fold(t.text) in lexicon.roles["arms_nouns"] for t in before[1 : 1 + OWNED])


def _back(sentence: Sentence, index: int) -> Iterator[Token]:
    """The words before one, from near to far."""
    yield from reversed(sentence.tokens[max(0, index - OWNED - 2) : index])


def changed_sides(
    candidate: Candidate,
    sentence: Sentence,
    text: str,
    index: ActorIndex,
    countries: frozenset[str],
    lexicon: Lexicon,
) -> tuple[Argument, ...]:
    """The group or force that people leave or join, in a sentence whose tree names none."""
    if candidate.trigger_class != CHANGES or "arms_nouns" not in lexicon.roles:
        return ()
    for hit in index.find(text[sentence.start : sentence.end], countries):
        start, end = sentence.start + hit.start, sentence.start + hit.end
        token = next((t for t in sentence.tokens if t.end > start), None)
        if hit.actor.kind in {"group", "force"} and token is not None:
            words = text[start:end]
            return (Argument(sentence.index, token.index, start, end, words, "agent"),)
    return ()
