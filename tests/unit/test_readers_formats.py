import gzip
import io
import json
import tarfile
import zipfile
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from transforms.records import Article, Quarantined
from transforms.text.articles import read_articles
from transforms.text.readers_common import MAX_ARTICLE_BYTES

BODY = "Two people were killed in Basra on Sunday, police said."
PAGE = f"<html><head><title>Blast</title></head><body><article><p>{BODY} {BODY}</p></article>"


def read(*paths):
    return list(read_articles(paths))


def write(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def rules(items):
    return [item.rule_ids[0] if isinstance(item, Quarantined) else "ok" for item in items]


# Tables


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_columns_by_name_or_alias(tmp_path, delimiter, encoding):
    header = delimiter.join(["ID", "Headline", "body", "date", "Lang", "other"])
    row = delimiter.join(
        ["n1", '"A ""quoted"" title"', f'"{BODY}\n\nNext."', "2024-05-06", "en", "x"]
    )
    path = write(tmp_path / "a.csv", f"{header}\r\n{row}\r\n\r\n".encode(encoding))
    [article] = read(path)
    assert (article.article_id, article.title) == ("n1", 'A "quoted" title')
    assert article.text == f"{BODY}\n\nNext."
    assert (article.published_at, article.language, article.line) == (date(2024, 5, 6), "en", 2)


def test_bad_csv_rows_are_set_aside_and_the_rest_goes_on(tmp_path):
    rows = ["text,title", f'"{BODY}",one', f'"{BODY}",two,three', '"a"b,c', " , ", ",t",
            '"caf\udce9",x', f'"Last. {BODY}",four']  # fmt: skip
    data = "\n".join(rows).encode("utf-8", "surrogateescape")
    items = read(write(tmp_path / "a.csv", data))
    assert rules(items) == ["ok", "input.csv", "input.csv", "input.no_text", "input.encoding", "ok"]
    assert [item.line for item in items] == [2, 3, 4, 6, 7, 8]
    assert items[-1].article_id == "a-8"
    packed = read(write(tmp_path / "b.csv.gz", gzip.compress(data)))
    assert rules(packed) == rules(items)
    assert packed[-1].article_id == "b-8"


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "input.empty"),
        (b"title,url\na,b\n", "input.columns"),
        (b"\x00\x01\x02", "input.columns"),
        (b'text\n"never closed\n' + b"x\n" * 9, "input.csv"),
    ],
)
def test_a_csv_file_that_is_none(tmp_path, content, rule):
    [item] = read(write(tmp_path / "a.csv", content))
    assert item.rule_ids == (rule,)


def test_parquet_rows(tmp_path):
    frame = pl.DataFrame(
        {
            "text": [BODY, None, f"{BODY} Again."],
            "published_at": [date(2024, 5, 6), None, date(2024, 5, 7)],
            "seen": [datetime(2024, 5, 6, 23, 59)] * 3,
            "source": pl.Series(["Gulf Courier", "x", "y"], dtype=pl.Categorical),
            "embedding": [[1.0], [2.0], [3.0]],
        }
    )
    frame.write_parquet(tmp_path / "a.parquet")
    items = read(tmp_path / "a.parquet")
    assert rules(items) == ["ok", "input.no_text", "ok"]
    assert (items[0].published_at, items[0].source) == (date(2024, 5, 6), "Gulf Courier")
    assert (items[2].article_id, items[2].line) == ("a-3", 3)


@pytest.mark.parametrize("content", [b"", b"no parquet", b"PAR1" + b"\x00" * 40 + b"PAR1"])
def test_a_parquet_file_that_is_none(tmp_path, content):
    [item] = read(write(tmp_path / "a.parquet", content))
    assert item.rule_ids == ("input.unreadable",)


def test_parquet_without_text(tmp_path):
    pl.DataFrame({"url": ["x"]}).write_parquet(tmp_path / "a.parquet")
    [item] = read(tmp_path / "a.parquet")
    assert item.rule_ids == ("input.columns",)


