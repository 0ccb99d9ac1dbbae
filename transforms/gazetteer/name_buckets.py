"""Sorts more names than fit into memory: buckets by first byte on disk, then one after another.

The result is the gazetteer's name file: one row a name and place, sorted by norm, with the
lowest tier (4 and 5 stay where they are: a demonym, a foreign name) and all languages.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from transforms.gazetteer.loading import file_marks
from transforms.gazetteer.normal import normal_form
from transforms.gazetteer.store import DEMONYM_TIER, Ints

_SCHEMA = pa.schema(
    [("norm", pa.large_string()), ("id", pa.int32()), ("tier", pa.int8()),
     ("lang", pa.large_string())],
)  # fmt: skip
_MAX_COUNT = 32_767


class NameBuckets:
    """Names by the first byte of their norm, as Parquet parts under one directory.

    `written` is the number of rows of the sorted file, once it is written.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.parts: dict[int, list[Path]] = {}
        self.written = 0
        directory.mkdir(parents=True)

    def add(self, names: pl.DataFrame) -> None:
        """Adds rows of (name or norm, id, tier, lang); names are brought to their normal form."""
        if "norm" not in names.columns:
            norms = pl.Series("norm", map(normal_form, names["name"].to_list()), dtype=pl.String)
            names = names.with_columns(norms).filter(pl.col("norm").str.len_bytes() > 1)
        first = [norm.encode()[0] for norm in names["norm"].to_list()]
        columns = names.select("norm", "id", "tier", "lang", first=pl.Series(first, dtype=pl.UInt8))
        for (byte,), rows in columns.group_by("first"):
            held = self.parts.setdefault(int(str(byte)), [])
            held.append(self.directory / f"{byte}-{len(held)}.parquet")
            rows.drop("first").write_parquet(held[-1])

    def write_sorted(self, path: Path, ids: Ints, build: str) -> Ints:
        """Writes the sorted file; returns the number of names of each id (at most 32,767)."""
        counts = np.zeros(len(ids), dtype=np.int64)
        schema = _SCHEMA.with_metadata(file_marks(build))
        with pq.ParquetWriter(path, schema, compression="zstd") as writer:
            for byte in sorted(self.parts):
                merged = _merge(pl.read_parquet(self.parts[byte]))
                writer.write_table(merged.to_arrow().cast(schema))
                rows = np.searchsorted(ids, merged["id"].to_numpy())
                counts += np.bincount(rows, minlength=len(ids))
                self.written += merged.height
        return np.minimum(counts, _MAX_COUNT).astype(np.int32)


def _merge(names: pl.DataFrame) -> pl.DataFrame:
    last = pl.col("tier").max()
    tier = pl.when(last >= DEMONYM_TIER).then(last).otherwise(pl.col("tier").min())
    return (
        names.group_by("norm", "id")
        .agg(tier.alias("tier"), pl.col("lang").max())
        .sort("norm", "id")
        .select("norm", "id", "tier", "lang")
    )
