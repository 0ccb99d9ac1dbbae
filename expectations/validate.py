"""Validates a staged batch and splits it: what may enter the warehouse, and what may not."""

from __future__ import annotations

import logging
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import polars as pl

from expectations.batch import build_suite
from expectations.gate import count_by_rule, run_suite
from expectations.report import Page, write_report
from expectations.rules import Failure, Rule, load_rules
from expectations.split import split_events
from expectations.staging import find_failures, open_staging, staging_url
from transforms.codebook import Codebook
from transforms.errors import ValidationError
from transforms.schemas import EVENTS, QUARANTINE, check_schema

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ValidatedBatch:
    """What validation made of a batch.

    Attributes:
        n_rows: staged events; n_rows = n_accepted + n_quarantined.
        n_accepted: events that break no error rule.
        n_quarantined: events put aside.
        n_warnings: pairs of an accepted event and a warn rule that it breaks.
        failures: rule id -> number of staged events that break it, broken rules only.
        accepted: folder with events.parquet, quarantine.parquet and warnings.parquet.
        report_path: the page of this run.
    """

    n_rows: int
    n_accepted: int
    n_quarantined: int
    n_warnings: int
    failures: Mapping[str, int]
    accepted: Path
    report_path: Path


def validate_batch(staged: Path, work_dir: Path, codebook: Codebook) -> ValidatedBatch:
    """Check staged events by the codebook's rules and write `staged/accepted/`.

    Great Expectations is the gate and gives the report; which rows fail is asked by our own
    SQL, because Great Expectations caps the rows that it returns. The two must count alike.

    Args:
        staged: folder with events, mentions, articles, provenance and (if any) quarantine.
        work_dir: folder whose `data_docs/` gets the page and the validation result.
        codebook: the codebook whose rules hold.

    Raises:
        ValidationError: a staged file is unusable, a rule errored, or the counts differ.
    """
    rules = load_rules(codebook)
    run_id = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{uuid4().hex[:6]}"
    with tempfile.TemporaryDirectory(prefix="newsledger-") as folder:
        scratch = Path(folder)
        engine = open_staging(staged, scratch, codebook)
        result = run_suite(staging_url(scratch), build_suite(codebook, rules), run_id)
        counted = count_by_rule(result)
        failures = find_failures(engine, rules)
        engine.dispose()
    _check_counts(counted, failures, rules)
    batch = _write_accepted(staged, failures, rules)
    failing = {(failure.rule_id, failure.row) for failure in failures}
    by_rule = Counter(rule_id for rule_id, _ in failing)
    page = Page(run_id, codebook.version, *batch, rules=rules, failures=tuple(failures))
    report_path = write_report(page, result, work_dir / "data_docs")
    validated = ValidatedBatch(
        *batch, dict(sorted(by_rule.items())), staged / "accepted", report_path
    )
    log.info("validated", extra={"rows": validated.n_rows, "accepted": validated.n_accepted})
    return validated


def _check_counts(
    counted: Counter[str], failures: Sequence[Failure], rules: Sequence[Rule]
) -> None:
    ours = Counter(failure.rule_id for failure in failures)
    wrong = [
        f"{rule.id}: Great Expectations counts {counted[rule.id]} failures, its SQL {ours[rule.id]}"
        for rule in rules
        if counted[rule.id] != ours[rule.id]
    ]
    if wrong:
        raise ValidationError(f"{'; '.join(wrong)}. A rule is told in two ways: mend one")


def _write_accepted(
    staged: Path, failures: Sequence[Failure], rules: Sequence[Rule]
) -> tuple[int, int, int, int]:
    """Write the three files; return rows, accepted, quarantined, warnings."""
    events = check_schema(pl.read_parquet(staged / "events.parquet", glob=False), EVENTS, "events")
    accepted, rejected, warnings = split_events(events, failures, rules, _origins(staged))
    earlier = staged / "quarantine.parquet"
    kept = [pl.read_parquet(earlier, glob=False)] if earlier.is_file() else []
    quarantine = pl.concat([*kept, rejected]) if kept else rejected
    folder = staged / "accepted"
    folder.mkdir(exist_ok=True)
    accepted.write_parquet(folder / "events.parquet")
    check_schema(quarantine, QUARANTINE, "quarantine").write_parquet(folder / "quarantine.parquet")
    warnings.write_parquet(folder / "warnings.parquet")
    return events.height, accepted.height, rejected.height, warnings.height


def _origins(staged: Path) -> dict[str, tuple[str | None, str | None]]:
    """Return event_key -> article_id and path of the first article by id."""
    mentions = pl.read_parquet(staged / "mentions.parquet", glob=False)
    articles = pl.read_parquet(staged / "articles.parquet", glob=False)
    first = (
        mentions.drop_nulls("event_key")
        .group_by("event_key")
        .agg(pl.col("article_id").min())
        .join(articles.unique("article_id"), on="article_id", how="left")
        .select("event_key", "article_id", "path")
    )
    return {key: (article_id, path) for key, article_id, path in first.iter_rows()}
