"""Mentions that are no events after all: metaphors, accidents, ordinary crime, fiction.

Told by the features of a mention (codebooks/cues) and the sides that take part; each
refusal carries a rule of codebooks/not_coded.yaml.
"""

from __future__ import annotations

from transforms.codebook_records import SubEventType
from transforms.coding.topics import targeted_people
from transforms.records import Mention

PEOPLE = {f"p:{kind}" for kind in ("civilian", "protesters", "rioters", "communal", "gang")}
SIDES = PEOPLE | {"a:armed_side", "p:armed_side", "a:government", "a:protesters", "a:rioters"}
CONFLICT = {
    "c:harm",
    "c:forces",
    "c:armed",
    "c:demonstration",
    "c:arms",
    "c:artillery",
    "c:air",
} | {"c:police_side", "c:captive", "c:device", "c:violent_crowd", "c:peace_words"}
SAFE_FROM_CRIME = {"Battles", "Protests", "Riots", "Explosions/Remote violence"}
NAMED_SIDES = {"a:group", "a:state", "a:police", "a:external", "a:communal"}
WAR_TOLL = 5_000
"""Dead that only a war or years of violence have."""
VIOLENT = {"Violence against civilians", "Explosions/Remote violence", "Battles"}
UNREAL = {
    "drill": ("NC17.drill", "told of an exercise"),
    "filming": ("NC12.fiction", "played for a film"),
    "fiction": ("NC12.fiction", "told in an article on a film, a book or a game"),
}
CHANGE, DISRUPTED = "Change to group/activity", "Disrupted weapons use"
LOSS = "Looting/property destruction"
FORCE_SIDES = {
    f"{side}:{kind}"
    for side in "ap"
    for kind in ("state", "police", "group", "armed", "gang", "communal", "external", "government")
}
AT_WAR = {"a:group", "p:group", "a:armed", "p:armed", "c:arms", "t:clash", "t:coup"}
ARMED = {"a:armed", "c:arms"}
FIRED = {"t:airstrike", "t:shell"}
"""Drones and missiles that crash into something were sent there."""
MEANT = {
    "a:armed",
    "a:group",
    "p:armed_side",
    "c:arms",
    "c:suicide",
    "t:shoot_down",
    "t:protest",
    "t:riot",
}
MEANT |= FIRED
"""Signs that a blast or a crash was no accident."""
MISHAPS = {"c:accident", "c:disaster"}
DEEDS = {LOSS, DISRUPTED, "Arrests"}
"""Developments that do happen at a match: shops looted, a bomb made safe, people held."""
STOPPING = {"t:defuse", "t:intercept", "t:seize_arms"}
"""What rescue services do with arms, too."""
INTENDED = {"t:attack", "t:abduct", "t:ambush", "t:grenade", "t:shoot", "t:riot", "c:firearm"}
"""What is done on purpose, also beside tanks and plants that may blow up by themselves."""
MOBS = {"a:rioters", "c:mob"}
FIGURES = {"sport", "market", "health"}
WEAPONS = {"c:firearm", "c:device", "c:artillery", "t:shoot_down", "t:clash", "t:attack"} | FIRED
PROTESTING = {"c:demonstration", "c:demand", "c:crowd", "c:police_side", "a:protesters"}
DAYS_OF_EVENTS = {"stated_day", "past_day", "paragraph_day", "range_middle"}
UNDATED_REASONS = {"news_day", "publication_day", "no_publication_date"}


def find_refusal(
    mention: Mention, sub: SubEventType, topics: frozenset[str] = frozenset()
) -> tuple[str, str] | None:
    """Metaphors, accidents, ordinary crime and fiction, told by their cues and the topics."""
    features = mention.features
    armed = "a:armed_side" in features or "p:forces" in features
    if mention.fatalities.value >= WAR_TOLL:
        return ("NC10.aggregate_toll", "more dead than one event has")
    refusal = _robbery(features, sub) or _by_topic(mention, sub, topics)
    if refusal:
        return refusal
    if not armed:
        refusal = _civil_refusal(mention, sub, topics)
        if refusal:
            return refusal
    if "c:crash" in features and sub.event_type in VIOLENT and not features & WEAPONS:
        return ("NC12.accident", "a crash")
    if "c:fiction" in features and mention.date.reason != "stated_day":
        return ("NC12.fiction", "told in a film, a book or a game")
    is_vague = not features & CONFLICT or mention.date.reason in UNDATED_REASONS
    is_vague &= sub.name != DISRUPTED  # arms are what is named
    if mention.place.place is None and not features & SIDES and is_vague:
        return ("NC11.nothing_named", "no side, no place and no day are named")
    return None


