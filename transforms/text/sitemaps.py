"""Reads sitemaps (sitemaps.org): pages with their news metadata, or further sitemaps."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import ParseError

import defusedxml.ElementTree
from defusedxml.common import DefusedXmlException

from transforms.text.readers_common import UnreadableInputError
from transforms.text.readers_limits import unpack_body

MAX_ENTRIES = 50_000
MAX_SITEMAP_BYTES = 52_428_800
"""Both are the protocol's own limits."""


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A page or, if `is_sitemap`, a further sitemap; days and titles as written."""

    url: str
    is_sitemap: bool
    last_modified: str | None = None
    published_at: str | None = None
    title: str | None = None


def parse_sitemap(data: bytes) -> list[SitemapEntry]:
    """Return the entries of a sitemap or sitemap index, packed by gzip or not.

    Raises:
        UnreadableInputError: no sitemap, not well-formed, too large, or one that declares
            XML entities.
    """
    if data.startswith(b"\x1f\x8b"):
        data = unpack_body(data, "gzip", MAX_SITEMAP_BYTES)
    entries: list[SitemapEntry] = []
    root = ""
    try:
        events = defusedxml.ElementTree.iterparse(io.BytesIO(data), events=("start", "end"))
        for event, element in events:
            name = _local(element)
            root = root or name
            if event == "end" and name in ("url", "sitemap"):
                entries += _read_entry(element, is_sitemap=name == "sitemap")
                element.clear()
            if len(entries) > MAX_ENTRIES:
                message = f"the sitemap has more than {MAX_ENTRIES:,} entries"
                raise UnreadableInputError("input.too_large", message)
    except DefusedXmlException as error:
        message = f"the XML declares entities, which can hide a bomb: refused ({error})"
        raise UnreadableInputError("input.bomb", message) from error
    except ParseError as error:
        message = f"the sitemap is not well-formed XML: {error}"
        raise UnreadableInputError("input.sitemap", message) from error
    if root not in ("urlset", "sitemapindex"):
        message = f"the file is no sitemap: its root is {root!r}"
        raise UnreadableInputError("input.sitemap", message)
    return entries


def _read_entry(element: Any, *, is_sitemap: bool) -> list[SitemapEntry]:
    values: dict[str, str] = {}
    for part in element.iter():
        if part.text and part.text.strip():
            values.setdefault(_local(part), part.text.strip())
    if "loc" not in values:
        return []
    return [
        SitemapEntry(
            values["loc"],
            is_sitemap,
            values.get("lastmod"),
            values.get("publication_date"),
            values.get("title"),
        )
    ]


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
