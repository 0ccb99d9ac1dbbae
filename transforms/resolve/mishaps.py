"""Tolls of accidents and disasters, told in an article that tells of violence too."""

from __future__ import annotations

from transforms.resolve.actors import ARMED_KINDS
from transforms.resolve.reports import Report

TOLLS = {"kill", "die", "wound"}
MISHAP_CUES = {"accident", "crash", "disaster"}
VIOLENT_CUES = {"armed", "arms", "firearm", "device", "artillery", "aircraft", "air", "forces"}
VIOLENT_CUES |= {"police_side", "demonstration", "suicide"}
FORCE_CUES = {"police_side", "forces"}
"""Soldiers and policemen die in accidents too."""
DYING = "die"


def is_mishap(report: Report) -> bool:
    """True for deaths in a sentence on an accident or a disaster that names no arms and no side."""
    candidate = report.candidate
    if candidate.trigger_class not in TOLLS or not candidate.cues & MISHAP_CUES:
        return False
    if candidate.trigger_class == DYING and candidate.cues & {"accident", "crash"}:
        return not candidate.cues & (VIOLENT_CUES - FORCE_CUES)
    is_armed = any(a.kind in ARMED_KINDS for a in report.agents)
    return not is_armed and not candidate.cues & VIOLENT_CUES
