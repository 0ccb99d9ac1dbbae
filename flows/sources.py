"""Reads `sources.yaml`: which outlets ingest fetches, and what is known of them.

Every mistake is named with file and line, all of them at once, before anything is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from anyascii import anyascii

from flows.source_checks import PLACES, TOP_KEYS, Row, faults, repeated_names
from transforms.errors import InputError

DEFAULT_MAX_ARTICLES = 100
DEFAULT_MAX_DAYS = 7


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet as declared.

    Attributes:
        name: unique; the `source` of its articles.
        kind: feed, sitemap, site or path; where: the address, or for path a file or folder.
        country: ISO3 of the outlet, None if international or unknown.
        scale: one level of codebooks/source_scale.yaml.
        licence: on what terms its texts may be used; kept with the source, not checked.
        language: of its articles, if all have the same.
        schedule: cron expression (UTC); None: at each run.
        allow_private: whether private, loopback and link-local addresses may be used.
        text: page: fetch the pages; feed: take the text that the feed carries.
        only: pattern that the address of a page must contain.
        max_articles: new ones in a run. max_days: age of pages that a sitemap lists.
        line: in the file.
    """

    name: str
    kind: str
    where: str
    scale: str
    licence: str
    country: str | None = None
    language: str | None = None
    schedule: str | None = None
    allow_private: bool = False
    text: str = "page"
    only: str | None = None
    max_articles: int = DEFAULT_MAX_ARTICLES
    max_days: int = DEFAULT_MAX_DAYS
    line: int = 0

    @property
    def slug(self) -> str:
        """The name as part of a file name and of article ids."""
        return re.sub(r"[^a-z0-9]+", "-", anyascii(self.name).lower()).strip("-")[:40] or "source"


@dataclass(frozen=True, slots=True)
class Sources:
    """A sources file: the outlets, and whom a webmaster can write to."""

    sources: tuple[Source, ...]
    contact: str | None = None


def load_sources(path: Path) -> Sources:
    """Read and check a sources file.

    Raises:
        InputError: the file is missing, no YAML, or has entries that are wrong; names each
            with its line.
    """
    try:
        loader = yaml.CSafeLoader(path.read_bytes())
        root = loader.get_single_node()
        top = {key: (node, line) for key, node, line in _pairs(root, path)}
        entries = list(_entries(top, path))
        rows = [
            {key: (loader.construct_object(node, deep=True), line) for key, node, line in pairs}
            for pairs in (list(_pairs(node, path)) for node in entries)
        ]
        contact = str(loader.construct_object(top["contact"][0])) if "contact" in top else None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the name") from error
    except (yaml.YAMLError, UnicodeError) as error:
        raise InputError(f"{path}: not YAML: {' '.join(str(error).split())}") from error
    lines = [node.start_mark.line + 1 for node in entries]
    wrong = [fault for row, line in zip(rows, lines, strict=True) for fault in faults(row, line)]
    wrong += repeated_names(rows)
    wrong += [
        f"{line}: unknown key {key!r}" for key, (_, line) in top.items() if key not in TOP_KEYS
    ]
    if wrong:
        raise InputError("; ".join(f"{path}:{fault}" for fault in wrong))
    made = zip(rows, lines, strict=True)
    return Sources(tuple(_build(row, line, path.parent) for row, line in made), contact)


def _pairs(node: Any, path: Path) -> Iterator[tuple[str, Any, int]]:
    """Yield (key, value node, line) of a mapping; raises InputError if it is none."""
    if not isinstance(node, yaml.MappingNode):
        line = node.start_mark.line + 1 if node else 1
        raise InputError(f"{path}:{line}: expected `key: value` lines")
    seen: set[str] = set()
    for key, value in node.value:
        line = key.start_mark.line + 1
        if key.value in seen:
            raise InputError(f"{path}:{line}: {key.value!r} is given twice")
        seen.add(key.value)
        yield key.value, value, line


def _entries(top: dict[str, tuple[Any, int]], path: Path) -> Iterator[Any]:
    node, line = top.get("sources", (None, 1))
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise InputError(f"{path}:{line}: expected `sources:` with a list of outlets under it")
    yield from node.value


def _build(row: Row, line: int, folder: Path) -> Source:
    values = {key: value for key, (value, _) in row.items() if value is not None}
    kind = next(key for key in PLACES if key in values)
    where = values.pop(kind)
    if kind == "path":
        where = str(folder / where)
    return Source(**values, kind=kind, where=where, line=line)
