"""Reads one article from a .txt file: optional front matter, sidecar and headline.

Metadata stand between two `---` lines at the top of the file (YAML), or in a sidecar
`<name>.meta.yaml` or `<name>.meta.json` beside it; front matter wins. The first line is the
headline when it is short, has no final full stop and a blank line follows; a caption or a
credit line is none. Without front matter `title`, that line moves to Article.title.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from transforms.records import Article, Quarantined
from transforms.text.layout import is_caption_or_credit
from transforms.text.readers_common import (
    METADATA_FIELDS,
    Origin,
    UnreadableInputError,
    build_article,
    clean_text,
    decode,
    read_bytes,
    set_aside,
)

MAX_HEADLINE_CHARACTERS = 150
SIDECAR_SUFFIXES = (".meta.yaml", ".meta.json")

_FRONT_MATTER = re.compile(r"---\n(?P<yaml>.*?)^---(?:\n|$)", re.DOTALL | re.MULTILINE)
_FINAL_STOP = re.compile(r"[.,;:…。।۔؛،][\"'”’»)\]]*$")

log = logging.getLogger(__name__)


def read_text(path: Path) -> Iterator[Article | Quarantined]:
    """Yields the file's one article, or the reason why it is none."""
    origin = Origin(path, path.stem)
    try:
        text = clean_text(decode(read_bytes(path)))
        fields = read_sidecar(path)
        front, body = _split_front_matter(text)
        fields |= front
        if "title" not in fields:
            title, body = split_headline(body)
            fields["title"] = title
        yield build_article(origin, body, fields)
    except UnreadableInputError as error:
        yield set_aside(origin, error)


def read_sidecar(path: Path) -> dict[str, object]:
    """Returns the metadata of `<name>.meta.yaml` or `.meta.json` beside the file, else {}."""
    for suffix in SIDECAR_SUFFIXES:
        sidecar = path.with_name(path.stem + suffix)
        if sidecar.is_file():
            return _parse_metadata(decode(read_bytes(sidecar)), sidecar.name)
    return {}


def split_headline(text: str) -> tuple[str | None, str]:
    """Returns (headline, rest), or (None, text) where the first line is no headline."""
    line, blank, rest = text.partition("\n\n")
    line = line.strip()
    is_headline = (
        bool(blank)
        and bool(rest.strip())
        and "\n" not in line
        and len(line) <= MAX_HEADLINE_CHARACTERS
        and not _FINAL_STOP.search(line)
        and not is_caption_or_credit(line)
    )
    return (line, rest.strip()) if is_headline else (None, text)


def _split_front_matter(text: str) -> tuple[dict[str, object], str]:
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, text
    return _parse_metadata(match["yaml"], "the front matter"), text[match.end() :].strip()


def _parse_metadata(source: str, where: str) -> dict[str, object]:
    """Parses YAML or JSON metadata; raises UnreadableInputError if it is no mapping of fields."""
    try:
        fields = json.loads(source) if where.endswith(".json") else yaml.safe_load(source)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        message = f"{where} cannot be parsed: {str(error).splitlines()[0]}"
        raise UnreadableInputError("input.metadata", message) from error
    if fields is None:
        return {}
    if not isinstance(fields, dict):
        message = f"{where} is {type(fields).__name__}, expected `field: value` lines"
        raise UnreadableInputError("input.metadata", message)
    unknown = sorted(str(name) for name in fields if name not in METADATA_FIELDS)
    if unknown:
        log.warning("unknown metadata fields", extra={"where": where, "fields": unknown})
    return {name: value for name, value in fields.items() if name in METADATA_FIELDS}
