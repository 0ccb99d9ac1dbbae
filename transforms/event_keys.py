"""Stable keys: a hash of what makes an event that event."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date

STRATEGIC = "Strategic developments"


def event_key(row: Mapping[str, object]) -> str:
    """Return the key a report has by its content: day, place, sides, and whether it is strategic.

    One event = one dyad, one place, one day (codebook, coding_rules: unit), so the sub-type
    is not in the key: the same dyad's tactics of a day are one event. Demonstrations carry
    their crowd, strategic developments their sub-type. A new event takes the key of its best
    mention and keeps it, whatever later articles correct.
    """
    day = row["event_date"]
    strategic = row["sub_event_type"] if row["event_type"] == STRATEGIC else ""
    sides = sorted(str(row[side]) for side in ("actor1", "actor2") if row[side])
    if row["inter1"] in {"Protesters", "Rioters"}:
        sides = ["demonstration"]
    parts = [
        day.isoformat() if isinstance(day, date) else "",
        str(row["country"]),
        str(row["admin1"]),
        str(row["location"]),
        str(strategic),
        *sides,
    ]
    return hash_key(*parts)


def hash_key(*parts: str) -> str:
    """Return 16 hex digits of the parts' SHA-256."""
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]