def _robbery(features: frozenset[str], sub: SubEventType) -> tuple[str, str] | None:
    """Robbers who shoot, of no group that fights."""
    is_theirs = "c:robbery" in features and not features & AT_WAR - ARMED
    is_violent = sub.event_type in VIOLENT
    return ("NC12.ordinary_crime", "a robbery") if is_theirs and is_violent else None


def _by_topic(
    mention: Mention, sub: SubEventType, topics: frozenset[str]
) -> tuple[str, str] | None:
    """Refusals told by what the article is about besides conflict."""
    unreal = _unreal(mention.features, sub, topics)
    if unreal and sub.event_type != "Protests":
        return unreal
    if "statistics" in topics and mention.date.reason not in DAYS_OF_EVENTS:
        return ("NC10.statistics", "counted in figures of a period, without a day of its own")
    if sub.event_type == "Strategic developments":
        refusal = _no_development(mention, sub, topics)
        if refusal:
            return refusal
    is_match = "sport" in topics and not mention.features & {"c:arms", "c:harm"}
    named = NAMED_SIDES - {"a:state"} if is_match else NAMED_SIDES  # "an army of fans"
    if sub.event_type == "Protests":
        return _no_protest(mention.features, topics)
    if "health" in topics and not mention.features & (CONFLICT - {"c:police_side", "c:device"}):
        return ("NC12.metaphor", "words of conflict in an article on illness")
    if mention.features & named:
        return None
    return _figure_or_mishap(mention, sub, topics) or _at_trial(mention, sub, topics)


def _unreal(
    features: frozenset[str], sub: SubEventType, topics: frozenset[str]
) -> tuple[str, str] | None:
    """Exercises and works of fiction: by the article's topic, or fire without harm in a drill."""
    is_drill = "c:drill" in features and "c:harm" not in features and sub.event_type in VIOLENT
    told = topics | {"drill"} if is_drill else topics
    return next((UNREAL[topic] for topic in sorted(told & UNREAL.keys())), None)


def _no_protest(features: frozenset[str], topics: frozenset[str]) -> tuple[str, str] | None:
    """Fighters who drive through a town, and moves in a match."""
    if _is_parade(features):
        return ("NC05.armed_parade", "fighters or forces in the streets, no demonstrators")
    is_move = "sport" in topics and not features & PROTESTING
    is_move |= "match" in topics and not features & {"c:demand", "c:police_side"}
    return ("NC12.metaphor", "a move in a match") if is_move else None


def _is_parade(features: frozenset[str]) -> bool:
    """True where those who march are armed, and no word of a demonstration is said."""
    kinds = {f for f in features if f.startswith("protest.a:")}
    is_armed = bool(kinds) and kinds <= {"protest.a:group", "protest.a:armed", "protest.a:state"}
    return is_armed and "c:demonstration" not in features


def _no_development(
    mention: Mention, sub: SubEventType, topics: frozenset[str]
) -> tuple[str, str] | None:
    """Ordinary arrests, police at a demonstration, soldiers and flights after a disaster."""
    features = mention.features
    if sub.name == CHANGE and not features & (FORCE_SIDES | {"t:deploy"}):
        return ("NC11.nothing_named", "no force and no group is named that changes")
    is_deal = features & {"t:ceasefire", "t:talks"} and sub.name == "Agreement"
    if is_deal and not features & FORCE_SIDES and mention.date.reason != "stated_day":
        return ("NC11.nothing_named", "a truce or talks of nobody, on no day")
    if "crime" in topics and (sub.name == "Arrests" or _is_of_suspect(features)):
        return ("NC13.ordinary_arrest", "an arrest for an ordinary crime")
    if "sport" in topics and sub.name not in DEEDS and not features & {"a:group", "p:group"}:
        return ("NC12.metaphor", "words of conflict in a report of a match")
    if sub.name == CHANGE and {"c:demonstration", "a:police"} <= features:
        return ("NC05.police_watch", "police stood by at a demonstration")
    if topics & {"disaster", "health"} and sub.name in {CHANGE, "Other"} and not features & AT_WAR:
        return ("NC12.accident", "help or order after a disaster or in an epidemic")
    return None


