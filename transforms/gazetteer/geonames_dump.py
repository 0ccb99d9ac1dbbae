"""Reads the two zipped files of a GeoNames dump, block by block, as frames of text columns."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.csv as pa_csv

from transforms.errors import InputError

PLACES_MEMBER = "allCountries.txt"
PLACE_COLUMNS = (
    "id", "name", "ascii_name", "alternates", "lat", "lon", "class", "fcode", "cc", "cc2", "a1",
    "a2", "a3", "a4", "population", "elevation", "dem", "timezone", "modified",
)  # fmt: skip
NAMES_MEMBER = "alternateNamesV2.txt"
NAME_COLUMNS = (
    "name_id", "id", "language", "name", "preferred", "short", "colloquial", "historic", "from",
    "to",
)  # fmt: skip
MAX_BROKEN_SHARE = 0.01
"""More lines than this without the right number of columns: the file is something else."""

_BLOCK_BYTES = 16 << 20
_DAMAGED = (OSError, EOFError, KeyError, zipfile.BadZipFile, zlib.error, pa.ArrowInvalid)


class DumpReader:
    """One zipped file of the dump. `n_lines` and `n_broken` count as blocks are read.

    A broken line has another number of columns, or letters that are no UTF-8; it is left out.
    """

    def __init__(self, archive: Path, member: str, columns: tuple[str, ...]) -> None:
        self.archive, self.member, self.columns = archive, member, columns
        self.n_lines = 0
        self.n_broken = 0

    def checksum(self) -> str:
        """The checksum of the unpacked file, as the archive has it.

        Raises:
            InputError: there is no such archive, or it has no such member.
        """
        if not self.archive.is_file():
            raise InputError(f"no such file: {self.archive}; check the spelling")
        try:
            with zipfile.ZipFile(self.archive) as opened:
                return f"{opened.getinfo(self.member).CRC:08x}"
        except _DAMAGED as error:
            raise self._not_a_dump(error) from error

    def blocks(self) -> Iterator[pl.DataFrame]:
        """The lines as frames of text columns; empty columns are empty strings.

        Raises:
            InputError: the archive is damaged, or too many of its lines are broken.
        """
        try:
            with zipfile.ZipFile(self.archive) as opened, opened.open(self.member) as stream:
                for batch in pa_csv.open_csv(stream, *self._options()):
                    yield self._frame(batch)
        except _DAMAGED as error:
            raise self._not_a_dump(error) from error
        if self.n_broken > MAX_BROKEN_SHARE * max(self.n_lines, 1):
            counts = f"{self.n_broken} of {self.n_lines} lines have not {len(self.columns)} columns"
            raise self._not_a_dump(counts)

    def _options(self) -> tuple[pa_csv.ReadOptions, pa_csv.ParseOptions, pa_csv.ConvertOptions]:
        return (
            pa_csv.ReadOptions(block_size=_BLOCK_BYTES, column_names=self.columns),
            pa_csv.ParseOptions(
                delimiter="\t", quote_char=False, invalid_row_handler=self._skip_broken
            ),
            pa_csv.ConvertOptions(column_types=dict.fromkeys(self.columns, pa.binary())),
        )

    def _skip_broken(self, _row: pa_csv.InvalidRow) -> str:
        self.n_lines += 1
        self.n_broken += 1
        return "skip"

    def _frame(self, batch: pa.RecordBatch) -> pl.DataFrame:
        raw = pl.DataFrame(pl.from_arrow(pa.Table.from_batches([batch])))
        read = pl.DataFrame([_as_text(column) for column in raw])
        whole = read.filter(~pl.any_horizontal(pl.all().is_null()))
        self.n_lines += raw.height
        self.n_broken += raw.height - whole.height
        return whole

    def _not_a_dump(self, reason: object) -> InputError:
        return InputError(
            f"{self.archive}: not a whole GeoNames dump with {self.member} of "
            f"{len(self.columns)} columns ({reason}); download it again"
        )


def _as_text(column: pl.Series) -> pl.Series:
    """Bytes as text; null where they are no UTF-8."""
    try:
        return column.cast(pl.String)
    except pl.exceptions.ComputeError:
        return pl.Series(column.name, [_decoded(value) for value in column], dtype=pl.String)


def _decoded(value: bytes) -> str | None:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return None
