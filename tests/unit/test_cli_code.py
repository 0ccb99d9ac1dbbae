import gzip
import json

import pytest
from typer.testing import CliRunner

from flows.cli import app

TEXT = "Two men met on Thursday in Graz."
FOUND = {"start": 15, "end": 23, "text": "Thursday", "type": "DATE"}


def timexes(tmp_path, *lines, name="in.jsonl", options=()):
    """The output lines for the input lines; text lines are written as they are."""
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    opened = gzip.open if name.endswith(".gz") else open
    with opened(tmp_path / name, "wt", encoding="utf-8") as file:
        file.write(text)
    out = tmp_path / "out.jsonl"
    done = CliRunner().invoke(app, ["timexes", str(tmp_path / name), "--out", str(out), *options])
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("key", ["published_at", "pub_date", "dct"])
@pytest.mark.parametrize("value", ["2024-03-08", "2024-03-08T04:30", "2024-03-08T04:30:00Z"])
def test_the_publication_date_is_taken_under_three_names(tmp_path, key, value):
    (line,) = timexes(tmp_path, {"article_id": "a", "language": "en", key: value, "text": TEXT})
    assert line["timexes"][0]["value"] == "2024-03-07"
    assert FOUND.items() <= line["timexes"][0].items()


def test_without_a_publication_date_no_day_is_invented(tmp_path):
    (line,) = timexes(tmp_path, {"article_id": "a", "language": "en", "text": TEXT})
    assert line["timexes"][0]["value"] == "XXXX-WXX-4"
    assert line["timexes"][0]["start_day"] is None


@pytest.mark.parametrize(("style", "count"), [("news", 1), ("dialogue", 2)])
def test_the_style_of_chats_is_an_option(tmp_path, style, count):
    line = {"article_id": "a", "language": "en", "dct": "2024-03-07", "text": "Free Monday 12-4?"}
    (found,) = timexes(tmp_path, line, options=("--style", style))
    assert len(found["timexes"]) == count


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({"article_id": "a7"}, {"article_id": "a7"}),
        ({"doc_id": "d7"}, {"article_id": "d7", "doc_id": "d7"}),
        ({"doc_id": "d7", "article_id": "a7"}, {"article_id": "a7", "doc_id": "d7"}),
        ({}, {"article_id": "in-1"}),
    ],
)
def test_names_are_kept(tmp_path, given, names):
    (line,) = timexes(tmp_path, {**given, "language": "en", "text": TEXT})
    del line["timexes"]
    assert line == names


def test_offsets_are_of_the_text_as_given(tmp_path):
    text = "  Two\r\n\r\n\r\nmen met\ton\u00a0Thursday."
    (line,) = timexes(tmp_path, {"language": "en", "text": text})
    (found,) = line["timexes"]
    assert text[found["start"] : found["end"]] == "Thursday"


def test_the_language_is_identified_where_it_is_not_given(tmp_path):
    text = "The president met the trade unions in the capital of the country on Thursday."
    (line,) = timexes(tmp_path, {"text": text, "published_at": "2024-03-08"})
    assert [t["value"] for t in line["timexes"]] == ["2024-03-07"]


def test_a_broken_line_has_its_own_answer_and_the_rest_goes_on(tmp_path):
    lines = timexes(tmp_path, "{broken", '["list"]', {"text": 3}, "", {"text": TEXT, "doc_id": "d"})
    assert [line["article_id"] for line in lines] == ["in-1", "in-2", "in-3", "d"]
    assert ["error" in line for line in lines] == [True, True, True, False]


def test_a_language_without_a_pack_says_so(tmp_path):
    (line,) = timexes(tmp_path, {"language": "xx", "text": TEXT})
    assert line["timexes"] == []
    assert "'xx'" in line["error"]


def test_compressed_input(tmp_path):
    assert len(timexes(tmp_path, {"language": "en", "text": TEXT}, name="in.jsonl.gz")) == 1


@pytest.mark.parametrize("command", ["timexes", "code"])
def test_a_missing_file_is_named_and_nothing_written(tmp_path, command):
    out = tmp_path / "out.jsonl"
    done = CliRunner().invoke(app, [command, str(tmp_path / "no.jsonl"), "--out", str(out)])
    assert done.exit_code == 2
    assert "no.jsonl" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_result_survives_a_failed_run(tmp_path):
    (tmp_path / "in.jsonl.gz").write_bytes(b"no gzip")
    (tmp_path / "out.jsonl").write_text("earlier")
    arguments = ["timexes", str(tmp_path / "in.jsonl.gz"), "--out", str(tmp_path / "out.jsonl")]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 2
    assert "in.jsonl.gz: cannot be read" in done.stderr
    assert (tmp_path / "out.jsonl").read_text() == "earlier"


def test_an_output_folder_that_does_not_exist_is_named(tmp_path):
    (tmp_path / "in.jsonl").write_text(json.dumps({"text": TEXT}))
    arguments = ["timexes", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "no" / "out.jsonl")]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr
