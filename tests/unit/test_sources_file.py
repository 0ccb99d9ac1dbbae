from pathlib import Path

import pytest
from conftest import ROOT

from flows.sources import load_sources
from transforms.errors import InputError

GOOD = """
contact: mailto:me@x.example
sources:
  - name: "Añil Diário & Co."
    country: COL
    scale: National
    feed: https://x.example/rss
    licence: ours
    schedule: "0 * * * *"
  - {name: Desk, scale: Other, path: in/, licence: ours, max_articles: 5}
"""


def write(tmp_path, text):
    path = tmp_path / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_sources_are_read(tmp_path):
    loaded = load_sources(write(tmp_path, GOOD))
    first, second = loaded.sources
    assert loaded.contact == "mailto:me@x.example"
    assert (first.kind, first.where, first.slug) == (
        "feed",
        "https://x.example/rss",
        "anil-diario-co",
    )
    assert (first.country, first.scale, first.line, first.text) == ("COL", "National", 4, "page")
    assert (second.kind, Path(second.where)) == ("path", tmp_path / "in")
    assert (second.country, second.max_articles, second.allow_private) == (None, 5, False)


def test_the_sample_is_valid():
    assert [s.kind for s in load_sources(ROOT / "samples" / "sources.yaml").sources] == [
        "feed", "site", "path",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("    scale: Local", ":6: scale: 'Local', expected a level"),
        ("    scale: Subnational-National", ":6: scale: 'Subnational-National'"),
        ("    country: Kenya", ":6: country: 'Kenya', expected three letters"),
        ("    language: no", ":6: language: False, expected a language code in quotes"),
        ("    feed: ftp://x.example/", ":6: feed: 'ftp://x.example/', expected an http"),
        ("    site: https://x.example/", ":4: give one of feed, sitemap, site, path; found"),
        ("    schedule: hourly", ":6: schedule: 'hourly', expected a cron"),
        ("    schedule: 7", ":6: schedule: 7, expected a cron"),
        ("    allow_private: yes please", ":6: allow_private: 'yes please'"),
        ("    only: '('", ":6: only: '(', expected a regular expression"),
        ("    max_articles: 0", ":6: max_articles: 0, expected a whole number"),
        ("    feeds: x", ":6: unknown key 'feeds'"),
        ("    licence: ours", ":6: 'licence' is given twice"),
        ("  - {name: d, scale: Other, path: x, licence: y}", ":6: the name 'd' is also in line 4"),
        ("  - just text", ":6: expected `key: value` lines"),
        ("other: 1", ":6: unknown key 'other'"),
        ("  - name: [", "not YAML"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(tmp_path, line, told):
    base = {"name": "d", "licence": "ours", "scale": "Other", "feed": "https://x.example/"}
    key = line.split(":")[0].strip()
    rest = {k: v for k, v in base.items() if k != key or k == "licence"}
    head = "{" + ", ".join(f"{k}: {v!r}" for k, v in rest.items()) + "}"
    entry = "  - name: d\n    licence: ours"
    first = "\n".join(f"    {k}: {v!r}" for k, v in rest.items() if k not in ("name", "licence"))
    text = f"# comment\n\nsources:\n{entry}\n{line}\n{first}\n"
    if line.startswith(("  - ", "other")):
        text = f"# comment\n\nsources:\n  - {head}\n\n{line}\n"
    with pytest.raises(InputError) as caught:
        load_sources(write(tmp_path, text))
    assert told in str(caught.value)
    assert "sources.yaml" in str(caught.value)


def test_all_mistakes_are_told_at_once(tmp_path):
    text = "sources:\n  - {name: a, scale: x, feed: y}\n  - {name: b}\n"
    with pytest.raises(InputError) as caught:
        load_sources(write(tmp_path, text))
    assert str(caught.value).count("sources.yaml:") == 6


@pytest.mark.parametrize("text", ["", "sources:\n", "sources: []\n", "- a\n", "x: 1\n"])
def test_a_file_without_sources(tmp_path, text):
    with pytest.raises(InputError, match=r"sources.yaml:1: expected"):
        load_sources(write(tmp_path, text))


def test_no_file():
    with pytest.raises(InputError, match="nowhere.yaml: cannot be read"):
        load_sources(Path("nowhere.yaml"))
