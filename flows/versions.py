"""What decides a result: the versions of code, codebooks, gazetteer and models.

A shard is coded again when any of them changes, so they are taken from the files
themselves, not from a number that someone must remember to raise.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from transforms.text.models import Models

TRANSFORMS = Path(__file__).resolve().parents[1] / "transforms"
TAIL_BYTES = 65_536
LARGE_BYTES = 64 << 20


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

    @property
    def key_of_any_models(self) -> str:
        """One short hash of all but the models, 12 hex digits."""
        joined = "\x1f".join((self.code, self.codebook, self.gazetteer))
        return hashlib.sha256(joined.encode()).hexdigest()[:12]


def read_versions(
    models: Models | Path, codebook_version: str, gazetteer_dir: Path | None = None
) -> Versions:
    """Read the versions from the files in use.

    Args:
        models: the models in use, or a directory of them.
        codebook_version: as the codebook itself states it; a hash of its files is added.
        gazetteer_dir: a loaded gazetteer, which the version then names; None for the shipped one.
    """
    loaded = f"+loaded-{_hash_files(gazetteer_dir, '.parquet')}" if gazetteer_dir else ""
    return Versions(
        code=f"{_package_version()}+{_hash_files(TRANSFORMS, '.py')}",
        codebook=f"{codebook_version}+{_hash_files(TRANSFORMS, '.yaml')}",
        gazetteer=_hash_files(TRANSFORMS, ".csv", ".parquet") + loaded,
        models=models.version
        if isinstance(models, Models)
        else _hash_files(models, ".pt", ".json"),
    )


def _package_version() -> str:
    try:
        return version("newsledger")
    except PackageNotFoundError:
        return "0"


def _hash_files(folder: Path, *suffixes: str) -> str:
    """Hash names, sizes and bytes, of large files only the last 64 KiB; 12 hex digits."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in suffixes):
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder).as_posix()}:{size}".encode())
        with path.open("rb") as file:
            is_large = path.suffix == ".pt" or size > LARGE_BYTES
            file.seek(max(0, size - TAIL_BYTES) if is_large else 0)
            digest.update(file.read())
    return digest.hexdigest()[:12]
