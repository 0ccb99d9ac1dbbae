"""Splits a staged events frame into accepted rows, quarantined rows and warnings."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence

import polars as pl

from expectations.rules import Failure, Rule
from transforms.schemas import QUARANTINE

WARNINGS = pl.Schema({"event_key": pl.String(), "rule_id": pl.String(), "message": pl.String()})
"""One row a warn rule that an accepted event breaks."""

ByRow = Mapping[int, Mapping[str, Sequence[str]]]
Origins = Mapping[str, tuple[str | None, str | None]]


def split_events(
    events: pl.DataFrame, failures: Sequence[Failure], rules: Sequence[Rule], origins: Origins
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Return (accepted events, quarantine rows, warnings), each with its declared schema.

    Args:
        events: staged events; a failure's `row` is the 0-based position here.
        failures: what the rules' SQL found.
        rules: the rules, for their level and words.
        origins: event_key -> article_id and path of the first article that it cites.
    """
    by_level = {
        level: _by_row([f for f in failures if f.rule_id in ids])
        for level in ("error", "warn")
        for ids in ({rule.id for rule in rules if rule.level == level},)
    }
    texts = {rule.id: rule.text for rule in rules}
    numbered = events.with_row_index("row")
    is_bad = pl.col("row").is_in(list(by_level["error"]))
    accepted = numbered.filter(~is_bad)
    rejected = [
        _quarantine_row(row, by_level["error"][row["row"]], texts, origins)
        for row in numbered.filter(is_bad).iter_rows(named=True)
    ]
    warnings = [
        (key, rule_id, f"{texts[rule_id]}: {'; '.join(details)}")
        for row, key in accepted.select("row", "event_key").iter_rows()
        for rule_id, details in by_level["warn"].get(row, {}).items()
    ]
    return (
        accepted.drop("row"),
        pl.DataFrame(rejected, schema=QUARANTINE, orient="row"),
        pl.DataFrame(warnings, schema=WARNINGS, orient="row"),
    )


def _by_row(failures: Sequence[Failure]) -> ByRow:
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for failure in failures:
        found[failure.row][failure.rule_id].append(failure.detail)
    return found


def _quarantine_row(
    row: dict[str, object],
    broken: Mapping[str, Sequence[str]],
    texts: Mapping[str, str],
    origins: Origins,
) -> dict[str, object]:
    values = {name: value for name, value in row.items() if name != "row"}
    key = values["event_key"]
    article_id, path = origins.get(str(key), (None, None))
    reason = "; ".join(
        f"{rule_id} {texts[rule_id]}: {', '.join(d)}" for rule_id, d in broken.items()
    )
    payload = json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)
    place = f"event|{key}|{payload}|{reason}"
    return {
        "quarantine_id": hashlib.sha256(place.encode()).hexdigest()[:16],
        "kind": "event",
        "article_id": article_id,
        "event_key": key,
        "path": path,
        "line": None,
        "rule_ids": list(broken),
        "reason": reason,
        "payload": payload,
    }
