import gzip
import json
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner
from web_server import serving

from flows.cli import app
from flows.fetch import Fetcher
from flows.fetch_records import Limits
from flows.ingest import ingest
from flows.ingest_links import plain_address
from flows.ingest_state import STATE_FILE
from transforms.errors import InputError
from transforms.text.articles import read_articles

BODY = "Two people were killed in Basra on Sunday, police said."
NOW = datetime(2024, 5, 7, 12, tzinfo=UTC)
XML = "application/xml"


@pytest.fixture
def site():
    with serving() as served:
        yield served


@pytest.fixture
def go(tmp_path):
    """Ingests the sources of a YAML text; gives reports and the records written."""

    def run(text, now=NOW, **options):
        (tmp_path / "sources.yaml").write_text(text, encoding="utf-8")
        fetcher = Fetcher("x", Limits(delay_s=0, attempts=2), sleep=lambda _: None)
        out = tmp_path / "incoming"
        reports = ingest(tmp_path / "sources.yaml", out, fetcher=fetcher, now=now, **options)
        lines = [json.loads(x) for r in reports if r.file for x in r.file.read_text().splitlines()]
        return reports, lines

    return run


def page(number, day="2024-05-06"):
    meta = f'<meta property="article:published_time" content="{day}">' if day else ""
    return (
        f"<html><head><title>Story {number}</title>{meta}</head><body><article><h1>Story {number}"
        f"</h1><p>{BODY} This is story {number}.</p><p>{BODY} End.</p></article></body></html>"
    )


def feed(site, numbers, extra=""):
    items = "".join(
        f"<item><title>Story {n}</title><link>{site.url}/news/{n}?utm_source=rss</link>"
        f"<pubDate>Mon, 06 May 2024 10:0{n}:00 GMT</pubDate><description>{BODY} Feed {n}."
        "</description></item>"
        for n in numbers
    )
    return f'<rss version="2.0"><channel><title>T</title>{items}{extra}</channel></rss>'


def source(site, kind="feed", path="/rss", **more):
    lines = {"name": "Gulf Courier", "country": "IRQ", "scale": "National", "licence": "x"}
    lines |= {kind: site.url + path, "allow_private": "true"} | more
    return "sources:\n  -" + "".join(f"\n    {key}: {value}" for key, value in lines.items())


def test_a_feed_becomes_articles_that_run_can_read(site, go):
    site.put("/rss", feed(site, (1, 2)), kind=XML)
    for n in (1, 2):
        site.put(f"/news/{n}?utm_source=rss", page(n, day=None if n == 2 else "2024-05-05"))
    [report], lines = go(source(site, language="en"))
    assert (report.n_new, report.error) == (2, None)
    assert report.file.name == "2024-05-07T120000Z-gulf-courier.jsonl"
    assert [line["published_at"] for line in lines] == ["2024-05-05", "2024-05-06"]
    first = lines[0]
    assert (first["source"], first["source_country"], first["source_scale"]) == (
        "Gulf Courier", "IRQ", "National",
    )  # fmt: skip
    assert (first["url"], first["language"]) == (f"{site.url}/news/1", "en")
    articles = list(read_articles([report.file.parent]))
    assert [a.article_id for a in articles] == [line["article_id"] for line in lines]
    assert "This is story 1." in articles[0].text


def test_nothing_is_fetched_twice(site, go):
    site.put("/rss", feed(site, (1,)), kind=XML, ETag='"v1"')
    site.put("/news/1?utm_source=rss", page(1))
    go(source(site))
    [report], lines = go(source(site), now=NOW.replace(hour=13))
    assert (report.n_new, report.file, lines) == (0, None, [])
    assert site.headers["/rss"]["If-None-Match"] == '"v1"'
    site.answers["/rss"] = []
    site.put("/rss", feed(site, (1, 2)), kind=XML, ETag='"v2"')
    site.put("/news/2?utm_source=rss", page(2))
    [report], lines = go(source(site), now=NOW.replace(hour=14))
    assert (report.n_new, report.n_known) == (1, 1)
    assert site.asked["/news/1?utm_source=rss"] == 1


def test_what_is_left_is_fetched_in_the_next_run_though_the_feed_is_unchanged(site, go):
    site.put("/rss", feed(site, (1, 2, 3)), kind=XML, ETag='"v1"')
    site.put("/news/1?utm_source=rss", page(1))
    site.put("/news/2?utm_source=rss", status=503)
    site.put("/news/2?utm_source=rss", status=503)
    site.put("/news/2?utm_source=rss", page(2))
    site.put("/news/3?utm_source=rss", page(3))
    [report], _ = go(source(site, max_articles=1))
    assert (report.n_new, report.n_left) == (1, 2)
    [report], lines = go(source(site), now=NOW.replace(hour=13))
    assert [line["title"] for line in lines] == ["Story 3"]
    assert dict(report.failures) == {"http_503": 1}
    [report], lines = go(source(site), now=NOW.replace(hour=14))
    assert [line["title"] for line in lines] == ["Story 2"]


def test_pages_that_give_nothing_are_counted_by_reason(site, go):
    site.put("/rss", feed(site, (1, 2, 3, 4, 5)), kind=XML)
    site.put("/robots.txt", "User-agent: *\nDisallow: /news/1\n", kind="text/plain")
    site.put("/news/2?utm_source=rss", "<html><body><nav>menu</nav></body></html>")
    site.put("/news/3?utm_source=rss", b"%PDF", kind="application/pdf")
    site.put("/news/4?utm_source=rss", status=302, Location="ftp://x.example/")
    [report], lines = go(source(site))
    assert dict(report.failures) == dict.fromkeys(
        ("robots", "no_article", "not_html", "bad_address", "http_404"), 1
    )
    assert (lines, report.file) == ([], None)
    assert not site.asked["/news/1?utm_source=rss"]
    [report], _ = go(source(site), now=NOW.replace(hour=13))
    assert report.failures["robots"] == report.failures["http_404"] == 0


