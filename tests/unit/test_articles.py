import gzip
import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from transforms.errors import InputError
from transforms.records import Article, Quarantined
from transforms.text.articles import read_articles
from transforms.text.readers_common import MAX_ARTICLE_BYTES, clean_text, parse_published

FIXTURES = Path(__file__).parents[1] / "fixtures" / "articles"
BODY = "Two people were killed in Basra on Sunday, police said."


def read(*paths):
    return list(read_articles(paths))


def read_one(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    [item] = read(path)
    return item


def test_text_file_with_headline(tmp_path):
    article = read_one(tmp_path / "basra.txt", f"Two killed in Basra\n\n{BODY}\n")
    assert article.title == "Two killed in Basra"
    assert article.text == BODY
    assert article.article_id == "basra"
    assert article.path == (tmp_path / "basra.txt").as_posix()
    assert len(article.content_hash) == 16


@pytest.mark.parametrize(
    "first",
    [
        "Police said on Sunday that two people were killed.",
        "Smoke over Basra after an earlier attack (Associated Press)",
        "By Our Correspondent",
        "Photo: Reuters",
        "x" * 151,
    ],
)
def test_first_lines_that_are_no_headline(tmp_path, first):
    article = read_one(tmp_path / "a.txt", f"{first}\n\n{BODY}")
    assert article.title is None
    assert article.text.startswith(first)


def test_one_line_is_text_not_headline(tmp_path):
    assert read_one(tmp_path / "a.txt", "Two killed in Basra").text == "Two killed in Basra"


def test_front_matter_wins_over_sidecar(tmp_path):
    (tmp_path / "a.meta.yaml").write_text("source: Sidecar Post\nlanguage: 'no'\ntitle: Side\n")
    front = "---\ntitle: Blast in Basra\npublished_at: 2024-05-06\nsource: Gulf Courier\n---\n"
    article = read_one(tmp_path / "a.txt", front + BODY)
    assert (article.title, article.source) == ("Blast in Basra", "Gulf Courier")
    assert (article.language, article.text) == ("no", BODY)
    assert (article.published_at, article.published_method) == (date(2024, 5, 6), "metadata")


def test_json_sidecar_and_unread_sidecar_in_folder(tmp_path):
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "a.meta.json").write_text('{"article_id": "X-1", "published_at": "6 May"}')
    (tmp_path / "lonely.meta.json").write_text("{}")
    article, lonely = read(tmp_path)
    assert article.article_id == "X-1"
    assert (article.published_at, article.published_method) == (None, "unparsable:6 May")
    assert lonely.rule_ids == ("input.format",)


@pytest.mark.parametrize("front", ["---\n[1, 2\n---\n", "---\n- a list\n---\n"])
def test_broken_front_matter_is_set_aside(tmp_path, front):
    item = read_one(tmp_path / "a.txt", front + BODY)
    assert item.rule_ids == ("input.metadata",)


def test_html_page():
    [article] = read(FIXTURES / "page.en.html")
    assert article.title == "Two killed in market blast in Basra"
    assert article.source == "Gulf Courier"
    assert article.url == "https://gulfcourier.example/iraq/market-blast"
    assert article.language == "en-GB"
    assert (article.published_at, article.published_method) == (date(2024, 5, 6), "page")
    assert article.text.split("\n\n") == [
        "A bomb hidden in a motorcycle killed two people in a market in Basra on Sunday, "
        "police said.",
        "Second device",
        "Officers later found another device near the river, said a spokesman for the governor.",
        "No group has claimed responsibility for the attack.",
    ]


def test_html_date_is_never_guessed(tmp_path):
    page = f"<html><body><article><p>{BODY} {BODY}</p></article><p>(c) 2023-02-01</p></body></html>"
    article = read_one(tmp_path / "a.html", page)
    assert (article.published_at, article.published_method) == (None, None)


def test_html_laid_out_in_a_table(tmp_path):
    page = f"<html><body><table><tr><td>Home</td></tr><tr><td>{BODY}<br><br>{BODY} Fin.</td></tr>"
    article = read_one(tmp_path / "a.html", page)
    assert "|" not in article.text
    assert article.text.endswith(f"{BODY} Fin.")


def test_html_declared_charset(tmp_path):
    page = f'<html><head><meta charset="windows-1251"></head><body><p>{"Взрыв в Киеве. " * 9}</p>'
    assert "Взрыв в Киеве." in read_one(tmp_path / "a.html", page.encode("cp1251")).text


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><nav>" + "<a href='/x'>A story about things</a>" * 40 + "</nav></body></html>",
        "<html><head><title>Log in</title></head><body><form><p>Please log in.</p></form></body>",
        "<html></html>",
        "<>",
    ],
)
def test_html_without_article_is_set_aside(tmp_path, page):
    item = read_one(tmp_path / "a.html", page)
    assert item.rule_ids == ("input.no_article",)


