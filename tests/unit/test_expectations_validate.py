"""Every rule on a passing row and on failing edits, through Great Expectations and DuckDB."""

import json
import re
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
import yaml

from expectations.rules import UNCHECKED
from expectations.validate import validate_batch
from transforms.codebook import load_codebook
from transforms.errors import ValidationError
from transforms.schemas import ARTICLES, EVENTS, MENTIONS, PROVENANCE, QUARANTINE

TABLE = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "validation.yaml").read_text(encoding="utf-8")
)
CASES = TABLE["cases"]
BATCH_RULES = {"V01"}  # about the whole batch: its own test
ARTICLE = "In Orlo two women spoke. " * 4


def case_id(index):
    return f"{CASES[index]['rule']}-{index}"


def event_row(changes, index):
    row = {**TABLE["base"], **changes}
    row["event_date"] = date.fromisoformat(row["event_date"])
    row["published_at"] = date.fromisoformat(row["published_at"])
    for column in ("location", "notes"):  # one place a case, so that cases do not meet
        row[column] = row[column].replace("Orlo", f"Orlo{index:03}")
    return row


def case_rows(case, index):
    changes = {**TABLE["bases"].get(case.get("from"), {}), **case["edit"]}
    rows = [event_row(changes, index)]
    rows += [
        event_row({**changes, **case.get("twin_edit", {})}, index)
        for _ in range(case.get("twins", 0))
    ]
    return [{"event_key": f"case{index:03}x{n}", **row} for n, row in enumerate(rows)]


def passing_rows():
    rows = [event_row({}, 900)]
    rows += [event_row(base, 901 + n) for n, base in enumerate(TABLE["bases"].values())]
    return [{"event_key": f"pass{n}", **row} for n, row in enumerate(rows)]


def article_of(row, published):
    return {
        "article_id": f"a-{row['event_key']}",
        "path": "news.jsonl",
        "text": ARTICLE,
        "published_at": published,
    }


def evidence_of(row, kind):
    if kind == "none":
        return []
    end = len(ARTICLE) + 5 if kind == "outside" else 7
    common = {"event_key": row["event_key"], "article_id": f"a-{row['event_key']}"}
    return [
        {**common, "field": "event_date", "start": 0, "end": end, "text": "In Orlo"},
        {**common, "field": "year", "start": None, "end": None, "text": None},
    ]


def stage(folder, rows_with_cases):
    articles, mentions, provenance = [], [], []
    for row, case in rows_with_cases:
        published = date.fromisoformat(case.get("published", str(row["published_at"])))
        if row["event_date"] < date(2000, 1, 1) and "background" in row["flags"]:
            published = row["event_date"] + timedelta(days=1)
        articles.append(article_of(row, published))
        mentions.append({"event_key": row["event_key"], "article_id": f"a-{row['event_key']}"})
        provenance += evidence_of(row, case.get("evidence"))
    folder.mkdir(parents=True, exist_ok=True)
    frames = {
        "events": ([row for row, _ in rows_with_cases], EVENTS),
        "articles": (articles, ARTICLES),
        "mentions": (mentions, MENTIONS),
        "provenance": (provenance, PROVENANCE),
    }
    for name, (rows, schema) in frames.items():
        full = [{column: row.get(column) for column in schema} for row in rows]
        pl.DataFrame(full, schema=schema).write_parquet(folder / f"{name}.parquet")
    return folder


def read(batch, name):
    return pl.read_parquet(batch.accepted / f"{name}.parquet", glob=False)


@pytest.fixture(scope="module")
def validated(tmp_path_factory):
    """All cases and the passing rows in one batch, validated once."""
    folder = tmp_path_factory.mktemp("it's [odd]")
    rows = [(row, {}) for row in passing_rows()]
    for index, case in enumerate(CASES):
        rows += [(row, case) for row in case_rows(case, index)]
    batch = validate_batch(stage(folder / "staged", rows), folder / "work", load_codebook())
    broken = defaultdict(set)
    for row in read(batch, "quarantine").iter_rows(named=True):
        broken[row["event_key"]] |= set(row["rule_ids"])
    for row in read(batch, "warnings").iter_rows(named=True):
        broken[row["event_key"]].add(row["rule_id"])
    return batch, broken


def test_every_checked_rule_has_a_case():
    rules = set(load_codebook().validation_rules)
    assert {case["rule"] for case in CASES} == rules - set(UNCHECKED) - BATCH_RULES


@pytest.mark.parametrize("index", range(len(CASES)), ids=case_id)
def test_edit_breaks_its_rule_only(validated, index):
    _, broken = validated
    case = CASES[index]
    wanted = {case["rule"], *case.get("also", [])}
    errors = {i for i, rule in load_codebook().validation_rules.items() if rule.level == "error"}
    visible = wanted & errors or wanted  # a quarantined row carries its error rules only
    found = [broken[row["event_key"]] for row in case_rows(case, index)]
    n_broken = 1 if case.get("only_one") else len(found)
    expected = [[]] * (len(found) - n_broken) + [sorted(visible)] * n_broken
    assert sorted(map(sorted, found)) == expected