def test_text_of_the_feed_needs_no_pages(site, go):
    bad = "<item><title>x</title><link>http://[bad</link></item>"
    site.put("/rss", feed(site, (1, 2), extra=bad), kind=XML)
    [report], lines = go(source(site, text="feed"))
    assert [line["text"] for line in lines] == [f"{BODY} Feed 1.", f"{BODY} Feed 2."]
    assert set(site.asked) == {"/rss", "/robots.txt"}


def urlset(*entries):
    return (
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{"".join(entries)}</urlset>'
    )


def test_sitemaps_of_a_site_are_found_and_read(site, go):
    news = "http://www.google.com/schemas/sitemap-news/0.9"
    site.put("/robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site.url}/index.xml\n")
    index = "".join(
        f"<sitemap><loc>{site.url}/{name}</loc><lastmod>{day}</lastmod></sitemap>"
        for name, day in (
            ("a.xml", "2024-05-06"),
            ("b.xml.gz", "2024-05-07"),
            ("old.xml", "2020-01-01"),
        )
    )
    site.put("/index.xml", f"<sitemapindex>{index}</sitemapindex>", kind=XML)
    old = f"<url><loc>{site.url}/news/9</loc><lastmod>2024-01-01</lastmod></url>"
    site.put("/a.xml", urlset(f"<url><loc>{site.url}/news/1</loc></url>", old), kind=XML)
    dated = (
        f'<url><loc>{site.url}/news/2</loc><n:news xmlns:n="{news}"><n:publication_date>'
        "2024-05-06T23:00:00Z</n:publication_date><n:title>Named</n:title></n:news></url>"
    )
    other = f"<url><loc>{site.url}/about</loc></url>"
    site.put("/b.xml.gz", gzip.compress(urlset(dated, other).encode()), kind="application/gzip")
    site.put("/news/1", page(1))
    site.put("/news/2", page(2, day=None))
    [report], lines = go(source(site, "site", "/", only="/news/"))
    assert [(line["url"][-1], line["published_at"]) for line in lines] == [
        ("2", "2024-05-06"), ("1", "2024-05-06"),
    ]  # fmt: skip
    assert not site.asked["/old.xml"]
    assert not site.asked["/about"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<html>no</html>", "no sitemap"),
        ("<urlset><url>", "not well-formed"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><urlset>&a;</urlset>', "entities"),
    ],
)
def test_a_sitemap_that_is_none(site, go, body, told):
    site.put("/map.xml", body, kind=XML)
    [report], _ = go(source(site, "sitemap", "/map.xml"))
    assert told in report.error
    assert report.file is None


def test_one_source_that_fails_does_not_stop_the_next(site, go, tmp_path):
    (tmp_path / "notes.txt").write_text(f"A note\n\n{BODY}")
    text = source(site) + "\n  - {name: Desk, scale: Other, licence: ours, path: notes.txt}\n"
    reports, lines = go(text)
    assert "http" in reports[0].error
    assert [line["source"] for line in lines] == ["Desk"]
    again, _ = go(text, now=NOW.replace(hour=13))
    assert (again[1].n_new, again[1].n_known) == (0, 1)


def test_private_addresses_need_to_be_allowed(site, go):
    site.put("/rss", feed(site, (1,)), kind=XML)
    [report], _ = go(source(site, allow_private="false"))
    assert "allow_private" in report.error
    assert not site.asked


def test_only_what_is_due_or_named(site, go):
    site.put("/rss", feed(site, ()), kind=XML)
    text = source(site, schedule='"0 * * * *"') + (
        "\n  - {name: Other, scale: Other, licence: x, allow_private: true, "
        f"feed: '{site.url}/rss'}}\n"
    )
    due = {"is_due_only": True}
    assert [r.is_due for r in go(text, **due)[0]] == [True, True]
    assert [r.is_due for r in go(text, now=NOW.replace(minute=30), **due)[0]] == [False, True]
    assert [r.is_due for r in go(text, now=NOW.replace(hour=13), **due)[0]] == [True, True]
    assert [r.name for r in go(text, names=["Other"])[0]] == ["Other"]
    with pytest.raises(InputError, match="no source named X; there are: Gulf Courier, Other"):
        go(text, names=["X"])


def test_a_damaged_state_is_named(site, go, tmp_path):
    site.put("/rss", feed(site, ()), kind=XML)
    go(source(site))
    (tmp_path / "incoming" / STATE_FILE).write_text("{")
    with pytest.raises(InputError, match="damaged"):
        go(source(site))


def test_the_command(site, tmp_path):
    site.put("/rss", feed(site, (1,)), kind=XML)
    path = tmp_path / "sources.yaml"
    path.write_text(source(site, text="feed"))
    command = ["ingest", str(path), "--out", str(tmp_path / "in")]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    assert "Gulf Courier: 1 new, 0 known ->" in done.output
    path.write_text(source(site, path="/gone"))
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 2
    assert "the server answers 404" in done.output
    path.write_text("sources: {}")
    done = CliRunner().invoke(app, command)
    assert (done.exit_code, "sources.yaml:1" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://x.example/a?utm_source=rss&id=2#top", "https://x.example/a?id=2"),
        ("https://x.example/a?fbclid=1", "https://x.example/a"),
        ("https://x.example/a?p=&q=1", "https://x.example/a?p=&q=1"),
    ],
)
def test_campaign_tags_do_not_make_another_page(url, plain):
    assert plain_address(url) == plain