def test_jsonl_lines(tmp_path):
    lines = [
        {"text": BODY, "article_id": 7, "title": "T", "published_at": "2024-05-06T23:30:00-05:00"},
        "{broken",
        "",
        {"title": "no text"},
        ["a list"],
        {"text": "   "},
        {"text": BODY, "title": ["x"]},
        "[" * 100_000,
        {"text": "Deux morts à Gao.", "language": "fr", "url": "https://x.example/a"},
    ]
    content = "\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines)
    (tmp_path / "feed.jsonl").write_text(content)
    (tmp_path / "feed2.jsonl.gz").write_bytes(gzip.compress(content.encode()))
    items = read(tmp_path / "feed.jsonl")
    assert [(i.line, getattr(i, "rule_ids", ("ok",))[0]) for i in items] == [
        (1, "ok"),
        (2, "input.json"),
        (4, "input.no_text"),
        (5, "input.json"),
        (6, "input.no_text"),
        (7, "input.field"),
        (8, "input.json"),
        (9, "ok"),
    ]
    assert (items[0].article_id, items[0].published_at) == ("7", date(2024, 5, 6))
    assert items[-1].article_id == "feed-9"
    assert {i.kind for i in items if isinstance(i, Quarantined)} == {"line"}
    assert items[1].payload == "{broken"
    gz = read(tmp_path / "feed2.jsonl.gz")
    assert [i.line for i in gz] == [i.line for i in items]
    assert gz[-1].article_id == "feed2-9"


def test_what_the_input_says_of_the_outlet(tmp_path):
    told = {"source": "Ada Herald", "source_country": "KEN", "source_scale": "Subnational"}
    told["dateline_place"] = "GARISSA"
    wrong = ({"source_scale": "Local"}, {"source_country": "Kenya"})
    lines = [{"text": BODY} | told | more for more in ({}, *wrong)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))
    article, *aside = read(tmp_path / "a.jsonl")
    assert (article.source_country, article.source_scale) == ("KEN", "Subnational")
    assert article.dateline == "GARISSA"
    assert [item.rule_ids for item in aside] == [("input.field",)] * 2
    assert "'Local' is none of" in aside[0].reason
    assert "'Kenya' is not three letters" in aside[1].reason


