from dataclasses import asdict, replace
from datetime import date

import polars as pl
import pytest
from warehouse_batches import run_record, write_staged

from flows.copies import link_articles, stage_copies
from flows.items import Copy, Revived
from flows.relink import relink_staged
from flows.settings import load_settings
from flows.shards import fingerprint, write_shards
from flows.versions import Versions
from transforms.records import Article, Quarantined
from transforms.schemas import ARTICLES
from warehouse.load import load_batch
from warehouse.queries import run_query
from warehouse.sketches import read_copies

VERSIONS = Versions("1", "2", "3", "4")
TEXT = (
    "Gunmen attacked a mill near Tasso on Sunday and killed three guards, police said. "
    "The attackers fled towards the river on motorcycles. A curfew was imposed on the district "
    "until further notice. The owner of the mill, Paul Oumar, told reporters that the guards "
    "had been hired only a week earlier. Trade in grain has slowed since the harvest failed."
)
ASIDE = Quarantined("line", "in.jsonl", 3, None, ("input.json",), "not JSON")


def article(article_id, day=6, text=TEXT, **fields):
    made = Article(
        article_id,
        text,
        f"in/{article_id}.txt",
        language="en",
        source=f"Outlet {article_id}",
        published_at=date(2024, 5, day),
        published_method="metadata",
        content_hash=f"{hash((text, day)):x}"[-8:],
    )
    return replace(made, **fields)


@pytest.fixture
def run(tmp_path):
    """Reads, links, shards and loads articles as a run does; what is coded is made up."""

    def go(*articles, known=()):
        settings = load_settings(tmp_path)
        marks = {fingerprint(one) for one in known}
        items = link_articles([ASIDE, *articles], marks, settings)
        batch = write_shards(items, marks, VERSIONS, [], settings.shards_dir, 10)
        assert not list(settings.shards_dir.glob("reading*"))
        coded = [row for path in batch.shards for row in pl.read_parquet(path).rows(named=True)]
        rows = [row | {"outcome": "no_event", "codebook_version": "c1"} for row in coded]
        staged = write_staged(tmp_path / "staged", articles=rows)
        relink_staged(staged, stage_copies(staged, batch.copies, tmp_path), tmp_path)
        load_batch(tmp_path, staged, run_record(batch.batch_id))
        return batch, sorted(row["article_id"] for row in coded)

    return go


def outcomes(tmp_path):
    rows = run_query(tmp_path, "select article_id, outcome from articles order by all").rows()
    return {name: outcome.removeprefix("duplicate_of:") for name, outcome in rows}


def test_copies_in_a_batch_are_linked_and_not_coded(run, tmp_path):
    batch, coded = run(article("b", 7), article("a"), article("c", text=TEXT.replace("three", "2")))
    assert coded == ["a", "c"]
    assert outcomes(tmp_path) == {"a": "no_event", "b": "a", "c": "no_event"}
    assert (len(batch.fresh), len(batch.hashes), batch.aside) == (3, 3, (ASIDE,))
    [copy] = read_copies(tmp_path, "a").rows(named=True)
    assert (copy["article_id"], copy["source"]) == ("b", "Outlet b")
    assert copy["reason"] == "says nothing that a does not say (Outlet a, 2024-05-06)"
    assert run_query(tmp_path, "select duplicate_of from article_copies").rows() == [("a",)]


def test_a_copy_of_a_stored_article_is_linked(run, tmp_path):
    run(article("a"))
    _, coded = run(article("b", 7))
    assert coded == []
    assert outcomes(tmp_path) == {"a": "no_event", "b": "a"}


def test_an_earlier_article_in_a_later_run_becomes_the_first(run, tmp_path):
    run(article("b", 7), article("c", 8))
    _, coded = run(article("a"))
    assert coded == ["a"]
    assert outcomes(tmp_path) == {"a": "no_event", "b": "a", "c": "a"}


def test_any_order_of_runs_ends_the_same(run, tmp_path):
    for one in (article("c", 8), article("a"), article("b", 7)):
        run(one)
    assert outcomes(tmp_path) == {"a": "no_event", "b": "a", "c": "a"}


def test_a_copy_is_coded_once_its_first_says_something_else(run, tmp_path):
    first = article("a")
    run(first, article("b", 7), article("c", 8))
    corrected = article("a", text=TEXT.replace("three", "five"))
    batch, coded = run(corrected, article("b", 7), known=[first, article("b", 7)])
    assert coded == ["a", "b"]
    assert outcomes(tmp_path) == {"a": "no_event", "b": "no_event", "c": "b"}
    assert [row[0] for row in batch.fresh] == ["a"]


def test_a_rerun_changes_nothing(run, tmp_path):
    given = [article("a"), article("b", 7)]
    run(*given)
    before = run_query(tmp_path, "select * exclude (run_id) from articles order by all").rows()
    again, coded = run(*given)
    assert coded == ["a"]
    assert (
        run_query(tmp_path, "select * exclude (run_id) from articles order by all").rows() == before
    )
    known, coded = run(*given, known=given)
    assert (coded, known.copies, known.n_known) == ([], None, 2)


def test_articles_of_an_older_warehouse_are_found(run, tmp_path):
    row = dict.fromkeys(ARTICLES)
    old = article("old")
    row |= {name: getattr(old, name) for name in ("article_id", "text", "language", "content_hash")}
    row |= {"published_at": old.published_at, "published_method": "metadata", "outcome": "events"}
    load_batch(tmp_path, write_staged(tmp_path / "staged", articles=[row]), run_record("old"))
    _, coded = run(article("new", 7))
    assert coded == []
    assert outcomes(tmp_path) == {"old": "events", "new": "old"}
    assert run_query(tmp_path, "select count(*) from sketches").item() == 2


@pytest.mark.parametrize(("first", "second"), [("a", "b"), ("b", "a")])
def test_a_copy_loaded_by_another_run_meanwhile_is_linked(tmp_path, first, second):
    days = {"a": 6, "b": 7}
    staged = {}
    for name in (first, second):
        row = asdict(article(name, days[name])) | {"outcome": "no_event", "reason": "x"}
        rejection = {"article_id": name, "rule": "R1", "reason": "x", "start": 0, "end": 3}
        folder = tmp_path / name
        staged[name] = write_staged(folder, articles=[row], rejections=[rejection])
    stage_copies(staged[first], None, tmp_path)
    load_batch(tmp_path, staged[first], run_record(first))
    sketches = stage_copies(staged[second], None, tmp_path)
    assert relink_staged(staged[second], sketches, tmp_path) == 1
    load_batch(tmp_path, staged[second], run_record(second))
    assert outcomes(tmp_path) == {"a": "no_event", "b": "a"}
    assert run_query(tmp_path, "select article_id from rejections").rows() == [("a",)]


def test_items_pass_in_order_and_new_articles_come_last(tmp_path):
    known = article("k", text="Another text altogether about goats and their milk in spring.")
    items = [known, article("b", 7), ASIDE, article("a")]
    linked = list(link_articles(items, {fingerprint(known)}, load_settings(tmp_path)))
    assert [type(item) for item in linked] == [Article, Quarantined, Copy, Article]
    assert not any(isinstance(item, Revived) for item in linked)
