"""Reads the web pages of a .warc or .warc.gz file, such as Common Crawl's news archive.

Streamed by warcio, so a file of any size takes the memory of its largest page. A page goes
through the same reader as an .html file; other records (requests, images, redirects) are
passed over. The id of a page is a hash of its address and the time of its capture.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataException, ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from transforms.records import Article, Quarantined
from transforms.text.readers_common import (
    MAX_ARTICLE_BYTES,
    Origin,
    UnreadableInputError,
    build_article,
    set_aside,
)
from transforms.text.readers_html import read_page
from transforms.text.readers_limits import open_packed, unpack_body

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_DAMAGED = (ArchiveLoadFailed, ChunkedDataException, OSError, EOFError, ValueError, zlib.error)


def read_warc(path: Path) -> Iterator[Article | Quarantined]:
    """Yields one article, or the reason why it is none, for every page in the file.

    `line` is the number of the page's record in the file. A damaged file gives what comes
    before the damage.
    """
    stem = path.name[: path.name.lower().rindex(".warc")]
    number = n_responses = 0
    try:
        with open_packed(path) as file:
            # Unbuffered: what precedes damage is then given whole.
            for number, record in enumerate(ArchiveIterator(file.raw), start=1):
                is_response = record.rec_type == "response" and record.http_headers is not None
                n_responses += is_response
                if is_response and _is_page(record):
                    yield _read_record(path, number, record)
    except UnreadableInputError as error:
        yield set_aside(Origin(path, stem), error)
        return
    except _DAMAGED as error:
        message = f"the file cannot be read after record {number}: {str(error).strip()[:200]}"
        yield set_aside(Origin(path, stem), UnreadableInputError("input.unreadable", message))
        return
    if n_responses == 0:
        message = "the file holds no response record; is it a WARC file?"
        yield set_aside(Origin(path, stem), UnreadableInputError("input.empty", message))


def _is_page(record: Any) -> bool:
    kind = record.http_headers.get_header("Content-Type", "").partition(";")[0]
    return record.http_headers.get_statuscode() == "200" and kind.strip().lower() in PAGE_TYPES


def _read_record(path: Path, number: int, record: Any) -> Article | Quarantined:
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    captured = record.rec_headers.get_header("WARC-Date") or ""
    page_id = hashlib.sha256(f"{url} {captured}".encode()).hexdigest()[:16]
    origin = Origin(path, page_id, number)
    charset = _CHARSET.search(record.http_headers.get_header("Content-Type", ""))
    try:
        text, fields = read_page(_read_body(record), charset[1] if charset else None)
        return build_article(origin, text, fields | {"url": url or fields["url"]})
    except UnreadableInputError as error:
        return set_aside(origin, error, url)


def _read_body(record: Any) -> bytes:
    """Returns the page's bytes; raises UnreadableInputError if cut short, packed or too large."""
    headers = record.http_headers
    is_chunked = "chunked" in headers.get_header("Transfer-Encoding", "").lower()
    reader = ChunkedDataReader(record.raw_stream) if is_chunked else record.raw_stream
    body = reader.read(MAX_ARTICLE_BYTES + 1)
    if len(body) > MAX_ARTICLE_BYTES:
        message = f"the page has more than {MAX_ARTICLE_BYTES // 1_000_000} MB"
        raise UnreadableInputError("input.too_large", message)
    if not is_chunked and len(body) < record.payload_length:
        message = f"the record is cut short: {len(body):,} of {record.payload_length:,} bytes"
        raise UnreadableInputError("input.truncated", message)
    return unpack_body(body, headers.get_header("Content-Encoding"))
