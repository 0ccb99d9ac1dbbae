"""What readers ask: events with evidence, articles with reasons, SQL, views and macros."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from warehouse_batches import CODED, NOW, TEXT, article, event, load, mention, one_event, provenance

from transforms.errors import InputError
from transforms.schemas import EVENT_COLUMNS
from warehouse.connect import READER_FILE
from warehouse.queries import list_events, read_article, read_event, run_query, summarise

PASSAGES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases/warehouse_passages.yaml").read_text(encoding="utf-8")
)
POLICE = "Police Forces of Freedonia (2001-)"
REJECTION = {"article_id": "a1", "rule": "R1", "reason": "no harm", "text": "hurt"}
REJECTION |= {"start": TEXT.index("hurt"), "end": TEXT.index("hurt") + 4}


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory):
    """a1 and a2 report k1, a2 also k2, farther north and a week later; a3 is quarantined."""
    folder = tmp_path_factory.mktemp("warehouse")
    later = {"event_date": date(2024, 3, 14), "latitude": 11.5, "fatalities": 3}
    later |= {"actor2": POLICE, "inter2": "State forces"}
    load(
        folder,
        articles=[article("a1", title="March"), article("a2", source="Ada Post", language="es")],
        mentions=[
            mention("a1", "k1"),
            mention("a1", None, mention_id="m", status="incomplete", missing=["location"]),
            mention("a2", "k1"),
            mention("a2", "k2", **later),
        ],
        provenance=[
            provenance("a1", "k1"),
            provenance("a1", "k1", "year", start=None, end=None, text=None, rule="year_of_date"),
            provenance("a2", "k1"),
        ],
        events=[event("k1", n_articles=2), event("k2", **later)],
        rejections=[REJECTION],
        entities=[
            {"article_id": "a1", "entity_id": "e1", "label": "LOC", "name": "Port Ada"}
            | {"start": start, "end": start + 8, "text": text}
            for start, text in ((0, "Port Ada"), (9, "Ada"))
        ],
        warnings=[{"event_key": "k1", "rule_id": "V45", "message": "odd"}],
        quarantine=[
            {"quarantine_id": "q1", "kind": "article", "article_id": "a3", "rule_ids": []}
            | {"path": "a3.txt", "reason": "not UTF-8", "payload": "\ufffd"}
        ],
    )
    return folder


def test_an_event_shows_its_evidence_sentences(data_dir):
    view = read_event(data_dir, "FRE1")
    assert {name: view.row[name] for name in CODED} == CODED
    assert (view.row["event_id_cnty"], view.row["timestamp"]) == ("FRE1", NOW)
    assert view.evidence.select("article_id", "field", "text").rows() == [
        ("a1", "event_date", "Thursday"),
        ("a1", "year", None),
        ("a2", "event_date", "Thursday"),
    ]
    assert set(view.evidence["sentence"]) == {"On Thursday people marched to the 3.5 km quay."}
    assert view.mentions["article_id"].to_list() == ["a1", "a2"]
    assert set(view.mentions["sentence_text"]) == set(view.evidence["sentence"])
    assert view.articles["source"].to_list() == ["Ada Herald", "Ada Post"]
    assert view.warnings.rows() == [("V45", "odd")]


def test_an_article_shows_why_it_gave_these_rows(data_dir):
    view = read_article(data_dir, "a1")
    assert (view.article["outcome"], view.article["reason"]) == ("events", "1 event")
    assert view.mentions.select("event_id_cnty", "status", "missing").rows() == [
        ("FRE1", "coded", []),
        (None, "incomplete", ["location"]),
    ]
    assert view.rejections.select("rule", "text", "sentence").rows() == [
        ("R1", "hurt", "Nobody was hurt.")
    ]
    assert view.entities.rows() == [("e1", "LOC", "Port Ada", 2, ["Ada", "Port Ada"])]


def test_an_article_that_is_only_in_quarantine_is_shown(data_dir):
    view = read_article(data_dir, "a3")
    assert view.article == {}
    assert view.quarantine["reason"].to_list() == ["not UTF-8"]


@pytest.mark.parametrize("read", [read_event, read_article])
def test_an_unknown_id_says_how_to_list_them(data_dir, read):
    with pytest.raises(InputError, match="'XXX9'.*newsledger sql"):
        read(data_dir, "XXX9")


def test_a_withdrawn_event_says_why(tmp_path):
    load(tmp_path, **one_event())
    load(tmp_path, "run-2", articles=[article("a1")])
    with pytest.raises(InputError, match="FRE1 was withdrawn: no article"):
        read_event(tmp_path, "FRE1")


def test_the_summary_counts_everything(data_dir):
    found = summarise(data_dir)
    assert found.totals == {
        "articles": 2,
        "events": 2,
        "mentions": 3,
        "incomplete": 1,
        "rejections": 1,
        "quarantine": 1,
        "warnings": 1,
        "deleted_events": 0,
        "runs": 1,
    }
    assert found.articles_by_outcome.rows() == [("events", 2)]
    assert found.articles_by_language.rows() == [("en", 1), ("es", 1)]
    assert found.events_by_type.rows() == [("Protests", "Peaceful protest", 2)]
    assert found.quarantine_by_reason.rows() == [("article", "not UTF-8", 1)]
    assert found.last_run["run_id"] == "run-1"


def test_events_are_listed_latest_first(data_dir):
    assert list_events(data_dir)["event_id_cnty"].to_list() == ["FRE2", "FRE1"]
    assert list_events(data_dir, limit=1)["event_id_cnty"].to_list() == ["FRE2"]


def test_users_run_sql(data_dir):
    assert run_query(data_dir, "select count(*) as n from events").rows() == [(2,)]
    assert run_query(data_dir, "from acled_style").columns == list(EVENT_COLUMNS)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("selec 1", "syntax error"),
        ("select nothing from events", "nothing"),
        ("delete from events", "read-only"),
        ("drop table articles", "read-only"),
        ("insert into runs (run_id) values ('x')", "read-only"),
        ("select 1/'x'", "failed"),
        ("select interval 1 day", "::varchar"),
        ("from spatial_is_not_fetched('x')", "spatial_is_not_fetched"),
    ],
)
def test_a_bad_query_is_an_input_error_and_changes_nothing(data_dir, query, message):
    before = (data_dir / READER_FILE).read_bytes()
    with pytest.raises(InputError, match=message):
        run_query(data_dir, query)
    assert (data_dir / READER_FILE).read_bytes() == before


def test_a_statement_without_rows_gives_an_empty_frame(data_dir):
    assert run_query(data_dir, "set threads = 1").is_empty()


def test_exports_have_the_columns_of_their_kind(data_dir):
    assert run_query(data_dir, "from acled_import").columns == list(EVENT_COLUMNS)
    monadic = set(run_query(data_dir, "from monadic").columns)
    dyadic = {f"{name}{n}" for name in ("actor", "assoc_actor_", "inter") for n in (1, 2)}
    assert set(EVENT_COLUMNS) - dyadic <= monadic


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            "from events_by_week",
            [
                (date(2024, 3, 4), "Freedonia", "Protests", 1, 0),
                (date(2024, 3, 11), "Freedonia", "Protests", 1, 3),
            ],
        ),
        ("select admin1, events, fatalities from events_by_admin1", [("Coast", 2, 3)]),
        (
            "select actor, events, fatalities from actor_activity",
            [("Protesters (Freedonia)", 2, 3), ("Police Forces of Freedonia (2001-)", 1, 3)],
        ),
        (
            "from fatalities_by_month",
            [(date(2024, 3, 1), "Freedonia", "Demonstrations", 2, 3)],
        ),
        (
            "select source, articles, articles_with_events, event_mentions from source_coverage",
            [("Ada Herald", 1, 1, 1), ("Ada Post", 1, 1, 2)],
        ),
        (
            "select event_id_cnty from events_between('2024-03-08', '2024-03-14')",
            [("FRE2",)],
        ),
        (
            "select event_id_cnty, round(distance_km) from events_near(10.5, 20.25, 200)",
            [("FRE1", 0), ("FRE2", 111)],
        ),
        ("select event_id_cnty from events_near(10.5, 20.25, 100)", [("FRE1",)]),
        (
            "select event_id_cnty, side, actor, other_actor, inter from monadic order by all",
            [
                ("FRE1", 1, "Protesters (Freedonia)", None, "Protesters"),
                ("FRE2", 1, "Protesters (Freedonia)", POLICE, "Protesters"),
                ("FRE2", 2, POLICE, "Protesters (Freedonia)", "State forces"),
            ],
        ),
        (
            "select event_date, actor2, assoc_actor_1, tags from acled_import order by all",
            [("2024-03-07", "", "", CODED["tags"]), ("2024-03-14", POLICE, "", CODED["tags"])],
        ),
        (
            "select event_id_cnty, version, is_current, valid_to from event_versions order by all",
            [("FRE1", 1, True, None), ("FRE2", 1, True, None)],
        ),
        ("select round(distance_km(0, 179.5, 0, -179.5))", [(111,)]),
        ("select round(distance_km(0, 0, 0, 180))", [(20015,)]),
    ],
)
def test_views_and_macros(data_dir, query, expected):
    assert run_query(data_dir, query).rows() == expected


@pytest.mark.parametrize("case", PASSAGES, ids=lambda case: case["id"])
def test_the_sentence_around_a_span(data_dir, case):
    start = case["text"].index(case["span"])
    text = case["text"].replace("'", "''")
    end = start + len(case["span"])
    found = run_query(data_dir, f"select passage('{text}', {start}, {end})")
    assert found.item() == case["passage"]


@pytest.mark.parametrize("read", [summarise, list_events])
def test_without_a_warehouse_readers_say_what_to_do(tmp_path, read):
    with pytest.raises(InputError, match="newsledger run"):
        read(tmp_path)
