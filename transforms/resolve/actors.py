"""Actors: what a participant's words mean.

`read_actor` says what the words mean (state forces, a named group, gunmen, residents ...);
the name itself is given at coding, when the event's country and day are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transforms.actor_names import ActorHit, ActorIndex
from transforms.gazetteer import Gazetteer
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import ActorReading, Argument, Candidate, Sentence, Span, Token
from transforms.resolve.belonging import country_in, is_common_word, unit_behind

GENERIC_KINDS = {
    "civilian": "civilian",
    "armed_unidentified": "armed",
    "gang": "gang",
    "protesters": "protesters",
    "rioters": "rioters",
    "communal": "communal",
    "prisoners": "civilian",
    "opposition": "civilian",
    "private_security": "external",
    "mercenaries": "external",
    "peacekeepers": "external",
    "military_unidentified": "external",
}
POLICE = "Police Forces of"
RUN_ON = 60
JOINT = 5
HEAD_REACH = 50
STATE_FORM = "Military Forces of {country} ({years})"
CIVILIANS = "Civilians ({country})"
GOVERNMENT = "identity.government"
ABROAD_INTER = "External/Other forces"
IDENTITY_RULE = "actor.identity"
PEOPLE_RULE = "actor.generic.civilian"
ARMS_CLASSES = {"shoot", "grenade", "explode", "suicide_bomb", "abduct"}
DEVICES = {"grenade", "explode", "suicide_bomb"}
ARMS_CUES = {"firearm", "device", "disguise"}
MOB_CLASSES = {"attack", "beat", "burn", "loot", "kill", "clash"}
SETTLERS = "Settlers ({country})"
MANY = {"tens", "dozens", "hundreds", "thousands"}
ARMED_KINDS = {"state", "police", "group", "armed", "gang", "communal", "external"}
HEAVY_ARMS = {"airstrike", "bombard", "shell", "intercept", "shoot_down"}
COUNTING = {"NUM", "DET", "PRON"}
"""Heads of a count ("seventeen of the soldiers"): the words after them say who."""
HEAVY_ARMS_CUES = {"air", "artillery"}
NO_HEAVY_ARMS = {"PSE"}
"""Rockets called after these come from armed groups."""
OVERRIDABLE = {"armed", "gang", "state", "unknown", "communal"}


def read_actor(
    argument: Argument,
    sentence: Sentence,
    text: str,
    language: str,
    index: ActorIndex,
    gazetteer: Gazetteer,
    lexicon: Lexicon,
    countries: frozenset[str] = frozenset(),
) -> ActorReading:
    """Return what a participant's words mean; kind unknown where no codebook lists them.

    `countries` are the ISO3 codes of the article's places: ambiguous names need one.
    """
    hits = _hits(argument, sentence, text, index, countries, lexicon)
    head = sentence.tokens[argument.head]
    at = head.start - argument.start
    country = country_in(argument, sentence, language, gazetteer, lexicon)
    associates = tuple(dict.fromkeys(h.actor.form for h in hits if h.actor.kind == "identity"))
    sides = [h for h in hits if h.actor.kind != "identity"]
    is_bare = head.upos in {"ADJ", "VERB"}  # "a crowd armed with machetes" is no navy
    sides = [h for h in sides if not (is_bare and h.actor.kind == "unit" and h.start == at)]
    best = _best_hit(sides, at)
    is_count = head.upos in COUNTING or head.lemma.casefold() in lexicon.roles["collective_nouns"]
    if best is None and is_count:
        best = next((h for h in sides if h.start > at), None)
    best = best or unit_behind(argument, sentence, sides, lexicon)
    government = next((h for h in hits if h.actor.name_id == GOVERNMENT and h.start <= at), None)
    if government is not None and (best is None or _kind(best) == "civilian"):
        is_own = _heads_a_body(argument, government, text, lexicon)
        return _of_government(government, argument, country, associates if is_own else None)
    if best is not None:
        return _from_hit(best, argument, country, associates)
    if head.upos != "ADJ" and head.lemma.casefold() in lexicon.roles["military_targets"]:
        return _post(argument, country, sides)
    named = head.text if head.upos == "PROPN" else argument.text
    if not is_common_word(named) and gazetteer.country_of(named, language):
        return ActorReading(
            "state", STATE_FORM, None, country, (), argument.span, "actor.country_name"
        )
    if associates:
        return ActorReading(
            "civilian", CIVILIANS, "Civilians", country, associates, argument.span, "actor.identity"
        )
    if any(e.label == "PER" and e.start <= head.start < e.end for e in sentence.entities):
        return ActorReading(
            "civilian", CIVILIANS, "Civilians", country, (), argument.span, "actor.person"
        )
    return ActorReading("unknown", "", None, country, (), argument.span, "actor.unknown")


def _of_government(
    hit: ActorHit, argument: Argument, country: str | None, associates: tuple[str, ...] | None
) -> ActorReading:
    """The government; a civilian where associates of the head of a party are given."""
    if associates is not None:
        own = tuple(a for a in associates if a != hit.actor.form)
        head = ("civilian", CIVILIANS, "Civilians", country, own)
        return ActorReading(*head, argument.span, "actor.head_of_body")
    side = ("government", hit.actor.form, None, country, ())
    return ActorReading(*side, argument.span, "actor.government")


def _heads_a_body(argument: Argument, hit: ActorHit, text: str, lexicon: Lexicon) -> bool:
    """True for the president of a party, a union or a club, who governs nothing."""
    behind = text[argument.start + hit.end :][:HEAD_REACH].replace("'", " ").split()[:4]
    bodies = lexicon.roles.get("own_bodies", frozenset())
    return bool({fold(word.strip(",.")) for word in behind} & bodies)


def _post(argument: Argument, country: str | None, sides: Sequence[ActorHit]) -> ActorReading:
    """Whose post or base it is: that of the force named beside it, else the state's."""
    unit = next((h for h in sides if h.actor.kind == "unit"), None)
    if unit:
        return _from_hit(unit, argument, country, ())
    side = ("state", STATE_FORM, None, country, ())
    return ActorReading(*side, argument.span, "actor.military_target")


