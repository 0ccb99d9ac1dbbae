"""The cue classes of a sentence that it tells of, not denied, wished for or inside a name."""

from __future__ import annotations

from functools import lru_cache

from transforms.lexicon import Lexicon

NEGATION_REACH = 4
LONG = 3
CROWD_CUES = {"violent_crowd", "crowd", "demonstration", "mob_crowd"}


def told_cues(text: str, lexicon: Lexicon) -> frozenset[str]:
    """Cue classes of a sentence, none right after a negation or inside a name of police.

    "Riot police" is no riot; so what something "did not result in".
    """
    negators, causing = lexicon.modality["negators"], lexicon.modality.get("causing", frozenset())

    def is_denied(before: str) -> bool:
        words = before.casefold().split()[-NEGATION_REACH:]
        return bool(negators & {*words[-2:]} or (negators & {*words} and causing & {*words}))

    plans = _long_words(lexicon.modality["planning_nouns"])
    ends = lexicon.modality["purpose_marks"]

    def is_wished(before: str) -> bool:
        words = before.casefold().split()[-2:]  # "a threat to burn copies of"
        return len(words) > 1 and words[1] in ends and words[0].startswith(plans)

    found = lexicon.cues.find(text)
    police = [(start, end) for name, start, end in found if name == "police_side"]
    return frozenset(
        name
        for name, start, end in found
        if not is_denied(text[:start])
        and not (name in CROWD_CUES and is_wished(text[:start]))
        and not (name in CROWD_CUES and any(a <= start and end <= b for a, b in police))
    )


@lru_cache(maxsize=16)
def _long_words(words: frozenset[str]) -> tuple[str, ...]:
    return tuple(word for word in words if len(word) > LONG)
