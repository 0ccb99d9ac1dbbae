"""Demonstrations that somebody else's violence hits: "gunmen fired at a rally"."""

from __future__ import annotations

from transforms.records import AnnotatedArticle
from transforms.resolve.reports import Group, Report
from transforms.tree import ancestors, clause_head

AT_PROTEST = "s:at_protest"
"""The feature of violence that hits a peaceful demonstration."""
STRIKES = {"kill", "shoot", "attack", "ambush", "abduct", "beat"}
DEVICES = {"suicide_bomb", "explode", "grenade", "bombard", "airstrike", "shell", "chemical"}
GATHERINGS = {"protest", "block"}
OTHER_CROWDS = {"riot", "disperse", "clash", "mob"}
ATTACKERS = {"group", "armed", "gang"}
AIMED_AT = {"obl", "nmod", "obj"}
"""Relations of the gathering to the verb of "a grenade was thrown at a rally"."""
FIRE = {"shoot", "kill"}
"""What forces do to a demonstration that is more than breaking it up."""
FORCES = {"police", "state", "external"}


def at_protest(group: Group, annotated: AnnotatedArticle) -> frozenset[str]:
    """{AT_PROTEST} where armed people, shots or a device hit a demonstration told below them.

    Codebook (event types): violence by anyone against peaceful protesters, also by a device,
    is excessive force. A protest against a deed has the deed below it, and is none of these.
    """
    classes = {r.candidate.trigger_class for r in group.reports}
    kinds = {a.kind for r in group.reports for a in r.agents}
    if classes & OTHER_CROWDS or not classes & (STRIKES | DEVICES):
        return frozenset()
    if kinds & FORCES and not classes & FIRE:
        return frozenset()
    gatherings = [r for r in group.reports if r.candidate.trigger_class in GATHERINGS]
    strikes = [r for r in group.reports if _strikes(r)]
    is_below = any(any(_is_below(g, strike, annotated) for strike in strikes) for g in gatherings)
    return frozenset({AT_PROTEST}) if is_below else frozenset()


def _strikes(report: Report) -> bool:
    name = report.candidate.trigger_class
    kinds = {a.kind for a in report.agents}
    is_fire = name in FIRE and (not kinds or bool(kinds & FORCES))
    return name in DEVICES or (name in STRIKES and bool(kinds & ATTACKERS)) or is_fire


def _is_below(gathering: Report, strike: Report, annotated: AnnotatedArticle) -> bool:
    one, other = gathering.candidate, strike.candidate
    if one.sentence != other.sentence:
        return one.is_anaphoric
    sentence = annotated.sentences[one.sentence]
    above = {token.index for token in ancestors(sentence, one.trigger_token)}
    if other.trigger_token in above:
        return True
    verb = clause_head(sentence, other.trigger_token)
    relation = sentence.tokens[one.trigger_token].deprel
    return verb in above and verb != one.trigger_token and relation in AIMED_AT
