"""The report page: complete, safe against hostile texts, small, the same bytes again."""

import base64
import json
import re
import zlib
from datetime import date
from html.parser import HTMLParser

import polars as pl
import pytest
from many_events import load_many
from typer.testing import CliRunner
from warehouse_batches import article, load, mention, one_event

from flows.cli import app
from flows.report_figures import draw_map, nice_top
from flows.report_pack import pack, pack_articles, pack_chunks, pack_events
from flows.report_page import render_report
from warehouse.release import write_release
from warehouse.report_rows import read_report

HOSTILE = "<img src=x onerror=alert(1)>\"'</script><script>alert(2)</script>"


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    return read_report(load_many(tmp_path_factory.mktemp("ledger"), 300))


@pytest.fixture(scope="module")
def page(rows):
    return render_report(rows, "v1")


def unpack(text):
    return json.loads(zlib.decompress(base64.b64decode(text)))


def data_of(page, name):
    return unpack(re.search(rf'id="data-{name}">([^<]*)<', page).group(1))


class Tags(HTMLParser):
    """Names and attributes of all elements."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_the_summary_is_there_without_javascript(page, rows):
    text = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    totals = rows.totals
    for words in (
        f"<dt>events</dt><dd>{totals['n_events']:,}</dd>",
        f"<dt>reported deaths</dt><dd>{totals['n_fatalities']:,}</dd>",
        f"Events from {totals['first_day']} to {totals['last_day']}",
        "Articles by outcome",
        "Incomplete reports by what they lack",
        "Quarantine by reason",
        "rules hold for all rows",
    ):
        assert words in text
    top = rows.actors.row(0, named=True)
    assert f"<th scope='row'>{top['actor']}</th>" in text
    for event_type in rows.weeks["event_type"].unique():
        assert event_type in text


def test_nothing_in_the_page_asks_for_anything(page):
    for tag, attributes in Tags(page).found:
        assert "src" not in attributes, tag
        if "href" in attributes:
            assert not re.match(r"(https?:)?//", attributes["href"])
    assert not re.search(r"@import|url\(", page)
    assert "default-src 'none'" in page


def test_the_policy_allows_the_one_script_and_no_other(page):
    script = re.search(r"<script>(.*)</script>", page, re.DOTALL).group(1)
    import hashlib

    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in page
    assert not re.search(r"\son\w+=", re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL))


def test_packed_columns_unpack_to_the_events(rows):
    packed = unpack(pack(pack_events(rows.events)))
    for i, row in enumerate(rows.events.iter_rows(named=True)):
        sub, of_type = packed["subs"][packed["sub"][i]]
        assert (sub, packed["types"][of_type]) == (row["sub_event_type"], row["event_type"])
        location, admin1, country = packed["places"][packed["place"][i]]
        assert (location, admin1) == (row["location"], row["admin1"])
        assert packed["countries"][country] == row["country"]
        assert packed["actors"][packed["a1"][i]] == row["actor1"]
        assert (packed["a2"][i] < 0) == (row["actor2"] is None)
        assert (packed["id"][i], packed["deaths"][i]) == (row["event_id_cnty"], row["fatalities"])
        assert (row["event_date"] - date(1970, 1, 1)).days == packed["day"][i]


def test_every_event_has_its_article_and_sentence(rows):
    articles, quotes = pack_articles(rows)
    assert [len(found) for found in quotes] == [1] * rows.events.height
    for (quote,), (number,) in zip(quotes, articles["of"], strict=True):
        assert quote[0] == number
        before, marked, after = quote[3:]
        assert marked == "attacked"
        assert before.startswith("On the day ") and after.endswith(".")
        assert articles["url"][number].endswith(articles["id"][number])


def test_sentences_go_in_newest_first_while_there_is_room(rows):
    _, quotes = pack_articles(rows)
    many, notes = quotes * 10, [*rows.events["notes"]] * 10
    whole = pack_chunks(notes, many, 10**9)
    assert [len(unpack(chunk)) for chunk in whole] == [1000, 1000, 1000]
    assert pack_chunks(notes, many, len(whole[0]) + 10) == whole[:1]
    assert pack_chunks(notes, many, 10) == []


def test_hostile_texts_stay_texts(tmp_path):
    tables = one_event(event_key="k1", actor1=HOSTILE, location=HOSTILE, notes=HOSTILE)
    tables["articles"] = [article("a1", title=HOSTILE, source=HOSTILE, url="javascript:alert(3)")]
    tables["quarantine"] = [
        {"quarantine_id": "q1", "kind": "line", "path": "x", "rule_ids": [], "reason": HOSTILE}
    ]
    page = render_report(read_report(load_into(tmp_path, tables)))
    tags = Tags(page).found
    assert not [tag for tag, _ in tags if tag in ("img", "iframe", "object")]
    assert [tag for tag, _ in tags].count("script") == 4
    assert "<img" not in page and "javascript:" not in page
    packed = data_of(page, "events")
    assert packed["actors"] == [HOSTILE]


def load_into(folder, tables):
    load(folder, **tables)
    return folder


def test_the_same_rows_give_the_same_page(rows, page):
    assert render_report(rows, "v1") == page


def test_a_release_has_its_report_and_links_to_its_files(tmp_path):
    from flows.publishing import publish_ledger
    from flows.settings import load_settings

    load(tmp_path, **one_event())
    release = publish_ledger(load_settings(tmp_path))
    page = (release.path / "report.html").read_text(encoding="utf-8")
    assert release.version in page
    links = {a["href"] for tag, a in Tags(page).found if tag == "a" and a["href"][0] != "#"}
    assert links and all((release.path / link).is_file() for link in links)
    assert "report.html" in (release.path / "checksums.sha256").read_text()
    assert not publish_ledger(load_settings(tmp_path)).is_new


def test_an_update_has_no_report(tmp_path):
    from flows.publishing import publish_ledger
    from flows.settings import load_settings

    load(tmp_path, **one_event())
    update = publish_ledger(load_settings(tmp_path), since="2025-01-01")
    assert not (update.path / "report.html").exists()


def test_broken_rules_and_incomplete_reports_are_counted(tmp_path):
    tables = one_event()
    undated = {"status": "incomplete", "event_date": None, "missing": ["event_date", "location"]}
    tables["mentions"] += [mention("a1", None, mention_id=f"x{n}", **undated) for n in range(3)]
    tables["warnings"] = [{"event_key": "k1", "rule_id": "V12", "message": "unusual"}]
    tables["quarantine"] = [
        {
            "quarantine_id": "q1",
            "kind": "event",
            "rule_ids": ["V20"],
            "reason": "x",
            "payload": "{}",
        }
    ]
    rows = read_report(load_into(tmp_path, tables))
    assert rows.missing.rows() == [("event_date", 3), ("location", 3)]
    assert rows.rules.rows() == [("V12", 1), ("V20", 1)]
    assert rows.quarantine.rows() == [("event", "V20", 1)]
    page = render_report(rows)
    assert "is kept, with a warning" in page and "goes to quarantine" in page
    assert "all but:" in page


def test_an_empty_warehouse_has_a_report(tmp_path):
    load(tmp_path, articles=[article("a1", outcome="no_event")])
    page = render_report(read_report(tmp_path))
    assert "No events yet." in page
    assert data_of(page, "events")["id"] == []


def test_many_points_become_fewer_circles():
    spots = pl.DataFrame(
        {
            "latitude": [n / 50 % 40 for n in range(5000)],
            "longitude": [n / 7 % 60 for n in range(5000)],
            "event_type": ["Riots"] * 5000,
            "n_events": [1] * 5000,
            "location": ["X"] * 5000,
            "is_exact": [True] * 5000,
        }
    )
    drawn = draw_map(spots)
    assert 0 < drawn.count("<circle") <= 1200
    counts = re.findall(r"X: ([\d,]+) Riots", drawn)
    assert sum(int(n.replace(",", "")) for n in counts) == 5000


@pytest.mark.parametrize(
    ("highest", "top", "step"), [(1, 1, 1), (5, 5, 1), (7, 8, 2), (230, 250, 50), (1001, 1500, 500)]
)
def test_axes_end_at_round_numbers(highest, top, step):
    assert nice_top(highest) == (top, step)


def test_the_command_writes_the_page(tmp_path):
    load(tmp_path, **one_event())
    out = tmp_path / "report.html"
    arguments = ["report", "--warehouse", str(tmp_path), "--out", str(out)]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.stderr
    assert "<h1>Events from news articles</h1>" in out.read_text(encoding="utf-8")
    assert "Files of this release" not in out.read_text(encoding="utf-8")
    refused = CliRunner().invoke(app, [*arguments[:-1], str(tmp_path / "no" / "x.html")])
    assert refused.exit_code == 2 and "exists" in refused.stderr


def test_a_page_that_cannot_be_made_leaves_no_release(tmp_path):
    def fail(folder, version, rows):
        raise OSError(28, "No space left on device")

    load(tmp_path, **one_event())
    from transforms.errors import WarehouseError

    with pytest.raises(WarehouseError, match="No space"):
        write_release(tmp_path, write_pages=fail)
    assert not list((tmp_path / "releases").glob("v*"))