def test_passing_rows_pass(validated):
    _, broken = validated
    assert {row["event_key"]: broken[row["event_key"]] for row in passing_rows()} == {
        row["event_key"]: set() for row in passing_rows()
    }


def test_files_account_for_every_row(validated):
    batch, _ = validated
    quarantine = read(batch, "quarantine")
    accepted = read(batch, "events")
    warnings = read(batch, "warnings")
    assert accepted.schema == EVENTS
    assert quarantine.schema == QUARANTINE
    assert (
        batch.n_rows
        == accepted.height + quarantine.height
        == batch.n_accepted + batch.n_quarantined
    )
    assert warnings.height == batch.n_warnings
    assert set(warnings["event_key"]) <= set(accepted["event_key"])
    row = quarantine.row(by_predicate=pl.col("rule_ids") == ["V09"], named=True)
    assert row["kind"] == "event"
    assert row["article_id"] == f"a-{row['event_key']}"
    assert row["path"] == "news.jsonl"
    assert row["reason"] == "V09 year = year(event_date): 2023 for 2024-03-07"
    assert json.loads(row["payload"])["event_date"] == "2024-03-07"


def test_page_needs_no_network_and_escapes_rows(validated):
    batch, _ = validated
    page = batch.report_path.read_text(encoding="utf-8")
    assert (batch.report_path.parent / "index.html").read_text(encoding="utf-8") == page
    assert not re.search(r"""(src|href)=["']?(https?:)?//|@import|url\(|<script|<link""", page)
    assert "&lt;b&gt;Reva&lt;/b&gt;" in page and "<b>Reva" not in page
    for rule_id in load_codebook().validation_rules:
        assert f">{rule_id}<" in page
    result = json.loads(batch.report_path.with_suffix(".json").read_text(encoding="utf-8"))
    assert result["statistics"]["evaluated_expectations"] > 70


def test_empty_batch_is_fine_and_keeps_earlier_quarantine(tmp_path):
    staged = stage(tmp_path / "staged", [])
    earlier = dict.fromkeys(QUARANTINE) | {"kind": "line", "reason": "broken line"}
    pl.DataFrame([earlier], schema=QUARANTINE).write_parquet(staged / "quarantine.parquet")
    batch = validate_batch(staged, tmp_path / "work", load_codebook())
    assert (batch.n_rows, batch.n_accepted, batch.n_quarantined, batch.n_warnings) == (0, 0, 0, 0)
    assert read(batch, "quarantine")["reason"].to_list() == ["broken line"]
    assert read(batch, "events").schema == EVENTS


def test_a_second_run_gives_the_same_files(tmp_path):
    bad = {"rule": "V09", "edit": {"year": 2023}}
    staged = stage(tmp_path / "staged", [(row, bad) for row in case_rows(bad, 1)])
    names = ("events", "quarantine", "warnings")
    runs = []
    for _ in range(2):
        batch = validate_batch(staged, tmp_path / "work", load_codebook())
        runs.append([read(batch, name).to_dicts() for name in names])
    assert runs[0] == runs[1]
    assert len(list(batch.report_path.parent.glob("*.html"))) == 3


def test_missing_column_stops_the_run(tmp_path):
    staged = stage(tmp_path / "staged", [(row, {}) for row in passing_rows()])
    events = pl.read_parquet(staged / "events.parquet")
    events.drop("country").write_parquet(staged / "events.parquet")
    with pytest.raises(ValidationError, match="V01: events.parquet: country is missing"):
        validate_batch(staged, tmp_path / "work", load_codebook())
    assert not (staged / "accepted").exists()


def test_columns_out_of_order_stop_the_run(tmp_path):
    staged = stage(tmp_path / "staged", [(row, {}) for row in passing_rows()])
    events = pl.read_parquet(staged / "events.parquet")
    events.select(sorted(events.columns)).write_parquet(staged / "events.parquet")
    with pytest.raises(ValidationError, match="V01: columns differ"):
        validate_batch(staged, tmp_path / "work", load_codebook())


@pytest.mark.parametrize("content", [None, b"not parquet"], ids=["missing", "broken"])
def test_unusable_staged_file_stops_the_run(tmp_path, content):
    staged = stage(tmp_path / "staged", [])
    (staged / "mentions.parquet").unlink()
    if content is not None:
        (staged / "mentions.parquet").write_bytes(content)
    with pytest.raises(ValidationError, match=re.escape("mentions.parquet")):
        validate_batch(staged, tmp_path / "work", load_codebook())
