"""The real flow on small articles: what it stores, that reruns change nothing, resuming."""

import json
import os
import signal
import subprocess
import sys
import time

import polars as pl
import pytest
from typer.testing import CliRunner

from flows.cli import app
from transforms.errors import WarehouseError
from warehouse.queries import read_article, run_query

pytestmark = pytest.mark.slow

NAIROBI = {
    "article_id": "nairobi",
    "source": "Kisumu Daily",
    "published_at": "2024-03-08",
    "language": "en",
    "text": "Hundreds of teachers protested in Nairobi, Kenya, on Thursday against unpaid wages.",
}
ALSO_NAIROBI = NAIROBI | {
    "article_id": "nairobi-later",
    "source": "Nakuru Post",
    "published_at": "2024-03-09",
    "text": "Teachers protested in Nairobi, Kenya, on Thursday. The ministry did not comment.",
}
PLANNED = {
    "article_id": "planned",
    "published_at": "2024-03-08",
    "language": "en",
    "text": "Trade unions plan to protest in Nairobi, Kenya, next week.",
}
TABLES = ("articles", "mentions", "events", "provenance", "quarantine", "rejections", "entities")


def write_input(path, *articles):
    path.write_text("\n".join(json.dumps(article) for article in articles), encoding="utf-8")
    return path


def stored(data_dir):
    """Every table's rows; what a second run must not change."""
    return {name: run_query(data_dir, f"from {name} order by all").rows() for name in TABLES}


@pytest.fixture
def code_batch(prefect_harness):
    """The flow, on a Prefect server of its own."""
    from flows.code_batch import code_batch

    return code_batch


