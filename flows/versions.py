"""What decides a result: the versions of code, codebooks, gazetteer and models.

A shard is coded again when any of them changes, so they are taken from the files
themselves, not from a number that someone must remember to raise.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

TRANSFORMS = Path(__file__).resolve().parents[1] / "transforms"
TAIL_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Versions:
    """Versions behind a run; each is empty only where there are no such files."""

    code: str
    codebook: str
    gazetteer: str
    models: str

    @property
    def key(self) -> str:
        """One short hash of all four, 12 hex digits."""
        joined = "\x1f".join((self.code, self.codebook, self.gazetteer, self.models))
        return hashlib.sha256(joined.encode()).hexdigest()[:12]


def read_versions(models_dir: Path, codebook_version: str) -> Versions:
    """Read the versions from the files in use.

    Args:
        models_dir: Stanza's models.
        codebook_version: as the codebook itself states it; a hash of its files is added.
    """
    return Versions(
        code=f"{_package_version()}+{_hash_files(TRANSFORMS, '.py')}",
        codebook=f"{codebook_version}+{_hash_files(TRANSFORMS, '.yaml')}",
        gazetteer=_hash_files(TRANSFORMS, ".csv", ".parquet"),
        models=_hash_files(models_dir, ".pt", ".json"),
    )


def _package_version() -> str:
    try:
        return version("newsledger")
    except PackageNotFoundError:
        return "0"


def _hash_files(folder: Path, *suffixes: str) -> str:
    """Hash names, sizes and bytes, of weights only the last 64 KiB; 12 hex digits."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in suffixes):
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder).as_posix()}:{size}".encode())
        with path.open("rb") as file:
            file.seek(max(0, size - TAIL_BYTES) if path.suffix == ".pt" else 0)
            digest.update(file.read())
    return digest.hexdigest()[:12]
