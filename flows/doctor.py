"""Examine a warehouse in full: the warehouse's own checks, then the codebook's rules."""

from __future__ import annotations

import tempfile
from pathlib import Path

from expectations.rules import load_rules
from expectations.staging import find_failures, open_staging
from flows.settings import Settings
from transforms.codebook import load_codebook
from warehouse.doctor import Finding, examine_warehouse, export_for_rules, make_finding

NOT_RUN_AFTER = {"migrations_are_missing"}
"""Findings after which the tables are not such as the rules read."""


def examine(settings: Settings) -> list[Finding]:
    """Return everything that is wrong with the settings' warehouse; empty where it is sound.

    Raises:
        InputError: there is no warehouse.
        WarehouseError: it cannot be read.
    """
    found = examine_warehouse(settings.data_dir, settings.lock_wait_seconds)
    if NOT_RUN_AFTER.isdisjoint(finding.check for finding in found):
        broken = find_broken_rules(settings.data_dir, settings.lock_wait_seconds)
        found += [make_finding("event_breaks_a_rule", broken)] if broken else []
    return found


def find_broken_rules(data_dir: Path, wait_s: float) -> list[str]:
    """Return "<event_key> <rule>: <detail>" of each error rule that a stored event breaks."""
    codebook = load_codebook()
    rules = tuple(rule for rule in load_rules(codebook) if rule.level == "error")
    with tempfile.TemporaryDirectory(prefix="newsledger-") as name:
        stored, scratch = Path(name, "stored"), Path(name, "scratch")
        stored.mkdir()
        scratch.mkdir()
        export_for_rules(data_dir, stored, wait_s)
        engine = open_staging(stored, scratch, codebook)
        failures = find_failures(engine, rules)
        engine.dispose()
    return [f"{f.event_key} {f.rule_id}: {f.detail}" for f in failures]