def _hits(
    argument: Argument,
    sentence: Sentence,
    text: str,
    index: ActorIndex,
    countries: frozenset[str],
    lexicon: Lexicon,
) -> list[ActorHit]:
    """Hits that begin inside the participant's words; a name may run on where the tree broke.

    A group right behind them, over "of the", is theirs too ("traficantes" "do Comando Vermelho").
    """
    stop = min(sentence.end, argument.end + RUN_ON)
    behind = text[argument.end : stop].split(maxsplit=1)
    joint = JOINT if behind and fold(behind[0]) in lexicon.roles["of"] else 0
    length = argument.end - argument.start
    return [
        hit
        for hit in index.find(text[argument.start : stop], countries)
        if hit.end <= length
        or (hit.start < length and hit.actor.kind in {"group", "force", "unit"})
        or (joint and hit.start <= length + joint and hit.actor.kind == "group")
    ]


def as_state(
    reading: ActorReading, trigger_class: str, cues: frozenset[str] = frozenset()
) -> ActorReading:
    """The state's forces, where only a demonym says whose planes or guns.

    "Israeli airstrike" is told by its trigger class, "Israeli jets" by the `cues` of its words.
    """
    is_bare = reading.kind == "unknown" and reading.country not in {None, *NO_HEAVY_ARMS}
    if is_bare and (trigger_class in HEAVY_ARMS or cues & HEAVY_ARMS_CUES):
        return replace(reading, kind="state", form=STATE_FORM, rule="actor.demonym")
    return reading


def as_crowd(
    reading: ActorReading, argument: Argument, trigger_class: str, lexicon: Lexicon
) -> ActorReading:
    """A mob for settlers, dozens or hundreds of people who attack, beat, burn or loot."""
    is_people = reading.kind == "civilian" and reading.rule in {PEOPLE_RULE, IDENTITY_RULE}
    if not is_people or trigger_class not in MOB_CLASSES:
        return reading
    kinds = {kind for kind, _, _ in lexicon.vague_finder.find(argument.text)}
    if not kinds & MANY and SETTLERS not in reading.associates:
        return reading
    return replace(reading, kind="rioters", rule="actor.crowd")


def as_gunmen(
    reading: ActorReading, candidate: Candidate, head: Token, lexicon: Lexicon
) -> ActorReading:
    """An armed side for bare "two men" who shoot or throw a grenade; residents stay civilians."""
    is_bare = reading.rule == PEOPLE_RULE and not reading.associates
    if not is_bare or not {fold(head.lemma), fold(head.text)} & lexicon.roles["men"]:
        return reading
    is_one = "Number=Sing" in head.feats and candidate.trigger_class not in DEVICES
    if candidate.trigger_class == "die" or is_one:
        return reading
    if candidate.trigger_class in ARMS_CLASSES or (
        candidate.family == "violence" and candidate.cues & ARMS_CUES
    ):
        form = "Unidentified Armed Group ({country})"
        rule = "actor.armed_men"
        return replace(reading, kind="armed", form=form, inter="Political militia", rule=rule)
    return reading


def _best_hit(hits: Sequence[ActorHit], at: int) -> ActorHit | None:
    """The hit over the head word; a named group or force beside a generic word wins."""
    over = next((h for h in hits if h.start <= at < h.end), None)
    named = next((h for h in hits if h.actor.kind in {"group", "force"}), None)
    if over is None:
        return named
    if over.actor.kind in {"group", "force"} or named is None:
        return over
    return named if _kind(over) in OVERRIDABLE else over


def _from_hit(
    hit: ActorHit, argument: Argument, country: str | None, associates: tuple[str, ...]
) -> ActorReading:
    actor = hit.actor
    span = Span(argument.start, max(argument.end, argument.start + hit.end))
    kind = _kind(hit)
    if actor.kind == "force":
        country = actor.countries[0] if len(actor.countries) == 1 else country
    if actor.kind == "group" and "{country}" not in actor.form:
        country = actor.countries[0] if actor.countries else country
    if kind in {"state", "police"}:
        associates = ()
    return ActorReading(
        kind,
        actor.form,
        actor.inter,
        country,
        associates if kind not in ARMED_KINDS else (),
        span,
        f"actor.{actor.name_id}",
        actor.demonstration_form,
        actor.eras,
    )


def _kind(hit: ActorHit) -> str:
    actor = hit.actor
    if actor.kind in {"unit", "force"}:
        return "police" if actor.form.startswith(POLICE) else "state"
    if actor.kind == "group":
        return "external" if actor.inter == ABROAD_INTER else "group"
    return GENERIC_KINDS[actor.name_id.removeprefix("generic.")]
