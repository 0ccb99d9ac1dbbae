import io
from pathlib import Path

import pytest

from flows.intake import check_any_article, check_before_start, inputs_with_stdin
from flows.settings import load_settings
from flows.shards import Batch
from flows.versions import Versions
from transforms.errors import InputError
from transforms.records import Quarantined

ASIDE = Quarantined("article", "in.zip", None, "in.zip", ("input.bomb",), "too much")


def batch(aside=(ASIDE,), hashes=()):
    hashes = dict.fromkeys(hashes, "h")
    return Batch("b", Versions("1", "2", "3", "4"), (), aside, {}, 0, (), hashes, {})


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (b'\n {"text": "A."}\n', ".jsonl"),
        (b"\xef\xbb\xbf{}", ".jsonl"),
        (b"Title\n\nText.", ".txt"),
    ],
)
def test_the_standard_input_is_spooled_by_its_content(tmp_path, content, suffix):
    settings = load_settings(tmp_path)
    names = set()
    for _ in range(2):
        with inputs_with_stdin([Path("-"), Path("x")], io.BytesIO(content), settings) as paths:
            assert paths[0].read_bytes() == content
            assert (paths[0].suffix, paths[1]) == (suffix, Path("x"))
            names.add(paths[0])
    assert len(names) == 1
    assert list((tmp_path / "stdin").iterdir()) == []


@pytest.mark.parametrize("content", [b"", b" \n\t"])
def test_an_empty_standard_input_is_refused(tmp_path, content):
    with (
        pytest.raises(InputError, match="nothing came"),
        inputs_with_stdin([Path("-")], io.BytesIO(content), load_settings(tmp_path)),
    ):
        pass


def test_files_without_any_article_are_refused(tmp_path):
    with pytest.raises(InputError, match="in.zip: too much"):
        check_any_article(batch(), [Path("in.zip")])


@pytest.mark.parametrize(
    ("found", "inputs"),
    [(batch(hashes=["a"]), ["in.zip"]), (batch(), ["."]), (batch(aside=()), ["in.zip"])],
    ids=["an article", "a folder", "nothing aside"],
)
def test_other_inputs_pass(found, inputs):
    check_any_article(found, [Path(name) for name in inputs])
    assert len(found.aside) <= 1


def test_an_address_is_no_file(tmp_path):
    with pytest.raises(InputError, match="newsledger ingest"):
        check_before_start([Path("https://x.example/rss")], load_settings(tmp_path))
