"""Reads articles from tables, one a row: .csv, .csv.gz and .parquet; only `text` is required.

Column names are those of the JSON lines format, in any case, or one of ALIASES. A bad row is
set aside with its line (CSV) or row number (Parquet) and the rest goes on. Both are streamed.
"""

from __future__ import annotations

import csv
import io
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow
import pyarrow.parquet

from transforms.records import Article, Quarantined
from transforms.text.readers_common import (
    BOMS,
    MAX_ARTICLE_BYTES,
    METADATA_FIELDS,
    Origin,
    UnreadableInputError,
    build_article,
    set_aside,
)
from transforms.text.readers_limits import open_packed

ALIASES = {
    "id": "article_id", "body": "text", "content": "text", "headline": "title", "link": "url",
    "outlet": "source", "publisher": "source", "lang": "language", "date": "published_at",
    "published": "published_at", "pubdate": "published_at", "publication_date": "published_at",
    "dateline_place": "dateline",
}  # fmt: skip
DELIMITERS = ",;\t|"
_FIELDS = ("text", *METADATA_FIELDS)
_DAMAGED = (OSError, EOFError, zlib.error, UnicodeError)


def read_csv(path: Path) -> Iterator[Article | Quarantined]:
    """Yields one article, or the reason why it is none, for every row that is not blank.

    The delimiter is the one of DELIMITERS that the header has most of. UTF-8, or UTF-16
    with a byte order mark.
    """
    stem = path.name[: path.name.lower().rindex(".csv")]
    csv.field_size_limit(MAX_ARTICLE_BYTES)
    line = 0
    try:
        with open_packed(path) as packed:
            for line, row in _read_rows(packed):
                yield _read_row(Origin(path, f"{stem}-{line}", line), row)
    except UnreadableInputError as error:
        yield set_aside(Origin(path, stem), error)
    except _DAMAGED as error:
        message = f"the file cannot be read after line {line}: {error}"
        yield set_aside(Origin(path, stem), UnreadableInputError("input.unreadable", message))


def read_parquet(path: Path) -> Iterator[Article | Quarantined]:
    """Yields one article, or the reason why it is none, for every row."""
    number = 0
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            columns = _map_columns(file.schema_arrow.names)
            for batch in file.iter_batches(batch_size=64, columns=list(columns)):
                for index in range(batch.num_rows):
                    number += 1
                    cells = {columns[name]: batch[name][index] for name in columns}
                    yield _read_cells(Origin(path, f"{path.stem}-{number}", number), cells)
    except UnreadableInputError as error:
        yield set_aside(Origin(path, path.stem), error)
    except (OSError, pyarrow.ArrowException) as error:
        message = f"the file cannot be read after row {number}: {str(error).splitlines()[0]}"
        yield set_aside(Origin(path, path.stem), UnreadableInputError("input.unreadable", message))


def _read_rows(packed: io.BufferedReader) -> Iterator[tuple[int, dict[str, object] | csv.Error]]:
    """Yields (first line, fields) of each row that is not blank, or what is wrong with it."""
    head = packed.peek(4)[:4]
    encoding = next((name for mark, name in BOMS if head.startswith(mark)), "utf-8")
    # Bytes that are not UTF-8 become lone surrogates, so that only their row is set aside.
    lines = io.TextIOWrapper(packed, encoding, errors="surrogateescape", newline="")
    header = lines.readline(MAX_ARTICLE_BYTES)
    if not header.strip():
        message = "the file has no first row with the names of its columns"
        raise UnreadableInputError("input.empty", message)
    delimiter = max(DELIMITERS, key=header.count)
    names = next(csv.reader([header], delimiter=delimiter, strict=True), [])
    columns = _map_columns(names)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    line = 2
    while True:
        try:
            cells = next(rows, None)
        except csv.Error as error:
            yield line, error
            cells = []
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, _to_fields(cells, names, columns)
        line = rows.line_num + 2


def _to_fields(
    cells: Sequence[str], names: Sequence[str], columns: dict[str, str]
) -> dict[str, object] | csv.Error:
    if len(cells) != len(names):
        return csv.Error(f"{len(cells)} cells under {len(names)} columns")
    return {columns[name]: cell for name, cell in zip(names, cells, strict=True) if name in columns}


def _map_columns(names: Sequence[str]) -> dict[str, str]:
    """Returns column name -> field for the columns that are fields; exact names win.

    Raises UnreadableInputError where there is no text column.
    """
    found: dict[str, str] = {}
    for name in sorted(names, key=lambda name: name not in _FIELDS):
        plain = name.strip().lower()
        field = plain if plain in _FIELDS else ALIASES.get(plain)
        if field and field not in found.values():
            found[name] = field
    if "text" not in found.values():
        shown = ", ".join(map(str, names))[:200]
        message = f"no column 'text' among the columns: {shown}; name it in the first row"
        raise UnreadableInputError("input.columns", message)
    return found


def _read_row(origin: Origin, row: dict[str, object] | csv.Error) -> Article | Quarantined:
    if isinstance(row, csv.Error):
        message = f"the row is no CSV row: {row}; check its quotes and delimiters"
        return set_aside(origin, UnreadableInputError("input.csv", message))
    return _build(origin, row)


def _read_cells(origin: Origin, cells: dict[str, pyarrow.Scalar]) -> Article | Quarantined:
    try:
        return _build(origin, {name: cell.as_py() for name, cell in cells.items()})
    except (ValueError, OverflowError, pyarrow.ArrowException) as error:
        message = f"the row holds a value that cannot be read: {error}"
        return set_aside(origin, UnreadableInputError("input.field", message))


def _build(origin: Origin, fields: dict[str, object]) -> Article | Quarantined:
    text = fields.get("text")
    try:
        if not isinstance(text, str):
            message = f"the text is {type(text).__name__}, expected a string"
            raise UnreadableInputError("input.no_text", message)
        if any("\udc80" <= letter <= "\udcff" for letter in text):
            message = "the row is not UTF-8; save the file as UTF-8"
            raise UnreadableInputError("input.encoding", message)
        return build_article(origin, text, fields)
    except UnreadableInputError as error:
        return set_aside(origin, error, str(text or ""))
