"""JSON lines for the evaluation commands: articles in, one object a line out."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from transforms.crosswalk import crosswalk_row
from transforms.errors import InputError
from transforms.records import Article, CodedMention
from transforms.schemas import EVENT_COLUMNS
from transforms.text.readers_common import (
    Origin,
    UnreadableInputError,
    build_article,
    parse_published,
)

if TYPE_CHECKING:
    from transforms.article_coding import ArticleCoding

ID_KEYS = ("article_id", "doc_id", "id")
PUBLISHED_KEYS = ("published_at", "pub_date", "dct")


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """One line of the input.

    Attributes:
        names: what the output line begins with: article_id, and doc_id if that was given.
        article: the article, or None where the line holds none.
        text: the text as given, to which offsets of `timexes` refer.
        reason: why the line holds no article.
    """

    names: Mapping[str, str]
    article: Article | None
    text: str = ""
    reason: str = ""


def read_article_lines(path: Path) -> Iterator[ArticleLine]:
    """Return a record for every line that is not blank, also for the broken ones.

    Raises:
        InputError: the file does not exist (at once), or cannot be read (on the way).
    """
    if not path.is_file():
        raise InputError(f"no such file: {path}; check the spelling")
    return _read_lines(path)


def write_lines(path: Path, rows: Iterable[Mapping[str, object]]) -> int:
    """Write the rows as JSON lines and return their number; the file appears only whole.

    Raises:
        InputError: the directory does not exist or cannot be written.
    """
    aside = path.with_name(f".tmp-{os.getpid()}-{path.name}")
    count = 0
    try:
        with aside.open("w", encoding="utf-8") as file:
            for row in rows:
                file.write(json.dumps(row, ensure_ascii=False, default=_to_json) + "\n")
                count += 1
        aside.replace(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        aside.unlink(missing_ok=True)
    return count


def to_coded_line(
    line: ArticleLine, coding: ArticleCoding, *, has_crosswalk: bool = False
) -> dict[str, object]:
    """Return the output line of `newsledger code` for an article."""
    cleaned = coding.article.text
    return {
        **line.names,
        "outcome": coding.outcome,
        "published_at": coding.creation_time.day,
        "events": [_columns(mention, has_crosswalk) for mention in coding.events],
        "incomplete": [
            {**_columns(mention, has_crosswalk), "missing": list(mention.missing)}
            for mention in coding.incomplete
        ],
        "rejections": [
            {"rule": r.rule, "reason": r.reason, "start": r.start, "end": r.end}
            for r in coding.rejections
        ],
        **({} if cleaned == line.text else {"text": cleaned}),
    }


def to_set_aside_line(line: ArticleLine) -> dict[str, object]:
    """Return the output line for an input line that holds no article."""
    nothing: list[object] = []
    return {
        **line.names,
        "outcome": "quarantined",
        "reason": line.reason,
        "published_at": None,
        "events": nothing,
        "incomplete": nothing,
        "rejections": nothing,
    }


def _read_lines(path: Path) -> Iterator[ArticleLine]:
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rb") as file:
            for number, data in enumerate(file, start=1):
                if data.strip():
                    yield _read_line(path, number, data)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error}") from error


def _columns(mention: CodedMention, has_crosswalk: bool) -> dict[str, object]:
    """The 31 columns in export order; id and timestamp are only given by a warehouse."""
    row = {name: mention.row.get(name) for name in EVENT_COLUMNS}
    return {**row, **crosswalk_row(row)} if has_crosswalk else row


def _read_line(path: Path, number: int, data: bytes) -> ArticleLine:
    default_id = f"{path.name.split('.')[0]}-{number}"
    try:
        fields = json.loads(data)
    except (ValueError, RecursionError) as error:
        return ArticleLine({"article_id": default_id}, None, reason=f"not JSON: {error}")
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        reason = "no object with a field 'text' that holds a string"
        return ArticleLine({"article_id": default_id}, None, reason=reason)
    text = fields["text"]
    article_id = next((str(fields[k]) for k in ID_KEYS if fields.get(k)), default_id)
    names = {"article_id": article_id}
    if fields.get("doc_id"):
        names["doc_id"] = str(fields["doc_id"])
    fields = fields | {"article_id": article_id, "published_at": _published(fields)}
    try:
        article = build_article(Origin(path, default_id, number), text, fields)
    except UnreadableInputError as error:
        return ArticleLine(names, None, text, str(error))
    return ArticleLine(names, article, text)


def _published(fields: Mapping[str, object]) -> object:
    given = next((fields[key] for key in PUBLISHED_KEYS if fields.get(key)), None)
    day, _ = parse_published(given)
    return day or given


def _to_json(value: object) -> str:
    """Dates as ISO 8601; anything else is a mistake of ours."""
    isoformat = getattr(value, "isoformat", None)
    if isoformat is None:
        raise TypeError(f"{value!r} has no JSON form")
    return str(isoformat())