# Feeds

RSS = f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Gulf Courier</title><link>https://gulfcourier.example/</link><language>en-GB</language>
<item><title>Blast &amp; fire</title><link>/a/1</link><guid isPermaLink="false">g1</guid>
<pubDate>Mon, 06 May 2024 23:00:00 -0500</pubDate><description>Teaser.</description>
<content:encoded><![CDATA[<p>{BODY}</p><figure>Photo: X</figure><p>Next.</p>]]></content:encoded>
</item>
<item><title>Only a title</title><guid>g2</guid></item>
<item><description>{BODY} Brief.</description><guid>g3</guid></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="es"><title>El Puerto</title>
<entry><id>tag:1</id><title type="html">Un &lt;i&gt;ataque&lt;/i&gt;</title>
<link href="https://elpuerto.example/1"/><updated>2024-05-07T09:00:00Z</updated>
<published>2024-05-06T23:30:00-05:00</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{BODY}</p><p>Fin.</p></div>
</content></entry></feed>"""
BILLION_LAUGHS = """<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>
<rss version="2.0"><channel><item><title>&b;</title><description>&b;</description></item>
</channel></rss>"""
OUTSIDE = """<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<rss version="2.0"><channel><item><description>&x;</description></item></channel></rss>"""


def test_rss_entries(tmp_path):
    items = read(write(tmp_path / "feed.rss", RSS))
    assert rules(items) == ["ok", "input.no_text", "ok"]
    first = items[0]
    assert (first.title, first.text) == ("Blast & fire", f"{BODY}\n\nNext.")
    assert first.url == "https://gulfcourier.example/a/1"
    assert (first.source, first.language) == ("Gulf Courier", "en-GB")
    assert first.published_at == date(2024, 5, 6)
    again = read(write(tmp_path / "feed.xml", RSS.replace("<item><title>Only", "<item><title>Now")))
    assert again[0].article_id == first.article_id


def test_atom_entries(tmp_path):
    [article] = read(write(tmp_path / "feed.atom", ATOM))
    assert (article.title, article.text) == ("Un ataque", f"{BODY}\n\nFin.")
    assert (article.published_at, article.language) == (date(2024, 5, 6), "es")


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (BILLION_LAUGHS, "input.bomb"),
        (OUTSIDE, "input.bomb"),
        ("<html><body><p>No feed.</p>", "input.feed"),
        ("<urlset><url><loc>https://x.example/</loc></url></urlset>", "input.feed"),
        ("", "input.empty"),
        ("<rss", "input.feed"),
    ],
)
def test_a_feed_that_is_none(tmp_path, content, rule):
    [item] = read(write(tmp_path / "a.xml", content))
    assert item.rule_ids == (rule,)


def test_a_feed_with_an_old_doctype_and_a_broken_end_is_read(tmp_path):
    doctype = '<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://x.example/rss.dtd">'
    body = RSS.replace('<?xml version="1.0"?>', doctype)[: -len("</channel></rss>")]
    assert rules(read(write(tmp_path / "a.rss", body)))[0] == "ok"


def test_deeply_nested_markup_in_an_entry(tmp_path):
    deep = "&lt;div&gt;" * 5000 + BODY
    entry = f"<item><description>{deep}</description></item>"
    feed = f'<rss version="2.0"><channel>{entry}</channel></rss>'
    [item] = read(write(tmp_path / "a.rss", feed))
    assert isinstance(item, Quarantined) or BODY in item.text


# Web archives


def warc_record(
    url, body, kind="response", headers="Content-Type: text/html; charset=utf-8", status=200
):
    http = f"HTTP/1.1 {status} X\r\n{headers}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2024-05-06T10:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789012>\r\n"
        f"Content-Type: application/http\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def warc(*records):
    info = "WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Date: 2024-05-06T10:00:00Z\r\n"
    return [f"{info}Content-Length: 0\r\n\r\n\r\n\r\n".encode(), *records]


def test_warc_pages(tmp_path):
    html = "Content-Type: text/html"
    records = warc(
        warc_record("https://a.example/1", PAGE.encode()),
        warc_record("https://a.example/1", PAGE.encode(), kind="request"),
        warc_record("https://a.example/2", b"GIF89a", headers="Content-Type: image/gif"),
        warc_record("https://a.example/3", b"moved", status=301),
        warc_record("https://a.example/4", b"<html><body>menu", headers=html),
        warc_record(
            "https://a.example/5",
            gzip.compress(PAGE.encode()),
            headers=f"{html}\r\nContent-Encoding: gzip",
        ),
        warc_record(
            "https://a.example/6",
            gzip.compress(b"\0" * (MAX_ARTICLE_BYTES + 10)),
            headers=f"{html}\r\nContent-Encoding: gzip",
        ),
        warc_record(
            "https://a.example/7",
            PAGE.replace("Two", "Décès").encode("cp1252"),
            headers=f"{html}; charset=ISO-8859-1",
        ),  # fmt: skip
        warc_record("https://a.example/8", b"zz", headers=f"{html}\r\nTransfer-Encoding: chunked"),
        warc_record("https://a.example/9", PAGE.encode()),
    )
    write(tmp_path / "a.warc", b"".join(records))
    write(tmp_path / "b.warc.gz", b"".join(map(gzip.compress, records)))
    items = read(tmp_path / "a.warc")
    assert rules(items) == [
        "ok", "input.no_article", "ok", "input.bomb", "ok", "input.no_article", "ok",
    ]  # fmt: skip
    assert items[0].url == "https://a.example/1"
    assert BODY in items[0].text
    assert items[4].text.startswith("Décès people")
    assert rules(read(tmp_path / "b.warc.gz")) == rules(items)
    assert rules(read(tmp_path)).count("input.duplicate") == 4


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_damaged_warc_gives_what_comes_before(tmp_path, name):
    records = warc(*(warc_record(f"https://a.example/{n}", PAGE.encode()) for n in range(3)))
    pack = gzip.compress if name.endswith("gz") else bytes
    data = b"".join(map(pack, records))
    *articles, last = read(write(tmp_path / name, data[:-40]))
    assert rules(articles) == ["ok", "ok"]
    assert last.rule_ids[0] in ("input.truncated", "input.unreadable")
    *articles, last = read(write(tmp_path / name, data + b"garbage after the end" * 9))
    assert rules(articles) == ["ok"] * 3
    assert last.rule_ids == ("input.unreadable",)


@pytest.mark.parametrize("content", [b"", b"no warc " * 30])
def test_a_warc_that_is_none(tmp_path, content):
    [item] = read(write(tmp_path / "a.warc", content))
    assert item.rule_ids[0] in ("input.empty", "input.unreadable")


# Archives


def zip_of(files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def tar_of(files, mode="w:gz"):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


MIXED = {
    "README.md": "About.",
    "news/": "",
    "news/.hidden.txt": BODY,
    "__MACOSX/news/._a.txt": "x",
    "news/a.meta.yaml": "source: Gulf Courier\n",
    "news/a.txt": BODY,
    "news/b.html": PAGE,
    "c.jsonl": json.dumps({"text": f"{BODY} Line."}) + "\n{broken",
    "d.csv": f'text\n"{BODY} Cell."\n',
    "feed.rss": RSS,
    "x.docx": "?",
}


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tgz"])
def test_archives_hold_any_format(tmp_path, name):
    files = {n: c for n, c in MIXED.items() if not n.endswith("/")}
    data = zip_of(files) if name == "a.zip" else tar_of(files, "w" if name == "a.tar" else "w:gz")
    items = read(write(tmp_path / name, data))
    articles = {a.article_id: a for a in items if isinstance(a, Article)}
    assert {"a", "b", "c-1", "d-2"} < set(articles)
    assert articles["a"].source == "Gulf Courier"
    assert articles["a"].path == f"{tmp_path.as_posix()}/{name}!news/a.txt"
    assert sorted(r for r in rules(items) if r != "ok") == [
        "input.format", "input.json", "input.no_text",
    ]  # fmt: skip
    assert all("newsledger-" not in item.path for item in items)


def test_nested_archives_are_read_to_a_depth(tmp_path):
    inner = zip_of({"deep.txt": BODY, "deeper.zip": zip_of({"x.txt": BODY})})
    [deep, deeper] = read(write(tmp_path / "a.tar", tar_of({"in/inner.zip": inner}, "w")))
    assert deep.path.endswith("a.tar!in/inner.zip!deep.txt")
    assert deeper.rule_ids == ("input.nested",)


def test_names_in_archives_reach_no_other_place(tmp_path):
    names = ["../../evil.txt", "/abs.txt", "C:\\win.txt", "a/../../b.txt", "x\x01\n.txt"]
    outside = sorted(tmp_path.parent.iterdir())
    for archive in (zip_of, tar_of):
        suffix = "zip" if archive is zip_of else "tgz"
        path = write(tmp_path / f"a.{suffix}", archive({n: f"{BODY} {n!r}" for n in names}))
        items = read(path)
        assert rules(items) == ["ok"] * 5
        assert all(".." not in item.path.split("!")[1] for item in items)
    assert sorted(tmp_path.parent.iterdir()) == outside
    assert not Path("/abs.txt").exists()


def test_links_in_a_tar_are_not_followed(tmp_path):
    secret = write(tmp_path / "secret.txt", BODY)
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE):
            info = tarfile.TarInfo(f"{kind.decode()}.txt")
            info.type, info.linkname = kind, secret.as_posix()
            archive.addfile(info)
    assert rules(read(tmp_path / "a.tar")) == ["input.no_file"] * 3


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.jsonl.gz", "a.csv.gz", "a.warc.gz"])
def test_bombs_are_refused(tmp_path, name):
    zeros = b"text\n" + b"0" * 30_000_000
    if name == "a.zip":
        data = zip_of({"ok.txt": BODY, "b.jsonl": zeros})
    elif name == "a.tar.gz":
        data = tar_of({"ok.txt": BODY, "b.jsonl": zeros})
    elif name == "a.warc.gz":
        record = warc_record("https://a.example/", b"0" * 30_000_000, kind="resource")
        data = gzip.compress(record)
    else:
        data = gzip.compress(zeros)
    items = read(write(tmp_path / name, data))
    assert rules(items)[-1] == "input.bomb"
    assert "ok" not in rules(items)


def test_too_many_members_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("transforms.text.readers_limits.MAX_MEMBERS", 3)
    path = write(tmp_path / "a.zip", zip_of({f"{n}.txt": BODY for n in range(4)}))
    assert rules(read(path)) == ["input.bomb"]


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz"])
@pytest.mark.parametrize("content", [b"", b"no archive" * 200])
def test_an_archive_that_is_none(tmp_path, name, content):
    items = read(write(tmp_path / name, content))
    assert rules(items) == ["input.unreadable"]


def test_a_damaged_member_does_not_hide_the_next(tmp_path):
    data = bytearray(zip_of({"a.txt": BODY * 20, "b.txt": BODY}))
    data[45:60] = b"\xff" * 15
    items = read(write(tmp_path / "a.zip", bytes(data)))
    assert sorted(rules(items)) == ["input.unreadable", "ok"]


def test_a_locked_member_is_set_aside(tmp_path):
    data = bytearray(zip_of({"a.txt": BODY}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert rules(read(write(tmp_path / "a.zip", bytes(data)))) == ["input.no_file"]
