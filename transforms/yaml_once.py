"""YAML files in which no key is written twice, which YAML itself would drop silently."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from transforms.errors import CodebookError


class OnceLoader(yaml.CSafeLoader):
    """`yaml.CSafeLoader` that raises a ConstructorError, with its line, at a repeated key."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Return the mapping of a node.

        Raises:
            yaml.constructor.ConstructorError: a key is there twice.
        """
        seen: set[Any] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} is given twice", key.start_mark
                )
            seen.add(key.value)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


def read_yaml(path: Path) -> dict[str, Any]:
    """Read a YAML mapping; raises CodebookError with the file (and line) when it is none."""
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=OnceLoader)
    except (OSError, yaml.YAMLError) as error:
        raise CodebookError(f"{path}: {error}") from error
    if not isinstance(loaded, dict):
        raise CodebookError(f"{path}: not a mapping")
    return loaded
