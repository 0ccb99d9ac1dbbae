"""What every reader needs: decoding without guessing, cleaning, dates, building an Article.

A reader is a function `read_<format>(path) -> Iterator[Article | Quarantined]` in its own
file; `transforms.text.articles` holds the table suffix -> reader.

Article.text is the *cleaned* text, and every offset of later stages refers to it. The title
is kept in Article.title and is not part of the text.
"""

from __future__ import annotations

import codecs
import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from transforms.codebook import load_codebook
from transforms.records import Article, Quarantined

MAX_ARTICLE_BYTES = 10_000_000
EARLIEST_YEAR = 1900
METADATA_FIELDS = (
    "article_id", "url", "source", "title", "language", "published_at", "source_country",
    "source_scale", "dateline",
)  # fmt: skip

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY_STARTS = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")
_CONTROL_BYTES = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_NEWLINES = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_SPACES = re.compile(r"[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]")
# Invisible: soft hyphen, zero-width space, bidi marks, word joiner, BOM, variation selectors,
# and the lone surrogates that a JSON escape can make.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
    "\ud800-\udfff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
# Joiners are spelling in Persian and in Indic scripts, and noise elsewhere.
_JOINERS = re.compile("(?<![\u0600-\u06ff\u0900-\u0dff])[\u200c\u200d]|[\u200c\u200d](?!\\w)")
_LINE_EDGES = re.compile(r"[ ]*\n[ ]*")
_ISO3 = re.compile(r"[A-Z]{3}")
_RFC_2822 = re.compile(
    r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})?\b.*"
)


class UnreadableInputError(ValueError):
    """The bytes are no article; `rule` is a short code, the message what to do about it."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article was read: file, line (JSONL only) and the id it gets by default."""

    path: Path
    default_id: str
    line: int | None = None


def read_bytes(path: Path) -> bytes:
    """Returns the file's bytes; raises UnreadableInputError if empty, too large, not readable."""
    try:
        if path.stat().st_size >= MAX_ARTICLE_BYTES:
            raise UnreadableInputError("input.too_large", _too_large(path.stat().st_size))
        data = path.read_bytes()
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}; check its permissions"
        raise UnreadableInputError("input.unreadable", message) from error
    if not data.strip(b"\x00 \t\r\n"):
        raise UnreadableInputError("input.empty", _empty(len(data)))
    return data


