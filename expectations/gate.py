"""Runs a suite over the scratch database: the gate before the warehouse."""

from __future__ import annotations

import threading
from collections import Counter
from typing import Any

from transforms.errors import ValidationError

ASSET = "events_batch"
ENGINE = {"isolation_level": "AUTOCOMMIT", "skip_autocommit_rollback": True}
"""Without these Great Expectations loses DuckDB's results before it fetches them."""

_one_at_a_time = threading.Lock()  # a Great Expectations context is one for the whole process


def run_suite(url: str, suite: Any, run_id: str) -> dict[str, Any]:
    """Return the validation result of a suite over the view `events_batch`, as JSON values.

    Nothing is stored: the context is ephemeral, telemetry and progress bars are off.
    """
    import great_expectations as gx

    with _one_at_a_time:
        context = gx.get_context(mode="ephemeral", project_config=_config())
        source = context.data_sources.add_sql(
            name=run_id, connection_string=url, kwargs=ENGINE, create_temp_table=False
        )
        batch = source.add_table_asset(name=ASSET, table_name=ASSET)
        result = (
            batch.add_batch_definition_whole_table(run_id)
            .get_batch()
            .validate(
                suite, result_format={"result_format": "SUMMARY", "partial_unexpected_count": 5}
            )
        )
        source.get_execution_engine().close()
    values: dict[str, Any] = result.to_json_dict()
    return values


def count_by_rule(result: dict[str, Any]) -> Counter[str]:
    """Return how many failing cells Great Expectations counted, by rule id.

    Raises:
        ValidationError: an expectation errored instead of failing, or the columns are not
            those of the export (V01): then no row of the batch can be trusted.
    """
    counts: Counter[str] = Counter()
    for outcome in result["results"]:
        config = outcome["expectation_config"]
        rule_id = config["meta"]["rule_id"]
        message = _exception(outcome.get("exception_info") or {})
        if message is not None:
            raise ValidationError(f"{rule_id}: {config['type']} could not run: {message}")
        if rule_id == "V01" and not outcome["success"]:
            raise ValidationError(f"V01: columns differ: {outcome['result']['details']}")
        counts[rule_id] += _failing(outcome["result"])
    return counts


def _config() -> Any:
    from great_expectations.data_context.types.base import (
        DataContextConfig,
        InMemoryStoreBackendDefaults,
        ProgressBarsConfig,
    )

    return DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
        analytics_enabled=False,
        progress_bars=ProgressBarsConfig(globally=False),
    )


def _failing(result: dict[str, Any]) -> int:
    if "unexpected_count" in result:
        return int(result["unexpected_count"] or 0)  # null where the batch is empty
    observed = result["observed_value"]
    return observed if isinstance(observed, int) else 0


def _exception(info: dict[str, Any]) -> str | None:
    """Return the first exception's message; infos are flat, or one for each metric."""
    infos = [info, *(value for value in info.values() if isinstance(value, dict))]
    for one in infos:
        if one.get("raised_exception"):
            return str(one.get("exception_message"))
    return None
