"""The suite of a batch: its columns, the row suite, and every other rule as SQL."""

from __future__ import annotations

from typing import Any

from expectations.rows import column_expectations
from expectations.rules import Rule, sql_with
from transforms.codebook import Codebook
from transforms.schemas import EVENTS

SEVERITY = {"error": "critical", "warn": "warning"}
ROW_NUMBER = "file_row_number"


def build_suite(codebook: Codebook, rules: tuple[Rule, ...]) -> Any:
    """Return the Great Expectations suite of a staged batch.

    Each expectation carries its rule's id as `meta["rule_id"]`; an error rule is critical, a
    warn rule a warning. Built from the codebook each time, so the two cannot drift apart.
    """
    import great_expectations as gx
    import great_expectations.expectations as gxe

    by_id = {rule.id: rule for rule in rules}
    wanted = [
        (
            "V01",
            "ExpectTableColumnsToMatchOrderedList",
            {"column_list": [*EVENTS.names(), ROW_NUMBER]},
        ),
        *column_expectations(codebook),
    ]
    covered = {rule_id for rule_id, _, _ in wanted}
    wanted += [
        (rule.id, "UnexpectedRowsExpectation", {"unexpected_rows_query": _query(rule)})
        for rule in rules
        if rule.id not in covered
    ]
    return gx.ExpectationSuite(
        name=f"events_{codebook.version}",
        expectations=[
            getattr(gxe, kind)(
                **arguments,
                description=f"{rule_id} {by_id[rule_id].text}",
                severity=SEVERITY[by_id[rule_id].level],
                meta={"rule_id": rule_id},
            )
            for rule_id, kind, arguments in wanted
        ],
    )


def _query(rule: Rule) -> str:
    """Return the rule's SQL as Great Expectations wants it: literal braces doubled."""
    doubled = rule.sql.replace("{", "{{").replace("}", "}}")
    return sql_with("failing_rows", rule=doubled)
