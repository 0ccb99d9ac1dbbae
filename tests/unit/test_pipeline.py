from pathlib import Path

import polars as pl
import pytest
from coding_tables import (
    annotate_table,
    code_table,
    false_rows,
    read_table,
    real_kit,
    to_article,
    wrong_rows,
)

from transforms.codebook import load_codebook
from transforms.pipeline import code_articles
from transforms.schemas import STAGED
from transforms.shards import code_shard, merge_batch, to_frames

ROOT = Path(__file__).parents[2]
CODED = {name: schema for name, schema in STAGED.items() if name != "events"}


@pytest.mark.parametrize("case", read_table("articles"), ids=lambda case: case["id"])
def test_an_article_gives_its_rows(case):
    assert wrong_rows(case) == []


@pytest.mark.parametrize("case", read_table("no_event"), ids=lambda case: case["id"])
def test_an_article_without_an_event_gives_none(case):
    assert false_rows(case) == []


def test_every_article_has_an_outcome_and_a_reason():
    for name in ("articles", "no_event", "actors"):
        for coding in code_table(name).values():
            assert coding.outcome in {"events", "incomplete", "no_event"}
            assert coding.reason
            assert (coding.outcome == "events") == bool(coding.events)


def test_mention_ids_are_the_same_in_a_second_run():
    articles = [to_article(case) for case in read_table("articles")[:4]]
    again = code_articles(articles, real_kit())
    for coding in again:
        first = code_table("articles")[coding.article.article_id]
        assert coding == first
        assert [m.mention_id for m in coding.mentions] == [m.mention_id for m in first.mentions]


def test_mention_ids_are_unique():
    ids = [m.mention_id for c in code_table("articles").values() for m in c.mentions]
    assert len(ids) == len(set(ids)) > 20


def test_articles_do_not_touch_each_other():
    case = read_table("articles")[0]
    [alone] = code_articles([to_article(case)], real_kit())
    assert alone == code_table("articles")[case["id"]]


def test_languages_without_a_model_or_unknown_are_told():
    kit = real_kit()
    texts = {"xx": "Góðan dag.", None: "???"}
    articles = [
        to_article({"id": str(code), "text": text, "language": code})
        for code, text in texts.items()
    ]
    known, unknown = code_articles(articles, kit)
    assert known.outcome == "no_model:xx" and unknown.outcome == "unknown_language"
    assert known.mentions == () == unknown.mentions


def test_the_order_of_the_articles_is_kept():
    cases = read_table("no_event")[:3]
    articles = [to_article(case) for case in cases]
    articles.insert(1, to_article({"id": "x", "text": "Góðan dag.", "language": "xx"}))
    coded = code_articles(articles, real_kit())
    assert [c.article.article_id for c in coded] == [a.article_id for a in articles]


def test_no_articles_no_rows():
    kit = real_kit()
    assert code_articles([], kit) == []
    frames = to_frames([], kit)
    assert {name: frame.height for name, frame in frames.items()} == dict.fromkeys(CODED, 0)


def test_frames_have_their_schemas():
    frames = to_frames(list(code_table("articles").values()), real_kit())
    assert {name: frame.schema for name, frame in frames.items()} == CODED
    assert frames["articles"].height == len(read_table("articles"))


def test_merging_what_was_coded_is_deterministic():
    frames = to_frames(list(code_table("articles").values()), real_kit())
    events = merge_batch(frames["mentions"], load_codebook())
    again = merge_batch(frames["mentions"].reverse(), load_codebook())
    assert events.equals(again)
    keys = frames["mentions"]["event_key"].drop_nulls()
    assert set(events["event_key"]) == set(keys)


def test_a_shard_is_coded_into_tables(tmp_path):
    articles = [to_article(case) for case in read_table("articles")[:2]]
    rows = [{f: getattr(a, f) for f in type(a).__dataclass_fields__} for a in articles]
    shard, out = tmp_path / "shard.parquet", tmp_path / "out"
    pl.DataFrame(rows, infer_schema_length=None).write_parquet(shard)
    code_shard(shard, out, ROOT / "models")
    assert {path.stem for path in out.glob("*.parquet")} == set(CODED)
    mentions = pl.read_parquet(out / "mentions.parquet")
    assert mentions["article_id"].n_unique() == 2


def test_a_language_pack_is_chosen_by_the_article():
    for annotated in annotate_table("articles").values():
        assert annotated.language == "en" and annotated.model_version.startswith("en-")
