"""Actors: what a participant's words mean (state forces, a named group, gunmen, residents ...).

The name itself is given at coding, when the event's country and day are known.
"""

from __future__ import annotations

from collections.abc import Sequence

from transforms.actor_names import ActorHit, ActorIndex
from transforms.gazetteer import Gazetteer
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import ActorReading, Argument, Sentence, Span, Token
from transforms.resolve.belonging import (
    JOINT,
    belongs_to_people,
    country_in,
    crew_of,
    is_common_word,
    is_of_vehicles,
    reach_of_group,
    unit_behind,
)

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
POLICE, MEN = "Police Forces of", "generic.civilian"
RUN_ON, HEAD_REACH, POST_REACH = 60, 50, 9  # the last: " de los "
STATE_FORM = "Military Forces of {country} ({years})"
CIVILIANS = "Civilians ({country})"
GOVERNMENT = "identity.government"
ABROAD_INTER = "External/Other forces"
ARMED_KINDS = {"state", "police", "group", "armed", "gang", "communal", "external"}
COUNTING = {"NUM", "DET", "PRON"}
"""Heads of a count ("seventeen of the soldiers"): the words after them say who."""
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
    sides = _sides(hits, argument, head, lexicon)
    best = _best_hit(sides, at)
    if best is None and _is_count(head, lexicon):
        best = next((h for h in sides if h.start > at or h.actor.kind == "unit"), None)
    best = best or unit_behind(argument, sentence, sides, lexicon)
    best = best or crew_of(sides, head, at, lexicon)
    best = _men_of(best, sides, head, at, lexicon) or best
    government = next((h for h in hits if h.actor.name_id == GOVERNMENT and h.start <= at), None)
    if government is not None and (best is None or kind_of(best) == "civilian"):
        is_own = _heads_a_body(argument, government, text, lexicon)
        return _of_government(government, argument, country, associates if is_own else None)
    if best is not None:
        return _from_hit(best, argument, country, associates)
    is_post = bool({fold(head.lemma), fold(head.text)} & lexicon.roles["military_targets"])
    is_post &= not belongs_to_people(sentence, head, associates, sides)
    is_post &= not is_of_vehicles(sentence, head, lexicon)
    if head.upos != "ADJ" and is_post:
        return _post(argument, country, sides, head.end - argument.start)
    named = head.text if head.upos == "PROPN" else argument.text
    if not is_common_word(named) and gazetteer.country_of(named, language):
        return ActorReading(
            "state", STATE_FORM, None, country, (), argument.span, "actor.country_name"
        )
    if associates:
        people = ("civilian", CIVILIANS, "Civilians", country, associates)
        return ActorReading(*people, argument.span, "actor.identity")
    is_named = any(e.label == "PER" and e.start <= head.start < e.end for e in sentence.entities)
    if is_named or {fold(head.lemma), fold(head.text)} & lexicon.roles["men"]:
        person, rule = ("civilian", CIVILIANS, "Civilians"), "person" if is_named else MEN
        return ActorReading(*person, country, (), argument.span, f"actor.{rule}")
    return ActorReading("unknown", "", None, country, (), argument.span, "actor.unknown")


def _sides(
    hits: Sequence[ActorHit], argument: Argument, head: Token, lexicon: Lexicon
) -> list[ActorHit]:
    """The hits that are sides; no forces by an adjective ("armed with"), or of former officers."""
    sides, at = [h for h in hits if h.actor.kind != "identity"], head.start - argument.start
    is_person = fold(head.lemma) in lexicon.roles.get("people_adjectives", frozenset())
    is_sure = "launching" not in lexicon.roles  # small models doubt Arabic nouns
    is_person |= head.deprel.startswith("nsubj")  # "efectivos de la Policía abrieron fuego"
    if head.upos in {"ADJ", "VERB"} and not is_person and is_sure:
        sides = [h for h in sides if h.actor.kind != "unit" or h.start != at]
    former = lexicon.roles.get("former", frozenset())
    is_sole = bool({fold(head.text), fold(head.lemma)} & former)  # "exintegrantes de las Farc"
    is_former = is_sole or bool({fold(word) for word in argument.text.split()} & former)
    return [h for h in sides if h.actor.kind != "unit" and not is_sole] if is_former else sides


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


