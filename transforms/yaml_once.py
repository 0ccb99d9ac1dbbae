"""A YAML loader that refuses a key written twice in one mapping, which YAML would drop silently."""

from __future__ import annotations

from typing import Any

import yaml


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
