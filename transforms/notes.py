"""The notes sentence of a row, in our own words, made from the coded fields only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from transforms.errors import CodebookError
from transforms.lexicon import DIRECTORY
from transforms.yaml_once import read_yaml

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def write_notes(
    row: dict[str, Any],
    crowd: str | None,
    directory: Path = DIRECTORY,
    most_deaths: int = 0,
    flags: Iterable[str] = (),
) -> str:
    """Return a few English sentences that tell a coded row.

    Args:
        row: the coded columns.
        crowd: the crowd's size as reported, if any.
        directory: of the codebooks.
        most_deaths: highest figure that a report gives, where reports differ.
        flags: remarks of the coder; those of notes.yaml are told, such as a day that is only
            the day of publication.

    Example: "On 7 March 2024, Protesters (Israel) demonstrated in Tel Aviv (Tel Aviv, Israel)."
    """
    forms = _load(directory)
    phrase = forms["sub_event_types"].get(row["sub_event_type"])
    if phrase is None:
        raise CodebookError(f"notes.yaml has no entry for {row['sub_event_type']!r}")
    opening = forms["opening"][row["time_precision"]].format(day=spell_day(row["event_date"]))
    whom = phrase["whom"] + str(row["actor2"]) if row["actor2"] else ""
    notes = f"{opening}{row['actor1']} {phrase['verb']}{whom}{_place(row, forms['ending'])}."
    notes += _deaths(row["fatalities"], forms["ending"])
    if most_deaths > row["fatalities"]:
        notes += forms["ending"]["deaths_differ"].format(most=most_deaths)
    notes += _crowd(crowd, forms["ending"])
    remarks = forms["remarks"]
    return notes + "".join(dict.fromkeys(remarks[flag] for flag in flags if flag in remarks))


def spell_day(day: date) -> str:
    """Return a day as the notes write it: "7 March 2024"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _place(row: dict[str, Any], ending: dict[str, str]) -> str:
    chain = ", ".join(dict.fromkeys(str(row[c]) for c in ("admin2", "admin1", "country") if row[c]))
    near = ending[f"near_{row['geo_precision']}"]
    return ending["place"].format(near=near, location=row["location"], chain=chain)


def _deaths(fatalities: int, ending: dict[str, str]) -> str:
    if fatalities == 0:
        return ending["deaths_none"]
    return ending["deaths_one"] if fatalities == 1 else ending["deaths_many"].format(n=fatalities)


def _crowd(crowd: str | None, ending: dict[str, str]) -> str:
    return ending["crowd"].format(crowd=crowd) if crowd and crowd != "no report" else ""


@lru_cache(maxsize=4)
def _load(directory: Path) -> dict[str, Any]:
    return read_yaml(directory / "notes.yaml")