def _post(
    argument: Argument, country: str | None, sides: Sequence[ActorHit], end: int
) -> ActorReading:
    """Whose post or base it is: that of the force or men named beside it, else the state's."""
    near = (h for h in sides if kind_of(h) in ARMED_KINDS and h.start <= end + POST_REACH)
    own = next((h for h in sides if h.actor.kind == "unit"), next(near, None))
    if own:
        return _from_hit(own, argument, country, ())
    side = ("state", STATE_FORM, None, country, ())
    return ActorReading(*side, argument.span, "actor.military_target")


def _joints(argument: Argument, sentence: Sentence, lexicon: Lexicon) -> frozenset[str]:
    """Words that join people to their group: "of", and "in" behind a leader or a member."""
    head = sentence.tokens[argument.head]
    is_member = {fold(head.lemma), fold(head.text)} & lexicon.roles.get("members", frozenset())
    return lexicon.roles["of"] | (lexicon.roles["locative"] if is_member else frozenset())


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
    joint = JOINT if behind and fold(behind[0]) in _joints(argument, sentence, lexicon) else 0
    joint = max(joint, reach_of_group(argument, sentence, lexicon))
    length = argument.end - argument.start
    hostile = tuple(lexicon.roles.get("hostile_to", ()))  # "anti-government protesters"
    return [
        hit
        for hit in index.find(text[argument.start : stop], countries)
        if not fold(text[argument.start : argument.start + hit.start]).endswith(hostile)
        if hit.end <= length
        or (hit.start < length and hit.actor.kind in {"group", "force", "unit"})
        or (joint and hit.start <= length + joint and hit.actor.kind == "group")
    ]


def _best_hit(hits: Sequence[ActorHit], at: int) -> ActorHit | None:
    """The hit over the head word; a named group or force beside a generic word wins."""
    over = next((h for h in hits if h.start <= at < h.end), None)
    named = next((h for h in hits if h.actor.kind in {"group", "force"}), None)
    if over is None:
        return named
    if over.actor.kind in {"group", "force"} or named is None:
        return over
    is_generic = (
        over.actor.kind == "generic" and kind_of(over) == "external"
    )  # "cascos azules de X"
    return named if is_generic or kind_of(over) in OVERRIDABLE else over


def _is_count(head: Token, lexicon: Lexicon) -> bool:
    """True for a number or a noun of quantity, whose people the words behind it tell."""
    is_count = head.upos in COUNTING or fold(head.text) in lexicon.numbers
    is_count |= head.lemma.casefold() in lexicon.roles["collective_nouns"]
    return is_count or fold(head.lemma) in lexicon.roles.get("hands", frozenset())


def _men_of(
    best: ActorHit | None, sides: Sequence[ActorHit], head: Token, at: int, lexicon: Lexicon
) -> ActorHit | None:
    """The armed side whose men they are ("hombres de una banda", "Abu Sayyaf men"), if any."""
    is_men = {fold(head.lemma), fold(head.text)} & lexicon.roles["men"]
    if not is_men or (best is not None and kind_of(best) != "civilian"):
        return None
    armed = [h for h in sides if kind_of(h) in ARMED_KINDS]
    return next((h for h in armed if h.start > at or 0 <= at - h.end <= 1), None)


def _from_hit(
    hit: ActorHit, argument: Argument, country: str | None, associates: tuple[str, ...]
) -> ActorReading:
    actor = hit.actor
    span = Span(argument.start, max(argument.end, argument.start + hit.end))
    kind = kind_of(hit)
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


def kind_of(hit: ActorHit) -> str:
    """What sort of side a hit is: state, police, group, external, armed, civilian ..."""
    actor = hit.actor
    if actor.kind in {"unit", "force"}:
        return "police" if actor.form.startswith(POLICE) else "state"
    if actor.kind == "group":
        return "external" if actor.inter == ABROAD_INTER else "group"
    return GENERIC_KINDS[actor.name_id.removeprefix("generic.")]
