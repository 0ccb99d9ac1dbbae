"""Reads articles from files and folders; whatever cannot be read is set aside with its reason.

Adding a format = one file with a reader, one line in READERS.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from transforms.errors import InputError
from transforms.records import Article, Quarantined
from transforms.text.readers_archive import read_archive
from transforms.text.readers_common import Origin, UnreadableInputError, set_aside
from transforms.text.readers_feed import read_feed
from transforms.text.readers_html import read_html
from transforms.text.readers_jsonl import read_jsonl
from transforms.text.readers_members import ARCHIVES
from transforms.text.readers_table import read_csv, read_parquet
from transforms.text.readers_text import SIDECAR_SUFFIXES, read_text
from transforms.text.readers_warc import read_warc

Reader = Callable[[Path], Iterator[Article | Quarantined]]

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".jsonl": read_jsonl,
    ".jsonl.gz": read_jsonl,
    ".csv": read_csv,
    ".csv.gz": read_csv,
    ".parquet": read_parquet,
    ".rss": read_feed,
    ".atom": read_feed,
    ".xml": read_feed,
    ".warc": read_warc,
    ".warc.gz": read_warc,
}
FORMATS = (*READERS, *ARCHIVES)
# Files that describe a folder; no articles, so they are passed over inside one.
DESCRIPTIONS = frozenset({"readme", "license", "licence", "notice", "attribution"})
SOURCES_FILE = "sources.yaml"

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _SeenIds:
    """Ids given in this call: id -> (content hash, path)."""

    by_id: dict[str, tuple[str, str]] = field(default_factory=dict)


def read_articles(paths: Sequence[Path]) -> Iterator[Article | Quarantined]:
    """Yields every article under the paths, or the reason why an input is none.

    Folders are read recursively in sorted order, hidden files and folder descriptions
    (README, LICENSE ...) left out; a file named twice is read once. Two articles with one
    id: the same content again is set aside as a duplicate, other content as a conflict; an
    id that came from a file name is made unique by the content hash instead.

    Raises:
        InputError: a path does not exist. Raised before anything is read.
    """
    missing = [path.as_posix() for path in paths if not path.exists()]
    if missing:
        raise InputError(f"no such file or folder: {', '.join(missing)}; check the spelling")
    seen = _SeenIds()
    counts = {"articles": 0, "quarantined": 0}
    for path in dict.fromkeys(file for root in paths for file in _list_files(root)):
        for item in _read_file(path):
            item = _check_id(item, seen) if isinstance(item, Article) else item
            counts["articles" if isinstance(item, Article) else "quarantined"] += 1
            yield item
    log.info("articles read", extra=counts)


def _list_files(path: Path) -> Iterator[Path]:
    """Yields the path itself if it is a file, else the files below it, sorted."""
    if not path.is_dir():
        yield path
        return
    for child in sorted(path.iterdir()):
        if not _is_wanted(PurePosixPath(child.name)):
            continue
        if child.is_dir() and not child.is_symlink():
            yield from _list_files(child)
        elif not _is_sidecar(child):
            yield child


def _is_wanted(name: PurePosixPath) -> bool:
    """False for what is no article in a folder or an archive: hidden files, descriptions."""
    is_hidden = any(part.startswith((".", "__MACOSX")) for part in name.parts)
    is_description = name.stem.lower() in DESCRIPTIONS or name.name.lower() == SOURCES_FILE
    return not is_hidden and not is_description


def _is_sidecar(path: Path) -> bool:
    """True for metadata of an article beside it; a sidecar without its article is not."""
    for suffix in SIDECAR_SUFFIXES:
        if path.name.endswith(suffix):
            stem = path.name.removesuffix(suffix)
            return any(path.with_name(stem + known).is_file() for known in READERS)
    return False


def _read_file(path: Path) -> Iterator[Article | Quarantined]:
    if not path.is_file():
        message = "not a regular file (a broken link, a pipe or a folder link); remove it"
        yield set_aside(Origin(path, path.name), UnreadableInputError("input.no_file", message))
        return
    if path.name.lower().endswith(ARCHIVES):
        yield from read_archive(path, _read_file, _is_wanted)
        return
    suffix = max((s for s in READERS if path.name.lower().endswith(s)), key=len, default=None)
    if suffix is None:
        message = f"unknown format {path.suffix!r}; readable are {', '.join(FORMATS)}"
        yield set_aside(Origin(path, path.name), UnreadableInputError("input.format", message))
        return
    yield from READERS[suffix](path)


def _check_id(article: Article, seen: _SeenIds) -> Article | Quarantined:
    """Returns the article if its id is new, a renamed one if its id was only a file name."""
    earlier = seen.by_id.get(article.article_id)
    if earlier is None:
        seen.by_id[article.article_id] = (article.content_hash, article.path)
        return article
    content_hash, path = earlier
    if content_hash == article.content_hash:
        return _set_aside_duplicate(
            article, "input.duplicate", f"skipped: the same article was read from {path}"
        )
    if article.line is None and article.article_id == Path(article.path).stem:
        renamed = f"{article.article_id}-{article.content_hash[:8]}"
        return _check_id(replace(article, article_id=renamed), seen)
    message = f"another text has the same article_id, in {path}; give each article its own id"
    return _set_aside_duplicate(article, "input.id_conflict", message)


def _set_aside_duplicate(article: Article, rule: str, message: str) -> Quarantined:
    origin = Origin(Path(article.path), article.article_id, article.line)
    aside = set_aside(origin, UnreadableInputError(rule, message), article.text)
    return replace(aside, article_id=article.article_id)
