"""Reads one article from a web page by trafilatura: text, title, site, date, language.

Captions, related links and credits are left out. The date is taken only where the page
declares it (meta tags, JSON-LD, a <time> marked as publication date): trafilatura's own
date search would fall back to any date on the page, and refuses dates after today.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import trafilatura

from transforms.records import Article, Quarantined
from transforms.text.readers_common import (
    Origin,
    UnreadableInputError,
    build_article,
    clean_text,
    decode,
    parse_published,
    read_bytes,
    set_aside,
)
from transforms.text.readers_text import read_sidecar

MIN_PROSE_CHARACTERS = 40

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
# As browsers read them (WHATWG encoding standard).
_CHARSET_ALIASES = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
    "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "utf-16": "utf-8",
}  # fmt: skip
_SENTENCE = re.compile(r"\w[^\n]{30,}[.!?。।۔؟…][\"'”’»)\]]*(?:\s|$)")
_TABLE_TAG = re.compile(r"<(/?)(?:table|tbody|tr|td|th)\b[^>]*>", re.IGNORECASE)
_DATE_META = (
    "article:published_time", "og:article:published_time", "datepublished", "pubdate",
    "publishdate", "date.publication", "dc.date.issued", "dcterms.issued", "dc.date",
    "dcterms.created", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "date",
)  # fmt: skip
_DATE_TIMES = (
    "//time[@pubdate or @itemprop='datePublished']/@datetime | //article//header//time/@datetime"
)
_LEFT_OUT = [
    "//figure", "//figcaption", "//aside", "//nav", "//footer",
    "//*[contains(@class,'caption') or contains(@class,'credit') or contains(@class,'byline')]",
    "//*[contains(@class,'related') or contains(@class,'read-more') or contains(@class,'also')]",
]  # fmt: skip


def read_html(path: Path) -> Iterator[Article | Quarantined]:
    """Yields the page's one article, or the reason why it is none."""
    origin = Origin(path, path.stem)
    try:
        text, fields = read_page(read_bytes(path))
        yield build_article(origin, text, fields | read_sidecar(path))
    except UnreadableInputError as error:
        yield set_aside(origin, error)


def read_page(data: bytes, charset: str | None = None) -> tuple[str, dict[str, object]]:
    """Returns (text, metadata fields) of a page's article.

    Args:
        data: the page.
        charset: as the server declared it, which stands above what the page says.

    Raises:
        UnreadableInputError: the bytes are no text, or the page holds no article.
    """
    return _extract(decode(data, _known_charset(charset) or _declared_charset(data)))


def _declared_charset(data: bytes) -> str | None:
    match = _CHARSET.search(data[:2048])
    if match is None:
        return None
    return _known_charset(match[1].decode("ascii", "replace"))


def _known_charset(name: str | None) -> str | None:
    charset = (name or "").strip().lower()
    return _CHARSET_ALIASES.get(charset, charset) or None


def _extract(source: str) -> tuple[str, dict[str, object]]:
    """Returns (text, metadata fields) of the page's article; raises UnreadableInputError."""
    tree: Any = trafilatura.load_html(source)
    # Old pages lay their text out in tables; taken as plain blocks they can be read too.
    documents = map(_find_article, (source, _TABLE_TAG.sub(r"<\1div>", source)))
    document = next((found for found in documents if found is not None), None)
    if tree is None or document is None:
        message = "the page holds no article (menus, links or a form only)"
        raise UnreadableInputError("input.no_article", message)
    title = clean_text(document.title or "")
    lines = [line for line in clean_text(document.text).split("\n") if line and line != title]
    fields: dict[str, object] = {
        "title": title or None,
        "url": document.url,
        "source": document.sitename,
        "language": _declared_language(tree),
        "published_at": _declared_date(tree),
        "published_method": "page",
    }
    return "\n\n".join(lines), fields


def _find_article(source: str) -> Any:
    """Returns trafilatura's document, None if it holds no prose."""
    document: Any = trafilatura.bare_extraction(
        source,
        include_comments=False,
        include_tables=False,
        favor_precision=True,
        with_metadata=True,
        prune_xpath=_LEFT_OUT,
    )
    prose = _SENTENCE.finditer(clean_text(document.text or "")) if document else ()
    is_article = sum(len(match[0]) for match in prose) >= MIN_PROSE_CHARACTERS
    return document if is_article else None


def _declared_language(tree: Any) -> str | None:
    values = tree.xpath("/html/@lang | /html/@xml:lang")
    values += tree.xpath("//meta[@http-equiv='content-language' or @name='language']/@content")
    return next((str(value) for value in values if value.strip()), None)


def _declared_date(tree: Any) -> str | None:
    """Returns the publication date as the page declares it, None if it does not."""
    metas: dict[str, str] = {}
    for meta in tree.xpath("//meta[@content]"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        metas.setdefault(name.lower(), meta.get("content").strip())
    declared = [metas[name] for name in _DATE_META if metas.get(name)]
    declared += _json_ld_dates(tree)
    declared += map(str, tree.xpath(_DATE_TIMES))
    readable = (value for value in declared if parse_published(value)[0])
    return next(readable, declared[0] if declared else None)


def _json_ld_dates(tree: Any) -> list[str]:
    dates: list[str] = []
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            nodes = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for node in _graph_nodes(nodes):
            published = node.get("datePublished")
            if "Article" in str(node.get("@type")) and isinstance(published, str):
                dates.append(published)
    return dates


def _graph_nodes(value: object) -> list[dict[str, object]]:
    nodes = value if isinstance(value, list) else [value]
    if isinstance(value, dict) and isinstance(value.get("@graph"), list):
        nodes = [value, *value["@graph"]]
    return [node for node in nodes if isinstance(node, dict)]
