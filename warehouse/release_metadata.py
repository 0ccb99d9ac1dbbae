"""The files of a release that machines read: data package, Croissant, checksums."""

from __future__ import annotations

import hashlib
import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from warehouse.croissant import describe_croissant
from warehouse.datapackage import MEDIA_TYPES, Table, frictionless_resource
from warehouse.release_base import KEY, PACKAGE_FILE, Package

TITLE = "Events from news articles (ACLED-style, not ACLED data)"
CHUNK_BYTES = 1 << 20
HASHED_AT_A_TIME = 16


def write_metadata(
    folder: Path, package: Package, tables: tuple[Table, ...], version: str, day: str | None
) -> None:
    """Write datapackage.json, croissant.json and, last, checksums.sha256.

    Args:
        folder: the release, all other files in it.
        package: what the data package says of the release as a whole.
        tables: the tables of a release; those without a file are left out.
        version: name of the release.
        day: day of its newest row (ISO), if there is one.
    """
    checksums = _checksums(folder)
    described: dict[str, object] = {
        "name": "newsledger-events",
        "title": TITLE,
        "version": version,
        "licenses": [{"path": "LICENSE.md", "title": "See LICENSE.md"}],
        KEY: package.words,
        "resources": _resources(tables, list(checksums)),
    }
    if day:
        described["created"] = f"{day}T00:00:00Z"
    croissant = describe_croissant(tables, checksums, TITLE, version, package.number, day)
    for name, words in ((PACKAGE_FILE, described), ("croissant.json", croissant)):
        text = json.dumps(words, indent=2, ensure_ascii=False)
        (folder / name).write_text(text + "\n", encoding="utf-8")
        checksums[name] = _sha256(folder / name)
    lines = [f"{digest}  {path}\n" for path, digest in sorted(checksums.items())]
    (folder / "checksums.sha256").write_text("".join(lines), encoding="utf-8")


def _resources(tables: tuple[Table, ...], paths: list[str]) -> list[dict[str, object]]:
    """One resource a table and format, those of the Parquet files first."""
    resources = [
        _resource(table, table.name, "parquet", found[0] if len(found) == 1 else found)
        for table in tables
        if (found := _parquet_paths(table.name, paths))
    ]
    resources += [
        _resource(table, f"{table.name}-csv", "csv", f"{table.name}.csv")
        for table in tables
        if f"{table.name}.csv" in paths
    ]
    if "events.geojson" in paths:
        geojson: dict[str, object] = {
            "name": "events-geojson",
            "path": "events.geojson",
            "format": "geojson",
        }
        resources.append(geojson | {"mediatype": MEDIA_TYPES["geojson"]})
    return resources


def _parquet_paths(table: str, paths: list[str]) -> list[str]:
    """The table's one file, or its partitions, maybe none."""
    own = (f"{table}.parquet", f"{table}/")
    return [path for path in paths if path.startswith(own) and path.endswith(".parquet")]


def _resource(table: Table, name: str, suffix: str, path: str | list[str]) -> dict[str, object]:
    where: dict[str, object] = {"name": name, "path": path, "format": suffix}
    if suffix == "csv":
        where["encoding"] = "utf-8"
    return where | {"mediatype": MEDIA_TYPES[suffix]} | frictionless_resource(table)


def _checksums(folder: Path) -> dict[str, str]:
    """SHA-256 of every file by its path in the folder, sorted by path.

    Several at a time: a file system writes many files to disk in one go, where one after the
    other would wait for the disk each time.
    """
    found = sorted(file for file in folder.rglob("*") if file.is_file())
    with ThreadPoolExecutor(HASHED_AT_A_TIME) as pool:
        digests = pool.map(_sha256, found)
        return {
            file.relative_to(folder).as_posix(): digest
            for file, digest in zip(found, digests, strict=True)
        }


def _sha256(path: Path) -> str:
    """Hash a file, and see to it that it is on the disk before the release is renamed."""
    digest = hashlib.sha256()
    with path.open("rb") as handle:
        while chunk := handle.read(CHUNK_BYTES):
            digest.update(chunk)
        os.fsync(handle.fileno())
    return digest.hexdigest()