def _is_of_suspect(features: frozenset[str]) -> bool:
    """True where a private person gives himself up."""
    return "t:surrender" in features and not features & {"a:group", "p:group", "a:armed", "a:gang"}


def _figure_or_mishap(
    mention: Mention, sub: SubEventType, topics: frozenset[str]
) -> tuple[str, str] | None:
    """Figures of speech in reports of matches, markets, illness and parliament; accidents."""
    features = mention.features
    figures = topics & FIGURES if "a:armed" not in features else topics & {"sport", "market"}
    if figures and not features & {"c:arms", "c:police_side", "t:loot"}:
        return ("NC12.metaphor", "words of conflict in an article on sport, markets or illness")
    is_armless = not features & {"c:harm", "c:arms", "t:explode", "c:artillery", "a:armed"}
    if "politics" in topics and sub.event_type in VIOLENT and is_armless:
        return ("NC12.metaphor", "words of conflict in an article on parliament, without harm")
    if "mishap" in topics and sub.event_type in VIOLENT and not features & MEANT:
        return ("NC12.accident", "an accident by its cause")
    is_killed_by_it = "disaster" in topics and "t:kill" in features and "a:armed" not in features
    if is_killed_by_it and not features & (MEANT | WEAPONS | INTENDED | MOBS):
        return ("NC12.accident", "the dead of a disaster")
    is_aid = "c:disaster" in features and not features & STOPPING
    if sub.event_type == "Strategic developments" and is_aid:
        return ("NC12.accident", "help or order after a disaster")
    return None


def _at_trial(
    mention: Mention, sub: SubEventType, topics: frozenset[str]
) -> tuple[str, str] | None:
    """Violence told at a trial."""
    has_victim = any(f.startswith("p:") and f != "p:unknown" for f in mention.features)
    is_blast = "t:explode" in mention.features and mention.place.precision is not None
    is_told = mention.date.reason not in {"stated_day", "past_day"} or not (has_victim or is_blast)
    is_told &= not mention.features & (FIRED | {"a:armed"})
    is_told &= sub.event_type in VIOLENT or sub.name == LOSS
    if "court" in topics and is_told:
        return ("NC08.trial", "told of at a trial, without a side that did it")
    return None


def _civil_refusal(
    mention: Mention, sub: SubEventType, topics: frozenset[str]
) -> tuple[str, str] | None:
    """Refusals that hold only where no armed side takes part."""
    features = mention.features
    is_fire = {"t:burn", "c:burning", "c:sport"} <= features  # fans who burn a bus
    if features & ({"c:metaphor"} if is_fire else {"c:metaphor", "c:sport"}):
        return ("NC12.metaphor", "words of conflict for something else")
    accidents = MISHAPS if features & (INTENDED | FIRED) else MISHAPS | {"c:plant"}
    accidents = accidents - {"c:accident"} if features & FIRED else accidents
    accidents = accidents - MISHAPS if features & STOPPING else accidents
    if features & accidents and sub.event_type not in {"Protests", "Battles"}:
        return ("NC12.accident", "an accident or a disaster")
    is_crime = ("c:crime" in features or "crime" in topics) and not _is_targeted(mention)
    is_crime &= not {"t:burn", "c:public_building"} <= features
    if is_crime and sub.event_type not in SAFE_FROM_CRIME:
        return ("NC12.ordinary_crime", "ordinary crime without an organised armed side")
    if sub.event_type != "Violence against civilians":
        return None
    if "a:civilian" in features:
        return ("NC12.ordinary_crime", "the one who did it is a private person")
    if "p:unknown" in features and not features & PEOPLE and not mention.fatalities.value:
        return ("NC12.no_sides", "neither an armed side nor a person hurt is named")
    return None


def _is_targeted(mention: Mention) -> bool:
    """A judge, a journalist, a candidate or the like is killed, by no private person."""
    people = {a for victim in mention.patients for a in victim.associates}
    is_targeted = "p:government" in mention.features or bool(people & targeted_people())
    return is_targeted and "a:civilian" not in mention.features
