"""The sections of a language pack as YAML nodes, checked with file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from transforms.errors import CodebookError
from transforms.timexes.sections import CHOICES, NUMERIC, VALUES


def compose(source: str, name: str) -> yaml.MappingNode:
    """The YAML nodes of a pack; `name` is the file's name for messages."""
    try:
        root = yaml.compose(source, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = min(mark.line, source.count("\n")) + 1 if mark else 1
        raise CodebookError(f"{name}, line {line}: not valid YAML: {error}") from error
    if not isinstance(root, yaml.MappingNode):
        raise CodebookError(f"{name}, line 1: a pack is a mapping of sections")
    return root


def pack_error(name: str, node: yaml.Node, problem: str) -> CodebookError:
    """A CodebookError that names file and line."""
    return CodebookError(f"{name}, line {node.start_mark.line + 1}: {problem}")


def entries(section: str, node: yaml.Node, name: str) -> Iterator[tuple[str, str]]:
    """(word, payload) of a section, each checked."""
    if not isinstance(node, yaml.MappingNode):
        raise pack_error(name, node, f"{section} must map a value to a list of words")
    for key, words in node.value:
        payload = str(key.value)
        _check_payload(section, payload, key, name)
        if not isinstance(words, yaml.SequenceNode):
            raise pack_error(name, words, f"{section}.{payload} must be a list of words")
        for word in words.value:
            if not isinstance(word, yaml.ScalarNode) or not word.value.strip():
                raise pack_error(name, word, f"{section}.{payload} holds something that is no word")
            if word.tag != "tag:yaml.org,2002:str":
                raise pack_error(name, word, f"quote {word.value!r} in {section}.{payload}")
            yield word.value, payload


def _check_payload(section: str, payload: str, key: yaml.Node, name: str) -> None:
    top = NUMERIC.get(section)
    if top and not (payload.isdigit() and 1 <= int(payload) <= top):
        raise pack_error(name, key, f"{section} has no {payload!r}; use 1 to {top}")
    if section in VALUES and not re.fullmatch(VALUES[section], payload):
        raise pack_error(name, key, f"{section} cannot mean {payload!r}")
    choices = CHOICES.get(section)
    if choices and payload not in choices.split():
        raise pack_error(name, key, f"{section} has no {payload!r}; use one of {choices}")