def test_truncated_gzip_keeps_what_was_read(tmp_path):
    noise = [{"text": f"{BODY} {i * 7919}"} for i in range(20_000)]
    data = gzip.compress("\n".join(map(json.dumps, noise)).encode())
    path = tmp_path / "feed.jsonl.gz"
    path.write_bytes(data[: len(data) // 2])
    *articles, last = read(path)
    assert articles and all(isinstance(a, Article) for a in articles)
    assert last.rule_ids == ("input.unreadable",)


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("a.txt", b"", "input.empty"),
        ("a.txt", b" \n\n ", "input.empty"),
        ("a.txt", "\u200b\ufeff\u00a0".encode(), "input.no_text"),
        ("a.txt", b"%PDF-1.7 text", "input.binary"),
        ("a.txt", b"abc\x00def", "input.binary"),
        ("a.txt", bytes(range(256)) * 9, "input.binary"),
        ("a.txt", "Décès à Gao".encode("latin-1"), "input.encoding"),
        ("a.html", b"<html><body><p>D\xe9c\xe8s</p>", "input.encoding"),
        ("a.html", b"<html><meta charset='klingon'><p>abc</p>", "input.encoding"),
        ("a.txt", b"word " * (MAX_ARTICLE_BYTES // 5), "input.too_large"),
        ("a.pdf", b"whatever", "input.format"),
        ("a", b"whatever", "input.format"),
        ("a.jsonl", b"", "input.empty"),
        ("a.jsonl.gz", b"no gzip", "input.unreadable"),
        ("a.jsonl", b'{"text": "caf\xe9"}', "input.encoding"),
        ("a.jsonl", b'{"text": "' + b"x" * MAX_ARTICLE_BYTES + b'"}', "input.too_large"),
    ],
)
def test_bad_input_is_set_aside(tmp_path, name, content, rule):
    item = read_one(tmp_path / name, content)
    assert isinstance(item, Quarantined)
    assert item.rule_ids == (rule,)
    assert item.path.endswith(name)
    assert len(item.reason) > 20


def test_long_line_does_not_hide_the_next(tmp_path):
    content = b'{"text": "' + b"x" * (2 * MAX_ARTICLE_BYTES) + b'"}\n{"text": "Next."}\n'
    (tmp_path / "a.jsonl").write_bytes(content)
    first, second = read(tmp_path / "a.jsonl")
    assert (first.line, first.rule_ids) == (1, ("input.too_large",))
    assert (second.line, second.text) == (2, "Next.")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(tmp_path, encoding):
    assert read_one(tmp_path / "a.txt", "قُتل شخصان".encode(encoding)).text == "قُتل شخصان"


def test_missing_path():
    with pytest.raises(InputError, match="nowhere.txt"):
        read(FIXTURES, Path("nowhere.txt"))


def test_folder_is_sorted_and_recursive(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "b/d.txt", "a.txt", ".hidden.txt", "README.md", "x.docx"):
        (tmp_path / name).write_text(f"{BODY} {name}")
    (tmp_path / "dead.txt").symlink_to(tmp_path / "gone")
    items = read(tmp_path, tmp_path / "a.txt")
    assert [i.article_id for i in items if isinstance(i, Article)] == ["a", "d", "c"]
    assert [i.rule_ids[0] for i in items if isinstance(i, Quarantined)] == [
        "input.no_file",
        "input.format",
    ]


def test_repeated_file_name_gets_a_stable_new_id(tmp_path):
    for folder in ("one", "two", "three"):
        (tmp_path / folder).mkdir()
    (tmp_path / "one" / "a.txt").write_text("First text.")
    (tmp_path / "two" / "a.txt").write_text("Second text.")
    (tmp_path / "three" / "a.txt").write_text("First text.")
    first, same, second = read(tmp_path)
    assert first.article_id == "a"
    assert second.article_id == f"a-{second.content_hash[:8]}"
    assert same.rule_ids == ("input.duplicate",)


def test_repeated_explicit_id(tmp_path):
    rows = [{"article_id": "n1", "text": t} for t in ("One.", "One.", "Two.")]
    (tmp_path / "f.jsonl").write_text("\n".join(map(json.dumps, rows)))
    kept, same, other = read(tmp_path)
    assert kept.text == "One."
    assert (same.rule_ids, same.line) == (("input.duplicate",), 2)
    assert (other.rule_ids, other.article_id) == (("input.id_conflict",), "n1")


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-03-07", date(2024, 3, 7)),
        ("2024-03-07T23:59:00Z", date(2024, 3, 7)),
        ("2024-03-07 10:00:00+02:00", date(2024, 3, 7)),
        ("Thu, 07 Mar 2024 10:00:00 +0000", date(2024, 3, 7)),
        ("7 Mar 2024 10:00 GMT", date(2024, 3, 7)),
        (date(2024, 3, 7), date(2024, 3, 7)),
        ("07/03/2024", None),
        ("March 2024", None),
        ("0001-01-01", None),
        ("2024-13-40", None),
        (1709800000, None),
        ("yesterday", None),
    ],
)
def test_published_at_is_parsed_strictly(value, day):
    method = "metadata" if day else f"unparsable:{value}"
    assert parse_published(value) == (day, method)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("\ufeffa\u200bb\u00adc", "abc"),
        ("5\u00a0000\u202fmen", "5 000 men"),
        ("Cafe\u0301", "Café"),
        ("a\n \n\n\n b ", "a\n\nb"),
        ("می\u200cخواهد", "می\u200cخواهد"),
        ("zero\u200cwidth", "zerowidth"),
        ("\u202bنص\u202c", "نص"),
        ("a\x07\ud800b", "ab"),
    ],
)
def test_clean_text(raw, clean):
    assert clean_text(raw) == clean


@given(st.text())
def test_clean_text_is_idempotent_and_clean(raw):
    cleaned = clean_text(raw)
    assert clean_text(cleaned) == cleaned
    assert not any(unicodedata.category(c) in ("Cc", "Cs") and c != "\n" for c in cleaned)
    cleaned.encode()


def test_samples_are_read_as_expected():
    root = FIXTURES.parents[2]
    expected = yaml.safe_load((FIXTURES.parent / "expected_samples.yaml").read_text("utf-8"))
    items = read(root / "samples", FIXTURES / "traps.en.txt")
    articles = {i.article_id: i for i in items if isinstance(i, Article)}
    assert sorted(articles) == sorted(e["article_id"] for e in expected["articles"])
    for entry in expected["articles"]:
        article = articles[entry["article_id"]]
        day = article.published_at and article.published_at.isoformat()
        assert day == entry["published_at"]
        for row in [*entry["rows"], *entry.get("incomplete", []), *entry.get("optional", [])]:
            assert row["evidence"] in article.text
    [broken] = [i for i in items if isinstance(i, Quarantined)]
    assert broken.path.endswith(expected["quarantined"][0]["path"])
    assert broken.rule_ids == (expected["quarantined"][0]["rule"],)
    assert articles["traps.en"].title is None
