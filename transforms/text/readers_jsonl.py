"""Reads articles from .jsonl or .jsonl.gz: one JSON object a line, only `text` is required.

Other fields: article_id, url, source, title, language, published_at. A broken line is set
aside with its number and the rest goes on; the default id is `<file stem>-<line>`.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from transforms.records import Article, Quarantined
from transforms.text.readers_common import (
    MAX_ARTICLE_BYTES,
    Origin,
    UnreadableInputError,
    build_article,
    decode,
    set_aside,
)
from transforms.text.readers_limits import open_packed

_CHUNK_BYTES = 1 << 20


def read_jsonl(path: Path) -> Iterator[Article | Quarantined]:
    """Yields one article, or the reason why it is none, for every line that is not blank."""
    stem = path.name.lower().removesuffix(".gz").removesuffix(".jsonl")
    stem = path.name[: len(stem)]
    number = 0
    try:
        for number, data in _read_lines(path):
            if data.strip():
                yield _read_line(Origin(path, f"{stem}-{number}", number), data)
    except (OSError, EOFError, zlib.error) as error:
        message = f"the file cannot be read after line {number}: {error}"
        yield set_aside(Origin(path, stem), UnreadableInputError("input.unreadable", message))
        return
    except UnreadableInputError as error:
        yield set_aside(Origin(path, stem), error)
        return
    if number == 0:
        message = "the file is empty (0 bytes); remove it or write it again"
        yield set_aside(Origin(path, stem), UnreadableInputError("input.empty", message))


def _read_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yields (number, line); of a line over the limit only the first bytes are kept."""
    with open_packed(path) as file:
        number = 0
        while data := file.readline(MAX_ARTICLE_BYTES + 1):
            number += 1
            if len(data) > MAX_ARTICLE_BYTES:
                _skip_rest_of_line(file)
            yield number, data


def _skip_rest_of_line(file: IO[bytes]) -> None:
    while (chunk := file.readline(_CHUNK_BYTES)) and not chunk.endswith(b"\n"):
        pass


def _read_line(origin: Origin, data: bytes) -> Article | Quarantined:
    line = ""
    try:
        if len(data) > MAX_ARTICLE_BYTES:
            message = f"the line has more than {MAX_ARTICLE_BYTES // 1_000_000} MB; split it"
            raise UnreadableInputError("input.too_large", message)
        line = decode(data)
        fields = _parse_object(line)
        text = fields.get("text")
        if not isinstance(text, str):
            message = f"the line has no field 'text' with a string in it; fields: {sorted(fields)}"
            raise UnreadableInputError("input.no_text", message)
        return build_article(origin, text, fields)
    except UnreadableInputError as error:
        return set_aside(origin, error, line)


def _parse_object(line: str) -> dict[str, object]:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableInputError("input.json", f"the line is not JSON: {error}") from error
    if not isinstance(fields, dict):
        message = f"the line is a JSON {type(fields).__name__}, expected an object"
        raise UnreadableInputError("input.json", message)
    return fields