def decode(data: bytes, declared: str | None = None) -> str:
    """Decodes by BOM, else by the declared charset, else strictly as UTF-8; never guesses."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _decode_strictly(data, encoding)
    if _is_binary(data):
        message = "the file is binary, not text; convert it to .txt, .html or .jsonl first"
        raise UnreadableInputError("input.binary", message)
    return _decode_strictly(data, declared or "utf-8")


def clean_text(text: str) -> str:
    """Cleans text so that offsets mean what a reader sees; idempotent.

    NFC; LF line ends; one kind of space; byte order marks, zero-width, bidi and control
    characters removed; no spaces at line edges; at most one blank line in a row.
    """
    text = _SPACES.sub(" ", _NEWLINES.sub("\n", text))
    text = unicodedata.normalize("NFC", _JOINERS.sub("", _INVISIBLE.sub("", text)))
    return re.sub(r"\n{3,}", "\n\n", _LINE_EDGES.sub("\n", text)).strip()


def parse_published(value: object) -> tuple[date | None, str | None]:
    """Reads a publication date strictly: an ISO 8601 date or datetime, or RFC 2822.

    The day is the one written, in the writer's own time zone. Returns (None, None) for no
    value and (None, "unparsable:<value>") for one that is not a date.
    """
    if value is None or value == "":
        return None, None
    day = _as_date(value)
    if day is None or day.year < EARLIEST_YEAR:
        return None, f"unparsable:{value}"
    return day, "metadata"


def build_article(origin: Origin, text: str, fields: Mapping[str, object]) -> Article:
    """Makes an Article of raw text and metadata fields; raises UnreadableInputError.

    Args:
        origin: file, line and default id.
        text: raw text; it is cleaned here.
        fields: any of METADATA_FIELDS, and `published_method` if not "metadata".
    """
    cleaned = clean_text(text)
    if not cleaned:
        raise UnreadableInputError("input.no_text", "there is no text; nothing can be coded")
    if len(cleaned.encode()) >= MAX_ARTICLE_BYTES:
        raise UnreadableInputError("input.too_large", _too_large(len(cleaned.encode())))
    title = _text_field(fields, "title")
    published_at, method = parse_published(fields.get("published_at"))
    if published_at is not None:
        method = _text_field(fields, "published_method") or method
    return Article(
        article_id=_text_field(fields, "article_id") or origin.default_id,
        text=cleaned,
        path=origin.path.as_posix(),
        line=origin.line,
        title=title,
        url=_text_field(fields, "url"),
        source=_text_field(fields, "source"),
        language=_text_field(fields, "language"),
        published_at=published_at,
        published_method=method,
        content_hash=hash_content(cleaned, title, published_at),
        source_country=_text_field(fields, "source_country"),
        source_scale=_declared_scale(fields),
        dateline=_text_field(fields, "dateline") or _text_field(fields, "dateline_place"),
    )


def hash_content(text: str, title: str | None, published_at: date | None) -> str:
    """Returns 16 hex digits of the SHA-256 of text, title and publication date."""
    parts = (text, title or "", published_at.isoformat() if published_at else "")
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def set_aside(origin: Origin, error: UnreadableInputError, payload: str = "") -> Quarantined:
    """Makes the quarantine record of an input that could not be read."""
    return Quarantined(
        kind="article" if origin.line is None else "line",
        path=origin.path.as_posix(),
        line=origin.line,
        article_id=None if origin.line else origin.default_id,
        rule_ids=(error.rule,),
        reason=str(error),
        payload=_INVISIBLE.sub("", payload).strip()[:500],
    )


def _empty(size: int) -> str:
    return f"the file is empty ({size} bytes); remove it or write it again"


def _too_large(size: int) -> str:
    limit = MAX_ARTICLE_BYTES // 1_000_000
    return f"{size:,} bytes are too many for one article (limit {limit} MB); split the file"


def _is_binary(data: bytes) -> bool:
    head = data[:65536]
    control = len(head) - len(head.translate(None, _CONTROL_BYTES))
    return head.startswith(_BINARY_STARTS) or b"\x00" in head or control > len(head) / 20


def _decode_strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError as error:
        message = f"the page declares the unknown charset {encoding!r}; save it as UTF-8"
        raise UnreadableInputError("input.encoding", message) from error
    except UnicodeError as error:
        where = f" at byte {error.start:,}" if isinstance(error, UnicodeDecodeError) else ""
        message = f"the file is not {encoding}{where}; save it as UTF-8 (or UTF-16 with a BOM)"
        raise UnreadableInputError("input.encoding", message) from error


def _text_field(fields: Mapping[str, object], name: str) -> str | None:
    """Returns the field as one clean line, None if blank; raises if it is no text or number."""
    value = fields.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        message = f"field {name!r} is {type(value).__name__} {str(value)[:40]!r}, expected text"
        raise UnreadableInputError("input.field", message)
    return " ".join(clean_text(str(value)).split()) or None


def _declared_scale(fields: Mapping[str, object]) -> str | None:
    """Returns the outlet's scale; raises UnreadableInputError if it or the country is unknown."""
    scale = _text_field(fields, "source_scale")
    if scale is not None and (scale not in load_codebook().source_scales or "-" in scale):
        known = ", ".join(level for level in load_codebook().source_scales if "-" not in level)
        raise UnreadableInputError("input.field", f"source_scale {scale!r} is none of {known}")
    country = _text_field(fields, "source_country")
    if country is not None and not _ISO3.fullmatch(country):
        message = f"source_country {country!r} is not three letters of ISO 3166-1, such as KEN"
        raise UnreadableInputError("input.field", message)
    return scale


def _as_date(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    try:
        return datetime.fromisoformat(value.strip()).date()
    except ValueError:
        return _as_rfc_2822(value.strip())


def _as_rfc_2822(value: str) -> date | None:
    if not _RFC_2822.fullmatch(value):
        return None
    try:
        return parsedate_to_datetime(value).date()
    except ValueError:
        return None
