"""Strict reading of one YAML codebook file: typed access that names file and entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml

from transforms.errors import CodebookError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """A YAML mapping and where it stands (file, list, name) for messages."""

    where: str
    values: dict[str, Any]

    def text(self, key: str) -> str:
        """Return a required text that is not empty."""
        value = self._required(key)
        if not isinstance(value, str) or not value.strip():
            raise CodebookError(f"{self.where}: {key} must be a quoted text, not {value!r}")
        return value

    def optional_text(self, key: str) -> str | None:
        """Return a text, or None where the key is left out."""
        return self.text(key) if key in self.values else None

    def number(self, key: str) -> int:
        """Return a required whole number."""
        value = self._required(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise CodebookError(f"{self.where}: {key} must be a whole number, not {value!r}")
        return value

    def flag(self, key: str, default: bool | None = None) -> bool:
        """Return true or false; without a default the key is required."""
        if default is not None and key not in self.values:
            return default
        value = self._required(key)
        if not isinstance(value, bool):
            raise CodebookError(f"{self.where}: {key} must be true or false, not {value!r}")
        return value

    def one_of(self, key: str, allowed: tuple[str, ...]) -> str:
        """Return a required text out of a closed list."""
        value = self.text(key)
        if value not in allowed:
            raise CodebookError(f"{self.where}: {key} is {value!r}, allowed: {', '.join(allowed)}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a required list of texts."""
        value = self._required(key)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise CodebookError(f"{self.where}: {key} must be a list of quoted texts")
        return tuple(value)

    def entries(self, key: str, name_key: str) -> tuple[Entry, ...]:
        """Return a required list of mappings, each with its own name under `name_key`."""
        value = self._required(key)
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise CodebookError(f"{self.where}: {key} must be a list of mappings")
        return tuple(
            Entry(f"{self.where}: {key}: {item.get(name_key, f'entry {number}')}", item)
            for number, item in enumerate(value, start=1)
        )

    def index(self, key: str, name_key: str, build: Callable[[Entry], T]) -> dict[str, T]:
        """Return name -> record for a list of mappings, in file order; no name twice."""
        found: dict[str, T] = {}
        for entry in self.entries(key, name_key):
            name = entry.text(name_key)
            if name in found:
                raise CodebookError(f"{entry.where}: given twice")
            found[name] = build(entry)
        return found

    def _required(self, key: str) -> Any:
        if key not in self.values:
            raise CodebookError(f"{self.where}: key {key!r} is missing")
        return self.values[key]


def read_entries(path: Path) -> Entry:
    """Read a YAML file that holds one mapping.

    Raises:
        CodebookError: the file is missing, no UTF-8, no YAML, or holds no mapping.
    """
    try:
        values = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except FileNotFoundError:
        raise CodebookError(f"{path}: no such codebook file") from None
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise CodebookError(f"{path.name}: not readable as YAML: {error}") from error
    if not isinstance(values, dict):
        raise CodebookError(f"{path.name}: must hold a mapping, not {type(values).__name__}")
    return Entry(path.name, values)