@pytest.fixture(scope="module")
def command(tmp_path_factory):
    """Starts `newsledger run` in a process of its own, one article a shard."""
    environment = os.environ | {"NEWSLEDGER_SHARD_SIZE": "1", "OMP_NUM_THREADS": "1"}
    environment.pop("PREFECT_API_URL", None)
    environment["NEWSLEDGER_PREFECT_HOME"] = str(tmp_path_factory.mktemp("prefect"))

    def start(path, warehouse):
        arguments = [sys.executable, "-m", "flows", "run", str(path), "--warehouse", str(warehouse)]
        return subprocess.Popen(
            arguments, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    return start


def test_articles_become_events_and_a_rerun_changes_nothing(code_batch, tmp_path):
    path = write_input(tmp_path / "in.jsonl", NAIROBI, PLANNED)
    with path.open("a") as file:
        file.write("\n{broken")
    warehouse = tmp_path / "ledger"
    report = code_batch([str(path)], str(warehouse))
    assert report.outcomes == {"events": 1, "no_event": 1}
    assert report.n_aside == 1
    assert report.events.select("event_id_cnty", "sub_event_type", "location").rows() == [
        ("KEN1", "Peaceful protest", "Nairobi")
    ]
    (aside,) = run_query(warehouse, "from quarantine").rows(named=True)
    assert (aside["line"], aside["rule_ids"]) == (3, ["input.json"])
    assert report.data_docs.read_text(encoding="utf-8").startswith("<!")
    assert (report.release / "datapackage.json").is_file()

    before, release = stored(warehouse), (warehouse / "releases" / "latest").resolve()
    again = code_batch([str(path)], str(warehouse))
    assert (again.n_known, again.changes) == (2, {})
    assert again.events.equals(report.events)
    assert stored(warehouse) == before
    assert (warehouse / "releases" / "latest").resolve() == release


def test_sources_are_fetched_before_they_are_coded(code_batch, tmp_path):
    write_input(tmp_path / "outlet.jsonl", NAIROBI)
    sources = tmp_path / "sources.yaml"
    sources.write_text(
        "sources:\n"
        f"  - {{name: Outlet, scale: National, licence: none, path: {tmp_path / 'outlet.jsonl'}}}\n"
    )
    incoming = tmp_path / "incoming"
    report = code_batch([str(incoming)], str(tmp_path / "ledger"), sources=str(sources))
    assert report.outcomes == {"events": 1}
    again = code_batch([str(incoming)], str(tmp_path / "ledger"), sources=str(sources))
    assert (again.n_articles, again.n_known) == (1, 1)


def test_the_doctor_passes_a_sound_warehouse_and_fails_for_a_broken_one(code_batch, tmp_path):
    from flows.check_warehouse import check_warehouse

    path = write_input(tmp_path / "in.jsonl", PLANNED)
    report = code_batch([str(path)], str(tmp_path / "ledger"))
    check_warehouse(str(tmp_path / "ledger"))
    (report.release / "README.md").write_text("changed", encoding="utf-8")
    with pytest.raises(WarehouseError, match=r"release_has_changed \(1\)"):
        check_warehouse(str(tmp_path / "ledger"))


def test_a_later_article_joins_the_stored_event(code_batch, tmp_path):
    path = write_input(tmp_path / "in.jsonl", NAIROBI)
    code_batch([str(path)], str(tmp_path))
    write_input(path, NAIROBI, ALSO_NAIROBI)
    report = code_batch([str(path)], str(tmp_path))
    assert (report.n_known, report.changes["events"]["updated"]) == (1, 1)
    (event,) = report.events.rows(named=True)
    assert (event["event_id_cnty"], event["n_articles"]) == ("KEN1", 2)
    sources = run_query(tmp_path, "select source from events").item()
    assert set(sources.split("; ")) == {"Kisumu Daily", "Nakuru Post"}


def test_a_corrected_article_replaces_what_it_said_before(code_batch, tmp_path):
    path = write_input(tmp_path / "in.jsonl", NAIROBI)
    code_batch([str(path)], str(tmp_path))
    corrected = NAIROBI["text"].replace("Hundreds", "Thousands")
    write_input(path, NAIROBI | {"text": corrected})
    code_batch([str(path)], str(tmp_path))
    tags = "select event_id_cnty, tags from {}"
    assert run_query(tmp_path, tags.format("events")).rows() == [("KEN1", "crowd size=thousands")]
    assert run_query(tmp_path, tags.format("events_history where valid_to is not null")).rows() == [
        ("KEN1", "crowd size=hundreds")
    ]


def test_an_article_that_breaks_later_keeps_its_rows(code_batch, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "march.txt").write_text(f"March\n\n{NAIROBI['text']} It was 7 March 2024.")
    code_batch([str(folder)], str(tmp_path))
    before = read_article(tmp_path, "march").article
    (folder / "march.txt").write_bytes(b"\x00\x01\x02 broken")
    report = code_batch([str(folder)], str(tmp_path))
    assert report.n_aside == 1
    assert read_article(tmp_path, "march").article == before


def test_a_copy_is_no_second_source(code_batch, tmp_path):
    printed = NAIROBI | {"article_id": "printed", "source": "Nakuru Post"}
    other = printed | {"article_id": "other", "text": NAIROBI["text"].replace("Nairobi", "Nakuru")}
    copies = (printed | {"published_at": "2024-03-09"}, other)
    earlier = NAIROBI | {"article_id": "earlier", "source": "Lake Radio"}
    earlier |= {"published_at": "2024-03-07"}
    ledger = tmp_path / "ledger"
    report = code_batch([str(write_input(tmp_path / "a.jsonl", NAIROBI, *copies))], str(ledger))
    assert report.outcomes == {"events": 2, "duplicate_of": 1}
    events = "select location, source, n_articles from events order by location"
    assert run_query(ledger, events).rows() == [
        ("Nairobi", "Kisumu Daily", 1),
        ("Nakuru", "Nakuru Post", 1),
    ]
    shown = CliRunner().invoke(app, ["explain", "printed", "--warehouse", str(ledger)])
    assert "duplicate_of:nairobi" in shown.output
    shown = CliRunner().invoke(app, ["explain", "nairobi", "--warehouse", str(ledger)])
    assert "copy, not coded: printed (Nakuru Post, 2024-03-09)" in shown.output

    ids = "select event_key, event_id_cnty from events where location = 'Nairobi'"
    before = run_query(ledger, ids).rows()
    report = code_batch([str(write_input(tmp_path / "b.jsonl", earlier))], str(ledger))
    assert report.outcomes == {"events": 1}
    assert run_query(ledger, ids).rows() == before
    assert run_query(ledger, events).rows()[0] == ("Nairobi", "Lake Radio", 1)
    outcomes = run_query(ledger, "select article_id, outcome from articles order by all").rows()
    assert outcomes == [
        ("earlier", "events"),
        ("nairobi", "duplicate_of:earlier"),
        ("other", "events"),
        ("printed", "duplicate_of:earlier"),
    ]


def test_prefect_knows_the_run_by_its_batch(code_batch, tmp_path):
    from prefect.client.orchestration import get_client

    path = write_input(tmp_path / "in.jsonl", {**PLANNED, "article_id": "planned_again"})
    report = code_batch([str(path)], str(tmp_path))
    with get_client(sync_client=True) as client:
        names = [run.name for run in client.read_flow_runs()]
        summaries = [a.data for a in client.read_artifacts() if a.key == "batch-summary"]
    assert f"code-{report.batch_id}" in names
    assert sum(report.batch_id in str(summary) for summary in summaries) == 1


def test_two_runs_at_once_take_turns(command, tmp_path):
    ledger = tmp_path / "ledger"
    runs = [
        command(write_input(tmp_path / f"{article['article_id']}.jsonl", article), ledger)
        for article in (NAIROBI, ALSO_NAIROBI)
    ]
    assert [finish(run) for run in runs] == [0, 0]
    (event,) = run_query(ledger, "from events").rows(named=True)
    assert (event["event_id_cnty"], event["n_articles"]) == ("KEN1", 2)
    assert pl.read_parquet(ledger / "releases" / "latest" / "events").height == 1


def test_a_killed_run_resumes_and_leaves_no_server(command, code_batch, tmp_path):
    path = write_input(tmp_path / "in.jsonl", NAIROBI, PLANNED, ALSO_NAIROBI)
    run = command(path, tmp_path / "ledger")
    first = wait_for(lambda: coded_shards(tmp_path / "ledger"), run)[0]
    servers = children(run.pid)
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert servers
    wait_for(lambda: not any(map(is_alive, servers)))
    made = first.stat().st_mtime_ns

    assert finish(command(path, tmp_path / "ledger")) == 0
    assert first.stat().st_mtime_ns == made
    code_batch([str(path)], str(tmp_path / "undisturbed"))
    keys = "select event_id_cnty, event_key, n_articles, notes from events"
    resumed = run_query(tmp_path / "ledger", keys)
    assert resumed.height == 1
    assert resumed.equals(run_query(tmp_path / "undisturbed", keys))


def finish(run):
    output, _ = run.communicate(timeout=300)
    assert run.returncode == 0, output
    return run.returncode


def wait_for(condition, run=None, seconds=240):
    deadline = time.monotonic() + seconds
    while not (result := condition()):
        assert run is None or run.poll() is None, run.communicate()[0]
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)
    return result


def coded_shards(warehouse):
    made = warehouse.glob("shards/*/*/articles.parquet")
    return [path for path in made if ".tmp-" not in path.parent.name]


def children(pid):
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=True
    )
    return [int(word) for word in listed.stdout.split()]


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
