"""What a run meets in bad times: a full disk, a clock set back, a batch that breaks the rules."""

import contextlib
import errno
import json
import secrets
import subprocess
from datetime import UTC, datetime

import polars as pl
import pytest

from flows import steps
from flows.settings import load_settings
from warehouse.queries import run_query

pytestmark = pytest.mark.slow

ARTICLES = {
    "nairobi": "Hundreds of teachers protested in Nairobi, Kenya, on Thursday against low wages.",
    "later": "Teachers protested in Nairobi, Kenya, on Thursday. The ministry did not comment.",
}
NOW = datetime(2024, 6, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def coded(tmp_path_factory):
    """Each article as a batch of its own, with its coded shards: name -> (batch, shards)."""
    folder = tmp_path_factory.mktemp("coded")
    return {name: code(folder / name, name) for name in ARTICLES}


def code(folder, name):
    folder.mkdir()
    settings = load_settings(folder / "ledger")
    path = write_input(folder / "in.jsonl", {name: ARTICLES[name]})
    batch = steps.read_batch([path], settings)
    shards = [
        steps.code_shard_once(shard, settings.catalogue, settings.gazetteer)
        for shard in batch.shards
    ]
    return batch, shards


def write_input(path, texts):
    rows = [
        {"article_id": name, "text": text, "language": "en", "published_at": "2024-03-08"}
        for name, text in texts.items()
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def load(batch, shards, settings):
    """The writing half of a run; returns what validation made of the batch."""
    staged, _ = steps.merge_batch(batch, shards, settings)
    validated = steps.validate_batch(staged)
    steps.load_batch(batch, validated.accepted, NOW, settings)
    return validated


def test_a_batch_in_which_every_row_breaks_a_rule_is_kept_aside(coded, tmp_path):
    batch, (shard,) = coded["nairobi"]
    broken = tmp_path / "broken"
    broken.mkdir()
    for table in shard.glob("*.parquet"):
        frame = pl.read_parquet(table)
        if table.stem == "mentions":
            frame = frame.with_columns(latitude=pl.lit(200.0))
        frame.write_parquet(broken / table.name)
    settings = load_settings(tmp_path / "ledger")
    for _ in range(2):
        validated = load(batch, [broken], settings)
        assert (validated.n_accepted, validated.n_quarantined) == (0, 1)
        assert run_query(settings.data_dir, "from events").height == 0
        assert run_query(settings.data_dir, "from articles").height == 1
        assert run_query(settings.data_dir, "from quarantine").height == 1
    validated = load(batch, [shard], settings)
    assert validated.n_accepted == 1
    assert run_query(settings.data_dir, "from events").height == 1
    assert run_query(settings.data_dir, "from quarantine").height == 0


def test_a_clock_set_back_makes_no_version_older(coded, tmp_path, monkeypatch):
    settings = load_settings(tmp_path / "ledger")
    load(*coded["nairobi"], settings)
    columns = "select event_id_cnty, n_articles, version, timestamp from events"
    ((event_id, _, version, made),) = run_query(settings.data_dir, columns).rows()
    monkeypatch.setattr("flows.steps.time.time", lambda: made - 1_000_000)
    load(*coded["later"], settings)
    ((same_id, n_articles, newer, changed),) = run_query(settings.data_dir, columns).rows()
    assert (same_id, n_articles, newer) == (event_id, 2, version + 1)
    assert changed >= made
    backwards = "from events_history where valid_to < valid_from"
    assert run_query(settings.data_dir, backwards).height == 0


def test_a_full_disk_is_an_error_of_the_disk_and_leaves_no_shard(tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", small], capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip("needs the right to mount a small disk")
    try:
        settings = load_settings(small / "ledger")
        steps.read_batch([write_input(tmp_path / "first.jsonl", ARTICLES)], settings)
        before = list(settings.shards_dir.glob("*/*.parquet"))
        fill(small / "filler")
        path = write_input(tmp_path / "in.jsonl", {"long": secrets.token_hex(200_000)})
        with pytest.raises(OSError, match="No space left on device") as caught:
            steps.read_batch([path], settings)
        assert caught.value.errno == errno.ENOSPC
        assert list(settings.shards_dir.glob("*/*.parquet")) == before
    finally:
        subprocess.run(["umount", small], check=True)


def fill(path):
    """Take all the space of the file's disk."""
    with path.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))


def test_articles_that_are_all_known_need_no_load_whatever_batch_they_came_in(tmp_path):
    settings = load_settings(tmp_path / "ledger")
    whole = write_input(tmp_path / "in.jsonl", ARTICLES | {"copy": ARTICLES["nairobi"]})
    batch = steps.read_batch([whole], settings)
    assert batch.copies is not None
    assert not steps.is_loaded(batch, settings)
    shards = [steps.code_shard_once(shard, settings.catalogue) for shard in batch.shards]
    load(batch, shards, settings)
    again = steps.read_batch([whole], settings)
    part = steps.read_batch([write_input(tmp_path / "part.jsonl", ARTICLES)], settings)
    assert steps.is_loaded(again, settings)
    assert steps.is_loaded(part, settings)
    with whole.open("a") as file:
        file.write("\n{broken")
    assert not steps.is_loaded(steps.read_batch([whole], settings), settings)
