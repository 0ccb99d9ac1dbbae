"""Reads RSS and Atom files by feedparser: one article an entry, of the text the feed carries.

The text is the entry's full content where there is one, else its summary. Feeds that declare
XML entities are refused: their expansion can fill the memory, and no feed needs them.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import ParseError

import defusedxml.ElementTree
import feedparser
import lxml.html
from defusedxml.common import DefusedXmlException
from lxml.etree import LxmlError

from transforms.records import Article, Quarantined
from transforms.text.readers_common import (
    Origin,
    UnreadableInputError,
    build_article,
    read_bytes,
    set_aside,
)

_BLOCKS = frozenset({
    "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote",
    "section", "article", "table", "tr", "pre", "hr",
})  # fmt: skip
_LEFT_OUT = frozenset({"script", "style", "figure", "figcaption", "iframe", "noscript", "form"})


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed. `key` is its own id, else its link; `text` may be empty."""

    key: str
    url: str | None
    title: str | None
    published_at: str | None
    text: str
    language: str | None
    source: str | None


def read_feed(path: Path) -> Iterator[Article | Quarantined]:
    """Yields one article, or the reason why it is none, for every entry of a feed file."""
    origin = Origin(path, path.stem)
    try:
        entries = parse_feed(read_bytes(path))
    except UnreadableInputError as error:
        yield set_aside(origin, error)
        return
    for number, entry in enumerate(entries, start=1):
        key = hashlib.sha256((entry.key or entry.text).encode()).hexdigest()[:10]
        origin = Origin(path, f"{path.stem}-{key}", number)
        fields: dict[str, object] = {
            "title": entry.title,
            "url": entry.url,
            "source": entry.source,
            "language": entry.language,
            "published_at": entry.published_at,
        }
        try:
            yield build_article(origin, entry.text, fields)
        except UnreadableInputError as error:
            yield set_aside(origin, error, entry.title or entry.key)


def parse_feed(data: bytes, base_url: str = "") -> list[Entry]:
    """Returns the entries of an RSS or Atom feed, in its order.

    Args:
        data: the feed as fetched or read.
        base_url: where it came from; relative links are completed by it.

    Raises:
        UnreadableInputError: no feed, or one that declares XML entities.
    """
    refuse_entities(data)
    parsed: Any = feedparser.parse(io.BytesIO(data))
    if not parsed.entries and not parsed.version:
        why = parsed.get("bozo_exception") or "no rss, rdf or feed element"
        message = f"the file is no RSS or Atom feed ({str(why)[:100]})"
        raise UnreadableInputError("input.feed", message)
    source = parsed.feed.get("title")
    base = base_url or parsed.feed.get("link") or ""
    return [
        _read_entry(entry, base, parsed.feed.get("language"), source) for entry in parsed.entries
    ]


def refuse_entities(data: bytes) -> None:
    """Raises UnreadableInputError if the XML declares entities; broken XML passes."""
    try:
        events = defusedxml.ElementTree.iterparse(
            io.BytesIO(data), events=("start",), forbid_dtd=False
        )
        for _, element in events:
            element.clear()
    except DefusedXmlException as error:
        message = f"the XML declares entities, which can hide a bomb: refused ({error})"
        raise UnreadableInputError("input.bomb", message) from error
    except (ParseError, ValueError):
        return


def to_text(markup: str) -> str:
    r"""Returns the text of an HTML fragment, its blocks as paragraphs.

    >>> to_text("<p>One <b>man</b>.</p><p>Two.</p>")
    'One man.\n\nTwo.'
    """
    if not markup.strip():
        return ""
    try:
        tree = lxml.html.fragment_fromstring(markup, create_parent="div")
    except (LxmlError, ValueError):
        return markup
    parts = "".join(_text_parts(tree)).split("\n\n")
    return "\n\n".join(" ".join(part.split()) for part in parts if part.strip())


def _text_parts(tree: Any) -> Iterator[str]:
    """Yields the pieces of text in order, without recursion: markup may be deeply nested."""
    skipped = 0
    for event, node in lxml.etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        is_tag = isinstance(node.tag, str)
        is_left_out = is_tag and node.tag in _LEFT_OUT
        if event == "start":
            skipped += is_left_out
            if not skipped:
                yield ("\n\n" if node.tag in _BLOCKS else "") + (node.text or "")
            continue
        skipped -= is_left_out
        if not skipped:
            yield ("\n\n" if is_tag and node.tag in _BLOCKS else "") + (node.tail or "")


def _read_entry(entry: Any, base: str, language: str | None, source: str | None) -> Entry:
    contents = [part for part in entry.get("content", []) if part.get("value", "").strip()]
    markup = max((part["value"] for part in contents), key=len, default=entry.get("summary", ""))
    is_plain = contents == [] and entry.get("summary_detail", {}).get("type") == "text/plain"
    declared = next((part.get("language") for part in contents if part.get("language")), None)
    link = entry.get("link")
    url = _join(base, link) if link else None
    return Entry(
        key=entry.get("id") or url or "",
        url=url,
        title=to_text(entry.get("title", "")) or None,
        published_at=entry.get("published") or entry.get("updated"),
        text=markup if is_plain else to_text(markup),
        language=declared or language,
        source=(entry.get("source") or {}).get("title") or source,
    )


def _join(base: str, link: str) -> str | None:
    try:
        return urljoin(base, link)
    except ValueError:
        return None
