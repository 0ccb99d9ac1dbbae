"""The page of a coded article: marks and rows linked, hostile texts harmless, right to left."""

import re
from html.parser import HTMLParser

import pytest
from conftest import load_cases
from explain_articles import load_articles
from typer.testing import CliRunner

from flows.cli import app
from flows.marked_text import Mark, Target, render_marked

LINK = re.compile(r'href=["\']([^"\']*)')


class Pieces(HTMLParser):
    """Marked pieces, what stands behind them, and every element."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.pieces, self.signs, self.elements, self._into = [], [], [], None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.elements.append((tag, values))
        if tag == "mark" and "data-for" in values:
            self.pieces.append([values["class"], "", values["data-for"]])
        if tag == "sup":
            self.signs.append("")
        self._into = tag if tag in ("mark", "sup") else self._into

    def handle_endtag(self, tag):
        self._into = None if tag == self._into else self._into

    def handle_data(self, data):
        if self._into == "mark" and self.pieces:
            self.pieces[-1][1] += data
        if self._into == "sup":
            self.signs[-1] += data


@pytest.mark.parametrize("case", load_cases("marked_text"), ids=lambda case: case["id"])
def test_spans_become_pieces(case):
    marks = [
        Mark(start, end, kind, Target(f"row-{row}", str(row), f"row {row}"))
        for start, end, kind, row in case["marks"]
    ]
    found = Pieces(render_marked(case["text"], marks))
    wanted = [[kind, words, set(rows.split())] for kind, words, rows in case["pieces"]]
    assert [[kind, words, set(rows.split())] for kind, words, rows in found.pieces] == wanted
    assert [set(sign.split()) for sign in found.signs] == [set(s.split()) for s in case["signs"]]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    return load_articles(tmp_path_factory.mktemp("ledger"))


def explain(warehouse, article_id, *arguments):
    return CliRunner().invoke(
        app, ["explain", article_id, "--warehouse", str(warehouse), *arguments]
    )


@pytest.fixture(scope="module")
def pages(warehouse, tmp_path_factory):
    folder, found = tmp_path_factory.mktemp("pages"), {}
    for article_id in ("english", "arabic", "refused", "empty"):
        path = folder / f"{article_id}.html"
        done = explain(warehouse, article_id, "--html", "--out", str(path))
        assert (done.exit_code, done.stdout) == (0, f"{path}\n"), done.output
        found[article_id] = path.read_text(encoding="utf-8")
    return found


@pytest.mark.parametrize("name", ["english", "arabic", "refused", "empty"])
def test_every_link_leads_to_an_element_and_ids_are_unique(pages, name):
    elements = Pieces(pages[name]).elements
    ids = [values["id"] for _, values in elements if "id" in values]
    assert len(ids) == len(set(ids))
    links = [values["href"] for tag, values in elements if tag == "a"]
    assert links and all(link.removeprefix("#") in ids for link in links)


def test_rows_and_words_are_linked_both_ways(pages):
    page = pages["english"]
    found = Pieces(page)
    assert ["date", "Thursday", "row-1"] in found.pieces
    assert ["crowd", "some 200", "row-1"] in found.pieces
    assert ["actor", " nurses", "row-1"] in found.pieces
    assert ["trigger", "wrote", "row-2"] in found.pieces
    assert ["refused", "attacked", "refusal-1"] in found.pieces
    row = page[page.index("id='row-1'") : page.index("id='row-2'")]
    words = {values["id"]: values for _, values in found.elements if "data-for" in values}
    assert [words[link.removeprefix("#")]["class"] for link in LINK.findall(row)] == [
        "date", "trigger", "crowd", "place", "crowd",
    ]  # fmt: skip
    assert "Missing: event_date, year" in page
    assert "2 rows, 1 refusal<" in page


def test_what_was_refused_has_its_reason_and_nothing_else_is_marked(pages):
    found = Pieces(pages["refused"])
    assert found.pieces == [["refused", "attacked", "refusal-1"]]
    assert "the army denies it" in pages["refused"] and "NC01.denied" in pages["refused"]
    assert "No row: only denied." in pages["refused"]


def test_an_article_without_text_says_why(pages):
    assert "Its text is not in the ledger." in pages["empty"]
    assert "no text" in pages["empty"]


def test_nothing_in_the_page_asks_for_anything_or_runs(pages):
    for page in pages.values():
        assert "default-src 'none'" in page
        assert not re.search(r"@import|url\(|<script|<img", page)
        for tag, values in Pieces(page).elements:
            assert tag not in ("script", "img", "iframe", "link")
            assert not any(name.startswith("on") or name == "src" for name in values)


def test_each_paragraph_has_the_direction_of_its_letters(pages):
    text = pages["arabic"][pages["arabic"].index('class="text" lang="ar"') :]
    assert text.count('<p dir="auto">') == 2
    assert ["place", "البصرة", "row-1"] in Pieces(text).pieces


def test_the_same_article_gives_the_same_page(warehouse, pages, tmp_path):
    explain(warehouse, "english", "--html", "--out", str(tmp_path / "again.html"))
    assert (tmp_path / "again.html").read_text(encoding="utf-8") == pages["english"]


def test_the_page_is_named_after_the_article(warehouse, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = explain(warehouse, "arabic", "--html")
    assert done.stdout == "arabic.html\n"
    assert (tmp_path / "arabic.html").stat().st_size > 1000


@pytest.mark.parametrize("out", [".", "nowhere/page.html"])
def test_a_page_that_cannot_be_written_is_refused(warehouse, tmp_path, monkeypatch, out):
    monkeypatch.chdir(tmp_path)
    done = explain(warehouse, "english", "--html", "--out", out)
    assert done.exit_code == 2 and out in done.stderr
    assert list(tmp_path.iterdir()) == []
