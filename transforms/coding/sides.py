"""Which participant of a mention stands for a side: picking by kind, filling what is not told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from transforms.records import ActorReading, Mention, Span

PARTIES = ("group", "state", "police", "external", "government", "communal", "gang", "armed")
ARMED = ("group", "state", "police", "external", "communal", "gang", "armed")
FORCES = ("state", "police", "external")
STATE_INTER, ABROAD_INTER = "State forces", "External/Other forces"
MILITIA = "Political militia"
UNIDENTIFIED = ("Unidentified Armed Group ({country})", MILITIA, "actor.unidentified")
UNIDENTIFIED_AIR = ("Unidentified Military Forces ({country})", ABROAD_INTER, "actor.unidentified")
CIVILIANS = ("Civilians ({country})", "Civilians", "actor.default_civilians")
PROTESTERS = ("Protesters ({country})", "Protesters", "actor.demonstrators")
RIOTERS = ("Rioters ({country})", "Rioters", "actor.rioters")


def as_civilians(reading: ActorReading, mention: Mention) -> ActorReading:
    """Civilians of a side's country, with the associates of all civilians hit."""
    associates = tuple(
        dict.fromkeys(a for r in mention.patients if r.kind == "civilian" for a in r.associates)
    )
    form, inter, rule = CIVILIANS
    return ActorReading("civilian", form, inter, reading.country, associates, reading.span, rule)


def filled(kind: tuple[str, str, str], mention: Mention, name: str) -> ActorReading:
    """An unnamed side by the codebook's form, at the trigger."""
    form, inter, rule = kind
    span: Span = mention.candidates[0].trigger
    return ActorReading(name, form, inter, None, (), span, rule)


def is_same_side(one: ActorReading, other: ActorReading) -> bool:
    """Whether two readings give one name."""
    return (one.form, one.country) == (other.form, other.country)


def distinct(readings: Iterable[ActorReading]) -> list[ActorReading]:
    """The readings, one a form and country."""
    return list({(r.form, r.country): r for r in readings}.values())


def of_kinds(readings: Iterable[ActorReading], kinds: Sequence[str]) -> list[ActorReading]:
    """The readings of some kinds, in order."""
    return [r for r in readings if r.kind in kinds]


def pick(readings: Iterable[ActorReading], kinds: Sequence[str]) -> ActorReading | None:
    """The reading whose kind comes first among `kinds`; None without one."""
    found = of_kinds(readings, kinds)
    return min(found, key=lambda r: kinds.index(r.kind)) if found else None
