"""The places commands, on the real gazetteer."""

import json

import pytest
from typer.testing import CliRunner

from flows.cli import app

RUN = CliRunner()


def test_resolve_answers_in_order(tmp_path):
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    toponyms = [{"start": 0, "end": 5, "text": "Cairo"}, {"start": 9, "end": 14, "text": "Qxzzv"}]
    source.write_text(json.dumps({"article_id": "a", "toponyms": toponyms}) + "\n")
    result = RUN.invoke(app, ["places", "resolve", str(source), "--out", str(out)])
    assert result.exit_code == 0, result.output
    answer = json.loads(out.read_text())
    assert answer["article_id"] == "a"
    assert answer["resolved"][0]["country"] == "Egypt"
    assert answer["resolved"][1] is None


def test_find_lists_alternatives():
    result = RUN.invoke(app, ["places", "find", "Tripoli"])
    assert result.exit_code == 0
    assert "Libya" in result.output
    assert "Lebanon" in result.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["find", "qxzzv"], "no place of the gazetteer is called 'qxzzv'"),
        (["resolve", "gone.jsonl", "--out", "x"], "no such file: gone.jsonl"),
    ],
)
def test_bad_input_is_one_message_and_exit_code_2(arguments, message):
    result = RUN.invoke(app, ["places", *arguments])
    assert result.exit_code == 2
    assert message in result.output + result.stderr


def test_map_needs_a_warehouse(tmp_path):
    out = tmp_path / "map.html"
    command = ["places", "map", "--out", str(out), "--warehouse", str(tmp_path / "none")]
    result = RUN.invoke(app, command)
    assert result.exit_code == 2
    assert not out.exists()


def test_a_file_of_other_letters_is_named(tmp_path):
    source = tmp_path / "latin1.jsonl"
    source.write_bytes('{"article_id": "é"}'.encode("latin-1"))
    result = RUN.invoke(app, ["places", "resolve", str(source), "--out", str(tmp_path / "out")])
    assert result.exit_code == 2
    assert "latin1.jsonl: no UTF-8" in result.stderr
    assert not (tmp_path / "out").exists()
