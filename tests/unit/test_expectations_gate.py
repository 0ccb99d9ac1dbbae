"""What must stop a run: a rule that errors, or two tellings of a rule that differ."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import polars as pl
import pytest

from expectations import validate
from expectations.batch import build_suite
from expectations.gate import count_by_rule, run_suite
from expectations.report import Page, render_page
from expectations.rules import UNCHECKED, Failure, Rule, load_rules
from expectations.staging import find_failures, open_staging, staging_url
from transforms.codebook import load_codebook
from transforms.errors import ValidationError
from transforms.schemas import STAGED


@pytest.fixture
def staged(tmp_path):
    folder = tmp_path / "staged"
    folder.mkdir()
    for name, schema in STAGED.items():
        pl.DataFrame(schema=schema).write_parquet(folder / f"{name}.parquet")
    return folder


def test_an_expectation_that_errors_stops_the_run(staged, tmp_path):
    codebook = load_codebook()
    rules = load_rules(codebook)
    bad = tuple(replace(r, sql="select nothing") if r.id == "V09" else r for r in rules)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    engine = open_staging(staged, scratch, codebook)
    result = run_suite(staging_url(scratch), build_suite(codebook, bad), "errored")
    with pytest.raises(ValidationError, match="V09: unexpected_rows_expectation could not run"):
        count_by_rule(result)
    with pytest.raises(ValidationError, match="V09: its SQL does not run"):
        find_failures(engine, bad)


def test_counts_that_differ_stop_the_run(staged, tmp_path, monkeypatch):
    monkeypatch.setattr(validate, "count_by_rule", lambda result: Counter({"V10": 3}))
    with pytest.raises(ValidationError, match="V10: Great Expectations counts 3 failures"):
        validate.validate_batch(staged, tmp_path / "work", load_codebook())


def test_two_runs_at_once_share_a_folder(staged, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    for name, schema in STAGED.items():
        pl.DataFrame(schema=schema).write_parquet(other / f"{name}.parquet")
    with ThreadPoolExecutor(2) as pool:
        runs = [
            pool.submit(validate.validate_batch, folder, tmp_path / "work", load_codebook())
            for folder in (staged, other)
        ]
        pages = {run.result().report_path for run in runs}
    assert len(pages) == 2
    names = {path.name for path in (tmp_path / "work" / "data_docs").iterdir()}
    assert names == {"index.html", *(p.name for p in pages), *(f"{p.stem}.json" for p in pages)}


def test_every_rule_is_told_once_or_excused():
    codebook = load_codebook()
    rules = load_rules(codebook)
    assert {rule.id for rule in rules} | set(UNCHECKED) == set(codebook.validation_rules)
    for rule in rules:
        assert rule.sql.startswith(f"-- {rule.id} "), rule.id
    suite = build_suite(codebook, rules)
    assert {e.meta["rule_id"] for e in suite.expectations} == {rule.id for rule in rules}


def test_page_shows_samples_and_counts_the_rest():
    rule = Rule("V09", "year = year(event_date)", "error", "")
    failures = [Failure("V09", n, f"key{n}", "<i>2023</i>" * 100) for n in range(12)]
    page = Page("run-1", "2026.1", 1200, 1188, 12, 0, (rule,), failures)
    html = render_page(page, ["run-1", "run-0"])
    assert "12 of 1,200 events are put aside" in html
    assert "error, 12 rows" in html
    assert "and 2 more" in html
    assert html.count("&lt;i&gt;2023") > 10 and "<i>" not in html
    assert 'href="run-0.html"' in html
