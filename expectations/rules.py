"""The checks of the codebook, each with the SQL that returns its failing cells or rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from string import Template

from transforms.codebook import Codebook

UNCHECKED = {
    "V65": "needs the numbers of the cited text, which a staged batch does not carry",
    "V74": "needs the toll that was split, which a staged batch does not carry",
}
"""Rules that cannot be checked on a staged batch, and why."""

PARTLY_CHECKED = {
    "V05": "event_id_cnty and timestamp may be null: the load gives them",
    "V50": "reads English words of the evidence and the notes only",
    "V62": "compares with names of countries, not with names of first-level units",
    "V69": "checks the form of the list, not that each outlet is a known one",
    "V75": "checks that evidence lies in its article, not that it is no caption",
}
"""Rules of which a part cannot be checked on a staged batch, and what is left out."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A check: the codebook's id, words and level, and its SQL.

    The SQL returns file_row_number, event_key and detail, one row for each failing cell.
    """

    id: str
    text: str
    level: str
    sql: str


@dataclass(frozen=True, slots=True)
class Failure:
    """One failing cell of a staged row, found by a rule's SQL."""

    rule_id: str
    row: int
    event_key: str | None
    detail: str


def load_rules(codebook: Codebook) -> tuple[Rule, ...]:
    """Return every rule of the codebook that has SQL, in the codebook's order."""
    return tuple(
        Rule(rule.id, rule.rule, rule.level, sql(f"rules/{rule.id.lower()}"))
        for rule in codebook.validation_rules.values()
        if rule.id not in UNCHECKED
    )


@lru_cache(maxsize=256)
def sql(name: str) -> str:
    """Return the text of expectations/sql/<name>.sql."""
    return (files("expectations") / "sql" / f"{name}.sql").read_text(encoding="utf-8").strip()


def sql_with(file: str, **parts: str) -> str:
    """Return the text of a .sql template with its $parts filled in."""
    return Template(sql(file)).substitute(parts)
