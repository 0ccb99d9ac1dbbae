import json

import polars as pl
import pytest
import warehouse_batches as batches
from typer.testing import CliRunner

from flows.cli import app
from flows.cli_render import highlight_evidence

EVENT_ID = "FRE1"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    directory = tmp_path_factory.mktemp("warehouse")
    undated = {"status": "incomplete", "event_date": None, "missing": ["event_date"]}
    tables = batches.one_event()
    tables["articles"].append(batches.article("a2", outcome="incomplete", reason="no date"))
    tables["articles"].append(batches.article("a3", outcome="no_event", reason="only planned"))
    tables["mentions"].append(batches.mention("a2", None, mention_id="a2-1", **undated))
    tables["rejections"] = [
        {
            "article_id": "a3",
            "rule": "MOD.planned",
            "reason": "only planned",
            "start": batches.TRIGGER[0],
            "end": batches.TRIGGER[1],
            "text": "marched",
        }
    ]
    batches.load(directory, **tables)
    return directory


def call(*arguments, warehouse):
    return CliRunner().invoke(app, [*arguments, "--warehouse", str(warehouse)])


def test_sql_prints_a_table(warehouse):
    done = call(
        "sql", "select event_id_cnty, location, assoc_actor_1 from events", warehouse=warehouse
    )
    assert done.exit_code == 0
    assert [line.split() for line in done.stdout.splitlines()] == [
        ["event_id_cnty", "location", "assoc_actor_1"],
        [EVENT_ID, "Port", "Ada", "-"],
    ]


def test_sql_writes_csv_and_json(warehouse):
    query = "select mention_id, missing from mentions order by mention_id"
    csv = call("sql", query, "--format", "csv", warehouse=warehouse).stdout
    assert pl.read_csv(csv.encode()).rows() == [("a1-k1", ""), ("a2-1", "event_date")]
    rows = json.loads(call("sql", query, "--format", "json", warehouse=warehouse).stdout)
    assert rows[1] == {"mention_id": "a2-1", "missing": ["event_date"]}


def test_a_long_table_says_how_much_is_left_out(warehouse):
    done = call("sql", "select * from range(250) as r(n)", warehouse=warehouse)
    assert "50 more rows" in done.stderr
    assert done.stdout.split()[-1] == "199"


@pytest.mark.parametrize("query", ["select nothing from nowhere", "selec", "drop table events", ""])
def test_bad_sql_is_refused_with_the_reason(warehouse, query):
    done = call("sql", query, warehouse=warehouse)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("newsledger: ")


def test_without_a_warehouse_it_says_what_to_do(tmp_path):
    for command in (["sql", "select 1"], ["show", "FRE1"], ["explain", "a1"]):
        done = call(*command, warehouse=tmp_path)
        assert done.exit_code == 2
        assert "newsledger run" in done.stderr


def test_show_gives_the_row_with_its_evidence(warehouse):
    done = call("show", EVENT_ID, warehouse=warehouse)
    assert done.exit_code == 0, done.stderr
    assert "Peaceful protest" in done.stdout
    assert "On [Thursday] people marched to the 3.5 km quay." in done.stdout
    assert 'event_date           "Thursday" (weekday)' in done.stdout


@pytest.mark.parametrize(
    ("article_id", "words"),
    [
        ("a1", [EVENT_ID, "Peaceful protest, 2024-03-07, Port Ada"]),
        ("a2", ["incomplete", "missing: event_date"]),
        ("a3", ["no event by MOD.planned: only planned", "people [marched] to the"]),
    ],
)
def test_explain_says_why(warehouse, article_id, words):
    done = call("explain", article_id, warehouse=warehouse)
    assert done.exit_code == 0, done.stderr
    for word in words:
        assert word in done.stdout


@pytest.mark.parametrize("command", [["show", "FRE77"], ["explain", "nobody"]])
def test_an_unknown_id_is_named(warehouse, command):
    done = call(*command, warehouse=warehouse)
    assert done.exit_code == 2
    assert command[1] in done.stderr


def test_a_damaged_copy_is_named(tmp_path):
    (tmp_path / "newsledger_read.duckdb").write_text("not a database" * 1000)
    done = call("sql", "select 1", warehouse=tmp_path)
    assert done.exit_code == 2
    assert "newsledger_read.duckdb" in done.stderr


def test_highlights_follow_the_characters_of_the_article():
    sentence = "The man saw a man fall."  # begins at character 100
    shown = highlight_evidence(sentence, [(114, 117, "man"), (118, 122, "fall")])
    assert [(span.start, span.end) for span in shown.spans] == [(14, 17), (18, 22)]


def test_brackets_where_colours_do_not_show():
    evidence = [(106, 116, "ple marche"), (100, 102, "On"), (103, 109, "people")]
    shown = highlight_evidence("On people marched.", evidence, in_brackets=True)
    assert shown.plain == "[On] [people marche]d."


def test_no_highlight_where_the_place_is_unsure():
    assert highlight_evidence("tick tick", [(5, 9, "tick")]).spans == []
